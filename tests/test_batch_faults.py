"""Runs that are killed, interrupted or out of space lose nothing, repeat nothing, end in the same bytes."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from batch_runs import NAMES, read_bytes, read_ledger, run, start_run, write_folder

from extractor.batch import Interrupted, Options, run_batch
from extractor.errors import OutputError
from extractor.ledger import LedgerLine

psutil = pytest.importorskip("psutil")
resource = pytest.importorskip("resource")

ENGLISH = Options(packs=("english",))
SEEDS = range(int(os.environ.get("EXTRACTOR_FAULT_SEEDS", "20")))
"""EXTRACTOR_FAULT_SEEDS=200 pytest tests/test_batch_faults.py -k killed is the long form: an hour."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("articles"), 200, relevant=0.6, words=120)


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("expected") / "out"
    run_batch([folder], out, ENGLISH, engine="inline")
    return read_bytes(out)


def wait_for_output(out: Path, size: int, seconds: float = 60) -> None:
    """Wait until the ledger has grown to a size."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        part = out / "ledger.jsonl.part"
        if (part.exists() and part.stat().st_size >= size) or (out / "ledger.jsonl").exists():
            return
        time.sleep(0.01)
    raise AssertionError("nothing was written")


def workers(pid: int) -> list[Any]:
    """The worker processes of a run."""
    return [child for child in psutil.Process(pid).children() if "spawn_main" in " ".join(child.cmdline())]


def prefix_of(out: Path, expected: dict[str, bytes]) -> bool:
    """Whether the parts are the beginnings of the whole files."""
    return all(expected[name].startswith((out / f"{name}.part").read_bytes()) for name in NAMES)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_run_goes_on_where_it_stopped(
    folder: Path, expected: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    out = tmp_path / "out"
    for _ in range(rng.randint(1, 2)):
        process = start_run(tmp_path, [folder], out, jobs=2, resume=True)
        if out.exists():
            wait_for_output(out, 1)
        time.sleep(rng.uniform(0.2, 3.5))
        pids = [worker.pid for worker in workers(process.pid)] if process.poll() is None else []
        process.kill()
        process.communicate()
        gone = psutil.wait_procs([psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)], timeout=10)[
            0
        ]
        assert len(gone) <= len(pids)
        assert not [pid for pid in pids if psutil.pid_exists(pid)], "workers outlive the run"
        if not (out / "ledger.jsonl").exists() and (out / "ledger.jsonl.part").exists():
            assert prefix_of(out, expected)
    code, _, complained = run(tmp_path, [folder], out, jobs=2, resume=True)
    assert code == 0, complained
    assert read_bytes(out) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_workers_cost_nothing(
    folder: Path, expected: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    process = start_run(tmp_path, [folder], tmp_path / "out", jobs=2)
    killed = 0
    end = time.monotonic() + rng.uniform(3, 5)
    while (time.monotonic() < end or not killed) and process.poll() is None:
        time.sleep(rng.uniform(0.3, 1.2))
        alive = workers(process.pid) if process.poll() is None else []
        if alive and killed < 3:
            rng.choice(alive).kill()
            killed += 1
    _, complained = process.communicate(timeout=120)
    assert process.returncode == 0, complained
    assert killed
    assert read_bytes(tmp_path / "out") == expected


def test_an_article_that_kills_its_worker_costs_only_itself(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "in", 40, relevant=1.0)
    faults = {
        "a0005.txt": "KILL-ME",
        "a0006.txt": "ABORT-ME",
        "a0011.txt": "HANG-ME",
        "a0020.txt": "KILL-ONCE",
    }
    for name, fault in faults.items():
        (folder / name).write_text(f"Nia Holt was elected chair of {fault}.")
    found = []
    for jobs in (1, 3):
        out = tmp_path / f"out{jobs}"
        (tmp_path / "killed-once").unlink(missing_ok=True)
        options = {"model": "faulty_model", "timeout": 1}
        code, _, complained = run(tmp_path, [folder], out, jobs=jobs, options=options)
        assert code == 0, complained
        found.append(read_bytes(out))
    assert found[0] == found[1]
    lines = {Path(line["source"]).name: line for line in read_ledger(tmp_path / "out1")}
    assert {name: line["reason"] for name, line in lines.items() if line["status"] == "failed"} == {
        "a0005.txt": "its worker process died each time: SIGKILL",
        "a0006.txt": "its worker process died each time: exit code 3",
        "a0011.txt": "took longer than 1 seconds",
    }
    assert lines["a0020.txt"]["status"] == "ok"
    assert len(lines) == 40


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_is_quick_and_says_how_to_go_on(
    folder: Path, expected: dict[str, bytes], tmp_path: Path, number: signal.Signals
) -> None:
    out = tmp_path / "out"
    process = start_run(tmp_path, [folder], out, jobs=2)
    wait_for_output(out, 1)
    began = time.monotonic()
    os.killpg(process.pid, number)  # as a terminal does: to the workers too
    _, complained = process.communicate(timeout=30)
    assert time.monotonic() - began < 2
    assert process.returncode == 130
    assert "run the same command with --resume to go on" in complained
    assert "Traceback" not in complained
    kept = (out / "ledger.jsonl.part").read_bytes()
    assert prefix_of(out, expected)
    assert kept.endswith(b"\n")
    assert f"interrupted after {len(kept.splitlines())} articles" in complained
    code, _, complained = run(tmp_path, [folder], out, jobs=1, resume=True)
    assert code == 0, complained
    assert read_bytes(out) == expected


def interrupt_at(count: int, folder: Path, out: Path, **given: object) -> None:
    """Interrupt a run after so many articles."""

    def progress(line: LedgerLine, total: int) -> None:
        nonlocal count
        count -= 1
        if count == 0:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted):
        run_batch([folder], out, ENGLISH, engine="inline", progress=progress, **given)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("few"), 60, relevant=0.7, words=40)


@pytest.fixture(scope="module")
def few_expected(few: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("few-expected") / "out"
    run_batch([few], out, ENGLISH, engine="inline")
    return read_bytes(out)


def leave_parts(few: Path, out: Path) -> None:
    interrupt_at(55, few, out)
    assert len((out / "ledger.jsonl.part").read_bytes().splitlines()) > 20


def test_files_torn_anywhere_are_mended(few: Path, few_expected: dict[str, bytes], tmp_path: Path) -> None:
    rng = random.Random(3)
    for number in range(12):
        out = tmp_path / f"out{number}"
        leave_parts(few, out)
        for name in rng.sample(NAMES, rng.randint(1, 3)):
            part = out / f"{name}.part"
            data = part.read_bytes()[: rng.randint(0, part.stat().st_size)]
            # After a loss of power there may be zeros where data should be.
            part.write_bytes(data + b"\0" * rng.choice((0, 700)))
        summary = run_batch([few], out, ENGLISH, engine="inline", resume=True)
        assert summary.ledger.total == 60
        assert read_bytes(out) == few_expected


def test_resuming_does_not_do_again_what_is_done(few: Path, tmp_path: Path) -> None:
    leave_parts(few, tmp_path / "out")
    stored = (tmp_path / "out" / "ledger.jsonl.part").read_bytes().splitlines()
    summary = run_batch([few], tmp_path / "out", ENGLISH, engine="inline", resume=True)
    assert summary.resumed == len(stored)


def test_inputs_changed_in_between_are_read_again(few: Path, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "in", 60, relevant=0.7, words=40)
    leave_parts(folder, tmp_path / "out")
    (folder / "a0003.txt").write_text("Sam Orr was elected treasurer of the club.")
    (folder / "a0007.txt").unlink()
    (folder / "a0009b.txt").write_text("Ruth Vane was elected secretary of the club.")
    summary = run_batch([folder], tmp_path / "out", ENGLISH, engine="inline", resume=True)
    assert summary.resumed == 3
    run_batch([folder], tmp_path / "fresh", ENGLISH, engine="inline")
    assert read_bytes(tmp_path / "out") == read_bytes(tmp_path / "fresh")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"options": Options(packs=("english", "uk"))}, "packs: was"),
        ({"options": Options(packs=("english",), gazetteer=False)}, "gazetteer: was True, is False"),
        ({"with_text": False}, "text: was True, is False"),
        ({"min_confidence": 0.5}, "min_confidence: was None, is 0.5"),
    ],
)
def test_a_run_with_other_options_is_not_resumed(
    few: Path, tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    leave_parts(few, tmp_path / "out")
    given = {"options": ENGLISH, "engine": "inline", "resume": True} | changed
    with pytest.raises(OutputError, match=f"(?s){said}.*without --resume to start over"):
        run_batch([few], tmp_path / "out", **given)  # type: ignore[arg-type]
    assert run_batch([few], tmp_path / "out", ENGLISH, engine="inline").resumed == 0


def test_a_changed_pack_or_release_is_not_resumed(few: Path, tmp_path: Path) -> None:
    pack = tmp_path / "club"
    pack.mkdir()
    (pack / "pack.toml").write_text(
        'name = "club"\nversion = "1"\ndescription = "x"\nextends = ["english"]\n'
    )
    options = Options(packs=(str(pack),))
    with pytest.raises(Interrupted):
        run_batch(
            [few],
            tmp_path / "out",
            options,
            engine="inline",
            progress=lambda *_: signal.raise_signal(signal.SIGINT),
        )
    state = tmp_path / "out" / "resume.json"
    (pack / "more.jsonl").write_text('{"label": "SLATE", "pattern": "Open Door", "id": "open-door"}\n')
    code, _, complained = run(
        tmp_path, [few], tmp_path / "out", resume=True, engine="inline", options={"packs": [str(pack)]}
    )
    assert code == 2
    assert "digest of the packs: was" in complained
    state.write_text(json.dumps({**json.loads(state.read_text()), "release": "0.0.1"}))
    with pytest.raises(OutputError, match=r"release: was 0\.0\.1, is"):
        run_batch([few], tmp_path / "out", options, engine="inline", resume=True)
    state.write_text("{")
    with pytest.raises(OutputError, match="damaged"):
        run_batch([few], tmp_path / "out", options, engine="inline", resume=True)


@pytest.mark.parametrize("moved", range(4))
def test_a_run_killed_while_its_files_are_moved_is_finished(
    few: Path, few_expected: dict[str, bytes], tmp_path: Path, moved: int
) -> None:
    out = tmp_path / "out"
    run_batch([few], out, ENGLISH, engine="inline")
    interrupt_at(1, few, tmp_path / "other")
    state = json.loads((tmp_path / "other" / "resume.json").read_text())
    (out / "resume.json").write_text(json.dumps({**state, "complete": True}))
    for name in NAMES[moved:]:
        (out / name).rename(out / f"{name}.part")
    summary = run_batch([few], out, ENGLISH, engine="inline", resume=True)
    assert summary.ledger.total == summary.resumed == 60
    assert read_bytes(out) == few_expected


def test_resume_without_an_interrupted_run_is_a_run(
    few: Path, few_expected: dict[str, bytes], tmp_path: Path
) -> None:
    for _ in range(2):
        run_batch([few], tmp_path / "out", ENGLISH, engine="inline", resume=True)
        assert read_bytes(tmp_path / "out") == few_expected


def test_two_runs_do_not_write_to_one_folder(folder: Path, tmp_path: Path) -> None:
    process = start_run(tmp_path, [folder], tmp_path / "out", jobs=1)
    try:
        wait_for_output(tmp_path / "out", 0)
        time.sleep(0.2)
        with pytest.raises(OutputError, match="another run is writing"):
            run_batch([folder], tmp_path / "out", ENGLISH, engine="inline")
    finally:
        process.kill()
        process.communicate()


def test_a_disk_that_fills_leaves_whole_articles(
    few: Path, few_expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (1_000, 30_000, len(few_expected["records.jsonl"]) - 10):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        try:
            with pytest.raises(OutputError, match="free some space or choose another folder"):
                run_batch([few], out, ENGLISH, engine="inline", resume=True)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        for name in NAMES:
            data = (out / f"{name}.part").read_bytes()
            assert few_expected[name].startswith(data)
            assert not data or data.endswith(b"\n")
    run_batch([few], out, ENGLISH, engine="inline", resume=True)
    assert read_bytes(out) == few_expected


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
@pytest.mark.parametrize("name", NAMES)
def test_a_full_device_is_said(few: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f"{name}.part").symlink_to("/dev/full")
    with pytest.raises(OutputError, match="cannot write to"):
        run_batch([few], tmp_path / "out", ENGLISH, engine="inline")


def test_a_folder_that_cannot_be_written_is_said_at_once(few: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="choose another folder"):
        run_batch([few], tmp_path / "out", ENGLISH, engine="inline")
    (tmp_path / "locked").mkdir(mode=0o500)
    if not os.access(tmp_path / "locked", os.W_OK):
        with pytest.raises(OutputError, match="Permission denied"):
            run_batch([few], tmp_path / "locked", ENGLISH, engine="inline")
