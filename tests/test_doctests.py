"""The examples in docstrings run, and say what they show."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import extractor

MODULES = sorted(info.name for info in pkgutil.walk_packages(extractor.__path__, "extractor."))


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_examples_of_module(name: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        module = import_module(name)
    except ImportError as error:
        pytest.skip(f"an extra is not installed: {error}")
    monkeypatch.chdir(str(tmp_path))
    assert doctest.testmod(module).failed == 0
