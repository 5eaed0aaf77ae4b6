"""What a topic does not reach: contests of a round-up that are told to be of something else.

A round-up tells of a mayor, then of a council, then of a house of the state: what one of them is about is not
carried into the others.
"""

from __future__ import annotations

from extractor.contests.draft import Draft, Reading
from extractor.mentions import Analysis, Mention

__all__ = ["in_passing", "is_numbered", "is_of_another", "is_told_before", "is_undivided", "other_chamber"]

OPENING = 2  # sentences: the headline and the first two tell what an article is about


def in_passing(kinds: list[tuple[int, str]]) -> bool:
    """Whether a lead speaks of a primary once, below its first sentences: an earlier one, of somebody who now
    won the election."""
    first, kind = kinds[0]
    return kind == "nomination" and first > OPENING and len({index for index, _ in kinds}) < 2


def is_told_before(found: Analysis, draft: Draft, named: Mention, drafts: list[Draft]) -> bool:
    """Whether a round-up tells of a draft before it names, for the first time, what others are about."""
    first = found.sentences[min(draft.sentences)]
    others = [d for d in drafts if d is not draft and d.candidacies]
    return (
        bool(others)
        and named.start > first.end
        and not any(m.id == named.id and m.start < first.end for m in found.mentions)
    )


def other_chamber(draft: Draft, body: Mention, chambers: frozenset[str]) -> bool:
    """Whether a numbered district is told to be of another chamber: "House District 41" of no senate."""
    area = draft.anchors.get("constituency")
    if area is None or not is_numbered(area.mention):
        return False
    named = set(area.mention.text.lower().split()) & chambers
    return bool(named) and named.isdisjoint(body.text.lower().split())


def is_numbered(place: Mention) -> bool:
    """Whether an area is one of several that are numbered: "Ward 2"."""
    return bool(place.attrs.get("area")) and any(ch.isdigit() for ch in place.text)


def is_undivided(post: Reading | Mention | None, undivided: frozenset[str]) -> bool:
    """Whether a post is elected by a whole town, county or state, never by a ward of it."""
    mention = post.mention if isinstance(post, Reading) else post
    return mention is not None and mention.id.split("-")[-1] in undivided


def is_of_another(draft: Draft, body: Mention, drafts: list[Draft]) -> bool:
    """Whether a body has one contest of its own, without areas, and a draft with an area is no part of it."""
    return "constituency" in draft.anchors and any(
        d is not draft
        and d.candidacies
        and "constituency" not in d.anchors
        and "committee" in d.anchors
        and d.anchors["committee"].value == body.id
        for d in drafts
    )
