"""The record contract: one record is one contest as one article reports it.

The words are the field's: *contest*, *candidacy* and *post* follow Open Civic Data and Popolo; vote
counts, the split of party and endorsement and the result status follow NIST SP 1500-100. This module
does not import spaCy, so that loaders and services stay light.

Every key is written on every line, null where the article does not say. Null is never 0.

Example:
    >>> record = Record.model_validate_json(Record(id="c0ffee", article=ArticleRef(id="a", source="a.txt",
    ...     sha256="0" * 64), kind="election").model_dump_json())
    >>> record.seats is None
    True
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0.0"

Kind = Literal["election", "by-election", "nomination", "leadership"]
Outcome = Literal[
    "elected", "not_elected", "nominated", "advanced", "eliminated", "withdrawn", "disqualified", "tied"
]
OutcomeBasis = Literal["ballot", "unopposed", "lot", "acclamation"]
Status = Literal["declared", "provisional", "projected", "disputed", "void"]
Timing = Literal["current", "previous"]
Basis = Literal["stated", "carried", "derived"]
Flag = Literal["share_mismatch", "majority_mismatch", "more_winners_than_seats", "conflicting_values"]
Relation = Literal["stood_for", "on_slate", "backed_by", "endorsed_by", "member_of"]
AffiliationKind = Literal["party", "slate", "alliance", "faction", "union", "group"]
CandidateKind = Literal["person", "joint", "country", "option"]
TallyKind = Literal["votes", "points", "first_preferences", "for", "against", "withheld", "delegates"]
Number = int | float


class Model(BaseModel):
    """Base of all parts of a record: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class Ref(Model):
    """A thing with a canonical slug and a canonical name."""

    id: str
    name: str


class ArticleRef(Model):
    """Which article a record comes from; `sha256` names the exact text that offsets refer to."""

    id: str
    source: str | None = None
    title: str | None = None
    published: str | None = Field(None, description="ISO date")
    publisher: str | None = None
    language: str | None = None
    sha256: str


class Round(Model):
    """The one round that a contest's line is about."""

    number: int | None = None
    kind: Literal["primary", "runoff", "ballot", "count"] | None = None


class VoteDate(Model):
    """The date of the vote, as precise as the article makes it; never just the publication date."""

    value: str = Field(description="2023-10-10, 2023-10 or 2023")
    precision: Literal["day", "month", "year"]
    text: str


class Term(Model):
    """How long the elected serve."""

    years: Number | None = None
    text: str | None = None


class Turnout(Model):
    """Ballot statistics: counts of papers or people; `percent` from 0 to 100."""

    ballots: int | None = None
    percent: float | None = None
    registered: int | None = None
    spoilt: int | None = None


class Candidate(Model):
    """Who stood. `id` identifies a name within its contest, not a person in the world."""

    id: str
    name: str = Field(description="natural order, normal case")
    given: str | None = None
    family: str | None = None
    honorific: str | None = None
    description: str | None = None
    kind: CandidateKind = "person"


class Affiliation(Model):
    """A party, slate, faction or group that the article ties to a candidacy, and how."""

    id: str
    name: str
    kind: AffiliationKind | None = None
    relation: Relation | None = None


class Tally(Model):
    """A further figure of a candidacy: an earlier count, points, first preferences."""

    kind: TallyKind
    value: Number | None = None
    share: float | None = Field(None, description="percent, 0 to 100")
    round: int | None = None
    scope: str | None = None


class Candidacy(Model):
    """One candidate, or one party standing for itself, in one contest."""

    candidate: Candidate | None = None
    affiliations: list[Affiliation] = Field(default_factory=list)
    outcome: Outcome | None = None
    outcome_basis: OutcomeBasis | None = None
    incumbent: bool | None = None
    votes: Number | None = None
    votes_min: Number | None = None
    votes_max: Number | None = None
    votes_qualifier: Literal["exact", "about", "over", "under"] | None = None
    share: float | None = Field(None, description="percent, 0 to 100")
    rank: int | None = Field(None, description="1 = most votes")
    tallies: list[Tally] = Field(default_factory=list)


class SlateResult(Model):
    """What a party or slate won in a contest."""

    slate: Ref
    seats_won: int | None = None
    seats_contested: int | None = None
    seats_change: int | None = None
    votes: Number | None = None
    share: float | None = Field(None, description="percent, 0 to 100")


class Evidence(Model):
    """Where a value stands: `text == article[start:end]`, offsets in Unicode code points."""

    field: str = Field(description="JSON pointer into the record")
    start: int
    end: int
    text: str
    rule: str
    basis: Basis


class Provenance(Model):
    """What made the record."""

    extractor: str
    packs: list[str]
    digest: str = Field(description="sha256 of all pack files in use")


class Record(Model):
    """One contest as one article reports it."""

    schema_version: str = SCHEMA_VERSION
    id: str
    article: ArticleRef
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
    confidence: float | None = Field(None, ge=0, le=1)
    evidence: list[Evidence] = Field(default_factory=list)
    provenance: Provenance | None = None


def record_schema() -> dict[str, Any]:
    """The JSON Schema of one line of `records.jsonl`, every key required."""
    return Record.model_json_schema(mode="serialization")
