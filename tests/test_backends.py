"""Backends: what is said when workers cannot start, and what is done when they are lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_runs import CHECKOUT, read_bytes, run, start_run, write_folder

from extractor.article import Article
from extractor.backends import open_backend
from extractor.batch import Options, read_results, run_batch
from extractor.errors import ExtractorError
from extractor.inputs import Input

ENGLISH = Options(packs=("english",))


@pytest.mark.parametrize("name", ["inline", "processes"])
def test_a_backend_gives_back_every_batch_under_its_number(name: str) -> None:
    backend = open_backend(name, ENGLISH, 2)
    try:
        done: dict[int, bytes] = {}
        number = 0
        while len(done) < 7:
            if number < 7 and backend.wants_more():
                texts = [f"Nia Holt{number} was elected chair.", "The vote was put off."]
                backend.submit(number, [Input(f"{number}-{n}", Article(text=t)) for n, t in enumerate(texts)])
                number += 1
            else:
                done.update(backend.collect(0.2))
        sources = {n: [line.source for line, _ in read_results(result)] for n, result in done.items()}
        assert sources == {n: [f"{n}-0", f"{n}-1"] for n in range(7)}
    finally:
        backend.close()


def test_a_script_without_its_guard_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nia Holt was elected chair.")
    (tmp_path / "script.py").write_text(
        "from extractor.batch import run_batch\n"
        f"run_batch([{str(tmp_path / 'a.txt')!r}], {str(tmp_path / 'out')!r})\n"
    )
    done = subprocess.run(
        [sys.executable, str(tmp_path / "script.py")],
        capture_output=True, text=True, timeout=120, env={"PYTHONPATH": str(CHECKOUT)},
    )  # fmt: skip
    assert done.returncode != 0
    assert 'A script has to run this below `if __name__ == "__main__":`' in done.stderr


def test_a_model_that_is_not_installed_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nia Holt was elected chair.")
    code, _, complained = run(
        tmp_path, [tmp_path / "a.txt"], tmp_path / "out", options={"model": "no_such_model"}
    )
    assert code == 2
    assert "no_such_model" in complained


def test_workers_are_started_for_work_only() -> None:
    backend = open_backend("processes", ENGLISH, 8)
    try:
        backend.submit(0, [Input("a.txt", Article(text="Nia Holt was elected chair."))])
        while not backend.collect(0.5):
            pass
        assert len(backend._workers) == 1  # type: ignore[attr-defined]
    finally:
        backend.close()


def test_packs_that_differ_from_those_of_the_run_are_refused() -> None:
    backend = open_backend("processes", Options(packs=("english",), expected="0.0.1 abc"), 1)
    try:
        backend.submit(0, [Input("a.txt", Article(text="Nia Holt was elected chair."))])
        with pytest.raises(ExtractorError, match=r"the run has 0\.0\.1 abc"):
            for _ in range(60):
                backend.collect(0.5)
    finally:
        backend.close()


# -- Dask -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("articles"), 160, relevant=0.7, words=120)


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("expected") / "out"
    run_batch([folder], out, ENGLISH, engine="inline")
    return read_bytes(out)


def test_dask_writes_the_same_although_a_worker_is_killed(
    folder: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason='Dask is not installed: pip install "extractor[dask]"')
    psutil = pytest.importorskip("psutil")
    process = start_run(tmp_path, [folder], tmp_path / "out", jobs=2, engine="dask")
    part = tmp_path / "out" / "ledger.jsonl.part"
    killed = False
    while process.poll() is None and not killed:
        time.sleep(0.02)
        if part.exists() and part.stat().st_size:
            children = psutil.Process(process.pid).children(recursive=True)
            found = [child for child in children if "spawn_main" in " ".join(child.cmdline())]
            killed = bool(found)
            for child in found[:1]:
                child.kill()
    _, complained = process.communicate(timeout=120)
    assert process.returncode == 0, complained
    assert killed
    assert read_bytes(tmp_path / "out") == expected


def test_dask_loses_only_the_article_that_kills_its_workers(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason='Dask is not installed: pip install "extractor[dask]"')
    folder = write_folder(tmp_path / "in", 5, relevant=1.0)
    (folder / "a0001.txt").write_text("Nia Holt was elected chair of KILL-ME.")
    (folder / "a0003.txt").write_text("Nia Holt was elected chair of HANG-ME.")
    options = {"model": "faulty_model", "timeout": 1}
    for engine in ("dask", "processes"):
        code, _, complained = run(
            tmp_path, [folder], tmp_path / engine, jobs=2, engine=engine, options=options
        )
        assert code == 0, complained
    ledgers = [(tmp_path / engine / "ledger.jsonl").read_text() for engine in ("dask", "processes")]
    assert ledgers[0] == ledgers[1].replace("died each time: SIGKILL", "died each time")
    assert (tmp_path / "dask" / "records.jsonl").read_bytes() == (
        tmp_path / "processes" / "records.jsonl"
    ).read_bytes()


def test_dask_without_a_scheduler_at_the_address_is_said(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason='Dask is not installed: pip install "extractor[dask]"')
    monkeypatch.setattr("extractor.backends.dask.PATIENCE", 1.0)
    with pytest.raises(ExtractorError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        run_batch([folder], tmp_path / "out", ENGLISH, engine="dask", scheduler="tcp://127.0.0.1:1")
