"""Wrapping: which line breaks only wrap a paragraph, as mail and some blogs send their text."""

from __future__ import annotations

import re

__all__ = ["soft_breaks"]

LEAST = 4
"""How many lines have to go on in small letters before a text counts as wrapped."""
SHARE = 0.3
"""The part of all line breaks inside paragraphs that these are at least."""
WIDE = 0.6
"""How full a wrapped line is, of the widest usual one."""
NARROW = 25
CLOSED = re.compile(r"[.?!:;]['\"”’)\]]*$")
BULLET = re.compile(r"^(?:[-*•–—+·▪●◦|>#]|\d{1,3}[.)]|[a-z]\))\s")


def soft_breaks(text: str) -> frozenset[int]:
    """The offsets of the line breaks at which a sentence goes on; none in a text that is not wrapped.

    Example:
        >>> wrapped = ("Ann Cole was elected to the board of the old\\nmill society and said that she would\\n"
        ...            "keep to what she had told all of the members\\nwho came to the hall on Friday to see\\n"
        ...            "how the votes of the branches were counted.\\nBo Day lost.")
        >>> len(soft_breaks(wrapped))
        4
    """
    lines = text.split("\n")
    inner: list[tuple[int, str, str]] = []
    offset = 0
    for here, below in zip(lines, lines[1:], strict=False):
        offset += len(here)
        if here.strip() and below.strip():
            inner.append((offset, here.strip(), below.strip()))
        offset += 1
    going_on = [b for b in inner if goes_on(b)]
    if len(going_on) < LEAST or len(going_on) < SHARE * len(inner):
        return frozenset()
    widths = sorted(len(here) for _, here, _ in going_on)
    width = widths[len(widths) * 9 // 10]
    return frozenset(at for at, here, below in inner if is_soft(here, below, width))


def goes_on(line_break: tuple[int, str, str]) -> bool:
    """Whether a long line without an end goes on in small letters."""
    _, here, below = line_break
    return len(here) >= NARROW and not CLOSED.search(here) and below[:1].islower() and not BULLET.match(below)


def is_soft(here: str, below: str, width: int) -> bool:
    """Whether a line goes on in the one below it, in a text that is wrapped at a width."""
    if CLOSED.search(here) or BULLET.match(below) or BULLET.match(here):
        return False
    return below[:1].islower() or len(here) >= WIDE * width
