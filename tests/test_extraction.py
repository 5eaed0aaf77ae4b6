"""The library: one result for each article, in order, whatever the articles are."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from datetime import date

import pytest

import extractor
from extractor import Article, extract, extract_many

GERMAN = "Die Partei hat nach der Wahl auch für das neue Amt eine Frau und nicht mit sich einen Mann."


def test_extract_gives_records_with_the_article_that_offsets_refer_to() -> None:
    result = extract(
        "Nia Holt was elected chair of the board.", title="Holt wins", id="a1", date="2024-05-03"
    )
    assert (result.status, result.reason) == ("ok", None)
    assert result.article.text == "Holt wins\n\nNia Holt was elected chair of the board."
    assert result.records[0].article.published == "2024-05-03"
    for evidence in result.records[0].evidence:
        assert result.article.text[evidence.start : evidence.end] == evidence.text


def test_an_articles_own_field_names_are_known() -> None:
    day = date(2024, 5, 3)
    article = extract("Rain fell.", published=day, publisher="The Post", given_id="7", source="a.txt").article
    assert (article.published, article.publisher, article.id, article.source) == (
        day,
        "The Post",
        "7",
        "a.txt",
    )


def test_a_source_that_is_an_address_is_the_url() -> None:
    assert extract("Rain fell.", source="https://example.org/1#top").article.id == "https://example.org/1"


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("The rain fell on the town all day.", "no_result", None),
        (" \n", "skipped", "no text"),
        ("1234 5678", "skipped", "no letter"),
        (GERMAN, "skipped", "not English"),
    ],
)  # fmt: skip
def test_why_there_are_no_records(text: str, status: str, reason: str | None) -> None:
    result = extract(text)
    assert (result.status, result.records) == (status, [])
    assert (result.reason is None) == (reason is None)
    assert reason is None or reason in str(result.reason)


def test_one_result_for_each_article_in_order_and_none_stops_the_rest() -> None:
    items = [
        "Nia Holt was elected chair.",
        None,
        {"body": "Sam Orr was elected mayor."},
        {},
        7,
        Article(text="Rain."),
    ]
    results = list(extract_many(items))  # type: ignore[arg-type]
    assert [r.status for r in results] == ["ok", "failed", "ok", "skipped", "failed", "no_result"]
    assert all(r.reason for r in results if r.status in ("failed", "skipped"))


def test_an_article_on_which_a_stage_breaks_is_a_failure_with_its_reason() -> None:
    nlp = extractor.load(["english"])
    nlp.get_pipe("election_claims").__dict__["read"] = None  # a stage that breaks on any sentence with a name
    results = list(extract_many(["Nia Holt was elected chair.", ""], nlp=nlp))
    assert results[0].status == "failed"
    assert "TypeError" in str(results[0].reason)
    assert results[1].status == "skipped"


def test_articles_are_read_one_at_a_time() -> None:
    taken = []

    def stream() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield "Rain fell."

    next(extract_many(stream()))
    assert taken == [0]


def test_extract_stays_a_function_whatever_is_imported() -> None:
    importlib.import_module("extractor.extraction")
    importlib.import_module("extractor.batch")
    assert callable(extractor.extract)
    assert callable(extractor.load)
