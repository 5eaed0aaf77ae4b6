"""Reliability: which precision each kind of evidence reaches on gold, for `extractor/confidence.py`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from extractor.confidence import ALL, KINDS, chain_of, kind_of_json
from extractor.evaluation.scoring import ASIDE, Facts, Tally, pair_contests, pred_facts, score_pair

__all__ = ["count_kinds", "reliability_table"]

FEW = 20
"""Facts that a kind needs for a figure of its own; and the weight of the kind above it in that figure."""


def count_kinds(documents: Iterable[tuple[list[Facts], list[Facts]]]) -> dict[str, Counter[str]]:
    """Right and wrong facts of every kind of evidence, over documents given as gold and records."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for golds, records in documents:
        for gold, record in pair_contests(golds, records):
            if record is None:
                continue
            tally = Tally()
            if gold is not None:
                score_pair(tally, "", gold, record)
            else:
                for kind, who in pred_facts(record):
                    tally.extra(kind, str(who))
            right, wrong = total(tally.right), total(tally.spurious)
            for kind in chain_of(kind_of_json(record)):
                counts[kind] += Counter(right=right, wrong=wrong, records=1)
    return counts


def total(counter: Counter[str]) -> int:
    return sum(n for kind, n in counter.items() if kind not in ASIDE)


def reliability_table(counts: dict[str, Counter[str]]) -> dict[str, dict[str, Any]]:
    """An entry for every kind; one with few facts has the confidence of the kind above it.

    Between, the figure leans on the kind above it: `(right + 20 x above) / (facts + 20)`.

    Example:
        >>> counts = {"any": Counter(right=90, wrong=10), "list": Counter(right=30)}
        >>> table = reliability_table(counts)
        >>> [table[kind]["confidence"] for kind in ("any", "list", "prose")]
        [0.9, 0.96, 0.9]
    """
    exact: dict[str, float | None] = {}
    table = {}
    for kind in KINDS:
        held = counts.get(kind, Counter())
        facts = held["right"] + held["wrong"]
        above = exact.get(list(chain_of(kind))[1]) if kind != ALL else None
        if kind == ALL:
            exact[kind] = held["right"] / facts if facts else None
        elif facts < FEW or above is None:
            exact[kind] = above
        else:
            exact[kind] = (held["right"] + FEW * above) / (facts + FEW)
        figure = exact[kind]
        table[kind] = {
            "records": held["records"],
            "right": held["right"],
            "wrong": held["wrong"],
            "confidence": None if figure is None else round(figure, 2),
        }
    return table
