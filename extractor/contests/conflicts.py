"""Conflicts: why a claim cannot be of the contest of a draft.

Anchors contradict each other, parties differ, or the post has another winner already.
"""

from __future__ import annotations

import itertools
from collections.abc import Set

from extractor.contests.draft import Draft
from extractor.contests.topic import party_of
from extractor.mentions import Analysis, Claim, Mention

__all__ = [
    "AGREEING",
    "another_holder",
    "below_another_heading",
    "beside_post",
    "clash",
    "is_within_party",
    "lost_again",
    "narrower_post",
    "one_of_several",
    "other_party",
    "other_primary",
    "other_scale",
    "other_seats",
    "other_side",
    "rival_winner",
    "won_elsewhere",
]

RIVALS = 3  # people of a contest for one seat
COMPOUND = 5  # letters that the first part of a compound has at least
AGREEING = ("position", "constituency", "committee")


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


def other_seats(draft: Draft, claim: Claim, winners: Set[str]) -> bool:
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


def other_scale(draft: Draft, claim: Claim) -> bool:
    """Whether a claim counts seats that parties won in a state and a draft is of the one seat of it that
    somebody took from a rival, or the other way round: the senator and the delegation of a state."""
    area = draft.anchors.get("constituency")
    if area is None or not area.mention.attrs.get("state"):
        return False
    outcomes = [f.value for f in claim.facts if f.field == "outcome"]
    counts = any(f.subject.label == "SLATE" and f.field in {"seats", "number"} for f in claim.facts)
    people = list(draft.people())
    fought = draft.is_won() and len(people) <= RIVALS
    return (counts and not outcomes and fought) or (
        bool(outcomes) and not people and bool(draft.slates) and len(outcomes) <= RIVALS
    )


def below_another_heading(
    found: Analysis, draft: Draft, here: dict[str, Mention], anchors: dict[str, str]
) -> bool:
    """Whether a claim stands below the heading of a body, post or place (`here`) and a draft, which has no
    anchor in common with it, above that."""
    if not here or anchors.keys() & draft.anchors.keys():
        return False
    return here is not found.heading_above(found.sentences[max(draft.sentences)].line)


def another_holder(draft: Draft, winners: Set[str], anchors: dict[str, str], single: frozenset[str]) -> bool:
    """Whether a post of which a body has one already has another winner: another body's, or an earlier."""
    post = draft.anchors.get("position")
    return (
        bool(winners)
        and post is not None
        and "position" in anchors
        and anchors["position"].split("-")[-1] in single
        and is_single(post.mention, single)
        and draft.settings.get("seats", 1) == 1
        and draft.is_won()
        and not any(map(draft.has_won, winners))
    )


def same_thing(left: str, right: str, distinct: frozenset[str]) -> bool:
    """Whether two ids name one thing: equal, or one's words all stand in the other."""
    if left == right:
        return True
    a, b = {singular(w) for w in left.split("-")}, {singular(w) for w in right.split("-")}
    b = {next((w for w in a if is_short_for(w, long)), long) for long in b}
    a = {next((w for w in b if is_short_for(w, long)), long) for long in a}
    return (a <= b or b <= a) and not any(w in distinct or w[:1].isdigit() for w in a ^ b)


def is_short_for(short: str, long: str) -> bool:
    """Whether a word is the beginning of a compound: the "chair" is the "chairperson"."""
    return len(short) >= COMPOUND and long.startswith(short)


def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def one_of_several(draft: Draft, claim: Claim, winners: Set[str]) -> bool:
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


def other_party(found: Analysis, draft: Draft, claim: Claim, keys: Set[str]) -> bool:
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


def other_side(found: Analysis, draft: Draft, anchors: dict[str, str], winners: Set[str]) -> bool:
    """Whether winners of two parties won one place, each in a vote of the own party: "Holt won Iowa.
    Democrat Quill won in Iowa too"."""
    if not winners or anchors.keys() & {"position", "committee", "of"} or draft.settings.get("seats", 1) > 1:
        return False
    have = [c.key for c in draft.people() if draft.has_won(c.key)]
    mine, theirs = ({party_of(found, key) for key in keys} for keys in (winners, have))
    known = None not in mine | theirs and len(have) == 1 == len(winners)
    return known and mine.isdisjoint(theirs)


def rival_winner(draft: Draft, winners: Set[str], anchors: dict[str, str]) -> bool:
    """Whether a draft of one post already has another winner."""
    if not winners or any(draft.has_won(key) for key in winners):
        return False
    have = list(itertools.islice(filter(draft.has_won, draft.candidacies), 2))
    if not have:
        return False
    several = draft.settings.get("seats", 1) > 1 or len(have) > 1
    area = draft.anchors.get("constituency")
    whole = area is not None and bool(area.mention.attrs.get("state"))  # a state elects many, each alone
    same_anchor = any(
        n in anchors and n in draft.anchors for n in AGREEING if not (whole and n != "position")
    )
    return not several and not same_anchor


def won_elsewhere(draft: Draft, winners: Set[str], anchors: dict[str, str]) -> bool:
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


def lost_again(draft: Draft, claim: Claim, shared: Set[str], winners: Set[str]) -> bool:
    """Whether a claim tells that somebody else beat the loser of a draft that has its one winner: who lost
    the race for the board lost the one for president too."""
    lost = {f.subject.id for f in claim.facts if f.field == "outcome" and f.value == "not_elected"}
    people = {f.subject.id for f in claim.facts if f.subject.label == "PERSON"}
    return (
        len(winners) == 1
        and len(people) == 2
        and lost == shared
        and claim.group is None
        and winners.isdisjoint(draft.candidacies)
        and draft.settings.get("seats", 1) == 1
        and len(draft.winners()) == 1
        and all(draft.candidacies[key].value("outcome") == "not_elected" for key in lost)
    )


def other_primary(found: Analysis, draft: Draft, claim: Claim, winners: Set[str]) -> bool:
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


def beside_post(draft: Draft, winners: Set[str], anchors: dict[str, str], single: frozenset[str]) -> bool:
    """Whether a claim tells who was elected to a body and a draft who to its chair."""
    post = draft.anchors.get("position")
    if post is None or "position" in anchors or not winners or not draft.is_won():
        return False
    return is_single(post.mention, single)


def is_single(post: Mention, single: frozenset[str]) -> bool:
    """Whether a body has one holder of a post: a chair, but not a member."""
    words = (post.text.lower().replace("-", " ").split()[-1], (post.id or "").split("-")[-1])
    return not single.isdisjoint(map(singular, words))


def narrower_post(draft: Draft, winners: Set[str], anchors: dict[str, str]) -> bool:
    """Whether a draft and a claim, each with a winner of its own, speak of a post and of a kind of it: a
    "representative" beside the "CLP representative"."""
    known = draft.anchors.get("position")
    if known is None or "position" not in anchors or not winners or not draft.is_won():
        return False
    left = {singular(w) for w in (known.mention.id or known.mention.text).split("-")}
    return left != {singular(w) for w in anchors["position"].split("-")}
