"""Confidence: the precision that records with evidence of the same kind reached on gold.

A kind of evidence follows from the record alone: whether a list or prose says it, how long the list is, how
the contest and the people are named, whether something is flagged. `reliability.json` holds what each kind
reached on gold whose articles no rule was written on; a kind with few facts has the figure of the broader
kind above it. `extractor.evaluation.reliability` makes the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from extractor.records import Record

__all__ = ["ALL", "KINDS", "chain_of", "confidence_of", "kind_of", "kind_of_json", "read_reliability"]

ALL = "any"
"""The broadest kind: every record."""
LIST_RULES = frozenset({"rows", "names", "table", "post-row", "labelled"})
"""Rules of rows and tables; all others read sentences."""
NAMING = ("/position", "/committee", "/constituency")
FIGURES = ("/votes", "/share", "/votes_min")
WON = frozenset({"elected", "nominated"})
SHORT_FORMS = frozenset({"short-form", "rival"})
"""Rules that read a surname or "her rival" for a name."""
LONG = 3
"""Candidates of a list that is hardly one by chance."""
KINDS: dict[str, str] = {
    ALL: "every record",
    "flagged": "arithmetic does not fit",
    "totals": "seats or votes of slates, nobody named",
    "list": "a list or table says who won or the figures",
    "list.long": "of three names or more",
    "list.long.figures": "with votes or shares",
    "list.long.names": "of names alone",
    "list.brief": "of one or two names",
    "prose": "sentences say it all",
    "prose.one-winner": "exactly one winner, all names in full",
    "prose.one-winner.stated": "post, body or place stated beside the result",
    "prose.one-winner.carried": "one of them carried from elsewhere in the article",
    "prose.one-winner.unnamed": "neither post, body nor place",
    "prose.other": "several winners or none, all names in full",
    "prose.short-name": "somebody is known by a surname alone",
}
"""Every kind that a record can have and those above them, the broader ones first, in words."""

Signs = tuple[str, str, str]
"""Of one piece of evidence: field, rule, basis."""


def kind_of(record: Record) -> str:
    """The kind of a record's evidence.

    Example:
        >>> from extractor import extract
        >>> kind_of(extract("Nia Holt was elected chair of the board with 312 votes.").records[0])
        'prose.one-winner.stated'
    """
    signs = ((e.field, e.rule, e.basis) for e in record.evidence)
    return read_kind(signs, [c.outcome for c in record.candidacies], bool(record.flags))


def kind_of_json(record: dict[str, Any]) -> str:
    """The kind of a record as JSON gives it."""
    signs = ((e["field"], e["rule"], e["basis"]) for e in record.get("evidence") or [])
    outcomes = [c.get("outcome") for c in record.get("candidacies") or []]
    return read_kind(signs, outcomes, bool(record.get("flags")))


def read_kind(signs: Iterable[Signs], outcomes: Sequence[str | None], flagged: bool) -> str:
    """The finest kind that the signs give."""
    if flagged:
        return "flagged"
    if not outcomes:
        return "totals"
    told = list(signs)
    facts = [sign for sign in told if sign[0].endswith((*FIGURES, "/outcome"))]
    if any(rule in LIST_RULES for _, rule, _ in facts):
        if len(outcomes) < LONG:
            return "list.brief"
        return f"list.long.{'figures' if any(s[0].endswith(FIGURES) for s in facts) else 'names'}"
    if any(field.endswith("/candidate/name") and rule in SHORT_FORMS for field, rule, _ in told):
        return "prose.short-name"
    if sum(outcome in WON for outcome in outcomes) != 1:
        return "prose.other"
    bases = {basis for field, _, basis in told if field in NAMING}
    named = "unnamed" if not bases else "stated" if bases == {"stated"} else "carried"
    return f"prose.one-winner.{named}"


def chain_of(kind: str) -> Iterator[str]:
    """A kind and those above it, the broadest last.

    Example:
        >>> list(chain_of("list.long.names"))
        ['list.long.names', 'list.long', 'list', 'any']
    """
    while kind and kind != ALL:
        yield kind
        kind = kind.rpartition(".")[0]
    yield ALL


@lru_cache(maxsize=1)
def read_reliability() -> dict[str, dict[str, Any]]:
    """What each kind reached on gold: `right` and `wrong` facts, `records`, and `confidence`."""
    stored = json.loads(resources.files("extractor").joinpath("reliability.json").read_text("utf-8"))
    kinds: dict[str, dict[str, Any]] = stored["kinds"]
    return kinds


def confidence_of(record: Record) -> float | None:
    """What records with evidence of this kind reached; None where that has not been measured."""
    entry = read_reliability().get(kind_of(record))
    return None if entry is None else entry["confidence"]
