"""`extractor run` and `extractor report`: articles to the files of a run, and these to a page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.failures import SOME_FAILED
from extractor.cli.options import Gazetteer, Model, Patterns, Without, build_pipeline

if TYPE_CHECKING:
    from extractor.run import Progress, Summary

__all__ = ["report", "run"]

FAILURES_SHOWN = 5


def run(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help='Files and folders; "-" is standard input.')
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder of the run.")] = Path("outputs"),
    patterns: Patterns = None,
    without: Without = None,
    without_gazetteer: Gazetteer = False,
    model: Model = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, metavar="X", help="Leave out records below it, or not measured."),
    ] = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Keep no texts in articles.jsonl.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
) -> None:
    """Read articles and write records.jsonl, articles.jsonl and ledger.jsonl.

    Text, JSON, JSON Lines, HTML and WARC files are read, also compressed, and folders with all below them.
    The ledger has one line for every input.
    """
    from extractor.run import run_inputs

    nlp = build_pipeline(patterns, without, without_gazetteer, model)
    with progress_bar(not quiet and sys.stderr.isatty()) as progress:
        summary = run_inputs(
            paths, out, nlp, with_text=not no_text, min_confidence=min_confidence, progress=progress
        )
    if not quiet:
        show_summary(summary)
    if summary.failed:
        raise typer.Exit(SOME_FAILED)


@contextmanager
def progress_bar(wanted: bool) -> Iterator[Progress | None]:
    """A bar on standard error, for people only."""
    if not wanted:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("articles", total=None)
        yield lambda line, total: bar.update(task, advance=1, total=total)


def show_summary(summary: Summary) -> None:
    """A short table of contests, and the counts."""
    from rich.console import Console

    from extractor.cli.tables import contest_table

    console = Console(stderr=True)
    if summary.records:
        console.print(contest_table(summary.records))
    more = summary.ledger.records - len(summary.records)
    if more > 0:
        typer.echo(f"... and {more:,} more contests", err=True)
    for line in summary.failures[:FAILURES_SHOWN]:
        typer.echo(f"failed: {line.source}: {line.reason}", err=True)
    if summary.failed > FAILURES_SHOWN:
        typer.echo(f"... and {summary.failed - FAILURES_SHOWN:,} more failures, see ledger.jsonl", err=True)
    if summary.left_out:
        typer.echo(
            f"{summary.left_out:,} records left out by --min-confidence, {summary.unmeasured:,} of them "
            "without a measured confidence",
            err=True,
        )
    typer.echo(summary.ledger.summary(), err=True)
    typer.echo(f"written to {summary.out_dir}", err=True)


def report(
    run_dir: Annotated[Path, typer.Argument(help="Folder of a run.", exists=True, file_okay=False)],
    out: Annotated[Path, typer.Option("-o", "--out", help="The page.")] = Path("report.html"),
    snippets: Annotated[
        bool, typer.Option("--snippets", help="Only the sentences of the evidence, not whole articles.")
    ] = False,
) -> None:
    """Write a run as one HTML page to read and check."""
    from extractor.report import write_report

    summary = write_report(run_dir, out, snippets=snippets)
    typer.echo(f"{summary.contests:,} contests of {summary.articles:,} articles written to {out}", err=True)
