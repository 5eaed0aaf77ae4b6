"""Options that several commands share, and the pipeline that they describe."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Gazetteer", "Model", "Patterns", "Without", "build_pipeline"]

Patterns = Annotated[
    list[Path] | None,
    typer.Option("--patterns", metavar="PACK", help="A pack folder on top of the shipped ones; repeatable."),
]
Without = Annotated[
    list[str] | None, typer.Option("--without", metavar="NAME", help="Leave a shipped pack out; repeatable.")
]
Gazetteer = Annotated[
    bool, typer.Option("--without-gazetteer", help="Leave all names out and keep the grammar alone.")
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline as evidence for people."),
]


def build_pipeline(
    patterns: Sequence[Path] | None, without: Sequence[str] | None, without_gazetteer: bool, model: str | None
) -> Language:
    """The pipeline that the options describe.

    Raises:
        PackError: a pack is wrong, or there is none of that name.
        BadParameter: the model is not installed.
    """
    from extractor.examples import check_rules
    from extractor.pack import load_packs
    from extractor.pipeline import load
    from extractor.selection import names_of, packs_with

    names = packs_with(patterns or [], without or [])
    if patterns:
        check_rules(load_packs(names), names_of(patterns))
    try:
        return load(names, gazetteer=not without_gazetteer, model=model)
    except (ImportError, OSError) as error:
        if model is None:
            raise
        raise typer.BadParameter(
            f"no spaCy pipeline {model!r} is installed; install it or leave --model out"
        ) from error
