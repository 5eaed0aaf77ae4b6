"""Parties of primaries: who stands for which party where only the article as a whole tells it.

All candidates of one primary stand for the party that holds it; where two parties vote on one day and one
of two primaries of a place is known to be one party's, the other one is the other party's.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.contests.draft import Draft, Reading
from extractor.contests.topic import party_of
from extractor.mentions import Analysis, Mention
from extractor.packs.pack import Packs

__all__ = ["tell_parties"]

ROUNDS = 3
"""How often what was learnt is used to learn more."""
REACH = 5
"""Tokens behind a party in which the word stands that makes it one whose primary is spoken of."""


def tell_parties(found: Analysis, drafts: list[Draft], packs: Packs) -> None:
    """Give the candidates of primaries the party that follows from what else the article says."""
    primaries = [d for d in drafts if d.timing == "current" and d.settings.get("kind") == "nomination"]
    if not primaries:
        return
    parties = {m.id: m for m in found.mentions if m.label == "SLATE" and m.kind == "party"}
    known: dict[str, Mention] = {}
    for draft in primaries:
        for candidacy in draft.people():
            for reading, relation in candidacy.affiliations.values():
                if relation == "stood_for" and reading.mention.kind == "party":
                    known.setdefault(candidacy.key, reading.mention)
            said = party_of(found, candidacy.key)
            if said in parties:
                known.setdefault(candidacy.key, parties[said])
    nouns, fillers = packs.cue("primary_nouns") | packs.cue("party_races"), packs.cue("primary_fillers")
    holders = [m for m in found.mentions if holds_primary(found, m, nouns, fillers)]
    for draft in primaries:
        if party_held(draft, known) is None:
            held = party_near(found, draft, holders)
            if held is not None and not any(held.id != known.get(c.key, held).id for c in draft.people()):
                known |= {c.key: held for c in draft.people() if c.key not in known}
    for _ in range(ROUNDS):
        before = len(known)
        for draft in primaries:
            held = party_held(draft, known)
            if held is not None:
                known |= {c.key: held for c in draft.people() if c.key not in known}
        if len(parties) == 2:
            for draft, twin in twins(primaries):
                held, other = party_held(draft, known), party_held(twin, known)
                if held is not None and other is None:
                    rest = next(m for id_, m in parties.items() if id_ != held.id)
                    known |= {c.key: rest for c in twin.people() if c.key not in known}
        if len(known) == before:
            break
    if len({m.id for m in holders}) == 1 and not any(twins(primaries)):
        for draft in primaries:
            if party_held(draft, known) in (None, holders[0]):
                known |= {c.key: holders[0] for c in draft.people() if c.key not in known}
    for draft in primaries:
        for candidacy in draft.people():
            party = known.get(candidacy.key)
            if party is not None and not any(r == "stood_for" for _, r in candidacy.affiliations.values()):
                reading = Reading(party.name, party, "party-of-the-primary", "carried")
                candidacy.affiliations.setdefault(party.id, (reading, "stood_for"))


def party_held(draft: Draft, known: dict[str, Mention]) -> Mention | None:
    """The one party whose primary a draft is, as far as its candidates tell."""
    held = {known[c.key].id: known[c.key] for c in draft.people() if c.key in known}
    return next(iter(held.values())) if len(held) == 1 else None


def holds_primary(found: Analysis, mention: Mention, nouns: frozenset[str], fillers: frozenset[str]) -> bool:
    """Whether a party is named as one that holds a primary: "the Democratic caucuses", "the Republican Party
    held primary elections"."""
    if mention.label != "SLATE" or mention.kind != "party":
        return False
    last = found.token_at(mention.end - 1)
    if found.lowers[max(0, found.token_at(mention.start) - 1)] == "not":
        return False
    for at in range(last + 1, min(last + 1 + REACH, len(found.words))):
        if found.lowers[at] in nouns:
            return True
        if found.lowers[at] not in fillers and not found.words[at][:1].isupper():
            return False
    return False


def party_near(found: Analysis, draft: Draft, holders: list[Mention]) -> Mention | None:
    """The one party whose primaries a paragraph speaks of, up to the sentence that tells of the contest."""
    near: dict[str, Mention] = {}
    for index in draft.sentences:
        sentence = found.sentences[index]
        first = next(s.start for s in found.sentences if s.paragraph == sentence.paragraph)
        near |= {m.id: m for m in holders if first <= m.start < sentence.end}
    return next(iter(near.values())) if len(near) == 1 else None


def twins(drafts: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """The primaries of two parties for one office in one place, each way round."""
    for draft in drafts:
        others = [other for other in drafts if other is not draft and are_twins(draft, other)]
        if len(others) == 1:
            yield draft, others[0]


def are_twins(left: Draft, right: Draft) -> bool:
    """Whether two drafts tell of one place's primary with different winners."""
    places = [d.anchors["constituency"].value for d in (left, right) if "constituency" in d.anchors]
    won = [{c.key for c in d.winners()} for d in (left, right)]
    offices = {d.anchors[n].value for d in (left, right) for n in ("position",) if n in d.anchors}
    return (
        len(places) == 2
        and places[0] == places[1]
        and all(won)
        and not (won[0] & won[1])
        and len(offices) < 2
    )
