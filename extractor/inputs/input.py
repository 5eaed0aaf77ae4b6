"""An input: one article that came in, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.article import Article
from extractor.ledger import LedgerLine

__all__ = ["Input", "ProblemStatus"]

ProblemStatus = Literal["skipped", "failed"]


@dataclass(frozen=True)
class Input:
    """One article that came in, with its article or its problem, never both.

    Args:
        source: path, path#line, path#number or URL.
        article: what was read; None if there is a problem.
        problem: status and reason for the ledger.
        flags: "truncated" (an archive's record is shorter than it says), "damaged_characters" (there is
            U+FFFD in the text, put there for bytes that fit no encoding, or in the source already).
        id: of the article, also where a problem sets it aside.
        sha256: of the article's text, also where a problem sets it aside.
        duplicate_of: source of the identical article that is kept.

    Example:
        >>> Input("a.txt", problem=("skipped", "empty")).ledger_line().reason
        'empty'
    """

    source: str
    article: Article | None = None
    problem: tuple[ProblemStatus, str] | None = None
    flags: tuple[str, ...] = ()
    id: str | None = None
    sha256: str | None = None
    duplicate_of: str | None = None

    def __post_init__(self) -> None:
        if (self.article is None) == (self.problem is None):
            raise ValueError("an input has either an article or a problem")
        if self.article is not None:
            object.__setattr__(self, "id", self.article.id)
            object.__setattr__(self, "sha256", self.article.sha256)

    def set_aside(self, reason: str, duplicate_of: str | None = None) -> Input:
        """The same input as skipped; its id and digest stay for the ledger, its article is let go."""
        return Input(self.source, None, ("skipped", reason), self.flags, self.id, self.sha256, duplicate_of)

    def ledger_line(self, records: int = 0, seconds: float | None = None) -> LedgerLine:
        """The ledger's line: the problem if there is one, else "ok" or, without records, "no_result"."""
        status, reason = self.problem or ("ok" if records else "no_result", None)
        return LedgerLine(
            source=self.source,
            id=self.id,
            sha256=self.sha256,
            status=status,
            reason=reason,
            records=records,
            seconds=seconds,
            duplicate_of=self.duplicate_of,
            flags=list(self.flags),
        )
