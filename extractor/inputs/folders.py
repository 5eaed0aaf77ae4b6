"""Folders to files: every file below a folder, in a fixed order, each folder once."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

__all__ = ["walk_folder"]


def walk_folder(folder: str | Path) -> Iterator[tuple[str, str | OSError | None]]:
    """Walk a folder: yields (path, None) for each file, or (path, problem) for what is not read.

    Names are sorted by code point within each folder; names that begin with a dot are not inputs. Links
    are followed. A problem is an OSError where a folder or link cannot be read, or a sentence: for a
    folder that was walked already (a loop of links, or a second link to it), and for a socket, a pipe or a
    device, which could keep a reader waiting for ever.

    Example:
        >>> [path for path, problem in walk_folder("no/such/folder")]
        ['no/such/folder']
    """
    seen: dict[tuple[int, int], str] = {}
    waiting = [os.fspath(folder)]
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)
            if stat.S_ISREG(status.st_mode):
                yield path, None
            elif not stat.S_ISDIR(status.st_mode):
                yield path, "not a regular file"
            elif first := seen.get((status.st_dev, status.st_ino)):
                yield path, _explain_second_visit(path, first)
            else:
                seen[status.st_dev, status.st_ino] = path
                names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)
                waiting.extend(os.path.join(path, name) for name in names)
        except OSError as error:
            yield path, error


def _explain_second_visit(path: str, first: str) -> str:
    if path.startswith(os.path.join(first, "")):
        return "directory loop: it leads back to a folder above it"
    return f"the same folder as {first}"
