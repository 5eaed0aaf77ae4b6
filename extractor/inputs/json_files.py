"""JSON Lines and JSON files, value by value: a broken value is reported, and the next one is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from extractor.errors import ArticleError
from extractor.inputs.encoding import decode

__all__ = ["Broken", "TooLong", "read_json", "read_json_lines"]

_BLANK = b" \t\r\n"
_SPACE = re.compile(r"[ \t\r\n]*")
_SEPARATORS = re.compile(r"[ \t\r\n,]*")
_DECODER = json.JSONDecoder()
_FIRST_READ = 1 << 16
_LONGEST_TOKEN = 16  # of those that are not strings: "-Infinity", "\\ud83d"; more than enough


@dataclass(frozen=True)
class Broken:
    """A value that is no valid JSON, and why."""

    reason: str


@dataclass(frozen=True)
class TooLong:
    """A value of more bytes than the limit."""

    limit: int


def read_json_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, Any]]:
    """Read JSON Lines: yields (line number from 1, value, `Broken` or `TooLong`).

    Only a line feed ends a line: U+2028 inside a string does not. Blank lines are no values. No more than
    `limit` bytes of a line are held in memory.

    Example:
        >>> import io
        >>> list(read_json_lines(io.BytesIO(b'{"a": 1}\\n\\n[2'), limit=100))
        [(1, {'a': 1}), (3, Broken(reason="truncated last line: Expecting ',' delimiter (character 3)"))]
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield number, TooLong(limit)
        elif line.strip(_BLANK):
            yield number, _parse(line, last=not line.endswith(b"\n"))


def read_json(stream: BinaryIO, limit: int) -> Iterator[tuple[int, Any]]:
    """Read a JSON file: yields (number from 1, value) for each element of an array, or each value in a row.

    The number is 0 if the file is one value that is no array.

    Elements are read one by one, so that an export that was cut off still gives all its whole elements.
    After a broken value, reading goes on at the next line that begins with "{". No more than about
    four times `limit` bytes are held in memory.

    Example:
        >>> import io
        >>> list(read_json(io.BytesIO(b'[{"a": 1}, {"a": 2}, {"a"'), limit=100))[:2]
        [(1, {'a': 1}), (2, {'a': 2})]
    """
    window = _Window(stream, limit)
    in_array = window.skip(_SPACE) == "["
    if in_array:
        window.position += 1
    number, upcoming, broken = 0, "", False
    while True:
        upcoming = window.skip(_SEPARATORS if number else _SPACE)
        if upcoming == "" or (in_array and upcoming == "]"):
            break
        number += 1
        value = window.read_value()
        broken = isinstance(value, Broken | TooLong)
        if broken:
            window.recover()
        alone = number == 1 and not in_array and window.skip(_SEPARATORS) == ""
        yield 0 if alone else number, value
    if in_array and upcoming == "" and not broken:
        yield number + 1, Broken("truncated file: the array is not closed")


class _Window:
    """The part of a JSON file that is in memory; it grows until the value at `position` is whole.

    Latin-1 maps bytes to characters one to one, so a position in `text` is a position in the bytes; and
    the quotes and brackets of JSON are the same bytes in every encoding that can come here.
    """

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit, self._ended = stream, limit, False
        self.text, self.position = "", 0

    def skip(self, what: re.Pattern[str]) -> str:
        """Skip characters; return the next one, or "" at the end."""
        while True:
            self.position = what.match(self.text, self.position).end()  # type: ignore[union-attr]
            if self.position < len(self.text) or self._ended:
                return self.text[self.position : self.position + 1]
            self._grow(_FIRST_READ)

    def read_value(self) -> Any:
        while True:
            whole = False
            try:
                _, end = _DECODER.raw_decode(self.text, self.position)
            except RecursionError:
                return Broken("invalid JSON: nested too deeply")
            except json.JSONDecodeError as error:
                if self._ended or not self._may_be_incomplete(error):
                    return Broken(f"invalid JSON: {error.msg}")
            except ValueError as error:  # an integer of thousands of digits
                return Broken(f"invalid JSON: {error}")
            else:
                # A number at the end of the window may go on after it.
                whole = end < len(self.text) or self._ended
            if whole:
                value = _parse(self.text[self.position : end].encode("latin-1"))
                self.position = end
                return value
            held = len(self.text) - self.position
            if held > self._limit:
                return TooLong(self._limit)
            self._grow(max(_FIRST_READ, 3 * held))

    def recover(self) -> None:
        """Go on after a broken value: to the next line that begins with an object, as exports write them.

        An object that begins later in its line may be a part of the broken one.
        """
        while (start := self.text.find("\n{", self.position)) < 0:
            self.position = max(self.position, len(self.text) - 1)
            if self._ended:
                self.position = len(self.text)
                return
            self._grow(_FIRST_READ)
        self.position = start + 1

    def _may_be_incomplete(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated string") or error.pos > len(self.text) - _LONGEST_TOKEN

    def _grow(self, size: int) -> None:
        more = self._stream.read(size)
        self._ended = len(more) < size
        self.text = self.text[self.position :] + more.decode("latin-1")
        self.position = 0


def _parse(data: bytes, last: bool = False) -> Any:
    try:
        # NaN and Infinity are no JSON, but pandas writes NaN for an empty cell.
        return json.loads(decode(data).strip(), parse_constant=lambda name: None)
    except ArticleError as error:
        return Broken(str(error))
    except RecursionError:
        return Broken("invalid JSON: nested too deeply")
    except json.JSONDecodeError as error:
        return Broken(f"{'truncated last line' if last else 'invalid JSON'}: {_place(error)}")
    except ValueError as error:  # an integer of thousands of digits
        return Broken(f"invalid JSON: {error}")


def _place(error: json.JSONDecodeError) -> str:
    return f"{error.msg} (character {error.pos + 1:,})"
