"""Headings of slates: lines that are nothing but the slate or backer of all who are listed below them."""

from __future__ import annotations

from extractor.lists.blocks import Block
from extractor.lists.lines import Line
from extractor.mentions import Analysis, Mention
from extractor.packs.pack import Packs

__all__ = ["SlateHeadings"]


class SlateHeadings:
    """Reads headings like "Real Change slate:" and "Candidates backed by Momentum"."""

    def __init__(self, packs: Packs) -> None:
        self.beside = packs.cue("slate_heading_words")

    def slate_of(self, found: Analysis, line: Line) -> Mention | None:
        """The one slate that a heading or lead names beside nothing else of a contest."""
        if line.kind not in {"heading", "lead"}:
            return None
        slates = [m for m in line.mentions if m.label == "SLATE"]
        if len({m.id for m in slates}) != 1:
            return None
        rest = {
            found.lowers[t]
            for t in range(line.first, line.last + 1)
            if not any(m.start <= found.starts[t] < m.end for m in slates) and found.lowers[t].isalpha()
        }
        return slates[0] if rest <= self.beside else None

    def give(self, found: Analysis, block: Block) -> bool:
        """Give the people of a block the slate of the heading right above; whether there is one."""
        slate = self.slate_of(found, block.headings[-1]) if block.headings else None
        if slate is None:
            return False
        for _, row in block.rows:
            if row.people and not row.slates:
                row.slates = [slate]
        return True
