"""Clauses: which place opens the clause of a claim."""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Mention
from extractor.rules.anchor_words import AnchorWords

__all__ = ["opens_clause", "tells_of"]

BESIDE = 40  # characters between a place that opens a clause and its claim
CLAUSE = 3  # tokens from a relative to the subject of its clause


def opens_clause(words: AnchorWords, found: Analysis, place: Mention, claim: Claim) -> bool:
    """Whether a place stands right before a claim, with a comma behind it: "... and in Maine, Holt won"."""
    between = found.text[place.end : claim.start]
    before = found.lowers[max(0, found.token_at(place.start) - 2) : found.token_at(place.start)]
    return (
        between.startswith(",")
        and len(between) < BESIDE
        and len(before) == 2
        and (before[0] == "," or before[0] in words.joiners)
        and before[1] in words.leads["place"]
        and not any(m.label in {"PERSON", "PLACE"} for m in found.within(place.end, claim.start))
    )


def tells_of(words: AnchorWords, found: Analysis, place: Mention, claim: Claim) -> bool:
    """Whether a relative clause begins between a place or body and a claim: "in Ohio, where Nia Holt won"."""
    first, last = found.token_at(place.end - 1) + 1, found.token_at(claim.start)
    between = found.lowers[first:last]
    if between[:1] in (["("], [","]):
        between = between[1:]
    return 0 < len(between) <= CLAUSE and between[0] in words.relatives
