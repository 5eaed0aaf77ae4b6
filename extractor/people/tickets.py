"""Tickets: two people who stand together are one candidacy, "A and B"."""

from __future__ import annotations

import re

from extractor.mentions import Analysis, Claim, Mention
from extractor.naming import slug

__all__ = ["make_ticket", "name_tickets", "pair_losers"]

HYPHENS = re.compile(r"\s*[-–/]\s*")


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


def name_tickets(found: Analysis, nouns: frozenset[str]) -> None:
    """A slate that is called by the surnames of two people is their ticket: "the Holt-Ferris ticket"."""
    named: dict[str, set[str]] = {}
    people: dict[str, Mention] = {}
    for mention in found.mentions:
        if mention.label == "PERSON" and len(mention.attrs.get("words", ())) > 1:
            named.setdefault(mention.attrs["words"][-1].casefold(), set()).add(mention.id)
            people.setdefault(mention.id, mention)
    for slate in [m for m in found.mentions if m.label == "SLATE"]:
        surnames = [part.casefold() for part in HYPHENS.split(slate.text)]
        held = [named.get(surname, set()) for surname in surnames]
        last = found.token_at(slate.end - 1)
        if len(held) != 2 or any(len(who) != 1 for who in held) or held[0] == held[1]:
            continue
        if found.lowers[last + 1 : last + 2] and found.lowers[last + 1] in nouns:
            slate.end = found.ends[last + 1]
        left, right = (people[next(iter(who))] for who in held)
        slate.label, slate.rule, slate.kind = "PERSON", "ticket-name", None
        slate.text = found.text[slate.start : slate.end]
        slate.name = f"{left.name} and {right.name}"
        slate.id = slug(slate.name)
        slate.attrs = {"candidate_kind": "joint", "lead": found.token_at(slate.start)}
        before = slate.attrs["lead"] - 1
        if before >= 0 and found.lowers[before] == "the":
            slate.attrs["lead"] = before
        found.tickets[left.id, right.id] = slate


def is_ticket(mention: Mention) -> bool:
    """Whether a mention is a joint candidacy already."""
    return mention.attrs.get("candidate_kind") == "joint"


def pair_losers(found: Analysis, claims: list[Claim], joins: frozenset[str]) -> None:
    """The two whom a ticket beat are a ticket as well: "the Holt-Ferris ticket beat Quill and Wray"."""
    outcomes = {f.subject.id: f for c in claims for f in c.facts if f.field == "outcome"}
    won = [f for f in outcomes.values() if f.value == "elected"]
    lost = sorted((f.subject for f in outcomes.values() if f.value == "not_elected"), key=lambda m: m.start)
    if len(won) != 1 or not is_ticket(won[0].subject) or len(lost) != 2:
        return
    if found.text[lost[0].end : lost[1].start].strip().lower() not in joins:
        return
    ticket = make_ticket(found, lost, "ticket-beaten")
    if ticket is None:
        return
    for claim in claims:
        told: set[str] = set()
        for fact in list(claim.facts):
            if fact.subject.id not in {m.id for m in lost}:
                continue
            fact.subject = ticket
            if fact.field in told:
                claim.facts.remove(fact)
            told.add(fact.field)
