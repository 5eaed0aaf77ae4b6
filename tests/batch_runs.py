"""Runs as a user makes them, and a pipeline that really crashes, hangs and fails where a text says so.

The faults are those of a spaCy package that a user has installed and names with `model`: nothing of this
project is replaced.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[1]
if str(CHECKOUT) not in sys.path:
    sys.path.insert(0, str(CHECKOUT))

from benchmarks.texts import write_article  # noqa: E402

NAMES = ("records.jsonl", "articles.jsonl", "ledger.jsonl")

FAULTY = """
import os, signal, time
import spacy
from spacy.language import Language

@Language.component("faults")
def faults(doc):
    text = doc.text
    if "KILL-ME" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "ABORT-ME" in text:
        os._exit(3)
    if "HANG-ME" in text:
        while True:
            pass
    if "RAISE-ME" in text:
        raise ValueError("raised\\non purpose")
    if "MEMORY-ME" in text:
        raise MemoryError
    if "RECURSE-ME" in text:
        def deeper(n): return deeper(n + 1)
        deeper(0)
    if "KILL-ONCE" in text:
        flag = os.environ["KILL_ONCE"]
        if not os.path.exists(flag):
            open(flag, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
    if "SLOW-ME" in text:
        time.sleep(0.05)
    return doc

def load(**settings):
    nlp = spacy.blank("en")
    nlp.add_pipe("faults")
    return nlp
"""

RUN = """
import json, sys
from extractor.batch import Interrupted, Options, ProgressLog, run_batch
from extractor.errors import ExtractorError

if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    options = given.pop("options", {})
    options["packs"] = tuple(options.get("packs", ["english"]))
    try:
        summary = run_batch(options=Options(**options), progress=ProgressLog(every=0.5), **given)
    except Interrupted as error:
        print(error, file=sys.stderr)
        sys.exit(130)
    except ExtractorError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
    print(summary.ledger.summary())
"""


def write_faulty_model(folder: Path) -> Path:
    """Install the spaCy package `faulty_model` in a folder for `PYTHONPATH`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "faulty_model.py").write_text(FAULTY)
    info = folder / "faulty_model-1.0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty_model\nVersion: 1.0\n")
    return folder


def start_run(where: Path, paths: list[Any], out: Path, **given: Any) -> subprocess.Popen[str]:
    """Start a run in a process of its own, in its own process group; `where` holds its script and model."""
    script = where / "run.py"
    if not script.exists():
        write_faulty_model(where)
        script.write_text(RUN)
    arguments = {"paths": [str(path) for path in paths], "out_dir": str(out), **given}
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", str(script), json.dumps(arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(CHECKOUT), str(where)]),
            "KILL_ONCE": str(where / "killed-once"),
        },
        start_new_session=True,
    )


def run(
    where: Path, paths: list[Any], out: Path, *, patience: float = 240, **given: Any
) -> tuple[int, str, str]:
    """Run to the end, which has to come within so many seconds: exit code, standard output and error."""
    process = start_run(where, paths, out, **given)
    try:
        said, complained = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        raise
    return process.returncode, said, complained


def read_bytes(out: Path) -> dict[str, bytes]:
    """The three files of a run; there is nothing else in its folder."""
    assert sorted(path.name for path in out.iterdir()) == sorted(NAMES)
    return {name: (out / name).read_bytes() for name in NAMES}


def read_ledger(out: Path) -> list[dict[str, Any]]:
    """The ledger's lines."""
    return [json.loads(line) for line in (out / "ledger.jsonl").read_text("utf-8").splitlines()]


def write_folder(folder: Path, count: int, *, relevant: float = 0.5, words: int = 60, seed: int = 1) -> Path:
    """So many article files, `a0001.txt` and so on."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = write_article(rng, relevant=rng.random() < relevant, words=words)
        (folder / f"a{number:04}.txt").write_text(text, "utf-8")
    return folder
