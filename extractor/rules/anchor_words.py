"""Anchor words: by which words a mention is seen to name a contest, or to be beside it.

The word that leads a mention in decides ("to the board", "in Wisconsin"); a post that anybody can hold
("member") and a place where people met name no contest.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Mention
from extractor.packs.pack import Packs
from extractor.rules.skeleton import Skeleton

__all__ = ["LED", "AnchorWords", "post_before"]

LED = ("post", "body", "place", "organisation", "seats")
"""The kinds of anchors that only certain words lead in."""


class AnchorWords:
    """What packs know of the words around anchors."""

    def __init__(self, packs: Packs) -> None:
        self.sections = packs.cue("college_nouns")
        self.standing = packs.cue("standing_for")
        self.section_posts = packs.cue("section_posts")
        self.leads = {kind: packs.cue(f"anchor_{kind}_leads") for kind in LED}
        self.skipped = packs.cue("lead_fillers")
        self.generic = packs.cue("generic_posts")
        self.counters = packs.cue("counting_bodies")
        self.executive = packs.cue("executive_offices")
        self.owners = packs.cue("generic_post_owners")
        self.venues = packs.cue("venues")
        self.buildings = packs.cue("venue_buildings")
        self.venue_fillers = packs.cue("venue_fillers")
        self.chambers = packs.cue("chambers")
        self.barriers = packs.cue("anchor_barriers")
        self.relatives = packs.cue("place_relatives")
        self.joiners = packs.cue("conjunctions") | self.barriers
        self.past = packs.cue("former") | packs.cue("no_longer")

    def counts_votes(self, body: Mention) -> bool:
        """Whether a body runs votes and is not elected in them: a board of canvassers."""
        return any(body.text.lower().endswith(words) for words in self.counters)

    def is_of_past(self, found: Analysis, place: Mention) -> bool:
        """Whether a place belongs to what somebody was: "Holt, a former candidate in Mill ward, won"."""
        token = found.token_at(place.start)
        for at in range(token - 1, max(-1, token - 9), -1):
            if found.lowers[at] in {",", "(", ";"}:
                return False
            if found.lowers[at] in self.past:
                return True
        return False

    def is_generic(self, found: Analysis, mention: Mention) -> bool:
        """Whether a post is no post: a bare "member", "delegates", or a party's member."""
        words = mention.text.lower().split()
        if words[-1] not in self.generic:
            return False
        if set(words[:-1]) <= self.owners:
            return True
        return mention.text.lower() in self.generic or any(
            m.label == "SLATE"
            and mention.start <= m.start < m.end <= mention.end
            and set(found.text[m.end : mention.end].lower().split()[:-1]) <= self.owners
            for m in found.mentions
        )

    def lead(self, skeleton: Skeleton, index: int) -> str:
        """The word that leads a unit in, determiners skipped; before a numbered district its chamber too."""
        at = index - 1
        mention = skeleton.units[index].mention
        if mention is not None and mention.attrs.get("area") and at >= 0:
            before = skeleton.units[at]
            if before.text in self.chambers or (
                before.mention is not None and before.mention.label == "COMMITTEE"
            ):
                at -= 1
        if at > 1 and skeleton.units[at].text == "'s" and skeleton.units[at - 2].text in {"to", "on"}:
            at -= 2  # its owner: "elected to Labour's executive"
        while at >= 0 and skeleton.units[at].mention is None and skeleton.units[at].text in self.skipped:
            at -= 1
        return skeleton.units[at].text if at >= 0 and skeleton.units[at].mention is None else ""

    def is_venue(self, skeleton: Skeleton, index: int) -> bool:
        """Whether a place is where people met: "elected at the union's conference in Durham",
        "at the Durham town hall"."""
        behind = {unit.text for unit in skeleton.units[index + 1 : index + 3]}
        if not behind.isdisjoint(self.buildings):
            return True
        if index == 0 or skeleton.units[index - 1].text not in {"in", "at", "of"}:
            return False
        for unit in reversed(skeleton.units[max(0, index - 8) : index]):
            held = unit.mention
            noun = held.text.split()[-1].lower() if held is not None else unit.text
            if noun in self.venues:
                return True
            if held is not None and held.label in {"ORGANISATION", "COMMITTEE", "SLATE", "DATE"}:
                continue
            if unit.text not in self.venue_fillers:
                return False
        return False


def post_before(skeleton: Skeleton, index: int) -> Mention | None:
    """The post whose area a place is: "mayor of Tasman Bay"."""
    at = index - 1
    while at >= 0 and skeleton.units[at].mention is None and skeleton.units[at].text in {"of", "for", "the"}:
        at -= 1
    mention = skeleton.units[at].mention if at >= 0 else None
    return mention if mention is not None and mention.label == "POSITION" else None
