"""What the report makes of a run before a browser sees it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from report_runs import ARABIC, COUNCIL, HOSTILE, PANEL, article_line, sample_records, write_lines, write_run

from extractor.article import Article
from extractor.errors import ArticleError, LedgerError, OutputError, RecordError
from extractor.report import write_report


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "spring")


def data_of(page: str, id: str) -> Any:
    found = re.search(f'<script type="application/json" id="{id}">(.*?)</script>', page, re.S)
    assert found, id
    return json.loads(found[1])


def test_the_summary_counts_what_went_in(run: Path) -> None:
    summary = write_report(run, run / "report.html")
    assert summary.path == run / "report.html"
    assert (summary.contests, summary.articles, summary.failures) == (5, 5, 3)
    assert (summary.flagged, summary.low_confidence, summary.mismatches) == (1, 1, 0)
    assert summary.size == (run / "report.html").stat().st_size


def test_nothing_in_the_page_can_be_fetched(run: Path) -> None:
    write_report(run, run / "report.html")
    page = (run / "report.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    addresses = re.findall(r'\b(?:src|href)="([^"]*)"', markup)
    assert addresses and all(address.startswith(("#", "data:,")) for address in addresses)
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|<link rel=\"stylesheet", page)


def test_the_markup_of_articles_never_becomes_the_pages(run: Path) -> None:
    write_report(run, run / "report.html")
    page = (run / "report.html").read_bytes()
    assert b"\x00" not in page
    text = page.decode("utf-8")
    assert "window.pwned" in text and "<script>window.pwned" not in text and "<img" not in text
    assert data_of(text, "article-2")["passages"][0]["text"] == HOSTILE.text.replace("\ud800", "\ufffd")


def test_offsets_stay_code_points_and_sentences_hold_their_evidence(run: Path) -> None:
    write_report(run, run / "report.html")
    page = (run / "report.html").read_text(encoding="utf-8")
    for number, article in enumerate((PANEL, ARABIC)):
        block = data_of(page, f"article-{number}")
        assert block["whole"] and block["passages"] == [{"start": 0, "text": article.text}]
        for entry in block["evidence"]:
            start, end = entry["sentence"]
            assert start <= entry["start"] < entry["end"] <= end
    votes = next(e for e in data_of(page, "article-1")["evidence"] if e["field"] == "/candidacies/1/votes")
    assert ARABIC.text[slice(*votes["sentence"])] == "أما سامر قاسم فنال 430 صوتا."


def test_snippets_hold_evidence_sentences_only(run: Path) -> None:
    write_report(run, run / "shared.html", snippets=True)
    page = (run / "shared.html").read_text(encoding="utf-8")
    assert "took the chair" in page and "Ed Vane" in page
    assert "biscuits" not in page and "late on Tuesday" not in page and "nobody was elected" not in page
    assert "W" * 1000 not in page
    block = data_of(page, "article-0")
    assert not block["whole"]
    for passage in block["passages"]:
        assert PANEL.text[passage["start"] :].startswith(passage["text"])


def test_a_sentence_without_end_is_shared_in_part(run: Path) -> None:
    council = next(r for r in sample_records() if r.id == "council")
    rambling = Article.compose(None, COUNCIL.text.replace(".", ",") + " and so on" * 500, given_id="council")
    line = council.model_copy(update={"article": rambling.ref()}).model_dump(mode="json")
    write_lines(run / "records.jsonl", [line])
    write_lines(run / "articles.jsonl", [article_line(rambling)])
    write_report(run, run / "shared.html", snippets=True)
    block = data_of((run / "shared.html").read_text(encoding="utf-8"), "article-0")
    assert 100 < sum(len(passage["text"]) for passage in block["passages"]) < 1300


def test_a_run_without_articles_shows_what_evidence_quotes(run: Path) -> None:
    (run / "articles.jsonl").unlink()
    summary = write_report(run, run / "report.html")
    assert summary.articles == 4  # known from records alone
    page = (run / "report.html").read_text(encoding="utf-8")
    articles = data_of(page, "index")["articles"]
    panel = next(n for n, article in enumerate(articles) if article["id"] == "panel")
    block = data_of(page, f"article-{panel}")
    assert len(block["evidence"]) == 17 and not block["whole"]
    for passage in block["passages"]:
        assert PANEL.text[passage["start"] :].startswith(passage["text"])


def test_evidence_that_does_not_stand_is_counted_and_left_unlit(run: Path) -> None:
    line = article_line(COUNCIL)
    write_lines(run / "articles.jsonl", [{**line, "text": "X" + line["text"]}])
    assert write_report(run, run / "report.html").mismatches == 3


def test_records_with_one_id_get_addresses_of_their_own(run: Path) -> None:
    council = next(r for r in sample_records() if r.id == "council")
    write_lines(run / "records.jsonl", [council.model_dump(mode="json")] * 2)
    write_report(run, run / "report.html")
    index = data_of((run / "report.html").read_text(encoding="utf-8"), "index")
    assert [contest["id"] for contest in index["contests"]] == ["council", "council~2"]


def test_an_empty_run_is_a_report_too(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").touch()
    summary = write_report(tmp_path, tmp_path / "deep" / "report.html")
    assert (summary.contests, summary.articles, summary.failures) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "error"),
    [("records.jsonl", RecordError), ("articles.jsonl", ArticleError), ("ledger.jsonl", LedgerError)],
)
def test_a_broken_line_is_named_and_the_old_report_stays(
    run: Path, name: str, error: type[Exception]
) -> None:
    out = run / "report.html"
    out.write_text("before")
    files = sorted(run.iterdir())
    with (run / name).open("a") as file:
        file.write('{"torn": ')
    number = len((run / name).read_text().splitlines())
    with pytest.raises(error, match=f"{re.escape(name)}:{number}: .*run"):
        write_report(run, out)
    assert out.read_text() == "before"
    assert sorted(run.iterdir()) == files


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"records\.jsonl does not exist: give the folder"):
        write_report(tmp_path, tmp_path / "report.html")


def test_a_place_that_cannot_be_written_is_named(run: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write the report to .*choose another place"):
        write_report(run, run / "records.jsonl" / "report.html")
