"""`python -m benchmarks`: every goal of speed and memory, measured in one run, beside its target.

Only ratios are compared with targets, and what is compared is measured in turns: a shared machine is busy at
some moments and not at others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.measures import (
    default_texts,
    describe_machine,
    measure_hostile_texts,
    measure_memory,
    measure_names,
    measure_speed,
    measure_starts,
    measure_workers,
    read_texts,
)
from benchmarks.stages import profile_stages


class Row(NamedTuple):
    """One line of the table: what was measured, the first target, the one after it."""

    what: str
    found: float | None
    target: float | None = None
    later: float | None = None
    unit: str = "x"
    more_is_better: bool = False

    @property
    def verdict(self) -> str:
        """Whether the target is reached."""
        if self.target is None:
            return ""
        if self.found is None:
            return "too slow to tell"
        reached = [t for t in (self.target, self.later) if t is not None and self.reaches(t)]
        return ("reached", "both reached")[len(reached) - 1] if reached else "not reached"

    def reaches(self, target: float) -> bool:
        """Whether the figure is as good as a target."""
        assert self.found is not None
        return self.found >= target if self.more_is_better else self.found <= target


def measure(given: argparse.Namespace) -> Iterator[Row]:
    """All rows, each as soon as it is measured."""
    relevant, mixed = default_texts(given.articles)
    yield from speed_rows("invented texts", relevant, mixed, given.rounds)
    if given.folders:
        texts = read_texts(given.folders)
        yield from speed_rows("given texts", texts, texts, given.rounds)
    yield Row("10,000 names in the packs / 1,000", measure_names(relevant, given.rounds), 1.15, 1.05)
    early, late, words = (20_000, 100_000, 100) if given.full else (500, 2_500, 100)
    size, growth, rebuilt = measure_memory(early, late, words)
    yield Row(f"memory of a worker after {early:,} articles", size, 250, 150, "MiB")
    yield Row(f"its growth until {late:,} (built anew {rebuilt} times)", growth, 20, 5, "MiB")
    yield Row("2 workers, times faster than 1", measure_workers(relevant, given.rounds), 1.7, 1.9, "x", True)
    starts = measure_starts(max(3, given.rounds))
    yield Row("extractor --help / import typer", starts["help"], 3, 2)
    yield Row("first record after start / import spaCy", starts["first record"], 1.3, 1.1)
    length = 10_000_000 if given.full else 20_000
    for kind, ratio in measure_hostile_texts(length).items():
        yield Row(f"hostile {kind}: {2 * length:,} characters / {length:,}", ratio, 2.5)


def speed_rows(name: str, relevant: list[str], mixed: list[str], rounds: int) -> Iterator[Row]:
    """The rows of one set of texts."""
    found = measure_speed(relevant, mixed, rounds)
    yield Row(f"{name}: whole run without gate / tokenise", found["all relevant"], 4, 2)
    yield Row(
        f"{name}: whole run, {found['passed']:.0%} pass the gate / tokenise", found["mixed"],
        *((0.4, 0.2) if found["passed"] < 0.1 else (None, None)),
    )  # fmt: skip
    yield Row(f"{name}: gate / tokenise", found["gate"])


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, help="folders of .txt files to measure on as well")
    parser.add_argument("--articles", type=int, default=100, help="relevant articles to write (default 100)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default 3)")
    parser.add_argument(
        "--full", action="store_true", help="memory over 100,000 articles, hostile texts of 10 MB"
    )
    parser.add_argument("--profile", action="store_true", help="only the time by stage of the pipeline")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    given = parser.parse_args(arguments)
    machine = describe_machine()
    print(", ".join(f"{name} {value}" for name, value in machine.items()))
    if given.profile:
        texts = read_texts(given.folders) if given.folders else default_texts(given.articles)[0]
        stages = profile_stages(texts)
        total = sum(stages.values())
        print(f"{len(texts):,} articles, {total / len(texts) * 1000:.1f} ms each")
        for name, seconds in sorted(stages.items(), key=lambda item: -item[1]):
            print(f"{name:<24} {seconds / len(texts) * 1000:8.2f} ms  {seconds / total:6.1%}")
        return 0
    rows = []
    print(f"{'':<62} {'measured':>10} {'target':>8} {'then':>6}")
    for row in measure(given):
        rows.append(row)
        found = "-" if row.found is None else f"{row.found:.2f} {row.unit}"
        targets = [("" if t is None else f"{t:g}") for t in (row.target, row.later)]
        print(f"{row.what:<62} {found:>10} {targets[0]:>8} {targets[1]:>6}  {row.verdict}", flush=True)
    if given.json:
        figures = [{**row._asdict(), "verdict": row.verdict} for row in rows]
        given.json.write_text(json.dumps({"machine": machine, "rows": figures}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
