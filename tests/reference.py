"""The pages and blocks of the documentation that are written by the code which they describe.

`docs/record.md` comes from the models of a record and from `docs/record.toml`, `docs/command-line.md` from
the commands, the scores of the README from `extractor evaluate --json`, its reliability table from
`extractor/reliability.json`.
"""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from typer.main import get_command

from extractor import records
from extractor.cli import app
from extractor.confidence import KINDS, chain_of, read_reliability

CHECKOUT = Path(__file__).resolve().parents[1]
WORDS = {str: "string", int: "whole number", float: "number", bool: "true or false"}


def models() -> list[type[BaseModel]]:
    """The record and its parts, a part after the model that first names it."""
    found: list[type[BaseModel]] = []

    def add(model: type[BaseModel]) -> None:
        if model not in found:
            found.append(model)
            for field in model.model_fields.values():
                for part in parts_of(field.annotation):
                    add(part)

    add(records.Record)
    return found


def parts_of(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts_of(inner)


def type_words(annotation: Any) -> str:
    """A type as a reader who knows no Python says it."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is list:
        return f"list of {type_words(inner[0])}"
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin in (Union, UnionType):
        choices = [kind for kind in inner if kind is not NoneType]
        words = (
            "number" if set(choices) == {int, float} else " or ".join(type_words(kind) for kind in choices)
        )
        return f"{words}; null" if NoneType in inner else words
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return WORDS[annotation]


def meanings() -> dict[str, Any]:
    """What `docs/record.toml` says of each model's fields, and the head of the page."""
    return tomllib.loads((CHECKOUT / "docs" / "record.toml").read_text("utf-8"))


def record_page() -> str:
    """`docs/record.md`.

    Raises:
        KeyError: a field has no meaning in words.
    """
    words = meanings()
    out = [words["head"].strip(), ""]
    for model in models():
        out += [f"## {model.__name__}", "", inspect.cleandoc(model.__doc__ or ""), ""]
        out += ["| field | type | meaning |", "| --- | --- | --- |"]
        for name, field in model.model_fields.items():
            said = words.get(model.__name__, {}).get(name)
            meaning = "; ".join(part for part in (said, field.description) if part)
            if not meaning:
                raise KeyError(f"say in docs/record.toml what {model.__name__}.{name} means")
            out.append(f"| `{name}` | {type_words(field.annotation)} | {meaning} |")
        out.append("")
    return "\n".join(out)


COMMANDS_HEAD = """
# The command line

This page is made from the commands themselves; `extractor COMMAND --help` says the same.

Data goes to files and to standard output, talk to standard error. Exit codes: 0 all is well, 1 some articles
failed, 2 a wrong use, pack or file, 3 the ledger does not add up, 130 interrupted.
"""


def command_page() -> str:
    """`docs/command-line.md`."""
    return "\n".join([COMMANDS_HEAD.strip(), "", *describe(get_command(app), "extractor")])


def describe(command: Any, name: str) -> Iterator[str]:
    """A command and those below it: what it does, how it is called, its arguments and options."""
    children = getattr(command, "commands", {})
    yield f"## {name}"
    yield ""
    yield " ".join((command.help or "").split())
    yield ""
    hidden = ("install_completion", "show_completion")
    parameters = [parameter for parameter in command.params if parameter.name not in hidden]
    rows = [(spell(parameter), parameter.help or "", default_of(parameter)) for parameter in parameters]
    if rows:
        yield "| argument or option | meaning | default |"
        yield "| --- | --- | --- |"
        yield from (f"| `{called}` | {meaning} | {default} |" for called, meaning, default in rows)
        yield ""
    for child in sorted(children):
        yield from describe(children[child], f"{name} {child}")


def spell(parameter: Any) -> str:
    """How a parameter is written: `-o, --out OUT`, `PATH...`."""
    value = str(parameter.metavar or parameter.name.rstrip("_").upper())
    if not parameter.opts[0].startswith("-"):
        return value
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {value}"


def default_of(parameter: Any) -> str:
    if parameter.required:
        return "required"
    value = parameter.default
    return "" if value is None or value is False or callable(value) else f"`{value}`"


def score_tables(figures: dict[str, Any]) -> str:
    """The figures of `extractor evaluate --json` as Markdown."""
    out = ["| fact | precision | recall | F1 | right | missed | wrong |", "| --- " + "| ---: " * 6 + "|"]
    for kind, score in figures["fields"].items():
        if kind not in ("timing", "outcome_strict"):
            out.append(f"| {kind} | {cells(score)} |")
    out += [f"| **all** | {cells(figures['total'])} |", ""]
    out += ["| genre | articles | precision | recall | F1 | right | missed | wrong |"]
    out.append("| --- " + "| ---: " * 7 + "|")
    for genre, group in figures["genres"].items():
        if genre != "negative":
            out.append(f"| {genre} | {group['documents']} | {cells(group['score'])} |")
    evidence = figures["evidence"]
    words = (
        f"{figures['negatives_with_output']} of the {figures['negatives']} articles that report no election "
        f"result gave a record all the same. {figures['exact_contests']} of {figures['contests']} contests "
        f"are right in every scored fact. {evidence['covered']:,} of {evidence['values']:,} values have "
        f"evidence, and {evidence['exact']:,} of {evidence['entries']:,} pieces of evidence stand in the "
        "article word for word."
    )
    out += ["", fill(words, 120)]
    return "\n".join(out)


def real_tables(figures: dict[str, Any]) -> str:
    """The figures of real articles with their bootstrap intervals, as Markdown."""
    out = ["| fact | precision | recall | F1 | 95 % | right | missed | wrong |"]
    out.append("| --- " + "| ---: " * 7 + "|")
    intervals = figures["intervals"]
    for kind, score in figures["fields"].items():
        out.append(f"| {kind} | {spread_cells(score, intervals.get(kind))} |")
    out.append(f"| **all** | {spread_cells(figures['total'], intervals['total'])} |")
    names = {
        "even": "**all**, articles that the rules' authors read",
        "odd": "**all**, articles they did not",
    }
    for half, group in figures["halves"].items():
        out.append(f"| {names[half]} | {spread_cells(group['score'], intervals.get(f'half.{half}'))} |")
    return "\n".join(out)


def spread_cells(score: dict[str, Any], interval: dict[str, float] | None) -> str:
    """The cells of one score with the interval of its F1."""
    first, rest = cells(score).split(" | ")[:3], cells(score).split(" | ")[3:]
    between = f"{interval['low']:.2f}–{interval['high']:.2f}" if interval else ""
    return " | ".join([*first, between, *rest])


def reliability_rows() -> str:
    """What each kind of evidence is worth, as Markdown."""
    out = ["| evidence | records | facts | right | confidence |", "| --- " + "| ---: " * 4 + "|"]
    for kind, entry in read_reliability().items():
        depth = len(list(chain_of(kind))) - 1
        facts = entry["right"] + entry["wrong"]
        share = f"{entry['right'] / facts:.2f}" if facts else ""
        name = f"{'&emsp;' * max(0, depth - 1)}{KINDS[kind]}"
        out.append(f"| {name} | {entry['records']} | {facts} | {share} | {entry['confidence']:.2f} |")
    return "\n".join(out)


def cells(score: dict[str, Any]) -> str:
    """The cells of one score; a genre or kind without any output has no precision."""
    said = score["right"] + score["spurious"]
    precision = f"{score['precision']:.2f}" if said else ""
    counts = (score["right"], score["missed"], score["spurious"])
    return " | ".join([precision, f"{score['recall']:.2f}", f"{score['f1']:.2f}", *map(str, counts)])
