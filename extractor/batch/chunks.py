"""Inputs cut into chunks: what is handed out together, and written together in the order of the inputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.inputs import Input

__all__ = ["Chunk", "cut_chunks"]

ARTICLES = 16  # of one batch: few, so that no worker is left with a long rest
CHARACTERS = 200_000
INPUTS = 200  # with those that need no work, so that workers are seen to while none does


@dataclass(slots=True)
class Chunk:
    """Some inputs in a row; `batch` are those of them that have to be extracted, `result` what came of it."""

    number: int
    items: list[Input] = field(default_factory=list)
    batch: list[Input] = field(default_factory=list)
    characters: int = 0
    result: bytes | None = None

    @property
    def done(self) -> bool:
        """Whether all of it can be written."""
        return self.result is not None or not self.batch

    def add(self, item: Input) -> None:
        """Take one more input."""
        self.items.append(item)
        if item.article is not None:
            self.batch.append(item)
            self.characters += len(item.article.text)

    @property
    def full(self) -> bool:
        """Whether it should be handed out."""
        return len(self.batch) >= ARTICLES or self.characters >= CHARACTERS or len(self.items) >= INPUTS


def cut_chunks(inputs: Iterable[Input]) -> Iterator[Chunk]:
    """Cut a stream of inputs into chunks.

    Example:
        >>> inputs = (Input("a.txt", problem=("skipped", "empty")) for _ in range(250))
        >>> [len(chunk.items) for chunk in cut_chunks(inputs)]
        [200, 50]
    """
    chunk = Chunk(0)
    for item in inputs:
        chunk.add(item)
        if chunk.full:
            yield chunk
            chunk = Chunk(chunk.number + 1)
    if chunk.items:
        yield chunk
