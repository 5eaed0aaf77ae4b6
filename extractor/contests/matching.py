"""Matching: which draft a claim belongs to.

Two claims speak of the same contest when they agree in timing, contradict each other in no anchor, and
share a candidate or an anchor. A claim without either joins the contest that its paragraph is about,
if it only adds figures or losers; a winner of its own starts a contest of its own.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from extractor.contests.conflicts import (
    AGREEING,
    another_holder,
    below_another_heading,
    beside_post,
    clash,
    is_within_party,
    lost_again,
    narrower_post,
    one_of_several,
    other_party,
    other_primary,
    other_scale,
    other_seats,
    other_side,
    rival_winner,
    won_elsewhere,
)
from extractor.contests.draft import ANCHOR_FIELDS, WON, Draft
from extractor.contests.topic import party_of
from extractor.mentions import Analysis, Claim, Mention

__all__ = ["choose_draft", "timing_of"]

NEAR = 3  # sentences: how far a claim without anchors reaches back
FAR = 12  # sentences: how far a claim about slates reaches back
LATEST = 50  # contests: how many a claim can join whose candidates it does not name


@dataclass(frozen=True, slots=True)
class Told:
    """What of a claim decides which contest it is of: its anchors by record field, of whom it speaks, and
    what the heading above it is nothing but."""

    claim: Claim
    timing: str
    anchors: dict[str, str]
    people: frozenset[str]
    winners: frozenset[str]
    heading: dict[str, Mention]

    def distance(self, draft: Draft) -> int:
        """How many sentences lie between the last of a draft and the claim."""
        return self.claim.sentence - max(draft.sentences)


def read_claim(found: Analysis, claim: Claim) -> Told:
    """What of a claim decides which contest it is of."""
    return Told(
        claim,
        timing_of(claim),
        anchors_of(claim),
        frozenset(f.subject.id for f in claim.facts if is_somebody(f.subject)),
        frozenset(f.subject.id for f in claim.facts if f.field == "outcome" and f.value in WON),
        found.heading_above(found.sentences[claim.sentence].line),
    )


def is_somebody(subject: Mention) -> bool:
    """Whether a candidate is a person and tells contests apart; "re-open nominations" stands in all."""
    return subject.label == "PERSON" and subject.attrs.get("candidate_kind") != "option"


def choose_draft(
    found: Analysis, drafts: list[Draft], claim: Claim, distinct: frozenset[str], single: frozenset[str]
) -> Draft | None:
    """The draft that a claim belongs to, or None where it starts a new one.

    `distinct` are the words that make another post of a post ("vice", "deputy"), `single` the nouns of posts
    of which a body has one ("chair").
    """
    told = read_claim(found, claim)
    alone = only_contest(drafts)
    best: tuple[float, int, int, Draft] | None = None
    for order, draft in enumerate(within_reach(drafts, told)):
        shared = told.people & draft.candidacies.keys()
        if draft.timing != told.timing or clash(draft, told.anchors, distinct):
            continue
        if is_elsewhere(found, draft, told, shared) or (shared and is_apart(found, draft, told, shared)):
            continue
        if other_scale(draft, claim) or other_seats(draft, claim, told.winners):
            continue
        if another_holder(draft, told.winners, told.anchors, single):
            continue
        if not shared and told.people and is_rival(found, draft, told, single):
            continue
        score = 3.0 * len(shared) + agreement(draft, told)
        if not told.people:
            score += goes_with_slates(draft, told)
        elif not shared:
            score += follows(found, draft, told, draft is alone)
        rank = (score, max(draft.sentences), order)
        if score >= 1.0 and (best is None or rank > best[:3]):
            best = (*rank, draft)
    return best[3] if best else None


def within_reach(drafts: list[Draft], told: Told) -> list[Draft]:
    """The latest drafts, and of the others those that know somebody of a claim: of hundreds of contests the
    first are not gone through for each claim."""
    earlier = drafts[:-LATEST]
    return [d for d in earlier if not told.people.isdisjoint(d.candidacies)] + drafts[-LATEST:]


def is_elsewhere(found: Analysis, draft: Draft, told: Told, shared: frozenset[str]) -> bool:
    """Whether a claim is of another list, party or side than a draft, or names people after mere slates."""
    group = told.claim.group
    if group is not None and draft.block is not None and group != draft.block and len(shared) < 2:
        return True
    if group is not None and draft.block not in {None, group} and other_figures(draft, told, shared):
        return True
    if other_party(found, draft, told.claim, told.people):
        return True
    if not shared and below_another_heading(found, draft, told.heading, told.anchors):
        return True
    if other_side(found, draft, told.anchors, told.winners):
        return True
    return (
        bool(told.people and draft.slates)
        and not draft.candidacies
        and not told.anchors
        and told.distance(draft) != 0
        and not draft.settings.get("wins_one_seat")
        and not fills_all(draft, told.winners)
    )


def other_figures(draft: Draft, told: Told, shared: frozenset[str]) -> bool:
    """Whether a list of a post and one of a body, which name nothing in common, or one of a by-election, give
    the same people other votes: who stood for the board was a candidate for delegate too."""
    apart = draft.anchors and told.anchors and not draft.anchors.keys() & told.anchors.keys()
    if not apart and not told.claim.settings.get("apart"):
        return False
    votes = {f.subject.id: f.value for f in told.claim.facts if f.field == "votes"}
    known = {key: draft.candidacies[key].value("votes") for key in shared & votes.keys()}
    return bool(known) and all(v is not None and v != votes[key] for key, v in known.items())


def is_apart(found: Analysis, draft: Draft, told: Told, shared: frozenset[str]) -> bool:
    """Whether a claim that shares a candidate with a draft is of another contest in which they stood."""
    return (
        one_of_several(draft, told.claim, told.winners)
        or won_elsewhere(draft, told.winners, told.anchors)
        or is_within_party(found, draft, told.claim)
        or lost_again(draft, told.claim, shared, told.winners)
    )


def is_rival(found: Analysis, draft: Draft, told: Told, single: frozenset[str]) -> bool:
    """Whether a claim about others crowns them for a post that a draft has given already."""
    return not takes_another_seat(draft, told) and (
        rival_winner(draft, told.winners, told.anchors)
        or other_primary(found, draft, told.claim, told.winners)
        or beside_post(draft, told.winners, told.anchors, single)
        or narrower_post(draft, told.winners, told.anchors)
    )


def agreement(draft: Draft, told: Told) -> float:
    """What the anchors that both name count for, and as many winners as there are seats."""
    named = draft.anchors.keys() & told.anchors.keys()
    score = sum(2.0 if name != "committee" else 1.0 for name in AGREEING if name in named)
    if not draft.candidacies and not told.anchors and fills_all(draft, told.winners):
        score += 2.0
    return score


def goes_with_slates(draft: Draft, told: Told) -> float:
    """What it counts for that a claim about slates alone follows a draft that has some."""
    anchors, distance = told.anchors, told.distance(draft)
    strange = anchors and anchors.keys().isdisjoint(draft.anchors)
    if draft.slates and distance <= FAR and not told.winners and not strange:
        return 2.5
    return 2.0 if anchors.keys() <= {"committee", "of"} and goes_on(draft, told.claim, distance) else 0.0


def follows(found: Analysis, draft: Draft, told: Told, alone: bool) -> float:
    """What it counts for that a claim about people whom a draft does not know stands near its sentences."""
    claim, winners, distance = told.claim, told.winners, told.distance(draft)
    score = 2.0 if takes_another_seat(draft, told) else 0.0
    if not winners and distance == 0:
        score += 1.0
    if told.anchors:
        return score
    if distance <= (1 if winners else NEAR) and same_paragraph(found, draft, claim):
        score += 1.0 if not winners else 0.5
    if distance <= (FAR if alone else NEAR) and awaits_winner(found, draft, told.people):
        score += 1.0
    if not winners and alone and draft.is_won():
        score += 1.0
    if claim.settings.get("beaten") and draft.sentences[0] == 0:
        score += 2.0 + last_told(found, draft, claim)
    return score


def takes_another_seat(draft: Draft, told: Told) -> bool:
    """Whether a claim gives a further seat of those that a draft has winners of."""
    return (
        bool(told.claim.settings.get("another_seat")) and told.distance(draft) <= NEAR and fills_seats(draft)
    )


def fills_all(draft: Draft, winners: Set[str]) -> bool:
    """Whether the winners of a claim are as many as the seats that slates won: "All six went to Real Change.
    Those elected are ..." """
    seats = draft.figures.get("seats")
    return seats is not None and bool(draft.slates) and len(winners) > 1 and seats.value == len(winners)


def goes_on(draft: Draft, claim: Claim, distance: int) -> bool:
    """Whether a claim names the body only now that the slates of a draft, which names none, have won seats
    of: further slates, close by."""
    fresh = {f.subject.id for f in claim.facts}
    return (
        bool(draft.slates)
        and not draft.candidacies
        and not draft.anchors
        and distance <= NEAR
        and fresh.isdisjoint(draft.slates)
    )


def timing_of(claim: Claim) -> str:
    """Whether a claim is of the current vote or of a previous one."""
    return "previous" if "previous" in claim.qualifiers else "current"


def anchors_of(claim: Claim) -> dict[str, str]:
    """The ids of a claim's anchors by record field."""
    out = {ANCHOR_FIELDS[k]: m.id or m.text for k, m in claim.anchors.items() if k in ANCHOR_FIELDS}
    total = next(
        (f.mention.attrs["of"] for f in claim.facts if f.field == "seats" and "of" in f.mention.attrs), None
    )
    if total is not None:
        out["of"] = str(total)
    return out


def awaits_winner(found: Analysis, draft: Draft, keys: Set[str]) -> bool:
    """Whether a draft knows the party that won its one seat and nobody yet who stood."""
    if not draft.settings.get("wins_one_seat") or draft.candidacies:
        return False
    parties = {party_of(found, key) for key in keys}
    return None in parties or not parties.isdisjoint(draft.slates)


def only_contest(drafts: list[Draft]) -> Draft | None:
    """The one current contest between people, or for one seat, of which an article speaks so far; None where
    there are more."""
    current = [
        d for d in drafts if d.timing == "current" and (d.candidacies or "wins_one_seat" in d.settings)
    ]
    return current[0] if len(current) == 1 else None


def last_told(found: Analysis, draft: Draft, claim: Claim) -> float:
    """How near before a claim the winner of a draft was named, from 0 to 1."""
    won = {c.key for c in draft.winners()}
    near = [m.start for m in found.mentions if m.label == "PERSON" and m.id in won and m.start < claim.start]
    return max(near, default=0) / (claim.start + 1)


def fills_seats(draft: Draft) -> bool:
    """Whether a draft has winners for seats of a body or place, so that another of them took another seat."""
    return draft.is_won() and ("position" not in draft.anchors or len(draft.winners()) > 1)


def same_paragraph(found: Analysis, draft: Draft, claim: Claim) -> bool:
    here = found.sentences[claim.sentence]
    there = found.sentences[max(draft.sentences)]
    return here.paragraph - there.paragraph <= 1
