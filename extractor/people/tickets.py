"""Tickets: two people who stand together are one candidacy, "A and B"."""

from __future__ import annotations

from extractor.mentions import Analysis, Mention
from extractor.naming import slug
from extractor.rules.skeleton import Skeleton

__all__ = ["fold_tickets", "make_ticket"]


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


def fold_tickets(found: Analysis, skeleton: Skeleton, joins: frozenset[str]) -> Skeleton:
    """The two of a known ticket as one wherever they are named with one of `joins` between them."""
    units, folds = skeleton.units, []
    for at in range(len(units) - 2):
        left, right = units[at].mention, units[at + 2].mention
        if left is None or right is None or units[at + 1].text not in joins:
            continue
        known = found.tickets.get((left.id, right.id))
        if known is not None:
            ticket = Mention("PERSON", left.start, right.end, found.text[left.start : right.end])
            ticket.id, ticket.name, ticket.rule = known.id, known.name, known.rule
            ticket.attrs = dict(known.attrs)
            end = skeleton.text.index(" ", skeleton.offsets[at + 2]) + 1
            folds.append((skeleton.offsets[at], end, ticket))
    return skeleton.fold(folds) if folds else skeleton
