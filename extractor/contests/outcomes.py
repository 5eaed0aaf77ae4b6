"""Outcomes that follow from what is stated of others.

Losers follow from a single winner, winners from an ordered list with a stated number of seats. Of outcomes
that contradict each other the better founded stays, or none.
"""

from __future__ import annotations

from extractor.contests.draft import WON, CandidacyDraft, Draft, Reading
from extractor.mentions import Analysis

__all__ = ["settle_outcomes"]


HALF = 50.0  # percent
BESIDE = 2  # sentences
UNFINISHED = frozenset({"partial", "expected", "hypothetical", "poll"})
FIGURES = ("votes", "share", "votes_range", "rank")
"""What a candidacy can have been counted with, the most telling first."""


def settle_outcomes(
    found: Analysis, draft: Draft, single: frozenset[str], finishers: frozenset[str] = frozenset()
) -> None:
    """Outcomes that follow: whoever has figures beside a single winner of a single post has lost.

    `single` are the nouns of posts of which there is one ("mayor"), `finishers` what the first by votes are
    called ("the top three vote-getters").
    """
    if any(r.value in WON for c in draft.candidacies.values() for r in c.readings.get("outcome", [])):
        for candidacy in draft.candidacies.values():
            final = [r for r in candidacy.readings.get("outcome", []) if r.value != "advanced"]
            if "outcome" in candidacy.readings:
                candidacy.readings["outcome"] = final
                if not final:
                    del candidacy.readings["outcome"]
    crown_first(draft, single)
    call_seats(found, draft, finishers)
    seats = draft.settings.get("seats")
    crown_seated(found, draft)
    crown_of_two(found, draft)
    crown_majority(found, draft)
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
    enough = (
        enough
        and (seats is not None or "several" not in draft.settings)
        and not has_room(draft)
        and not (seats is None and tells_of_seats(found, draft))
    )
    if winners and (enough or top_ranked(draft, winners)):
        for candidacy in draft.candidacies.values():
            if candidacy.value("outcome") is None:
                best = next(filter(None, map(candidacy.best, FIGURES)), None)
                if best is not None and not outdid(candidacy, winners):
                    candidacy.add(
                        "outcome", Reading("not_elected", best.mention, "beside-a-winner", "derived")
                    )


def outdid(candidacy: CandidacyDraft, winners: list[CandidacyDraft]) -> bool:
    """Whether somebody has more votes than all winners, or most of them: no loser of the same vote."""
    votes, share = candidacy.value("votes"), candidacy.value("share")
    won = [w.value("votes") for w in winners]
    shares = [w.value("share") for w in winners]
    if share is not None and None not in shares and share < min(shares):
        return False
    if isinstance(share, int | float) and share > HALF:
        return True
    return votes is not None and None not in won and bool(votes > max(won))


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


def call_seats(found: Analysis, draft: Draft, finishers: frozenset[str]) -> None:
    """How many seats there are, where it is said near by how many of the first won one: "the top three
    vote-getters win seats"."""
    counted = sum(c.value("votes") is not None for c in draft.people())
    if counted < 2 or draft.settings.get("seats") is not None or not draft.sentences:
        return
    first = found.sentences[max(0, min(draft.sentences) - BESIDE)].first_token
    last = found.sentences[min(len(found.sentences) - 1, max(draft.sentences) + BESIDE)].last_token
    for mention in found.within(found.starts[first], found.ends[last]):
        if mention.label not in {"COUNT", "VOTES", "SEATS"} or not isinstance(mention.value, int):
            continue
        at = found.token_at(mention.start)
        if (
            found.lowers[at - 1] == "top"
            and 1 < mention.value <= counted
            and found.says(at + 1, at + 5, finishers)
        ):
            draft.figures.setdefault("seats", Reading(mention.value, mention, "top-finishers", "carried"))
            draft.settings["seats"] = mention.value
            return


def crown_seated(found: Analysis, draft: Draft) -> None:
    """Of more people with votes than the stated number of seats, the first so many won them; by rank where
    the place that somebody came in is told."""
    seats = draft.settings.get("seats")
    if not isinstance(seats, int) or seats < 1 or draft.timing != "current" or is_unfinished(found, draft):
        return
    for candidacy in draft.people():
        rank = candidacy.best("rank")
        if rank is not None and candidacy.value("outcome") is None and isinstance(rank.value, int):
            told = "elected" if rank.value <= seats else "not_elected"
            candidacy.add("outcome", Reading(told, rank.mention, "ranked-for-seats", "derived"))
    people = list(draft.people())
    won = {c.key for c in draft.winners()}
    counted = sorted(
        (c for c in people if isinstance(c.value("votes"), int)), key=lambda c: -c.value("votes")
    )
    first = {c.key for c in counted[:seats]}
    enough = seats + (not won or "top-finishers" not in {r.rule for r in draft.figures.values()})
    if len(counted) < enough or len({c.value("votes") for c in counted[seats - 1 : seats + 1]}) < len(
        counted[seats - 1 : seats + 1]
    ):
        return
    if not won <= first or any(c.value("outcome") not in {None, "elected"} for c in counted[:seats]):
        return
    if any(c.value("outcome") not in {None, "not_elected"} for c in counted[seats:]):
        return
    if any(c.value("votes") is None and c.value("outcome") != "not_elected" for c in people):
        return
    for place, candidacy in enumerate(counted):
        best = candidacy.best("votes")
        if candidacy.value("outcome") is None and best is not None:
            told = "elected" if place < seats else "not_elected"
            candidacy.add("outcome", Reading(told, best.mention, "most-votes", "derived"))


def crown_of_two(found: Analysis, draft: Draft) -> None:
    """Two people, and nobody else, with votes for one numbered seat, told in one sentence: the one with more
    won it."""
    place = draft.anchors.get("constituency")
    people = list(draft.people())
    figures = [c.best("votes") for c in people]
    if (
        place is None
        or not place.mention.text[-1:].isdigit()
        or len(people) != 2
        or draft.slates
        or draft.timing != "current"
        or draft.settings.get("kind") == "nomination"
        or draft.settings.get("seats", 1) != 1
        or any(c.value("outcome") for c in people)
        or any(f is None for f in figures)
        or is_unfinished(found, draft)
    ):
        return
    ordered = sorted(people, key=lambda c: -c.value("votes"))
    if ordered[0].value("votes") == ordered[1].value("votes"):
        return
    for candidacy, told in zip(ordered, ("elected", "not_elected"), strict=True):
        best = candidacy.best("votes")
        if best is not None:
            candidacy.add("outcome", Reading(told, best.mention, "most-votes", "derived"))


def crown_majority(found: Analysis, draft: Draft) -> None:
    """Who has most of the votes where everybody else has lost won: "53 percent to 47 percent for Orr"."""
    open_ = [c for c in draft.people() if c.value("outcome") is None]
    lost = [c for c in draft.people() if c.value("outcome") == "not_elected"]
    if len(open_) != 1 or not lost or draft.winners() or draft.slates or draft.timing != "current":
        return
    best = open_[0].best("share")
    if (
        best is None
        or best.value <= HALF
        or draft.settings.get("seats", 1) != 1
        or is_unfinished(found, draft)
    ):
        return
    if len(list(draft.people())) == len(lost) + 1 and draft.settings.get("kind") != "nomination":
        open_[0].add("outcome", Reading("elected", best.mention, "most-votes", "derived"))


def is_unfinished(found: Analysis, draft: Draft) -> bool:
    """Whether some sentence that tells of a contest speaks of a count that goes on, or of a vote to come."""
    spans = [(found.sentences[n].start, found.sentences[n].end) for n in set(draft.sentences)]
    return any(
        m.kind in UNFINISHED and m.start < end and start < m.end for m in found.marks for start, end in spans
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
