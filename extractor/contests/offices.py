"""The office that all contests of an article are for, where the article speaks of one office's contests only.

"The Senate race", "a presidential primary", "her bid for governor" name an office with the word for its
contest. A report of one state's vote does so once and then speaks of "the race"; a report of several offices
names several, and then nothing follows for those of its contests that name none.
"""

from __future__ import annotations

from extractor.contests.draft import Draft, Reading
from extractor.contests.topic_limits import is_numbered, is_told_before, is_undivided, other_chamber
from extractor.mentions import Analysis, Mention
from extractor.packs.pack import Packs

__all__ = ["contested_offices", "tell_office", "tells_of_another"]

REACH = 3
"""Tokens between an office and the word for its contest."""


def tell_office(found: Analysis, drafts: list[Draft], contested: list[Mention], packs: Packs) -> None:
    """Give contests that name neither post nor body the one office whose contests the article speaks of."""
    if len(contested) != 1:
        return
    alone = sum(bool(d.candidacies) and d.timing == "current" for d in drafts) == 1
    nameless = [
        d
        for d in drafts
        if d.candidacies
        and not d.anchors.keys() & {"position", "committee"}
        and (alone or "constituency" in d.anchors or d.settings.get("kind") == "nomination")
    ]
    if not nameless:
        return
    office = contested[0]
    field = "committee" if office.label == "COMMITTEE" else "position"
    undivided, chambers = packs.cue("undivided_posts"), packs.cue("chambers")
    owned = any(
        d.is_won() and field in d.anchors and d.anchors[field].value == office.id
        for d in drafts
        if d.timing == "current"
    )
    for draft in nameless:
        if draft.timing == "current" and not (
            is_out_of_reach(draft, office, undivided, chambers)
            or (owned and is_told_before(found, draft, office, drafts))
        ):
            draft.anchors[field] = Reading(office.id, office, "office-of-the-article", "carried")


def is_out_of_reach(
    draft: Draft, office: Mention, undivided: frozenset[str], chambers: frozenset[str]
) -> bool:
    """Whether a contest in a numbered area is for no such office: no ward elects the mayor, no house district
    a senator."""
    area = draft.anchors.get("constituency")
    if area is None or not is_numbered(area.mention):
        return False
    return is_undivided(office, undivided) or other_chamber(draft, office, chambers)


def tells_of_another(draft: Draft, office: Mention, field: str) -> bool:
    """Whether a current contest names another office: then the article tells of several."""
    known = draft.anchors.get(field)
    if draft.timing != "current" or not draft.candidacies or known is None:
        return False
    return (known.mention.id or "").split("-")[-1] != office.id.split("-")[-1]


def contested_offices(found: Analysis, packs: Packs) -> list[Mention]:
    """The offices whose contests an article speaks of, each once."""
    contests = packs.cue("office_contests")
    of_bodies = contests - packs.cue("nomination_any")
    offices: dict[str, Mention] = {}
    for mention in found.mentions:
        if is_contested(found, mention, contests, of_bodies):
            noun = mention.id.split("-")[-1]
            # "us-senate" before a bare "senate"
            if noun not in offices or len(mention.id) > len(offices[noun].id):
                offices[noun] = mention
    return list(offices.values())


def is_contested(
    found: Analysis, mention: Mention, contests: frozenset[str], of_bodies: frozenset[str]
) -> bool:
    """Whether an office stands beside the word for its contest: "Senate race", "race for governor"."""
    is_body = mention.label == "COMMITTEE" and not mention.attrs.get("bare")
    if not is_body and mention.label != "POSITION":
        return False
    first, last = found.token_at(mention.start), found.token_at(mention.end - 1)
    nouns = of_bodies if is_body else contests
    if (is_body or mention.attrs.get("adjective")) and not nouns.isdisjoint(
        found.lowers[last + 1 : last + 1 + REACH]
    ):
        return True
    behind = found.lowers[last + 1 : last + 3]
    if behind[:1] == ["'s"] and not nouns.isdisjoint(behind[1:]):  # "the county attorney's race"
        return True
    before = [word for word in found.lowers[max(0, first - REACH - 1) : first] if word not in {"the", "a"}]
    return before[-1:] == ["for"] and len(before) > 1 and before[-2] in nouns
