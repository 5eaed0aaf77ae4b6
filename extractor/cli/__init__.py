"""The command `extractor`: one file for every command.

Data goes to files and standard output, talk to standard error. Exit codes: 0 all is well, 1 some articles
failed, 2 a wrong use, pack or file, 3 the ledger does not add up, 130 interrupted. spaCy is loaded by the
commands that read articles, and by no other.
"""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli import (
    databases,
    evaluation,
    explanation,
    merge,
    patterns,
    running,
    schema,
    serve,
    trial,
)
from extractor.cli.failures import Commands

__all__ = ["app", "main"]

app = typer.Typer(
    cls=Commands,
    name="extractor",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def show_version(wanted: bool) -> None:
    if not wanted:
        return
    from extractor import __version__
    from extractor.packs.loading import find_pack, shipped_packs
    from extractor.packs.reading import read_pack
    from extractor.records import SCHEMA_VERSION

    typer.echo(f"extractor {__version__}, record schema {SCHEMA_VERSION}")
    for name in shipped_packs():
        pack = read_pack(find_pack(name))
        typer.echo(f"pack {pack.info.name} {pack.info.version} {pack.digest[:12]}")
    raise typer.Exit


@app.callback()
def extractor(
    version: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Versions and pack digests."),
    ] = False,
) -> None:
    """Election news into data: contests, candidacies and votes, each value with its place in the text."""


app.command("run")(running.run)
app.command("try")(trial.try_)
app.command("explain")(explanation.explain_)
app.add_typer(patterns.app, name="patterns")
app.command("schema")(schema.schema)
app.command("evaluate")(evaluation.evaluate_)
app.command("report")(running.report)
app.command("merge")(merge.merge)
app.command("load")(databases.load_)
app.command("export")(databases.export)
app.command("serve")(serve.serve)


def main() -> None:
    """The entry point of the console script."""
    app(prog_name="extractor")
