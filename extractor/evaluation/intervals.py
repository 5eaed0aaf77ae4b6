"""Bootstrap intervals: how far an F1 would move on other documents of the same kind."""

from __future__ import annotations

import random

import numpy as np

from extractor.evaluation.results import DocumentResult, Interval, Score

__all__ = ["bootstrap_intervals"]


def bootstrap_intervals(documents: list[DocumentResult], *, samples: int, seed: int) -> dict[str, Interval]:
    """95 % intervals of F1: `total`, each field, `extra.FIELD` and `half.HALF`; resampled by document.

    Facts of one document stand and fall together, so documents are drawn, not facts. A kind that no
    document has, and every kind where `samples` is 0, has no interval. The same seed gives the same figures.
    """
    if not samples or not documents:
        return {}
    rows = [_named_scores(document) for document in documents]
    names = list(dict.fromkeys(name for row in rows for name in row))
    counts = np.zeros((len(rows), len(names), 3), dtype=np.int64)
    for number, row in enumerate(rows):
        for place, name in enumerate(names):
            if score := row.get(name):
                counts[number, place] = score.right, score.missed, score.spurious
    # the standard library's generator gives the same numbers under every version of numpy
    generator = random.Random(seed)
    indices = range(len(rows))
    drawn = np.stack([counts[generator.choices(indices, k=len(rows))].sum(axis=0) for _ in range(samples)])
    right, missed, spurious = drawn[..., 0], drawn[..., 1], drawn[..., 2]
    whole = 2 * right + missed + spurious
    intervals = {}
    for place, name in enumerate(names):
        # a sample that happens to hold no fact of the kind says nothing about it
        held = whole[:, place] > 0
        if held.any():
            f1 = 2 * right[held, place] / whole[held, place]
            low, high = np.percentile(f1, [2.5, 97.5])
            intervals[name] = Interval(low=float(low), high=float(high))
    return intervals


def _named_scores(document: DocumentResult) -> dict[str, Score]:
    extras = {f"extra.{kind}": score for kind, score in document.extras.items()}
    half = f"half.{document.half}"
    return {"total": document.score, half: document.score, **document.fields, **extras}
