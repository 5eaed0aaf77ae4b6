"""A run over many articles: streamed, in parallel, resumable, and the same bytes for every number of jobs."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from extractor import __version__
from extractor.backends import Backend, open_backend
from extractor.batch.chunks import Chunk, cut_chunks
from extractor.batch.interruption import interruptions
from extractor.batch.outputs import Outputs, Stored, article_line
from extractor.batch.standard_input import spool_stdin
from extractor.batch.summary import Summary
from extractor.errors import LedgerError
from extractor.gate import GATED, ElectionGate
from extractor.inputs import MAX_CHARACTERS, Input, find_originals, mark_duplicates, read_inputs
from extractor.ledger import LedgerLine
from extractor.work.extracting import SENTENCE_CUT, gate_input, read_results, write_line
from extractor.work.options import Options

__all__ = ["run_batch"]

Progress = Callable[[LedgerLine, int], None]
"""Called with each ledger line and the number of inputs that there are; its `tick`, if any, between them."""

AHEAD = 4_000  # inputs, and
AHEAD_CHARACTERS = 50_000_000  # characters read while an earlier article is still being worked on


def run_batch(
    paths: Iterable[str | Path],
    out_dir: str | Path,
    options: Options | None = None,
    *,
    jobs: int = 1,
    engine: str = "processes",
    scheduler: str | None = None,
    resume: bool = False,
    with_text: bool = True,
    min_confidence: float | None = None,
    max_characters: int = MAX_CHARACTERS,
    english_only: bool = True,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Extract files and folders and write `records.jsonl`, `articles.jsonl` and `ledger.jsonl`.

    The bytes written are the same for every number of jobs and every engine, and for a run that was
    interrupted and resumed. Inputs are read twice: first for a digest of each, so that of identical articles
    one is kept whatever the order. Memory does not grow with the number of articles, but for their digests.

    Args:
        paths: files, folders, "-" for standard input.
        out_dir: made if it does not exist; while the run lasts the files end in `.part`.
        options: what decides the records.
        jobs: worker processes.
        engine: "processes", "inline" (none but this process) or "dask".
        scheduler: address of a Dask scheduler; without it a local cluster of `jobs` workers is started.
        resume: go on where an interrupted run with the same options, release and packs stopped.
        with_text: keep the articles' texts, which offsets refer to; else `text` is null.
        min_confidence: leave out records below it.
        max_characters: a longer article is skipped.
        english_only: skip articles that are clearly in another language.
        stdin: what "-" reads; else the process's standard input.
        progress: called after each input.

    Raises:
        PackError: a pack is wrong.
        OutputError: the folder cannot be written, or its run cannot be resumed; what was written is whole.
        LedgerError: an input or a record was lost; nothing was moved into place.
        Interrupted: Ctrl-C or SIGTERM; what was written is whole.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.txt").write_text("Nia Holt was elected chair of the board.")
        >>> run_batch([folder / "a.txt"], folder / "out", engine="inline").ledger.summary()
        '1 input: 1 ok with 1 record, 0 no_result, 0 skipped, 0 failed'
    """
    options = options or Options()
    options = replace(options, expected=options.signature())
    chosen = list(paths)
    state = describe_run(options, with_text, min_confidence, max_characters, english_only)
    summary = Summary(Path(out_dir))
    with ExitStack() as stack:
        stack.enter_context(interruptions(summary))
        outputs = stack.enter_context(Outputs(out_dir, state, resume=resume))
        if outputs.finished:
            recount(summary)
            return summary
        settings = {"scheduler": scheduler} if engine == "dask" else {}
        backend = open_backend(engine, replace(options, gate=False), jobs, **settings)
        stack.enter_context(closing(backend))
        spool = stack.enter_context(spool_stdin(stdin)) if "-" in map(str, chosen) else None

        def read(english_only: bool) -> Iterator[Input]:
            if spool is not None:
                spool.seek(0)
            return read_inputs(chosen, max_characters=max_characters, english_only=english_only, stdin=spool)

        total = 0

        def count(inputs: Iterable[Input]) -> Iterator[Input]:
            nonlocal total
            for item in inputs:
                total += 1
                yield item

        # Languages are told in the second reading only: identical texts are of one language.
        originals = find_originals(count(read(False)))
        run = Run(outputs, backend, summary, total, with_text, min_confidence, progress)
        inputs = (
            run.skip_stored(mark_duplicates(read(english_only), originals))
            if resume
            else mark_duplicates(read(english_only), originals)
        )
        gate = ElectionGate(options.read_packs()) if options.gate else None
        run.work(gate_input(item, gate) for item in inputs) if gate else run.work(inputs)
        summary.ledger.check(run.read, run.written)
        outputs.finish()
    return summary


def describe_run(
    options: Options, with_text: bool, min_confidence: float | None, max_characters: int, english_only: bool
) -> dict[str, Any]:
    """All that decides the bytes of a run, for `resume` to compare."""
    packs = options.read_packs()
    return {
        "release": __version__,
        "packs": packs.names,
        "digest of the packs": packs.digest,
        "gazetteer": options.gazetteer,
        "model": options.model,
        "gate": options.gate,
        "timeout": options.timeout,
        "timing": options.timing,
        "text": with_text,
        "min_confidence": min_confidence,
        "max_characters": max_characters,
        "english_only": english_only,
    }


class Run:
    """A run under way: chunks go out, come back in any order, and are written in the order of the inputs."""

    def __init__(
        self,
        outputs: Outputs,
        backend: Backend,
        summary: Summary,
        total: int,
        with_text: bool,
        min_confidence: float | None,
        progress: Progress | None,
    ) -> None:
        self.outputs, self.backend, self.summary = outputs, backend, summary
        self.total, self.with_text, self.min_confidence, self.progress = (
            total,
            with_text,
            min_confidence,
            progress,
        )
        self.read = self.written = 0

    def skip_stored(self, inputs: Iterator[Input]) -> Iterator[Input]:
        """Take over what an interrupted run had written of these inputs; yield the rest."""
        kept = (0, 0, 0)
        rest: list[Input] = []
        with closing(self.outputs.stored()) as stored:
            for entry in stored:
                item = next(inputs, None)
                if item is None or not self.is_same(item, entry):
                    rest = [item] if item is not None else []
                    break
                kept = entry.sizes
                self.read += 1
                self.summary.resumed += 1
                self.account(entry.line, entry.records)
        self.outputs.cut(kept)
        yield from rest
        yield from inputs

    def is_same(self, item: Input, stored: Stored) -> bool:
        """Whether a stored result is of exactly this input."""
        if item.article is None:
            return write_line(item.ledger_line()) == stored.ledger
        line = stored.line
        flags = tuple(flag for flag in line.flags if flag != SENTENCE_CUT)  # that one is not of the input
        if (line.source, line.id, line.sha256, flags) != (item.source, item.id, item.sha256, item.flags):
            return False
        if stored.article is not None:
            return article_line(item.article, with_text=self.with_text) == stored.article
        return line.status == "failed" or line.reason == GATED

    def work(self, inputs: Iterable[Input]) -> None:
        """Hand out, collect and write until all is done."""
        chunks = cut_chunks(inputs)
        waiting: deque[Chunk] = deque()
        out: dict[int, Chunk] = {}
        more = True
        while more or waiting:
            if more and self.backend.wants_more() and _has_room(waiting):
                chunk = next(chunks, None)
                if chunk is None:
                    more = False
                else:
                    waiting.append(chunk)
                    if chunk.batch:
                        out[chunk.number] = chunk
                        self.backend.submit(chunk.number, chunk.batch)
                pause = 0.0
            else:
                pause = 0.5
            if out:
                for number, result in self.backend.collect(pause):
                    out.pop(number).result = result
            while waiting and waiting[0].done:
                self.write(waiting.popleft())
            self.tick()

    def write(self, chunk: Chunk) -> None:
        """Write a chunk to the three files."""
        results = read_results(chunk.result or b"")
        lines: tuple[list[bytes], list[bytes], list[bytes]] = ([], [], [])
        for item in chunk.items:
            self.read += 1
            line, records = (item.ledger_line(), []) if item.article is None else next(results)
            if (line.source, line.sha256) != (item.source, item.sha256):
                raise LedgerError(
                    f"the result of {line.source} came for {item.source}; please report this defect"
                )
            if self.min_confidence is not None and records:
                line, records = self.keep_confident(line, records, self.min_confidence)
            lines[0].extend(records)
            if item.article is not None and line.status in ("ok", "no_result"):
                lines[1].append(article_line(item.article, with_text=self.with_text))
            lines[2].append(write_line(line))
            self.account(line, records)
        self.outputs.write(*(b"".join(part) for part in lines))

    def keep_confident(
        self, line: LedgerLine, records: list[bytes], wanted: float
    ) -> tuple[LedgerLine, list[bytes]]:
        """The line and records without those below the wanted confidence."""
        measured = [json.loads(record)["confidence"] for record in records]
        kept = [r for r, c in zip(records, measured, strict=True) if c is not None and c >= wanted]
        self.summary.left_out += len(records) - len(kept)
        status = "ok" if kept else "no_result"
        return line.model_copy(update={"records": len(kept), "status": status}), kept

    def account(self, line: LedgerLine, records: list[bytes]) -> None:
        """Count one input that is written."""
        self.written += len(records)
        self.summary.add(line, records)
        if self.progress is not None:
            self.progress(line, max(self.total, self.read))

    def tick(self) -> None:
        """Let the progress speak although nothing is done."""
        tick = getattr(self.progress, "tick", None)
        if tick is not None:
            tick(self.total)


def recount(summary: Summary) -> None:
    """Fill a summary from the files of a finished run."""
    with (
        (summary.out_dir / "ledger.jsonl").open("rb") as ledger,
        (summary.out_dir / "records.jsonl").open("rb") as records,
    ):
        for raw in ledger:
            line = LedgerLine.model_validate_json(raw)
            summary.add(line, [next(records) for _ in range(line.records)])
            summary.resumed += 1


def _has_room(waiting: deque[Chunk]) -> bool:
    """Whether more may be read while these wait for the first of them."""
    return (
        sum(len(chunk.items) for chunk in waiting) < AHEAD
        and sum(chunk.characters for chunk in waiting) < AHEAD_CHARACTERS
    )
