"""What holds for any text: valid records or none, evidence from the text, the same output every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import extractor
from extractor import Article, Record
from extractor.evaluation.evidence import check_evidence, needed_evidence
from extractor.extraction import extract_article
from extractor.records import record_schema

try:
    from jsonschema import Draft202012Validator
except ImportError:  # pydantic, which the records are made with, has to do

    def validate(record: dict[str, Any]) -> None:
        Record.model_validate(record, strict=True)
else:
    validate = Draft202012Validator(record_schema()).validate

CHECKOUT = Path(__file__).resolve().parents[1]
CORPUS = sorted((CHECKOUT / "corpus" / "articles").glob("*.txt"))
RECORD = record_schema()


def words_of(listed: str) -> list[str]:
    return [piece.strip() for piece in listed.split(";")]


NAMES = words_of("""
    Nia Holt;Sam Orr;Holt;Ana de la Cruz;OKAFOR, Ben;Dr Mei Lin;Jean-Luc Roy;Ed Orr;J. P. O'Hara;
    ÅSA ÖBERG;she;they;the latter;RON
""")
BODIES = words_of("""
    chair;the board;mayor of Milford;national executive committee (NEC);the NEC;councillor;treasurer;
    Mill ward;CLP section;Open Door-backed;the Open Door slate;Labour;(Lab);Conservative;R-Ohio;
    Democratic primary
""")
FIGURES = words_of("""
    812 votes;790;1,204;1,18,035;48.2%;48.2 per cent;12.4k;3.2 million;7–5;7-to-2;
    between 100 and 200 votes each;two;all five seats;seven of the 15 positions;a majority of 22;
    turnout was 41%;99999999999999999999999;1e9;0;-3;½;٣٤٥;2019;2,000,000,000,000 votes;150%;0 seats
""")
VERBS = words_of("""
    was elected;were elected to;beat;defeated;won;lost to;received;respectively;ahead of;with;by;to;
    and;for;of;was re-elected unopposed;conceded;is expected to win;gained three seats;withdrew;
    ELECTED;Results:;said:;in 2019
""")
SIGNS = [
    *',.;:|()[]"“”‘’—…%é🗳\n\t\x00\u00a0\u200b\ufeff',
    *("\n\n", "\r\n", "- ", "* ", "1. ", "𝔑𝔦𝔞", "Votes | Share", "Candidate | Party | Votes"),
]
SENTENCES = [
    "Nia Holt was elected chair with 812 votes, ahead of Sam Orr on 790.",
    "Nia Holt beat Sam Orr by 812 votes to 790.",
    "Ana Cruz and Ben Okafor were elected to the board with 400 and 300 votes respectively.",
    "Open Door-backed candidates won all five seats on the appeals panel.",
    "- Mei Lin (Lab) 1,204 ELECTED\n- Ed Roy (Con) 988",
    "Candidate | Party | Votes\nMei Lin | Labour | 1,204\nEd Roy | Green | 988",
]


@st.composite
def election_texts(draw: st.DrawFn) -> str:
    """Text from the pieces of election news, in any order."""
    pieces = st.sampled_from([*NAMES, *BODIES, *FIGURES, *VERBS, *SIGNS, *5 * SENTENCES])
    chosen = draw(st.lists(pieces, min_size=1, max_size=60))
    gaps = draw(
        st.lists(st.sampled_from([" ", " ", " ", "", "\n"]), min_size=len(chosen), max_size=len(chosen))
    )
    return "".join(piece + gap for piece, gap in zip(chosen, gaps, strict=True))


@st.composite
def damaged_articles(draw: st.DrawFn) -> str:
    """An article of the corpus with a stretch cut out, one put in, and perhaps its lines shuffled."""
    text = draw(st.sampled_from(CORPUS)).read_text("utf-8")
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.integers(0, 400)))
    text = text[:start] + draw(st.one_of(st.just(""), election_texts())) + text[end:]
    if draw(st.booleans()):
        text = "\n".join(draw(st.permutations(text.split("\n"))))
    return text


TEXTS = st.one_of(election_texts(), election_texts(), damaged_articles(), st.text(max_size=300))
FUZZ = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def nlp() -> Language:
    return extractor.load()


def run(nlp: Language, text: str) -> list[str]:
    """The lines that an article gives; unlike `extract`, a fault of the pipeline is raised."""
    records = extract_article(nlp, Article(text=text, source="a.txt")).records
    return [record.model_dump_json() for record in records]


def without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with `X or null` written as X, so that objects can be followed."""
    if "anyOf" in schema:
        kept = [part for part in schema["anyOf"] if part.get("type") != "null"]
        return kept[0] if len(kept) == 1 else {}
    return schema


def check(text: str, lines: list[str]) -> None:
    """All that the contract promises of the lines of one text."""
    records = [json.loads(line) for line in lines]
    for record in records:
        validate(record)
        assert Record.model_validate(record).model_dump(mode="json") == record
        for entry in record["evidence"]:
            assert 0 <= entry["start"] < entry["end"] <= len(text)
            assert entry["text"] == text[entry["start"] : entry["end"]]
        for candidacy in record["candidacies"]:
            assert candidacy["share"] is None or 0 <= candidacy["share"] <= 100
            assert candidacy["votes"] is None or candidacy["votes"] >= 0
            assert candidacy["candidate"] or candidacy["affiliations"], "neither named nor given a party"
        assert record["candidacies"] or record["slates"], "a contest of which nothing is said"
        assert record["article"]["sha256"] == Article(text=text).sha256
    assert not check_evidence(records, lambda record: text).problems
    assert len({record["id"] for record in records}) == len(records)


@FUZZ
@given(text=TEXTS)
def test_any_text_gives_valid_records_or_none(nlp: Language, text: str) -> None:
    lines = run(nlp, text)
    check(text, lines)
    assert lines == run(nlp, text)


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(exclude_categories=())))
def test_extract_never_raises_whatever_characters_come(nlp: Language, text: str) -> None:
    """Lone surrogates too, which no UTF-8 can hold."""
    result = extractor.extract(f"Nia Holt was elected chair. {text}", nlp=nlp)
    assert result.status in ("ok", "no_result") or result.reason


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_pieces_of_the_texts_do_give_records(nlp: Language, sentence: str) -> None:
    """So that the tests above are not about empty lists."""
    title = "Mill ward by-election: the results\n\nThe count ended at midnight."
    assert run(nlp, f"{title}\n\n{sentence}")


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_articles_of_the_corpus_keep_the_contract(nlp: Language, path: Path) -> None:
    text = path.read_text("utf-8")
    check(text, run(nlp, text))


@pytest.mark.shared
def test_real_articles_keep_the_contract(nlp: Language, shared: Path) -> None:
    for path in sorted((shared / "articles").glob("[!u]*/*.txt")):  # without those that have no gold
        text = path.read_text("utf-8")
        check(text, run(nlp, text))


def test_a_value_that_the_contract_names_is_checked_for_evidence(nlp: Language) -> None:
    """The check above would see a value without evidence."""
    text = "Nia Holt was elected chair with 812 votes."
    record = json.loads(run(nlp, text)[0])
    needed = [pointer for pointer, _ in needed_evidence(record)]
    assert {"/candidacies/0/candidate", "/candidacies/0/outcome", "/candidacies/0/votes"} <= set(needed)
    record["evidence"] = []
    assert len(check_evidence([record], lambda record: text).problems) == len(needed)


def test_every_key_is_on_every_line(nlp: Language) -> None:
    seen = set()
    for path in CORPUS:
        for line in run(nlp, path.read_text("utf-8")):
            for part, schema in parts_of(json.loads(line), RECORD):
                assert part.keys() == schema["properties"].keys(), schema["title"]
                seen.add(schema["title"])
    assert {"Record", "ArticleRef", "Candidacy", "Candidate", "SlateResult", "Evidence", "Ref"} <= seen


def parts_of(value: Any, schema: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every object inside a record, the record first, each with its schema."""
    schema = without_null(schema)
    if "$ref" in schema:
        schema = RECORD["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict):
        yield value, schema
        for key, part in value.items():
            yield from parts_of(part, schema["properties"][key])
    elif isinstance(value, list):
        for part in value:
            yield from parts_of(part, schema.get("items", {}))


def test_an_article_gives_the_same_lines_whatever_was_read_before(nlp: Language) -> None:
    """Nothing that one article defines (acronyms, names, its country) stays for the next one."""
    texts = [path.read_text("utf-8") for path in CORPUS[::4]]
    forwards = [run(nlp, text) for text in texts]
    backwards = [run(nlp, text) for text in reversed(texts)]
    assert forwards == backwards[::-1]


def test_ids_do_not_depend_on_where_an_article_came_from(nlp: Language) -> None:
    text = CORPUS[0].read_text("utf-8")
    one = extractor.extract(text, nlp=nlp, source="a.txt")
    other = extractor.extract(text, nlp=nlp, url="https://example.org/b", publisher="The Post")
    assert one.records
    assert [record.id for record in one.records] == [record.id for record in other.records]
    longer = extractor.extract(text + "\n", nlp=nlp).records
    assert not {record.id for record in longer} & {record.id for record in one.records}


def test_lines_are_the_same_in_every_process() -> None:
    """Python's hashes of strings differ from process to process: no order may come from them."""
    code = (
        "import sys, pathlib, extractor\n"
        "for path in sys.argv[1:]:\n"
        "    for record in extractor.extract(pathlib.Path(path).read_text('utf-8'), source='a').records:\n"
        "        print(record.model_dump_json())\n"
    )
    outputs = set()
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, CORPUS[::2])],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": str(CHECKOUT)},
            capture_output=True, check=True,
        )  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") > 50
