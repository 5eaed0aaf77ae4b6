"""The files of a run: they grow as `*.part`, survive any interruption, and appear at their names whole.

Whatever ends a run (Ctrl-C, a kill, power), the parts hold whole articles in the order of the inputs, and
perhaps one torn tail, which the next run cuts off. `resume.json` beside them says what they were made with.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.article import Article
from extractor.batch.durable import lock_file, sync_folder, write_all
from extractor.errors import LedgerError, OutputError
from extractor.ledger import LedgerLine

__all__ = ["FILES", "STATE", "Outputs", "Stored", "article_line"]

FILES = ("records.jsonl", "articles.jsonl", "ledger.jsonl")
"""The ledger is the last: what it has a line for is in the other files."""

STATE = "resume.json"
BUFFER = 1 << 18  # bytes that are held back
PATIENCE = 1.0  # seconds that they are held back

Sizes = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """One article that an interrupted run had written: its lines, and the files' sizes behind it."""

    line: LedgerLine
    ledger: bytes
    article: bytes | None
    records: list[bytes]
    sizes: Sizes


class Outputs:
    """The files of a run, written together.

    Args:
        folder: made if it does not exist.
        state: what decides the bytes: an interrupted run goes on only with the same.
        resume: go on where the interrupted run in this folder stopped, if there is one.

    Raises:
        OutputError: the folder cannot be written, another run writes there, or `state` is not that of the
            run to be resumed.

    Example:
        >>> import tempfile
        >>> line = LedgerLine(source="a.txt", status="no_result").model_dump_json().encode() + b"\\n"
        >>> with Outputs(tempfile.mkdtemp(), {"release": "1"}) as outputs:
        ...     outputs.write(b"", b"", line)
        ...     outputs.finish()
        >>> sorted(path.name for path in outputs.folder.iterdir())
        ['articles.jsonl', 'ledger.jsonl', 'records.jsonl']
    """

    def __init__(self, folder: str | Path, state: dict[str, Any], *, resume: bool = False) -> None:
        self.folder = Path(folder)
        self.parts = [self.folder / f"{name}.part" for name in FILES]
        self.finished = False
        self._files: list[FileIO] = []
        self._pending = [bytearray() for _ in FILES]
        self._sizes = [0 for _ in FILES]
        self._written_at = time.monotonic()
        make_folder(self.folder)
        with self._errors():
            old = self._read_state() if resume else None
            if old is not None:
                self._check_state(old, state)
            if old is not None and old["complete"]:
                self._move()
                self.finished = True
                return
            if old is None and not resume:
                (self.folder / STATE).unlink(missing_ok=True)
            self._open(keep=old is not None)
            self._state = {**state, "complete": False}
            self._write_state()

    def __enter__(self) -> Outputs:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.close()
        if isinstance(error, LedgerError):  # the parts are not what was read: nothing to go on from
            for path in (*self.parts, self.folder / STATE):
                path.unlink(missing_ok=True)

    def stored(self) -> Generator[Stored, None, None]:
        """What an interrupted run had written, article by article, as far as it is whole.

        Nothing is written before `cut` says how much of it is kept.
        """
        with self._errors():
            handles = [path.open("rb") for path in self.parts]
        records, articles, ledger = handles
        sizes = [0, 0, 0]
        try:
            for raw in ledger:
                line = _parse(LedgerLine, raw)
                if line is None:
                    return
                found = list(islice(records, line.records))
                if len(found) != line.records or not all(_names(r, "article", line.sha256) for r in found):
                    return
                article = articles.readline() if line.status in ("ok", "no_result") else None
                if article is not None and not _names(article, None, line.sha256):
                    return
                for n, size in enumerate((sum(map(len, found)), len(article or b""), len(raw))):
                    sizes[n] += size
                yield Stored(line, raw, article, found, (sizes[0], sizes[1], sizes[2]))
        finally:
            for handle in handles:
                handle.close()

    def cut(self, sizes: Sizes) -> None:
        """Keep so much of what was stored, and write on from there."""
        with self._errors():
            for file, size in zip(self._files, sizes, strict=True):
                file.truncate(size)
                file.seek(size)
        self._sizes = list(sizes)

    def write(self, records: bytes, articles: bytes, ledger: bytes) -> None:
        """Add the lines of whole articles to the three files.

        Raises:
            OutputError: they cannot be written; the files are as they were before, in whole articles.
        """
        for pending, data in zip(self._pending, (records, articles, ledger), strict=True):
            pending += data
        if sum(map(len, self._pending)) > BUFFER or time.monotonic() - self._written_at > PATIENCE:
            self.flush()

    def flush(self) -> None:
        """Hand what was held back to the operating system."""
        with self._errors():
            try:
                for file, pending in zip(self._files, self._pending, strict=True):
                    write_all(file, pending)
            except OSError:
                with suppress(OSError, OutputError):
                    self.cut((self._sizes[0], self._sizes[1], self._sizes[2]))
                self._forget()
                raise
        self._sizes = [size + len(p) for size, p in zip(self._sizes, self._pending, strict=True)]
        self._forget()

    def finish(self) -> None:
        """Move the files to their names, over those of an earlier run.

        Raises:
            OutputError: they cannot be written; `resume` then does only what is left.
        """
        self.flush()
        with self._errors():
            for file in self._files:
                os.fsync(file.fileno())
            self._close_files()
            self._state["complete"] = True
            self._write_state()
            self._move()
        self.finished = True

    def close(self) -> None:
        """Close the parts; they stay for a later run to go on with, unless the run is finished."""
        if self._files and not self.finished:
            with suppress(OutputError):
                self.flush()
        with suppress(OSError):
            self._close_files()

    def _open(self, keep: bool) -> None:
        for path in self.parts:
            path.touch()
            self._files.append(path.open("r+b", buffering=0))
        lock_file(self._files[-1], self.folder)
        for file in self._files if not keep else []:
            file.truncate(0)

    def _move(self) -> None:
        for part, name in zip(self.parts, FILES, strict=True):
            # The last attempt may have moved some of them.
            if part.exists() or not (self.folder / name).exists():
                os.replace(part, self.folder / name)
        (self.folder / STATE).unlink(missing_ok=True)
        sync_folder(self.folder)

    def _read_state(self) -> dict[str, Any] | None:
        try:
            state = json.loads((self.folder / STATE).read_bytes())
        except FileNotFoundError:
            return None
        except ValueError:
            state = None
        if not isinstance(state, dict) or "complete" not in state:
            raise OutputError(
                f"{self.folder / STATE} is damaged, so that run cannot be resumed; run again without --resume"
            )
        return state

    def _check_state(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        changed = [key for key in new if old.get(key) != new[key]]
        if changed:
            what = "; ".join(f"{key}: was {old.get(key)}, is {new[key]}" for key in changed)
            raise OutputError(
                f"the run in {self.folder} cannot be resumed, it was made with something else ({what}); "
                "run again without --resume to start over"
            )

    def _write_state(self) -> None:
        new = self.folder / f"{STATE}.part"
        with new.open("wb") as file:
            file.write(json.dumps(self._state, indent=1).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self.folder / STATE)

    def _forget(self) -> None:
        for pending in self._pending:
            pending.clear()
        self._written_at = time.monotonic()

    def _close_files(self) -> None:
        while self._files:
            self._files.pop().close()

    def _errors(self) -> _Errors:
        return _Errors(self.folder)


class _Errors:
    """Turns what the operating system says into an OutputError that says what to do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise OutputError(
                f"cannot write to {self.folder}: {error.strerror or error}; free some space or choose "
                "another folder. What was written is whole: --resume goes on from there"
            ) from error


def make_folder(folder: Path) -> None:
    """Make the folder of a run.

    Raises:
        OutputError: it cannot be made, or something else stands there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot write to {folder}: {error.strerror or error}; choose another folder"
        ) from error


def article_line(article: Article, *, with_text: bool = True) -> bytes:
    """One line of `articles.jsonl`, every key on every line.

    Example:
        >>> article_line(Article(text="Nia Holt won."), with_text=False).decode()[:50]
        '{"id": "99196efa9da74ee5", "source": null, "title"'
    """
    data: dict[str, Any] = article.ref().model_dump() | {"url": article.url, "author": article.author}
    data["text"] = article.text if with_text else None
    try:
        return json.dumps(data, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 has no bytes for, in the metadata
        return json.dumps(data).encode() + b"\n"


def _parse(model: type[LedgerLine], raw: bytes) -> LedgerLine | None:
    try:
        return model.model_validate_json(raw) if raw.endswith(b"\n") else None
    except ValueError:
        return None


def _names(raw: bytes, key: str | None, sha256: str | None) -> bool:
    """Whether a line is whole and of the article with this digest."""
    try:
        data = json.loads(raw) if raw.endswith(b"\n") else None
        found = data[key] if key and data else data
        return isinstance(found, dict) and found["sha256"] == sha256
    except (ValueError, LookupError, TypeError):
        return False
