"""Blocks: rows that belong together with the lines that head them, and what one row says."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.lists.lines import Line, Row
from extractor.mentions import Analysis, Claim, Fact, Mention
from extractor.naming import call

__all__ = ["Block", "Entry", "first_of", "label_of", "shape", "slates_of", "state", "subject", "votes_of"]

JOINS = frozenset({"&", "and", "-", "–"})
Entry = tuple[Row, Mention, Mention | None]
"""A row, whom it is about, and the figure that orders it."""


@dataclass(slots=True)
class Block:
    """Rows that belong together, with the lines that head them; `polled` where the last prose above them speaks
    of an opinion poll."""

    rows: list[tuple[Line, Row]] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)
    polled: bool = False
    section: Mention | None = None  # the place that heads the posts of this part of the list


def subject(row: Row) -> Mention | None:
    """Who a row is about."""
    if row.people:
        return row.people[0]
    if row.option is not None:
        return None if row.option.attrs.get("nobody") else row.option
    return row.slates[0] if row.slates else None


def state(claim: Claim, row: Row, who: Mention) -> None:
    """The facts of a row besides its figures: names and parties."""
    if who.label == "SLATE":
        claim.facts.append(Fact(who, "named", who.name, who))
        return
    for person in row.people or [who]:
        claim.facts.append(Fact(person, "named", person.name, person))
        for slate in slates_of(row, person):
            claim.facts.append(Fact(person, "affiliation", "stood_for", slate))


def label_of(found: Analysis, row: Row, line: Line, label: str) -> Mention | None:
    """What a row is labelled with, before the colon in front of its first name: "Durham Board: ..."."""
    if not row.people:
        return None
    named = row.people[0].start
    before = [m for m in line.mentions if m.label == label and row.start <= m.start and m.end <= named]
    end = max((m.end for m in before), default=named)
    if not found.text[end:named].lstrip().startswith((":", "-", "–", "—")):
        return None
    start = min(m.start for m in before)
    whole = max(before, key=len)
    if whole.end - whole.start == end - start or len(before) != 2 or label != "PLACE":
        return whole
    if " ".join(found.text[min(m.end for m in before) : max(m.start for m in before)].split()) not in JOINS:
        return whole
    both = found.mention("PLACE", found.token_at(start), found.token_at(end - 1), rule="label")
    call(both, both.text)
    return both


def slates_of(row: Row, person: Mention) -> list[Mention]:
    """The slates of one of the people of a row: of several, each has those between the name and the next."""
    if len(row.people) < 2 or any(slate.start < row.people[0].start for slate in row.slates):
        return row.slates
    behind = [p.start for p in row.people if p.start > person.start]
    return [s for s in row.slates if person.start < s.start < min(behind, default=row.end + 1)]


def votes_of(row: Row) -> Mention | None:
    """The votes of a row: what is called votes, else its only figure or the first of two; of more only one
    that is the sum of the others, since a column without a head may count anything."""
    called = first_of(row, {"VOTES"})
    if called is not None:
        return called
    counts = [m for m in row.figures if m.label in {"COUNT", "SEATS", "DATE"} and isinstance(m.value, int)]
    if len(counts) < 3:
        return counts[0] if counts else None
    values = [m.value for m in counts if m.value is not None]
    return next((m for m in counts if m.value is not None and 2 * m.value == sum(values)), None)


def shape(row: Row) -> tuple[bool, bool, bool]:
    """What rows of one block have in common."""
    return bool(row.figures), bool(row.posts) and not row.figures, row.area is not None


def first_of(row: Row, labels: set[str], integer: bool = False) -> Mention | None:
    """The first figure of a row with one of the labels."""
    return next(
        (m for m in row.figures if m.label in labels and not (integer and not isinstance(m.value, int))), None
    )
