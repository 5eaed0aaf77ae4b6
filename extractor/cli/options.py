"""Options that several commands share, and the pipeline that they describe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Gazetteer", "Model", "Patterns", "Without", "build_pipeline", "choose_packs"]

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


def choose_packs(patterns: Patterns, without: Without, model: str | None) -> tuple[str, ...]:
    """The packs that the options name, checked here so that a fault is told before any work.

    Raises:
        PackError: a pack is wrong, or there is none of that name.
        BadParameter: the model is not installed.
    """
    from extractor.explaining.examples import check_rules
    from extractor.packs.loading import load_packs
    from extractor.packs.selection import names_of, packs_with

    names = packs_with(patterns or [], without or [])
    if patterns:
        check_rules(load_packs(names), names_of(patterns))
    if model is not None:
        from spacy.util import is_package

        if not is_package(model) and not os.path.isdir(model):
            raise typer.BadParameter(
                f"no spaCy pipeline {model!r} is installed; install it or leave --model out"
            )
    return tuple(names)


def build_pipeline(
    patterns: Patterns, without: Without, without_gazetteer: bool, model: str | None
) -> Language:
    """The pipeline that the options describe.

    Raises:
        PackError: a pack is wrong, or there is none of that name.
        BadParameter: the model is not installed.
    """
    from extractor.pipeline import load

    names = choose_packs(patterns, without, model)
    return load(names, gazetteer=not without_gazetteer, model=model)
