"""How alike two spellings of a candidate's name are; whether they are one person, the contest decides.

"Nia Holt", "Cllr Nia Holt", "N. Holt" and "Holt" may be one person, "Nia Holt" and "Sam Holt" are not.
Misspellings are proposed by string similarity and by nothing else believed: no score separates "Burgon" and
"Burdon", one person, from two people with like names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz

from extractor.records import Candidate

__all__ = ["Likeness", "Name", "compare_names", "fold", "parse_name", "surnames_alike"]

# Similarity from 0 to 100 from which two names are proposed as spellings of one.
PROPOSED = 84
HONORIFICS = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady",
    "baroness", "baron", "rev", "reverend", "cllr", "councillor", "councilmember", "councilman",
    "councilwoman", "alderman", "ald", "hon", "rt", "mp", "msp", "mla", "td", "senator", "sen", "rep",
    "representative", "mayor", "comrade", "brother", "sister",
))  # fmt: skip
GENERATIONS = frozenset((
    "jr", "sr", "ii", "iii", "iv",
))  # fmt: skip


class Likeness(IntEnum):
    """From what has to be proved by the contest to what is the same name."""

    SIMILAR = 1
    SURNAME = 2
    INITIAL = 3
    FULL = 4
    SAME = 5


@dataclass(frozen=True)
class Name:
    """A name in comparable form: accents, case, titles and punctuation are gone."""

    given: tuple[str, ...]
    family: str
    generation: str | None = None

    @property
    def bare(self) -> bool:
        """Whether there is a surname alone."""
        return not self.given

    @property
    def fullness(self) -> int:
        """0: a surname alone, 1: with initials, 2: with a given name, 3: and more of them."""
        if not self.given:
            return 0
        return 1 if all(len(word) == 1 for word in self.given) else min(len(self.given), 2) + 1

    def __str__(self) -> str:
        return " ".join((*self.given, self.family))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without case, accents and kinds of apostrophe.

    Example:
        >>> fold("Zoë O’Rourke")
        "zoe o'rourke"
    """
    plain = unicodedata.normalize(
        "NFKD", text.translate({0x2019: "'", 0x2018: "'", 0x2010: "-", 0x2011: "-"})
    )
    return "".join(letter for letter in plain.casefold() if not unicodedata.combining(letter))


def parse_name(candidate: Candidate) -> Name:
    """A candidate's name taken apart; the surname is the stated one, else the last word.

    Example:
        >>> parse_name(Candidate(id="n", name="Cllr N.R. Holt"))
        Name(given=('n', 'r'), family='holt', generation=None)
    """
    return take_apart(candidate.name, candidate.family)


@lru_cache(maxsize=65536)
def take_apart(name: str, family: str | None) -> Name:
    """The same for plain strings."""
    words = split(name)
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    while len(words) > 1 and words[-1] in {"mp", "msp", "mla", "td"}:
        words = words[:-1]
    generation = words.pop() if len(words) > 1 and words[-1] in GENERATIONS else None
    tail = [word for word in split(family or "") if word not in GENERATIONS]
    if tail and words[-len(tail) :] == tail:
        return Name(tuple(words[: -len(tail)]), " ".join(tail), generation)
    return Name(tuple(words[:-1]), words[-1] if words else "", generation)


def split(name: str) -> list[str]:
    """Words of a folded name; "N.R." is two initials."""
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*", fold(name))


def compare_names(one: Name, other: Name) -> Likeness | None:
    """What two spellings have in common; None for two different people.

    Example:
        >>> holt = parse_name(Candidate(id="n", name="Nia Holt"))
        >>> [compare_names(holt, parse_name(Candidate(id="x", name=name)))
        ...  for name in ("Ms Nia Holt", "Nia Mary Holt", "N. Holt", "Holt", "Nia Hollt", "Sam Holt")]
        [<Likeness.SAME: 5>, <Likeness.FULL: 4>, <Likeness.INITIAL: 3>, <Likeness.SURNAME: 2>, <Likeness.SIMILAR: 1>, None]
    """  # noqa: E501
    if one.generation and other.generation and one.generation != other.generation:
        return None
    if one.family == other.family:
        if one.given == other.given:
            return Likeness.SAME
        if one.bare or other.bare:
            return Likeness.SURNAME
        return compare_given(one, other)
    if one.bare != other.bare:
        return None
    return Likeness.SIMILAR if fuzz.ratio(str(one), str(other)) >= PROPOSED else None


def compare_given(one: Name, other: Name) -> Likeness | None:
    """Names with one surname: "Jon" and "Jonathan" go together, "Nia" and "Sam" do not."""
    first, second = one.given[0], other.given[0]
    short, long = sorted((first, second), key=len)
    if first == second and len(first) > 1:
        return Likeness.FULL
    if len(short) == 1:
        return Likeness.INITIAL if long.startswith(short) and fit_initials(one, other) else None
    if len(short) >= 3 and long.startswith(short):
        return Likeness.FULL
    if {first, second} & {*one.given[1:], *other.given[1:]}:
        return Likeness.SIMILAR  # known by a middle name
    return Likeness.SIMILAR if fuzz.ratio(first, second) >= 60 and first[0] == second[0] else None


def fit_initials(one: Name, other: Name) -> bool:
    """Whether no later initial contradicts: "N. R. Holt" is not "Nia Mary Holt"."""
    pairs = zip(one.given[1:], other.given[1:], strict=False)
    return all(a[0] == b[0] for a, b in pairs)


def surnames_alike(one: str, other: str) -> bool:
    """Whether two surnames may be one, misspelt or written in part.

    Example:
        >>> surnames_alike("burgon", "burdon"), surnames_alike("lopez obrador", "obrador")
        (True, True)
        >>> surnames_alike("holt", "orr")
        False
    """
    return bool(set(one.split()) & set(other.split())) or fuzz.ratio(one, other) >= 75
