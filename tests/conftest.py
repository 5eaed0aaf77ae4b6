"""Fixtures of the whole suite."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring material: real articles with gold facts, and the scorer that everybody uses.

    It is other people's text and not part of the checkout: ELECTION_SHARED names the folder, else it is
    looked for as `shared` beside the checkout. Tests that use it are marked `shared` and are skipped where
    it is absent, unless EXTRACTOR_REQUIRE_SHARED=1 says that they have to run.
    """
    named = os.environ.get("ELECTION_SHARED")
    folder = Path(named) if named else CHECKOUT.parent / "shared"
    if (folder / "gold").is_dir():
        return folder
    reason = f"no measuring material at {folder}: set ELECTION_SHARED to its folder"
    if os.environ.get("EXTRACTOR_REQUIRE_SHARED") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
