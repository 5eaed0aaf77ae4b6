"""Detailing: which contest a detail belongs to.

A detail belongs to the one contest that its sentence speaks of, else to the one that the sentences before
it in its paragraph speak of, else to the only contest of the article. Where several are possible, to none.
"""

from __future__ import annotations

from extractor.contests.draft import Draft, Reading
from extractor.mentions import Analysis, Mention

__all__ = ["detail_contests"]

SHARED = frozenset({"SYSTEM", "STATUS"})
"""Details of a whole election: of every contest of the article, if it names one only."""
LEAD = 4  # sentences
UNSAID = ("previous", "expected", "hypothetical", "poll", "denied", "noise")


def detail_contests(found: Analysis, drafts: list[Draft]) -> None:
    """Give the contests of an article their details."""
    current = [draft for draft in drafts if draft.timing == "current"]
    said = [d for d in found.details if not unsaid(found, d)]
    for label in SHARED:
        held = [d for d in said if d.label == label]
        if len({d.attrs["value"] for d in held}) == 1:
            whole = label == "SYSTEM" or held[0].start < lead_end(found)
            for draft in current if whole else owners(found, current, held[0]) or only(current):
                draft.details.setdefault(held[0].attrs["field"], reading(held[0]))
    for mention in said:
        if mention.label in SHARED:
            continue
        for draft in owners(found, current, mention) or ([] if mention.label == "HOLDER" else only(current)):
            field = mention.attrs["field"]
            if mention.label == "HOLDER" and not holds(draft, mention):
                continue
            if field in draft.details and draft.details[field].value != mention.attrs["value"]:
                draft.contradicted.add(field)
            draft.details.setdefault(field, reading(mention))
    for draft in current:
        for field in draft.contradicted:
            draft.details.pop(field, None)


def lead_end(found: Analysis) -> int:
    """Where the first sentences of an article end."""
    return found.sentences[min(LEAD, len(found.sentences)) - 1].end


def reading(mention: Mention) -> Reading:
    return Reading(mention.attrs["value"], mention, mention.rule)


def only(drafts: list[Draft]) -> list[Draft]:
    """The only contest there is."""
    return drafts if len(drafts) == 1 else []


def owners(found: Analysis, drafts: list[Draft], mention: Mention) -> list[Draft]:
    """The contest that the sentence of a detail speaks of, or the sentences before it in its paragraph."""
    if mention.label == "HOLDER":
        return only([d for d in drafts if names_winner(found, d, mention)])
    at = mention.attrs["sentence"]
    for index in range(at, max(-1, at - 4), -1):
        if found.sentences[index].paragraph != found.sentences[at].paragraph:
            break
        here = [d for d in drafts if index in d.sentences]
        if here:
            return only(here)
    return []


def names_winner(found: Analysis, draft: Draft, mention: Mention) -> bool:
    """Whether the sentence of a holder, or the one before it, names a winner of the contest."""
    at = mention.attrs["sentence"]
    winners = {candidacy.key for candidacy in draft.winners()}
    token = found.token_at(mention.start)
    led = found.lowers[max(0, token - 6) : token]
    back = 0 if "to" in led else 1  # "to replace": whoever is sent to do so is named in the same sentence
    near = found.within(found.sentences[max(0, at - back)].start, mention.start)
    return any(m.label == "PERSON" and m.id in winners for m in near)


def holds(draft: Draft, mention: Mention) -> bool:
    """Whether somebody else than the holder won."""
    person: Mention = mention.attrs["value"]
    winners = {candidacy.key for candidacy in draft.winners()}
    return bool(winners) and person.id not in winners


def unsaid(found: Analysis, mention: Mention) -> bool:
    """Whether a detail stands under a mark of another time, or in quotes."""
    kinds = mention.attrs["marks"]
    ignored = {"denied", "previous"} if mention.label == "HOLDER" else set()
    return bool((kinds - ignored) & set(UNSAID)) or found.in_quotes(mention.start)
