"""What the pipeline makes of the corpus and the measuring material: exact, or a gap that is known and named.

`corpus/known_gaps.json` lists the articles that are not exact yet: what they show (the phenomena of their
gold) and which kinds of facts are wrong. A gap that closes, and a kind of fact that starts to be wrong, turns
a test red. `corpus/floors.json` holds the figures that may not fall, for each set of gold.

After a change that is meant: EXTRACTOR_UPDATE_FLOORS=1 pytest -p no:xdist tests/test_corpus_scores.py, and
look at the diff.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import pytest
from measured_run import measure
from spacy.language import Language

import extractor
from extractor.evaluation import Evaluation, Floors, check_floors, gold_changed
from extractor.evaluation.results import DocumentResult
from extractor.evaluation.scoring import SCORED

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
GAPS_FILE = CORPUS / "known_gaps.json"
FLOORS_FILE = CORPUS / "floors.json"
NAMES = sorted(path.stem for path in (CORPUS / "gold").glob("*.json"))
UPDATE = os.environ.get("EXTRACTOR_UPDATE_FLOORS") == "1"
SLACK = 0.01
"""How far below the figure of its day a floor is set; a figure of 1 is held exactly."""
FLOORED = (
    *("f1", "precision", "recall", "exact_contests", "clean_negatives", "half.even", "half.odd"),
    *("evidence.coverage", "evidence.exact"),
    *(f"field.{kind}" for kind in SCORED),
)
PASSING = ("clean_negatives", "precision", "evidence.coverage", "evidence.exact")
"""Floors of a set whose articles have no result, or one in passing that may be left out."""


def read_json(path: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return held


def write_json(path: Path, held: dict[str, Any]) -> None:
    """One entry a line, so that a change is a line of a diff."""
    lines = [f"{json.dumps(key)}: {json.dumps(held[key])}" for key in sorted(held)]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return extractor.load()


@pytest.fixture(scope="module")
def corpus(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    evaluation = measure(nlp, CORPUS / "articles", CORPUS / "gold", tmp_path_factory.mktemp("corpus"))
    if UPDATE:
        documents = {document.name: document for document in evaluation.documents}
        gaps = {name: gap(documents[name]) for name in NAMES if wrong(documents[name])}
        write_json(GAPS_FILE, gaps)
    return evaluation


def wrong(document: DocumentResult) -> list[str]:
    """The kinds of facts that are missed or wrongly said in an article."""
    return sorted(kind for kind, score in document.fields.items() if score.missed or score.spurious)


def gap(document: DocumentResult) -> dict[str, Any]:
    gold = read_json(CORPUS / "gold" / f"{document.name}.json")
    return {"shows": gold["phenomena"], "wrong": wrong(document)}


@pytest.mark.parametrize("name", NAMES)
def test_article_is_exact_or_a_known_gap(corpus: Evaluation, name: str) -> None:
    document = next(document for document in corpus.documents if document.name == name)
    known = read_json(GAPS_FILE).get(name)
    if known is None:
        assert not wrong(document), "\n".join(document.errors)
        return
    assert wrong(document), (
        f"this gap is closed ({', '.join(known['shows'])}): take it out of {GAPS_FILE.name}"
    )
    fresh = set(wrong(document)) - set(known["wrong"])
    assert not fresh, "\n".join([f"wrong now, and not before: {', '.join(sorted(fresh))}", *document.errors])


def test_articles_without_a_result_give_nothing_or_are_a_known_gap(corpus: Evaluation) -> None:
    gaps = read_json(GAPS_FILE)
    talking = {document.name for document in corpus.documents if document.negative and document.records}
    assert talking <= gaps.keys()


def test_known_gaps_are_articles_and_say_what_they_show() -> None:
    for name, known in read_json(GAPS_FILE).items():
        assert name in NAMES, f"{GAPS_FILE.name} lists {name}, which is no article of the corpus"
        assert known["shows"] == read_json(CORPUS / "gold" / f"{name}.json")["phenomena"]
        assert set(known["wrong"]) <= set(SCORED)


def hold_floors(name: str, evaluation: Evaluation) -> None:
    """Compare figures with their floors, or write the floors anew."""
    if UPDATE:
        write_json(FLOORS_FILE, read_json(FLOORS_FILE) | {name: lower(name, evaluation).model_dump()})
    floors = Floors.model_validate(read_json(FLOORS_FILE)[name])
    changed = gold_changed(evaluation, floors)
    if changed and name != "corpus":
        pytest.skip(changed)
    assert changed is None
    falls = check_floors(evaluation, floors)
    assert not falls, "\n".join(falls)


def lower(name: str, evaluation: Evaluation) -> Floors:
    """Floors a little below the figures of today."""
    measures = evaluation.measures()
    chosen = PASSING if name == "negatives" else FLOORED
    floors = {}
    for key in chosen:
        if key in measures:
            now = measures[key]
            floors[key] = 1.0 if now == 1 else max(0.0, math.floor((now - SLACK) * 10_000) / 10_000)
    return Floors(digest=evaluation.gold_digest, floors=floors)


def test_corpus_keeps_its_floors(corpus: Evaluation) -> None:
    hold_floors("corpus", corpus)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seeds", "dev", "negatives"])
def test_measuring_material_keeps_its_floors(nlp: Language, shared: Path, tmp_path: Path, name: str) -> None:
    hold_floors(name, measure(nlp, shared / "articles" / name, shared / "gold" / name, tmp_path))


def test_every_floor_is_the_name_of_a_figure(corpus: Evaluation) -> None:
    for floors in read_json(FLOORS_FILE).values():
        for key, floor in floors["floors"].items():
            assert key in FLOORED
            assert 0 <= floor <= 1


def test_evidence_of_the_corpus_is_whole(corpus: Evaluation) -> None:
    assert not corpus.evidence.problems
    assert corpus.evidence.unchecked == 0 < corpus.evidence.entries
    assert not corpus.strangers
