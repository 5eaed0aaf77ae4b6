"""Dating: which contest a date belongs to.

A date in the clause of a claim is the contest's own. A date of a vote that stands elsewhere ("Polls closed
on Thursday") belongs to all contests of the article that have none, if all such dates agree; else to none.
"""

from __future__ import annotations

import re
from datetime import date

from extractor.contests.draft import Draft, Reading
from extractor.dates import precise
from extractor.mentions import PLAIN, Analysis, Claim, Mention, Sentence

__all__ = ["date_contests"]

BARRIER = re.compile(
    r"[;:]|[.!?] |\b(?:who|which|whose|while|whereas|but|when|after|before|following|although|though|since"
    r"|until|because|having|said|says|told)\b|, (?:and|with|as) "
)
UNSAID = ("previous", "expected", "hypothetical", "poll", "denied", "noise")
SAID = ("outcome", "seats", "votes", "share", "number", "rank")
DECIDED = ("outcome", "seats")
RECENT = 100
"""Days after a vote in which it is news; a month that is longer past may as well be one to come."""
LEAD = 5  # sentences


def date_contests(found: Analysis, drafts: list[Draft]) -> None:
    """Give the contests of an article their dates."""
    if not found.dates:
        return
    for draft in drafts:
        decided = [c for c in draft.claims if any(f.field in DECIDED for f in c.facts)]
        draft.date = agreed(found, [d for c in decided for d in of_claim(found, c)], "stated") or agreed(
            found, [d for c in draft.claims for d in of_claim(found, c)], "stated"
        )
    current = [d for d in drafts if d.timing == "current"]
    spoken = [d for d in found.dates if d.kind == "vote" and is_current(found, d)]
    spoken = spoken or [d for d in found.dates if opens_story(found, d)]
    known = [d.date.mention for d in current if d.date is not None]
    lead = found.sentences[min(LEAD, len(found.sentences)) - 1].end
    if not spoken and not any(m.start < lead for m in known):
        return
    shared = agreed(found, [*spoken, *known], "carried")
    for draft in current:
        if draft.date is None and shared is not None and not elsewhere(found, draft, current, shared.mention):
            draft.date = shared


def elsewhere(found: Analysis, draft: Draft, others: list[Draft], when: Mention) -> bool:
    """Whether a contest is another body's than those whose date is known: the article names it later only."""
    owner = draft.anchors.get("organisation")
    if owner is not None:
        first = min(m.start for m in [*found.mentions, owner.mention] if m.id == owner.mention.id)
        if found.sentences[0].paragraph < paragraph(found, when.start) < paragraph(found, first):
            return True
    dated = [d for d in others if d.date is not None and d.date.basis == "stated"]
    for name in ("organisation", "committee"):
        mine = draft.anchors.get(name)
        theirs = {d.anchors[name].mention.id for d in dated if name in d.anchors}
        if mine is not None and theirs and mine.mention.id not in theirs:
            return True
    return "round" in draft.settings and any("round" not in d.settings for d in dated)


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
    prose = [n for n, s in enumerate(found.sentences) if s.kind == "prose" and s is not title][:2]
    return any(
        n in found.electoral and found.sentences[n].start <= when.start < found.sentences[n].end
        for n in prose
    )


def paragraph(found: Analysis, offset: int) -> int:
    """The paragraph of a character."""
    return next((s.paragraph for s in reversed(found.sentences) if s.start <= offset), 0)


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


def of_claim(found: Analysis, claim: Claim) -> list[Mention]:
    """The dates of a claim's clause: of its own vote before any other."""
    sentence = found.sentences[claim.sentence]
    if sentence.kind == "row" or not any(f.field in SAID for f in claim.facts):
        return []
    onward = all(f.value == "advanced" for f in claim.facts if f.field == "outcome")
    inside = [
        d
        for d in found.dates
        if not (onward and d.start >= claim.start and any(f.field == "outcome" for f in claim.facts))
        and sentence.start <= d.start < sentence.end
        and d.kind != "other"
        and in_clause(found, sentence, claim, d)
        and not found.in_quotes(d.start)
        and ("previous" in claim.qualifiers or not marked(found, d, ("previous", "expected", "hypothetical")))
    ]
    return [d for d in inside if d.kind == "vote"] or inside


def in_clause(found: Analysis, sentence: Sentence, claim: Claim, when: Mention) -> bool:
    """Whether nothing stands between a claim and a date that starts another thought."""
    if claim.start <= when.start < claim.end:
        return True
    left, right = (when.end, claim.start) if when.start < claim.start else (claim.end, when.start)
    between = found.text[left:right].translate(PLAIN).lower()
    if when.start < claim.start and len(found.text[sentence.start : when.start].split()) <= 2:
        return not re.search(r"[;]|\b(?:after|before|when|while|but|said)\b", between)
    if when.start < claim.start:
        between = re.sub(r"^,? when\b", "", between)
    return not BARRIER.search(between) and len(between) <= 120


def marked(found: Analysis, when: Mention, kinds: tuple[str, ...]) -> bool:
    return any(m.kind in kinds and m.start <= when.start < m.end for m in found.marks)


def is_current(found: Analysis, when: Mention) -> bool:
    """Whether a date of a vote is of the vote that the article is about."""
    today: date | None = found.published or found.published_in_text
    old = today is not None and (today - when.attrs["last"]).days > RECENT
    return not old and not marked(found, when, UNSAID) and not found.in_quotes(when.start)
