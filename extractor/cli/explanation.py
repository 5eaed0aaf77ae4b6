"""`extractor explain`: why each value is there, and why others are not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.failures import SOME_FAILED
from extractor.cli.options import Gazetteer, Model, Patterns, Without, build_pipeline

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.explaining.explanation import Explanation, Missed, Value

__all__ = ["explain_"]


def explain_(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help='Articles in any format that is read; "-" too.')
    ],
    patterns: Patterns = None,
    without: Without = None,
    without_gazetteer: Gazetteer = False,
    model: Model = None,
    no_cases: Annotated[bool, typer.Option("--no-cases", help="Leave the test cases out.")] = False,
) -> None:
    """Show each value with its sentence and rule, what was rejected and missed, and test cases for a pack."""
    nlp = build_pipeline(patterns, without, without_gazetteer, model)
    from rich.console import Console

    from extractor.explaining.explanation import explain
    from extractor.inputs import read_inputs

    console = Console(soft_wrap=True, highlight=False)
    failed = False
    for item in read_inputs(files):
        console.print(f"# {item.source}", style="bold", markup=False)
        if item.article is None:
            status, reason = item.problem or ("failed", "")
            console.print(f"{status}: {reason}\n", markup=False)
            failed = failed or status == "failed"
            continue
        show(console, explain(nlp, item.article, cases=not no_cases))
    if failed:
        raise typer.Exit(SOME_FAILED)


def show(console: Console, why: Explanation) -> None:
    """Print one article's explanation."""
    from extractor.cli.tables import contest_title
    from extractor.explaining.explanation import show_place, write_cases

    if why.result.status != "ok":
        console.print(
            f"{why.result.status}: {why.result.reason or 'no election result was read'}", markup=False
        )
    for number, record in enumerate(why.result.records):
        console.print(f"\n{contest_title(record)}", style="bold", markup=False)
        values = [value for value in why.values if value.record == number]
        sentences = dict.fromkeys((value.line, value.sentence) for value in values)
        for line, sentence in sentences:
            console.print(f"  line {line}: {sentence}", style="cyan", markup=False)
            for value in values:
                if (value.line, value.sentence) == (line, sentence):
                    show_value(console, value)
    if why.refusals:
        console.print("\nrejected", style="bold underline")
    for refusal in why.refusals:
        console.print(f"  line {refusal.line}: {refusal.sentence}", style="cyan", markup=False)
        place = show_place(refusal.place)
        console.print(f"    {refusal.rule} ({place}): {refusal.reason}", style="red", markup=False)
    if why.missed:
        console.print("\nnot read", style="bold underline")
    for missed in why.missed:
        show_missed(console, why, missed)
    if why.cases:
        console.print("\ntest cases", style="bold underline")
        console.print(write_cases(why), markup=False)
    console.print()


def show_value(console: Console, value: Value) -> None:
    from extractor.explaining.explanation import show_place

    basis = "" if value.basis == "stated" else f", {value.basis}"
    console.print(f"    {value.pointer} = {word_value(value.value)}", style="green", markup=False)
    console.print(
        f"        from {value.text!r} by {value.rule} ({show_place(value.place)}){basis}", markup=False
    )
    if value.name_place is not None:
        console.print(f"        known from {show_place(value.name_place)}", markup=False)


def word_value(value: Any) -> str:
    """A value in a few words: a thing by its name."""
    if isinstance(value, dict):
        named = value.get("slate") or value
        return f"{named.get('name')} [{named.get('id')}]"
    return json.dumps(value, ensure_ascii=False)


def show_missed(console: Console, why: Explanation, missed: Missed) -> None:
    from extractor.explaining.explanation import show_place

    console.print(f"  line {missed.line}: {missed.sentence}", style="cyan", markup=False)
    for near in missed.near[:1]:
        where = repr(near.failed_at) if near.failed_at else "the end"
        place = show_place(why.places.get(near.rule))
        console.print(
            f"    nearest: {near.rule} ({place}) matched {near.matched!r}, failed at {where}; "
            f"wanted {near.wanted}", markup=False
        )  # fmt: skip
