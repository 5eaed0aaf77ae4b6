"""PostgreSQL through psycopg, rows by COPY."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from extractor.databases.database import Database
from extractor.databases.rows import Row
from extractor.databases.tables import Table
from extractor.errors import OutputError

__all__ = ["Postgres"]

# Any number that other programs are unlikely to lock.
LOAD_LOCK = 7_316_482_113


class Postgres(Database):
    """A PostgreSQL database; the tables are in the first schema of the search path."""

    dialect = "postgres"

    def __init__(self, url: str) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise OutputError("PostgreSQL needs psycopg: pip install 'extractor[postgres]'") from error
        super().__init__(without_password(url))
        self.driver = psycopg
        try:
            self.connection = psycopg.connect(url, client_encoding="UTF8", connect_timeout=15)
        except psycopg.Error as error:
            raise self.failure(error) from error

    @property
    def errors(self) -> type[Exception]:
        """The base of the driver's errors."""
        return self.driver.Error

    def begin(self) -> None:
        """Start the transaction and wait for another load, which could be adding the same articles."""
        self.run(f"SELECT pg_advisory_xact_lock({LOAD_LOCK})")

    def commit(self) -> None:
        """Make the load visible."""
        self.connection.commit()

    def close(self) -> None:
        """Undo what is not committed and disconnect."""
        self.connection.close()

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement."""
        # All SQL is made of this package's own table definitions, never of a record's text.
        cursor = self.connection.execute(sql)
        return cursor.fetchall() if cursor.description else []

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert by COPY."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        sql = f"COPY {table.name} ({names}) FROM STDIN"
        with self.connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row(row)

    def hint(self, error: Exception) -> str:
        """What the user can do about it."""
        if isinstance(error, self.driver.errors.ReadOnlySqlTransaction):
            return "the database or this user may only read: give a target that may be written"
        if isinstance(error, self.driver.errors.InsufficientPrivilege):
            return "grant this user CREATE on the schema and writing to its tables"
        if isinstance(error, self.driver.OperationalError):
            return "check that the server runs and can be reached, then run the load again"
        return super().hint(error)


def without_password(url: str) -> str:
    """Server and database of a URL, fit for a message.

    Example:
        >>> without_password("postgresql://ann:secret@db.example.org:5433/results?sslmode=require")
        'postgresql://db.example.org:5433/results'
    """
    parts = urlsplit(url)
    return f"postgresql://{parts.netloc.rpartition('@')[2]}{parts.path}"
