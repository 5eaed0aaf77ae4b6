"""Anchors: which committee, position, place or contest a claim speaks of.

Within a sentence an anchor belongs to the claim that it stands in or after, in front of the next claim;
one that opens the sentence ("In Wisconsin, ...") belongs to all claims until one has its own.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Mention, Sentence
from extractor.skeleton import Skeleton

__all__ = ["attach_anchors"]

KINDS = {"POSITION": "post", "COMMITTEE": "body", "PLACE": "place", "CONTEST": "contest", "MAJORITY": "majority",
         "ORGANISATION": "organisation", "TERM": "term", "TURNOUT": "turnout"}  # fmt: skip
LEADS: dict[str, frozenset[str]] = {
    "post": frozenset("as for of to the a an become becomes be new to position post office title role its their his her".split()),
    "body": frozenset("to on onto for of in the by join joins joined".split()),
    "place": frozenset("in for at of from across".split()),
    "organisation": frozenset("of in to at the for".split()),
}


def lead(skeleton: Skeleton, index: int) -> str:
    """The word that leads a unit in, determiners skipped."""
    at = index - 1
    while at >= 0 and skeleton.units[at].mention is None and skeleton.units[at].text in {"the", "a", "an", "its", "their", "his", "her", "'s", "new", "party", "state", "city"}:
        at -= 1
    return skeleton.units[at].text if at >= 0 and skeleton.units[at].mention is None else ""


def attach_anchors(found: Analysis, sentence: Sentence, skeleton: Skeleton, claims: list[Claim]) -> None:
    """Give each claim of a sentence the anchors that belong to it and that its rule did not name."""
    if not claims:
        return
    for claim in claims:
        unpack(claim)
    used = {id(m) for claim in claims for _, m in claim.slots}
    ordered = sorted(claims, key=lambda c: (c.start, c.end))
    for index, unit in enumerate(skeleton.units):
        mention = unit.mention
        if mention is None or mention.label not in KINDS or id(mention) in used:
            continue
        kind = KINDS[mention.label]
        word = lead(skeleton, index)
        if kind in LEADS and word not in LEADS[kind] and not (kind == "post" and word == ""):
            continue
        if kind == "place" and mention.attrs.get("country") and word == "of":
            continue
        owners = owners_of(mention, ordered)
        for claim in owners:
            if kind == "contest":
                for part, filled in mention.attrs.get("parts", {}).items():
                    claim.anchors.setdefault(part, filled[0])
                    if len(filled) > 1:
                        claim.settings.setdefault(f"{part}.list", filled)
                for key, value in mention.attrs.items():
                    if key.startswith("contest."):
                        claim.settings.setdefault(key, value)
                claim.anchors.setdefault("contest", mention)
            elif kind == "place":
                if "place" not in claim.anchors:
                    claim.anchors["place"] = mention
            else:
                claim.anchors.setdefault(kind, mention)


def unpack(claim: Claim) -> None:
    """A contest phrase that fills a slot brings its parts along."""
    contest = claim.anchors.get("contest")
    if contest is None:
        return
    for part, filled in contest.attrs.get("parts", {}).items():
        claim.anchors.setdefault(part, filled[0])
        if len(filled) > 1:
            claim.settings.setdefault(f"{part}.list", filled)
    for key, value in contest.attrs.items():
        if key.startswith("contest."):
            claim.settings.setdefault(key, value)


def owners_of(mention: Mention, ordered: list[Claim]) -> list[Claim]:
    """The claims that an anchor belongs to."""
    inside = [c for c in ordered if c.start <= mention.start < c.end]
    if inside:
        return inside
    before = [c for c in ordered if c.end <= mention.start]
    if before:
        latest = max(c.end for c in before)
        close = [c for c in before if c.end == latest or overlaps(c, max(before, key=lambda c: c.end))]
        return close
    return ordered


def overlaps(left: Claim, right: Claim) -> bool:
    return left.start < right.end and right.start < left.end
