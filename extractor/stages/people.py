"""People: by shape and context, minus everything that is known to be something else.

A person is a run of two to five capitalised words, particles allowed ("Luiz Inácio da Silva"), that is
no organisation, place or heading; a title or a known given name makes it certain. Once a full name is
known, its surname alone is the same person, unless two people of the article share it.
"""

from __future__ import annotations

import itertools

from spacy.language import Language
from spacy.tokens import Doc

from extractor.mentions import Analysis, Mention, Sentence, analysis
from extractor.naming import slug
from extractor.packs.chosen import packs_for
from extractor.packs.pack import Packs
from extractor.people.names import INITIALS, PARTICLES, SUFFIXES, join_hyphens, natural_name
from extractor.people.nations import Nations
from extractor.people.runs import NameRuns, Setting, blocked_tokens
from extractor.people.short_forms import Known, ShortForms
from extractor.people.tickets import name_tickets
from extractor.people.words import NameWords
from extractor.slates.brackets import add_bracketed_slates

__all__ = ["make_people"]


@Language.factory(
    "election_people",
    assigns=["doc.spans"],
    requires=["token.is_sent_start"],
    default_config={"packs": [], "model": None},
)
def make_people(nlp: Language, name: str, packs: list[str], model: str | None) -> People:
    """The factory behind `nlp.add_pipe("election_people")`; `model` names a trained pipeline to listen to
    as well."""
    return People(packs_for(packs), model)


class People:
    """Finds people and ties their short forms to their full names."""

    def __init__(self, packs: Packs, model: str | None) -> None:
        self.words = NameWords(packs)
        self.name_runs = NameRuns(self.words)
        self.short_forms = ShortForms(self.words)
        self.nations = Nations(packs)
        self.ticket_words = packs.cue("ticket_words")
        self.trained = None
        if model:
            import spacy

            self.trained = spacy.load(model)

    def __call__(self, doc: Doc) -> Doc:
        """Add the people of a document, full names first, short forms after."""
        found = analysis(doc)
        setting = Setting(
            found,
            blocked_tokens(found),
            starts={s.first_token for s in found.sentences},
            lower_words={w for w in found.words if w.islower()},
            titled=self.titled_words(found),
            trained=self.trained_people(doc),
        )
        people: dict[str, Known] = {}
        for sentence in found.sentences:
            for mention in self.runs(setting, sentence):
                found.mentions.append(mention)
                known = people.setdefault(
                    mention.name.casefold(), Known(mention.name, mention.attrs["words"], False)
                )
                known.strong |= mention.attrs["strong"]
                known.count += 1
                known.mentions.append(mention)
        add_bracketed_slates(found, self.words.not_people | self.words.honours)
        people = {
            key: known for key, known in people.items() if any(m.label == "PERSON" for m in known.mentions)
        }
        self.short_forms.merge_variants(found, people, setting.lower_words)
        self.short_forms.resolve(found, people, setting.blocked, setting.starts)
        self.nations.find(found)
        name_tickets(found, self.ticket_words)
        found.mentions.sort(key=lambda m: (m.start, -m.end))
        return doc

    def trained_people(self, doc: Doc) -> set[tuple[int, int]]:
        """Character spans that a plugged-in trained pipeline calls a person."""
        if self.trained is None:
            return set()
        return {
            (e.start_char, e.end_char) for e in self.trained(doc.text).ents if e.label_ in {"PERSON", "PER"}
        }

    def titled_words(self, found: Analysis) -> set[str]:
        """The words that follow a title which only people have: "Mr Borrows"."""
        pure = self.words.titles - self.words.post_nouns
        return {
            word for title, word in itertools.pairwise(found.words)
            if title.lower() in pure and title[:1].isupper() and word[:1].isupper()
        }  # fmt: skip

    def runs(self, setting: Setting, sentence: Sentence) -> list[Mention]:
        """The full names of one sentence."""
        out: list[Mention] = []
        found = setting.found
        shouting = is_title_case(found, sentence)
        index, last = sentence.first_token, sentence.last_token
        words, lowers, titles = found.words, found.lowers, self.words.titles
        while index <= last:
            if not words[index][:1].isupper() and lowers[index] not in titles:
                index += 1  # no run begins here
                continue
            run, title, index = self.name_runs.read_run(setting, index, last)
            if run:
                mention = self.judge(setting, run, title, shouting, sentence)
                before = found.lowers[run[0] - 1] if run[0] > sentence.first_token else ""
                second = found.lowers[run[0] - 2] if run[0] > sentence.first_token + 1 else ""
                if (
                    mention is not None
                    and mention.weak
                    and before == "the"
                    and second in {"of", "for"}
                    and self.ends_person(out, found, run[0] - 3)
                ):
                    mention.label, mention.name, mention.kind, mention.rule = (
                        "SLATE",
                        " ".join(mention.text.split()),
                        "party",
                        "led-in",
                    )
                    found.mentions.append(mention)
                elif (
                    mention is not None
                    and mention.weak
                    and before in self.words.place_leads
                    and (before != "of" or second in self.words.post_nouns)
                ):
                    mention.label, mention.name, mention.rule = (
                        "ORGANISATION" if before == "of" else "PLACE",
                        " ".join(mention.text.split()),
                        "led-in",
                    )
                    found.mentions.append(mention)
                elif mention is not None:
                    out.append(mention)
        return out

    def ends_person(self, people: list[Mention], found: Analysis, token: int) -> bool:
        """Whether a person of this sentence ends at a token."""
        return token >= 0 and any(m.end == found.ends[token] for m in people)

    def judge(
        self, setting: Setting, run: list[int], title: str | None, shouting: bool, sentence: Sentence
    ) -> Mention | None:
        """A mention for a run of name words, or None where it is no person."""
        found = setting.found
        if run and run[0] and found.lowers[run[0] - 1] == "by" and run[0] - 1 == sentence.first_token:
            return None
        while run and (found.words[run[-1]] in PARTICLES or found.words[run[-1]] in {"-", '"', "("}):
            run = run[:-1]
        while len(run) > 2 and self.is_honour(found.words[run[-1]], found.words[run[-2]]):
            run = run[:-1]
        if shouting:
            run = run[: self.name_runs.surname_at(found, run)]
        run = self.without_tail(setting, run)
        words = [found.words[i] for i in run]
        plain = [w for w in words if w not in {'"', "(", ")", "'", "“", "”", "‘", "’"}]
        if not plain:
            return None
        named = plain[0] in self.words.given_common or plain[0] in self.words.given
        organised = any(
            w.lower() in self.words.org_nouns and not (named and w in self.words.given_common)
            for w in (plain[1:] if named else plain)
        )
        if organised and not self.words.is_surname(plain):
            return None
        lead = self.words_before_given(plain)
        if lead and title is None:
            run, plain = run[lead:], plain[lead:]
        swapped = self.surnames_first(plain)
        if (
            not swapped
            and plain[0].isupper()
            and len(plain[0]) > 3
            and "." not in plain[0]
            and not plain[-1].isupper()
            and not self.words.is_given(plain[0])
        ):
            return None
        tokens = join_hyphens(plain[swapped:] + plain[:swapped])
        mention = found.mention("PERSON", run[0], run[-1], rule="shape")
        if mention.text.endswith(("'s", "’s")):
            return None
        given = self.words.is_given(tokens[0]) or (tokens[0] in self.words.given_common and len(tokens) > 1)
        by_model = any(s < mention.end and mention.start < e for s, e in setting.trained)
        strong = title is not None or given or by_model
        if self.is_ordinary(tokens, title, setting.titled):
            return None
        if len(tokens) == 1:
            if title is None:
                return None
            mention.attrs["surname_only"] = True
        elif (
            len(tokens) > 6
            or (shouting and not given and "." not in tokens[0])
            or (" " not in mention.text and title is None)
            or (
                all(w.isupper() and len(w) > 1 for w in tokens)
                and not given
                and sentence.last_token - sentence.first_token > 8
            )
        ):
            return None
        if INITIALS.match(tokens[0]) and len(tokens) > 1 and len(tokens[-1]) > 2:
            if is_acronym(found, tokens):
                return None
            strong = True
        mention.name = natural_name(tokens if swapped else mention.text.split())
        mention.id = slug(mention.name)
        mention.weak = not strong
        lead = run[0]
        while title and lead > sentence.first_token and found.lowers[lead - 1] in self.words.led_titles:
            lead -= 1
        mention.attrs.update(
            words=[natural_name([w]) for w in tokens if w.lower() not in SUFFIXES] or tokens,
            strong=strong,
            honorific=title,
            lead=lead,
        )
        return mention

    def words_before_given(self, words: list[str]) -> int:
        """How many ordinary words with a capital stand before a given name: "Striker Ben Hale"."""
        first = next((i for i, word in enumerate(words[:-1]) if self.words.is_given(word)), 0)
        return first if all(self.words.is_common(word) for word in words[:first]) else 0

    def surnames_first(self, words: list[str]) -> int:
        """How many surnames in capitals stand before given names: "HOLT Nia"."""
        size = sum(
            1
            for _ in itertools.takewhile(
                lambda word: word.isupper() and len(word) > 3 and word.isalpha(), words
            )
        )
        behind = words[size:]
        return (
            size
            if size and behind and all(map(self.words.is_given, behind)) and not behind[0].isupper()
            else 0
        )

    def is_honour(self, word: str, before: str) -> bool:
        """Whether capitals behind a name are a degree or an honour: "Ann Cole MBE"."""
        return not word.islower() and word.lower() in self.words.honours and not before.isupper()

    def without_tail(self, setting: Setting, run: list[int]) -> list[int]:
        """A run up to the first ordinary word that follows two words of a name: "Ann Cole Appointed"."""
        for at in range(2, len(run)):
            word = setting.found.words[run[at]]
            inside = setting.found.words[run[at] - 1] in {"-", "("}
            if self.words.is_common(word) and not inside and word not in setting.titled:
                return run[:at]
        return run

    def is_ordinary(self, tokens: list[str], title: str | None, titled: set[str]) -> bool:
        """Whether a run holds an ordinary word, and no given name or title says that it is a person's."""
        led = len(tokens) > 2 and tokens[0] in self.words.given_common and tokens[1].lower() in PARTICLES
        sure = (
            led
            or self.words.is_given(tokens[0])
            or (
                title is not None
                and (
                    tokens[0] in self.words.given_common
                    or title.split()[-1].lower() not in self.words.post_nouns
                )
            )
        )
        return not sure and any(self.words.is_common(word) and word not in titled for word in tokens)


def is_acronym(found: Analysis, tokens: list[str]) -> bool:
    """Whether capitals before a name are no initials, since they stand before other words as well."""
    word = tokens[0]
    if len(word) < 2 or "." in word:
        return False
    behind = {after for before, after in itertools.pairwise(found.words) if before == word}
    return len(word) > 2 or len(behind) > 1


def is_title_case(found: Analysis, sentence: Sentence) -> bool:
    """Whether a line is a headline in title case, where capitals say nothing."""
    words = [
        w
        for w in found.words[sentence.first_token : sentence.last_token + 1]
        if w[:1].isalpha() and len(w) > 3
    ]
    if len(words) < 5:
        return False
    return (
        sum(w[:1].isupper() for w in words) >= 0.8 * len(words)
        and "," not in found.words[sentence.first_token : sentence.last_token + 1]
    )
