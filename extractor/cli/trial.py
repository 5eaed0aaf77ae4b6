"""`extractor try`: one sentence, and everything that is seen in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import Gazetteer, Model, Patterns, Without, build_pipeline

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from extractor.explaining.explanation import Explanation
    from extractor.mentions import Analysis, Claim

__all__ = ["try_"]

COLOURS = {
    "PERSON": "bold green", "SLATE": "bold magenta", "COMMITTEE": "bold blue", "POSITION": "bold cyan",
    "PLACE": "bold yellow", "ORGANISATION": "bold blue", "VOTES": "bold red", "COUNT": "red",
    "SHARE": "bold red", "SEATS": "bold red", "MAJORITY": "bold red",
}  # fmt: skip


def try_(
    sentence: Annotated[
        list[str], typer.Argument(metavar="SENTENCE...", help='The sentence; "-" is standard input.')
    ],
    patterns: Patterns = None,
    without: Without = None,
    without_gazetteer: Gazetteer = False,
    model: Model = None,
    as_json: Annotated[bool, typer.Option("--json", help="The records alone, as JSON Lines.")] = False,
) -> None:
    """Show the mentions, claims and rules of a sentence."""
    text = sys.stdin.read() if sentence == ["-"] else " ".join(sentence)
    nlp = build_pipeline(patterns, without, without_gazetteer, model)
    from rich.console import Console

    from extractor.article import Article
    from extractor.explaining.explanation import explain

    why = explain(nlp, Article(text=text), cases=False)
    if as_json:
        for record in why.result.records:
            typer.echo(record.model_dump_json())
        return
    show(Console(soft_wrap=True, highlight=False), why)


def show(console: Console, why: Explanation) -> None:
    """Print everything that was seen."""
    found = why.result.analysis
    if found is None:
        console.print(f"{why.result.status}: {why.result.reason}", markup=False)
        return
    console.print(paint(found))
    heading(console, "mentions")
    for mention in sorted(found.mentions, key=lambda m: m.start):
        known = f" = {mention.id}" if mention.id else ""
        console.print(
            f"  {mention.label:<13}{mention.text!r}{known}", style=COLOURS.get(mention.label), markup=False
        )
    rejected = {id(claim): reason for claim, reason in found.rejected}
    heading(console, "claims")
    for claim in found.claims:
        show_claim(console, why, claim, rejected.get(id(claim)))
    if not found.claims:
        console.print("  none")
    for missed in why.missed:
        heading(console, "nearest rules")
        for near in missed.near:
            where = repr(near.failed_at) if near.failed_at else "the end"
            console.print(f"  {near.rule}  matched {near.matched!r}, failed at {where}", markup=False)
            console.print(f"      wanted {near.wanted}", style="dim", markup=False)
    show_records(console, why)


def paint(found: Analysis) -> Text:
    """The text with its mentions in colour, the shorter ones inside longer ones last."""
    from rich.text import Text

    text = Text(found.text.strip("\n"))
    offset = len(found.text) - len(found.text.lstrip("\n"))
    for mention in sorted(found.mentions, key=len, reverse=True):
        text.stylize(COLOURS.get(mention.label, "bold"), mention.start - offset, mention.end - offset)
    return text


def heading(console: Console, title: str) -> None:
    console.print(f"\n{title}", style="bold underline")


def show_claim(console: Console, why: Explanation, claim: Claim, reason: str | None) -> None:
    from extractor.explaining.explanation import show_place

    console.print(f"  {claim.rule}  ({show_place(why.places.get(claim.rule))})", style="bold", markup=False)
    for name, mention in claim.slots:
        console.print(f"      {name} = {mention.text!r}", style=COLOURS.get(mention.label), markup=False)
    slots = {id(mention) for _, mention in claim.slots}
    for name, mention in claim.anchors.items():
        if id(mention) not in slots:
            console.print(
                f"      {name} = {mention.text!r} (attached)", style=COLOURS.get(mention.label), markup=False
            )
    if reason:
        console.print(f"      rejected: {reason}", style="red", markup=False)


def show_records(console: Console, why: Explanation) -> None:
    from extractor.cli.tables import contest_title, describe_candidacy, describe_slates

    heading(console, "records")
    for record in why.result.records:
        console.print(f"  {contest_title(record)}", style="bold", markup=False)
        for line in [*map(describe_candidacy, record.candidacies), *describe_slates(record)]:
            console.print(f"      {line}", markup=False)
    if not why.result.records:
        console.print("  none")
