"""Tables flattened to lines with `|` or tabs between the cells, read by their header.

    Ward | Candidate | Party | Votes | %
    Mill | Ann Cole  | Lab   | 1,204 | 51.2

The header says which column holds the area, the post, the name, the party and the figures. Rows of one
area and post are one contest; without such a column the whole table is one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.lines import Line
from extractor.mentions import Analysis, Mention
from extractor.naming import slug
from extractor.pack import Packs
from extractor.stages.names import natural_name
from extractor.stages.numbers import read_figure

__all__ = ["Cell", "Table", "TableReader", "TableRow"]

COLUMNS = ("candidate", "party", "votes", "share", "place", "post", "outcome")


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


class TableReader:
    """Finds tables and the meaning of their columns."""

    def __init__(self, packs: Packs) -> None:
        self.columns = {name: packs.cue(f"column_{name}") for name in COLUMNS}

    def read(self, found: Analysis, lines: list[Line]) -> list[Table]:
        """The tables among the lines that have a header with a name column and a figure or outcome column."""
        tables: list[Table] = []
        current: Table | None = None
        for line in lines:
            cells = cut(found, line)
            if len(cells) < 2:
                if line.kind != "blank":
                    current = None
                continue
            columns = [self.meaning(c.text) for c in cells]
            if "candidate" in columns and {"votes", "share", "outcome", "post"} & set(columns):
                current = Table(line, columns)
                tables.append(current)
                continue
            if current is not None and len(cells) >= len(current.columns) - 1:
                named = {
                    name: cell
                    for name, cell in zip(current.columns, cells, strict=False)
                    if name and cell.text
                }
                current.rows.append(TableRow(line, named))
        return [t for t in tables if t.rows]

    def meaning(self, text: str) -> str | None:
        """Which column a header cell heads."""
        words = text.lower().replace("_", " ").strip(" *:.#")
        for name, cues in self.columns.items():
            if words in cues:
                return name
        return next(
            (name for name, cues in self.columns.items() if any(w in cues for w in words.split())), None
        )


def cut(found: Analysis, line: Line) -> list[Cell]:
    """The cells of a line."""
    text = found.text[line.start : line.end]
    mark = "|" if "|" in text else "\t" if "\t" in text else None
    if mark is None:
        return []
    cells: list[Cell] = []
    at = line.start
    pieces = text.split(mark)
    for piece in pieces:
        begin = at + len(piece) - len(piece.lstrip())
        cells.append(
            Cell(begin, at + len(piece.rstrip()) if piece.strip() else begin, piece.strip(" *_.").strip())
        )
        at += len(piece) + 1
    while cells and not cells[0].text:
        cells.pop(0)
    while cells and not cells[-1].text:
        cells.pop()
    return cells


def mention_of(found: Analysis, label: str, cell: Cell) -> Mention:
    """A mention over a cell: the pack's or the grammar's mention in it, else the cell's own words."""
    inside = [m for m in found.mentions if m.label == label and m.start >= cell.start and m.end <= cell.end]
    best = max(inside, key=len, default=None)
    if best is not None and len(best) >= 0.5 * len(cell.text):
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


def figure_of(found: Analysis, cell: Cell, share: bool = False) -> Mention | None:
    """The number in a cell."""
    text = cell.text.rstrip("%").strip()
    value = read_figure(text.split()[0]) if text.split() else None
    if value is None:
        return None
    return Mention(
        "SHARE" if share else "VOTES",
        cell.start,
        cell.end,
        found.text[cell.start : cell.end],
        value=value,
        rule="cell",
    )
