"""Measures what the extractor writes against gold facts, and whether its evidence holds.

`evaluate` gives an `Evaluation`: a total, every field with its interval, genres, both halves of the split,
evidence, and gains and losses against an earlier run. `check_floors` tells what fell.
"""

from extractor.evaluation.floors import Floors, check_floors, gold_changed, raise_floors, read_floors
from extractor.evaluation.measurement import evaluate, read_evaluation
from extractor.evaluation.results import Evaluation
from extractor.evaluation.sources import half_of

__all__ = [
    "Evaluation",
    "Floors",
    "check_floors",
    "evaluate",
    "gold_changed",
    "half_of",
    "raise_floors",
    "read_evaluation",
    "read_floors",
]
