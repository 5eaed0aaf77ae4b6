"""What is measured: each function gives the ratios, sizes or times of one goal."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import spacy

from benchmarks.texts import hostile_text, person, write_articles
from benchmarks.timing import run_python, take_turns, time_of
from extractor.article import Article
from extractor.batch import Options, run_batch
from extractor.gate import ElectionGate
from extractor.inputs import Input
from extractor.ledger import LedgerLine
from extractor.work.extracting import Extractor
from extractor.work.time_limit import TooSlow, limit_time

__all__ = [
    "measure_hostile_texts", "measure_memory", "measure_names", "measure_speed", "measure_starts",
    "measure_workers", "write_folder",
]  # fmt: skip

ENOUGH = 40.0  # seconds after which a hostile text is given up


def write_folder(folder: Path, texts: Iterable[str]) -> Path:
    """Write texts as files, for whole runs to read."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:06}.txt").write_text(text, "utf-8")
    return folder


def tokenise(texts: Sequence[str]) -> float:
    """Seconds of the unit: `list(spacy.blank("en").pipe(texts))`, default settings."""
    nlp = spacy.blank("en")
    return time_of(lambda: list(nlp.pipe(texts)))


def run_whole(folder: Path, options: Options) -> float:
    """Seconds of a whole run in this process: read twice, hash, gate, extract, write; without starting."""
    with tempfile.TemporaryDirectory() as out:
        return time_of(lambda: run_batch([folder], out, options, engine="inline"))


def measure_speed(relevant: Sequence[str], mixed: Sequence[str], rounds: int) -> dict[str, float]:
    """Whole runs over tokenising the same texts: all relevant without the gate, and a mixed stream with it.

    Args:
        relevant: texts that all report results.
        mixed: texts of which few do.
        rounds: how often each is measured.
    """
    gate = ElectionGate(Options().read_packs())
    with tempfile.TemporaryDirectory() as temporary:
        all_of, stream = (
            write_folder(Path(temporary) / name, texts)
            for name, texts in (("all", relevant), ("mixed", mixed))
        )
        run_whole(write_folder(Path(temporary) / "warm", ["Nia Holt was elected."]), Options())
        first = take_turns(
            {
                "tokenise": lambda: tokenise(relevant),
                "whole": lambda: run_whole(all_of, Options(gate=False)),
            },
            rounds,
            "tokenise",
        )
        second = take_turns(
            {
                "tokenise": lambda: tokenise(mixed),
                "whole": lambda: run_whole(stream, Options()),
                "gate": lambda: time_of(lambda: [gate.passes(text) for text in mixed]),
            },
            rounds,
            "tokenise",
        )
    return {
        "all relevant": first["whole"],
        "mixed": second["whole"],
        "gate": second["gate"],
        "passed": sum(map(gate.passes, mixed)) / len(mixed),
    }


def measure_names(texts: Sequence[str], rounds: int, counts: tuple[int, int] = (1_000, 10_000)) -> float:
    """A run with many names in a pack over one with few."""
    import random

    items = [Input(str(n), Article(text=text)) for n, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as temporary:
        tasks: dict[str, Callable[[], float]] = {}
        for count in counts:
            rng = random.Random(count)
            pack = Path(temporary) / f"names-{count}"
            pack.mkdir()
            (pack / "pack.toml").write_text(
                f'name = "names-{count}"\nversion = "1"\ndescription = "names"\nextends = ["english"]\n'
            )
            lines = [
                {"label": "SLATE", "pattern": f"{person(rng)} {person(rng)} Group", "id": f"group-{n}"}
                for n in range(count)
            ]
            (pack / "slates.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
            extractor = Extractor(Options(packs=("english", str(pack)), vocabulary=10_000_000))
            tasks[str(count)] = lambda extractor=extractor: time_of(  # type: ignore[misc]
                lambda: [extractor.extract(item) for item in items]
            )
        ratios = take_turns(tasks, rounds, str(counts[0]))
    return ratios[str(counts[1])]


def measure_workers(texts: Sequence[str], rounds: int) -> float:
    """How many times faster two workers are than one, from the first article written to the last."""
    marks: list[float] = []

    def mark(line: LedgerLine, total: int) -> None:
        marks.append(time.perf_counter())

    def run(jobs: int) -> float:
        marks.clear()
        with tempfile.TemporaryDirectory() as out:
            run_batch([folder], out, Options(gate=False), jobs=jobs, progress=mark)
        # What is written at once at the beginning was done before.
        first = sum(at - marks[0] < 0.01 for at in marks)
        return (marks[-1] - marks[0]) / (len(marks) - first)

    with tempfile.TemporaryDirectory() as temporary:
        folder = write_folder(Path(temporary), texts)
        return take_turns({"2": lambda: run(2), "1": lambda: run(1)}, rounds, "2")["1"]


MEMORY = """
import json, sys
import psutil
from benchmarks.texts import write_articles
from extractor.article import Article
from extractor.batch import Options
from extractor.work.extracting import Extractor
from extractor.inputs import Input
early, late, words = json.loads(sys.argv[1])
extractor = Extractor(Options())
sizes = {}
for number, text in enumerate(write_articles(late, 1.0, words=words), 1):
    extractor.extract(Input(str(number), Article(text=text)))
    if number in (early, late):
        sizes[number] = psutil.Process().memory_info().rss
print(json.dumps([sizes[early], sizes[late], extractor.rebuilt]))
"""


def measure_memory(early: int, late: int, words: int) -> tuple[float, float, int]:
    """MiB of a worker after so many articles, its growth until so many, and how often it was built anew."""
    given = json.dumps([early, late, words])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", MEMORY, given], check=True, capture_output=True, text=True
    )
    before, after, rebuilt = json.loads(done.stdout)
    return before / 2**20, (after - before) / 2**20, rebuilt


def measure_starts(rounds: int) -> dict[str, float]:
    """`--help` over importing typer; the first record after start over importing spaCy."""
    text = "Nia Holt was elected chair of the board."
    help_ratio = take_turns(
        {
            "help": lambda: run_python("-m", "extractor", "--help"),
            "typer": lambda: run_python("-c", "import typer"),
        },
        rounds,
        "typer",
    )["help"]
    first_ratio = take_turns(
        {
            "record": lambda: run_python(
                "-c", f"import extractor; assert extractor.extract({text!r}).records"
            ),
            "spacy": lambda: run_python("-c", "import spacy; spacy.blank('en')"),
        },
        rounds,
        "spacy",
    )["record"]
    return {"help": help_ratio, "first record": first_ratio}


def measure_hostile_texts(size: int) -> dict[str, float | None]:
    """For each hostile kind of text, how much longer twice the text takes; None where it takes too long."""
    extractor = Extractor(replace(Options(), vocabulary=100_000_000))
    ratios: dict[str, float | None] = {}
    for kind in ("line", "names", "quotes"):
        small, large = (Input(kind, Article(text=hostile_text(kind, n))) for n in (size, 2 * size))
        try:
            with limit_time(ENOUGH):
                ratios[kind] = take_turns(
                    {
                        "small": lambda item=small: time_of(lambda: extractor.extract(item)),  # type: ignore[misc]
                        "large": lambda item=large: time_of(lambda: extractor.extract(item)),  # type: ignore[misc]
                    },
                    2,
                    "small",
                )["large"]
        except TooSlow:
            ratios[kind] = None
    return ratios


def default_texts(count: int) -> tuple[list[str], list[str]]:
    """Texts that all report results, and a stream of which 5 % do."""
    return list(write_articles(count, 1.0)), list(write_articles(count * 4, 0.05, seed=2))


def read_texts(folders: Iterable[Path]) -> list[str]:
    """The texts of all `.txt` files below some folders."""
    return [
        path.read_text("utf-8", "replace") for folder in folders for path in sorted(folder.rglob("*.txt"))
    ]


def describe_machine() -> dict[str, Any]:
    """Machine and versions."""
    import os
    import platform
    from importlib.metadata import PackageNotFoundError, version

    found: dict[str, Any] = {
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }
    if hasattr(os, "getloadavg"):
        found["load"] = round(os.getloadavg()[0], 2)
    for package in ("spacy", "pydantic", "ahocorasick_rs", "distributed"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found
