"""The core gives the results of the agreed scorer, by hand-made cases and by comparison."""

from __future__ import annotations

import copy
import importlib.util
import inspect
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extractor.evaluation import evaluate, scoring

CHECKOUT = Path(__file__).resolve().parents[1]


def score(golds: list[dict[str, Any]], records: list[dict[str, Any]]) -> scoring.Tally:
    return scoring.score_document("doc", golds, records)[0]


def test_right_missed_and_spurious_facts_are_counted_by_kind() -> None:
    gold = {
        "position": ["chair", "chairperson"],
        "seats": 1,
        "candidacies": [
            {"name": ["Nia Holt"], "outcome": "elected", "votes": 120, "affiliations": [["Open Door"]]},
            {"name": ["Sam Orr"], "outcome": "not_elected", "votes": 80},
        ],
    }
    record = {
        "position": {"id": "chairperson", "name": "Chairperson"},
        "candidacies": [
            {
                "candidate": {"name": "Dr Nia Holt"},
                "outcome": "elected",
                "votes": 102,
                "affiliations": [{"id": "open-door", "name": "Open Door"}],
            },
            {"candidate": {"name": "Ed Vane"}, "outcome": "not_elected"},
        ],
    }
    tally = score([gold], [record])
    strict_and_timing = {"outcome_strict": 1, "timing": 1}
    assert dict(tally.right) == strict_and_timing | {
        "position": 1,
        "candidate": 1,
        "outcome": 1,
        "affiliation": 1,
    }
    assert dict(tally.missed) == {"seats": 1, "votes": 2, "candidate": 1, "outcome": 1, "outcome_strict": 1}
    assert dict(tally.spurious) == {"votes": 1, "candidate": 1, "outcome": 1, "outcome_strict": 1}
    assert "spurious votes          doc/nia holt: 102 (want 120)" in tally.errors


def test_last_time_given_as_today_makes_its_figures_wrong() -> None:
    contest = {
        "timing": "previous",
        "position": ["mayor"],
        "candidacies": [{"name": ["Nia Holt"], "outcome": "elected", "share": 51.2}],
    }
    record = {
        "timing": "current",
        "position": "mayor",
        "candidacies": [{"candidate": {"name": "Nia Holt"}, "outcome": "elected", "share": 51.2}],
    }
    tally = score([contest], [record])
    assert (tally.right["candidate"], tally.right["position"]) == (1, 1)
    assert (tally.missed["share"], tally.spurious["share"], tally.missed["outcome"]) == (1, 1, 1)


def test_what_is_optional_or_starred_is_never_missed() -> None:
    starred = {"position": "*", "committee": "*", "candidacies": [{"name": ["Nia Holt"], "outcome": "*"}]}
    assert score([starred | {"optional": True}], []).prf()[3:] == (0, 0, 0)
    record = {"position": "chair", "candidacies": [{"candidate": {"name": "Nia Holt"}, "outcome": "elected"}]}
    assert score([starred], [record]).prf()[3:] == (1, 0, 0)


def test_whatever_is_said_of_a_negative_is_spurious() -> None:
    record = {"seats": 2, "slates": [{"slate": {"id": "open-door", "name": "Open Door"}, "seats_won": 2}]}
    assert score([], [record]).spurious == {"seats": 1, "slate_seats": 1}


# -- against the scorer itself ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("agreed_scorer", shared / "scoring" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names_of(gold: dict[str, Any]) -> str | None:
    return gold["name"][0] if gold.get("name") else None


def ref(names: Any) -> dict[str, str] | None:
    if not names or names == "*":
        return None
    name = names if isinstance(names, str) else names[0]
    return {"id": name.lower().replace(" ", "-"), "name": name}


def record_from_gold(gold: dict[str, Any], document: str) -> dict[str, Any]:
    """The record that would get this gold contest right."""
    candidacies = []
    for candidacy in gold.get("candidacies", []):
        name, groups = names_of(candidacy), candidacy.get("affiliations", [])
        figures = {
            key: None if candidacy.get(key) == "*" else candidacy.get(key)
            for key in ("outcome", "votes", "votes_min", "votes_max", "share", "rank", "incumbent")
        }
        candidacies.append(
            {
                "candidate": {"id": name.lower(), "name": name} if name else None,
                "affiliations": [] if groups == "*" else [ref(group) for group in groups],
                **figures,
            }
        )
    seats = gold.get("seats")
    return {
        "article": {"source": f"articles/{document}.txt", "sha256": "0" * 64},
        **{field: ref(gold.get(field)) for field in ("committee", "position", "constituency")},
        "seats": seats[0] if isinstance(seats, list) else None if seats == "*" else seats,
        "timing": "current" if gold.get("timing") in (None, "*") else gold["timing"],
        "candidacies": candidacies,
        "slates": [
            {"slate": ref(s["slate"]), "seats_won": s["seats_won"] if s.get("seats_won") != "*" else 4}
            for s in gold.get("slates", [])
        ],
    }


def disturb(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The record with the faults that an extractor makes."""
    record = copy.deepcopy(record)
    for field in ("committee", "position", "constituency", "seats"):
        if chance.random() < 0.2:
            record[field] = None
        elif chance.random() < 0.1:
            record[field] = 9 if field == "seats" else {"id": "wrong", "name": "Harbour Board"}
    if chance.random() < 0.1:
        record["timing"] = "previous" if record["timing"] == "current" else "current"
    kept = [c for c in record["candidacies"] if chance.random() < 0.85]
    for candidacy in kept:
        if candidacy["candidate"] and chance.random() < 0.1:
            candidacy["candidate"]["name"] = "Cllr " + candidacy["candidate"]["name"].upper()
        if candidacy["candidate"] and chance.random() < 0.1:
            candidacy["candidate"]["name"] = "Ida Cole"
        for field, wrong in (("outcome", "advanced"), ("votes", 7), ("share", 12.3), ("votes_min", 1)):
            if chance.random() < 0.12:
                candidacy[field] = chance.choice([None, wrong])
        if chance.random() < 0.15:
            candidacy["affiliations"] = chance.choice([[], [{"id": "open-door", "name": "Open Door"}]])
    record["candidacies"] = kept
    for slate in record["slates"]:
        if chance.random() < 0.2:
            slate["seats_won"] = chance.choice([None, 3])
    return record


def predict(gold: dict[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    """Records of all gold documents as a fair extractor might write them, in no order."""
    records = []
    for document, truth in gold.items():
        made = [record_from_gold(contest, document) for contest in truth["contests"]]
        made = [disturb(record, chance) for record in made if chance.random() < 0.85]
        if chance.random() < 0.1:
            made.append(disturb(record_from_gold({"seats": 3, "position": ["clerk"]}, document), chance))
        if len(made) > 1 and chance.random() < 0.1:
            # two contests merged into one, the commonest fault
            made[0]["candidacies"] += made.pop()["candidacies"]
        records += made
    chance.shuffle(records)
    return records


@pytest.mark.shared
def test_every_function_of_the_scorer_is_here(scorer: ModuleType) -> None:
    theirs = {name for name, _ in inspect.getmembers(scorer, inspect.isfunction)} - {"main"}
    ours = {name for name, _ in inspect.getmembers(scoring, inspect.isfunction)}
    assert theirs <= ours
    for constant in ("HONORIFICS", "STOPWORDS", "SCORED", "ASIDE", "OUTCOME_CLASS"):
        assert getattr(scorer, constant) == getattr(scoring, constant)


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(4))
def test_every_document_gets_the_scorers_facts(shared: Path, scorer: ModuleType, seed: int) -> None:
    gold = {
        path.stem: json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold").rglob("*.json"))
    }
    records = predict(gold, random.Random(seed))
    counted = 0
    for document, truth in gold.items():
        made = [r for r in records if r["article"]["source"] == f"articles/{document}.txt"]
        theirs, exact, contests = scorer.score_document(document, truth["contests"], made)
        ours, our_exact, our_contests = scoring.score_document(document, truth["contests"], made)
        assert (ours.right, ours.missed, ours.spurious) == (theirs.right, theirs.missed, theirs.spurious)
        assert ours.errors == theirs.errors
        assert (our_exact, our_contests) == (exact, contests)
        assert ours.prf() == theirs.prf()
        counted += sum(theirs.prf()[3:])
    assert counted > 1000


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["dev", "negatives", "."])
def test_the_whole_evaluation_gives_the_scorers_totals(shared: Path, tmp_path: Path, folder: str) -> None:
    everything = {p.stem: json.loads(p.read_text("utf-8")) for p in sorted((shared / "gold").rglob("*.json"))}
    records = tmp_path / "records.jsonl"
    records.write_text(
        "".join(json.dumps(r) + "\n" for r in predict(everything, random.Random(folder))), "utf-8"
    )
    command = [sys.executable, str(shared / "scoring" / "score.py"), str(shared / "gold" / folder)]
    theirs = json.loads(
        subprocess.run([*command, str(records), "--json"], check=True, capture_output=True).stdout
    )

    ours = evaluate(shared / "gold" / folder, records, bootstrap=0)

    assert (ours.total.precision, ours.total.recall, ours.total.f1) == (
        theirs["p"],
        theirs["r"],
        theirs["f1"],
    )
    assert ours.macro_f1 == pytest.approx(theirs["macro_f1"])
    for figure in ("contests", "exact_contests", "negatives", "negatives_with_output"):
        assert getattr(ours, figure) == theirs[figure]
    assert len(ours.documents) == theirs["documents"]
    for kind, row in theirs["by_type"].items():
        mine = ours.fields[kind]
        assert (mine.right, mine.missed, mine.spurious) == (row["right"], row["missed"], row["spurious"])
        assert (mine.precision, mine.recall, mine.f1) == (row["p"], row["r"], row["f1"])
    assert {name: group.score.f1 for name, group in ours.genres.items()} == {
        name: row["f1"] for name, row in theirs["by_genre"].items()
    }


# -- the fixture that finds the material -----------------------------------------------------------------


@pytest.mark.parametrize(("required", "outcome"), [("", "1 skipped"), ("1", "1 error")])
def test_absent_material_skips_unless_it_is_required(tmp_path: Path, required: str, outcome: str) -> None:
    (tmp_path / "conftest.py").write_text((CHECKOUT / "tests" / "conftest.py").read_text("utf-8"), "utf-8")
    (tmp_path / "test_it.py").write_text("def test_it(shared):\n    pass\n", "utf-8")
    environment = os.environ | {
        "ELECTION_SHARED": str(tmp_path / "nowhere"),
        "EXTRACTOR_REQUIRE_SHARED": required,
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-rsE",
        "-p",
        "no:cacheprovider",
        f"--rootdir={tmp_path}",
    ]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert outcome in run.stdout
    assert "set ELECTION_SHARED" in run.stdout
