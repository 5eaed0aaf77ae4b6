"""The documentation cannot go stale: its blocks are run, and what the code can say itself is written by it.

Of README.md, CONTRIBUTING.md and docs/*.md, each page in order and in a folder like a fresh checkout:

- `console` blocks: commands after `$ `, their output below, `...` for anything;
- `python` blocks: run in one session; a `text` block right below is what they print;
- a block whose first line names a file (```toml allotments/claims.toml) is written to that file;
- `sh` blocks are not run, but what they call has to exist; the README's first one is, without its set-up.

After a change that is meant: EXTRACTOR_UPDATE_SNAPSHOTS=1 pytest tests/test_docs.py writes docs/record.md,
docs/command-line.md and the scores of the README anew. Look at the diff.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, get_args

import pytest
from command import CHECKOUT, invoke
from reference import command_page, meanings, models, real_tables, record_page, reliability_rows, score_tables
from test_readme import NOT_RUN, commands, run
from test_readme import folder as folder  # the fixture: a folder like a fresh checkout

from extractor.packs.pack import ContextRule, Entry, Rule
from extractor.rules.slots import FIELDS, ROLES

PAGES = [CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
FENCE = re.compile(
    r"^```(?P<language>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```\n+(?=(?P<next>```text\n)?)", re.M | re.S
)
SCORES = re.compile(r"(?<=<!-- scores -->\n).*?(?=<!-- /scores -->)", re.S)
REAL = re.compile(r"(?<=<!-- real -->\n).*?(?=<!-- /real -->)", re.S)
RELIABILITY = re.compile(r"(?<=<!-- reliability -->\n).*?(?=<!-- /reliability -->)", re.S)
UPDATE = os.environ.get("EXTRACTOR_UPDATE_SNAPSHOTS") == "1"
REMEDY = "run EXTRACTOR_UPDATE_SNAPSHOTS=1 pytest tests/test_docs.py and look at the diff"


@dataclass
class Block:
    """One fenced block of a page; `printed` is the text block right below a block of Python."""

    language: str
    file: str | None
    body: str
    line: int
    printed: str | None = None


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    found = list(FENCE.finditer(text))
    for number, fence in enumerate(found):
        printed = found[number + 1]["body"] if fence["next"] and fence["language"] == "python" else None
        line = text.count("\n", 0, fence.start()) + 1
        yield Block(fence["language"], fence["file"], fence["body"], line, printed)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_blocks_of_a_page(page: Path, folder: Path) -> None:
    if page != PAGES[0]:
        folder = page_folder(folder, page.stem)
    session: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(page):
        where = f"{page.name}:{block.line}"
        if block.file:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.body, "utf-8")
        elif block.language == "console":
            for command, shown in commands(block.body):
                check_command(command, shown, folder, where)
        elif block.language == "python":
            printed = StringIO()
            with chdir(folder), redirect_stdout(printed):
                exec(compile(block.body, where, "exec"), session)
            if block.printed is not None:
                assert_shown(block.printed.splitlines(), printed.getvalue(), where, whole=True)


def page_folder(folder: Path, name: str) -> Path:
    """A folder of its own for a page, so that no page leans on what another one made."""
    own = folder / "pages" / name
    own.mkdir(parents=True)
    for shared in ("bin", "corpus", "patterns"):
        (own / shared).symlink_to(folder / shared)
    return own


def check_command(command: str, shown: list[str], folder: Path, where: str) -> None:
    if not NOT_RUN.match(command):
        done = run_here(command, folder)
        assert done.returncode == 0, f"{where}: $ {command}\n{done.stdout}{done.stderr}"
        assert_shown(shown, f"{done.stdout}\n{done.stderr}", f"{where}: $ {command}")


def run_here(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A plain `extractor` command runs in this process, which is faster; what needs a shell gets one.

    A process reads a pack once, so that commands on a pack that a page changes need one of their own.
    """
    if command.startswith("extractor ") and not re.search(r"[|<>&;*$`]|patterns", command):
        return invoke(*shlex.split(command)[1:], cwd=folder)
    return run(command, folder)


def assert_shown(shown: list[str], output: str, where: str, *, whole: bool = False) -> None:
    """What a page shows stands in the output in that order; widths of tables do not count."""
    wanted = " ".join(" ".join(shown).split())
    expression = ".*?".join(re.escape(piece.strip()).join(("\\s*", "\\s*")) for piece in wanted.split("..."))
    match = re.fullmatch if whole else re.search
    assert match(expression, " ".join(output.split())), f"{where} shows\n{wanted}\nthe output is\n{output}"


def test_set_up_commands_of_the_readme(folder: Path) -> None:
    """Making an environment is left out; the command at its end is run."""
    lines = [line for block in blocks(PAGES[0]) if block.language == "sh" for line in block.body.splitlines()]
    assert len(lines) == 2, "the README's first screen has exactly two commands"
    assert lines[1].split(" && ")[-1] == ".venv/bin/python -m pytest -n 2 --dist worksteal"
    command = lines[0].split(" && ")[-1]
    assert command.startswith(".venv/bin/extractor ")
    done = run_here(command.removeprefix(".venv/bin/"), folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "outputs" / "corpus" / "records.jsonl").is_file()


def test_options_of_commands_that_are_not_run() -> None:
    """What an `sh` block calls exists."""
    known = (CHECKOUT / "docs" / "command-line.md").read_text("utf-8")
    lines = [
        line for page in PAGES for b in blocks(page) if b.language == "sh" for line in b.body.splitlines()
    ]
    called = [shlex.split(part) for line in lines for part in line.split(" && ") if "extractor " in part]
    called = [words for words in called if words[0].endswith("extractor")]
    assert called
    for words in called:
        section = known.partition(f"## extractor {words[1]}\n")[2].partition("\n## ")[0]
        assert section, words
        assert all(word in section for word in words if word.startswith("-")), words


@pytest.mark.parametrize(("name", "page"), [("record.md", record_page), ("command-line.md", command_page)])
def test_reference_pages(name: str, page: Any) -> None:
    path, now = CHECKOUT / "docs" / name, page()
    if UPDATE:
        path.write_text(now, "utf-8")
    assert path.read_text("utf-8") == now, f"docs/{name} is stale: {REMEDY}"


def test_every_field_of_a_record_has_words_and_no_words_are_left_over() -> None:
    fields = {model.__name__: set(model.model_fields) for model in models()}
    for name, said in meanings().items():
        if name != "head":
            assert set(said) <= fields[name], f"docs/record.toml: [{name}]"


def test_scores_of_the_readme(folder: Path) -> None:
    """The figures are those of this checkout: a change of rules that moves them shows in the diff."""
    if not (folder / "outputs" / "corpus").exists():
        invoke("run", "corpus/articles", "--out", "outputs/corpus", "--quiet", cwd=folder)
    done = invoke("evaluate", "corpus/gold", "outputs/corpus", "--json", cwd=folder)
    now = f"\n{score_tables(json.loads(done.stdout))}\n\n"
    readme = PAGES[0].read_text("utf-8")
    assert SCORES.search(readme), "README.md lost its <!-- scores --> and <!-- /scores --> marks"
    if UPDATE:
        readme = SCORES.sub(lambda _: now, readme)
        PAGES[0].write_text(readme, "utf-8")
    shown = SCORES.search(readme)
    assert shown and shown[0] == now, f"the scores in README.md are stale: {REMEDY}"


@pytest.mark.shared
def test_scores_of_real_articles_in_the_readme(shared: Path, tmp_path: Path) -> None:
    invoke("run", shared / "articles" / "dev", "--out", "dev", "--quiet", cwd=tmp_path)
    done = invoke("evaluate", shared / "gold" / "dev", "dev", "--json", cwd=tmp_path)
    now = f"\n{real_tables(json.loads(done.stdout))}\n\n"
    readme = PAGES[0].read_text("utf-8")
    assert REAL.search(readme), "README.md lost its <!-- real --> and <!-- /real --> marks"
    if UPDATE:
        readme = REAL.sub(lambda _: now, readme)
        PAGES[0].write_text(readme, "utf-8")
    shown = REAL.search(readme)
    assert shown and shown[0] == now, f"the scores of real articles in README.md are stale: {REMEDY}"


def test_reliability_table_of_the_readme() -> None:
    """The table is the one that the package ships; tests/test_confidence.py makes that one anew."""
    now = f"\n{reliability_rows()}\n\n"
    readme = PAGES[0].read_text("utf-8")
    assert RELIABILITY.search(readme), (
        "README.md lost its <!-- reliability --> and <!-- /reliability --> marks"
    )
    if UPDATE:
        readme = RELIABILITY.sub(lambda _: now, readme)
        PAGES[0].write_text(readme, "utf-8")
    shown = RELIABILITY.search(readme)
    assert shown and shown[0] == now, f"the reliability table in README.md is stale: {REMEDY}"


def test_architecture_names_every_module() -> None:
    text = (CHECKOUT / "docs" / "architecture.md").read_text("utf-8")
    told = set(re.findall(r"^\| `([\w./]+)` \|", text, re.M))
    files = {path.relative_to(CHECKOUT / "extractor") for path in (CHECKOUT / "extractor").rglob("*.py")}
    modules = {str(path) for path in files if path.name not in ("__init__.py", "__main__.py")}
    assert told == modules, "the tables of docs/architecture.md list each module once"


def test_pattern_page_names_every_key_role_and_field() -> None:
    text = (CHECKOUT / "docs" / "patterns.md").read_text("utf-8")
    told = set(re.findall(r"`([a-z_]+)`", text))
    keys = {*Entry.model_fields, *Rule.model_fields, *ROLES, *FIELDS}
    marks = get_args(ContextRule.model_fields["mark"].annotation)
    assert {*keys, *marks} <= told, f"docs/patterns.md does not tell of {sorted({*keys, *marks} - told)}"


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
            assert "://" in target or (page.parent / target).exists(), f"{page.name}: {target}"


def test_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"\n## [{project['version']}]" in (CHECKOUT / "CHANGELOG.md").read_text("utf-8")
    assert f"\nversion: {project['version']}\n" in (CHECKOUT / "CITATION.cff").read_text("utf-8")
