"""Rounds: counts of one sitting in which the last are eliminated and their votes passed on.

What a candidate has only grows from count to count, so the highest of several figures is the final one and
the others are tallies (preferential counts: Farrell 2011, "Electoral Systems", chapters 3 and 6).
"""

from __future__ import annotations

from extractor.contests.draft import CandidacyDraft, Draft
from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["settle_rounds"]


def settle_rounds(found: Analysis, drafts: list[Draft], packs: Packs) -> None:
    """Tell the final figures of candidates from those of earlier counts, where an article tells of counts."""
    words = packs.cue("count_rounds")
    for draft in drafts:
        several = [c for c in draft.people() if len(exact_figures(c)) > 1]
        if several and tells_of_counts(found, draft, words):
            for candidacy in several:
                settle_figures(found, candidacy)


def tells_of_counts(found: Analysis, draft: Draft, words: frozenset[str]) -> bool:
    """Whether the sentences of a contest speak of transfers and eliminations."""
    sentences = [found.sentences[index] for index in draft.sentences]
    return any(found.says(s.first_token, s.last_token, words) for s in sentences)


def exact_figures(candidacy: CandidacyDraft) -> set[int]:
    """The different numbers of votes that an article gives somebody."""
    readings = candidacy.readings.get("votes", [])
    return {r.value for r in readings if isinstance(r.value, int) and r.mention.qualifier in {None, "exact"}}


def settle_figures(found: Analysis, candidacy: CandidacyDraft) -> None:
    """Keep the highest figure as the votes, and the others as tallies, each once; a share that stands beside
    an earlier figure is of that count."""
    readings = candidacy.readings["votes"]
    final = max(exact_figures(candidacy))
    kept = [r for r in readings if r.value == final]
    candidacy.readings["votes"] = kept
    earlier = {r.value: r for r in reversed(readings) if isinstance(r.value, int) and r.value != final}
    candidacy.readings["tallies"] = [earlier[value] for value in sorted(earlier)]
    last = {found.sentence_at(r.mention.start) for r in kept}
    former = {found.sentence_at(r.mention.start) for r in readings if r.value != final} - last
    shares = candidacy.readings.get("share", [])
    candidacy.readings["share"] = [r for r in shares if found.sentence_at(r.mention.start) not in former]
