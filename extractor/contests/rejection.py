"""Rejection: which claims and contests count for nothing, and why.

A claim counts for nothing where its sentence takes it back (expected, denied, a poll), where its words are no
result, or where nothing around it speaks of an election.
"""

from __future__ import annotations

from extractor.contests.draft import WON, Draft
from extractor.contests.topic import party_of
from extractor.mentions import Analysis, Claim

__all__ = ["REJECTING", "is_mere_past", "lacks_evidence", "reject_reason"]

REJECTING = ("noise", "poll", "hypothetical", "expected", "denied", "claimed", "quoted")
"""The marks under which nothing counts."""
SHORT = 2  # sentences
LEAD = 5  # sentences


def reject_reason(claim: Claim) -> str | None:
    """Why a claim counts for nothing, or None where it counts."""
    for mark in REJECTING:
        if mark in claim.qualifiers:
            return f"stands under {mark!r}"
    if "nomination" in claim.qualifiers and not any(f.field == "outcome" for f in claim.facts):
        return "figures are nominations"
    post = claim.anchors.get("post")
    if (
        post is not None
        and any(name == "post" and m is post for name, m in claim.slots)
        and post.text.lower().split()[-1] in {"delegate", "delegates"}
    ):
        return "delegates are no post"
    if claim.settings.get("wins_one_seat") and not names_one_seat(claim):
        return "no single seat is named"
    if not claim.facts:
        return "says nothing of anybody"
    return None


def names_one_seat(claim: Claim) -> bool:
    """Whether a party's win is that of one seat: a by-election, a mayoralty, the seat of a place."""
    contest = claim.anchors.get("contest")
    if contest is None:
        place = claim.anchors.get("place")
        bystanders = any(name == "bystander" for name, _ in claim.slots)
        return place is not None and (bystanders or bool(place.attrs.get("area")))
    parts = contest.attrs.get("parts", {})
    single = not contest.text.lower().endswith("s") and contest.attrs.get("contest.kind") != "nomination"
    return single and any(len(parts.get(part, ())) == 1 for part in ("place", "post"))


def loses_some(found: Analysis, claim: Claim) -> bool:
    """Whether one person lost some of many contests that are not named: "lost seven of the 11 primaries"."""
    lost = {f.subject.id for f in claim.facts if f.field == "outcome" and f.value == "not_elected"}
    return (
        len(lost) == 1
        and not claim.anchors.keys() & {"place", "contest", "seats"}
        and any(m.label == "SEATS" and "of" in m.attrs for m in found.within(claim.start, claim.end))
    )


def lacks_evidence(found: Analysis, drafts: list[Draft], claim: Claim) -> str | None:
    """Winning and beating happen in sport and at awards too: a claim needs an election nearby. A text of a
    sentence or two is taken at its word."""
    if loses_some(found, claim):
        return "lost some of many contests"
    if claim.facts and chosen_by_one(found, claim):
        return "one person chose"
    if not stranger(drafts, claim):
        return None
    if found.kind == "nomination" and "place" in claim.anchors:
        return None
    short = not found.electoral and len(found.sentences) <= SHORT
    if short or claim.group is not None or claim.anchors.keys() & {"contest", "seats"}:
        return None
    ahead = LEAD if claim.sentence == 0 else 2  # what a headline says the lead explains
    near = {0, *range(claim.sentence - 2, claim.sentence + ahead)}
    if not near.isdisjoint(found.electoral) or (found.electoral and is_partisan(found, claim)):
        return None
    return "no word of an election nearby"


def is_partisan(found: Analysis, claim: Claim) -> bool:
    """Whether members of two parties were rivals, or one of a party won a seat or post: that is an election
    in an article that tells of one anywhere."""
    won, lost = (
        {
            party_of(found, f.subject.id)
            for f in claim.facts
            if f.field == "outcome" and (f.value in WON) == wins
        }
        for wins in (True, False)
    )
    if None in won or not won:
        return False
    told = any(name in {"post", "body"} for name, _ in claim.slots)
    return (bool(lost) and None not in lost and won.isdisjoint(lost)) or (not lost and told)


def chosen_by_one(found: Analysis, claim: Claim) -> bool:
    """Whether somebody in office chose alone, which is an appointment: "the minister elected Holt to the
    panel"."""
    if not claim.settings.get("by_many"):
        return False
    begin, posts = claim.facts[0].subject.start, {id(m) for name, m in claim.slots if name == "post"}
    choosers = [m for m in found.within(claim.start, begin) if m.label == "POSITION" and id(m) not in posts]
    token = found.token_at(claim.start)
    before = found.ends[token - 1] if token else -1
    sentence = found.sentences[claim.sentence]
    choosers += [m for m in found.within(sentence.start, claim.start) if m.end == before]
    office = {id(f.subject) for f in found.attributes if f.field == "office"}
    return any(
        not m.text.lower().endswith(("s", "men", "people")) if m.label == "POSITION" else id(m) in office
        for m in choosers
        if m.label in {"POSITION", "PERSON"}
    )


def stranger(drafts: list[Draft], claim: Claim) -> bool:
    """Whether nobody of a claim is a candidate yet: who is may be told of without a word of an election."""
    known = {key for draft in drafts if draft.timing == "current" for key in draft.candidacies}
    place = claim.anchors.get("place")
    return place is None or known.isdisjoint(f.subject.id for f in claim.facts)


def is_mere_past(found: Analysis, draft: Draft) -> bool:
    """Whether an earlier vote is told of only to say who somebody is: "Nia Holt, who was elected last year,
    said"."""
    if draft.timing != "previous" or len(draft.candidacies) != 1 or draft.slates:
        return False
    candidacy = next(iter(draft.candidacies.values()))
    if candidacy.readings.keys() - {"named", "outcome", "incumbent"} or draft.anchors.keys() - {"date"}:
        return False
    return all(who_is(found, claim) for claim in draft.claims)


def who_is(found: Analysis, claim: Claim) -> bool:
    """Whether a claim is a relative clause behind a name that tells of no post, body or place."""
    first, last = found.token_at(claim.start), found.token_at(claim.end - 1)
    behind = found.within(claim.end, claim.end + BEHIND)
    return "who" in found.lowers[first : last + 1] and not any(
        m.label in {"POSITION", "COMMITTEE", "PLACE", "ORGANISATION"} for m in behind
    )


BEHIND = 40  # characters
