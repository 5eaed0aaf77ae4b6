"""Clocks: rounds that take turns, so that a busy moment of the machine hits all that is compared."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping

__all__ = ["run_python", "take_turns", "time_of"]


def time_of(task: Callable[[], object]) -> float:
    """Seconds that a call takes.

    Example:
        >>> time_of(lambda: time.sleep(0.01)) >= 0.01
        True
    """
    began = time.perf_counter()
    task()
    return time.perf_counter() - began


def take_turns(tasks: Mapping[str, Callable[[], float]], rounds: int, base: str) -> dict[str, float]:
    """Each task's seconds divided by those of `base` in the same round: the median of all rounds.

    Args:
        tasks: calls that return the seconds they took.
        rounds: how often each is called, in turns.
        base: name of the task that the others are compared with.

    Example:
        >>> take_turns({"one": lambda: 1.0, "three": lambda: 3.0}, 2, "one")
        {'one': 1.0, 'three': 3.0}
    """
    ratios: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        seconds = {name: task() for name, task in tasks.items()}
        for name, taken in seconds.items():
            ratios[name].append(taken / seconds[base])
    return {name: statistics.median(found) for name, found in ratios.items()}


def run_python(*arguments: str) -> float:
    """Seconds that a fresh interpreter takes with these arguments."""
    command = [sys.executable, "-W", "ignore", *arguments]
    return time_of(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
