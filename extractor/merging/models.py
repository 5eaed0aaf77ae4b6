"""A merged contest: one contest as all its articles report it.

The fields of a record come back with the same names and the same shapes and hold the preferred values;
`told` holds, for every value, every article's word. The records themselves are kept in `pieces`, so that a
wrong join can be undone.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from extractor.records import (
    SCHEMA_VERSION,
    ArticleRef,
    Candidacy,
    Flag,
    Kind,
    Model,
    Record,
    Ref,
    Round,
    SlateResult,
    Status,
    Term,
    Timing,
    Turnout,
    VoteDate,
)

__all__ = ["MergedContest", "Source", "Told", "Wording", "merged_schema"]


class Wording(Model):
    """A piece of evidence: its place in the record's `evidence` and the article's words."""

    evidence: int = Field(description="index into the evidence of the record")
    text: str


class Source(Model):
    """A record that gives a value, with the evidence that it has for it."""

    record: str
    article: str
    field: str = Field(description="JSON pointer into the record")
    wordings: list[Wording] = Field(default_factory=list)


class Told(Model):
    """One value that articles give a field; a field on which they differ has several, the preferred first."""

    field: str = Field(description="JSON pointer into the merged contest")
    value: Any
    preferred: bool
    agreement: int = Field(description="how many different texts give this value")
    sources: list[Source]


class MergedContest(Model):
    """One contest, joined from the records of one or many articles."""

    schema_version: str = SCHEMA_VERSION
    id: str = Field(description="a digest of the ids of the pieces")
    records: list[str] = Field(description="ids of the pieces, sorted")
    articles: list[ArticleRef]
    kind: Kind
    organisation: Ref | None = None
    committee: Ref | None = None
    position: Ref | None = None
    constituency: Ref | None = None
    seats: int | None = None
    electorate: str | None = None
    voting_system: str | None = None
    round: Round | None = None
    date: VoteDate | None = None
    term: Term | None = None
    timing: Timing = "current"
    status: Status | None = None
    attribution: str | None = None
    turnout: Turnout | None = None
    majority: int | None = None
    candidacies: list[Candidacy] = Field(default_factory=list)
    slates: list[SlateResult] = Field(default_factory=list)
    previous_holders: list[Ref] = Field(default_factory=list)
    flags: list[Flag] = Field(default_factory=list)
    told: list[Told] = Field(default_factory=list)
    conflicts: list[str] = Field(default_factory=list, description="JSON pointers of fields in dispute")
    pieces: list[Record] = Field(description="the records as they were")


def merged_schema() -> dict[str, Any]:
    """The JSON Schema of one line of a merged file, every key required."""
    return MergedContest.model_json_schema(mode="serialization")
