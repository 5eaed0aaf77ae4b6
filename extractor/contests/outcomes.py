"""Outcomes that follow from what is stated of others.

Losers follow from a single winner, winners from an ordered list with a stated number of seats. Of outcomes
that contradict each other the better founded stays, or none.
"""

from __future__ import annotations

from extractor.contests.draft import WON, CandidacyDraft, Draft, Reading
from extractor.mentions import Analysis

__all__ = ["settle_outcomes"]


FIGURES = ("votes", "share", "votes_range", "rank")
"""What a candidacy can have been counted with, the most telling first."""


def settle_outcomes(found: Analysis, draft: Draft, single: frozenset[str]) -> None:
    """Outcomes that follow: whoever has figures beside a single winner of a single post has lost.

    `single` are the nouns of posts of which there is one ("mayor").
    """
    seats = draft.settings.get("seats")
    if any(r.value in WON for c in draft.candidacies.values() for r in c.readings.get("outcome", [])):
        for candidacy in draft.candidacies.values():
            final = [r for r in candidacy.readings.get("outcome", []) if r.value != "advanced"]
            if "outcome" in candidacy.readings:
                candidacy.readings["outcome"] = final
                if not final:
                    del candidacy.readings["outcome"]
    crown_first(draft, single)
    winners = draft.winners()
    for candidacy in draft.candidacies.values():
        outcomes = {r.value for r in candidacy.readings.get("outcome", [])}
        if len(outcomes & WON) and "not_elected" in outcomes:
            resolve_conflict(candidacy)
    for candidacy in draft.people():
        rank = candidacy.value("rank")
        if (
            candidacy.value("outcome") is None
            and rank is not None
            and len(winners) > 1
            and rank <= len(winners)
            and not is_single(draft, single)
        ):
            best = candidacy.best("rank")
            if best is not None:
                candidacy.add("outcome", Reading("elected", best.mention, "ranked-among-winners", "derived"))
        if candidacy.value("outcome") is None and winners and (rank or 1) > 1 and is_single(draft, single):
            best = candidacy.best("rank")
            if best is not None:
                candidacy.add("outcome", Reading("not_elected", best.mention, "beside-a-winner", "derived"))
    doubt_order(draft)
    doubt_first(draft, single)
    winners = draft.winners()
    enough = len(winners) == 1 if seats is None else len(winners) >= seats
    enough = enough and not has_room(draft) and not (seats is None and tells_of_seats(found, draft))
    if winners and (enough or top_ranked(draft, winners)):
        for candidacy in draft.candidacies.values():
            if candidacy.value("outcome") is None:
                best = next(filter(None, map(candidacy.best, FIGURES)), None)
                if best is not None:
                    candidacy.add(
                        "outcome", Reading("not_elected", best.mention, "beside-a-winner", "derived")
                    )


def doubt_order(draft: Draft) -> None:
    """Where several seats are to be filled, coming behind somebody is no defeat: who is among the first by
    votes may have won."""
    seats = draft.settings.get("seats")
    if not isinstance(seats, int) or seats < 2 or len(draft.winners()) >= seats:
        return
    counted = sorted(
        (c for c in draft.people() if c.value("votes") is not None), key=lambda c: -c.value("votes")
    )
    for candidacy in counted[:seats]:
        readings = candidacy.readings.get("outcome", [])
        if readings and all(r.value == "not_elected" and r.rule.startswith("ahead-of") for r in readings):
            del candidacy.readings["outcome"]


def is_single(draft: Draft, single: frozenset[str]) -> bool:
    """Whether a contest is for a post of which there is one, "leader"; co-leaders are two."""
    post = draft.anchors.get("position")
    if post is None:
        return False
    noun = (post.mention.id or "").split("-")[-1]
    return noun in single or post.mention.text.lower().split()[-1] in single


def doubt_first(draft: Draft, single: frozenset[str]) -> None:
    """Who leads a list of an early round has not won the one post that the article says somebody else won."""
    winners = draft.winners()
    if len(winners) < 2 or not is_single(draft, single):
        return
    derived = [c for c in winners if all(r.basis == "derived" for r in c.readings.get("outcome", []))]
    if 0 < len(derived) < len(winners):
        for candidacy in derived:
            del candidacy.readings["outcome"]


def crown_first(draft: Draft, single: frozenset[str]) -> None:
    """A full list of votes for one seat names its winner: by-elections, mayors, presidents."""
    one_seat = draft.settings.get("kind") == "by-election" or is_single(draft, single)
    if (
        not draft.settings.get("unranked")
        or not one_seat
        or any(c.value("outcome") for c in draft.candidacies.values())
    ):
        return
    figures = sorted(
        ((c.value("votes"), c) for c in draft.people() if c.value("votes") is not None), key=lambda f: -f[0]
    )
    if len(figures) < 2 or figures[0][0] == figures[1][0]:
        return
    for place, (_, candidacy) in enumerate(figures):
        best = candidacy.best("votes")
        if best is not None:
            candidacy.add(
                "outcome",
                Reading("elected" if place == 0 else "not_elected", best.mention, "most-votes", "derived"),
            )


def tells_of_seats(found: Analysis, draft: Draft) -> bool:
    """Whether several seats are spoken of where a contest is told: "last of five for the four seats"."""
    if not draft.sentences or "position" in draft.anchors:
        return False
    first, last = max(0, min(draft.sentences) - 1), max(draft.sentences)
    start, end = found.sentences[first].start, found.sentences[last].end
    return any(
        m.label == "SEATS" and (m.value or 0) > 1 and "of" not in m.attrs and start <= m.start < end
        for m in found.mentions
    )


def has_room(draft: Draft) -> bool:
    """Whether somebody without an outcome has more votes than all of several stated losers: in "Holt topped
    the poll, followed by Quill (900). Unsuccessful were Wray (700) and Orr (650)" Quill has not lost."""
    lost = [c.value("votes") for c in draft.people() if c.value("outcome") == "not_elected"]
    open_ = [c.value("votes") for c in draft.people() if c.value("outcome") is None]
    if len(lost) < 2 or not open_ or None in lost or None in open_:
        return False
    return bool(min(open_) > max(lost))


def top_ranked(draft: Draft, winners: list[CandidacyDraft]) -> bool:
    """Whether the stated winners have the most votes of a list in which all have some."""
    won = [c.value("votes") for c in winners]
    first = {c.key for c in winners}
    rest = [c.value("votes") for c in draft.people() if c.key not in first]
    if len(winners) < 2 or None in won or None in rest or not rest:
        return False
    return bool(min(won) >= max(rest))


def resolve_conflict(candidacy: CandidacyDraft) -> None:
    """Of contradicting outcomes the longer match holds; equal ones say nothing."""
    readings = candidacy.readings["outcome"]
    best = max(readings, key=lambda r: r.weight)
    candidacy.readings["outcome"] = [r for r in readings if r.value == best.value]
