"""The project's own corpus is complete and consistent with itself and with the record contract."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from extractor import records

CORPUS = Path(__file__).parent.parent / "corpus"
ARTICLES = {path.stem: path for path in sorted((CORPUS / "articles").glob("*.txt"))}
GOLD = {path.stem: path for path in sorted((CORPUS / "gold").glob("*.json"))}
BOTH = sorted(ARTICLES.keys() & GOLD.keys())

GENRES = {
    "africa-caribbean": 3,
    "canada-anz": 4,
    "council-local": 6,
    "foss-board": 4,
    "ireland-stv": 3,
    "labour-internal": 8,
    "live-updates": 2,
    "negative": 16,
    "parliament": 7,
    "society-board": 4,
    "south-asia": 4,
    "sport-un": 2,
    "student-union": 7,
    "union": 6,
    "us": 8,
}
TOP_KEYS = {"genre", "phenomena", "published", "contests", "notes"}
CONTEST_KEYS = {
    "organisation",
    "committee",
    "position",
    "constituency",
    "seats",
    "timing",
    "kind",
    "date",
    "term",
    "status",
    "attribution",
    "majority",
    "round",
    "voting_system",
    "electorate",
    "previous_holders",
    "flags",
    "turnout",
    "optional",
    "notes",
    "candidacies",
    "slates",
    "evidence",
}
CANDIDACY_KEYS = {
    "name",
    "outcome",
    "outcome_basis",
    "votes",
    "votes_min",
    "votes_max",
    "votes_qualifier",
    "share",
    "affiliations",
    "maybe_affiliations",
    "incumbent",
    "rank",
    "tallies",
    "kind",
    "honorific",
    "optional",
}
SLATE_KEYS = {"slate", "seats_won", "seats_contested", "seats_change", "votes", "share", "optional"}
ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@cache
def read_article(name: str) -> str:
    return ARTICLES[name].read_text("utf-8")


@cache
def read_gold(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(GOLD[name].read_text("utf-8"))
    return gold


def resolve(contest: dict[str, Any], pointer: str) -> Any:
    """The value that a JSON pointer names."""
    value: Any = contest
    for part in pointer.removeprefix("/").split("/"):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def is_names(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) and v.strip() for v in value)


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def test_every_article_has_gold_and_every_gold_an_article() -> None:
    assert ARTICLES.keys() == GOLD.keys()


def test_corpus_is_large_and_varied_enough() -> None:
    assert len(BOTH) >= 60
    assert sum(not read_gold(name)["contests"] for name in BOTH) >= 15
    for genre, least in GENRES.items():
        assert sum(name.startswith(f"{genre}--") for name in BOTH) >= least, genre


def test_all_traps_are_named() -> None:
    named = {word for name in BOTH for word in read_gold(name)["phenomena"] if word.startswith("trap-")}
    assert named == {f"trap-{number}" for number in range(1, 26)}


@pytest.mark.parametrize("name", BOTH)
def test_article_is_title_blank_line_body(name: str) -> None:
    title, blank, first, *_ = read_article(name).split("\n")
    assert title == title.strip() != ""
    assert blank == ""
    assert first.strip()
    assert 70 <= len(read_article(name).split()) <= 380


@pytest.mark.parametrize("name", BOTH)
def test_gold_has_only_known_keys_and_values(name: str) -> None:
    gold = read_gold(name)
    assert gold.keys() <= TOP_KEYS
    assert gold["genre"] == name.partition("--")[0]
    assert is_names(gold["phenomena"])
    if "published" in gold:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", gold["published"])
    for contest in gold["contests"]:
        assert contest.keys() <= CONTEST_KEYS
        assert {
            "committee",
            "position",
            "constituency",
            "seats",
            "timing",
            "candidacies",
            "slates",
        } <= contest.keys()
        for key in ("organisation", "committee", "position", "constituency", "attribution"):
            assert contest.get(key) in (None, "*") or is_names(contest[key]), key
        assert contest["seats"] in (None, "*") or isinstance(contest["seats"], int)
        assert contest["timing"] in (*get_args(records.Timing), "*")
        assert contest["kind"] in (*get_args(records.Kind), "*")
        status = contest.get("status")
        assert all(
            s in (None, *get_args(records.Status), "*")
            for s in (status if isinstance(status, list) else [status])
        )
        assert contest.get("date") in (None, "*") or ISO_DATE.fullmatch(contest["date"])
        assert set(contest.get("flags", [])) <= set(get_args(records.Flag))
        records.Turnout.model_validate({} if contest.get("turnout") == "*" else contest.get("turnout", {}))
        records.Round.model_validate({} if contest.get("round") == "*" else contest.get("round", {}))
        assert contest["candidacies"] or contest["slates"], (
            "a contest without candidacy and slate says nothing"
        )


@pytest.mark.parametrize("name", BOTH)
def test_candidacies_and_slates_are_valid(name: str) -> None:
    for contest in read_gold(name)["contests"]:
        for candidacy in contest["candidacies"]:
            assert candidacy.keys() <= CANDIDACY_KEYS
            assert {"name", "outcome", "votes", "share", "affiliations"} <= candidacy.keys()
            assert candidacy["name"] is None or is_names(candidacy["name"])
            assert candidacy["name"] or candidacy["affiliations"], "neither named nor given a party"
            assert candidacy["outcome"] in (None, *get_args(records.Outcome), "*")
            assert candidacy.get("outcome_basis") in (None, *get_args(records.OutcomeBasis))
            assert candidacy.get("kind", "person") in get_args(records.CandidateKind)
            assert candidacy["votes"] in (None, "*") or is_number(candidacy["votes"])
            assert candidacy["share"] in (None, "*") or 0 <= candidacy["share"] <= 100
            assert candidacy.get("votes_min", 0) <= candidacy.get("votes_max", 0)
            assert all(is_names(names) for names in candidacy["affiliations"])
            assert all(is_names(names) for names in candidacy.get("maybe_affiliations", []))
            for tally in candidacy.get("tallies", []):
                records.Tally.model_validate(tally)
        for slate in contest["slates"]:
            assert slate.keys() <= SLATE_KEYS
            assert is_names(slate["slate"])
        names = [tuple(c["name"]) for c in contest["candidacies"] if c["name"]]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("name", BOTH)
def test_evidence_is_in_the_article_and_covers_names_and_figures(name: str) -> None:
    text = read_article(name)
    for contest in read_gold(name)["contests"]:
        pointed = set()
        for entry in contest["evidence"]:
            assert entry.keys() == {"field", "text"}
            assert entry["text"] and entry["text"] in text, entry
            assert resolve(contest, entry["field"]) is not None, entry
            pointed.add(entry["field"])
        for number, candidacy in enumerate(contest["candidacies"]):
            for key in ("name", "votes", "votes_min", "votes_max", "share"):
                if candidacy.get(key) not in (None, "*"):
                    assert f"/candidacies/{number}/{key}" in pointed, (candidacy["name"], key)
