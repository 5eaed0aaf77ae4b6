"""Records read back from `records.jsonl`, line by line, with errors that name the line.

Records are other people's text and go where some of it cannot: PostgreSQL has no NUL in a text, and a lone
surrogate has no UTF-8 bytes. Both are read as U+FFFD, one for one, so that offsets still fit.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import smart_open
from pydantic import ValidationError

from extractor.errors import RecordError
from extractor.records import SCHEMA_VERSION, Record

__all__ = ["clean", "read_lines", "read_records"]

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
# How an escaped NUL or surrogate begins in JSON; pairs of surrogates are fine and only take the slower way.
ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


def read_records(path: str | Path) -> Iterator[tuple[int, Record]]:
    """Line number (from 1) and record of every line; blank lines are skipped; `.gz` is read as such.

    Errors:
        RecordError: a line is cut off, is no record, or has a schema version that this release does not
            read. The file cannot be opened.

    Example:
        >>> import tempfile, pathlib
        >>> path = pathlib.Path(tempfile.mkdtemp(), "records.jsonl")
        >>> _ = path.write_text('{"id": "c0", "article": {"id": "a", "sha256": "00"}, "kind": "election"}')
        >>> [(line, record.id) for line, record in read_records(path)]
        [(1, 'c0')]
    """
    for number, text in read_lines(path):
        yield number, read_record(text, f"{path}:{number}")


def read_lines(path: str | Path) -> Iterator[tuple[int, str]]:
    """Line number and text of every line that is not blank.

    Errors:
        RecordError: the file cannot be opened, or a line is not UTF-8.
    """
    try:
        with smart_open.open(str(path), "rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    yield number, line.decode("utf-8", "surrogatepass").removeprefix("\ufeff")
                except UnicodeDecodeError as error:
                    raise RecordError(
                        f"{path}:{number}: not UTF-8 at byte {error.start} of the line"
                    ) from None
    except (OSError, EOFError, zlib.error) as error:
        raise RecordError(f"cannot read {path}: {error}; give a JSON Lines file that exists") from error


def read_record(text: str, place: str) -> Record:
    """One record from its line; `place` (file:line) begins every message."""
    if not ESCAPED.search(text) and not UNSTORABLE.search(text):
        try:
            return checked_version(Record.model_validate_json(text), place)
        except ValidationError:
            pass  # the slow way below finds out what to say
    value = read_object(text, place)
    try:
        return checked_version(Record.model_validate(value), place)
    except ValidationError as error:
        check_version(str(value.get("schema_version", SCHEMA_VERSION)), place, strict=True)
        first = error.errors()[0]
        field = "/" + "/".join(str(part) for part in first["loc"])
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise RecordError(
            f"{place}: not a record: {field}: {first['msg']}{more}; was it written by extractor?"
        ) from None


def read_object(text: str, place: str) -> dict[str, Any]:
    """One JSON object from its line, with text that every database can hold."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if text.endswith("\n"):
            raise RecordError(f"{place}: not JSON: {error}; delete or repair the line") from None
        raise RecordError(
            f"{place}: the last line is cut off ({error}); the run that wrote it did not finish: run it again"
        ) from None
    if not isinstance(value, dict):
        raise RecordError(f"{place}: not a record: a JSON {type(value).__name__} where an object should be")
    cleaned: dict[str, Any] = clean(value)
    return cleaned


def checked_version(record: Record, place: str) -> Record:
    """The record itself, if this release reads its version."""
    check_version(record.schema_version, place)
    return record


def check_version(version: str, place: str, *, strict: bool = False) -> None:
    """Refuse another major version; with `strict` any newer one (its new keys are what did not fit)."""
    theirs, ours = version_numbers(version), version_numbers(SCHEMA_VERSION)
    if theirs is None or ours is None:
        raise RecordError(f"{place}: {version!r} is not a schema version like {SCHEMA_VERSION}")
    if theirs[0] > ours[0] or (strict and theirs > ours):
        raise RecordError(
            f"{place}: the record has schema version {version}, this release reads {SCHEMA_VERSION}: "
            "upgrade extractor"
        )
    if theirs[0] < ours[0]:
        raise RecordError(
            f"{place}: the record has schema version {version}, this release reads {SCHEMA_VERSION}: "
            "extract its article again with this release"
        )


def version_numbers(version: str) -> tuple[int, ...] | None:
    """`1.2.0` as (1, 2, 0), to compare; None for what is no version."""
    return tuple(map(int, version.split("."))) if re.fullmatch(r"\d{1,9}(\.\d{1,9}){2}", version) else None


def clean(value: Any) -> Any:
    """The value with every NUL and lone surrogate in its texts replaced by U+FFFD.

    Example:
        >>> clean({"name": "Nia\\0Holt", "votes": 12})
        {'name': 'Nia�Holt', 'votes': 12}
    """
    if isinstance(value, str):
        return UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [clean(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    return value
