"""Files as streams of bytes: opened, decompressed, and with one kind of error for all that can break."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from extractor.errors import ArticleError
from extractor.inputs.encoding import wide_encoding

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["COMPRESSED", "name_source", "open_file", "open_utf8", "read_path_list"]

COMPRESSED = (".gz", ".zst", ".bz2", ".xz")
"""Endings that mean: decompress, then look at the ending before it."""

_CHUNK = 1 << 16
_BUFFER = 1 << 18


class _ByteStream(io.RawIOBase):
    """A stream over a function that gives the next bytes; every error of it becomes an OSError.

    Decompressors raise errors of five unrelated classes on damaged data, the readers above know one.
    """

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._pending = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        target = memoryview(buffer)
        if not self._pending:
            try:
                self._pending = self._read()
            except OSError:
                raise
            except Exception as error:
                raise OSError(f"compressed data is damaged or cut short ({error})") from error
        taken = self._pending[: len(target)]
        self._pending = self._pending[len(taken) :]
        target[: len(taken)] = taken
        return len(taken)


@contextmanager
def open_file(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file for reading bytes, decompressed if its name ends in one of `COMPRESSED`.

    Raises:
        OSError: it is gone, may not be read, or is damaged; also raised later, on reading.
        ArticleError: the package that decompresses it is not installed.

    Example:
        >>> with open_file(__file__) as stream:
        ...     stream.read(3)
        b'\"\"\"'
    """
    ending = Path(path).suffix.lower()
    with ExitStack() as stack:
        try:
            handle = stack.enter_context(open(path, "rb"))
        except ValueError as error:  # a NUL in the name
            raise OSError(str(error)) from error
        if ending not in COMPRESSED:
            yield handle
            return
        # Not at the top: smart_open brings an HTTP client, which takes longer to import than all else here.
        from smart_open import compression

        try:
            plain = stack.enter_context(compression.compression_wrapper(handle, "rb", ending))
        except ImportError:
            raise ArticleError(
                f'reading {ending} needs the extra "zst": run pip install "extractor[zst]"'
            ) from None
        yield stack.enter_context(io.BufferedReader(_ByteStream(lambda: plain.read(_CHUNK)), _BUFFER))


def open_utf8(stream: BinaryIO) -> io.BufferedReader:
    """Buffer a stream, and turn UTF-16 or UTF-32 into UTF-8.

    A byte-order mark is dropped; all other bytes pass unchanged, valid or not.

    Example:
        >>> open_utf8(io.BytesIO("Peña".encode("utf-16"))).read().decode()
        'Peña'
    """
    head = stream.read(_CHUNK)
    wide = wide_encoding(head)
    if wide is None:
        chunks = _chain(head.removeprefix(codecs.BOM_UTF8), stream)
    else:
        chunks = _recode(_chain(head, stream), wide)
    return io.BufferedReader(_ByteStream(lambda: next(chunks, b"")), _BUFFER)


def read_path_list(path: str | Path, stdin: BinaryIO | None = None) -> list[str]:
    """Read a list of paths: one a line, or separated by NULs as `find -print0` writes them; "-" is `stdin`.

    Blank lines are left out. Paths are relative to the working directory, as on a command line.

    Raises:
        ArticleError: the list cannot be read.
    """
    try:
        if str(path) == "-" and stdin is not None:
            data = stdin.read()
        else:
            with open_file(path) as stream:
                data = stream.read()
    except OSError as error:
        reason = error.strerror or error
        raise ArticleError(f"the list of paths {name_source(path)} cannot be read: {reason}") from error
    data = data.removeprefix(codecs.BOM_UTF8)
    lines = data.split(b"\x00") if b"\x00" in data else data.splitlines()
    return [os.fsdecode(line) for line in lines if line.strip()]


def name_source(path: str | Path) -> str:
    """Write a path as text that UTF-8 can hold: a byte that is not UTF-8 becomes an escape such as \\xe9."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _chain(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    if head:
        yield head
    while chunk := stream.read(_CHUNK):
        yield chunk


def _recode(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    first = True
    for chunk in chunks:
        text = decoder.decode(chunk)
        if first and text:
            text, first = text.removeprefix("\ufeff"), False
        # An empty chunk would read as the end of the file.
        if text:
            yield text.encode("utf-8", "replace")
    if rest := decoder.decode(b"", final=True):
        yield rest.encode("utf-8", "replace")
