"""The README cannot go stale: its Python blocks are run, and the commands of its console blocks too.

A console block's lines that begin with `$ ` are commands; a line that ends in a backslash goes on. What
stands below a command has to be in its output, in that order; `...` stands for anything. Commands that
install or fetch something are not run.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import CHECKOUT, environment

BLOCK = re.compile(r"^```(?P<language>python|console)\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
NOT_RUN = re.compile(r"(?:pip|pipx|uv|git|docker|python -m venv|source|curl|psql|\. )\b|.*\bserve\b")
README = (CHECKOUT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return [found["body"] for found in BLOCK.finditer(README) if found["language"] == language]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a fresh checkout, with the command on the path; all blocks share it, in order."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("corpus", "patterns"):
        (folder / name).symlink_to(CHECKOUT / name)
    tools = folder / "bin"
    tools.mkdir()
    for name, module in (("extractor", " -m extractor"), ("python", "")):
        script = tools / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}"{module} "$@"\n')
        script.chmod(0o755)
    return folder


def run(command: str | list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    env = environment()
    env["PATH"] = f"{folder / 'bin'}:{env['PATH']}"
    return subprocess.run(
        command,
        cwd=folder,
        env=env,
        shell=isinstance(command, str),
        capture_output=True,
        text=True,
        timeout=300,
    )


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the output that is shown below it."""
    command, shown = "", []
    for line in block.replace("\\\n", " ").splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:].strip(), []
        elif line.strip():
            shown.append(line.strip())
    if command:
        yield command, shown


@pytest.mark.parametrize("block", blocks("console"))
def test_console_block(block: str, folder: Path) -> None:
    for command, shown in commands(block):
        if NOT_RUN.match(command):
            continue
        done = run(command, folder)
        assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
        pieces = [re.escape(piece) for line in shown for piece in line.split("...") if piece.strip()]
        output = " ".join(f"{done.stdout}\n{done.stderr}".split())
        expected = ".*?".join(re.sub(r"(?:\\ )+", " ", piece) for piece in pieces)
        assert re.search(expected, output), f"$ {command}\n{done.stdout}{done.stderr}"


def test_python_blocks(folder: Path) -> None:
    """All in one session, as a reader types them."""
    session = "\n".join(blocks("python"))
    done = run([sys.executable, "-c", session], folder)
    assert done.returncode == 0, done.stderr


def test_commands_are_read_from_a_block() -> None:
    block = "$ extractor run a.txt \\\n    -o out\n1 input: ...\n\n$ ls\n"
    assert list(commands(block)) == [("extractor run a.txt      -o out", ["1 input: ..."]), ("ls", [])]
