"""A file that is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import OutputError

__all__ = ["whole_file"]


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """A path beside `out` to write to, which takes its place when the block ends well.

    Errors:
        OutputError: the folder is not there or cannot be written, or the disk is full; an older `out` stays.

    Example:
        >>> out = Path(tempfile.mkdtemp(), "note.txt")
        >>> with whole_file(out) as path:
        ...     _ = path.write_text("whole")
        >>> out.read_text()
        'whole'
    """
    if out.is_dir():
        raise OutputError(f"cannot write {out}: it is a folder; give a file")
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name[:100]}-", suffix=".part")
        os.close(handle)
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error}; give a file in a writable folder") from error
    part = Path(name)
    try:
        yield part
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)  # mkstemp makes a file for its owner only
        part.replace(out)
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error}; nothing was changed") from error
    finally:
        part.unlink(missing_ok=True)
