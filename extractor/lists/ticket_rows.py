"""Rows of two people with one figure: "Holt & Ferris 1,204" is one candidacy."""

from __future__ import annotations

from extractor.lists.lines import Row
from extractor.mentions import Analysis
from extractor.packs.pack import Packs
from extractor.people.tickets import make_ticket

__all__ = ["TicketRows"]


class TicketRows:
    """Reads rows of people who stand together."""

    def __init__(self, packs: Packs) -> None:
        self.joins = packs.cue("ticket_joins")

    def pair(self, found: Analysis, row: Row) -> None:
        """Make one of two people who are joined and share the votes of their row."""
        if len(row.people) != 2 or sum(f.label != "SHARE" for f in row.figures) > 1 or row.posts:
            return
        first, last = sorted(row.people, key=lambda m: m.start)
        if found.text[first.end : last.start].strip().lower() not in self.joins:
            return
        ticket = make_ticket(found, [first, last], "ticket-row")
        if ticket is not None:
            row.people = [ticket]
