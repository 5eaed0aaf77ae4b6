"""The unit of work: a batch of inputs in, lines out, on whatever machine.

Of each input there is one ledger line, followed by as many record lines as it says. That is all that
leaves a worker: no `Doc`, no text.
"""

from __future__ import annotations

import gc
import json
import re
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from extractor.errors import PackError
from extractor.gate import GATED, ElectionGate
from extractor.inputs import Input
from extractor.inputs.encoding import REPLACEMENT
from extractor.ledger import LedgerLine
from extractor.work.options import Options
from extractor.work.time_limit import TooSlow, limit_time

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "SENTENCE_CUT",
    "Extractor",
    "extract_batch",
    "failed_result",
    "gate_input",
    "read_results",
    "too_slow",
    "write_line",
]


SENTENCE_CUT = "sentence_cut"
"""Flag of a ledger line: a sentence of the article was longer than rules look, so a result may be missed."""

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def extract_batch(batch: Iterable[Input], options: Options | None = None) -> bytes:
    """Extract a batch of inputs: the function to hand to Dask, Ray, Spark or a queue.

    It never raises for an article: a fault, or more time than `options.timeout`, becomes the reason of its
    ledger line. The pipeline is built at the first call in a process and kept.

    Args:
        batch: inputs, as `read_inputs` and `read_dicts` give them.
        options: what decides the result.

    Returns:
        JSON Lines: for each input in its order one ledger line and, behind it, its records.

    Raises:
        PackError: the packs are wrong, or not those that `options.expected` names.

    Example:
        >>> from extractor.inputs import read_dicts
        >>> inputs = read_dicts([{"text": "Nia Holt was elected chair."}, {"text": "Rain fell."}])
        >>> result = extract_batch(inputs)
        >>> [(line.status, len(records)) for line, records in read_results(result)]
        [('ok', 1), ('skipped', 0)]
    """
    options = options or Options()
    with _LOCK:
        extractor = _extractor(options)
        gate = _gate(options) if options.gate else None
        items = (gate_input(item, gate) if gate else item for item in batch)
        return b"".join([extractor.extract_in_time(item) for item in items])


def read_results(result: bytes) -> Iterator[tuple[LedgerLine, list[bytes]]]:
    """Take the result of `extract_batch` apart: each input's ledger line and the lines of its records."""
    lines = iter(result.splitlines(keepends=True))
    for line in lines:
        ledger_line = LedgerLine.model_validate_json(line)
        yield ledger_line, [next(lines) for _ in range(ledger_line.records)]


class Extractor:
    """A pipeline that answers in lines; it is built anew when its vocabulary has grown too large.

    Args:
        options: what decides the result.

    Raises:
        PackError: the packs are wrong, or not those that `options.expected` names.

    Example:
        >>> from extractor.article import Article
        >>> item = Input("a.txt", Article(text="Nia Holt was elected chair."))
        >>> Extractor(Options()).extract(item).count(b"\\n")
        2
    """

    def __init__(self, options: Options) -> None:
        found = options.signature()
        if options.expected not in (None, found):
            raise PackError(
                f"this worker has release and packs {found}, the run has {options.expected}; install the "
                "same release and packs everywhere, and do not change packs during a run"
            )
        self.options = options
        self.rebuilt = 0
        self.nlp: Language = self._build()

    def extract(self, item: Input) -> bytes:
        """The lines of one input; a fault becomes the reason of a failed one."""
        from extractor.extraction import describe, extract_article

        if item.article is None:
            return write_line(item.ledger_line())
        began = time.perf_counter()
        try:
            result = extract_article(self.nlp, item.article)
            records = [write_line(record) for record in result.records]
            line = item.ledger_line(len(records))
            if result.analysis and result.analysis.cut_sentences:
                line = line.model_copy(update={"flags": [*line.flags, SENTENCE_CUT]})
            if result.status in ("skipped", "failed"):
                line, records = line.model_copy(update={"status": result.status, "reason": result.reason}), []
        except Exception as error:
            line, records = _fail(item, describe(error)), []
        if self.options.timing:
            line = line.model_copy(update={"seconds": round(time.perf_counter() - began, 4)})
        if len(self.nlp.vocab.strings) > self._limit:
            self._rebuild()
        return b"".join([write_line(line), *records])

    def extract_in_time(self, item: Input) -> bytes:
        """`extract` within the time limit of the options, where no other process watches over it."""
        try:
            with limit_time(self.options.timeout):
                return self.extract(item)
        except TooSlow:
            self._rebuild()  # it was left in the middle of something
            return failed_result(item, too_slow(self.options.timeout))

    def _build(self) -> Language:
        from extractor.pipeline import load

        nlp = load(self.options.packs or None, gazetteer=self.options.gazetteer, model=self.options.model)
        self._limit = len(nlp.vocab.strings) + self.options.vocabulary
        return nlp

    def _rebuild(self) -> None:
        del self.nlp  # before the new one is built: memory for one is enough
        gc.collect()
        self.nlp = self._build()
        self.rebuilt += 1


def gate_input(item: Input, gate: ElectionGate) -> Input:
    """The input, set aside if it has an article without the words of elections."""
    return item if item.article is None or gate.passes(item.article.text) else item.set_aside(GATED)


def too_slow(seconds: float | None) -> str:
    """The reason of an article that took too long."""
    return f"took longer than {seconds or 0:g} seconds"


def failed_result(item: Input, reason: str) -> bytes:
    """The lines of an input that came to nothing."""
    return write_line(_fail(item, reason))


def _fail(item: Input, reason: str) -> LedgerLine:
    return replace(item, article=None, problem=("failed", reason)).ledger_line()


def write_line(model: BaseModel) -> bytes:
    """A model as a line of JSON; a lone surrogate, which UTF-8 has no bytes for, becomes U+FFFD."""
    try:
        return model.model_dump_json().encode() + b"\n"
    except ValueError:
        line = json.dumps(model.model_dump(), separators=(",", ":"), ensure_ascii=False)
        return LONE_SURROGATE.sub(REPLACEMENT, line).encode() + b"\n"


_LOCK = threading.Lock()  # a pipeline is not made for two threads


@lru_cache(maxsize=1)
def _extractor(options: Options) -> Extractor:
    return Extractor(options)


@lru_cache(maxsize=1)
def _gate(options: Options) -> ElectionGate:
    return ElectionGate(options.read_packs())
