"""Rosters: what the labels in front of the names of a list are, posts or areas.

"President: A", "Ass Sec - B", "TU Liaison - C": where one label of a list is a post, the others are posts.
"North: A, Upper South: B": where many are places, each name was elected in the area before it. "School
Committee: A and B", "Recreation: C": where half are bodies, all are.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from extractor.lists.line_reader import LineReader
from extractor.lists.lines import SEPARATORS, Line, Row
from extractor.mentions import Analysis, Mention
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["Rosters"]

DASHES = frozenset({"-", "–", "—", "--"})
BULLETS = SEPARATORS | {"•"}
LABEL = 6  # tokens
KNOWN = frozenset({"POSITION", "COMMITTEE"})
COUNTED = frozenset({"VOTES", "SHARE", "COUNT", "DATE"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and the names behind it: the tokens where the label begins and ends and the entry ends."""

    line: Line
    first: int
    end: int
    last: int


class Rosters:
    """Reads the labels of lists of names."""

    def __init__(self, packs: Packs, reader: LineReader) -> None:
        self.reader = reader
        self.gone: set[int] = set()
        self.fresh: list[Mention] = []
        self.sections = packs.cue("section_nouns")
        self.filler = packs.cue("row_filler")
        self.nouns = packs.cue("post_nouns")
        self.compass = packs.cue("compass_words")
        self.plain = packs.cue("plain_headings") | packs.cue("list_results") | packs.cue("list_candidates")

    def read(self, found: Analysis, lines: list[Line]) -> None:
        """Call the labels of each list of names what they are, and read their lines again."""
        run: list[Entry] = []
        self.gone, self.fresh = set(), []
        for line in lines:
            if line.kind in {"blank", "byline"}:
                continue
            entries = self.entries(found, line)
            if any(self.signs(found, e) for e in entries):
                line.kind, line.rows, entries = "byline", [], []
            if any(found.lowers[e.end] in self.plain for e in entries):
                entries = []
            if not entries:
                self.settle(found, run)
                run = []
            run += entries
        self.settle(found, run)
        if self.fresh:
            found.mentions = [*(m for m in found.mentions if id(m) not in self.gone), *self.fresh]

    def signs(self, found: Analysis, entry: Entry) -> bool:
        """Whether a label is of who ran the election: "Teller: Ann Cole"."""
        return " ".join(found.lowers[entry.first : entry.end + 1]) in self.reader.signers

    def entries(self, found: Analysis, line: Line) -> list[Entry]:
        """The labels of a line with their names; none where anything else stands in it."""
        people = [m for m in line.mentions if m.label == "PERSON"]
        named = people[0].start if people else 0
        if not people or line.number == 0 or any(m.label in COUNTED and m.end > named for m in line.mentions):
            return []
        begins = {found.token_at(m.start): found.token_at(m.end - 1) for m in people}
        first = line.first + (found.lowers[line.first] in BULLETS)
        ends = [t for t in range(first + 1, line.last) if t + 1 in begins and self.is_mark(found, t)]
        starts = [first]
        for mark in ends[1:]:
            before = [last for at, last in begins.items() if at < mark and last < mark]
            start = max(before, default=first) + 1
            while start < mark and found.lowers[start] in BULLETS:
                start += 1
            starts.append(start)
        if not ends or any(
            not 1 <= mark - start <= LABEL
            or not found.words[start][:1].isupper()
            or ":" in found.lowers[start:mark]
            for start, mark in zip(starts, ends, strict=True)
        ):
            return []
        out = []
        for (start, mark), stop in zip(
            zip(starts, ends, strict=True), [s - 1 for s in starts[1:]] + [line.last], strict=True
        ):
            names = [m for m in people if found.starts[mark] < m.start < found.ends[stop]]
            if self.loose(found, mark + 1, stop, names) > 1:
                return []
            out.append(Entry(line, start, mark - 1, stop))
        return out

    def is_mark(self, found: Analysis, token: int) -> bool:
        """Whether a token parts a label from a name."""
        word = found.lowers[token]
        return word == ":" or (word in DASHES and found.starts[token] > found.ends[token - 1])

    def loose(self, found: Analysis, first: int, last: int, names: list[Mention]) -> int:
        """How many words stand among names that are none of them, brackets aside."""
        depth, loose = 0, 0
        for token in range(first, last + 1):
            word = found.lowers[token]
            depth += word.startswith("(") - word.startswith(")")
            named = any(m.start <= found.starts[token] < m.end for m in names)
            known = word in SEPARATORS or word in self.filler or word in self.reader.words.marks
            loose += depth <= 0 and not named and not known
        return loose

    def settle(self, found: Analysis, run: list[Entry]) -> None:
        """Where one label of several is a post, the others are; where many are places, all are areas."""
        if len(run) < 2:
            return
        known = [self.inside(found, entry, KNOWN) for entry in run]
        places = [self.inside(found, entry, {"PLACE"}) or self.section(found, entry) for entry in run]
        known = [None if k is p else k for k, p in zip(known, places, strict=True)]
        if any(
            k.label == "POSITION" if k is not None else p is None and found.lowers[entry.end] in self.nouns
            for k, p, entry in zip(known, places, run, strict=True)
        ):
            for entry, post in zip(run, known, strict=True):
                alone = entry.last == entry.line.last
                if post is None and alone and found.lowers[entry.end] not in self.plain:
                    self.rename(found, entry, "POSITION")
                    self.reader.judge(found, entry.line)
        elif not any(known) and 3 * sum(p is not None for p in places) >= len(run):
            for _, entries in itertools.groupby(run, key=lambda e: e.line.number):
                self.set_rows(found, list(entries), "PLACE")
        elif 2 * sum(k is not None for k in known) >= len(run) and self.differ(found, run):
            for _, entries in itertools.groupby(run, key=lambda e: e.line.number):
                self.set_rows(found, list(entries), "COMMITTEE")

    def differ(self, found: Analysis, run: list[Entry]) -> bool:
        """Whether no two entries are labelled alike, each with nothing but its label's words."""
        labels = [" ".join(found.lowers[entry.first : entry.end + 1]) for entry in run]
        return len(set(labels)) == len(labels)

    def section(self, found: Analysis, entry: Entry) -> Mention | None:
        """A label that is a section of the members or a part of the land, not a post: "Black Members",
        "Health Sector", "Upper West"."""
        if self.compass.issuperset(found.lowers[entry.first : entry.end + 1]):
            return found.mention("PLACE", entry.first, entry.end)
        if found.lowers[entry.end] not in self.sections or entry.end == entry.first:
            return None
        return self.inside(found, entry, KNOWN) or found.mention("PLACE", entry.first, entry.end)

    def set_rows(self, found: Analysis, entries: list[Entry], label: str) -> None:
        """The rows of a line whose names are labelled with areas, or with the bodies they sit on."""
        line = entries[0].line
        line.kind, line.rows = "row", []
        for entry in entries:
            start, end = found.starts[entry.first], found.ends[entry.last]
            area = self.inside(found, entry, {label})
            if area is None or len(area) < found.ends[entry.end] - start:
                area = self.rename(found, entry, label)
            inside = [m for m in line.mentions if m.start >= area.end and m.end <= end]
            people = [m for m in inside if m.label == "PERSON"]
            line.rows.append(
                Row(
                    start,
                    end,
                    people=people,
                    slates=[
                        m
                        for m in inside
                        if m.label == "SLATE" and not any(p.start <= m.start < p.end for p in people)
                    ],
                    area=area,
                )
            )

    def rename(self, found: Analysis, entry: Entry, label: str) -> Mention:
        """The whole label as one mention, instead of what was seen in it."""
        mention = found.mention(label, entry.first, entry.end, rule="roster")
        call(mention, mention.text)
        line = entry.line
        taken = {id(m) for m in line.mentions if mention.start <= m.start and m.end <= mention.end}
        self.gone |= taken
        self.fresh.append(mention)
        line.mentions = [mention, *(m for m in line.mentions if id(m) not in taken)]
        return mention

    def inside(self, found: Analysis, entry: Entry, labels: set[str] | frozenset[str]) -> Mention | None:
        """The longest mention of some labels in the label of an entry."""
        start, end = found.starts[entry.first], found.ends[entry.end]
        held = [m for m in entry.line.mentions if m.label in labels and start <= m.start and m.end <= end]
        return max(held, key=len, default=None)
