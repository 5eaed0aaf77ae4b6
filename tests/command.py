"""Runs the command `extractor` as a user does: in a process of its own, or faster in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from typer.testing import CliRunner

from extractor.cli import app

CHECKOUT = Path(__file__).resolve().parents[1]


def environment(**more: str) -> dict[str, str]:
    """The environment of a plain terminal session in which this checkout is installed."""
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    return kept | {"PYTHONPATH": str(CHECKOUT), "COLUMNS": "120", **more}


def run_command(
    *arguments: str | Path, cwd: Path, stdin: str | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run `extractor` with arguments; the result holds its exit code and what it wrote."""
    return subprocess.run(
        [sys.executable, "-m", "extractor", *map(str, arguments)],
        cwd=cwd, input=stdin, capture_output=True, text=True, env=environment(**more), timeout=120,
    )  # fmt: skip


def invoke(*arguments: str | Path, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """The same within this process: a second or two faster, for what does not depend on the process."""
    given = [str(argument) for argument in arguments]
    with chdir(cwd):
        done = CliRunner(env={"COLUMNS": "120"}).invoke(app, given, input=stdin, prog_name="extractor")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(given, done.exit_code, done.stdout, done.stderr)
