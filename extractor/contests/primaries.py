"""Primaries: whether an article as a whole tells of contests in which parties choose who stands."""

from __future__ import annotations

from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["is_of_primaries"]

LEAD = 5  # sentences


def is_of_primaries(found: Analysis, packs: Packs) -> bool:
    """Whether the headline names a primary, or the head a nomination for which delegates are counted."""
    title = found.lowers[found.sentences[0].first_token : found.sentences[0].last_token + 1]
    if not packs.cue("primary_words").isdisjoint(title):
        return True
    if holds_caucus(found, packs.cue("caucus_words")) and any(
        m.label == "PLACE" or (m.label == "SLATE" and m.kind == "party")
        for m in found.within(found.sentences[0].start, found.sentences[0].end)
    ):
        return True  # else "the caucus" is a group that stood, as in unions
    last = found.sentences[min(LEAD, len(found.sentences) - 1)].last_token
    words, again = packs.cue("nomination_words"), packs.cue("reopening")
    head = found.lowers[: last + 1]
    told = any(word in words and head[at - 1] not in again for at, word in enumerate(head) if at)
    end = found.sentences[min(LEAD, len(found.sentences) - 1)].end
    partisan = any(m.label == "SLATE" and m.kind == "party" for m in found.within(0, end))
    return told and partisan and not packs.cue("nomination_counts").isdisjoint(found.lowers)


def holds_caucus(found: Analysis, words: frozenset[str]) -> bool:
    """Whether the first sentence speaks of a caucus that is not part of a slate's name."""
    first = found.sentences[0]
    slates = [m for m in found.within(first.start, first.end) if m.label == "SLATE"]
    return any(
        found.lowers[t] in words and not any(m.start <= found.starts[t] < m.end for m in slates)
        for t in range(first.first_token, first.last_token + 1)
    )
