"""Tickets: two people who stand together are one candidacy, "A and B"."""

from __future__ import annotations

from extractor.mentions import Analysis, Mention
from extractor.naming import slug

__all__ = ["make_ticket"]


def make_ticket(found: Analysis, people: list[Mention], rule: str) -> Mention | None:
    """The joint candidacy of two people, remembered for the rest of the article; None where they are not
    two."""
    if len(people) != 2 or people[0].id == people[1].id or any(is_ticket(m) for m in people):
        return None
    first, last = found.token_at(people[0].start), found.token_at(people[1].end - 1)
    ticket = found.mention("PERSON", first, last, rule=rule)
    ticket.name = f"{people[0].name} and {people[1].name}"
    ticket.id = slug(ticket.name)
    ticket.attrs["candidate_kind"] = "joint"
    found.tickets[people[0].id, people[1].id] = ticket
    return ticket


def is_ticket(mention: Mention) -> bool:
    """Whether a mention is a joint candidacy already."""
    return mention.attrs.get("candidate_kind") == "joint"
