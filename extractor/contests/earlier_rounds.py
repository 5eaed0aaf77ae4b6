"""Earlier rounds: which claims tell of a round before the one that the article is about.

Where the first sentences say who won a run-off, what stands beside "in the first round" is an earlier vote.
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
    decided = {c.sentence for c in found.claims if c.sentence < LEAD and is_decision(c)}
    if not any(names(found, index, last) for index in sorted(decided)):
        return
    for claim in found.claims:
        if names(found, claim.sentence, first) and not names(found, claim.sentence, last):
            claim.qualifiers.add("previous")
            claim.facts = [f for f in claim.facts if f.field != "outcome" or f.value == "advanced"]


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
