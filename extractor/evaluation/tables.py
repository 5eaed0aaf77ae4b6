"""An evaluation as text: tables for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table

from extractor.evaluation.results import Change, Evaluation, Group, Interval, Score
from extractor.evaluation.scoring import ASIDE

__all__ = ["render"]

COLUMNS = ("P", "R", "F1", "95 %", "right", "missed", "spurious")
PROBLEMS_SHOWN = 10


def render(evaluation: Evaluation, *, documents: bool = False, errors: int = 0, width: int = 110) -> str:
    """The tables of an evaluation, plain text of at most `width` columns."""
    console = Console(file=StringIO(), width=width, color_system=None, highlight=False, markup=False)
    console.print(_fields_table(evaluation))
    console.print(_groups_table("genre", evaluation.genres))
    console.print(_groups_table("half", evaluation.halves, evaluation.intervals))
    if documents:
        console.print(_documents_table(evaluation))
    if evaluation.change:
        _print_change(console, evaluation.change)
    wrong = [error for document in evaluation.documents for error in document.errors]
    for line in wrong[:errors]:
        console.print(f"  {line}", soft_wrap=True)
    evidence = evaluation.evidence
    for problem in evidence.problems[:PROBLEMS_SHOWN]:
        console.print(f"  evidence: {problem}", soft_wrap=True)
    if more := len(evidence.problems[PROBLEMS_SHOWN:]):
        console.print(f"  evidence: {more} more problems, all in the JSON")
    for line in _summary(evaluation):
        console.print(line, soft_wrap=True)
    text = console.file.getvalue() if isinstance(console.file, StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="right" if number else "left", no_wrap=bool(number))
    return table


def _cells(score: Score, interval: Interval | None) -> Iterable[str]:
    yield from (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
    yield f"{interval.low:.3f}-{interval.high:.3f}" if interval else ""
    yield from (str(count) for count in (score.right, score.missed, score.spurious))


def _fields_table(evaluation: Evaluation) -> Table:
    table, intervals = _table("fact", *COLUMNS), evaluation.intervals
    for kind, score in evaluation.fields.items():
        if kind not in ASIDE:
            table.add_row(kind, *_cells(score, intervals.get(kind)))
    table.add_row("total", *_cells(evaluation.total, intervals.get("total")), end_section=True)
    for kind, score in evaluation.fields.items():
        if kind in ASIDE:
            table.add_row(f"({kind})", *_cells(score, intervals.get(kind)))
    for kind, score in evaluation.extras.items():
        if score.facts:
            table.add_row(f"({kind})", *_cells(score, intervals.get(f"extra.{kind}")))
    return table


def _groups_table(
    heading: str, groups: dict[str, Group], intervals: dict[str, Interval] | None = None
) -> Table:
    spread = ["95 %"] if intervals else []
    table = _table(heading, "documents", "P", "R", "F1", *spread, "mean F1", "right", "missed", "spurious")
    for name, group in groups.items():
        interval = intervals.get(f"{heading}.{name}") if intervals else None
        precision, recall, f1, between, *counts = _cells(group.score, interval)
        mean = "" if group.macro_f1 is None else f"{group.macro_f1:.3f}"
        shown = [between] if intervals else []
        table.add_row(name, str(group.documents), precision, recall, f1, *shown, mean, *counts)
    return table


def _documents_table(evaluation: Evaluation) -> Table:
    table = _table("document", "records", "exact", "P", "R", "F1", "right", "missed", "spurious")
    for document in evaluation.documents:
        precision, recall, f1, _, *counts = _cells(document.score, None)
        exact = f"{document.exact_contests}/{document.contests}"
        table.add_row(document.name, str(document.records), exact, precision, recall, f1, *counts)
    return table


def _print_change(console: Console, change: Change) -> None:
    for row in change.documents:
        sides = {
            "gained": row.gained,
            "lost": row.lost,
            "newly spurious": row.spurious_new,
            "no longer spurious": row.spurious_gone,
        }
        lines = [f"  {side:20}{_kinds(counts)}" for side, counts in sides.items() if _kinds(counts)]
        for line in [row.name, *lines] if lines else []:
            console.print(line, soft_wrap=True)
    console.print(
        f"against {change.against}: F1 {change.f1_before:.3f} -> {change.f1_now:.3f}", soft_wrap=True
    )
    for note in change.notes:
        console.print(f"note: {note}", soft_wrap=True)


def _kinds(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in counts.items() if kind not in ASIDE)


def _summary(evaluation: Evaluation) -> Iterable[str]:
    evidence = evaluation.evidence
    if evaluation.strangers:
        yield f"note: records of {len(evaluation.strangers)} documents without gold were left out"
    yield (
        f"evidence: {evidence.covered}/{evidence.values} values have it, "
        f"{evidence.exact}/{evidence.entries} entries stand in the article, {evidence.unchecked} not checked"
    )
    total = evaluation.total
    yield (
        f"documents {len(evaluation.documents)}  negatives with output "
        f"{evaluation.negatives_with_output}/{evaluation.negatives}  "
        f"contests exact {evaluation.exact_contests}/{evaluation.contests}  "
        f"P {total.precision:.3f}  R {total.recall:.3f}  F1 {total.f1:.3f}  "
        f"mean F1 of documents {evaluation.macro_f1:.3f}"
    )
