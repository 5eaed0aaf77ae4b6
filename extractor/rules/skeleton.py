"""The skeleton of a sentence: its words in lower case, each mention folded into one unit.

    text      Nia Holt (Forward) beat Sam Orr by 812 votes to 790
    skeleton  PERSON:0 ( SLATE:1 ) beat PERSON:2 by VOTES:3 to COUNT:4

A unit `LABEL:n` stands for the n-th mention of the skeleton. Units are separated by one space and the
text ends in one, so that a rule is a plain regular expression over it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from extractor.mentions import Mention

__all__ = ["Contents", "Skeleton", "Unit"]

UNIT = re.compile(r"([A-Z]+):(\d+) ")


@dataclass(slots=True)
class Unit:
    """A word or a mention, with the characters that it covers."""

    text: str
    start: int
    end: int
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The words of a skeleton with which something begins that rules require, and a bit for each that is
    there."""

    words: set[str]
    marks: int


@dataclass(slots=True)
class Skeleton:
    """Units and the string that rules are matched against;
    `contents` is what the rulebook found in it."""

    units: list[Unit]
    mentions: list[Mention] = field(default_factory=list)
    text: str = ""
    offsets: list[int] = field(default_factory=list)
    contents: Contents | None = None

    def __post_init__(self) -> None:
        pieces: list[str] = []
        self.mentions, self.offsets, position = [], [], 0
        for unit in self.units:
            if unit.mention is not None:
                word = f"{unit.mention.label}:{len(self.mentions)}"
                self.mentions.append(unit.mention)
            else:
                word = unit.text
            self.offsets.append(position)
            pieces.append(word)
            position += len(word) + 1
        self.text = " ".join(pieces) + " " if pieces else ""

    def named(self, text: str) -> list[Mention]:
        """The mentions that a matched stretch of the skeleton's text names, in order."""
        return [self.mentions[int(n)] for _, n in UNIT.findall(text)]

    def unit_at(self, position: int) -> int:
        """The index of the unit that covers a position of the skeleton's text."""
        return max(0, bisect_right(self.offsets, position) - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The article's characters behind a stretch of the skeleton's text."""
        first, last = self.unit_at(start), self.unit_at(max(start, end - 1))
        return self.units[first].start, self.units[last].end

    def fold(self, stretches: list[tuple[int, int, Mention]]) -> Skeleton:
        """A new skeleton in which each stretch (text positions, ascending) is one unit for its mention."""
        units: list[Unit] = []
        done = 0
        for start, end, mention in stretches:
            first, last = self.unit_at(start), self.unit_at(max(start, end - 1))
            units += self.units[done:first]
            units.append(Unit("", self.units[first].start, self.units[last].end, mention))
            done = last + 1
        return Skeleton(units + self.units[done:])

    def drop(self, stretches: list[tuple[int, int]]) -> Skeleton:
        """A new skeleton without the given stretches (text positions, ascending)."""
        units: list[Unit] = []
        done = 0
        for start, end in stretches:
            units += self.units[done : self.unit_at(start)]
            done = self.unit_at(max(start, end - 1)) + 1
        return Skeleton(units + self.units[done:])
