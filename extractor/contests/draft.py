"""A contest while it is put together: every value with the mentions that it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.mentions import Claim, Mention

__all__ = ["ANCHOR_FIELDS", "WON", "CandidacyDraft", "Draft", "Reading", "SlateDraft"]

WON = frozenset({"elected", "nominated"})
"""The outcomes of who won something."""

ANCHOR_FIELDS = {
    "post": "position",
    "body": "committee",
    "place": "constituency",
    "organisation": "organisation",
    "date": "date",
    "term": "term",
}
"""The kinds of anchors that a claim has, and what each is of a contest."""


@dataclass(slots=True)
class Reading:
    """One value as one rule read it."""

    value: Any
    mention: Mention
    rule: str
    basis: str = "stated"
    weight: int = 0


@dataclass(slots=True)
class CandidacyDraft:
    """A candidate, or a party standing for itself, and all readings of each field."""

    key: str
    mention: Mention
    party: bool = False
    readings: dict[str, list[Reading]] = field(default_factory=dict)
    affiliations: dict[str, tuple[Reading, str]] = field(default_factory=dict)

    def add(self, name: str, reading: Reading) -> None:
        """Keep a reading of a field."""
        self.readings.setdefault(name, []).append(reading)

    def best(self, name: str) -> Reading | None:
        """The weightiest reading, the earliest among equals."""
        found = self.readings.get(name)
        return max(found, key=lambda r: r.weight) if found else None

    def value(self, name: str) -> Any:
        """The value of the weightiest reading, or None."""
        found = self.best(name)
        return found.value if found else None


@dataclass(slots=True)
class SlateDraft:
    """What a slate won."""

    mention: Mention
    readings: dict[str, list[Reading]] = field(default_factory=dict)

    def add(self, name: str, reading: Reading) -> None:
        """Keep a reading of a field."""
        self.readings.setdefault(name, []).append(reading)

    def best(self, name: str) -> Reading | None:
        """The weightiest reading, the earliest among equals."""
        found = self.readings.get(name)
        return max(found, key=lambda r: r.weight) if found else None


@dataclass(slots=True)
class Draft:
    """A contest in the making."""

    timing: str = "current"
    anchors: dict[str, Reading] = field(default_factory=dict)
    candidacies: dict[str, CandidacyDraft] = field(default_factory=dict)
    slates: dict[str, SlateDraft] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Reading] = field(default_factory=dict)
    sentences: list[int] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    date: Reading | None = None
    details: dict[str, Reading] = field(default_factory=dict)
    contradicted: set[str] = field(default_factory=set)
    year: int | None = None
    block: int | None = None
    attribution: Mention | None = None
    flags: set[str] = field(default_factory=set)

    def people(self) -> Iterator[CandidacyDraft]:
        """The candidacies that name somebody."""
        return (c for c in self.candidacies.values() if not c.party)

    def winners(self) -> list[CandidacyDraft]:
        """The candidacies that won something."""
        return [c for key, c in self.candidacies.items() if self.has_won(key)]

    def is_won(self) -> bool:
        """Whether anybody won something."""
        return any(map(self.has_won, self.candidacies))

    def has_won(self, key: str) -> bool:
        """Whether the candidacy of that key won something."""
        candidacy = self.candidacies.get(key)
        return candidacy is not None and candidacy.value("outcome") in WON

    def candidacy(self, key: str, mention: Mention, party: bool = False) -> CandidacyDraft:
        """The candidacy of that key, made if it is new."""
        if key not in self.candidacies:
            self.candidacies[key] = CandidacyDraft(key, mention, party)
        return self.candidacies[key]

    def slate(self, mention: Mention) -> SlateDraft:
        """The slate result of that slate, made if it is new."""
        return self.slates.setdefault(mention.id, SlateDraft(mention))
