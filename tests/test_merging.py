"""Merging: what is joined is scored on contests of the tests' own telling, and on look-alikes of them."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.merging import MergedContest, merge_records, split_contests
from extractor.merging.identity import find_people
from extractor.records import Record
from tests.command import invoke
from tests.record_factory import slug

GOLD = json.loads(Path(__file__).with_name("data").joinpath("merging", "contests.json").read_text("utf-8"))
REFS = ("organisation", "committee", "position", "constituency")
RECALL_FLOOR = 1.0


def ref(name: str) -> dict:
    return {"id": slug(name), "name": name}


def candidacy(name: str | None, party: str | None, outcome: str | None, votes: int | None) -> dict:
    return {
        "candidate": {"id": slug(name), "name": name} if name else None,
        "affiliations": [
            {"id": slug(party), "name": party, "kind": "party", "relation": "stood_for"}
        ] if party else [],
        "outcome": outcome, "votes": votes, "votes_qualifier": None if votes is None else "exact",
    }  # fmt: skip


def tell(id: str, published: str | None = None, people: list = (), slates: list = (), **known) -> Record:
    """A record from its short form in the gold file."""
    text = known.pop("article", id)
    for name in REFS:
        known[name] = ref(known[name]) if known.get(name) else None
    if known.get("date"):
        precision = {4: "year", 7: "month", 10: "day"}[len(known["date"])]
        known["date"] = {"value": known["date"], "precision": precision, "text": known["date"]}
    evidence = [
        {"field": f"/candidacies/{i}/{field}", "start": 10 * i, "end": 10 * i + len(str(value)),
         "text": str(value), "rule": "made-by-hand", "basis": "stated"}
        for i, (name, _, _, votes) in enumerate(people)
        for field, value in (("candidate/name", name), ("votes", votes)) if value is not None
    ]  # fmt: skip
    return Record(
        id=id,
        article={"id": f"article-{text}", "sha256": f"sha-{text}", "published": published},
        kind=known.pop("kind", "election"),
        candidacies=[candidacy(*person) for person in people],
        slates=[{"slate": ref(name), "seats_won": seats} for name, seats in slates],
        evidence=evidence,
        **known,
    )


def gold_records() -> list[Record]:
    return [tell(**dict(record)) for contest in GOLD for record in contest["records"]]


def pairs(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def contest_of(merged: list[MergedContest], record: str) -> MergedContest:
    return next(contest for contest in merged if record in contest.records)


def test_gold_is_worth_scoring() -> None:
    told = [contest for contest in GOLD if len(contest["records"]) > 1]
    assert len(told) >= 15
    assert all(len(contest["records"]) <= 4 for contest in GOLD)


def test_joins_score_on_gold() -> None:
    merged = merge_records(gold_records())
    found = pairs([contest.records for contest in merged])
    gold = pairs([[record["id"] for record in contest["records"]] for contest in GOLD])
    precision, recall = len(found & gold) / len(found), len(found & gold) / len(gold)
    print(f"pairs: {len(gold)} gold, {len(found)} found, precision {precision:.3f}, recall {recall:.3f}")
    assert not [sorted(pair) for pair in found - gold], "joined what is not one contest"
    assert recall >= RECALL_FLOOR, [sorted(pair) for pair in gold - found]
