"""What the loader asks of a database; `sqlite`, `postgres` and `duckdb` each answer in their own way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, ClassVar, Self

from extractor.databases.rows import Row
from extractor.databases.tables import Table
from extractor.errors import OutputError

__all__ = ["Database"]


class Database(ABC):
    """One open database, inside one transaction from entering to leaving the `with` block.

    Leaving it normally commits; any exception undoes everything, and the driver's errors come out as
    `OutputError`.
    """

    dialect: ClassVar[str]

    def __init__(self, target: str) -> None:
        """Connect; `target` is the URL without a password, for messages."""
        self.target = target

    @property
    @abstractmethod
    def errors(self) -> type[Exception]:
        """The base of the driver's errors."""

    @abstractmethod
    def begin(self) -> None:
        """Start the transaction, after waiting for another load to end."""

    @abstractmethod
    def commit(self) -> None:
        """Make everything since `begin` visible."""

    @abstractmethod
    def close(self) -> None:
        """Undo what is not committed and disconnect."""

    @abstractmethod
    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows, if it has any."""

    @abstractmethod
    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert many rows of one table, in the driver's fast way."""

    def column_names(self, table: str) -> set[str]:
        """The columns that a table has now; empty where there is no such table."""
        rows = self.run(
            "SELECT column_name FROM information_schema.columns "
            f"WHERE table_schema = current_schema() AND table_name = '{table}'"
        )
        return {str(row[0]) for row in rows}

    def hint(self, error: Exception) -> str:
        """What the user can do about a driver's error."""
        return "check the target and run the load again"

    def failure(self, error: Exception) -> OutputError:
        """A driver's error in the words of this package."""
        said = " ".join(str(error).split()) or type(error).__name__
        return OutputError(f"cannot load into {self.target}: {said}. Nothing was loaded: {self.hint(error)}")

    def __enter__(self) -> Self:
        try:
            self.begin()
        except self.errors as error:
            self.close()
            raise self.failure(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self.commit()
        except self.errors as late:
            raise self.failure(late) from late
        finally:
            self.close()
        if isinstance(error, self.errors):
            raise self.failure(error) from error

    def delete_articles(self, tables: Iterable[Table], listed: Table, ids: Sequence[str]) -> set[str]:
        """Delete all rows of these articles and say which had any; in `tables` parents come first."""
        self.run(f"CREATE TEMPORARY TABLE {listed.name} (id TEXT)")
        self.insert(listed, [(article,) for article in ids])
        chosen = f"(SELECT id FROM {listed.name})"
        found = {str(row[0]) for row in self.run(f"SELECT id FROM articles WHERE id IN {chosen}")}
        if found:
            for table in reversed(list(tables)):
                self.run(f'DELETE FROM {table.name} WHERE "{table.article_column}" IN {chosen}')
        self.run(f"DROP TABLE {listed.name}")
        return found
