"""Settling: what follows from a gathered contest, and which contests are none.

Losers follow from a single winner, winners from an ordered list with a stated number of seats. What the
arithmetic contradicts is flagged, never repaired.
"""

from __future__ import annotations

from extractor.contests.draft import CandidacyDraft, Draft, Reading
from extractor.contests.rejection import is_mere_past
from extractor.contests.topic import has_twin
from extractor.mentions import Analysis

__all__ = ["settle"]

WON = frozenset({"elected", "nominated"})


def settle(found: Analysis, drafts: list[Draft]) -> list[Draft]:
    """Finish the drafts of a document and leave out those that report nothing."""
    kept = []
    for draft in drafts:
        spread_attributes(found, draft)
        keep_office(found, draft)
        settle_slates(draft)
        crown_by_party(draft)
        settle_kind(draft)
        share_party(found, draft, has_twin(draft, drafts))
        settle_outcomes(found, draft)
        share_slate(draft)
        check_arithmetic(draft)
        if is_mere_past(found, draft):
            continue
        if reports_something(draft) or is_tally(draft, drafts):
            kept.append(draft)
    return kept


def spread_attributes(found: Analysis, draft: Draft) -> None:
    """Affiliations and incumbency that the article states anywhere belong to the candidacy."""
    for fact in found.attributes:
        candidacy = draft.candidacies.get(fact.subject.id)
        if candidacy is None:
            continue
        reading = Reading(fact.value, fact.mention, "phrase", "stated")
        if fact.field == "affiliation":
            candidacy.affiliations.setdefault(
                fact.mention.id,
                (Reading(fact.mention.name, fact.mention, "phrase", "stated"), str(fact.value)),
            )
        elif fact.field == "incumbent" and draft.timing == "current":
            candidacy.add(fact.field, reading)


def keep_office(found: Analysis, draft: Draft) -> None:
    """Who was re-elected to nothing else named keeps the office that stands before the name: "President Nia
    Holt was re-elected"."""
    winners = draft.winners()
    if (
        draft.timing != "current"
        or draft.anchors.keys() & {"position", "committee", "constituency"}
        or len(winners) != 1
        or winners[0].value("incumbent") is not True
    ):
        return
    best = winners[0].best("outcome")
    for fact in found.attributes:
        if (
            fact.field == "office"
            and best is not None
            and fact.subject.id == winners[0].key
            and fact.subject.start == best.mention.start
            and 0 <= best.mention.start - fact.mention.end <= NEXT
        ):
            draft.anchors["position"] = Reading(fact.mention.id, fact.mention, "kept-office", "stated")
            return


NEXT = 2  # characters between an office and the name that it belongs to


def settle_slates(draft: Draft) -> None:
    """Seats of a slate; a party's figures in a contest between people are a candidacy without a name."""
    people = list(draft.people())
    for key, slate in list(draft.slates.items()):
        change = slate.best("change")
        if change is not None:
            slate.add("seats_change", change)
        seats = slate.best("seats") or slate.best("number")
        if seats is not None and change is not None and seats.mention is change.mention:
            seats = None
        if seats is not None:
            slate.add("seats_won", seats)
            total = seats.mention.attrs.get("of")
            if total is not None and "seats" not in draft.figures and not people:
                draft.figures["seats"] = Reading(total, seats.mention, seats.rule, "stated")
        elif people and any(slate.best(n) for n in ("votes", "share")) and "constituency" in draft.anchors:
            party = draft.candidacy(f"party:{key}", slate.mention, party=True)
            for name in ("votes", "share", "rank"):
                for reading in slate.readings.get(name, []):
                    party.add(name, reading)
            del draft.slates[key]


def crown_by_party(draft: Draft) -> None:
    """The party that won the one seat names its winner where it has one candidate there."""
    if not draft.settings.get("wins_one_seat") or not any(True for _ in draft.people()):
        return
    for key, slate in list(draft.slates.items()):
        seats = slate.best("seats")
        if seats is None or seats.value != 1 or seats.mention is not slate.mention:
            continue
        own = [c for c in draft.people() if any(r.mention.id == key for r, _ in c.affiliations.values())]
        if not draft.is_won() and len(own) == 1 and own[0].value("outcome") is None:
            own[0].add("outcome", Reading("elected", seats.mention, "party-of-the-winner", "derived"))
        if draft.is_won():
            del draft.slates[key]


def settle_kind(draft: Draft) -> None:
    """In a primary or selection the winner is nominated."""
    if draft.settings.get("kind") != "nomination":
        return
    for candidacy in draft.candidacies.values():
        for reading in candidacy.readings.get("outcome", []):
            if reading.value == "elected":
                reading.value = "nominated"


def share_party(found: Analysis, draft: Draft, twofold: bool) -> None:
    """All candidates of one primary or selection stand for the party that holds it; where two parties voted,
    the only party that the article names is not known to be this one."""
    if draft.settings.get("kind") != "nomination":
        return
    held = [
        (r, relation)
        for c in draft.people()
        for r, relation in c.affiliations.values()
        if relation == "stood_for" and r.mention.kind == "party"
    ]
    if not held and not twofold:
        named = {m.id: m for m in found.mentions if m.label == "SLATE" and m.kind == "party"}
        held = (
            [(Reading(m.name, m, "only-party"), "stood_for") for m in named.values()]
            if len(named) == 1
            else []
        )
    if len({r.mention.id for r, _ in held}) != 1:
        return
    reading = held[0][0]
    for candidacy in draft.people():
        if not any(relation == "stood_for" for _, relation in candidacy.affiliations.values()):
            candidacy.affiliations.setdefault(
                reading.mention.id,
                (Reading(reading.value, reading.mention, reading.rule, "carried"), "stood_for"),
            )


def share_slate(draft: Draft) -> None:
    """Where one slate won every seat, all winners are its: "All six went to Real Change. Elected were ..." """
    seats, winners = draft.figures.get("seats"), draft.winners()
    if seats is None or len(draft.slates) != 1 or seats.value != len(winners) or len(winners) < 2:
        return
    slate = next(iter(draft.slates.values()))
    won = slate.best("seats_won")
    if won is None or won.value != len(winners) or any(c.affiliations for c in winners):
        return
    for candidacy in winners:
        reading = Reading(slate.mention.name, slate.mention, "won-every-seat", "derived")
        candidacy.affiliations[slate.mention.id] = (reading, "stood_for")


def settle_outcomes(found: Analysis, draft: Draft) -> None:
    """Outcomes that follow: whoever has figures beside a single winner of a single post has lost."""
    seats = draft.settings.get("seats")
    if any(r.value in WON for c in draft.candidacies.values() for r in c.readings.get("outcome", [])):
        for candidacy in draft.candidacies.values():
            final = [r for r in candidacy.readings.get("outcome", []) if r.value != "advanced"]
            if "outcome" in candidacy.readings:
                candidacy.readings["outcome"] = final
                if not final:
                    del candidacy.readings["outcome"]
    crown_first(draft)
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
        ):
            best = candidacy.best("rank")
            if best is not None:
                candidacy.add("outcome", Reading("elected", best.mention, "ranked-among-winners", "derived"))
    doubt_order(draft)
    winners = draft.winners()
    enough = len(winners) == 1 if seats is None else len(winners) >= seats
    enough = enough and not has_room(draft) and not (seats is None and tells_of_seats(found, draft))
    if winners and (enough or top_ranked(draft, winners)):
        for candidacy in draft.candidacies.values():
            if candidacy.value("outcome") is None and any(candidacy.value(n) is not None for n in FIGURES):
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


FIGURES = ("votes", "share", "votes_range", "rank")
"""What a candidacy can have been counted with, the most telling first."""

SINGLE = frozenset(
    ["mayor", "president", "governor", "leader", "speaker", "chair", "chairman", "chairperson",
        "chancellor", "superintendent", "sheriff", "premier"]
)  # fmt: skip


def crown_first(draft: Draft) -> None:
    """A full list of votes for one seat names its winner: by-elections, mayors, presidents."""
    post = draft.anchors.get("position")
    single = draft.settings.get("kind") == "by-election" or (
        post is not None and post.mention.text.lower().split()[-1] in SINGLE
    )
    if (
        not draft.settings.get("unranked")
        or not single
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


def check_arithmetic(draft: Draft) -> None:
    """Flags, never repairs."""
    winners = draft.winners()
    seats = draft.figures.get("seats")
    if seats is not None and isinstance(seats.value, int) and len(winners) > seats.value:
        draft.flags.add("more_winners_than_seats")
    for candidacy in draft.candidacies.values():
        values = {
            r.value for r in candidacy.readings.get("votes", []) if r.mention.qualifier in {None, "exact"}
        }
        if len(values) > 1:
            draft.flags.add("conflicting_values")


def reports_something(draft: Draft) -> bool:
    """Whether a contest has a result: an outcome, or a slate's seats or figures."""
    if draft.claims and all(claim.settings.get("beaten") for claim in draft.claims):
        return False  # a low place of which primary?
    if any(c.value("outcome") for c in draft.candidacies.values()):
        return True
    return any(s.best(n) for s in draft.slates.values() for n in ("seats_won", "share", "votes"))


def is_tally(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a list of a named contest gives votes for people without telling who won; a body alone names
    none unless lists of the same article have winners, and parties beside all names make it one like
    the others."""
    counted = [c for c in draft.people() if c.value("votes") is not None]
    known = [c for c in counted if not c.mention.attrs.get("guessed")]
    if draft.block is None or draft.timing != "current" or len(known) < max(2, 0.7 * len(counted)):
        return False
    if draft.anchors.keys() & {"position", "constituency"}:
        return True
    lists = [d for d in drafts if d is not draft and d.block is not None]
    if all(c.affiliations for c in counted):
        return any(d.anchors.keys() & {"position", "constituency"} or d.is_won() for d in lists)
    return "committee" in draft.anchors and any(d.is_won() for d in lists)
