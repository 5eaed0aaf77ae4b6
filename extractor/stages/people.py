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
from extractor.packs.chosen import packs_for
from extractor.packs.pack import Packs
from extractor.people.judging import NameJudge, is_title_case
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
        self.named_by = self.words.titles | self.words.post_nouns
        self.name_runs = NameRuns(self.words)
        self.judge = NameJudge(self.words, self.name_runs)
        self.short_forms = ShortForms(self.words)
        self.nations = Nations(packs)
        self.ticket_words = packs.cue("ticket_words")
        self.no_slates = self.words.not_people | self.words.honours
        for group in (
            "independent_codes",
            "mark_elected",
            "mark_not_elected",
            "mark_eliminated",
            "row_filler",
        ):
            self.no_slates |= packs.cue(group)
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
        add_bracketed_slates(found, self.no_slates)
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
        shouting = is_title_case(found, sentence, self.named_by)
        index, last = sentence.first_token, sentence.last_token
        words, lowers, titles = found.words, found.lowers, self.words.titles
        while index <= last:
            if not words[index][:1].isupper() and lowers[index] not in titles:
                index += 1  # no run begins here
                continue
            run, title, index = self.name_runs.read_run(setting, index, last)
            if run:
                mention = self.judge.mention(setting, run, title, shouting, sentence)
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
