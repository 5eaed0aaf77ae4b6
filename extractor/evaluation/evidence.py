"""Checks of evidence: every value has some, and it stands in the article word for word.

Both are promises of the record contract: `text == article[start:end]` always holds, and each non-null
committee, position, constituency and seats, and each candidacy's name, outcome, votes, share and
affiliation, has at least one evidence entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from extractor.evaluation.results import EvidenceResult
from extractor.evaluation.scoring import Facts

__all__ = ["check_evidence", "needed_evidence", "resolve_pointer"]

FindText = Callable[[Facts], str | None]
"""Gives the text of the article that a record comes from, or None where it is not at hand."""


def check_evidence(records: Iterable[Facts], find_text: FindText) -> EvidenceResult:
    """Check the evidence of records.

    Example:
        >>> record = {"id": "c1", "article": {}, "seats": 2, "evidence": [
        ...     {"field": "/seats", "start": 4, "end": 7, "text": "two"}]}
        >>> check_evidence([record], lambda record: "The two seats").exact
        1
        >>> check_evidence([record], lambda record: "Two seats").problems
        ["c1 /seats: [4:7] is 'sea', not 'two'"]
    """
    result = EvidenceResult()
    for record in records:
        name, entries = record.get("id", "?"), record.get("evidence") or []
        fields = [str(entry["field"]) for entry in entries]
        for pointer, accepted in needed_evidence(record):
            result.values += 1
            if any(field == at or field.startswith(at + "/") for at in accepted for field in fields):
                result.covered += 1
            else:
                result.problems.append(f"{name} {pointer}: no evidence")
        if not entries:
            continue
        text = find_text(record)
        for entry in entries:
            result.entries += 1
            where = f"{name} {entry['field']}"
            if resolve_pointer(record, str(entry["field"])) is None:
                result.problems.append(f"{where}: evidence for a value that is not there")
            if text is None:
                result.unchecked += 1
                continue
            start, end = entry["start"], entry["end"]
            found = text[start:end] if 0 <= start <= end else ""
            if found == entry["text"] and found:
                result.exact += 1
            else:
                result.problems.append(f"{where}: [{start}:{end}] is {found!r}, not {entry['text']!r}")
    return result


def needed_evidence(record: Facts) -> Iterator[tuple[str, list[str]]]:
    """The values of a record that need evidence: (pointer, pointers that count as evidence for it).

    Evidence may point at a part of the value (`/committee/name`), never only at the whole around it.

    Example:
        >>> record = {"seats": 2, "candidacies": [{"candidate": {"name": "Nia Holt"}}]}
        >>> [pointer for pointer, _ in needed_evidence(record)]
        ['/seats', '/candidacies/0/candidate']
    """
    for field in ("committee", "position", "constituency", "seats"):
        if record.get(field) is not None:
            yield f"/{field}", [f"/{field}"]
    for number, candidacy in enumerate(record.get("candidacies") or []):
        at = f"/candidacies/{number}"
        for field in ("candidate", "outcome", "share"):
            if candidacy.get(field) is not None:
                yield f"{at}/{field}", [f"{at}/{field}"]
        figures = [field for field in ("votes", "votes_min", "votes_max") if candidacy.get(field) is not None]
        if figures:
            # a range is one value in two keys: what says one bound says the other
            yield f"{at}/{figures[0]}", [f"{at}/{field}" for field in ("votes", "votes_min", "votes_max")]
        for place in range(len(candidacy.get("affiliations") or [])):
            yield f"{at}/affiliations/{place}", [f"{at}/affiliations/{place}"]


def resolve_pointer(record: Facts, pointer: str) -> Any:
    """The value at a JSON pointer (RFC 6901), None where there is none.

    Example:
        >>> resolve_pointer({"candidacies": [{"votes": 7}]}, "/candidacies/0/votes")
        7
    """
    value: Any = record
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value
