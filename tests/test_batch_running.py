"""Runs: the same bytes for every number of jobs, every input in the ledger, progress."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from batch_runs import NAMES, read_bytes, read_ledger, run, write_folder

from extractor.batch import Options, ProgressLog, run_batch, running, standard_input
from extractor.batch.chunks import cut_chunks
from extractor.errors import ArticleError, ExtractorError
from extractor.inputs import read_dicts
from extractor.ledger import LedgerLine

ENGLISH = Options(packs=("english",))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_folder(tmp_path_factory.mktemp("articles"), 90)
    (folder / "b-copy.txt").write_bytes((folder / "a0001.txt").read_bytes())
    (folder / "c-empty.txt").write_bytes(b"")
    (folder / "d.jsonl").write_text('{"text": "Nia Holt was elected chair.", "id": "x"}\n{broken\n')
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("expected") / "out"
    summary = run_batch([folder], out, ENGLISH, engine="inline")
    assert summary.ledger.total == 94
    assert summary.ledger.counts["ok"] > 30
    assert summary.ledger.counts["skipped"] > 30
    assert len(summary.failures) == summary.failed == 1
    assert len(summary.records) == 20
    return read_bytes(out)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_every_number_of_jobs_writes_the_same(
    folder: Path, expected: dict[str, bytes], tmp_path: Path, jobs: int
) -> None:
    code, said, complained = run(
        tmp_path, [folder], tmp_path / "out", jobs=jobs, options={"vocabulary": 1_000}
    )
    assert (code, said[:9]) == (0, "94 inputs"), complained
    assert read_bytes(tmp_path / "out") == expected


def test_every_input_has_its_line_and_every_result_its_article(expected: dict[str, bytes]) -> None:
    ledger = [json.loads(line) for line in expected["ledger.jsonl"].splitlines()]
    articles = [json.loads(line) for line in expected["articles.jsonl"].splitlines()]
    records = [json.loads(line) for line in expected["records.jsonl"].splitlines()]
    read = [line["sha256"] for line in ledger if line["status"] in ("ok", "no_result")]
    assert [article["sha256"] for article in articles] == read
    assert len(records) == sum(line["records"] for line in ledger)
    assert [line["duplicate_of"] for line in ledger if line["duplicate_of"]] == [ledger[1]["source"]]


def test_no_gate_reads_what_the_gate_stops(folder: Path, tmp_path: Path) -> None:
    options = Options(packs=("english",), gate=False)
    assert run_batch([folder], tmp_path / "out", options, engine="inline").ledger.counts["skipped"] == 2


def test_confidence_leaves_records_out(folder: Path, tmp_path: Path) -> None:
    summary = run_batch([folder], tmp_path / "out", ENGLISH, engine="inline", min_confidence=0.5)
    records = [json.loads(line) for line in (tmp_path / "out" / NAMES[0]).read_text().splitlines()]
    assert all(record["confidence"] is not None and record["confidence"] >= 0.5 for record in records)
    assert summary.ledger.records == len(records)


def test_texts_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nia Holt was elected chair.")
    run_batch([tmp_path / "a.txt"], tmp_path / "out", ENGLISH, engine="inline", with_text=False)
    assert json.loads((tmp_path / "out" / "articles.jsonl").read_text())["text"] is None


def test_standard_input_is_read(tmp_path: Path) -> None:
    lines = b'{"text": "Nia Holt was elected chair."}\n' * 2
    summary = run_batch(["-"], tmp_path / "out", ENGLISH, engine="inline", stdin=io.BytesIO(lines))
    assert summary.ledger.counts == {"ok": 1, "no_result": 0, "skipped": 1, "failed": 0}


def test_standard_input_has_a_documented_cap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standard_input, "STDIN_LIMIT", 10)
    with pytest.raises(ArticleError, match="put it into files"):
        run_batch(
            ["-"], tmp_path / "out", ENGLISH, engine="inline", stdin=io.BytesIO(b"Nia Holt was elected.")
        )


def test_an_unknown_engine_and_no_workers_are_said(tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match="no backend 'ray'; there are: dask, inline, processes"):
        run_batch([tmp_path], tmp_path / "out", ENGLISH, engine="ray")
    with pytest.raises(ExtractorError, match="give 1 or more"):
        run_batch([tmp_path], tmp_path / "out", ENGLISH, jobs=0)


def test_an_earlier_run_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nia Holt was elected chair.")
    run_batch([tmp_path / "a.txt"], tmp_path / "out", ENGLISH, engine="inline")
    before = read_bytes(tmp_path / "out")
    with pytest.raises(ExtractorError):
        run_batch([tmp_path / "a.txt"], tmp_path / "out", ENGLISH, engine="ray")
    assert {name: (tmp_path / "out" / name).read_bytes() for name in NAMES} == before


def test_an_input_that_changes_while_it_is_read_is_in_the_ledger(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "in", 30)
    changed = {folder / "a0020.txt": b"Nia Holt was elected chair.", folder / "a0021.txt": b""}

    def change(line: LedgerLine, total: int) -> None:
        if line.source.endswith("a0000.txt"):
            for path, data in changed.items():
                path.write_bytes(data)
            os.unlink(folder / "a0025.txt")

    # One input a chunk, so that the change comes before the rest is read.
    summary = run_batch([folder], tmp_path / "out", ENGLISH, engine="inline", progress=change)
    assert summary.ledger.total in (29, 30)
    sources = [line["source"] for line in read_ledger(tmp_path / "out")]
    assert len(set(sources)) == len(sources) == summary.ledger.total


BROKEN: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\r\n",
    "binary.txt": bytes(range(256)) * 8,
    "nul.txt": b"\0" * 500,
    "utf16-cut.txt": "Nia Holt was elected chair.".encode("utf-16")[:-1],
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    "not-gzip.txt.gz": b"this is no gzip",
    "cut.txt.gz": gzip.compress(b"Nia Holt was elected chair. " * 90)[:-20],
    "broken.json": b'{"text": "Nia Holt',
    "number.json": b"42",
    "no-text.json": b'{"title": 7, "text": null}',
    "deep.json": b"[" * 100_000,
    "empty.jsonl": b"",
    "cut.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>",
    "page.html": b"<html><body></body></html>",
    "deep.html": b"<div>" * 5_000,
    "german.txt": "Die Abgeordneten wählten gestern die neue Vorsitzende und sie nahm die Wahl an. ".encode()
    * 9,
    "kill.txt": b"KILL-ME at the election.",
    "hang.txt": b"HANG-ME at the election.",
    "raise.txt": b"RAISE-ME at the election.",
}


HUNDREDS = int(os.environ.get("EXTRACTOR_BROKEN_ARTICLES", "2000")) // 100
"""EXTRACTOR_BROKEN_ARTICLES=100000 pytest tests/test_batch_running.py -k broken is the long form."""


def test_of_many_articles_the_broken_ones_are_in_the_ledger(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "in", 99 * HUNDREDS, relevant=0.1, words=40)
    assert len(BROKEN) == 20
    for number, (name, data) in zip(range(HUNDREDS), itertools.cycle(BROKEN.items()), strict=False):
        another = b"" if number < len(BROKEN) else b" %d" % number
        (folder / f"a{number * 99:06}-{name}").write_bytes(data + another)
    options = {"model": "faulty_model", "timeout": 2}
    out, patience = tmp_path / "out", 200 + 2 * HUNDREDS
    code, said, complained = run(tmp_path, [folder], out, jobs=2, options=options, patience=patience)
    assert code == 0, complained
    ledger = list(read_ledger(out))
    lines = {Path(line["source"].split("#")[0]).name: line for line in ledger}
    assert set(lines) == {path.name for path in folder.iterdir()}
    # a broken .jsonl file may count as several inputs, a file is never less than one
    assert len(ledger) >= 100 * HUNDREDS
    assert said.startswith(f"{len(ledger):,} inputs: "), said
    alive = {key.split("-", 1)[1] for key, line in lines.items() if "-" in key and line["records"]}
    assert alive <= {"utf16-cut.txt"}
    broken = {name: next(line for key, line in lines.items() if key.endswith(name)) for name in BROKEN}
    unread = [name for name, line in broken.items() if line["status"] not in ("failed", "skipped")]
    assert unread in ([], ["utf16-cut.txt"])
    assert broken["kill.txt"]["reason"] == "its worker process died each time: SIGKILL"
    assert broken["hang.txt"]["reason"] == "took longer than 2 seconds"
    assert broken["raise.txt"]["reason"] == "ValueError: raised on purpose"
    whole = [line for name, line in lines.items() if name.count("-") == 0]
    assert {line["status"] for line in whole} <= {"ok", "no_result", "skipped"}
    assert {line["reason"] for line in whole} == {None, "gated: no election cue"}


def test_chunks_hold_few_articles_few_characters_few_inputs() -> None:
    items = list(
        read_dicts({"text": f"Nia Holt won seat {n}. " * (20_000 if n == 3 else 1)} for n in range(40))
    )
    chunks = list(cut_chunks(items))
    assert [item for chunk in chunks for item in chunk.items] == items
    assert [chunk.number for chunk in chunks] == list(range(len(chunks)))
    assert [len(chunk.batch) for chunk in chunks] == [4, 16, 16, 4]


def test_progress_is_lines_or_json_or_nothing(folder: Path, tmp_path: Path) -> None:
    lines = io.StringIO()
    run_batch([folder], tmp_path / "a", ENGLISH, engine="inline", progress=ProgressLog(lines, every=0.0))
    assert "94 of 94 articles, " in lines.getvalue().splitlines()[-1]
    assert ", 1 failed" in lines.getvalue().splitlines()[-1]
    objects = io.StringIO()
    run_batch(
        [folder], tmp_path / "b", ENGLISH, engine="inline", progress=ProgressLog(objects, "json", every=0.0)
    )
    last = json.loads(objects.getvalue().splitlines()[-1])
    assert last["event"] == "progress"
    assert (last["articles"], last["total"], last["failed"]) == (94, 94, 1)
    assert set(last) == {
        "event", "articles", "total", "articles_per_second", "with_records", "failed", "seconds_left",
    }  # fmt: skip


def test_a_quiet_run_says_nothing(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run_batch([folder], tmp_path / "out", ENGLISH, engine="inline")
    assert capfd.readouterr() == ("", "")


def test_an_article_with_a_sentence_that_was_cut_says_so_and_is_resumed(tmp_path: Path) -> None:
    long = "Nia Holt was elected chair of the board. " + "They spoke of roads, " * 200 + "and left."
    (tmp_path / "a.txt").write_text(long)
    run_batch([tmp_path / "a.txt"], tmp_path / "out", ENGLISH, engine="inline")
    (line,) = read_ledger(tmp_path / "out")
    assert (line["status"], line["flags"]) == ("ok", ["sentence_cut"])
    state = tmp_path / "out" / "resume.json"
    described = running.describe_run(
        replace(ENGLISH, expected=ENGLISH.signature()), True, None, running.MAX_CHARACTERS, True
    )
    state.write_text(json.dumps({**described, "complete": False}))
    for name in NAMES:
        (tmp_path / "out" / name).rename(tmp_path / "out" / f"{name}.part")
    summary = run_batch([tmp_path / "a.txt"], tmp_path / "out", ENGLISH, engine="inline", resume=True)
    assert (summary.resumed, summary.ledger.total) == (1, 1)
