"""Anchor words: by which words a mention is seen to name a contest, or to be beside it.

The word that leads a mention in decides ("to the board", "in Wisconsin"); a post that anybody can hold
("member") and a place where people met name no contest.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Mention
from extractor.skeleton import Skeleton

__all__ = ["GENERIC", "LEADS", "is_generic", "is_venue", "lead", "post_before"]

LEADS: dict[str, frozenset[str]] = {
    "post": frozenset(
        ["as", "for", "of", "to", "become", "becomes", "be", "became", "new", "position", "post",
            "office", "title", "role", "elected", "chosen", "named", "win", "won", "winning"]
    ),
    "body": frozenset(["to", "on", "onto", "for", "of", "in", "the", "by", "join", "joins", "joined"]),
    "place": frozenset(["in", "for", "at", "of", "across"]),
    "organisation": frozenset(["of", "in", "to", "at", "for"]),
    "seats": frozenset(["to", "for", "fill", "filled"]),
}  # fmt: skip
GENERIC = frozenset(
    ["member", "members", "officer", "officers", "representative", "representatives", "rep", "reps",
        "delegate", "delegates", "official", "minister", "clerk", "judge"]
)  # fmt: skip
"""Posts that are named by their modifiers only."""
WHOSE = frozenset(
    ["party", "union", "society", "club", "association", "public", "voting", "core", "team", "community",
        "local", "grassroots", "ordinary", "rank-and-file", "student", "students"]
)  # fmt: skip
VENUES = frozenset(
    ["conference", "convention", "congress", "meeting", "agm", "assembly", "rally", "ceremony", "hotel",
        "gathering", "summit", "session", "hustings", "symposium", "festival", "event", "count", "dinner"]
)  # fmt: skip
"""What is held in a place: the place is where it met, not who voted."""
CHAMBERS = frozenset({"house", "senate", "assembly", "council", "congressional", "school", "legislative"})


def is_generic(found: Analysis, mention: Mention) -> bool:
    """Whether a post is no post: a bare "member", "delegates", or a party's member."""
    words = mention.text.lower().split()
    if words[-1] not in GENERIC:
        return False
    if set(words[:-1]) <= WHOSE:
        return True
    return mention.text.lower() in GENERIC or any(
        m.label == "SLATE"
        and mention.start <= m.start < m.end <= mention.end
        and set(found.text[m.end : mention.end].lower().split()[:-1]) <= WHOSE
        for m in found.mentions
    )


def lead(skeleton: Skeleton, index: int) -> str:
    """The word that leads a unit in, determiners skipped; before a numbered district its chamber too."""
    at = index - 1
    mention = skeleton.units[index].mention
    if mention is not None and mention.attrs.get("area") and at >= 0:
        before = skeleton.units[at]
        if before.text in CHAMBERS or (before.mention is not None and before.mention.label == "COMMITTEE"):
            at -= 1
    while (
        at >= 0
        and skeleton.units[at].mention is None
        and skeleton.units[at].text
        in {
            "the",
            "a",
            "an",
            "its",
            "their",
            "his",
            "her",
            "'s",
            "new",
            "party",
            "state",
            "city",
            "union",
            "society",
            "association",
            "club",
            "university",
            "organisation",
            "organization",
            "country",
            "nation",
            "company",
            "group",
            "town",
            "county",
        }
    ):
        at -= 1
    return skeleton.units[at].text if at >= 0 and skeleton.units[at].mention is None else ""


def is_venue(skeleton: Skeleton, index: int) -> bool:
    """Whether a place is where people met: "elected at the union's conference in Durham"."""
    if index == 0 or skeleton.units[index - 1].text not in {"in", "at", "of"}:
        return False
    for unit in reversed(skeleton.units[max(0, index - 8) : index]):
        held = unit.mention
        noun = held.text.split()[-1].lower() if held is not None else unit.text
        if noun in VENUES:
            return True
        if held is not None and held.label in {"ORGANISATION", "COMMITTEE", "SLATE", "DATE"}:
            continue
        if unit.text not in {"in", "at", "the", "of", "'s", "city", "downtown", "nearby"}:
            return False
    return False


def post_before(skeleton: Skeleton, index: int) -> Mention | None:
    """The post whose area a place is: "mayor of Tasman Bay"."""
    at = index - 1
    while at >= 0 and skeleton.units[at].mention is None and skeleton.units[at].text in {"of", "for", "the"}:
        at -= 1
    mention = skeleton.units[at].mention if at >= 0 else None
    return mention if mention is not None and mention.label == "POSITION" else None
