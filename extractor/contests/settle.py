"""Settling: what follows from a gathered contest, and which contests are none.

What the arithmetic contradicts is flagged, never repaired.
"""

from __future__ import annotations

from extractor.contests.draft import Draft, Reading, SlateDraft
from extractor.contests.outcomes import settle_outcomes
from extractor.contests.rejection import is_mere_past
from extractor.contests.topic import has_twin
from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["settle"]


def settle(found: Analysis, drafts: list[Draft], packs: Packs) -> list[Draft]:
    """Finish the drafts of a document and leave out those that report nothing."""
    single, executive = packs.cue("single_posts"), packs.cue("executive_offices")
    finishers = packs.cue("top_finishers")
    kept = []
    by_area = sum(map(is_of_area, drafts)) >= AREAS
    for draft in drafts:
        spread_attributes(found, draft)
        keep_office(found, draft, executive)
        settle_slates(draft)
        crown_by_party(draft)
        settle_kind(draft)
        share_party(found, draft, has_twin(draft, drafts))
        settle_outcomes(found, draft, single, finishers)
        share_slate(draft)
        check_arithmetic(draft)
        if is_mere_past(found, draft):
            continue
        if (
            reports_something(draft)
            or is_tally(draft, drafts)
            or (by_area and is_of_area(draft))
            or is_count(draft)
        ):
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


def keep_office(found: Analysis, draft: Draft, executive: frozenset[str]) -> None:
    """Who was re-elected to nothing else named keeps the office that stands before the name: "President Nia
    Holt was re-elected". An `executive` office is no seat: "Minister Nia Holt"."""
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
            and executive.isdisjoint(fact.mention.text.lower().split())
            and fact.subject.id == winners[0].key
            and fact.subject.start == best.mention.start
            and 0 <= best.mention.start - fact.mention.end <= NEXT
        ):
            draft.anchors["position"] = Reading(fact.mention.id, fact.mention, "kept-office", "stated")
            return


AREAS = 4  # rows of a table that tell one candidate's votes each, in areas of their own
LARGEST_HOUSE = 5_000  # seats; a larger figure counts something else
GAINED = "slate-gained"
"""How the rules begin that tell what a slate gained without saying from when."""
NEXT = 2  # characters between an office and the name that it belongs to


def settle_slates(draft: Draft) -> None:
    """Seats of a slate; a party's figures in a contest between people are a candidacy without a name."""
    people = list(draft.people())
    measured = any(
        isinstance(r.value, int) and r.value < 0
        for s in draft.slates.values()
        for r in s.readings.get("change", [])
    )
    for key, slate in list(draft.slates.items()):
        if measured:
            tell_gains(slate)
        change = slate.best("change")
        if change is not None:
            slate.add("seats_change", change)
        seats = slate.best("seats") or slate.best("number")
        if seats is not None and change is not None and seats.mention is change.mention:
            seats = None
        if seats is not None and isinstance(seats.value, int) and seats.value > LARGEST_HOUSE:
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


def tell_gains(slate: SlateDraft) -> None:
    """Beside what others lost, what a slate gained is measured against before too."""
    for name in ("seats", "number"):
        gained = [r for r in slate.readings.get(name, []) if r.rule.startswith(GAINED)]
        if gained:
            slate.readings[name] = [r for r in slate.readings[name] if r not in gained]
            for reading in gained:
                slate.add("change", reading)


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
    """Where one slate won every seat, all winners are its: "All six went to Real Change. Elected were Nia
    Holt ..." """
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
    outcomes = {c.value("outcome") for c in draft.candidacies.values()} - {None}
    named = draft.anchors.keys() & {"position", "committee", "constituency"}
    if outcomes - {"withdrawn"} or (outcomes and named):  # who only withdrew tells of no result
        return True
    return any(
        s.best(n) for s in draft.slates.values() for n in ("seats_won", "seats_change", "share", "votes")
    )


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


def is_of_area(draft: Draft) -> bool:
    """Whether a draft is the row of a table that tells one candidate's votes in one area."""
    return (
        "constituency" in draft.anchors
        and len(draft.candidacies) == 1
        and any(claim.rule == "table" for claim in draft.claims)
        and any(c.value("votes") is not None for c in draft.people())
    )


def is_count(draft: Draft) -> bool:
    """Whether a sentence gives the votes of two or more without telling who won: "Holt won 199 votes, while
    Orr had 84"."""
    counted = [c for c in draft.people() if c.value("votes") is not None]
    if draft.block is not None or draft.timing != "current" or len(counted) < 2:
        return False
    called = [c for c in counted if any(r.mention.label == "VOTES" for r in c.readings["votes"])]
    return bool(called)
