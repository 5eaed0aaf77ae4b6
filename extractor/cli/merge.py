"""`extractor merge`: many articles about one contest become one result."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["merge"]


def merge(
    records: Annotated[
        list[Path],
        typer.Argument(
            metavar="RECORDS...",
            help="Files of records, or folders of runs; with --split: merged files.",
            exists=True,
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write, one merged contest a line.")],
    days: Annotated[
        int, typer.Option(min=0, help="How many days the dates of one contest may be from each other.")
    ] = 60,
    keep_apart: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Pairs of record ids that must not be joined, a pair a line.", exists=True
        ),
    ] = None,
    split: Annotated[
        bool, typer.Option("--split", help="Undo: write the records that merged files were made from.")
    ] = False,
) -> None:
    """Join the records of articles that tell of one contest, and weigh what they say."""
    from extractor.merging import merge_records, split_contests
    from extractor.merging.files import read_all, read_apart, read_merged, write_all

    files = [path / "records.jsonl" if path.is_dir() else path for path in records]
    if split:
        contests = [contest for path in files for contest in read_merged(path)]
        count = write_all(out, split_contests(contests))
        typer.echo(f"{len(contests):,} contests split into {count:,} records", err=True)
        return
    apart = read_apart(keep_apart) if keep_apart else set()
    told = read_all(files)
    strangers = frozenset().union(*apart) - {record.id for record in told}
    if strangers:
        listed = ", ".join(sorted(strangers)[:3])
        typer.echo(f"{keep_apart}: {len(strangers):,} ids are of no record here: {listed}", err=True)
    merged = merge_records(told, days=days, keep_apart=apart)
    write_all(out, merged)
    joined = sum(len(contest.records) > 1 for contest in merged)
    disputed = sum(bool(contest.conflicts) for contest in merged)
    typer.echo(
        f"{len(told):,} records are {len(merged):,} contests; {joined:,} are told by several articles, "
        f"{disputed:,} with values in dispute",
        err=True,
    )
