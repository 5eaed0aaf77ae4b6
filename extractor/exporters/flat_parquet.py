"""The flat table as Parquet, written by DuckDB."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from extractor.databases.duckdb import import_duckdb, staged_rows, write_staged
from extractor.databases.record_file import read_records
from extractor.databases.rows import Row
from extractor.errors import OutputError
from extractor.exporters.exporting import ExportReport
from extractor.exporters.flat import FLAT_COLUMNS, flat_rows
from extractor.exporters.whole_file import whole_file

__all__ = ["export_parquet"]


def export_parquet(
    records_path: Path, out: Path, *, excel: bool = False, articles: Path | None = None
) -> ExportReport:
    """Write the flat table as Parquet, compressed by zstd.

    Errors:
        RecordError: a line is broken. OutputError: `out` cannot be written, duckdb is not installed, or an
            option was given that Parquet has no use for.
    """
    if excel or articles is not None:
        raise OutputError("parquet has no use for excel or articles: leave the option out")
    duckdb = import_duckdb()
    counts = {"contests": 0, "rows": 0, "empty": 0}

    def rows() -> Iterator[Row]:
        for number, record in read_records(records_path):
            found = [tuple(row.values()) for row in flat_rows(record, f"{records_path}:{number}")]
            counts["contests"] += 1
            counts["rows"] += len(found)
            counts["empty"] += not found
            yield from found

    with tempfile.TemporaryDirectory(prefix="extractor-") as folder, whole_file(out) as part:
        staged = Path(folder, "rows.jsonl")
        longest = write_staged(staged, FLAT_COLUMNS, rows())
        target = str(part).replace("'", "''")
        source = staged_rows(staged, FLAT_COLUMNS, longest)
        try:
            with duckdb.connect() as connection:
                connection.execute(
                    f"COPY (SELECT * FROM {source}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
                )
        except duckdb.Error as error:
            raise OutputError(f"cannot write {out}: {error}; nothing was changed") from error
    return ExportReport("parquet", out, **counts)
