"""Chambers: the house that the name of a seat gives, "House District 12", "state Senate seat"."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.contests.draft import Draft, Reading
from extractor.mentions import Analysis
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["name_chambers"]


def name_chambers(found: Analysis, drafts: Iterable[Draft], packs: Packs) -> None:
    """Where a contest has no body and its area is a district of a chamber, that chamber is the body."""
    chambers, owners = packs.cue("chambers_of_districts"), packs.cue("chamber_owners")
    for draft in drafts:
        area = draft.anchors.get("constituency")
        if area is None or "committee" in draft.anchors:
            continue
        first, last = found.token_at(area.mention.start), found.token_at(area.mention.end - 1)
        at = next((t for t in range(first, last) if found.lowers[t] in chambers), None)
        if at is None or "district" not in found.lowers[at + 1 : last + 1]:
            continue
        start = at
        while start > 0 and found.lowers[start - 1] in owners:
            start -= 1
        body = found.mention("COMMITTEE", start, at, rule="chamber")
        call(body, body.text)
        draft.anchors["committee"] = Reading(body.id, body, "chamber", area.basis)
