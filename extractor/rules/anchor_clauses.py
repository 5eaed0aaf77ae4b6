"""Clauses: whether a post, body or place of a sentence is of the clause that a claim stands in.

"Holt won in Ohio, where Orr ran for the Senate": the senate is of the other clause.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Mention
from extractor.rules.anchor_words import AnchorWords
from extractor.rules.skeleton import Skeleton

__all__ = [
    "behind_statistic",
    "is_of_next",
    "is_owned",
    "is_past_clause",
    "is_sought_by_another",
    "is_where",
    "opens_clause",
    "owns_area",
    "reaches",
    "tells_of",
]

BESIDE = 40  # characters between a place that opens a clause and its claim
REACH = 120  # characters between a claim and an anchor behind it


def opens_clause(words: AnchorWords, found: Analysis, place: Mention, claim: Claim) -> bool:
    """Whether a place stands right before a claim, with a comma behind it, "... and in Maine, Holt won", or
    nothing, "while in Ward 3 Holt won"."""
    between = found.text[place.end : claim.start]
    before = found.lowers[max(0, found.token_at(place.start) - 2) : found.token_at(place.start)]
    return (
        (between.startswith(",") or between == " ")
        and len(between) < BESIDE
        and len(before) == 2
        and (before[0] == "," or before[0] in words.joiners)
        and before[1] in words.leads["place"]
        and not any(m.label in {"PERSON", "PLACE"} for m in found.within(place.end, claim.start))
    )


def tells_of(words: AnchorWords, found: Analysis, place: Mention, claim: Claim) -> bool:
    """Whether a relative clause begins between a place or body and a claim: "in Ohio, where Nia Holt won"."""
    first, last = found.token_at(place.end - 1) + 1, found.token_at(claim.start)
    return first < last <= first + 2 and found.lowers[last - 1] in words.relatives


def is_past_clause(found: Analysis, place: Mention, claim: Claim) -> bool:
    """Whether a claim is a new clause behind that of a place: "took seats in Ohio, and re-elected Orr"."""
    between = found.lowers[found.token_at(place.end - 1) + 1 : found.token_at(claim.start)]
    return place.end <= claim.start and between[-2:] == [",", "and"]


def is_of_next(found: Analysis, post: Mention, claim: Claim) -> bool:
    """Whether a post behind a claim is of the next person, who comes behind another post: "Holt was returned
    as treasurer and Orr took over as secretary"."""
    between = [m for m in found.within(claim.end, post.start) if m.label in {"POSITION", "PERSON"}]
    return bool(between) and between[0].label == "POSITION" and between[-1].label == "PERSON"


def is_sought_by_another(found: Analysis, body: Mention, claim: Claim) -> bool:
    """Whether a body behind a claim is that of a clause about somebody else: "Holt won in Ohio, where Orr ran
    for the Senate"."""
    between = found.within(claim.end, body.start)
    return any(m.label == "PERSON" for m in between) and not any(m.label == "POSITION" for m in between[-1:])


def owns_area(skeleton: Skeleton, index: int) -> bool:
    """Whether a place owns the area behind it: "North Carolina's redrawn 2nd Congressional District"."""
    behind = skeleton.units[index + 1 : index + 4]
    return (
        bool(behind)
        and behind[0].text == "'s"
        and any(
            u.mention is not None and u.mention.label == "PLACE" and u.mention.attrs.get("area")
            for u in behind
        )
    )


def is_owned(skeleton: Skeleton, index: int) -> bool:
    """Whether an area stands behind the place that owns it, a word or two between them."""
    before = range(max(0, index - 4), index)
    return any(
        (owner := skeleton.units[at].mention) is not None
        and owner.label == "PLACE"
        and owns_area(skeleton, at)
        and skeleton.units[at + 1].text == "'s"
        for at in before
    )


def is_where(skeleton: Skeleton, index: int) -> bool:
    """Whether a clause about a place opens behind it: "in Ohio, Kansas and Iowa, where Holt was beaten"."""
    behind = [unit.text for unit in skeleton.units[index + 1 : index + 3]]
    return behind[:1] == ["where"] or behind == [",", "where"]


def behind_statistic(skeleton: Skeleton, index: int) -> bool:
    """Whether a place is where the count stands so: "With 79 percent of the vote in from Ohio"."""
    before = skeleton.units[index - 2].mention if index > 1 else None
    return before is not None and before.label == "STATISTIC"


def reaches(words: AnchorWords, found: Analysis, mention: Mention, claim: Claim) -> bool:
    """Whether nothing stands between a claim and an anchor behind it that starts another thought."""
    if mention.start < claim.end:
        return True
    if mention.start - claim.end > REACH:
        return False
    first, last = found.token_at(claim.end), found.token_at(mention.start)
    return words.barriers.isdisjoint(found.lowers[first:last])
