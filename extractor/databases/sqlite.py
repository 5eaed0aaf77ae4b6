"""SQLite: one file, no server."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from extractor.databases.database import Database
from extractor.databases.rows import Row
from extractor.databases.tables import Table

__all__ = ["SQLite"]

LOCK_SECONDS = 30.0


class SQLite(Database):
    """A SQLite file, made where it is missing."""

    dialect = "sqlite"

    def __init__(self, path: str) -> None:
        super().__init__(path)
        try:
            # isolation_level None: the module starts no transactions of its own, so DDL is in ours too.
            self.connection = sqlite3.connect(path, isolation_level=None, timeout=LOCK_SECONDS)
        except sqlite3.Error as error:
            raise self.failure(error) from error

    @property
    def errors(self) -> type[Exception]:
        """The base of the driver's errors."""
        return sqlite3.Error

    def begin(self) -> None:
        """Take the write lock at once, so that two loads follow one another."""
        self.connection.execute("PRAGMA foreign_keys = ON")
        self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the load visible."""
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Undo what is not committed and close the file."""
        self.connection.close()

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement."""
        return self.connection.execute(sql).fetchall()

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert by one prepared statement."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        marks = ", ".join("?" * len(table.columns))
        self.connection.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)

    def column_names(self, table: str) -> set[str]:
        """The columns that the table has now."""
        return {str(row[0]) for row in self.run(f"SELECT name FROM pragma_table_info('{table}')")}

    def hint(self, error: Exception) -> str:
        """What the user can do about it."""
        said = str(error)
        if "unable to open" in said:
            return "the folder has to exist and the file has to be writable"
        if "readonly" in said:
            return "the file and its folder have to be writable"
        if "locked" in said:
            return "another program is writing to the file: close it and run the load again"
        if "not a database" in said:
            return "the file is something else: choose another name"
        return super().hint(error)
