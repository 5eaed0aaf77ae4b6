"""`extractor evaluate`: a run against gold facts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["evaluate_"]


def evaluate_(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Folder with a gold file for each article.", exists=True)
    ],
    records: Annotated[
        Path, typer.Argument(metavar="RECORDS", help="records.jsonl, or the folder of a run.", exists=True)
    ],
    articles: Annotated[
        Path | None,
        typer.Option(help="articles.jsonl or a folder of texts, to check evidence; of a run: its own."),
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="An earlier run or saved evaluation, to list gains and losses.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
    documents: Annotated[bool, typer.Option("--documents", help="A row for each article too.")] = False,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="The first N wrong facts too.")] = 0,
) -> None:
    """Score records against gold: precision, recall and F1 by field, genre and half."""
    from extractor.evaluation import evaluate
    from extractor.evaluation.tables import render

    if records.is_dir():
        if articles is None and (records / "articles.jsonl").is_file():
            articles = records / "articles.jsonl"
        records = records / "records.jsonl"
    if against is not None and against.is_dir():
        against = against / "records.jsonl"
    found = evaluate(gold, records, articles=articles, against=against)
    typer.echo(found.to_json(indent=2) if as_json else render(found, documents=documents, errors=errors))
