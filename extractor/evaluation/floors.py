"""Floors: figures that may rise and never fall, tied to the gold that they were measured on.

A floors file is JSON: `{"digest": sha256 of the gold, "floors": {"f1": 0.81, "field.votes": 0.9}}`; the names
are those of `Evaluation.measures`.
"""

from __future__ import annotations

import difflib
import json
import math
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import ExtractorError
from extractor.evaluation.results import Evaluation

__all__ = ["Floors", "check_floors", "gold_changed", "raise_floors", "read_floors"]

PLACES = 4
"""Floors are written with so many decimal places, rounded down."""


class Floors(BaseModel):
    """The least that each figure has to reach, and the digest of the gold that says so."""

    model_config = ConfigDict(extra="forbid")

    digest: str
    floors: dict[str, float]


def read_floors(path: str | Path) -> Floors:
    """Read a floors file.

    Raises:
        ExtractorError: the file cannot be read or is not a floors file.
    """
    try:
        return Floors.model_validate(json.loads(Path(path).read_text("utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise ExtractorError(
            f'{path}: not a floors file ({error}); write {{"digest": "...", "floors": {{"f1": 0.8}}}}'
        ) from error


def check_floors(evaluation: Evaluation, floors: Floors | str | Path) -> list[str]:
    """The falls: one sentence for each figure below its floor, none where all hold.

    Floors that were measured on other gold say nothing about this run: with a changed digest the list is
    empty, and `gold_changed` says so.

    Example:
        >>> from extractor.evaluation.results import Score
        >>> run = Evaluation(
        ...     gold="gold", gold_digest="d", records="records.jsonl", total=Score(right=1, missed=1)
        ... )
        >>> check_floors(run, Floors(digest="d", floors={"recall": 0.6, "precision": 1}))
        ['recall fell to 0.5000, its floor is 0.6000']
        >>> check_floors(run, Floors(digest="older", floors={"recall": 0.6}))
        []
    """
    held = floors if isinstance(floors, Floors) else read_floors(floors)
    if gold_changed(evaluation, held):
        return []
    measures, falls = evaluation.measures(), []
    for name, floor in held.floors.items():
        if name not in measures:
            near = difflib.get_close_matches(name, measures, n=1)
            hint = f" (did you mean {near[0]!r}?)" if near else ""
            falls.append(f"{name} was not measured, its floor is {floor:.4f}{hint}")
        elif measures[name] < floor - 1e-9:
            falls.append(f"{name} fell to {measures[name]:.4f}, its floor is {floor:.4f}")
    return falls


def gold_changed(evaluation: Evaluation, floors: Floors | str | Path) -> str | None:
    """What to do where the gold is not the one that the floors were measured on, else None."""
    held = floors if isinstance(floors, Floors) else read_floors(floors)
    if held.digest == evaluation.gold_digest:
        return None
    return (
        f"the gold has changed (digest {evaluation.gold_digest[:12]}, floors are for {held.digest[:12]}): "
        "floors were not checked; look at gains and losses, then write new floors"
    )


def raise_floors(evaluation: Evaluation, floors: Floors) -> Floors:
    """Floors for the next run: each named figure as it is now, never lower than its floor on the same gold.

    On changed gold each figure starts again from what it is now; one that is measured no more is dropped.
    """
    measures, same = evaluation.measures(), floors.digest == evaluation.gold_digest
    raised = {}
    for name, floor in floors.floors.items():
        if name in measures:
            now = math.floor(measures[name] * 10**PLACES + 1e-6) / 10**PLACES
            raised[name] = max(now, floor) if same else now
        elif same:
            raised[name] = floor
    return Floors(digest=evaluation.gold_digest, floors=raised)
