"""Earlier rounds: which claims tell of a round before the one that the article is about.

Where the first sentences say who won a run-off, what stands beside "in the first round" is an earlier vote;
in a body that votes until it has decided, it is an earlier ballot of the same vote.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Claim
from extractor.packs.pack import Packs

__all__ = ["set_rounds_apart"]

LEAD = 6  # sentences


def set_rounds_apart(found: Analysis, packs: Packs) -> None:
    """Mark the claims of an earlier round; who won that round is no result."""
    first, last = (
        [cue.replace("-", " - ") for cue in packs.cue(group)] for group in ("first_rounds", "last_rounds")
    )
    if found.says(0, len(found.lowers) - 1, packs.cue("one_sitting")):
        set_ballots_apart(found, first, last)
        return
    decided = {c.sentence for c in found.claims if c.sentence < LEAD and is_decision(c)}
    if not any(names(found, index, last) for index in sorted(decided)):
        return
    for claim in found.claims:
        if names(found, claim.sentence, first) and not names(found, claim.sentence, last):
            claim.qualifiers.add("previous")
            claim.facts = [f for f in claim.facts if f.field != "outcome" or f.value == "advanced"]


def set_ballots_apart(found: Analysis, first: list[str], last: list[str]) -> None:
    """Earlier figures of a ballot of the same sitting are tallies of those who have later ones; who led it
    won nothing."""
    early = [
        c for c in found.claims if names(found, c.sentence, first) and not names(found, c.sentence, last)
    ]
    here = {id(c) for c in early}
    counted = {
        f.subject.id
        for c in found.claims
        if id(c) not in here
        for f in c.facts
        if f.field in {"votes", "share"}
    }
    decided = any(is_decision(c) for c in found.claims if id(c) not in here)
    for claim in early:
        for fact in claim.facts:
            if fact.field == "votes" and fact.subject.id in counted:
                fact.field = "tallies"
        claim.facts = [
            f
            for f in claim.facts
            if not (decided and f.field == "outcome" and f.value in {"elected", "not_elected"})
            and not (f.field == "share" and f.subject.id in counted)
        ]


def is_decision(claim: Claim) -> bool:
    """Whether a claim says who won."""
    won = any(f.field == "outcome" and f.value == "elected" for f in claim.facts)
    return won and not claim.qualifiers


def names(found: Analysis, index: int, rounds: list[str]) -> bool:
    """Whether a sentence names one of some rounds."""
    if index >= len(found.sentences):
        return False
    sentence = found.sentences[index]
    return found.says(sentence.first_token, sentence.last_token, rounds)
