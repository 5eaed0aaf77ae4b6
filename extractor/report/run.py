"""A run folder, read back: records, the articles they come from, and the ledger of inputs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import ArticleError, LedgerError, RecordError
from extractor.records import ArticleRef, Record

__all__ = ["LedgerLine", "RunArticle", "read_articles", "read_ledger", "read_records"]

# A ledger line that gives a reason under one of these words tells of a choice, not of a failure.
_FINE = {"ok", "no_result", "done", "empty", "skipped", "duplicate", "unchanged"}


class LedgerLine(BaseModel):
    """What became of one input."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    source: str | None = None
    id: str | None = None
    status: str = "unknown"
    reason: str | None = None
    records: int | None = None

    @property
    def failed(self) -> bool:
        """Whether the input gave no result because something went wrong.

        Example:
            >>> LedgerLine(status="failed", reason="not UTF-8").failed
            True
            >>> LedgerLine(status="skipped", reason="same text as a.txt").failed
            False
        """
        status = self.status.lower()
        return status.startswith(("fail", "error")) or (self.reason is not None and status not in _FINE)


class RunArticle(BaseModel):
    """An article as the run kept it; `text` is None where the run did not keep it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    source: str | None = None
    title: str | None = None
    sha256: str
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    text: str | None = None

    @classmethod
    def from_ref(cls, ref: ArticleRef) -> RunArticle:
        """What a record alone knows of its article."""
        return cls(**ref.model_dump())


def read_records(run_dir: Path) -> list[Record]:
    """All records of a run, in file order.

    Raises:
        RecordError: there is no records.jsonl, or a line is not a record.
    """
    path = run_dir / "records.jsonl"
    if not path.is_file():
        raise RecordError(f"{path} does not exist: give the folder that a run wrote its records.jsonl to")
    records = []
    for number, line in _lines(path):
        try:
            records.append(Record.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as error:
            raise RecordError(
                f"{path}:{number}: not a record of this release ({_first(error)}); run the extraction again"
            ) from error
    return records


def read_articles(run_dir: Path) -> Iterator[RunArticle]:
    """The articles of a run, one at a time; none where the run has no articles.jsonl.

    Raises:
        ArticleError: a line is not an article.
    """
    path = run_dir / "articles.jsonl"
    for number, line in _lines(path) if path.is_file() else ():
        try:
            yield RunArticle.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            raise ArticleError(
                f"{path}:{number}: not an article ({_first(error)}); run the extraction again, or remove the "
                "file to get a report without articles"
            ) from error


def read_ledger(run_dir: Path) -> list[LedgerLine] | None:
    """The ledger's lines in file order, None where the run has no ledger.jsonl.

    Raises:
        LedgerError: a line is not a ledger line.
    """
    path = run_dir / "ledger.jsonl"
    if not path.is_file():
        return None
    ledger = []
    for number, line in _lines(path):
        try:
            ledger.append(LedgerLine.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as error:
            raise LedgerError(
                f"{path}:{number}: not a ledger line ({_first(error)}); run again to finish it"
            ) from error
    return ledger


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    # Bytes, because text mode would also end lines at U+2028, which JSON strings may hold.
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


def _first(error: Any) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"{place}: {first['msg']}"
    return str(error)
