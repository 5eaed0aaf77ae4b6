"""The packages import downwards only, no modules import each other in a circle, and none grows too long."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "extractor"

LAYERS = (
    *("errors", "records", "ledger", "dates"),
    *("article", "mentions", "naming"),
    *("packs", "gate"),
    *("numbers", "people", "bodies", "slates", "lists", "rules"),
    *("stages", "inputs", "pipeline"),
    *("contests", "confidence", "recording", "extraction"),
    *("explaining", "work", "backends", "batch"),
    *("databases", "exporters", "merging", "report", "evaluation"),
    *("service", "scrapy", "cli", "__main__"),
)
"""Packages and modules of the top level, the lowest first: each may import those before it."""

LONGEST = 320
LONG = {"evaluation/scoring.py": "the agreed scorer, kept function by function"}


def modules() -> dict[str, Path]:
    """The modules of the package by dotted name, without `extractor` itself, which only hands names on."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    del found[""]
    return found


MODULES = modules()


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    named = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            parent = node.module or ""
            named |= {f"{parent}.{alias.name}" for alias in node.names} | {parent}
        elif isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
    return {name.removeprefix("extractor.") for name in named} & MODULES.keys()


IMPORTS = {name: imports_of(path) - {name} for name, path in MODULES.items()}


def layer(module: str) -> int:
    """How high a module's package stands."""
    return LAYERS.index(module.partition(".")[0])


def test_every_package_has_its_layer() -> None:
    assert {name.partition(".")[0] for name in MODULES} == set(LAYERS)
    assert len(LAYERS) == len(set(LAYERS))


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_go_one_way(module: str) -> None:
    upwards = {name for name in IMPORTS[module] if layer(name) > layer(module)}
    assert not upwards, f"{module} may import only what stands before its package in LAYERS"


def test_no_modules_import_each_other_in_a_circle() -> None:
    inside = {
        name: {i for i in imported if not name.startswith(f"{i}.") and not i.startswith(f"{name}.")}
        for name, imported in IMPORTS.items()
    }
    order = list(TopologicalSorter(inside).static_order())
    assert set(order) == MODULES.keys()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_no_module_is_too_long(module: str) -> None:
    path = MODULES[module]
    lines = len(path.read_text("utf-8").splitlines())
    told = LONG.get(path.relative_to(PACKAGE).as_posix())
    assert told or lines <= LONGEST, f"{lines} lines: which two reasons to change does it have?"


def test_importing_upwards_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("def read():\n    from extractor.cli import main\n    import extractor.packs.pack\n")
    assert imports_of(path) == {"cli", "packs.pack"}
    assert layer("cli") > layer("packs.pack")
