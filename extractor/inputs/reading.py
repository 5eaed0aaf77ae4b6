"""Whatever a newsroom or a crawler has, as one stream of inputs: files, folders, archives, standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from extractor.errors import ArticleError
from extractor.inputs.archives import read_warc
from extractor.inputs.files import COMPRESSED, name_source, open_file, open_utf8
from extractor.inputs.folders import walk_folder
from extractor.inputs.gate import MAX_CHARACTERS, Gate
from extractor.inputs.input import Input
from extractor.inputs.json_files import read_json, read_json_lines

__all__ = ["read_dicts", "read_inputs"]

_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,9}")


def read_inputs(
    paths: Iterable[str | Path],
    *,
    max_characters: int = MAX_CHARACTERS,
    english_only: bool = True,
    stdin: BinaryIO | None = None,
) -> Iterator[Input]:
    """Read files and folders, one `Input` for each article, in a fixed order and with bounded memory.

    Paths are read in the order given; a folder is read with all below it, sorted by name. What is read:
    `.txt` (also `.md`, and files without an ending), `.jsonl`, `.json`, `.html`, `.warc`, each also as
    `.gz`, `.zst`, `.bz2` or `.xz`; "-" is standard input: JSON Lines if its first character that is not
    blank is "{", else one plain text. A file of another ending is read as text if its own path is given,
    and skipped in a folder. What cannot be read does not raise: it is an `Input` with a problem.

    Args:
        paths: files, folders, "-".
        max_characters: a longer article is skipped.
        english_only: skip articles that are clearly in another language.
        stdin: what "-" reads; else the process's standard input.

    Example:
        >>> list(read_inputs(["no-such.txt"]))[0].problem
        ('failed', 'cannot be read: No such file or directory')
    """
    gate = Gate(max_characters, english_only)
    for path in paths:
        if str(path) == "-":
            yield from _read_stdin(stdin or sys.stdin.buffer, gate)
        elif os.path.isdir(path):
            yield from _read_folder(path, gate)
        else:
            yield from _read_file(path, gate)


def read_dicts(
    items: Iterable[Mapping[Any, Any]],
    name: str = "dict",
    *,
    max_characters: int = MAX_CHARACTERS,
    english_only: bool = True,
) -> Iterator[Input]:
    """Read dictionaries, as a spider or a data frame yields them; their sources are `name#1`, `name#2`, ...

    Example:
        >>> [item.article.text for item in read_dicts([{"text": "Nia Holt won."}])]
        ['Nia Holt won.']
    """
    gate = Gate(max_characters, english_only)
    for number, item in enumerate(items, 1):
        yield gate.admit_value(item, f"{name}#{number}")


def _read_folder(folder: str | Path, gate: Gate) -> Iterator[Input]:
    empty = True
    for path, problem in walk_folder(folder):
        empty = False
        if isinstance(problem, OSError):
            yield _fail(name_source(path), problem)
        elif problem:
            yield Input(name_source(path), problem=("skipped", problem))
        elif _find_ending(path) not in _READERS:
            reason = f"not text: {_find_ending(path)} is not a format that is read"
            yield Input(name_source(path), problem=("skipped", reason))
        else:
            yield from _read_file(path, gate)
    if empty:
        yield Input(name_source(folder), problem=("skipped", "empty folder"))


def _read_file(path: str | Path, gate: Gate) -> Iterator[Input]:
    source = name_source(path)
    try:
        with open_file(path) as stream:
            yield from _READERS.get(_find_ending(path), _read_text)(stream, source, gate)
    except OSError as error:
        yield _fail(source, error)
    except ArticleError as error:
        yield Input(source, problem=("failed", str(error)))


def _read_stdin(stream: BinaryIO, gate: Gate) -> Iterator[Input]:
    try:
        whole = open_utf8(stream)
        lines = whole.peek(1).lstrip().startswith(b"{")
        yield from (_read_lines if lines else _read_text)(whole, "-", gate)
    except OSError as error:
        yield _fail("-", error)


def _read_text(stream: BinaryIO, source: str, gate: Gate) -> Iterator[Input]:
    yield gate.admit_text(stream.read(gate.text_limit + 1), source)


def _read_page(stream: BinaryIO, source: str, gate: Gate) -> Iterator[Input]:
    yield gate.admit_page(stream.read(gate.markup_limit + 1), source)


def _read_lines(stream: BinaryIO, source: str, gate: Gate) -> Iterator[Input]:
    return _read_values(read_json_lines, stream, source, gate)


def _read_json(stream: BinaryIO, source: str, gate: Gate) -> Iterator[Input]:
    return _read_values(read_json, stream, source, gate)


def _read_values(
    read: Callable[[BinaryIO, int], Iterator[tuple[int, Any]]], stream: BinaryIO, source: str, gate: Gate
) -> Iterator[Input]:
    number = None
    try:
        for number, value in read(open_utf8(stream), gate.markup_limit):
            yield gate.admit_value(value, f"{source}#{number}" if number else source)
    except OSError as error:
        yield _fail(f"{source}#{(number or 0) + 1}", error)
        return
    if number is None:
        yield Input(source, problem=("skipped", "empty: no JSON value in it"))


def _read_archive(stream: BinaryIO, source: str, gate: Gate) -> Iterator[Input]:
    empty = True
    for document in read_warc(stream, gate.markup_limit):
        empty = False
        yield gate.admit_document(document, f"{source}#{document.number}")
    if empty:
        yield Input(source, problem=("skipped", "empty: no document in this archive"))


_READERS: dict[str, Callable[[BinaryIO, str, Gate], Iterator[Input]]] = {
    "": _read_text,
    ".txt": _read_text,
    ".text": _read_text,
    ".md": _read_text,
    ".jsonl": _read_lines,
    ".ndjson": _read_lines,
    ".jl": _read_lines,
    ".json": _read_json,
    ".html": _read_page,
    ".htm": _read_page,
    ".xhtml": _read_page,
    ".warc": _read_archive,
    ".wet": _read_archive,
}


def _find_ending(path: str | Path) -> str:
    """The ending that names the format; "" for none, and for what only looks like one ("minutes 3.5")."""
    stem, ending = os.path.splitext(os.fspath(path).lower())
    if ending in COMPRESSED:
        ending = os.path.splitext(stem)[1]
    return ending if _ENDING.fullmatch(ending) else ""


def _fail(source: str, error: OSError) -> Input:
    return Input(source, problem=("failed", f"cannot be read: {error.strerror or error}"))
