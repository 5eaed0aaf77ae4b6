"""Evidence is there for every value, and stands in the article word for word."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation.evidence import check_evidence, needed_evidence, resolve_pointer
from extractor.evaluation.sources import Texts
from extractor.records import Affiliation, ArticleRef, Candidacy, Candidate, Evidence, Record, Ref

TEXT = "Café vote\n\nNia Holt (Open Door) was elected chair of the board with 120 votes, 60% – a 𝟏st."


def at(field: str, text: str) -> Evidence:
    start = TEXT.index(text)
    return Evidence(field=field, start=start, end=start + len(text), text=text, rule="hand", basis="stated")


def make_record() -> Record:
    return Record(
        id="c1",
        article=ArticleRef(id="a", source="a.txt", sha256=hashlib.sha256(TEXT.encode()).hexdigest()),
        kind="election",
        position=Ref(id="chair", name="chair"),
        committee=Ref(id="board", name="board"),
        candidacies=[
            Candidacy(
                candidate=Candidate(id="nia-holt", name="Nia Holt"),
                affiliations=[Affiliation(id="open-door", name="Open Door")],
                outcome="elected",
                votes=120,
                share=60.0,
            )
        ],
        evidence=[
            at("/position", "chair"),
            at("/committee/name", "board"),
            at("/candidacies/0/candidate/name", "Nia Holt"),
            at("/candidacies/0/affiliations/0", "Open Door"),
            at("/candidacies/0/outcome", "was elected"),
            at("/candidacies/0/votes", "120 votes"),
            at("/candidacies/0/share", "60%"),
        ],
    )


def facts(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json")


def test_a_record_that_keeps_its_promises() -> None:
    result = check_evidence([facts(make_record())], lambda record: TEXT)
    assert (result.values, result.covered, result.entries, result.exact) == (7, 7, 7, 7)
    assert (result.unchecked, result.problems) == (0, [])


def test_a_value_without_evidence_is_named() -> None:
    record = make_record()
    record.seats = 1
    record.evidence = [entry for entry in record.evidence if entry.field != "/candidacies/0/share"]
    result = check_evidence([facts(record)], lambda record: TEXT)
    assert (result.values, result.covered) == (8, 6)
    assert result.problems == ["c1 /seats: no evidence", "c1 /candidacies/0/share: no evidence"]


def test_evidence_of_the_whole_is_none_of_the_part() -> None:
    record = make_record()
    record.evidence = [at("/candidacies/0", "Nia Holt"), at("/candidacies/0/votes_qualifier", "with")]
    result = check_evidence([facts(record)], lambda record: TEXT)
    assert result.covered == 0
    assert "c1 /candidacies/0/votes_qualifier: evidence for a value that is not there" in result.problems


def test_a_range_is_one_value() -> None:
    record: dict[str, Any] = {"candidacies": [{"votes_min": 100, "votes_max": 200}], "evidence": []}
    assert [pointer for pointer, _ in needed_evidence(record)] == ["/candidacies/0/votes_min"]
    record["evidence"] = [{"field": "/candidacies/0/votes_max", "start": 0, "end": 1, "text": "1"}]
    assert check_evidence([record], lambda record: None).covered == 1


def test_offsets_that_are_off_by_one_or_count_bytes_are_found() -> None:
    record = make_record()
    record.evidence[0].start += 1
    byte_start = len(TEXT[: record.evidence[2].start].encode())
    length = record.evidence[2].end - record.evidence[2].start
    record.evidence[2].start, record.evidence[2].end = byte_start, byte_start + length
    record.evidence[3].start, record.evidence[3].end = -5, -1
    result = check_evidence([facts(record)], lambda record: TEXT)
    assert result.exact == 4
    assert [problem.split(":")[0] for problem in result.problems] == [
        "c1 /position",
        "c1 /candidacies/0/candidate/name",
        "c1 /candidacies/0/affiliations/0",
    ]


def test_an_absent_text_is_counted_not_condemned() -> None:
    result = check_evidence([facts(make_record())], lambda record: None)
    assert (result.unchecked, result.exact, result.problems) == (7, 0, [])


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_any_slice_of_any_text_is_exact(text: str, start: int, end: int) -> None:
    piece = text[start:end]
    entry = {"field": "/seats", "start": start, "end": end, "text": piece}
    result = check_evidence([{"seats": 1, "evidence": [entry]}], lambda record: text)
    assert result.exact == bool(piece)


def test_pointers_follow_the_standard() -> None:
    record = {"a/b": {"m~n": [1, {"x": 2}]}}
    assert resolve_pointer(record, "/a~1b/m~0n/1/x") == 2
    assert resolve_pointer(record, "/a~1b/m~0n/7") is None
    assert resolve_pointer(record, "/a~1b/m~0n/-") is None


# -- finding the text ------------------------------------------------------------------------------------


def test_texts_from_an_articles_file(tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    title, body = TEXT.split("\n\n")
    rows = [{"id": "z", "text": "another"}, {"id": "a", "title": title, "text": body}]
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert Texts(articles)(facts(make_record())) == TEXT


@pytest.mark.parametrize("stored", [TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n")])
def test_texts_from_a_folder_of_files(tmp_path: Path, stored: str) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_bytes(stored.encode())
    assert Texts(tmp_path)(facts(make_record())) == TEXT


def test_an_edited_file_is_not_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + " Edited.", "utf-8")
    assert Texts(tmp_path)(facts(make_record())) is None


def test_without_articles_the_named_file_is_read(tmp_path: Path) -> None:
    record = make_record()
    record.article.source = str(tmp_path / "a.txt")
    assert Texts()(facts(record)) is None
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert Texts()(facts(record)) == TEXT
