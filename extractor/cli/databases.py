"""`extractor load` and `extractor export`: records into databases and into other formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["export", "load_"]

Records = Annotated[
    Path, typer.Argument(metavar="RECORDS", help="records.jsonl, or the folder of a run.", exists=True)
]
Articles = Annotated[Path | None, typer.Option(help="The run's articles.jsonl; of a folder: its own.")]


def beside(records: Path, given: Path | None, name: str) -> Path | None:
    """A file of a run: as given, else the run folder's own."""
    own = records / name
    return given or (own if records.is_dir() and own.is_file() else None)


def records_file(records: Path) -> Path:
    return records / "records.jsonl" if records.is_dir() else records


def load_(
    records: Records,
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="sqlite:///results.db, duckdb:///results.duckdb or postgresql://host/database",
        ),
    ],
    articles: Articles = None,
    ledger: Annotated[Path | None, typer.Option(help="The run's ledger.jsonl; of a folder: its own.")] = None,
) -> None:
    """Load records into a database; loading again replaces what the same articles said before."""
    from extractor.databases import load_records
    from extractor.ledger import counted

    report = load_records(
        records_file(records),
        target,
        articles=beside(records, articles, "articles.jsonl"),
        ledger=beside(records, ledger, "ledger.jsonl"),
    )
    typer.echo(
        f"{counted(report.contests, 'contest')} of {counted(report.articles, 'article')} loaded into "
        f"{report.target}; {counted(report.replaced, 'article')} replaced, {report.removed:,} emptied, "
        f"{counted(report.superseded, 'line')} passed over",
        err=True,
    )


def export(
    records: Records,
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write.")],
    format: Annotated[
        str | None,
        typer.Option("--format", help="csv, parquet, label-studio or an installed one; else by the ending."),
    ] = None,
    excel: Annotated[bool, typer.Option("--excel", help="CSV that spreadsheets open unharmed.")] = False,
    articles: Articles = None,
) -> None:
    """Write records in another format."""
    from extractor.exporters import export_records

    chosen = format or out.suffix.removeprefix(".")
    given = beside(records, articles, "articles.jsonl") if chosen == "label-studio" else articles
    report = export_records(records_file(records), out, chosen, excel=excel, articles=given)
    typer.echo(f"{report.contests:,} contests, {report.rows:,} rows written to {report.out}", err=True)
    if report.empty:
        typer.echo(f"{report.empty:,} contests without candidacy or slate result have no row", err=True)
