"""Candidacies of a merged contest: one a person, each value weighed by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from extractor.merging.identity import Person, find_people
from extractor.merging.preference import Merger, Word
from extractor.merging.spelling import parse_name
from extractor.records import Affiliation, Candidacy, Candidate, Record, Tally

__all__ = ["merge_candidacies"]

ROUGH = {"about", "over", "under"}
WON = ("elected", "nominated", "advanced")


def merge_candidacies(merger: Merger) -> list[Candidacy]:
    """One candidacy a person: winners first, then by votes; each value weighed by itself."""
    by_id = {record.id: record for record in merger.records}
    found = []
    for person in find_people(merger.records):
        inner = Merger(merger.records)
        found.append((merge_person(inner, by_id, person), inner))
    found.sort(key=lambda pair: order_of(pair[0]))
    for index, (_, inner) in enumerate(found):
        here = f"/candidacies/{index}"
        merger.told += [told.model_copy(update={"field": here + told.field}) for told in inner.told]
        merger.conflicts += [here + field for field in inner.conflicts]
    return [candidacy for candidacy, _ in found]


def order_of(candidacy: Candidacy) -> tuple[Any, ...]:
    return (
        candidacy.outcome not in WON,
        candidacy.rank or 10_000,
        -(candidacy.votes or 0),
        candidacy.model_dump_json(),
    )


def merge_person(merger: Merger, by_id: dict[str, Record], person: Person) -> Candidacy:
    """The candidacy of one person, with pointers that begin at the candidacy."""
    places = [(by_id[e.record], f"/candidacies/{e.index}", e.candidacy) for e in person.entries]

    def words(name: str, fullness: Callable[[Candidacy], int] = lambda _: 0) -> list[Word]:
        return [Word(r, f"{at}/{name}", getattr(c, name), fullness(c)) for r, at, c in places]

    figure = merger.weigh(
        "/votes",
        [Word(r, f"{at}/votes", votes_of(c), int(is_exact(c))) for r, at, c in places],
        agree=figures_agree,
    )
    return Candidacy(
        candidate=merge_candidate(merger, places),
        affiliations=merge_affiliations(merger, places),
        outcome=merger.weigh("/outcome", words("outcome")),
        outcome_basis=merger.weigh("/outcome_basis", words("outcome_basis")),
        incumbent=merger.weigh("/incumbent", words("incumbent")),
        share=merger.weigh("/share", words("share"), agree=lambda a, b: abs(a - b) < 0.06),
        rank=merger.weigh("/rank", words("rank")),
        tallies=merge_tallies(merger, places),
        **(figure or {}),
    )


Places = list[tuple[Record, str, Candidacy]]


def votes_of(candidacy: Candidacy) -> dict[str, Any] | None:
    """Votes, range and qualifier: one value, never mixed from two articles."""
    names = ("votes", "votes_min", "votes_max", "votes_qualifier")
    value = {name: getattr(candidacy, name) for name in names}
    if value["votes"] is not None and value["votes_qualifier"] is None:
        value["votes_qualifier"] = "exact"
    return value if any(value[name] is not None for name in names[:3]) else None


def is_exact(candidacy: Candidacy) -> bool:
    return candidacy.votes is not None and candidacy.votes_qualifier not in ROUGH


def figures_agree(exact: dict[str, Any], rough: dict[str, Any]) -> bool:
    """Whether a rough figure fits the preferred one.

    Example:
        >>> figures_agree({"votes": 17204}, {"votes": 17000, "votes_qualifier": "over"})
        True
    """
    votes, other, how = exact.get("votes"), rough.get("votes"), rough.get("votes_qualifier")
    if votes is None:
        return False
    if other is None:
        least, most = rough.get("votes_min"), rough.get("votes_max")
        return (least is None or votes >= least) and (most is None or votes <= most)
    return bool(
        (how == "over" and other <= votes <= other * 1.1)
        or (how == "under" and other * 0.9 <= votes <= other)
        or (how == "about" and abs(votes - other) <= other * 0.05)
    )


def merge_candidate(merger: Merger, places: Places) -> Candidate | None:
    """The fullest name as it is written, and all spellings."""

    def same(value: Any) -> str:
        return str(value.name if isinstance(value, Candidate) else value["name"])

    preferred = merger.weigh(
        "/candidate",
        [Word(r, f"{at}/candidate", c.candidate, fullness(c.candidate)) for r, at, c in places],
        same=same,
        agree=lambda one, other: spelt_alike(Candidate(**one), Candidate(**other)),
    )
    if not isinstance(preferred, Candidate):
        return None
    extra = {}
    for name in ("honorific", "description"):
        words = [
            Word(r, f"{at}/candidate/{name}", getattr(c.candidate, name))
            for r, at, c in places
            if c.candidate
        ]
        extra[name] = merger.weigh(f"/candidate/{name}", words, agree=lambda *_: True)
    return preferred.model_copy(update=extra)


def fullness(candidate: Candidate | None) -> int:
    return parse_name(candidate).fullness if candidate and candidate.kind == "person" else 0


def spelt_alike(one: Candidate, other: Candidate) -> bool:
    """Whether one name is only shorter than the other."""
    return parse_name(one).family == parse_name(other).family


def merge_affiliations(merger: Merger, places: Places) -> list[Affiliation]:
    """Every tie that any article tells; one without a relation is the same as one with."""
    ties: dict[str, dict[str | None, list[Word]]] = {}
    for record, at, candidacy in places:
        for index, tie in enumerate(candidacy.affiliations):
            word = Word(record, f"{at}/affiliations/{index}", tie, int(tie.kind is not None))
            ties.setdefault(tie.id, {}).setdefault(tie.relation, []).append(word)
    found: list[Affiliation] = []
    for _, relations in sorted(ties.items()):
        if None in relations and len(relations) > 1:
            loose = relations.pop(None)
            first = min(relations, key=str)
            words = relations[first] + [Word(w.record, w.pointer, w.value, -1) for w in loose]
            relations[first] = words
        for relation in sorted(relations, key=str):
            field = f"/affiliations/{len(found)}"
            found.append(
                merger.weigh(field, relations[relation], same=lambda tie: str(tie.id), agree=lambda *_: True)
            )
    return found


def merge_tallies(merger: Merger, places: Places) -> list[Tally]:
    """Further figures by kind, round and scope."""
    groups: dict[str, list[Word]] = {}
    for record, at, candidacy in places:
        for index, tally in enumerate(candidacy.tallies):
            key = json.dumps([tally.kind, tally.round, tally.scope])
            groups.setdefault(key, []).append(Word(record, f"{at}/tallies/{index}", tally))
    return [merger.weigh(f"/tallies/{i}", groups[key]) for i, key in enumerate(sorted(groups))]
