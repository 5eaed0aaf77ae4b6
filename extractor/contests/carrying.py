"""Carrying: what a claim that names no contest takes from the heading above it and the sentence before it."""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Mention

__all__ = ["take_heading", "take_opening"]


def take_heading(found: Analysis, claim: Claim) -> None:
    """A claim that names no contest speaks of the one that the heading above it names; one that names a post
    only, of that of the body in the heading. A town over a part of a round-up is that of all in it."""
    if claim.group is not None:
        return
    above = found.heading_above(found.sentences[claim.sentence].line)
    told = set(claim.anchors)
    for kind, mention in above.items():
        rivals = {"place", "body", "contest"} if kind == "body" else {"post", "place", "body", "contest"}
        if kind == "place" and (mention.rule == "heading" or mention.attrs.get("section")):
            rivals = {"place"}
        if not told & rivals:
            claim.anchors[kind] = carry(mention)


def take_opening(found: Analysis, claim: Claim, standing: frozenset[str]) -> None:
    """A claim that names no body speaks of the vote, and of the seats, of the sentence before it, where that
    tells nothing of its own: "There was more in the vote for the audit committee. All four went to ..." """
    before, here = found.sentences[max(0, claim.sentence - 1)], found.sentences[claim.sentence]
    if (
        claim.group is not None
        or before is here
        or before.paragraph != here.paragraph
        or any(c.sentence == claim.sentence - 1 for c in found.claims)
    ):
        return
    opened = [m for index, m in found.contests if index == claim.sentence - 1]
    bodies = {b.id: b for m in opened for b in m.attrs["parts"].get("body", [])}
    if len(bodies) == 1 and not claim.anchors.keys() & {"place", "body", "contest"}:
        claim.anchors["body"] = carry(next(iter(bodies.values())))
    take_race(found, claim, opened)
    inside = [m for m in found.mentions if before.start <= m.start < before.end]
    seats = [m for m in inside if m.label == "SEATS" and "of" not in m.attrs]
    if (
        len(seats) == 1
        and "seats" not in claim.anchors
        and isinstance(seats[0].value, int)
        and seats[0].value > 1
        and (
            not any(m.label in {"PERSON", "SLATE"} for m in inside)
            or (found.says(before.first_token, before.last_token, standing) and stood_there(claim, inside))
        )
        and "not" not in found.lowers[before.first_token : before.last_token]
    ):
        claim.anchors["seats"] = carry(seats[0])
        within = [m for m in inside if m.label == "POSITION" and seats[0].start <= m.start < seats[0].end]
        stood = any(m.label == "PERSON" for m in inside)
        post = within[0] if stood and len(within) == 1 else None
        if post is not None and not claim.anchors.keys() & {"post", "place", "body", "contest"}:
            claim.anchors["post"] = carry(post)


def stood_there(claim: Claim, inside: list[Mention]) -> bool:
    """Whether a sentence of who stood names people of a claim behind it: "Four ran for two seats: Holt, Orr
    ..." """
    named = {m.id for m in inside if m.label == "PERSON"}
    return all(m.label != "SLATE" for m in inside) and bool(named & {s.id for s in claim.subjects()})


def take_race(found: Analysis, claim: Claim, opened: list[Mention]) -> None:
    """A claim that names nothing is of the one race that the sentence before tells of: "The race for
    treasurer was the closest. Nia Holt beat Tom Ferris by nine votes"."""
    if claim.anchors.keys() & {"post", "place", "body", "contest"} or "office" in claim.settings:
        return
    posts = {p.id: p for m in opened for p in m.attrs["parts"].get("post", [])}
    settled = any(f.field in {"outcome", "votes", "share"} for f in claim.facts)
    if len(posts) != 1 or len({m.start for m in opened}) > 1 or not settled:
        return
    race = opened[0]
    if race.text.lower().endswith("s") or any(m.start <= race.start < m.end for m in found.marks):
        return
    claim.anchors["post"] = carry(next(iter(posts.values())))


def carry(mention: Mention) -> Mention:
    """A mention that a claim takes from elsewhere."""
    mention.attrs["basis"] = "carried"
    return mention
