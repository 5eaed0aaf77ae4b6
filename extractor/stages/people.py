"""People: by shape and context, minus everything that is known to be something else.

A person is a run of two to five capitalised words, particles allowed ("Luiz Inácio da Silva"), that is
no organisation, place or heading; a title or a known given name makes it certain. Once a full name is
known, its surname alone is the same person, unless two people of the article share it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from extractor.mentions import Analysis, Mention, Sentence, analysis
from extractor.naming import slug
from extractor.pack import Packs
from extractor.stages.packs import packs_for

__all__ = ["make_people", "natural_name"]

PARTICLES = frozenset(
    ["de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den",
        "ter", "ten", "bin", "binti", "ibn", "al", "el", "y", "e",
        "ní", "nic", "uí", "ni", "ó", "mac", "st", "st.",
        "abu", "bint"]
)  # fmt: skip
SURNAME_POSTS = frozenset(
    {
        "pope",
        "bishop",
        "dean",
        "marshall",
        "provost",
        "judge",
        "sheriff",
        "major",
        "justice",
        "chancellor",
        "constable",
        "clerk",
        "warden",
    }
)
BEATEN = frozenset({"beat", "beats", "defeated", "defeats", "ousted", "unseated", "trounced", "toppled"})
PLACE_LEADS = frozenset({"in", "near", "across", "of", "at", "outside"})
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
BRACKET = re.compile(r"\(([A-Z][A-Za-z'’]+(?: (?:[A-Z][A-Za-z'’]+|of|and|the|for|to)){0,4})\)")
NAME_WORD = re.compile(r"^(?:[^\W\d_]\.?|[^\W\d_](?:[^\W\d_]|['’.-])*)$")
INITIALS = re.compile(r"^(?:[A-Z]\.?){1,3}$")


def natural_name(words: list[str]) -> str:
    """A name in natural order and normal case, from the words as they stand.

    Example:
        >>> natural_name(["ANN", "O'HARE"]), natural_name(["SM", "Farid"])
        ("Ann O'Hare", 'SM Farid')
    """
    out = []
    shouted = len(words) > 1 and all(
        word.isupper() for word in words
    )  # then three capitals are a name, not initials
    for word in words:
        if word.isupper() and len(word) > 2 and (shouted or not INITIALS.match(word)):
            word = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
            word = re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), word)
        out.append(word)
    joined = " ".join(out)
    return re.sub(r" ?- ?", "-", joined) if " -" in joined or "- " in joined else joined


def join_hyphens(words: list[str]) -> list[str]:
    """Words that the tokenizer cut at a hyphen, whole again.

    Example:
        >>> join_hyphens(["Ana", "Ruiz", "-", "Paz"])
        ['Ana', 'Ruiz-Paz']
    """
    out: list[str] = []
    for word in words:
        if word == "-" and out:
            out[-1] += "-"
        elif out and out[-1].endswith("-"):
            out[-1] += word
        else:
            out.append(word)
    return out


@dataclass(slots=True)
class Known:
    """A person of the article: the canonical mention's name and every way to call them."""

    name: str
    words: list[str]
    strong: bool
    count: int = 0
    mentions: list[Mention] = field(default_factory=list)

    @property
    def family(self) -> str:
        """The surname, with its suffix left out."""
        words = [w for w in self.words if w.lower() not in SUFFIXES]
        return words[-1]


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
        self.given = packs.words.get("given_names", frozenset())
        self.given_common = packs.words.get("given_names_common", frozenset())
        self.titles = packs.cue("person_titles")
        self.openers = packs.cue("sentence_openers")
        self.not_people = packs.cue("not_people")
        self.org_nouns = packs.cue("organisation_nouns")
        self.post_nouns = packs.cue("post_nouns")
        self.surname_nouns = packs.cue("surname_nouns")
        self.trained = None
        if model:
            import spacy

            self.trained = spacy.load(model)

    def __call__(self, doc: Doc) -> Doc:
        """Add the people of a document, full names first, short forms after."""
        found = analysis(doc)
        blocked = self.blocked(found)
        starts = {s.first_token for s in found.sentences}
        lower_words = {w for w in found.words if w.islower()}
        people: dict[str, Known] = {}
        trained = self.trained_people(doc)
        for sentence in found.sentences:
            shouting = is_title_case(found, sentence)
            for mention in self.runs(found, sentence, blocked, starts, lower_words, shouting, trained):
                found.mentions.append(mention)
                known = people.setdefault(
                    mention.name.casefold(), Known(mention.name, mention.attrs["words"], False)
                )
                known.strong |= mention.attrs["strong"]
                known.count += 1
                known.mentions.append(mention)
        self.bracketed_slates(found)
        people = {
            key: known for key, known in people.items() if any(m.label == "PERSON" for m in known.mentions)
        }
        self.merge_variants(found, people)
        self.short_forms(found, people, blocked, starts)
        found.mentions.sort(key=lambda m: (m.start, -m.end))
        return doc

    def trained_people(self, doc: Doc) -> set[tuple[int, int]]:
        """Character spans that a plugged-in trained pipeline calls a person."""
        if self.trained is None:
            return set()
        return {
            (e.start_char, e.end_char) for e in self.trained(doc.text).ents if e.label_ in {"PERSON", "PER"}
        }

    def blocked(self, found: Analysis) -> dict[int, Mention]:
        """Tokens that belong to a gazetteer or grammar mention, with the longest such mention."""
        out: dict[int, Mention] = {}
        for mention in sorted(found.mentions, key=len):
            if mention.label in {"SLATE", "COMMITTEE", "POSITION", "PLACE", "ORGANISATION"}:
                for token in range(found.token_at(mention.start), found.token_at(mention.end - 1) + 1):
                    out[token] = mention
        return out

    def is_given(self, word: str) -> bool:
        return (
            word in self.given
            or natural_name([word]) in self.given
            or ("-" in word and word.split("-")[0] in self.given)
        )

    def is_block(self, found: Analysis, index: int, blocked: dict[int, Mention], run: list[int]) -> bool:
        """Whether a gazetteer mention ends a run at this token; a one-word name after a given name does
        not."""
        mention = blocked.get(index)
        if mention is None:
            return False
        single = found.starts[index] == mention.start and found.ends[index] == mention.end
        word = found.words[index]
        if (
            single
            and mention.label in {"PLACE", "SLATE", "ORGANISATION"}
            and not (word.isupper() and len(word) < 5)
        ):
            behind = found.words[index + 1] if index + 1 < len(found.words) else ""
            if (
                run
                and (behind != ":" or len(run) == 1)
                and all(found.lowers[i] not in self.not_people for i in run)
                and self.is_given(found.words[run[0]])
            ):
                return False
            if (
                not run
                and (word in self.given or word in self.given_common)
                and mention.label == "PLACE"
                and behind[:1].isupper()
                and NAME_WORD.match(behind)
                and behind.lower() not in self.not_people | self.org_nouns
                and self.free(found, index + 1, blocked)
            ):
                return False
        if (
            mention.label == "POSITION"
            and single
            and len(run) == 1
            and self.is_given(found.words[run[0]])
            and word[:1].isupper()
            and word.lower() in SURNAME_POSTS
        ):
            return False
        return mention.label != "POSITION" or found.words[index][:1].isupper()

    def free(self, found: Analysis, index: int, blocked: dict[int, Mention]) -> bool:
        """Whether a token belongs to no mention, or to a one-word place that may be a surname."""
        mention = blocked.get(index)
        return mention is None or (
            mention.label == "PLACE"
            and found.starts[index] == mention.start
            and found.ends[index] == mention.end
        )

    def runs(
        self, found: Analysis, sentence: Sentence, blocked: dict[int, Mention], starts: set[int],
        lower_words: set[str], shouting: bool, trained: set[tuple[int, int]],
    ) -> list[Mention]:  # fmt: skip
        """The full names of one sentence."""
        out: list[Mention] = []
        index, last = sentence.first_token, sentence.last_token
        while index <= last:
            run, title, index = self.read_run(found, index, last, blocked, starts, lower_words)
            if run:
                mention = self.judge(found, run, title, shouting, sentence, trained)
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
                    and before in PLACE_LEADS
                    and (before != "of" or second in self.post_nouns)
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

    def read_run(
        self,
        found: Analysis,
        index: int,
        last: int,
        blocked: dict[int, Mention],
        starts: set[int],
        lower_words: set[str],
    ) -> tuple[list[int], str | None, int]:
        """The next run of name words from `index`: its tokens, the title before it, and where to go on."""
        words, lowers = found.words, found.lowers
        title = None
        run: list[int] = []
        begin = index
        while index <= last:
            word, low = words[index], lowers[index]
            if not run and low in self.titles and (word[:1].isupper() or low.endswith(".")):
                title = word if title is None else f"{title} {word}"
                index += 1
                continue
            if self.is_block(found, index, blocked, run):
                break
            capital = word[:1].isupper() and bool(NAME_WORD.match(word))
            named = (
                index + 1 <= last
                and words[index + 1][:1].isupper()
                and index + 1 not in blocked
                and (self.is_given(word) or word in self.given_common)
            )
            if (
                capital
                and low in self.not_people
                and not (not run and named and word in self.given_common)
                and not (run and self.is_given(words[run[0]]) and low not in self.org_nouns)
            ):
                break
            if capital and not run and low in self.openers and not named:
                index += 1
                title = None
                if index > last:
                    return run, title, index
                continue
            if (
                capital
                and not run
                and index in starts
                and word.lower() in lower_words
                and not self.is_given(word)
                and title is None
            ):
                index += 1
                continue
            if (
                capital
                or (
                    run
                    and low in PARTICLES
                    and index + 1 <= last
                    and self.continues(found, index + 1, last, blocked)
                )
                or (
                    run
                    and low == "-"
                    and index + 1 <= last
                    and found.ends[index - 1] == found.starts[index]
                    and found.ends[index] == found.starts[index + 1]
                    and words[index + 1][:1].isupper()
                )
            ):
                run.append(index)
            elif run and low in {'"', "(", "'"} and index + 2 <= last:
                close = next(
                    (i for i in range(index + 1, min(last, index + 4) + 1) if lowers[i] in {'"', ")", "'"}),
                    None,
                )
                nick = (
                    close is not None
                    and all(words[i][:1].isupper() for i in range(index + 1, close))
                    and close + 1 <= last
                    and words[close + 1][:1].isupper()
                )
                if (
                    not nick
                    or close is None
                    or close + 1 in blocked
                    or not NAME_WORD.match(words[close + 1])
                    or any(words[i].isupper() and len(words[i]) < 4 for i in range(index + 1, close))
                ):
                    break
                run += range(index, close + 1)
                index = close + 1
                continue
            else:
                break
            index += 1
        return run, title, max(index, begin + 1)

    def continues(self, found: Analysis, index: int, last: int, blocked: dict[int, Mention]) -> bool:
        """Whether a capitalised word follows a particle, perhaps after a second particle."""
        word = found.words[index]
        if word[:1].isupper():
            return index not in blocked or blocked[index].label == "PLACE"
        return found.lowers[index] in PARTICLES and index + 1 <= last and found.words[index + 1][:1].isupper()

    def judge(
        self,
        found: Analysis,
        run: list[int],
        title: str | None,
        shouting: bool,
        sentence: Sentence,
        trained: set[tuple[int, int]],
    ) -> Mention | None:
        """A mention for a run of name words, or None where it is no person."""
        if run and run[0] and found.lowers[run[0] - 1] == "by" and run[0] - 1 == sentence.first_token:
            return None
        while run and found.lowers[run[-1]] in PARTICLES | {"-", '"', "("}:
            run = run[:-1]
        words = [found.words[i] for i in run]
        plain = [w for w in words if w not in {'"', "(", ")", "'", "“", "”", "‘", "’"}]
        rest = plain[1:] if plain and (plain[0] in self.given_common or plain[0] in self.given) else plain
        if not plain or (any(w.lower() in self.org_nouns for w in rest) and not self.is_surname(plain)):
            return None
        if (
            plain[0].isupper()
            and len(plain[0]) > 3
            and not plain[-1].isupper()
            and not self.is_given(plain[0])
        ):
            return None
        tokens = join_hyphens(plain)
        mention = found.mention("PERSON", run[0], run[-1], rule="shape")
        if mention.text.endswith(("'s", "’s")):
            return None
        given = self.is_given(tokens[0]) or (tokens[0] in self.given_common and len(tokens) > 1)
        by_model = any(s < mention.end and mention.start < e for s, e in trained)
        strong = title is not None or given or by_model
        if len(tokens) == 1:
            if title is None:
                return None
            mention.attrs["surname_only"] = True
        elif (
            len(tokens) > 6
            or (shouting and not given)
            or (" " not in mention.text and title is None)
            or (
                all(w.isupper() and len(w) > 1 for w in tokens)
                and not given
                and sentence.last_token - sentence.first_token > 8
            )
        ):
            return None
        if INITIALS.match(tokens[0]) and len(tokens) > 1 and len(tokens[-1]) > 2:
            strong = True
        mention.name = (
            natural_name(list(words))
            .replace(" '", "'")
            .replace("( ", "(")
            .replace(" )", ")")
            .replace('" ', '"', 1)
        )
        mention.name = re.sub(r'(["“])\s*(\S[^"“”]*?)\s*(["”])', r"\1\2\3", mention.name)
        mention.id = slug(mention.name)
        mention.weak = not strong
        lead = run[0]
        while title and lead > sentence.first_token and found.lowers[lead - 1] in self.titles:
            lead -= 1
        mention.attrs.update(
            words=[natural_name([w]) for w in tokens if w.lower() not in SUFFIXES] or tokens,
            strong=strong,
            honorific=title,
            lead=lead,
        )
        return mention

    def is_surname(self, words: list[str]) -> bool:
        """Whether a word like Law, Hall or Street is a surname here: two words, the first a given name."""
        return len(words) == 2 and words[0] in self.given and words[1].lower() in self.surname_nouns

    def bracketed_slates(self, found: Analysis) -> None:
        """A name that stands in brackets after several people is their slate: "Ann Cole (Real Change)"."""
        ends = {m.end for m in found.mentions if m.label == "PERSON" and not m.attrs.get("surname_only")}
        uses: dict[str, list[re.Match[str]]] = defaultdict(list)
        for hit in BRACKET.finditer(found.text):
            before = hit.start()
            while before > 0 and found.text[before - 1] == " ":
                before -= 1
            if before in ends:
                uses[hit[1]].append(hit)
        for name, hits in uses.items():
            whole = found.text.count(name)
            taken = any(
                m.label in {"SLATE", "PLACE", "POSITION"} and m.start == hits[0].start(1)
                for m in found.mentions
            )
            if taken or (len(hits) < 2 and whole < 2) or name.lower() in self.not_people:
                continue
            for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", found.text):
                found.mentions = [
                    m
                    for m in found.mentions
                    if not (m.label == "PERSON" and m.start < hit.end() and hit.start() < m.end)
                ]
                found.mentions.append(
                    Mention("SLATE", hit.start(), hit.end(), name, slug(name), name, "slate", rule="bracket")
                )

    def merge_variants(self, found: Analysis, people: dict[str, Known]) -> None:
        """A name that is another one's with words left out is the same person: "Allen West", "Allen B.
        West"."""
        full = [k for k in people.values() if len(k.words) > 1]
        for known in sorted(full, key=lambda k: len(k.words)):
            longer = [
                o for o in full
                if o is not known and len(o.words) > len(known.words)
and o.words[0] == known.words[0] and o.words[-1] == known.words[-1]
            ]  # fmt: skip
            if len(longer) == 1:
                target = longer[0]
                for mention in known.mentions:
                    mention.name, mention.id = target.name, slug(target.name)
                target.mentions += known.mentions
                target.strong |= known.strong
                people.pop(known.name.casefold(), None)

    def unknown_rivals(self, found: Analysis, blocked: dict[int, Mention], starts: set[int]) -> None:
        """A surname that nobody introduced, where only a person can stand: "lost to Mongan by five votes"."""
        covered = {
            t for m in found.mentions for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)
        }
        for index in range(2, len(found.words) - 1):
            word, before, second = found.words[index], found.lowers[index - 1], found.lowers[index - 2]
            if (
                not (word[:1].isupper() and word[1:].islower() and len(word) > 2)
                or index in covered
                or index in starts
            ):
                continue
            led = before in BEATEN or (before == "to" and second in {"lost", "loses", "fell", "conceded"})
            if (
                not led
                or found.words[index + 1][:1].isupper()
                or found.lowers[index] in self.not_people | self.openers | self.org_nouns
            ):
                continue
            for at in range(len(found.words)):
                if found.words[at] == word and at not in covered:
                    mention = found.mention("PERSON", at, at, id=slug(word), name=word, rule="rival")
                    mention.weak = True
                    mention.attrs.update(words=[word], strong=False, honorific=None, surname_only=True)
                    found.mentions.append(mention)
                    covered.add(at)

    def short_forms(
        self, found: Analysis, people: dict[str, Known], blocked: dict[int, Mention], starts: set[int]
    ) -> None:
        """Surnames, and given names where the article uses them, resolved when only one person bears them."""
        by_family: dict[str, list[Known]] = defaultdict(list)
        by_given: dict[str, list[Known]] = defaultdict(list)
        full = [k for k in people.values() if len(k.words) > 1]
        for known in full:
            by_family[known.family].append(known)
            by_given[known.words[0]].append(known)
            if len(known.words) > 2:
                by_family[" ".join(known.words[-2:])].append(known)
        for known in [k for k in people.values() if len(k.words) == 1]:
            owners = by_family.get(known.words[0], [])
            if len(owners) == 1:
                for mention in known.mentions:
                    mention.name, mention.id = owners[0].name, slug(owners[0].name)
            elif not owners:
                by_family[known.words[0]].append(known)
        covered = {
            t
            for m in found.mentions
            if m.label == "PERSON"
            for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)
        }
        shared = [m for m in found.mentions if m.label == "PERSON" and m.attrs.get("surname_only")]
        for mention in shared:
            mention.attrs["ambiguous"] = len(by_family.get(mention.attrs["words"][0], [])) > 1
        for index, word in enumerate(found.words):
            if index in covered or not word[:1].isupper():
                continue
            key = natural_name([word])
            holder = blocked.get(index)
            if holder is not None and (
                holder.start != found.starts[index]
                or holder.end != found.ends[index]
                or holder.label in {"POSITION", "COMMITTEE"}
            ):
                continue
            owners = by_family.get(key, [])
            sure = [o for o in owners if o.strong]
            owners = sure if len(sure) == 1 else owners
            given_form = False
            if not owners and holder is None:
                owners = by_given.get(key, [])
                given_form = True
            if len(owners) != 1 or (holder is not None and not owners[0].strong):
                continue
            if holder is not None and owners[0].count < 1:
                continue
            if given_form and not self.is_given(key):
                continue
            if (
                index + 1 < len(found.words)
                and found.words[index + 1][:1].isupper()
                and found.lowers[index + 1] in self.org_nouns
            ):
                continue
            if index in starts and key.lower() in self.openers:
                continue
            mention = found.mention(
                "PERSON", index, index, id=slug(owners[0].name), name=owners[0].name, rule="short-form"
            )
            mention.attrs.update(words=owners[0].words, strong=owners[0].strong, short=True, honorific=None)
            found.mentions.append(mention)
        self.unknown_rivals(found, blocked, starts)


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
