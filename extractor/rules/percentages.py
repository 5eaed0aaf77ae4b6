"""Percentages said once: "Holt led with 39 per cent, followed by Orr on 33 and Vane on 17"."""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Sentence

__all__ = ["spread_percent"]

WHOLE = 100


def spread_percent(found: Analysis, sentence: Sentence, claims: list[Claim]) -> None:
    """Where a sentence gives a share and nobody's votes, its bare figures up to a hundred are shares."""
    figures = [f for claim in claims for f in claim.facts if f.field in {"votes", "share"}]
    if not any(f.field == "share" for f in figures):
        return
    bare = [f for f in figures if f.field == "votes" and f.mention.label == "COUNT"]
    if not bare or any(m.label == "VOTES" for m in found.within(sentence.start, sentence.end)):
        return
    if any(not isinstance(f.value, (int, float)) or f.value > WHOLE for f in bare):
        return
    for fact in bare:
        fact.field, fact.value = "share", float(fact.value)
