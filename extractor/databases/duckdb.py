"""DuckDB: rows through staged JSON Lines.

DuckDB inserts single rows slowly (100,000 contests would take minutes) and reads files fast. The
columns are always told to it: a guessed schema drops a key that first appears late in the file.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from extractor.databases.database import Database
from extractor.databases.ddl import TYPES
from extractor.databases.rows import Row
from extractor.databases.tables import Column, Table
from extractor.errors import OutputError

__all__ = ["DuckDB", "import_duckdb", "staged_rows", "write_staged"]

SMALLEST_BUFFER = 16 * 2**20  # DuckDB's own default for the longest line


def import_duckdb() -> Any:
    """The driver, or an error that says how to install it."""
    try:
        import duckdb
    except ImportError as error:
        raise OutputError("DuckDB and Parquet need duckdb: pip install 'extractor[duckdb]'") from error
    return duckdb


class DuckDB(Database):
    """A DuckDB file, made where it is missing."""

    dialect = "duckdb"

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.driver = import_duckdb()
        try:
            self.connection = self.driver.connect(path)
        except self.driver.Error as error:
            raise self.failure(error) from error

    @property
    def errors(self) -> type[Exception]:
        """The base of the driver's errors."""
        error: type[Exception] = self.driver.Error
        return error

    def begin(self) -> None:
        """Start the transaction; the file is locked against other processes since it was opened."""
        self.connection.execute("BEGIN TRANSACTION")

    def commit(self) -> None:
        """Make the load visible."""
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Undo what is not committed and close the file."""
        self.connection.close()

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement."""
        rows: list[tuple[Any, ...]] = self.connection.execute(sql).fetchall()
        return rows

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert from a staged file."""
        if not rows:
            return
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
            path = Path(folder, "rows.jsonl")
            longest = write_staged(path, table.columns, rows)
            source = staged_rows(path, table.columns, longest)
            self.connection.execute(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {source}")

    def hint(self, error: Exception) -> str:
        """What the user can do about it."""
        said = str(error)
        if "lock" in said:
            return "another program has the file open: close it and run the load again"
        if "not a valid DuckDB" in said:
            return "the file is something else: choose another name"
        if isinstance(error, self.driver.IOException):
            return "the folder has to exist and the file has to be writable"
        return super().hint(error)


def write_staged(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Write rows as JSON Lines with every key on every line; the bytes of the longest line."""
    names = [column.name for column in columns]
    longest = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            line = json.dumps(dict(zip(names, row, strict=True)))
            longest = max(longest, len(line))
            file.write(line + "\n")
    return longest


def staged_rows(path: Path, columns: Sequence[Column], longest: int) -> str:
    """The SQL table function that reads a staged file."""
    types = ", ".join(f"'{column.name}': '{TYPES['duckdb'][column.type]}'" for column in columns)
    place = str(path).replace("'", "''")
    size = max(SMALLEST_BUFFER, 2 * longest)
    return (
        f"read_json('{place}', format = 'newline_delimited', columns = {{{types}}}, "
        f"maximum_object_size = {size})"
    )
