"""A record as rows of the tables."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from extractor.databases.tables import TABLES
from extractor.errors import RecordError
from extractor.records import Candidacy, Record, Ref

__all__ = ["Row", "Rows", "key_text", "record_rows"]

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]

KEY_BYTES = 900
LARGEST = 2**63 - 1


def key_text(value: str) -> str:
    """An id short enough to be a key: PostgreSQL indexes no text of more than about 2,700 bytes.

    Longer ids (URLs can be) keep their beginning and end in 16 hex digits of their digest.

    Example:
        >>> key_text("https://example.org/a"), len(key_text("long" * 1000))
        ('https://example.org/a', 917)
    """
    data = value.encode("utf-8", "surrogatepass")
    if len(data) <= KEY_BYTES:
        return value
    return data[:KEY_BYTES].decode("utf-8", "ignore") + "#" + hashlib.sha256(data).hexdigest()[:16]


def record_rows(record: Record, place: str) -> Rows:
    """The rows of one record by table, values in the order of the table's columns.

    Errors:
        RecordError: a value that no database column holds (a count over 64 bits, a date that is none);
            `place` (file:line) begins the message.

    Example:
        >>> record = Record(id="c0", article={"id": "a", "sha256": "00"}, kind="election")
        >>> record_rows(record, "records.jsonl:1")["articles"]
        [('a', None, None, None, None, None, '00')]
    """
    article, contest = key_text(record.article.id), key_text(record.id)
    rows: Rows = {table.name: [] for table in TABLES}
    ref = record.article
    published = iso_date(ref.published, place)
    rows["articles"].append(
        (article, ref.source, ref.title, published, ref.publisher, ref.language, ref.sha256)
    )
    rows["contests"].append((article, contest, *contest_values(record)))
    for i, candidacy in enumerate(record.candidacies):
        rows["candidacies"].append((article, contest, i, *candidacy_values(candidacy)))
        for j, party in enumerate(candidacy.affiliations):
            rows["affiliations"].append(
                (article, contest, i, j, party.id, party.name, party.kind, party.relation)
            )
        for j, tally in enumerate(candidacy.tallies):
            figures = (tally.kind, tally.value, tally.share, tally.round, tally.scope)
            rows["tallies"].append((article, contest, i, j, *figures))
    for i, result in enumerate(record.slates):
        seats = (result.seats_won, result.seats_contested, result.seats_change)
        rows["slate_results"].append(
            (article, contest, i, *ref_values(result.slate), *seats, result.votes, result.share)
        )
    for i, entry in enumerate(record.evidence):
        values = (entry.field, entry.start, entry.end, entry.text, entry.rule, entry.basis)
        rows["evidence"].append((article, contest, i, *values))
    check_numbers(chain.from_iterable(rows.values()), place)
    return rows


def contest_values(record: Record) -> Iterator[Any]:
    """The values of `contests` after its key."""
    yield record.kind
    for ref in (record.organisation, record.committee, record.position, record.constituency):
        yield from ref_values(ref)
    yield from (record.seats, record.electorate, record.voting_system)
    yield from fields(record.round, "number", "kind")
    yield from fields(record.date, "value", "precision", "text")
    yield from fields(record.term, "years", "text")
    yield from (record.timing, record.status, record.attribution)
    yield from fields(record.turnout, "ballots", "percent", "registered", "spoilt")
    yield record.majority
    yield json_text([holder.model_dump() for holder in record.previous_holders])
    yield json_text(record.flags)
    yield record.confidence
    yield from (record.provenance.extractor if record.provenance else None,)
    yield json_text(record.provenance.packs) if record.provenance else None
    yield record.provenance.digest if record.provenance else None
    yield record.schema_version


def candidacy_values(candidacy: Candidacy) -> Iterator[Any]:
    """The values of `candidacies` after its key."""
    yield from fields(
        candidacy.candidate, "id", "name", "given", "family", "honorific", "description", "kind"
    )
    yield from fields(candidacy, "outcome", "outcome_basis", "incumbent", "votes", "votes_min", "votes_max")
    yield from fields(candidacy, "votes_qualifier", "share", "rank")


def fields(part: Any, *names: str) -> Iterator[Any]:
    """The named fields of a part of a record, null where the part is."""
    return (None if part is None else getattr(part, name) for name in names)


def ref_values(ref: Ref | None) -> tuple[str | None, str | None]:
    """A ref as its two columns."""
    return (ref.id, ref.name) if ref else (None, None)


def json_text(value: Sequence[Any]) -> str:
    """A list that is nothing to join on, as JSON."""
    return json.dumps(value, ensure_ascii=False)


def iso_date(value: str | None, place: str) -> str | None:
    """The publication date as `YYYY-MM-DD`."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        raise RecordError(f"{place}: /article/published: {value!r} is not an ISO date") from None


def check_numbers(rows: Iterable[Row], place: str) -> None:
    """Refuse what only some databases would store."""
    for row in rows:
        for value in row:
            kind = type(value)
            if kind is int and abs(value) > LARGEST:
                raise RecordError(f"{place}: {value} does not fit in 64 bits: no count of votes or seats")
            if kind is float and not math.isfinite(value):
                raise RecordError(f"{place}: {value} is not a number")
