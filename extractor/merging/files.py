"""Files of records and of merged contests, read and written line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from extractor.databases.record_file import check_version, read_lines, read_object, read_records
from extractor.errors import RecordError
from extractor.exporters.whole_file import whole_file
from extractor.merging.models import MergedContest
from extractor.records import SCHEMA_VERSION, Model, Record

__all__ = ["read_all", "read_apart", "read_merged", "write_all"]


def read_all(paths: Sequence[Path]) -> list[Record]:
    """The records of all files.

    Raises:
        RecordError: a line is no record of this schema version, or two records have one id.
    """
    records: list[Record] = []
    places: dict[str, str] = {}
    for path in paths:
        for line, record in read_records(path):
            if record.id in places:
                raise RecordError(
                    f"{path}:{line}: record {record.id} is already in {places[record.id]}: an "
                    "article was read twice or a file is given twice; leave one of them out"
                )
            places[record.id] = f"{path}:{line}"
            records.append(record)
    return records


def read_merged(path: Path) -> list[MergedContest]:
    """The contests of a merged file.

    Raises:
        RecordError: a line is cut off, or no merged contest of this schema version.
    """
    contests = []
    for number, text in read_lines(path):
        place = f"{path}:{number}"
        value = read_object(text, place)
        check_version(str(value.get("schema_version", SCHEMA_VERSION)), place)
        try:
            contests.append(MergedContest.model_validate(value))
        except ValidationError as error:
            first = error.errors()[0]
            field = "/" + "/".join(str(part) for part in first["loc"])
            raise RecordError(
                f"{place}: not a merged contest: {field}: {first['msg']}; "
                "give a file that extractor merge wrote"
            ) from None
    return contests


def read_apart(path: Path) -> set[frozenset[str]]:
    """Pairs of record ids: two a line, between them space, tab or comma; what follows # is a remark.

    Raises:
        RecordError: a line has not two different ids.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp(), "apart.txt")
        >>> _ = path.write_text("# cousins\\nc0ffee, c0c0a0\\n")
        >>> [sorted(pair) for pair in read_apart(path)]
        [['c0c0a0', 'c0ffee']]
    """
    pairs = set()
    for number, text in read_lines(path):
        ids = [id for id in re.split(r"[\s,]+", text.partition("#")[0]) if id]
        if not ids:
            continue
        if len(ids) != 2 or ids[0] == ids[1]:
            raise RecordError(
                f"{path}:{number}: write two different record ids on a line, as in: c0ffee c0c0a0"
            )
        pairs.add(frozenset(ids))
    return pairs


def write_all(out: Path, lines: Iterable[Model]) -> int:
    """Write one JSON object a line, the whole file or nothing; how many there were.

    Raises:
        OutputError: the file cannot be written.
    """
    count = 0
    with whole_file(out) as part, part.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(line.model_dump_json() + "\n")
            count += 1
    return count
