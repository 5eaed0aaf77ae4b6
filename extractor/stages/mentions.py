"""Gazetteer mentions: the slates, committees, positions, places and organisations that the packs know.

Names are matched without case and then checked: a name needs its capital, an acronym its capitals, and
a name that is an ordinary word too ("Unite", "Momentum") needs evidence that here it is a name.
"""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from extractor.mentions import Analysis, Mention, analysis
from extractor.naming import call
from extractor.packs.chosen import packs_for
from extractor.packs.pack import Entry, Packs
from extractor.slates.codes import Codes
from extractor.slates.countries import CountryReader, is_acronym, settle_names
from extractor.slates.foreign import without_foreign, without_parts, without_translations
from extractor.slates.ordinary_words import OrdinaryWords

__all__ = ["make_mentions"]

BETWEEN = "\n\n"
BATCH = 100


@Language.factory(
    "election_mentions",
    assigns=["doc.spans"],
    requires=["token.is_sent_start"],
    default_config={"packs": [], "gazetteer": True},
)
def make_mentions(nlp: Language, name: str, packs: list[str], gazetteer: bool) -> Mentions:
    """The factory behind `nlp.add_pipe("election_mentions")`."""
    return Mentions(nlp, packs_for(packs), gazetteer)


class Mentions:
    """Finds the names of the packs."""

    def __init__(self, nlp: Language, packs: Packs, gazetteer: bool) -> None:
        self.packs = packs
        self.entries: dict[str, list[tuple[Entry, str]]] = {}
        self.names: dict[tuple[int, ...], list[str]] = {}
        self.codes = Codes(packs)
        self.phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.tokens = Matcher(nlp.vocab, validate=True)
        self.departments = packs.cue("department_nouns")
        self.ordinary = OrdinaryWords(packs)
        self.countries = CountryReader(packs)
        self.students = packs.cue("student_words")
        self.nation = packs.cue("nation_words")
        self.states = packs.cue("home_states")
        if not gazetteer:
            return
        names: dict[str, str] = {}
        for entry in packs.entries.values():
            self.codes.add(entry)
            if not isinstance(entry.pattern, str):
                self.tokens.add(f"{entry.label}/{entry.id}", [entry.pattern])
                self.entries.setdefault(f"{entry.label}/{entry.id}", []).append((entry, entry.name))
                continue
            for spelled in (entry.pattern, *entry.aliases):
                for form in {spelled, spelled.replace("'", "’"), dotted(entry, spelled)}:
                    names.setdefault(form.lower(), form)
                    self.entries.setdefault(form.lower(), []).append((entry, spelled))
        # One key for all: of ten thousand keys the vocabulary would make ten thousand words.
        for key, phrase in zip(names, tokenise_names(nlp, list(names.values())), strict=True):
            self.names.setdefault(tuple(phrase), []).append(key)
        # As the matcher's own copies do, which spares it a look at each document's annotations.
        self.phrases.add("name", list(self.names))  # type: ignore[arg-type]

    def __call__(self, doc: Doc) -> Doc:
        """Add the gazetteer mentions of a document."""
        found = analysis(doc)
        hits: list[Mention] = []
        lowers = doc.to_array("LOWER").tolist()
        matches = [
            (name, first, last)
            for _, first, last in self.phrases(doc)
            for name in self.names[tuple(lowers[first:last])]
        ]
        if len(self.tokens):
            matches += [(doc.vocab.strings[key], first, last) for key, first, last in self.tokens(doc)]
        for name, first, last in matches:
            for entry, spelled in self.entries[name]:
                mention = found.mention(
                    entry.label,
                    first,
                    last - 1,
                    id=entry.id,
                    name=entry.name,
                    kind=entry.kind,
                    attrs={
                        "country": entry.country,
                        "common": entry.common,
                        "organisation": entry.organisation,
                        "nation": entry.nation,
                        "state": entry.id in self.states,
                    },
                )
                if self.accept(found, mention, entry, spelled, first, last - 1):
                    hits.append(mention)
        hits = [m for m in hits if not is_borrowed(found, hits, m)]
        codes = self.codes.used(found.text)
        hits = without_translations(hits, lambda rest: self.countries.home(found, rest, codes))
        country = self.countries.home(found, hits, codes)
        sure = {m.id for m in hits if not is_acronym(m.text)}
        hits = [
            m
            for m in hits
            if not is_acronym(m.text)
            or m.attrs["country"] in {None, country}
            or m.id in sure
            or (country is None and m.kind == "slate")
        ]
        hits = without_namesakes(settle_names(hits, country), country)
        hits = without_foreign(hits, country)
        kept = [
            m
            for label in ("SLATE", "COMMITTEE", "POSITION", "PLACE", "ORGANISATION")
            for m in longest(hits, label, country)
        ]
        kept = without_parts(kept)
        among_students = not self.students.isdisjoint(found.lowers) and self.nation.isdisjoint(found.lowers)
        for mention in kept:
            if mention.label == "PLACE":
                with_direction(found, mention)
            own = country if not among_students else None
            if mention.attrs["country"] not in {None, own} and self.countries.is_plain(mention):
                call(mention, mention.text.removeprefix("the "))
        found.mentions += kept
        found.mentions += self.codes.find(found, country)
        doc.user_data["election_country"] = country
        return doc

    def accept(
        self, found: Analysis, mention: Mention, entry: Entry, spelled: str, first: int, last: int
    ) -> bool:
        """Whether the letters and the neighbours say that this is the name and not the word."""
        text = mention.text
        if spelled.isupper() and len(spelled) <= 6:
            return text in {spelled, dotted(entry, spelled)}
        if entry.label == "POSITION":
            mention.attrs["adjective"] = spelled.endswith(
                ("ial", "oral", "ship", "ency", "alty", "section", "CLP", "Party")
            )
            if entry.common and spelled != entry.pattern and not self.ordinary.contested(found, first, last):
                return False
            return not text.isupper() or len(text) > 4
        if not text[0].isupper() and not text[0].isdigit():
            return entry.label == "COMMITTEE" and " " in text
        if text.isupper() and len(text) <= 4:
            return False
        if entry.kind in {"group", "faction"} and spelled.istitle() and text[text.rfind(" ") + 1].islower():
            return False  # a "campaign group" is any
        if entry.common and entry.label != "PLACE" and spelled.count(" ") == 0:
            behind = found.lowers[last + 1] if last + 1 < len(found.lowers) else ""
            department = entry.kind == "party" and behind in self.departments  # "the Labor secretary"
            return not department and self.ordinary.evident(found, first, last, self.codes.entries.keys())
        return True


def dotted(entry: Entry, spelled: str) -> str:
    """How some papers write a party's acronym: "S.N.P." for "SNP"."""
    letters = entry.kind == "party" and spelled.isalpha() and spelled.isupper() and len(spelled) < 6
    return "".join(f"{letter}." for letter in spelled) if letters else spelled


def is_borrowed(found: Analysis, hits: list[Mention], mention: Mention) -> bool:
    """Whether a committee is called by a name that many have ("the steering council") and the article never
    speaks of the organisation whose committee the packs know by it."""
    owner, called, known = mention.attrs.get("organisation"), mention.text.casefold(), mention.name or ""
    if mention.label != "COMMITTEE" or not owner or called == known.casefold():
        return False
    if any(m.id == owner for m in hits):
        return False
    shorter = set(re.findall(r"\w+", called)) < set(re.findall(r"\w+", known.casefold()))
    if not shorter and not mention.text.isupper():
        return False
    return not all(word in found.lowers for word in owner.split("-") if len(word) > 2)


def without_namesakes(hits: list[Mention], country: str | None) -> list[Mention]:
    """Without the bodies that are called as a party of the article's own country is: Congress in India."""
    if country is None:
        return hits
    own = {(m.start, m.end) for m in hits if m.label == "SLATE" and m.attrs["country"] == country}
    return [m for m in hits if m.label != "COMMITTEE" or (m.start, m.end) not in own]


DIRECTIONS = frozenset(
    ["North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Mid",
        "Inner", "Outer", "Upper", "Lower"]
)  # fmt: skip


def with_direction(found: Analysis, mention: Mention) -> None:
    """A place with a direction is another place: "Durham North", "South Wales"."""
    first, last = found.token_at(mention.start), found.token_at(mention.end - 1)
    begin, end = first, last
    starts = {s.first_token for s in found.sentences}
    if first and found.words[first - 1] in DIRECTIONS and mention.text not in found.words[first - 1]:
        begin = first - 1
    elif last + 1 < len(found.words) and found.words[last + 1] in DIRECTIONS and last + 1 not in starts:
        end = last + 1
    if (begin, end) == (first, last):
        return
    mention.start, mention.end = found.starts[begin], found.ends[end]
    mention.text = mention.name = found.text[mention.start : mention.end]
    mention.id = "-".join(mention.text.casefold().split())
    mention.attrs["nation"] = False


def tokenise_names(nlp: Language, names: list[str]) -> list[list[int]]:
    """The tokens of names in lower case, by number.

    Many names are tokenised as one document: a document each would take far longer.
    """
    out: list[list[int]] = []
    for batch in (names[at : at + BATCH] for at in range(0, len(names), BATCH)):
        doc = nlp.make_doc(BETWEEN.join(batch))
        lowers = doc.to_array("LOWER").tolist()
        between = doc.vocab.strings.add(BETWEEN)
        breaks = [at for at, token in enumerate(lowers) if token == between]
        if len(breaks) + 1 == len(batch) and all(name == name.strip() for name in batch):
            out += [lowers[first + 1 : last] for first, last in pairwise([-1, *breaks, len(lowers)])]
        else:  # blanks of their own
            out += [nlp.make_doc(name).to_array("LOWER").tolist() for name in batch]
    return out


def longest(hits: list[Mention], label: str, country: str | None) -> list[Mention]:
    """The longest hits of a label that do not overlap; one name of two countries goes to the home country.

    An article before a name does not make it longer: "the Liberals" are no other party than "Liberals".
    """
    ranked = sorted(
        (m for m in hits if m.label == label),
        key=lambda m: (
            -len(m.text.lower().removeprefix("the ")),
            m.attrs.get("country") != country,
            m.attrs.get("country") is not None,
            m.start,
            m.id,
        ),
    )
    taken: set[int] = set()
    kept: list[Mention] = []
    for mention in ranked:
        if taken.isdisjoint(range(mention.start, mention.end)):
            taken.update(range(mention.start, mention.end))
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
