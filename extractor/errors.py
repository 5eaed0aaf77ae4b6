"""The one tree of errors that this package raises on purpose.

    ExtractorError
    ├── PackError        a pattern pack breaks its schema (file, line, id and a hint are in the message)
    ├── ArticleError     an input cannot be turned into an article
    ├── RecordError      a line is not a record of a schema version that this release reads
    ├── OutputError      an output cannot be written (full disk, read-only folder, lost database)
    └── LedgerError      the ledger does not account for every input

Every message says what is wrong and what to do about it.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["ArticleError", "ExtractorError", "LedgerError", "OutputError", "PackError", "RecordError"]


class ExtractorError(Exception):
    """Base of all errors of this package; catch it to catch them all."""


class PackError(ExtractorError):
    """A pattern pack is wrong.

    Example:
        >>> str(PackError("unknown key 'patern'", file="names.jsonl", line=3, id="momentum", hint="pattern"))
        "names.jsonl:3: [momentum] unknown key 'patern' (did you mean 'pattern'?)"
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | Path | None = None,
        line: int | None = None,
        id: str | None = None,
        hint: str | None = None,
    ) -> None:
        self.file, self.line, self.id, self.hint = file, line, id, hint
        place = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        who = f"[{id}] " if id else ""
        tail = f" (did you mean {hint!r}?)" if hint else ""
        super().__init__(f"{place}{who}{message}{tail}")


class ArticleError(ExtractorError):
    """An input cannot be read as an article; the message is the ledger's reason."""


class RecordError(ExtractorError):
    """A record cannot be read: broken JSON, or a schema version that this release does not know."""


class OutputError(ExtractorError):
    """An output cannot be written; what was written before is whole."""


class LedgerError(ExtractorError):
    """Inputs and ledger lines do not add up: a defect of this package, please report it."""
