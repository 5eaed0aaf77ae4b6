"""Dating: which contest a date belongs to.

A date in the clause of a claim is the contest's own. A date of a vote that stands elsewhere ("Polls closed
on Thursday") belongs to all contests of the article that have none, if all such dates agree; else to none.
"""

from __future__ import annotations

import re
from datetime import date

from extractor.contests.draft import Draft, Reading
from extractor.dates import precise
from extractor.mentions import Analysis, Claim, Mention, Sentence, in_plain_marks

__all__ = ["date_contests"]

BARRIER = re.compile(
    r"[;:]|[.!?] |\b(?:who|which|whose|while|whereas|but|when|after|before|following|although|though|since"
    r"|until|because|having|said|says|told)\b|, (?:and|with|as) "
    r"|\b(?:up|down|compared|unchanged) (?:from|with|to|on)\b"
    r"|\bfrom \d"
)
UNSAID = frozenset({"previous", "expected", "hypothetical", "poll", "denied", "noise"})
SAID = ("outcome", "seats", "votes", "share", "number", "rank")
DECIDED = ("outcome", "seats")
RECENT = 100
"""Days after a vote in which it is news; a month that is longer past may as well be one to come."""
LEAD = 5  # sentences
OPENING = 20  # sentences, headings and rows too, in which the first two of prose stand


def date_contests(found: Analysis, drafts: list[Draft]) -> None:
    """Give the contests of an article their dates."""
    if not found.dates:
        return
    by_sentence: dict[int, list[Mention]] = {}
    for mention in found.dates:
        by_sentence.setdefault(mention.attrs["sentence"], []).append(mention)
    for draft in drafts:
        decided = [c for c in draft.claims if any(f.field in DECIDED for f in c.facts)]
        draft.date = agreed(
            found, [d for c in decided for d in of_claim(found, c, by_sentence.get(c.sentence, []))], "stated"
        ) or agreed(
            found,
            [d for c in draft.claims for d in of_claim(found, c, by_sentence.get(c.sentence, []))],
            "stated",
        )
    current = [d for d in drafts if d.timing == "current"]
    spoken = [d for d in found.dates if d.kind == "vote" and is_current(found, d)]
    spoken = spoken or [d for d in found.dates if opens_story(found, d)]
    known = [d.date.mention for d in current if d.date is not None]
    lead = found.sentences[min(LEAD, len(found.sentences)) - 1].end
    if not spoken and not any(m.start < lead for m in known):
        return
    shared = agreed(found, [*spoken, *known], "carried")
    if shared is None:
        return
    dated = [d for d in current if d.date is not None]
    firsts: dict[str, int] = {}
    for mention in found.mentions:
        if mention.label == "ORGANISATION":
            firsts[mention.id] = min(mention.start, firsts.get(mention.id, mention.start))
    for draft in current:
        if draft.date is None and not elsewhere(found, draft, dated, shared.mention, firsts):
            draft.date = shared


def elsewhere(
    found: Analysis, draft: Draft, others: list[Draft], when: Mention, firsts: dict[str, int]
) -> bool:
    """Whether a contest is another body's than those whose date is known: the article names it later only."""
    owner = draft.anchors.get("organisation")
    if owner is not None:
        first = min(owner.mention.start, firsts.get(owner.mention.id, owner.mention.start))
        if found.sentences[0].paragraph < paragraph(found, when.start) < paragraph(found, first):
            return True
    for name in ("organisation", "committee"):
        mine = draft.anchors.get(name)
        theirs = {d.anchors[name].mention.id for d in others if name in d.anchors}
        if mine is not None and theirs and mine.mention.id not in theirs:
            return True
    return "round" in draft.settings and any("round" not in d.settings for d in others)


def opens_story(found: Analysis, when: Mention) -> bool:
    """Whether a date is that of the news: a day in the first sentences, beside words of an election."""
    if (
        when.kind is not None
        or when.attrs["told"]
        or when.attrs["first"] != when.attrs["last"]
        or not is_current(found, when)
    ):
        return False
    title = found.sentences[0]
    if when.start < title.end:
        return bool(when.attrs["meeting"])
    prose = [n for n, s in enumerate(found.sentences[:OPENING]) if s.kind == "prose" and s is not title][:2]
    return any(
        n in found.electoral and found.sentences[n].start <= when.start < found.sentences[n].end
        for n in prose
    )


def paragraph(found: Analysis, offset: int) -> int:
    """The paragraph of a character."""
    return found.sentences[found.sentence_at(offset)].paragraph


def agreed(found: Analysis, dates: list[Mention], basis: str) -> Reading | None:
    """The most precise of dates that lie in one another; None where two contradict."""
    if not dates:
        return None
    ordered = sorted(dates, key=lambda d: (d.attrs["last"] - d.attrs["first"], d.start))
    first, last = ordered[0].attrs["first"], ordered[0].attrs["last"]
    if any(d.attrs["first"] > first or d.attrs["last"] < last for d in ordered):
        return None
    value = precise(first, last)
    return Reading(value, ordered[0], "date", basis) if value is not None else None


def of_claim(found: Analysis, claim: Claim, dates: list[Mention]) -> list[Mention]:
    """Of the dates of its sentence those of a claim's clause: of its own vote before any other."""
    sentence = found.sentences[claim.sentence]
    if sentence.kind == "row" or not any(f.field in SAID for f in claim.facts):
        return []
    onward = all(f.value == "advanced" for f in claim.facts if f.field == "outcome")
    inside = [
        d
        for d in dates
        if not (onward and d.start >= claim.start and any(f.field == "outcome" for f in claim.facts))
        and d.kind != "other"
        and in_clause(found, sentence, claim, d)
        and not found.in_quotes(d.start)
        and (
            "previous" in claim.qualifiers or not d.attrs["marks"] & {"previous", "expected", "hypothetical"}
        )
    ]
    return [d for d in inside if d.kind == "vote"] or inside


def in_clause(found: Analysis, sentence: Sentence, claim: Claim, when: Mention) -> bool:
    """Whether nothing stands between a claim and a date that starts another thought."""
    if claim.start <= when.start < claim.end:
        return True
    left, right = (when.end, claim.start) if when.start < claim.start else (claim.end, when.start)
    between = in_plain_marks(found.text[left:right]).lower()
    if when.start < claim.start and len(found.text[sentence.start : when.start].split()) <= 2:
        return not re.search(r"[;]|\b(?:after|before|when|while|but|said)\b", between)
    if when.start < claim.start:
        between = re.sub(r"^,? when\b", "", between)
    return not BARRIER.search(between) and len(between) <= 120


def is_current(found: Analysis, when: Mention) -> bool:
    """Whether a date of a vote is of the vote that the article is about."""
    today: date | None = found.published or found.published_in_text
    old = today is not None and (today - when.attrs["last"]).days > RECENT
    return not old and not when.attrs["marks"] & UNSAID and not found.in_quotes(when.start)
