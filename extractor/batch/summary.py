"""What a run did."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from extractor.ledger import Ledger, LedgerLine
from extractor.records import Record

__all__ = ["Summary"]

SHOWN = 20  # records and failures that a summary keeps


@dataclass(slots=True)
class Summary:
    """What a run did: the ledger's counts, the first records, the first failures.

    `left_out` counts records below the wanted confidence;
    `resumed` counts inputs taken over from an interrupted run, whose left-out records are not counted.
    """

    out_dir: Path
    ledger: Ledger = field(default_factory=Ledger)
    records: list[Record] = field(default_factory=list)
    failures: list[LedgerLine] = field(default_factory=list)
    left_out: int = 0
    resumed: int = 0

    @property
    def failed(self) -> int:
        """How many inputs failed."""
        return self.ledger.counts["failed"]

    def add(self, line: LedgerLine, records: list[bytes]) -> None:
        """Count one input, its ledger line and the lines of its records."""
        self.ledger.add(line)
        for record in records[: SHOWN - len(self.records)]:
            self.records.append(Record.model_validate_json(record))
        if line.status == "failed" and len(self.failures) < SHOWN:
            self.failures.append(line)
