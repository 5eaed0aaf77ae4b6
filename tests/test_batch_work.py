"""The unit of work: lines for every input, whatever it is."""

from __future__ import annotations

import pickle
import re
import sys
import threading
import time
from pathlib import Path

import pytest
from batch_runs import write_faulty_model

from extractor.article import Article
from extractor.batch import Options, extract_batch, read_results
from extractor.errors import PackError
from extractor.inputs import Input
from extractor.pipeline import load
from extractor.work.extracting import Extractor
from extractor.work.time_limit import TooSlow, limit_time

ENGLISH = ("english",)
HOLT = Article(text="Nia Holt was elected chair of the board with 1,204 votes.", source="a.txt")


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    monkeypatch.syspath_prepend(str(write_faulty_model(tmp_path / "site")))
    sys.modules.pop("faulty_model", None)
    return Options(packs=ENGLISH, model="faulty_model", timeout=0.5)


def inputs(*texts: str) -> list[Input]:
    return [Input(f"{n}.txt", Article(text=text)) for n, text in enumerate(texts)]


def test_answers_every_input_in_order() -> None:
    batch = [
        Input("a.txt", HOLT),
        Input("b.txt", problem=("failed", "cannot be read")),
        Input("c.txt", Article(text="Rain fell on Ashcombe.")),
        Input("d.txt", Article(text="The vote was put off.")),
    ]
    answers = list(read_results(extract_batch(batch, Options(packs=ENGLISH))))
    assert [(line.source, line.status, len(records)) for line, records in answers] == [
        ("a.txt", "ok", 1), ("b.txt", "failed", 0), ("c.txt", "skipped", 0), ("d.txt", "no_result", 0),
    ]  # fmt: skip
    assert answers[2][0].reason == "gated: no election cue"
    assert b"Nia Holt" in answers[0][1][0]


def test_without_the_gate_everything_is_read() -> None:
    (answer,) = read_results(extract_batch(inputs("Rain fell."), Options(packs=ENGLISH, gate=False)))
    assert answer[0].status == "no_result"


def test_faults_become_reasons(faulty: Options) -> None:
    texts = ["RAISE-ME vote", "MEMORY-ME vote", "RECURSE-ME vote", "HANG-ME vote", HOLT.text]
    lines = [line for line, _ in read_results(extract_batch(inputs(*texts), faulty))]
    assert [line.status for line in lines] == ["failed"] * 4 + ["ok"]
    assert lines[0].reason == "ValueError: raised on purpose"
    assert lines[1].reason == "MemoryError:"
    assert str(lines[2].reason).startswith("RecursionError: ")
    assert lines[3].reason == "took longer than 0.5 seconds"


def test_the_time_limit_holds_in_other_threads(faulty: Options) -> None:
    lines = []
    thread = threading.Thread(
        target=lambda: lines.extend(read_results(extract_batch(inputs("HANG-ME vote", HOLT.text), faulty)))
    )
    thread.start()
    thread.join(30)
    assert [line.status for line, _ in lines] == ["failed", "ok"]


def test_the_time_limit_ends_a_long_expression() -> None:
    began = time.monotonic()
    with pytest.raises(TooSlow), limit_time(0.3):
        re.match(r"(a+)+$", "a" * 40 + "b")
    assert time.monotonic() - began < 5


def test_no_limit_and_limits_in_time_change_nothing() -> None:
    for limit in (None, 5.0):
        with limit_time(limit):
            pass
    caught = []

    def body() -> None:
        with limit_time(5.0):
            caught.append("done")

    thread = threading.Thread(target=body)
    thread.start()
    thread.join()
    assert caught == ["done"]


def test_a_grown_vocabulary_is_given_back() -> None:
    batch = inputs(
        *(f"Nia Holt{n} was elected chair. " + " ".join(f"w{n}x{i}" for i in range(80)) for n in range(10))
    )
    small, large = Extractor(Options(packs=ENGLISH, vocabulary=200)), Extractor(Options(packs=ENGLISH))
    assert [small.extract(item) for item in batch] == [large.extract(item) for item in batch]
    assert small.rebuilt >= 2
    assert large.rebuilt == 0
    assert len(small.nlp.vocab.strings) < len(load(ENGLISH).vocab.strings) + 400


def test_lone_surrogates_have_a_line_too() -> None:
    article = Article(text="Nia Holt \ud800 was elected chair.", given_id="\udc00")
    (answer,) = read_results(extract_batch([Input("a.txt", article)], Options(packs=ENGLISH)))
    assert answer[0].id == "\ufffd"
    assert answer[0].status == "failed"


def test_timing_is_written_when_asked_for() -> None:
    (answer,) = read_results(extract_batch([Input("a.txt", HOLT)], Options(packs=ENGLISH, timing=True)))
    assert answer[0].seconds is not None and answer[0].seconds > 0


def test_a_worker_with_other_packs_refuses() -> None:
    options = Options(packs=ENGLISH, expected="0.0.1 abc")
    with pytest.raises(PackError, match=r"this worker has release and packs .*the run has 0.0.1 abc"):
        extract_batch([Input("a.txt", HOLT)], options)


def test_options_travel() -> None:
    options = Options(packs=ENGLISH, timeout=1.5)
    assert pickle.loads(pickle.dumps(options)) == options
    assert hash(options) == hash(pickle.loads(pickle.dumps(options)))
