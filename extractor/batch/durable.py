"""What files need that are to survive: whole writes, a lock, names that are on the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from io import FileIO
from pathlib import Path

from extractor.errors import OutputError

__all__ = ["lock_file", "sync_folder", "write_all"]


def write_all(file: FileIO, data: bytearray) -> None:
    """Write all of it: a raw file may take less at a time."""
    view = memoryview(data)
    try:
        at = 0
        while at < len(view):
            at += file.write(view[at:])
    finally:
        view.release()


def lock_file(file: FileIO, folder: Path) -> None:
    """Keep a second run out of the folder, where the system can; the lock ends with the process."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputError(
            f"another run is writing to {folder}; wait for it or choose another folder"
        ) from error
    except OSError:
        return  # a file system without locks


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a loss of power."""
    with suppress(OSError):  # not every system can
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
