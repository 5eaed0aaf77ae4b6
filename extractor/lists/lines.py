"""Lines: what a line of an article is, and what a row is."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.mentions import Analysis, Mention

__all__ = ["FIGURES", "SEPARATORS", "Line", "Row", "is_title", "reached"]

SEPARATORS = frozenset(
    ["):", "|", "-", ":", ",", ".", "(", ")", "[", "]", "=", "/", ";", "…", "..", "...", "....", "_", "*",
        "+", "'", '"', "%", "#"]
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
    transferred: bool = False
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


def is_title(found: Analysis, mention: Mention, line: Line) -> bool:
    """Whether a position is only the title of the name behind it ("Rep. Ann Cole")."""
    if mention.label != "POSITION":
        return False
    return any(
        m.label == "PERSON"
        and m.attrs.get("lead") is not None
        and found.starts[m.attrs["lead"]] <= mention.start
        and mention.end <= m.start
        for m in line.mentions
    )


def reached(found: Analysis, figures: list[Mention]) -> list[Mention]:
    """The figures of a row without what was added to reach them: "Ann Cole + 96 = 1,723"."""
    signs = [found.text[max(0, m.start - 3) : m.start].rstrip()[-1:] for m in figures]
    if "=" in signs:
        return figures[signs.index("=") :]
    kept = [m for m, sign in zip(figures, signs, strict=True) if sign != "+"]
    return kept or figures
