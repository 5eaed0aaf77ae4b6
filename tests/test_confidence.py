"""Confidence is measured: what records with evidence of the same kind reached on gold.

The table is made from the odd half of the measuring material and from the corpus. After rules have changed:
EXTRACTOR_UPDATE_CONFIDENCE=1 pytest -p no:xdist tests/test_confidence.py, then the README's table with
EXTRACTOR_UPDATE_SNAPSHOTS=1 pytest tests/test_docs.py, and look at the diff of both.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from measured_run import published_of
from spacy.language import Language

import extractor
from extractor.confidence import ALL, KINDS, LIST_RULES, chain_of, kind_of, kind_of_json, read_reliability
from extractor.evaluation import half_of
from extractor.evaluation.reliability import FEW, count_kinds, reliability_table
from extractor.evaluation.sources import digest_gold
from extractor.packs.loading import load_packs

CHECKOUT = Path(__file__).resolve().parents[1]
STORED = CHECKOUT / "extractor" / "reliability.json"
UPDATE = os.environ.get("EXTRACTOR_UPDATE_CONFIDENCE") == "1"
TOLERANCE = 0.05
"""How far the stored figure of a kind may be from that of today's rules."""


def documents(
    nlp: Language, articles: Path, gold: Path, half: str | None
) -> Iterator[tuple[list[Any], list[Any]]]:
    """Gold contests and records of every article, of one half or of both."""
    for path in sorted(gold.glob("*.json")):
        if half in (None, half_of(path.stem)):
            text = (articles / f"{path.stem}.txt").read_text("utf-8")
            found = extractor.extract(text, nlp=nlp, source=path.stem, published=published_of(path))
            records = [record.model_dump(mode="json") for record in found.records]
            yield json.loads(path.read_text("utf-8"))["contests"], records


@pytest.fixture(scope="module")
def nlp() -> Language:
    return extractor.load()


@pytest.mark.shared
def test_stored_table_is_what_the_rules_of_today_reach(nlp: Language, shared: Path) -> None:
    sets = [
        ("odd half of dev", shared / "articles" / "dev", shared / "gold" / "dev", "odd"),
        ("corpus", CHECKOUT / "corpus" / "articles", CHECKOUT / "corpus" / "gold", None),
    ]
    counts: dict[str, Counter[str]] = {}
    for _, articles, gold, half in sets:
        for kind, held in count_kinds(documents(nlp, articles, gold, half)).items():
            counts.setdefault(kind, Counter()).update(held)
    table = reliability_table(counts)
    digests = {name: digest_gold(gold) for name, _, gold, _ in sets}
    if UPDATE:
        lines = ",\n".join(f"  {json.dumps(kind)}: {json.dumps(table[kind])}" for kind in KINDS)
        gold_line = json.dumps(digests)
        STORED.write_text(f'{{\n"gold": {gold_line},\n"kinds": {{\n{lines}\n}}\n}}\n', "utf-8")
        read_reliability.cache_clear()
    stored = json.loads(STORED.read_text("utf-8"))
    if stored["gold"] != digests:
        pytest.skip("the gold is not that of the stored table")
    far = {
        kind: (stored["kinds"][kind]["confidence"], table[kind]["confidence"])
        for kind in KINDS
        if abs(stored["kinds"][kind]["confidence"] - table[kind]["confidence"]) > TOLERANCE
    }
    assert not far, f"stored and of today: {far}; EXTRACTOR_UPDATE_CONFIDENCE=1 writes the table anew"


def test_every_kind_has_a_figure_and_counts_add_up() -> None:
    table = read_reliability()
    assert list(table) == list(KINDS)
    for kind, entry in table.items():
        assert set(entry) == {"records", "right", "wrong", "confidence"}
        assert 0 <= entry["confidence"] <= 1
        for field in ("records", "right", "wrong"):
            children = [k for k in KINDS if k != kind and list(chain_of(k))[1:2] == [kind]]
            assert not children or entry[field] == sum(table[child][field] for child in children), (
                kind,
                field,
            )


def test_stored_figures_follow_from_the_stored_counts() -> None:
    table = read_reliability()
    assert reliability_table({kind: Counter(entry) for kind, entry in table.items()}) == table


def test_a_kind_with_few_facts_has_the_figure_of_the_one_above() -> None:
    table = read_reliability()
    for kind, entry in table.items():
        if kind != ALL and entry["right"] + entry["wrong"] < FEW:
            assert entry["confidence"] == table[list(chain_of(kind))[1]]["confidence"], kind


def test_a_figure_lies_between_its_own_precision_and_that_of_the_kind_above() -> None:
    counts = {
        ALL: Counter(right=80, wrong=20),
        "list": Counter(right=60),
        "prose": Counter(right=20, wrong=20),
    }
    table = reliability_table(counts)
    assert 0.8 < table["list"]["confidence"] < 1
    assert 0.5 < table["prose"]["confidence"] < 0.8
    assert table["totals"]["confidence"] == table[ALL]["confidence"] == 0.8


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nia Holt was elected chair of the board with 312 votes.", "prose.one-winner.stated"),
        ("Nia Holt beat Tom Ferris by 312 votes to 298 in the election.", "prose.one-winner.unnamed"),
        ("Nia Holt and Tom Ferris were elected to the board.", "prose.other"),
        ("The Red Party won 12 of the 15 seats in the council election.", "totals"),
        ("Results\n\nMayor\nNia Holt - 312\nTom Ferris - 298\nUna Byrne - 41 votes", "list.long.figures"),
    ],
)
def test_kind_of_evidence(nlp: Language, text: str, kind: str) -> None:
    (record,) = extractor.extract(text, nlp=nlp).records
    assert kind_of(record) == kind_of_json(record.model_dump(mode="json")) == kind
    assert record.confidence == read_reliability()[kind]["confidence"]


def test_flagged_records_are_a_kind_of_their_own(nlp: Language) -> None:
    (record,) = extractor.extract("Nia Holt was elected chair of the board.", nlp=nlp).records
    record.flags = ["conflicting_values"]
    assert kind_of(record) == "flagged"


def test_rules_of_rows_are_no_rules_of_packs() -> None:
    packs = load_packs([])
    assert not LIST_RULES & (packs.claims.keys() | packs.phrases.keys())


def test_confidence_does_not_hang_on_the_order_of_articles(nlp: Language) -> None:
    texts = [path.read_text("utf-8") for path in sorted((CHECKOUT / "corpus" / "articles").glob("u*.txt"))]
    first = {text: [r.confidence for r in extractor.extract(text, nlp=nlp).records] for text in texts}
    random.Random(1).shuffle(texts)
    assert {text: [r.confidence for r in extractor.extract(text, nlp=nlp).records] for text in texts} == first
    assert {kind_of(r) for text in texts for r in extractor.extract(text, nlp=nlp).records} <= set(KINDS)
