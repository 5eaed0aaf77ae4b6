"""The ledger: one line for every input, whatever became of it.

A run is trusted when its ledger adds up: every input has exactly one line, and the line says why
nothing came of it where nothing did. Lines hold no clock time by default, so two runs over the same
inputs write the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractor.errors import LedgerError

__all__ = ["Ledger", "LedgerLine", "LedgerStatus", "counted"]

LedgerStatus = Literal["ok", "no_result", "skipped", "failed"]


class LedgerLine(BaseModel):
    """What became of one input.

    `ok`: it gave records. `no_result`: it was read and reports no election result. `skipped`: it was set
    aside for what it is (empty, a duplicate, not English, too long). `failed`: something is broken.

    Example:
        >>> LedgerLine(source="a.txt", status="skipped", reason="empty").model_dump_json()[:64]
        '{"source":"a.txt","id":null,"sha256":null,"status":"skipped","re'
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str = Field(description="path, path#line or URL, as given")
    id: str | None = Field(None, description="the article's id")
    sha256: str | None = Field(None, description="of the article's text")
    status: LedgerStatus
    reason: str | None = Field(None, description="why it was skipped or why it failed")
    records: int = Field(0, ge=0, description="how many records it gave")
    seconds: float | None = Field(None, description="null unless timing was asked for")
    duplicate_of: str | None = Field(None, description="source of the article that is kept instead")
    flags: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if (self.status == "ok") != (self.records > 0):
            raise ValueError(f"status {self.status!r} cannot go with {self.records} records")
        if self.status in ("skipped", "failed") and not self.reason:
            raise ValueError(f"status {self.status!r} needs a reason")
        return self


class Ledger:
    """Counts ledger lines, so that a run can prove that it lost nothing. It keeps counts, not lines.

    Example:
        >>> ledger = Ledger([LedgerLine(source="a.txt", status="ok", records=2)])
        >>> ledger.add(LedgerLine(source="b.txt", status="failed", reason="binary"))
        >>> ledger.check(inputs=2)
        >>> ledger.summary()
        '2 inputs: 1 ok with 2 records, 0 no_result, 0 skipped, 1 failed'
    """

    def __init__(self, lines: Iterable[LedgerLine] = ()) -> None:
        self._counts: Counter[LedgerStatus] = Counter()
        self._records = 0
        for line in lines:
            self.add(line)

    def add(self, line: LedgerLine) -> None:
        """Count one line."""
        self._counts[line.status] += 1
        self._records += line.records

    @property
    def counts(self) -> dict[LedgerStatus, int]:
        """Lines by status; every status is a key."""
        return {status: self._counts[status] for status in get_args(LedgerStatus)}

    @property
    def records(self) -> int:
        """Records of all lines."""
        return self._records

    @property
    def total(self) -> int:
        """Lines of all statuses."""
        return self._counts.total()

    def check(self, inputs: int, records: int | None = None) -> None:
        """Compare with the inputs that were read and, if given, the records that were written.

        Raises:
            LedgerError: the totals differ, so an input or a record was lost or counted twice.
        """
        if inputs != self.total:
            raise LedgerError(
                f"{inputs:,} inputs were read but the ledger has {self.total:,} lines; this is a defect, "
                "please report it with the command that you ran"
            )
        if records is not None and records != self.records:
            raise LedgerError(
                f"{records:,} records were written but the ledger counts {self.records:,}; this is a defect, "
                "please report it with the command that you ran"
            )

    def summary(self) -> str:
        """One line for people: how many inputs, and what became of them."""
        counts = self.counts
        return (
            f"{counted(self.total, 'input')}: {counts['ok']:,} ok with {counted(self.records, 'record')}, "
            f"{counts['no_result']:,} no_result, {counts['skipped']:,} skipped, {counts['failed']:,} failed"
        )


def counted(number: int, thing: str) -> str:
    """A number of things for people.

    Example:
        >>> counted(1, "input"), counted(1200, "article")
        ('1 input', '1,200 articles')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
