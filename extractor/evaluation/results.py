"""What an evaluation says, as data: it is written as JSON, read again, and compared with a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, computed_field

from extractor.evaluation.scoring import ASIDE

if TYPE_CHECKING:
    from collections.abc import Iterable

EXTRA_FIELDS = (
    "organisation",
    "kind",
    "date",
    "term",
    "status",
    "attribution",
    "turnout",
    "majority",
    "rank",
    "incumbent",
    "outcome_basis",
    "tallies",
)
"""Fields that are scored where the gold has them, beside the total."""


class Result(BaseModel):
    """Base of all parts of an evaluation; figures that follow from others are written and not read."""

    model_config = ConfigDict(extra="ignore")


class Score(Result):
    """Counts of facts, and what follows from them (0 to 1; 1 where there was nothing to find).

    Example:
        >>> Score(right=3, missed=1).recall
        0.75
    """

    right: int = 0
    missed: int = 0
    spurious: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            right=self.right + other.right,
            missed=self.missed + other.missed,
            spurious=self.spurious + other.spurious,
        )

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 1.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float:
        """The part of what there is that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def facts(self) -> int:
        """How many facts were counted."""
        return self.right + self.missed + self.spurious


class Interval(Result):
    """A 95 % bootstrap interval of an F1."""

    low: float
    high: float


class DocumentResult(Result):
    """One gold document against the records that were made of it."""

    name: str = Field(description="file name of the article without its ending")
    genre: str
    half: str = Field(description="even or odd, see `half_of`")
    contests: int = Field(description="contests that the gold requires")
    exact_contests: int = Field(description="of these: right in every candidate, outcome and vote")
    negative: bool = Field(description="the gold has no contest at all")
    records: int = Field(description="records made of it")
    fields: dict[str, Score] = Field(description="by kind of fact; kinds without facts are left out")
    extras: dict[str, Score] = Field(default_factory=dict, description="the same for `EXTRA_FIELDS`")
    errors: list[str] = Field(default_factory=list, description="every wrong fact, as the scorer words it")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def score(self) -> Score:
        """All facts that count: timing, strict outcomes and extra fields stand beside the total."""
        return add_scores(score for kind, score in self.fields.items() if kind not in ASIDE)


class Group(Result):
    """Documents taken together: a genre, or a half of the split."""

    documents: int
    score: Score
    macro_f1: float | None = Field(description="mean F1 of the documents with something to find, if any")


class EvidenceResult(Result):
    """Whether every value has evidence, and whether evidence says what stands in the article."""

    values: int = Field(0, description="values that the contract wants evidence for")
    covered: int = Field(0, description="of these: values that have it")
    entries: int = Field(0, description="evidence entries")
    exact: int = Field(0, description="of these: `text == article[start:end]`")
    unchecked: int = Field(0, description="of these: the article's text was not at hand")
    problems: list[str] = Field(
        default_factory=list, description="each fault: record, pointer, what is wrong"
    )


class DocumentChange(Result):
    """Facts of one document that an earlier run did not have, or had, counted by kind."""

    name: str
    gained: dict[str, int] = Field(default_factory=dict, description="right now, not before")
    lost: dict[str, int] = Field(default_factory=dict, description="right before, not now")
    spurious_new: dict[str, int] = Field(default_factory=dict, description="wrongly said now, not before")
    spurious_gone: dict[str, int] = Field(default_factory=dict, description="wrongly said before, not now")
    details: list[str] = Field(
        default_factory=list, description="the facts themselves, where they have a name"
    )


class Change(Result):
    """Gains and losses against an earlier run."""

    against: str
    f1_before: float
    f1_now: float
    documents: list[DocumentChange] = Field(description="documents with a difference")
    notes: list[str] = Field(default_factory=list, description="what makes the two runs hard to compare")


class Evaluation(Result):
    """Everything that was measured of one run; `table()` to read, `to_json()` to keep."""

    gold: str
    gold_digest: str = Field(description="sha256 over the gold files' names and bytes")
    records: str
    documents: list[DocumentResult] = Field(default_factory=list)
    total: Score
    macro_f1: float = Field(0.0, description="mean F1 of the documents that have something to find")
    fields: dict[str, Score] = Field(default_factory=dict)
    extras: dict[str, Score] = Field(default_factory=dict)
    intervals: dict[str, Interval] = Field(
        default_factory=dict, description="of `total`, every field, and `extra.FIELD`"
    )
    genres: dict[str, Group] = Field(default_factory=dict)
    halves: dict[str, Group] = Field(default_factory=dict)
    contests: int = 0
    exact_contests: int = 0
    negatives: int = 0
    negatives_with_output: int = 0
    evidence: EvidenceResult = Field(default_factory=EvidenceResult)
    change: Change | None = None
    strangers: list[str] = Field(
        default_factory=list, description="articles in the records that have no gold; they were left out"
    )

    def measures(self) -> dict[str, float]:
        """Every figure that can have a floor, by name, each 0 to 1 and better when higher.

        Names: `f1`, `precision`, `recall`, `macro_f1`, `exact_contests`, `clean_negatives`,
        `field.KIND`, `extra.FIELD`, `genre.NAME`, `half.even`, `half.odd` (F1s), `evidence.coverage`,
        `evidence.exact`. What has nothing to measure has no name here.
        """
        named: dict[str, float] = {
            "f1": self.total.f1,
            "precision": self.total.precision,
            "recall": self.total.recall,
            "macro_f1": self.macro_f1,
        }
        if self.contests:
            named["exact_contests"] = self.exact_contests / self.contests
        if self.negatives:
            named["clean_negatives"] = 1 - self.negatives_with_output / self.negatives
        named |= {f"field.{kind}": score.f1 for kind, score in self.fields.items() if score.facts}
        named |= {f"extra.{kind}": score.f1 for kind, score in self.extras.items() if score.facts}
        named |= {f"genre.{name}": group.score.f1 for name, group in self.genres.items() if group.score.facts}
        named |= {f"half.{name}": group.score.f1 for name, group in self.halves.items() if group.score.facts}
        if self.evidence.values:
            named["evidence.coverage"] = self.evidence.covered / self.evidence.values
        if checked := self.evidence.entries - self.evidence.unchecked:
            named["evidence.exact"] = self.evidence.exact / checked
        return named

    def to_json(self, *, indent: int | None = None) -> str:
        """The evaluation as one JSON object, which `evaluate(..., against=...)` can read again."""
        return self.model_dump_json(indent=indent)


def add_scores(scores: Iterable[Score]) -> Score:
    """The sum of scores."""
    return sum(scores, Score())


def add_fields(rows: Iterable[dict[str, Score]], kinds: Iterable[str]) -> dict[str, Score]:
    """The sum of rows of scores, kind by kind, in the order of `kinds`."""
    held: list[dict[str, Any]] = list(rows)
    return {kind: add_scores(row[kind] for row in held if kind in row) for kind in kinds}


def macro_f1(documents: Iterable[DocumentResult]) -> float | None:
    """Mean F1 of the documents whose gold requires a contest; None where there is none."""
    scores = [document.score.f1 for document in documents if document.contests]
    return sum(scores) / len(scores) if scores else None
