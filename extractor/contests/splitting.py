"""Splitting: one claim that tells of several contests becomes a claim for each.

A sentence gives one winner several places, or winners and losers of two parties in one primary.
"""

from __future__ import annotations

from extractor.contests.topic import party_of
from extractor.mentions import Analysis, Claim

__all__ = ["split_claim"]


def split_claim(found: Analysis, claim: Claim) -> list[Claim]:
    """The claims of one contest each that a claim is made of."""
    return [part for place in split_places(claim) for part in split_parties(found, place)]


def split_places(claim: Claim) -> list[Claim]:
    """A win "in Florida, Ohio and North Carolina" is one contest for each place."""
    places = claim.settings.get("place.list")
    if not places or len(places) < 2:
        return [claim]
    out = []
    for place in places:
        copy = Claim(
            claim.rule,
            claim.start,
            claim.end,
            claim.sentence,
            list(claim.facts),
            dict(claim.anchors),
            dict(claim.settings),
            claim.slots,
            set(claim.qualifiers),
        )
        copy.anchors["place"] = place
        copy.settings.pop("place.list")
        out.append(copy)
    return out


def split_parties(found: Analysis, claim: Claim) -> list[Claim]:
    """In a primary, winners of two parties won two contests."""
    if "nomination" not in {claim.settings.get("contest.kind"), found.kind}:
        return [claim]
    parties = {
        f.subject.id: party_of(found, f.subject.id) for f in claim.facts if f.subject.label == "PERSON"
    }
    named = sorted({p for p in parties.values() if p})
    if len(named) < 2 or (claim.settings.get("contest.kind") is None and beat_another(claim)):
        return [claim]
    pair_off(claim, parties)
    if None in parties.values():
        return [claim]
    return [claim.part([f for f in claim.facts if parties.get(f.subject.id) == party]) for party in named]


def beat_another(claim: Claim) -> bool:
    """Whether one winner beat one loser: if they are of two parties, it was no primary."""
    people = {f.subject.id: f.value for f in claim.facts if f.field == "outcome"}
    return len(people) == 2 and "not_elected" in people.values() and len(set(people.values())) == 2


def pair_off(claim: Claim, parties: dict[str, str | None]) -> None:
    """Winners and losers told in the same order belong together in pairs: "Cruz, Sanders beat Trump,
    Clinton"."""
    won = list(
        dict.fromkeys(
            f.subject.id for f in claim.facts if f.field == "outcome" and f.value in {"elected", "nominated"}
        )
    )
    lost = list(
        dict.fromkeys(f.subject.id for f in claim.facts if f.field == "outcome" and f.value == "not_elected")
    )
    if len(won) != len(lost):
        return
    for winner, loser in zip(won, lost, strict=True):
        parties[loser] = parties[loser] or parties[winner]
        parties[winner] = parties[winner] or parties[loser]
