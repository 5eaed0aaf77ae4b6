"""How the lines of an article are cut into blocks of rows."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.lists.blocks import Block, shape
from extractor.lists.described_rows import describes
from extractor.lists.headings import Headings
from extractor.lists.lines import Line
from extractor.lists.section_headings import is_heading, opens_section, tells_nobody
from extractor.mentions import Analysis, Mention
from extractor.packs.pack import Packs

__all__ = ["BlockCutter"]


class BlockCutter:
    """Cuts lines into blocks, each with the headings above it."""

    def __init__(self, packs: Packs, headings: Headings) -> None:
        self.headings = headings
        self.pronouns = packs.cue("person_pronouns")

    def blocks(self, found: Analysis, lines: list[Line]) -> list[Block]:
        """Cut the lines into blocks; a heading or prose between rows ends a block."""
        out: list[Block] = []
        current: Block | None = None
        headings: list[Line] = []
        previous: Line | None = None
        section: Mention | None = None
        polls = {found.sentence_at(mark.start) for mark in found.marks if mark.kind == "poll"}
        polled = False
        lines = [line for line in lines if line.kind != "blank"]
        for at, line in enumerate(lines):
            below = lines[at + 1] if at + 1 < len(lines) else None
            if below is not None and is_heading(previous) and is_heading(below) and tells_nobody(line):
                continue
            if line.kind == "row":
                if (
                    current is None
                    or (previous is not None and previous.kind != "row")
                    or (current.rows and shape(current.rows[-1][1]) != shape(line.rows[0]))
                ):
                    fresh = previous is None or previous.kind != "row"
                    current = Block(
                        headings=self.headings.over(found, headings)
                        if fresh or current is None
                        else current.headings,
                        section=section,
                        polled=polled,
                    )
                    out.append(current)
                current.rows += [(line, row) for row in line.rows]
            elif line.kind in {"heading", "lead"}:
                if previous is not None and previous.kind in {"row", "prose"}:
                    headings = self.headings.still_above(found, headings, line, previous)
                headings.append(line)
                current = None
                if "place" in found.headings.get(line.number, {}):
                    opened = opens_section(found, line, lines[at + 1 : at + 3])
                    section = found.headings[line.number]["place"] if opened else None
            elif line.kind == "prose":
                if (
                    current is not None
                    and previous is not None
                    and previous.kind == "row"
                    and (
                        describes(found, line, previous.rows[-1], self.pronouns)
                        or self.headings.announcements.is_footnote(found, line)
                    )
                ):
                    continue
                headings, polled = [line], not polls.isdisjoint(line.sentences)
                current, section = None, None
            previous = line
        return [b for b in out if b.rows]

    def numbered(self, found: Analysis, lines: list[Line]) -> Iterator[tuple[int, Block]]:
        """The blocks with the number of the contest they are of: lists of several slates, each below the name
        of its own, are of one."""
        under: tuple[int, Line] | None = None
        for number, block in enumerate(self.blocks(found, [n for n in lines if not is_read(found, n)])):
            if not self.headings.slates.give(found, block):
                under = None
            elif under is None or under[1] is not block.headings[0]:
                under = number, block.headings[0]
            yield (number if under is None else under[0]), block


def is_read(found: Analysis, line: Line) -> bool:
    """Whether a line's first sentence is a row already."""
    return found.sentences[line.sentences[0]].kind in {"row", "tail"}
