"""How a line is seen to be prose, a heading or a row.

A line is a row where it reads as one; a heading where it is short and has no full stop; else it is prose.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from extractor.lists.entries import Entries
from extractor.lists.lines import Line
from extractor.lists.post_labels import PostLabels
from extractor.lists.row_words import RowWords
from extractor.lists.rows import RowReader
from extractor.lists.stacked_rows import StackedRows
from extractor.lists.surname_first import turn_names
from extractor.mentions import Analysis, Mention
from extractor.packs.pack import Packs

__all__ = ["LineReader"]

STARRED = re.compile(r"^\*{1,3}\w|\w\*|[\s)]\*{1,2}$")
HEADING_WORDS = 12
LABEL_MARKS = frozenset({":", "-", "–", "—"})


class LineReader:
    """Tells rows, headings and prose apart."""

    def __init__(self, packs: Packs) -> None:
        self.words = RowWords(packs)
        self.rows = RowReader(self.words)
        self.entries = Entries(self.words, self.rows)
        self.stacked = StackedRows(self.words)
        self.post_labels = PostLabels(packs, self.rows.names)
        self.bylines = packs.cue("bylines")
        self.signers = packs.cue("signing_titles")

    def read(self, found: Analysis) -> list[Line]:
        """All lines of a document with their kind."""
        lines: list[Line] = []
        by_line: dict[int, list[int]] = {}
        for index, sentence in enumerate(found.sentences):
            by_line.setdefault(sentence.line, []).append(index)
        ordered = sorted(found.mentions, key=lambda m: (m.start, -m.end))
        for number, sentences in by_line.items():
            first, last = found.sentences[sentences[0]], found.sentences[sentences[-1]]
            inside = (
                [m for m in ordered if m.start >= first.start and m.end <= last.end]
                if len(ordered) < 400
                else within(ordered, first.start, last.end)
            )
            line = Line(number, first.first_token, last.last_token, first.start, last.end, sentences, inside)
            self.judge(found, line)
            lines.append(line)
        self.rows.describing.read_runs(found, lines)
        self.rows.describing.fill_gaps(found, lines)
        self.read_small(found, lines)
        self.post_labels.fill(found, lines)
        self.rows.describing.fill_names(found, lines)
        self.drop_signatures(found, lines)
        give_titles(found, lines)
        turn_names(found, lines)
        self.stacked.join_cells(found, lines)
        self.stacked.join_answers(found, lines)
        return lines

    def read_small(self, found: Analysis, lines: list[Line]) -> None:
        """A small number behind a name, "Ann Cole, 58", is an age in prose; where other rows of the article
        have their votes behind a comma, it is votes."""
        if not any(
            line.kind == "row"
            and len(line.rows) == 1
            and line.rows[0].people
            and len(line.rows[0].figures) == 1
            and found.text[: line.rows[0].figures[0].start].rstrip().endswith(",")
            for line in lines
        ):
            return
        for line in lines:
            ages = [m for m in line.mentions if m.label == "AGE"]
            if line.kind != "heading" or len(ages) != 1 or found.token_at(ages[0].end - 1) != line.last:
                continue
            ages[0].label = "COUNT"
            line.rows = self.rows.read(found, line)
            if line.rows:
                line.kind = "row"
            else:
                ages[0].label = "AGE"

    def holds_nobody(self, found: Analysis, line: Line) -> bool:
        """ "Treasurer: vacant", "Women's Officer - no nominations received"."""
        if line.last - line.first > HEADING_WORDS or any(m.label == "PERSON" for m in line.mentions):
            return False
        marks = [t for t in range(line.first + 1, line.last) if found.lowers[t] in LABEL_MARKS]
        return bool(marks) and any(
            m.attrs["nobody"] and m.start == found.starts[marks[-1] + 1]
            for m in self.words.find_options(found, marks[-1] + 1, line.last)
        )

    def drop_signatures(self, found: Analysis, lines: list[Line]) -> None:
        """Who signs a declaration, "Ann Cole, Returning Officer", was not elected by it."""
        for at, line in enumerate(lines):
            if line.kind != "row" or any(r.figures for r in line.rows):
                continue
            below = lines[at + 1] if at + 1 < len(lines) else None
            signs = any(p.text.lower() in self.signers for r in line.rows for p in r.posts)
            if below is not None and below.kind in {"heading", "prose"} and below.number == line.number + 1:
                title = " ".join(found.lowers[below.first : below.last + 1]).rstrip(" .,")
                after_gap = at > 0 and line.number > lines[at - 1].number + 1
                signs |= title in self.signers and (after_gap or below is lines[-1])
            if signs:
                line.kind, line.rows = "byline", []

    def judge(self, found: Analysis, line: Line) -> None:
        """Decide what a line is."""
        words = found.lowers[line.first : line.last + 1]
        real = [w for w in words if w.isalnum() or any(map(str.isalnum, w))]
        if not real:
            line.kind = "blank"
            return
        ending = found.lowers[line.last]
        if words[0] in self.bylines:
            line.kind = "byline"
            return
        if len(real) <= 60 and line.number > 0:
            rows = self.rows.read(found, line)
            if len(rows) == 1:
                rows[0].starred = starred(found, line)
            if rows:
                line.kind, line.rows = "row", rows
                return
        if line.number > 0 and self.holds_nobody(found, line):
            line.kind = "byline"
            return
        if ending == ":" or (words[-1] == "-" and len(real) > 2):
            line.kind = "lead"
        elif (
            len(real) <= HEADING_WORDS
            and ending not in {".", "?", "!", ",", ";"}
            and len(line.sentences) == 1
        ):
            line.kind = "heading"


def give_titles(found: Analysis, lines: list[Line]) -> None:
    """A title before the one name of a row is its post where the rows beside it begin with posts: "PRESIDENT
    Ann Cole" above "VICE PRESIDENT Bo Day"."""
    real = [n for n in lines if n.kind != "blank"]
    for at, line in enumerate(real):
        row = line.rows[0] if line.kind == "row" and len(line.rows) == 1 else None
        if row is None or row.posts or row.figures or len(row.people) != 1:
            continue
        beside = [n for n in real[max(0, at - 1) : at + 2] if n is not line and n.kind == "row"]
        title = next((m for m in line.mentions if m.label == "POSITION" and m.start == row.start), None)
        if title is None or not any(r.post_first for n in beside for r in n.rows):
            continue
        if not found.text[title.end : row.people[0].start].strip():
            row.posts, row.post_first = [title], True


def starred(found: Analysis, line: Line) -> bool:
    """Whether a line is marked by an asterisk at its name or end, or set in bold; a bullet is no mark."""
    begin = found.text.rfind("\n", 0, line.start) + 1
    text = found.text[begin : line.end].strip()
    return bool(STARRED.search(text)) and not text.startswith("* ")


def within(ordered: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions inside a span, by bisection."""
    at = bisect_left(ordered, start, key=lambda m: m.start)
    out = []
    while at < len(ordered) and ordered[at].start < end:
        if ordered[at].end <= end:
            out.append(ordered[at])
        at += 1
    return out
