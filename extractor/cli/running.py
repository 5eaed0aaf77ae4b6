"""`extractor run` and `extractor report`: articles to the files of a run, and these to a page."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.failures import SOME_FAILED
from extractor.cli.options import Gazetteer, Model, Patterns, Without, choose_packs

if TYPE_CHECKING:
    from extractor.batch import Summary

__all__ = ["report", "run"]

FAILURES_SHOWN = 5
INTERRUPTED = 130
"""What shells give a command that Ctrl-C ended."""


class Engine(StrEnum):
    """What does the work of a run."""

    INLINE = "inline"
    PROCESSES = "processes"
    DASK = "dask"


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
        typer.Option(min=0, max=1, metavar="X", help="Leave out records below it."),
    ] = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, metavar="N", help="Worker processes.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an interrupted run of the same kind stopped.")
    ] = False,
    no_gate: Annotated[
        bool, typer.Option("--no-gate", help="Read also articles without the words of elections.")
    ] = False,
    time_limit: Annotated[
        float | None, typer.Option("--time-limit", min=0.1, metavar="S", help="Seconds for one article.")
    ] = 60.0,
    engine: Annotated[
        Engine | None, typer.Option("--engine", help="What does the work; by default what -j asks for.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="A running Dask scheduler.")
    ] = None,
    json_log: Annotated[
        bool, typer.Option("--json-log", help="Progress as JSON, one object a line.")
    ] = False,
    no_text: Annotated[bool, typer.Option("--no-text", help="Keep no texts in articles.jsonl.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
) -> None:
    """Read articles and write records.jsonl, articles.jsonl and ledger.jsonl.

    Text, JSON, JSON Lines, HTML and WARC files are read, also compressed, and folders with all below them.
    The ledger has one line for every input.
    """
    from extractor.batch import Interrupted, Options, ProgressLog, run_batch

    options = Options(
        packs=choose_packs(patterns, without, model),
        gazetteer=not without_gazetteer,
        model=model,
        gate=not no_gate,
        timeout=time_limit,
    )
    log = None if quiet else ProgressLog(style="json" if json_log else None)
    try:
        summary = run_batch(
            paths,
            out,
            options,
            jobs=jobs,
            engine=engine.value if engine else "inline" if jobs == 1 else "processes",
            scheduler=scheduler,
            resume=resume,
            with_text=not no_text,
            min_confidence=min_confidence,
            progress=log,
        )
    except Interrupted as stopped:
        typer.echo(str(stopped), err=True)
        raise typer.Exit(INTERRUPTED) from None
    finally:
        if log is not None:
            log.close()
    if not quiet:
        show_summary(summary)
    if summary.failed:
        raise typer.Exit(SOME_FAILED)


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
        typer.echo(f"{summary.left_out:,} records left out by --min-confidence", err=True)
    typer.echo(summary.ledger.summary(), err=True)
    typer.echo(f"written to {summary.out_dir}", err=True)


def report(
    run_dir: Annotated[
        Path, typer.Argument(metavar="RUN", help="Folder of a run.", exists=True, file_okay=False)
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="The page.")] = Path("report.html"),
    snippets: Annotated[
        bool, typer.Option("--snippets", help="Only the sentences of the evidence, not whole articles.")
    ] = False,
) -> None:
    """Write a run as one HTML page to read and check."""
    from extractor.ledger import counted
    from extractor.report import write_report

    summary = write_report(run_dir, out, snippets=snippets)
    told = f"{counted(summary.contests, 'contest')} of {counted(summary.articles, 'article')}"
    typer.echo(f"{told} written to {out}", err=True)
