"""Lines: what a line of an article is, and what a row is."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.mentions import Mention

__all__ = ["FIGURES", "SEPARATORS", "Line", "Row"]

SEPARATORS = frozenset(
    ["):", "|", "-", ":", ",", ".", "(", ")", "[", "]", "=", "/", ";", "…", "..", "...", "....", "_", "*",
        "+", "'", '"', "%"]
)  # fmt: skip
"""Tokens that stand between the cells of a row and say nothing."""
FIGURES = frozenset({"COUNT", "VOTES", "SHARE", "SEATS", "STATISTIC"})
"""The labels of mentions that are figures of a row."""


@dataclass(slots=True)
class Row:
    """One row: who stands in it, its figures in order, and the words that mark an outcome."""

    start: int
    end: int
    people: list[Mention] = field(default_factory=list)
    slates: list[Mention] = field(default_factory=list)
    posts: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    option: Mention | None = None
    figures: list[Mention] = field(default_factory=list)
    mark: str | None = None
    mark_at: Mention | None = None
    post_first: bool = False
    starred: bool = False
    area: Mention | None = None  # the area, or the body, that labels a row of names


@dataclass(slots=True)
class Line:
    """A line of the article: its tokens, its mentions, and what it is."""

    number: int
    first: int
    last: int
    start: int
    end: int
    sentences: list[int]
    mentions: list[Mention]
    kind: str = "prose"  # prose, row, heading, lead
    rows: list[Row] = field(default_factory=list)
