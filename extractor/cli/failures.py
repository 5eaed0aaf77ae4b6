"""Faults at the command line: a message on standard error and an exit code, never a traceback on purpose."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from extractor.errors import ExtractorError, LedgerError

__all__ = ["INTERRUPTED", "LEDGER", "SOME_FAILED", "USAGE", "Commands"]

SOME_FAILED, USAGE, LEDGER, INTERRUPTED = 1, 2, 3, 130


class Commands(TyperGroup):
    """The group of all commands; errors of this package become exit codes."""

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            typer.echo("interrupted; what was there before is whole", err=True)
            raise typer.Exit(INTERRUPTED) from None
        except LedgerError as error:
            typer.echo(f"error: {error}", err=True)
            raise typer.Exit(LEDGER) from error
        except ExtractorError as error:
            typer.echo(f"error: {error}", err=True)
            raise typer.Exit(USAGE) from error
