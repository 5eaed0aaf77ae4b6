"""Batches in this very process: for debugging, and where no other process may be started.

Nothing protects it: an article that crashes the interpreter ends the run.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.inputs import Input
from extractor.work.extracting import extract_batch
from extractor.work.options import Options

__all__ = ["InlineBackend"]


class InlineBackend:
    """Extracts one batch at a time, when it is asked for results.

    Example:
        >>> from extractor.article import Article
        >>> backend = InlineBackend(Options())
        >>> backend.submit(7, [Input("a.txt", Article(text="Nia Holt was elected chair."))])
        >>> [number for number, _ in backend.collect(1.0)]
        [7]
    """

    def __init__(self, options: Options, jobs: int = 1) -> None:
        self.options = options
        self._waiting: list[tuple[int, Sequence[Input]]] = []

    def wants_more(self) -> bool:
        """Whether it is idle."""
        return not self._waiting

    def submit(self, number: int, batch: Sequence[Input]) -> None:
        """Take a batch."""
        self._waiting.append((number, batch))

    def collect(self, timeout: float) -> list[tuple[int, bytes]]:
        """Extract what is waiting."""
        done = [(number, extract_batch(batch, self.options)) for number, batch in self._waiting]
        self._waiting.clear()
        return done

    def close(self) -> None:
        """Forget what is waiting."""
        self._waiting.clear()
