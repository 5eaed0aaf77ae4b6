"""Homes: whose state a seat is that an article gives no place of.

A senator or a governor is told of by the state: "Michigan's Nora Selby won a fourth term in the Senate",
"Nora Selby (D-Mich.) ousted Senator Tom Ferris".
"""

from __future__ import annotations

from collections import defaultdict

from extractor.contests.draft import WON
from extractor.mentions import Analysis, Claim, Mention
from extractor.packs.pack import Packs

__all__ = ["Homes"]

PLACED = frozenset({"place", "contest"})
PAIR = 2  # people: a winner and the one who was beaten


class Homes:
    """The states by which an article tells of people, and who of them holds a seat."""

    def __init__(self, found: Analysis, packs: Packs) -> None:
        self.bodies = packs.cue("home_bodies")
        states, posts = packs.cue("home_states"), packs.cue("home_posts")
        self.states: dict[str, list[Mention]] = defaultdict(list)
        holders: set[str] = set()
        for fact in found.attributes:
            if fact.field == "home" and fact.mention.id in states:
                self.states[fact.subject.id].append(fact.mention)
            elif fact.field == "office" and not posts.isdisjoint(fact.mention.text.lower().split()):
                holders.add(fact.subject.id)
        self.holders = frozenset(holders)
        self.incumbents = packs.cue("incumbents")

    def take(self, found: Analysis, claim: Claim) -> None:
        """Give a claim that names no place the state of its people, where the seat is that of a state."""
        if claim.anchors.keys() & PLACED or claim.group is not None or "place.list" in claim.settings:
            return
        people = list(dict.fromkeys(f.subject.id for f in claim.facts if f.subject.label == "PERSON"))
        won = {f.subject.id for f in claim.facts if f.field == "outcome" and f.value in WON}
        if not 0 < len(people) <= PAIR or len(won) > 1:
            return
        here = found.sentences[claim.sentence]
        told = {who: [m for m in self.states.get(who, []) if m.start < here.end][-1:] for who in people}
        states = {m.id: m for known in told.values() for m in known}
        if len(states) != 1:
            return
        body, post = claim.anchors.get("body"), claim.anchors.get("post")
        if post is not None or not (
            (body is not None and self.is_of_states(body))
            or (len(people) == PAIR and all(told.values()))
            or (not self.holders.isdisjoint(people) and self.tells_holder(found, claim))
        ):
            return
        claim.anchors["place"] = next(iter(states.values()))

    def is_of_states(self, body: Mention) -> bool:
        """Whether the members of a body sit there for a state or a part of it."""
        return (body.name or body.text).lower() in self.bodies

    def tells_holder(self, found: Analysis, claim: Claim) -> bool:
        """Whether a claim calls one of its people the holder of a seat: "defeated incumbent Sen. Ferris"."""
        here = found.sentences[claim.sentence]
        return not self.incumbents.isdisjoint(found.lowers[here.first_token : here.last_token + 1])
