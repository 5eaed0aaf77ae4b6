"""Stacked rows: rows whose cells stand on lines of their own, as copies of web tables have them."""

from __future__ import annotations

import itertools

from extractor.lists.lines import FIGURES, SEPARATORS, Line
from extractor.lists.row_words import RowWords
from extractor.mentions import Analysis

__all__ = ["StackedRows"]

ROLES = (("POSITION", "r"), ("COMMITTEE", "r"))


def told(order: str) -> str:
    """The cells that every row has: only some have a mark or a role."""
    return order.replace("m", "").replace("r", "")


class StackedRows:
    """Puts the cells below a name into its row."""

    def __init__(self, words: RowWords) -> None:
        self.words = words

    def join_cells(self, found: Analysis, lines: list[Line]) -> None:
        """Rows whose cells stand on lines of their own, as copies of web tables have them: a name, then lines
        that are nothing but a party, a figure or a mark, in the same order for every name."""
        rows: list[tuple[Line, list[Line], str]] = []
        real = [n for n in lines if n.kind != "blank"]
        for at, line in enumerate(real):
            if not (line.kind == "row" and len(line.rows) == 1 and line.rows[0].people):
                continue
            if line.rows[0].figures or line.rows[0].posts or len(line.rows[0].people) > 1:
                continue
            cells = list(itertools.takewhile(lambda n: self.cell_kind(found, n), real[at + 1 : at + 6]))
            while cells and self.cell_kind(found, cells[-1]) == "r":
                cells.pop()  # the heading of the next rows
            order = "".join(self.cell_kind(found, c) for c in cells)
            if "v" in order or "s" in order:
                rows.append((line, cells, order))
        for number, (line, cells, order) in enumerate(rows):
            beside = [o for k in (number - 1, number + 1) if 0 <= k < len(rows) for o in (rows[k][2],)]
            if not any(told(o) == told(order) for o in beside):
                continue
            self.join(found, line, cells)

    def join_answers(self, found: Analysis, lines: list[Line]) -> None:
        """The lines below a name that count who was for and against: "Yes: 333", "Abstain: 180"."""
        real = [n for n in lines if n.kind != "blank"]
        for at, line in enumerate(real):
            if line.kind != "row" or len(line.rows) != 1 or len(line.rows[0].people) != 1:
                continue
            row = line.rows[0]
            cells = list(itertools.takewhile(lambda n: self.answer(found, n), real[at + 1 : at + 5]))
            votes = [c for c in cells if self.answer(found, c) == "yes"]
            if row.figures or len(votes) != 1:
                continue
            row.figures = [m for m in votes[0].mentions if m.label in {"COUNT", "VOTES"}][:1]
            for cell in cells:
                cell.kind, cell.rows = "blank", []
                line.sentences += cell.sentences

    def answer(self, found: Analysis, line: Line) -> str:
        """What a line counts that is an answer with its figure: yes or no; else nothing."""
        words = found.lowers[line.first : line.last + 1]
        figures = [m for m in line.mentions if m.label in {"COUNT", "VOTES"}]
        if len(figures) != 1 or ":" not in words or len(words) > 6:
            return ""
        label = " ".join(words[: words.index(":")])
        if figures[0].start < found.starts[line.first + words.index(":")]:
            return ""
        return "yes" if label in self.words.for_labels else "no" if label in self.words.against_labels else ""

    def cell_kind(self, found: Analysis, line: Line) -> str:
        """v, s, p, m or r where a line is only votes, a share, a party, a mark or a role; else nothing."""
        tokens = [t for t in range(line.first, line.last + 1) if found.lowers[t] not in SEPARATORS]
        words = [t for t in tokens if found.lowers[t] not in self.words.filler]
        if not tokens or len(tokens) > 6:
            return ""
        if words and all(found.lowers[t] in self.words.marks for t in words):
            return "m"
        for label, kind in (("SLATE", "p"), ("VOTES", "v"), ("COUNT", "v"), ("SHARE", "s"), *ROLES):
            for mention in line.mentions:
                inside = [t for t in words if mention.start <= found.starts[t] < mention.end]
                if mention.label == label and len(inside) == len(words) and inside:
                    return kind
        return ""

    def join(self, found: Analysis, line: Line, cells: list[Line]) -> None:
        """One row of a name and the cells below it."""
        row = line.rows[0]
        for cell in cells:
            kind = self.cell_kind(found, cell)
            if kind == "m":
                token = next(
                    t for t in range(cell.first, cell.last + 1) if found.lowers[t] in self.words.marks
                )
                negated = found.lowers[token - 1] == "not"
                row.mark = "not_elected" if negated else self.words.marks[found.lowers[token]]
                row.mark_at = found.mention("COUNT", token, token)
            row.slates += [m for m in cell.mentions if m.label == "SLATE" and kind == "p"][:1]
            row.figures += [m for m in cell.mentions if m.label in FIGURES and kind in {"v", "s"}][:1]
            row.end, cell.kind, cell.rows = cell.end, "blank", []
            line.sentences += cell.sentences
        line.end = row.end
