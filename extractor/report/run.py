"""A run folder, read back: records, the articles they come from, and the ledger of inputs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import ArticleError, ExtractorError, LedgerError, RecordError
from extractor.ledger import LedgerLine
from extractor.records import ArticleRef, Record

__all__ = ["RunArticle", "read_articles", "read_ledger", "read_records"]

Line = TypeVar("Line", bound=BaseModel)


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
    advice = "not a record of this release", "run the extraction again"
    return list(_read_lines(path, Record, RecordError, *advice))


def read_articles(run_dir: Path) -> Iterator[RunArticle]:
    """The articles of a run, one at a time; none where the run has no articles.jsonl.

    Raises:
        ArticleError: a line is not an article.
    """
    path = run_dir / "articles.jsonl"
    if path.is_file():
        advice = "run the extraction again, or remove the file to get a report without articles"
        yield from _read_lines(path, RunArticle, ArticleError, "not an article", advice)


def read_ledger(run_dir: Path) -> list[LedgerLine] | None:
    """The ledger's lines in file order, None where the run has no ledger.jsonl.

    Raises:
        LedgerError: a line is not a ledger line.
    """
    path = run_dir / "ledger.jsonl"
    if not path.is_file():
        return None
    return list(_read_lines(path, LedgerLine, LedgerError, "not a ledger line", "run again to finish it"))


def _read_lines(
    path: Path, model: type[Line], error: type[ExtractorError], fault: str, advice: str
) -> Iterator[Line]:
    # Bytes, because text mode would also end lines at U+2028, which JSON strings may hold.
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield model.model_validate(json.loads(line))
            except (ValueError, ValidationError) as said:
                raise error(f"{path}:{number}: {fault} ({_first(said)}); {advice}") from said


def _first(error: Any) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"{place}: {first['msg']}"
    return str(error)
