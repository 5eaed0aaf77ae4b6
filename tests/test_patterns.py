"""Every rule of every pack answers to its own examples, run through the whole pipeline."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractor.explaining.examples import Example, collect_examples, lint_packs, rules_of, run_example
from extractor.packs.loading import find_pack, load_packs, shipped_packs
from extractor.packs.reading import read_pack
from extractor.packs.selection import packs_with
from extractor.pipeline import load

PACKS = load_packs()
KNOWN_GAP = pytest.mark.xfail(strict=True, reason="a known gap; move it to match on the day it works")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def parameters() -> list[object]:
    return [
        pytest.param(example, id=example.id, marks=[KNOWN_GAP] if example.kind == "todo" else [])
        for example in collect_examples(PACKS)
    ]


@pytest.mark.parametrize("example", parameters())
def test_example(nlp: Language, example: Example) -> None:
    verdict = run_example(nlp, example)
    place = f"{example.place.file}:{example.place.line}"
    as_match = verdict.passed if example.kind != "todo" else not verdict.passed
    assert as_match, f"{place}: {example.source!r}: {verdict.message}"


@pytest.mark.parametrize("name", shipped_packs())
def test_pack_loads_and_its_rules_can_run(name: str) -> None:
    pack = read_pack(find_pack(name))
    assert pack.info.name == name
    assert not [str(complaint) for complaint in lint_packs(PACKS, [name]) if complaint.fatal]


@pytest.mark.parametrize("name", shipped_packs())
def test_every_rule_has_both_kinds_of_examples(name: str) -> None:
    if not collect_examples(PACKS, [name]) and list(rules_of(PACKS, [name])):
        pytest.skip("no rule of this pack has an example yet")
    assert not [str(complaint) for complaint in lint_packs(PACKS, [name])]


def test_ids_of_examples_are_unique() -> None:
    ids = [example.id for example in collect_examples(PACKS)]
    assert len(ids) == len(set(ids))


def test_a_pack_given_by_folder_takes_the_place_of_the_shipped_one() -> None:
    names = packs_with([find_pack("uk-labour")])
    assert len(names) == len(shipped_packs())
    assert str(find_pack("uk-labour")) in names
