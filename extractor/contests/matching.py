"""Matching: which draft a claim belongs to.

Two claims speak of the same contest when they agree in timing, contradict each other in no anchor, and
share a candidate or an anchor. A claim without either joins the contest that its paragraph is about,
if it only adds figures or losers; a winner of its own starts a contest of its own.
"""

from __future__ import annotations

import itertools

from extractor.contests.draft import ANCHOR_FIELDS, Draft
from extractor.contests.topic import party_of
from extractor.mentions import Analysis, Claim

__all__ = ["choose_draft", "timing_of"]

NEAR = 3  # sentences: how far a claim without anchors reaches back


def choose_draft(
    found: Analysis, drafts: list[Draft], claim: Claim, distinct: frozenset[str], single: frozenset[str]
) -> Draft | None:
    """The draft that a claim belongs to, or None where it starts a new one.

    `distinct` are the words that make another post of a post ("vice", "deputy"), `single` the nouns of posts
    of which a body has one ("chair").
    """
    timing = timing_of(claim)
    anchors = anchors_of(claim)
    keys = {f.subject.id for f in claim.facts if f.subject.label == "PERSON"}
    winners = {
        f.subject.id for f in claim.facts if f.field == "outcome" and f.value in {"elected", "nominated"}
    }
    slates_only = not keys
    best: tuple[float, int, Draft] | None = None
    for order, draft in enumerate(drafts):
        if draft.timing != timing or clash(draft, anchors, distinct):
            continue
        shared = keys & set(draft.candidacies)
        if not shared and below_another_heading(found, draft, claim, anchors):
            continue
        if (
            claim.group is not None
            and draft.block is not None
            and claim.group != draft.block
            and len(shared) < 2
        ):
            continue
        if other_party(found, draft, claim, keys) or other_side(found, draft, anchors, winners):
            continue
        if (shared and one_of_several(draft, claim, winners)) or other_seats(draft, claim, winners):
            continue
        if another_holder(draft, winners, anchors, single):
            continue
        if shared and (won_elsewhere(draft, winners, anchors) or is_within_party(found, draft, claim)):
            continue
        if (
            keys
            and draft.slates
            and not draft.candidacies
            and not anchors
            and claim.sentence != max(draft.sentences)
            and not draft.settings.get("wins_one_seat")
            and not fills_all(draft, winners)
        ):
            continue
        score = 3.0 * len(shared)
        if not draft.candidacies and not anchors and fills_all(draft, winners):
            score += 2.0
        for name in ("position", "constituency", "committee"):
            known = draft.anchors.get(name)
            if known is not None and name in anchors:
                score += 2.0 if name != "committee" else 1.0
        distance = claim.sentence - max(draft.sentences)
        if (
            slates_only
            and draft.slates
            and distance <= 12
            and not winners
            and not (anchors and not set(anchors) & set(draft.anchors))
        ):
            score += 2.5
        elif slates_only and set(anchors) <= {"committee", "of"} and goes_on(draft, claim, distance):
            score += 2.0
        if not shared and not slates_only:
            if claim.settings.get("another_seat") and distance <= NEAR and fills_seats(draft):
                score += 2.0
            elif (
                rival_winner(draft, winners, anchors)
                or other_primary(found, draft, claim, winners)
                or beside_post(draft, winners, anchors, single)
                or narrower_post(draft, winners, anchors)
            ):
                continue
            if not anchors and distance <= (1 if winners else NEAR) and same_paragraph(found, draft, claim):
                score += 1.0 if not winners else 0.5
            if not winners and distance == 0:
                score += 1.0
            if not anchors and distance <= NEAR and awaits_winner(found, draft, keys):
                score += 1.0
            if not winners and not anchors and only_contest(drafts, draft):
                score += 1.0
            if claim.settings.get("beaten") and not anchors and draft.sentences[0] == 0:
                score += 2.0 + last_told(found, draft, claim)
        if score >= 1.0 and (best is None or (score, order) > (best[0], best[1])):
            best = (score, order, draft)
    return best[2] if best else None


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


def clash(draft: Draft, anchors: dict[str, str], distinct: frozenset[str]) -> bool:
    """Whether a claim's anchors contradict a draft's."""
    if "of" in anchors and "seats" in draft.figures and str(draft.figures["seats"].value) != anchors["of"]:
        return True
    for name in ("position", "constituency", "committee", "organisation"):
        known = draft.anchors.get(name)
        if known is None or name not in anchors:
            continue
        left, right = known.mention.id or known.mention.text, anchors[name]
        if name == "position":
            left, right = without_body(left, draft, anchors), without_body(right, draft, anchors)
        if not same_thing(left, right, distinct):
            return True
    return False


def without_body(post: str, draft: Draft, anchors: dict[str, str]) -> str:
    """A post without the name of its body: "youth board chair" on the youth board is its chair."""
    body = draft.anchors.get("committee")
    names = [body.mention.id or body.mention.text.lower()] if body is not None else []
    names += [anchors["committee"]] if "committee" in anchors else []
    words = {word for name in names for word in name.split("-")}
    rest = [word for word in post.split("-") if word not in words]
    return "-".join(rest) if rest else post


def other_seats(draft: Draft, claim: Claim, winners: set[str]) -> bool:
    """Whether a claim tells who won another number of seats than a draft, whose winners are others: the two
    places on one committee and the four on the next."""
    seats, known = claim.anchors.get("seats"), draft.figures.get("seats")
    return (
        seats is not None
        and known is not None
        and isinstance(seats.value, int)
        and isinstance(known.value, int)
        and seats.value != known.value
        and bool(winners)
        and draft.is_won()
        and not winners & draft.candidacies.keys()
    )


def fills_all(draft: Draft, winners: set[str]) -> bool:
    """Whether the winners of a claim are as many as the seats that slates won: "All six went to Real Change.
    Those elected are ..." """
    seats = draft.figures.get("seats")
    return seats is not None and bool(draft.slates) and len(winners) > 1 and seats.value == len(winners)


def below_another_heading(found: Analysis, draft: Draft, claim: Claim, anchors: dict[str, str]) -> bool:
    """Whether a claim stands below the heading of a body, post or place and a draft, which has no anchor in
    common with it, above that."""
    here = found.heading_above(found.sentences[claim.sentence].line)
    there = found.heading_above(found.sentences[max(draft.sentences)].line)
    return bool(here) and here is not there and not anchors.keys() & draft.anchors.keys()


def same_thing(left: str, right: str, distinct: frozenset[str]) -> bool:
    """Whether two ids name one thing: equal, or one's words all stand in the other."""
    if left == right:
        return True
    a, b = {singular(w) for w in left.split("-")}, {singular(w) for w in right.split("-")}
    return (a <= b or b <= a) and not any(w in distinct or w.isdigit() for w in a ^ b)


def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def one_of_several(draft: Draft, claim: Claim, winners: set[str]) -> bool:
    """Whether a claim gives a post of its own to one of several who were elected together: "A, B and C were
    elected to the board, which chose B as its chair"."""
    if "post" not in claim.anchors or "position" in draft.anchors:
        return False
    have = {c.key for c in draft.winners()}
    return len(have) > 1 and len(winners) < len(have) and bool(winners & have)


def is_within_party(found: Analysis, draft: Draft, claim: Claim) -> bool:
    """Whether a claim is of a primary and a draft has candidates of several parties."""
    if claim.settings.get("contest.kind") != "nomination" or draft.settings.get("kind") == "nomination":
        return False
    return len({party_of(found, c.key) for c in draft.people()} - {None}) > 1


def awaits_winner(found: Analysis, draft: Draft, keys: set[str]) -> bool:
    """Whether a draft knows the party that won its one seat and nobody yet who stood."""
    if not draft.settings.get("wins_one_seat") or draft.candidacies:
        return False
    parties = {party_of(found, key) for key in keys}
    return None in parties or not parties.isdisjoint(draft.slates)


def only_contest(drafts: list[Draft], draft: Draft) -> bool:
    """Whether an article speaks of one current contest between people only, so far."""
    return (
        draft.timing == "current"
        and draft.is_won()
        and sum(d.timing == "current" and bool(d.candidacies) for d in drafts) == 1
    )


def other_party(found: Analysis, draft: Draft, claim: Claim, keys: set[str]) -> bool:
    """Whether a primary's draft and a claim speak of candidates of different parties."""
    if "nomination" not in {draft.settings.get("kind"), claim.settings.get("contest.kind"), found.kind}:
        return False
    mine = {party_of(found, k) for k in keys} - {None}
    theirs = {party_of(found, c.key) for c in draft.people()} - {None}
    slate = claim.anchors.get("slate")
    if slate is not None:
        mine.add(slate.id)
    if len(theirs) > 1 and claim.settings.get("contest.kind") == "nomination":
        return True  # who beat another party's candidate there was nominated elsewhere
    return bool(mine and theirs and mine.isdisjoint(theirs))


def other_side(found: Analysis, draft: Draft, anchors: dict[str, str], winners: set[str]) -> bool:
    """Whether winners of two parties won one place, each in a vote of the own party: "Holt won Iowa.
    Democrat Quill won in Iowa too"."""
    if not winners or anchors.keys() & {"position", "committee", "of"} or draft.settings.get("seats", 1) > 1:
        return False
    have = [c.key for c in draft.people() if draft.has_won(c.key)]
    mine, theirs = ({party_of(found, key) for key in keys} for keys in (winners, have))
    known = None not in mine | theirs and len(have) == 1 == len(winners)
    return known and mine.isdisjoint(theirs)


def rival_winner(draft: Draft, winners: set[str], anchors: dict[str, str]) -> bool:
    """Whether a draft of one post already has another winner."""
    if not winners or any(draft.has_won(key) for key in winners):
        return False
    have = list(itertools.islice(filter(draft.has_won, draft.candidacies), 2))
    if not have:
        return False
    several = draft.settings.get("seats", 1) > 1 or len(have) > 1
    same_anchor = any(n in anchors and n in draft.anchors for n in ("position", "constituency", "committee"))
    return not several and not same_anchor


def another_holder(draft: Draft, winners: set[str], anchors: dict[str, str], single: frozenset[str]) -> bool:
    """Whether a post of which a body has one already has another winner: another body's, or an earlier."""
    post = draft.anchors.get("position")
    return (
        bool(winners)
        and post is not None
        and "position" in anchors
        and anchors["position"].split("-")[-1] in single
        and post.mention.text.lower().replace("-", " ").split()[-1] in single
        and draft.settings.get("seats", 1) == 1
        and draft.is_won()
        and not any(map(draft.has_won, winners))
    )


def last_told(found: Analysis, draft: Draft, claim: Claim) -> float:
    """How near before a claim the winner of a draft was named, from 0 to 1."""
    won = {c.key for c in draft.winners()}
    near = [m.start for m in found.mentions if m.label == "PERSON" and m.id in won and m.start < claim.start]
    return max(near, default=0) / (claim.start + 1)


def won_elsewhere(draft: Draft, winners: set[str], anchors: dict[str, str]) -> bool:
    """Whether a claim crowns somebody else in a place that the draft, whose winner is known, knows not: who
    lost the country won this state."""
    return (
        bool(winners)
        and "constituency" in anchors
        and "constituency" not in draft.anchors
        and draft.settings.get("seats", 1) == 1
        and draft.is_won()
        and not any(map(draft.has_won, winners))
    )


def other_primary(found: Analysis, draft: Draft, claim: Claim, winners: set[str]) -> bool:
    """Whether a place's primary already has its winner: another one won another party's there."""
    kinds = {draft.settings.get("kind"), claim.settings.get("contest.kind"), found.kind}
    return (
        "nomination" in kinds
        and bool(winners)
        and claim.group is None
        and draft.settings.get("seats", 1) == 1
        and "seats" not in claim.anchors
        and sum(map(draft.has_won, draft.candidacies)) == 1
        and not winners & draft.candidacies.keys()
    )


def fills_seats(draft: Draft) -> bool:
    """Whether a draft has winners for seats of a body or place, so that another of them took another seat."""
    return draft.is_won() and "position" not in draft.anchors


def beside_post(draft: Draft, winners: set[str], anchors: dict[str, str], single: frozenset[str]) -> bool:
    """Whether a claim tells who was elected to a body and a draft who to its chair."""
    post = draft.anchors.get("position")
    if post is None or "position" in anchors or not winners or not draft.is_won():
        return False
    return post.mention.text.lower().replace("-", " ").split()[-1] in single


def narrower_post(draft: Draft, winners: set[str], anchors: dict[str, str]) -> bool:
    """Whether a draft and a claim, each with a winner of its own, speak of a post and of a kind of it: a
    "representative" beside the "CLP representative"."""
    known = draft.anchors.get("position")
    if known is None or "position" not in anchors or not winners or not draft.is_won():
        return False
    left = {singular(w) for w in (known.mention.id or known.mention.text).split("-")}
    return left != {singular(w) for w in anchors["position"].split("-")}


def same_paragraph(found: Analysis, draft: Draft, claim: Claim) -> bool:
    here = found.sentences[claim.sentence]
    there = found.sentences[max(draft.sentences)]
    return here.paragraph - there.paragraph <= 1
