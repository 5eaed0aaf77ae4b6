"""The office that all contests of an article are for, where the article speaks of one office's contests only.

"The Senate race", "a presidential primary", "her bid for governor" name an office with the word for its
contest. A report of one state's vote does so once and then speaks of "the race"; a report of several offices
names several, and then nothing follows for those of its contests that name none.
"""

from __future__ import annotations

from extractor.contests.draft import Draft, Reading
from extractor.mentions import Analysis, Mention
from extractor.packs.pack import Packs

__all__ = ["contested_offices", "tell_office"]

REACH = 3
"""Tokens between an office and the word for its contest."""


def tell_office(found: Analysis, drafts: list[Draft], packs: Packs) -> None:
    """Give contests that name neither post nor body the one office whose contests the article speaks of."""
    nameless = [
        d
        for d in drafts
        if d.candidacies
        and not d.anchors.keys() & {"position", "committee"}
        and ("constituency" in d.anchors or d.settings.get("kind") == "nomination")
    ]
    if not nameless:
        return
    contested = contested_offices(found, packs)
    if len(contested) != 1:
        return
    office = contested[0]
    field = "committee" if office.label == "COMMITTEE" else "position"
    for draft in nameless:
        if draft.timing == "current":
            draft.anchors[field] = Reading(office.id, office, "office-of-the-article", "carried")


def contested_offices(found: Analysis, packs: Packs) -> list[Mention]:
    """The offices whose contests an article speaks of, each once."""
    offices: dict[str, Mention] = {}
    for mention in found.mentions:
        if is_contested(found, mention, packs):
            noun = mention.id.split("-")[-1]
            if noun not in offices or len(mention.id) > len(
                offices[noun].id
            ):  # "us-senate" before a bare "senate"
                offices[noun] = mention
    return list(offices.values())


def is_contested(found: Analysis, mention: Mention, packs: Packs) -> bool:
    """Whether an office stands beside the word for its contest: "Senate race", "race for governor"."""
    is_body = mention.label == "COMMITTEE" and not mention.attrs.get("bare")
    if not is_body and mention.label != "POSITION":
        return False
    first, last = found.token_at(mention.start), found.token_at(mention.end - 1)
    nouns = packs.cue("office_contests")
    if is_body:
        nouns = nouns - packs.cue("nomination_any")
    if (is_body or mention.attrs.get("adjective")) and not nouns.isdisjoint(
        found.lowers[last + 1 : last + 1 + REACH]
    ):
        return True
    before = [word for word in found.lowers[max(0, first - REACH - 1) : first] if word not in {"the", "a"}]
    return before[-1:] == ["for"] and len(before) > 1 and before[-2] in nouns
