"""A run: inputs in, `records.jsonl`, `articles.jsonl` and `ledger.jsonl` out, whole or not at all."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TextIO

from spacy.language import Language

from extractor.article import Article
from extractor.errors import OutputError
from extractor.extraction import extract_input
from extractor.inputs import Input, find_originals, mark_duplicates, read_inputs
from extractor.ledger import Ledger, LedgerLine
from extractor.records import Record

__all__ = ["FILES", "Summary", "article_line", "run_inputs"]

FILES = ("records.jsonl", "articles.jsonl", "ledger.jsonl")
SHOWN = 20  # records that a summary keeps
MEMORY = 64 << 20  # bytes of standard input held in memory before they go to a temporary file

Progress = Callable[[LedgerLine, int], None]
"""Called with each ledger line and the number of inputs that there are."""


@dataclass(slots=True)
class Summary:
    """What a run did: the ledger's counts, the first records, the first failures.

    `left_out` counts records below the wanted confidence, `unmeasured` those of them that have none.
    """

    out_dir: Path
    ledger: Ledger = field(default_factory=Ledger)
    records: list[Record] = field(default_factory=list)
    failures: list[LedgerLine] = field(default_factory=list)
    left_out: int = 0
    unmeasured: int = 0

    @property
    def failed(self) -> int:
        """How many inputs failed."""
        return self.ledger.counts["failed"]


def run_inputs(
    paths: Iterable[str | Path],
    out_dir: str | Path,
    nlp: Language,
    *,
    with_text: bool = True,
    min_confidence: float | None = None,
    timing: bool = False,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Extract files and folders and write the three files of a run.

    They are written beside their places and moved there when all is done: a run that breaks leaves what
    was there before. Inputs are read twice, first for a digest of each, so that of identical articles one
    is kept whatever the order.

    Args:
        paths: files, folders, "-" for standard input.
        out_dir: made if it does not exist.
        nlp: a pipeline of `extractor.load`.
        with_text: keep the articles' texts, which offsets refer to; else `text` is null.
        min_confidence: leave out records below it, and those whose confidence is not measured.
        timing: write seconds into the ledger; two runs then differ.
        stdin: what "-" reads; else the process's standard input.
        progress: called after each input.

    Raises:
        OutputError: the folder cannot be written.
        LedgerError: an input or a record was lost; nothing was moved into place.

    Example:
        >>> from extractor.pipeline import load
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.txt").write_text("Nia Holt was elected chair of the board.")
        >>> run_inputs([folder / "a.txt"], folder / "out", load(["english"])).ledger.summary()
        '1 input: 1 ok with 1 record, 0 no_result, 0 skipped, 0 failed'
    """
    chosen, summary = list(paths), Summary(Path(out_dir))
    with ExitStack() as stack:
        spool = stack.enter_context(spooled(stdin)) if "-" in map(str, chosen) else None
        total = 0

        def count(inputs: Iterable[Input]) -> Iterator[Input]:
            nonlocal total
            for item in inputs:
                total += 1
                yield item

        originals = find_originals(count(read_inputs(chosen, stdin=spool)))
        if spool is not None:
            spool.seek(0)
        records, articles, ledger = stack.enter_context(outputs(summary.out_dir))
        read = written = 0
        for item in mark_duplicates(read_inputs(chosen, stdin=spool), originals):
            read += 1
            began = time.perf_counter()
            line, found = extract_line(item, nlp, min_confidence, summary)
            if timing:
                line = line.model_copy(update={"seconds": round(time.perf_counter() - began, 4)})
            for record in found:
                records.write(record.model_dump_json() + "\n")
            written += len(found)
            if item.article is not None and line.status != "failed":
                articles.write(article_line(item.article, with_text=with_text) + "\n")
            ledger.write(line.model_dump_json() + "\n")
            keep(summary, line, found)
            if progress is not None:
                progress(line, max(total, read))
        summary.ledger.check(read, written)
    return summary


def extract_line(
    item: Input, nlp: Language, min_confidence: float | None, summary: Summary
) -> tuple[LedgerLine, list[Record]]:
    """One input's ledger line and records."""
    if item.article is None:
        return item.ledger_line(), []
    result = extract_input(item.article, nlp)
    if result.status in ("failed", "skipped"):
        changed = {"status": result.status, "reason": result.reason}
        return item.ledger_line().model_copy(update=changed), []
    found = result.records
    if min_confidence is not None:
        found = [r for r in result.records if r.confidence is not None and r.confidence >= min_confidence]
        summary.left_out += len(result.records) - len(found)
        summary.unmeasured += sum(r.confidence is None for r in result.records)
    return item.ledger_line(len(found)), found


def article_line(article: Article, *, with_text: bool = True) -> str:
    """One line of `articles.jsonl`, every key on every line."""
    data = article.ref().model_dump() | {"url": article.url, "author": article.author}
    return json.dumps(data | {"text": article.text if with_text else None}, ensure_ascii=False)


def keep(summary: Summary, line: LedgerLine, found: list[Record]) -> None:
    summary.ledger.add(line)
    summary.records += found[: SHOWN - len(summary.records)]
    if line.status == "failed" and len(summary.failures) < SHOWN:
        summary.failures.append(line)


@contextmanager
def spooled(stdin: BinaryIO | None) -> Iterator[BinaryIO]:
    """Standard input, kept so that it can be read twice."""
    with tempfile.SpooledTemporaryFile(max_size=MEMORY) as spool:
        shutil.copyfileobj(stdin or sys.stdin.buffer, spool)
        spool.seek(0)
        yield spool  # type: ignore[misc]


@contextmanager
def outputs(folder: Path) -> Iterator[list[TextIO]]:
    """The files of a run as `*.part`, moved into place at the end and removed if the run breaks."""
    parts = [folder / f"{name}.part" for name in FILES]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with ExitStack() as stack:
                yield [stack.enter_context(open_part(part)) for part in parts]
            for part, name in zip(parts, FILES, strict=True):
                os.replace(part, folder / name)
        finally:
            for part in parts:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot write to {folder}: {error.strerror or error}; choose another folder or free some space"
        ) from error


def open_part(path: Path) -> TextIO:
    return io.TextIOWrapper(path.open("wb"), encoding="utf-8", newline="\n")
