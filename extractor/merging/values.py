"""One merged contest from the records of it: every field weighed, every person and slate told once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from extractor.merging.candidacies import merge_candidacies
from extractor.merging.models import MergedContest
from extractor.merging.places import Fit, compare_refs
from extractor.merging.preference import Merger, Word
from extractor.records import (
    Record,
    Ref,
    SlateResult,
    Turnout,
)

__all__ = ["merge_contest"]

REFS = ("organisation", "committee", "position", "constituency")
PLAIN = ("seats", "electorate", "voting_system", "round", "term", "status", "majority")
PRECISION = {"year": 0, "month": 1, "day": 2}


def merge_contest(records: Sequence[Record]) -> MergedContest:
    """Merge records that are of one contest.

    The order of the records changes nothing; one record alone comes back as a contest with one piece.
    """
    records = sorted(records, key=lambda record: record.id)
    ids = [record.id for record in records]
    merger = Merger(records)
    values: dict[str, Any] = {
        name: merger.of_contest(name, agree=refs_agree, fullness=words_of) for name in REFS
    }
    values |= {name: merger.of_contest(name) for name in PLAIN}
    values["date"] = merger.of_contest(
        "date", lambda d: PRECISION[d.precision], same=lambda d: str(d.value), agree=dates_agree
    )
    values["kind"] = merger.of_contest(
        "kind", lambda kind: int(kind != "election"), agree=lambda one, other: other == "election"
    )
    values["timing"] = "current" if any(r.timing == "current" for r in records) else "previous"
    claimed = all(record.attribution for record in records)
    values["attribution"] = merger.of_contest("attribution", agree=lambda *_: True) if claimed else None
    values["turnout"] = merge_turnout(merger)
    values["candidacies"] = merge_candidacies(merger)
    values["slates"] = merge_slates(merger)
    values["previous_holders"] = merge_holders(merger)
    flags = {flag for record in records for flag in record.flags}
    flags |= {"conflicting_values"} if merger.conflicts else set()
    winners = sum(c.outcome in ("elected", "nominated") for c in values["candidacies"])
    flags |= (
        {"more_winners_than_seats"} if values["seats"] is not None and winners > values["seats"] else set()
    )
    return MergedContest(
        id=hashlib.sha256(json.dumps(ids).encode()).hexdigest()[:20],
        records=ids,
        articles=[record.article for record in records],
        flags=sorted(flags),
        told=merger.told,
        conflicts=merger.conflicts,
        pieces=list(records),
        **values,
    )


def words_of(ref: Ref) -> int:
    return len(ref.name.split())


def refs_agree(one: dict[str, str], other: dict[str, str]) -> bool:
    return compare_refs(Ref(**one), Ref(**other)) is not Fit.DIFFERENT


def dates_agree(one: dict[str, str], other: dict[str, str]) -> bool:
    return one["value"].startswith(other["value"])


def merge_turnout(merger: Merger) -> Turnout | None:
    """Each figure of the turnout by itself."""
    figures = {
        name: merger.weigh(
            f"/turnout/{name}",
            [Word(r, f"/turnout/{name}", getattr(r.turnout, name)) for r in merger.records if r.turnout],
        )
        for name in Turnout.model_fields
    }
    return Turnout(**figures) if any(figure is not None for figure in figures.values()) else None


def merge_slates(merger: Merger) -> list[SlateResult]:
    """One result a slate, each figure weighed by itself."""
    groups: dict[str, list[tuple[Record, str, SlateResult]]] = {}
    for record in merger.records:
        for index, result in enumerate(record.slates):
            groups.setdefault(result.slate.id, []).append((record, f"/slates/{index}", result))
    found = []
    for index, (_, group) in enumerate(sorted(groups.items())):
        values = {
            name: merger.weigh(
                f"/slates/{index}/{name}",
                [Word(r, f"{at}/{name}", getattr(result, name)) for r, at, result in group],
                same=(lambda ref: str(ref.id)) if name == "slate" else None,
            )
            for name in SlateResult.model_fields
        }
        found.append(SlateResult(**values))
    return found


def merge_holders(merger: Merger) -> list[Ref]:
    """Everybody whom an article says to have held the post."""
    groups: dict[str, list[Word]] = {}
    for record in merger.records:
        for index, holder in enumerate(record.previous_holders):
            groups.setdefault(holder.id, []).append(Word(record, f"/previous_holders/{index}", holder))
    return [
        merger.weigh(f"/previous_holders/{i}", groups[id], same=lambda ref: str(ref.id))
        for i, id in enumerate(sorted(groups))
    ]
