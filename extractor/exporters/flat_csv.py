"""The flat table as CSV after RFC 4180: UTF-8, commas, CRLF after a row."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from extractor.databases.record_file import read_records
from extractor.errors import OutputError
from extractor.exporters.exporting import ExportReport
from extractor.exporters.flat import FLAT_COLUMNS, flat_rows
from extractor.exporters.whole_file import whole_file

__all__ = ["export_csv", "inert_cell"]

# What spreadsheets take for a formula, also in full width and behind white space.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def export_csv(
    records_path: Path, out: Path, *, excel: bool = False, articles: Path | None = None
) -> ExportReport:
    """Write the flat table as CSV; with `excel` so that spreadsheets show it as it is.

    Errors:
        RecordError: a line is broken. OutputError: `out` cannot be written, or `articles` was given.
    """
    if articles is not None:
        raise OutputError("csv has no use for articles: leave the option out")
    contests = rows = empty = 0
    encoding = "utf-8-sig" if excel else "utf-8"
    names = [column.name for column in FLAT_COLUMNS]
    with whole_file(out) as part, part.open("w", encoding=encoding, newline="") as file:
        # Python quotes only line ends that are its own: any other than CRLF would let a lone CR out bare.
        # Quoted text keeps a cell whole where a spreadsheet separates by semicolons.
        writer = csv.writer(
            file, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC if excel else csv.QUOTE_MINIMAL
        )
        writer.writerow(names)
        for number, record in read_records(records_path):
            contests += 1
            before = rows
            for row in flat_rows(record, f"{records_path}:{number}"):
                writer.writerow([cell(row[name], excel=excel) for name in names])
                rows += 1
            empty += rows == before
    return ExportReport("csv", out, contests, rows, empty)


def cell(value: Any, *, excel: bool) -> Any:
    """A value as CSV writes it: booleans as `true` and `false`, text inert where a spreadsheet reads it."""
    if isinstance(value, bool):
        return str(value).lower()
    if excel and isinstance(value, str):
        return inert_cell(value)
    return value


def inert_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before what would begin one.

    Example:
        >>> inert_cell("=1+1"), inert_cell("Nia Holt"), inert_cell(" @SUM(A1)")
        ("'=1+1", 'Nia Holt', "' @SUM(A1)")
    """
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text
