"""What others build on is pinned: names, factories, the schema, commands, and how little an import loads.

After a change that is meant: EXTRACTOR_UPDATE_SNAPSHOTS=1 pytest tests/test_surface.py, and look at the diff.
"""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import extractor
from extractor.cli import app
from extractor.records import SCHEMA_VERSION, record_schema

CHECKOUT = Path(__file__).resolve().parents[1]
SNAPSHOTS = Path(__file__).parent / "snapshots"
HEAVY = ("spacy", "numpy", "jinja2", "lxml", "trafilatura", "sqlalchemy", "duckdb")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]


def check_snapshot(name: str, now: str) -> None:
    path = SNAPSHOTS / name
    if os.environ.get("EXTRACTOR_UPDATE_SNAPSHOTS") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, "utf-8")
    assert path.read_text("utf-8") == now, f"{path.name} differs; see the head of this file"


def test_public_names() -> None:
    assert sorted(extractor.__all__) == [
        "Article", "ArticleError", "ExtractorError", "LedgerError", "OutputError", "PackError", "Record",
        "RecordError", "Result", "__version__", "extract", "extract_many", "load", "record_schema",
    ]  # fmt: skip
    for name in extractor.__all__:
        assert getattr(extractor, name) is not None
    with pytest.raises(AttributeError, match="no_such"):
        _ = extractor.no_such


def test_signatures() -> None:
    assert list(inspect.signature(extractor.extract).parameters) == ["text", "nlp", "metadata"]
    assert list(inspect.signature(extractor.extract_many).parameters) == ["articles", "nlp"]
    parameters = list(inspect.signature(extractor.load).parameters)
    assert parameters == ["packs", "without", "gazetteer", "model"]


def test_version_is_said_once() -> None:
    assert extractor.__version__ == PROJECT["version"]


def test_every_stage_is_an_entry_point_and_a_factory() -> None:
    from spacy.language import Language

    from extractor.pipeline import STAGES

    registered = PROJECT["entry-points"]["spacy_factories"]
    assert set(registered) == set(STAGES)
    assert all(Language.has_factory(stage) for stage in STAGES)


def test_schema_of_a_record() -> None:
    schema = record_schema()
    assert schema["properties"]["schema_version"]["default"] == SCHEMA_VERSION
    check_snapshot("record.schema.json", json.dumps(schema, indent=2, ensure_ascii=False) + "\n")


def describe(command: Any, name: str) -> Iterator[str]:
    """A command, its parameters and their help, without the layout that typer gives them."""
    yield f"{name}: {' '.join((command.help or '').split())}"
    for parameter in command.params:
        if parameter.name not in ("install_completion", "show_completion"):
            names = ", ".join(parameter.opts) if parameter.opts[0].startswith("-") else f"<{parameter.name}>"
            yield f"    {names}: {parameter.help or ''}"
    for child in sorted(getattr(command, "commands", {})):
        yield from describe(command.commands[child], f"{name} {child}")


def test_commands_and_their_help() -> None:
    lines = list(describe(get_command(app), "extractor"))
    assert not [line for line in lines if line.endswith(": ")], "every command and option needs a help text"
    check_snapshot("commands.txt", "\n".join(lines) + "\n")


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after some code."""
    code += "\nimport sys\nprint('MODULES', *{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=CHECKOUT, check=True
    )
    return set(done.stdout.rpartition("MODULES")[2].split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded("import extractor").intersection([*HEAVY, "pydantic", "typer", "rich"])


def test_records_and_packs_do_not_load_spacy() -> None:
    assert "spacy" not in loaded("from extractor import Record, record_schema\nimport extractor.packs.pack")


@pytest.mark.parametrize(
    "arguments",
    [
        "--help",
        "run --help",
        "try --help",
        "explain --help",
        "patterns --help",
        "patterns check --help",
        "load --help",
    ],
)
def test_help_loads_nothing_heavy(arguments: str) -> None:
    code = (
        f"import sys\nsys.argv = ['extractor', *{arguments.split()!r}]\nfrom extractor.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code"
    )
    assert not loaded(code).intersection(HEAVY)


@pytest.mark.parametrize("arguments", ["schema", "--version", "patterns list"])
def test_commands_that_read_no_article_do_not_load_spacy(arguments: str) -> None:
    code = (
        f"import sys\nsys.argv = ['extractor', *{arguments.split()!r}]\nfrom extractor.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code"
    )
    assert "spacy" not in loaded(code)
