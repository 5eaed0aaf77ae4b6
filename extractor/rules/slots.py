"""Slots: the holes that rule texts may have, and which mentions fill them.

A role (`{winner}`) speaks of one candidacy, its field (`{winner.votes}`) of what is said of it, an anchor
(`{post}`) of the contest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.errors import PackError

__all__ = ["FIELDS", "LABELS", "ROLES", "Slot", "list_of", "read_slot", "slot_labels"]

LABELS = frozenset(
    ["PERSON", "SLATE", "COMMITTEE", "POSITION", "PLACE", "ORGANISATION", "CONTEST", "VOTES", "COUNT",
        "SHARE", "SEATS", "RANK", "DATE", "TERM", "MAJORITY", "TURNOUT", "STATISTIC", "AGE", "MONEY",
        "OPTION", "ROUND"]
)  # fmt: skip

ROLES: dict[str, str | None] = {
    "winner": "elected",
    "loser": "not_elected",
    "candidate": None,
    "nominee": "nominated",
    "advancing": "advanced",
    "eliminated": "eliminated",
    "withdrawn": "withdrawn",
    "disqualified": "disqualified",
    "tied": "tied",
    "person": None,
    "holder": None,
    "slate": None,
    "bystander": None,
}
"""What a role says of the outcome of the one who fills it."""

ROLE_LABEL = {"slate": "SLATE"}

FIELDS: dict[str, str] = {
    "votes": "VOTES",
    "count": "VOTES|COUNT",
    "share": "SHARE",
    "rank": "RANK",
    "seats": "SEATS",
    "number": "SEATS|COUNT",
    "of": "SEATS|COUNT",
    "change": "SEATS|COUNT",
    "slate": "SLATE",
    "member": "SLATE",
    "backer": "SLATE",
    "endorser": "SLATE",
    "age": "AGE",
    "office": "POSITION",
}
"""Fields of a role and the labels that may fill them."""

ANCHORS: dict[str, str] = {
    "post": "POSITION",
    "body": "COMMITTEE",
    "place": "PLACE",
    "organisation": "ORGANISATION",
    "seats": "SEATS",
    "contest": "CONTEST",
    "date": "DATE",
    "term": "TERM",
    "majority": "MAJORITY",
    "margin": "VOTES|COUNT",
    "turnout": "TURNOUT",
    "statistic": "STATISTIC",
    "number": "COUNT",
    "votes": "VOTES",
    "share": "SHARE",
    "count": "VOTES|COUNT",
    "rank": "RANK",
    "round": "ROUND",
}
"""Slots that speak of the contest, not of one candidacy."""

SLOT = re.compile(r"(?P<role>[a-z]+)(?:\.(?P<field>[a-z]+))?(?::(?P<labels>[a-z|]+))?(?P<many>\+)?$")


@dataclass(frozen=True, slots=True)
class Slot:
    """One hole of a template: the role, the field of that role (or none) and whether it takes a list."""

    role: str
    field: str | None
    many: bool

    @property
    def name(self) -> str:
        """`role` or `role.field`, as rules and marked sentences write it."""
        return f"{self.role}.{self.field}" if self.field else self.role


def read_slot(piece: str) -> re.Match[str] | None:
    """The parts of a slot as rules write it, in braces; None where it cannot be read.

    Example:
        >>> found = read_slot("{winner.votes}")
        >>> found["role"], found["field"], found["many"]
        ('winner', 'votes', None)
    """
    return SLOT.match(piece[1:-1])


def list_of(labels: str, *, wide: bool = False) -> str:
    """One or more units of the labels, joined the way English joins a list: of slates "the A and the B"; a
    `wide` one goes on behind "as well as": "A and B, as well as C and D"."""
    unit = rf"(?:{labels}):\d+ "
    more = rf"(?:the )?{unit}" if labels == "SLATE" else unit
    joined = rf"(?:, {more})*(?:, )?"
    joined += rf"(?:and (?:especially |then |also |finally )?|& |as well as |along with |/ ){more}"
    joined += rf"(?:(?:and |& |, and |as well as |, along with ){more})*"
    if not wide:
        return rf"{unit}(?:{joined})?"
    beside = rf"(?:, )?(?:as well as |along with ){more}(?:, {more})*(?:(?:, )?and {more})?"
    return rf"{unit}(?:{joined})?(?:{beside})?"


def slot_labels(slot: re.Match[str], where: str) -> str:
    """The labels, joined by `|`, of which a mention may fill a slot.

    Raises:
        PackError: the role, the field or a label is unknown; `where` names the rule.
    """
    role, field, labels = slot["role"], slot["field"], slot["labels"]
    if labels:
        wanted = labels.upper().split("|")
        unknown = [w for w in wanted if w not in LABELS]
        if unknown:
            raise PackError(f"nobody declared the label {unknown[0].lower()!r}", id=where)
        return "|".join(wanted)
    if field:
        if field not in FIELDS or role not in ROLES:
            raise PackError(f"unknown slot {{{role}.{field}}}; fields are {', '.join(FIELDS)}", id=where)
        return FIELDS[field]
    if role in ROLES:
        return ROLE_LABEL.get(role, "PERSON")
    if role in ANCHORS:
        return ANCHORS[role]
    raise PackError(f"unknown slot {{{role}}}; roles are {', '.join([*ROLES, *ANCHORS])}", id=where)
