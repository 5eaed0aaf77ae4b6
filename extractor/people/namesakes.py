"""Namesakes: which of several bearers of a surname a paragraph speaks of."""

from __future__ import annotations

from bisect import bisect_left

from extractor.mentions import Analysis, Mention

__all__ = ["last_named"]

BEARERS = 4  # with more of one surname none is told from the others
REACH = 6  # sentences from the whole name to the surname


def last_named(found: Analysis, offset: int, bearers: list[list[Mention]]) -> int | None:
    """Which bearer, each given by the mentions of the whole name, was the last to be named before an offset:
    the only one in that paragraph, or in the one before it."""
    if not 1 < len(bearers) <= BEARERS:
        return None
    named: list[tuple[int, int]] = []
    for number, mentions in enumerate(bearers):
        at = bisect_left(mentions, offset, key=lambda m: m.start)
        if at:
            named.append((found.sentence_at(mentions[at - 1].start), number))
    if not named:
        return None
    named.sort()
    here, (sentence, number) = found.sentence_at(offset), named[-1]
    line = found.sentences[sentence].line
    if here - sentence > REACH or any(found.sentences[s].line == line for s, _ in named[:-1]):
        return None
    return number
