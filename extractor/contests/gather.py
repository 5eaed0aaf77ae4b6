"""Gathering: claims that speak of the same contest become one draft.

In the order of the text each claim is rejected or split, refined, matched to a draft and added to it.
"""

from __future__ import annotations

from extractor.contests.adding import add_claim, inherit
from extractor.contests.draft import WON, Draft
from extractor.contests.earlier_rounds import set_rounds_apart
from extractor.contests.homes import Homes
from extractor.contests.matching import choose_draft, timing_of
from extractor.contests.refining import refine, seats_of
from extractor.contests.rejection import lacks_evidence, reject_reason
from extractor.contests.splitting import split_claim
from extractor.mentions import Analysis, Claim, Mention
from extractor.packs.pack import Packs
from extractor.rules.anchor_words import AnchorWords

__all__ = ["gather"]


def gather(found: Analysis, packs: Packs) -> list[Draft]:
    """Join the claims of a document to drafts, in the order of the text."""
    words = AnchorWords(packs)
    past = packs.cue("former") | packs.cue("no_longer")
    distinct, unique = packs.cue("distinct_posts"), packs.cue("single_posts")
    set_rounds_apart(found, packs)
    set_backers_aside(found)
    drafts: list[Draft] = []
    leading: tuple[int, Mention] | None = None
    seats, homes = seats_of(found), Homes(found, packs)
    for claim in sorted(found.claims, key=order_of):
        if claim.settings.get("aside"):
            continue
        reason = reject_reason(claim) or lacks_evidence(found, drafts, claim)
        if reason:
            found.rejected.append((claim, reason))
            continue
        if "partial" in claim.qualifiers:
            claim.facts = [f for f in claim.facts if f.field != "outcome" or f.value == "advanced"]
            if all(f.field == "named" for f in claim.facts) and claim.group is None:
                found.rejected.append((claim, "stands under 'partial'"))
                continue
        for single in split_claim(found, claim, packs):
            refine(found, single, words, past, seats)
            homes.take(found, single)
            draft = choose_draft(found, drafts, single, distinct, unique)
            if draft is None:
                draft = Draft(timing=timing_of(single))
                drafts.append(draft)
            add_claim(found, draft, single)
            if leading is not None and single.sentence == leading[0] + 1:
                inherit(found, draft, single, leading[1])
            if single.settings.get("leads"):
                leading = (single.sentence, single.facts[0].subject)
    return drafts


def set_backers_aside(found: Analysis) -> None:
    """What only tells whose candidate somebody is holds wherever in the article they stood, and brings nobody
    into a contest: "The group had endorsed Nia Holt for chair and Tom Orr for treasurer"."""
    for claim in found.claims:
        fields = {f.field for f in claim.facts}
        if (
            claim.group is None
            and not claim.qualifiers
            and "affiliation" in fields <= {"affiliation", "named"}
        ):
            found.attributes += [f for f in claim.facts if f.field == "affiliation"]
            claim.settings["aside"] = True


def order_of(claim: Claim) -> tuple[int, int, bool, bool, int]:
    """Claims in the order of the text; of those about one subject first the one that says who won which
    seats, then the one that says who won."""
    decides = "seats" in claim.anchors and any(f.field == "outcome" for f in claim.facts)
    crowns = any(f.field == "outcome" and f.value in WON for f in claim.facts)
    return claim.sentence, claim.start, not decides, not crowns, -claim.end
