"""`extractor schema`: the contract of a record as JSON Schema."""

from __future__ import annotations

import json

import typer

__all__ = ["schema"]


def schema() -> None:
    """Print the JSON Schema of one line of records.jsonl."""
    from extractor.records import record_schema

    typer.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))
