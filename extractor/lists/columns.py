"""Columns without a head: what the figures of a block count, and which rows are starred."""

from __future__ import annotations

import itertools

from extractor.lists.blocks import Block, first_of
from extractor.lists.headings import Headings
from extractor.lists.lines import Line
from extractor.mentions import Analysis, Mention
from extractor.packs.pack import Packs

__all__ = ["Columns"]

FULL = (97.0, 101.5)  # what a column of percentages sums to


class Columns:
    """Compares the figures of a block's rows."""

    def __init__(self, packs: Packs, headings: Headings) -> None:
        self.other_counts = packs.cue("other_count_nouns")
        self.headings = headings

    def read_ages(self, lines: list[Line]) -> None:
        """What looks like an age behind a name, "(80)", is a figure where the row beside it has one that is
        none, "(120)"."""
        for line, beside in [*itertools.pairwise(lines), *((b, a) for a, b in itertools.pairwise(lines))]:
            if line.kind != "row" or beside.kind != "row" or len(line.rows) != 1 or len(beside.rows) != 1:
                continue
            ages = [m for m in line.mentions if m.label == "AGE"]
            alike = len(beside.rows[0].figures) == 1 and beside.rows[0].figures[0].label == "COUNT"
            if len(ages) == 1 and alike and not line.rows[0].figures:
                ages[0].label = "COUNT"
                line.rows[0].figures = ages

    def name_columns(self, found: Analysis, block: Block) -> None:
        """A column of bare figures that sums to a hundred holds percentages; a column of years no votes, and
        what is counted in points or branches is nobody's votes."""
        for _, row in block.rows:
            row.figures = [f for f in row.figures if not self.is_other(found, f)]
        people = [r for _, r in block.rows if r.people or r.slates]
        if people and all(f.label == "DATE" for r in people for f in r.figures):
            for row in people:
                row.figures = []
        width = {len(r.figures) for r in people}
        if len(people) < 2 or len(width) != 1 or not width - {0}:
            return
        for column in range(width.pop()):
            figures = [r.figures[column] for r in people]
            values = [f.value for f in figures if f.label == "COUNT" and f.value is not None]
            told = self.headings.told_percent(found, block)
            full = len(values) == len(figures) and FULL[0] <= sum(values) <= FULL[1]
            if full and (len(people[0].figures) > 1 or told or any(isinstance(v, float) for v in values)):
                for figure in figures:
                    figure.label = "SHARE"

    def is_other(self, found: Analysis, figure: Mention) -> bool:
        """Whether a figure counts something else than votes: "12 points", "a 2-year term"."""
        behind = found.lowers[found.token_at(figure.end - 1) + 1 :][:2]
        if behind[:1] == ["-"]:
            behind = behind[1:]
        return bool(behind) and behind[0] in self.other_counts

    def star(self, found: Analysis, block: Block) -> None:
        """Rows with an asterisk or in bold won, where they are the first by figure and some rows are bare."""
        rows = [r for _, r in block.rows if r.people and r.figures]
        bright = [r for r in rows if r.starred]
        if not bright or len(bright) == len(rows) or any(r.mark == "elected" for r in rows):
            return
        if any("*" in line and "incumbent" in line for line in found.text.lower().split("\n")):
            return
        best = [first_of(r, {"VOTES", "COUNT", "SHARE"}) for r in bright]
        rest = [first_of(r, {"VOTES", "COUNT", "SHARE"}) for r in rows if not r.starred]
        low = min((f.value or 0 for f in best if f is not None), default=0)
        if all(f is not None and (f.value or 0) <= low for f in rest):
            for row, figure in zip(bright, best, strict=True):
                row.mark, row.mark_at = "elected", figure

    def drop_numbering(self, block: Block) -> None:
        """Numbers that count the rows, 1, 2, 3 ..., are nobody's votes."""
        leading = [
            r.figures[0] if r.figures and r.figures[0].start <= r.start + 1 else None for _, r in block.rows
        ]
        values = [m.value if m is not None else None for m in leading]
        if len(values) > 1 and all(isinstance(v, int) for v in values):
            steps = {
                b - a for a, b in itertools.pairwise(values) if isinstance(a, int) and isinstance(b, int)
            }
            if steps == {1}:
                for _, row in block.rows:
                    row.figures = row.figures[1:]
