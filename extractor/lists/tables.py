"""Tables flattened to lines with `|` or tabs between the cells, read by their header.

    Ward | Candidate | Party | Votes | %
    Mill | Ann Cole  | Lab   | 1,204 | 51.2

The header says which column holds the area, the post, the name, the party and the figures. Rows of one
area and post are one contest; without such a column the whole table is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.lists.lines import Line
from extractor.mentions import Analysis, Mention
from extractor.naming import call, slug
from extractor.numbers.figures import read_figure
from extractor.packs.pack import Packs
from extractor.people.names import natural_name

__all__ = ["Cell", "Table", "TableReader", "TableRow", "body_of"]

RULE = re.compile(r"^[-:=\s]*$")  # a line that only draws a line
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
COLUMNS = ("loser", "candidate", "party", "share", "votes", "place", "post", "body", "outcome")
OTHER = frozenset(COLUMNS) - {"loser", "candidate"}
"""Columns of which a table has one beside that of the names."""


@dataclass(slots=True)
class Cell:
    """A cell: its characters without the white space around them."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class TableRow:
    """A row with its cells by column."""

    line: Line
    cells: dict[str, Cell]


@dataclass(slots=True)
class Table:
    """A header and its rows."""

    header: Line
    columns: list[str | None]
    rows: list[TableRow] = field(default_factory=list)
    body: str = ""
    """What the column of bodies is headed by: "Committee"."""
    winners: bool = False
    employers: bool = False
    filled: list[int] = field(default_factory=list)  # which cells of the header hold anything


class TableReader:
    """Finds tables and the meaning of their columns."""

    def __init__(self, packs: Packs) -> None:
        self.columns = {name: packs.cue(f"column_{name}") for name in COLUMNS}
        self.winners = packs.cue("column_winner")
        self.employers = packs.cue("column_employer")
        self.other = packs.cue("column_other")
        self.tally = packs.cue("column_tally")
        self.stages = packs.cue("column_stage")

    def read(self, found: Analysis, lines: list[Line]) -> list[Table]:
        """The tables among the lines that have a header with a name column and a figure or outcome column."""
        tables: list[Table] = []
        current: Table | None = None
        bars = False
        for at, line in enumerate(lines):
            cells, outer = cut(found, line)
            if len(cells) < 2:
                if line.kind != "blank":
                    current = None
                continue
            while not cells[-1].text and len(cells) > (len(current.columns) if current else 1):
                cells.pop()
            if all(RULE.match(c.text) for c in cells):
                continue
            columns = self.columns_of(cells)
            behind = lines[at + 1] if at + 1 < len(lines) else None
            if outer and "candidate" not in columns and "votes" in columns and opens_with_name(found, behind):
                cells = [Cell(line.start, line.start, ""), *cells]
                columns, outer = ["candidate", *columns], False
            if "candidate" in columns and OTHER & set(columns):
                current = Table(
                    line,
                    columns,
                    body=cells[columns.index("body")].text if "body" in columns else "",
                    winners=self.names_winners(cells, columns),
                    employers=any(c.text.lower() in self.employers for c in cells),
                    filled=[n for n, c in enumerate(cells) if c.text],
                )
                bars = outer
                tables.append(current)
                continue
            if current is None:
                continue
            if outer and not bars:
                cells = [Cell(line.start, line.start, ""), *cells]
            least = 2 if current.columns[0] == "candidate" else len(current.columns) - 1
            held = [c for c in cells if c.text]
            if len(cells) != len(current.columns) and len(held) == len(current.filled) < len(current.columns):
                spread = dict(zip(current.filled, held, strict=True))
                cells = [spread.get(n, Cell(line.start, line.start, "")) for n in range(len(current.columns))]
            if least <= len(cells) <= len(current.columns) + 1:
                current.rows.append(TableRow(line, self.by_column(found, current, cells)))
        return [t for t in tables if t.rows and is_plain(t)]

    def columns_of(self, cells: list[Cell]) -> list[str | None]:
        """What the cells of a line head, as a header; figures of an earlier year head nothing."""
        years = [int(y) for c in cells for y in YEAR.findall(c.text)]
        columns = [
            None if any(int(y) < max(years) for y in YEAR.findall(c.text)) else self.meaning(c.text)
            for c in cells
        ]
        if any(c.text.lower().strip(" *:.") in self.tally for c in cells):
            columns = [
                None if c.text.lower().strip(" *:.") in self.stages else name
                for c, name in zip(cells, columns, strict=True)
            ]
        if "loser" in columns:
            at = columns.index("loser")
            columns[at + 1 :] = [f"loser_{c}" if c in {"votes", "share"} else c for c in columns[at + 1 :]]
        if "candidate" not in columns and "outcome" in columns:
            at = columns.index("outcome")
            if cells[at].text.lower().strip(" *:.") in self.winners:
                columns[at] = "candidate"
        return columns

    def names_winners(self, cells: list[Cell], columns: list[str | None]) -> bool:
        """Whether the name column is headed by a word for winners and no column says who won."""
        head = cells[columns.index("candidate")].text.lower().strip(" *:.")
        return head in self.winners and "outcome" not in columns

    def by_column(self, found: Analysis, table: Table, cells: list[Cell]) -> dict[str, Cell]:
        """The cells of a row by what they hold; of several rounds the last figure is the row's, and an empty
        area is that of the row above."""
        named: dict[str, Cell] = {}
        for name, cell in zip(table.columns, cells, strict=False):
            if not name or not cell.text or (name in named and name not in {"votes", "share"}):
                continue
            if table.employers and name == "party" and not is_slate(found, cell):
                continue
            if name not in named or figure_of_text(cell.text) is not None:
                named[name] = cell
        if table.rows and table.columns[0] in {"place", "post"} and not cells[0].text:
            above = table.rows[-1].cells.get(str(table.columns[0]))
            if above is not None:
                named[str(table.columns[0])] = above
        return named

    def meaning(self, text: str) -> str | None:
        """Which column a header cell heads."""
        words = text.lower().replace("_", " ").strip(" *:.#")
        if words in self.other or any(w in self.other for w in words.split()):
            return None
        if "%" in words:
            return "share"
        for name, cues in self.columns.items():
            if words in cues:
                return name
        parts = [w.strip("()") for w in words.split()]
        return next((name for name, cues in self.columns.items() if any(w in cues for w in parts)), None)


def opens_with_name(found: Analysis, line: Line | None) -> bool:
    """Whether a row begins with a person, without a mark in front: its header names no column of names."""
    return (
        line is not None
        and not cut(found, line)[1]
        and any(m.label == "PERSON" and m.start == line.start for m in line.mentions)
    )


def is_slate(found: Analysis, cell: Cell) -> bool:
    """Whether a cell holds a slate or party that packs or the article know; an employer is none."""
    return any(m.label == "SLATE" and m.start >= cell.start and m.end <= cell.end for m in found.mentions)


def is_plain(table: Table) -> bool:
    """Whether the name column holds names: mostly words, hardly a figure."""
    names = [r.cells["candidate"].text for r in table.rows if "candidate" in r.cells]
    return bool(names) and sum(any(ch.isdigit() for ch in n) for n in names) <= 0.3 * len(names)


def cut(found: Analysis, line: Line) -> tuple[list[Cell], bool]:
    """The cells of a line, and whether it opens with a mark: in wiki text `||` or `!!` stand between them."""
    begin = found.text.rfind("\n", 0, line.start) + 1
    stop = found.text.find("\n", line.start)
    text = found.text[begin : stop if stop >= 0 else len(found.text)]
    mark = next((m for m in ("||", "!!", "|", "\t") if m in text), None)
    if mark is None:
        return [], False
    lead = len(text) - len(text.lstrip(" "))
    outer = text[lead : lead + 1] in ({"|", "!"} if mark in {"||", "!!"} else {mark})
    if outer:
        lead += len(mark) if mark in {"|", "\t"} else 1
    cells: list[Cell] = []
    at = begin + lead
    for piece in text[lead:].split(mark):
        start = at + len(piece) - len(piece.lstrip())
        cells.append(
            Cell(start, at + len(piece.rstrip()) if piece.strip() else start, piece.strip(" *_.'\"").strip())
        )
        at += len(piece) + len(mark)
    return cells, outer


def mention_of(found: Analysis, label: str, cell: Cell) -> Mention:
    """A mention over a cell: the pack's or the grammar's mention in it, else the cell's own words."""
    inside = [m for m in found.mentions if m.label == label and m.start >= cell.start and m.end <= cell.end]
    best = max(inside, key=len, default=None)
    least = len(cell.text) if label == "PLACE" else 0.5 * len(cell.text)  # "Liverpool Walton" is no Liverpool
    if best is not None and (len(best) >= least or ends_titled(found, best, cell)):
        return best
    mention = Mention(label, cell.start, cell.end, found.text[cell.start : cell.end], rule="cell")
    mention.name = cell.text
    mention.id = slug(cell.text)
    if label == "PERSON":
        words = cell.text.replace(",", " ,").split()
        if "," in words:
            at = words.index(",")
            words = words[at + 1 :] + words[:at]
        mention.name = natural_name(words)
        mention.id = slug(mention.name)
        mention.attrs.update(words=[natural_name([w]) for w in words], honorific=None, strong=False)
    return mention


def body_of(found: Analysis, cell: Cell, head: str) -> Mention:
    """The body of a cell; what the head of its column says belongs to its name: "Transport" under
    "Committee"."""
    mention = mention_of(found, "COMMITTEE", cell)
    if mention.rule == "cell" and " " not in head and head.lower() not in cell.text.lower():
        call(mention, f"{cell.text} {head}")
    return mention


def ends_titled(found: Analysis, person: Mention, cell: Cell) -> bool:
    """Whether a cell holds a name behind titles: "Labour Councillor Ann Cole"."""
    if person.label != "PERSON" or person.weak or found.text[person.end : cell.end].strip(" ."):
        return False
    return any(
        m.label in {"SLATE", "POSITION"} and cell.start <= m.start and m.end <= person.start
        for m in found.mentions
    )


def figure_of_text(text: str) -> int | float | None:
    """The number that a cell begins with."""
    words = text.replace("%", " ").split()
    return read_figure(words[0]) if words else None


def figure_of(found: Analysis, cell: Cell, share: bool = False) -> Mention | None:
    """The number in a cell."""
    value = figure_of_text(cell.text)
    if value is None or (not share and ("%" in cell.text or not isinstance(value, int))):
        return None
    if share and value > 100:
        return None
    return Mention(
        "SHARE" if share else "VOTES",
        cell.start,
        cell.end,
        found.text[cell.start : cell.end],
        value=value,
        rule="cell",
    )
