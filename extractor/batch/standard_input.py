"""Standard input, kept so that it can be read twice."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from extractor.errors import ArticleError

__all__ = ["STDIN_LIMIT", "spool_stdin"]

STDIN_LIMIT = 64 << 30
"""Bytes of standard input that are read. It is read twice, so it is kept in a temporary file meanwhile."""

IN_MEMORY = 64 << 20  # bytes of it that need no file


@contextmanager
def spool_stdin(stdin: BinaryIO | None) -> Iterator[BinaryIO]:
    """Keep what comes through a pipe, in memory or in a temporary file.

    Raises:
        ArticleError: it is longer than `STDIN_LIMIT`.

    Example:
        >>> import io
        >>> with spool_stdin(io.BytesIO(b"Nia Holt won.")) as spool:
        ...     _ = spool.seek(0)
        ...     spool.read()
        b'Nia Holt won.'
    """
    source = stdin or sys.stdin.buffer
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
        shutil.copyfileobj(_Capped(source), spool)
        yield spool  # type: ignore[misc]


class _Capped:
    """A stream that refuses to give more than `STDIN_LIMIT` bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.left = stream, STDIN_LIMIT

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise ArticleError(
                f"standard input is longer than {STDIN_LIMIT:,} bytes; put it into files and give these"
            )
        return data
