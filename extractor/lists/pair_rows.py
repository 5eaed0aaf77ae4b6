"""Rows of a Condorcet ranking, "Ann Cole loses to Bo Ray by 51-32", whose figures are nobody's votes."""

from __future__ import annotations

from extractor.lists.lines import SEPARATORS, Line, Row
from extractor.mentions import Analysis, Mention

__all__ = ["pair_row"]


def pair_row(found: Analysis, line: Line, chosen: list[Mention], results: frozenset[str]) -> Row | None:
    """The row of the one of a pair who is told of; None where a line compares no pair. `results` are the
    words between the two: "loses to"."""
    people = sorted((m for m in chosen if m.label == "PERSON"), key=lambda m: m.start)
    if len(people) < 2:
        return None
    begin, end = found.token_at(people[0].end - 1) + 1, found.token_at(people[1].start)
    between = " ".join(w for w in found.lowers[begin:end] if w not in SEPARATORS)
    if between not in results or found.lowers[line.last] == ".":
        return None
    return Row(people[0].start, line.end, people=people[:1])
