"""The SQL that makes the tables, in the words of each dialect."""

from __future__ import annotations

from extractor.databases.tables import TABLES, VIEWS, Column, ColumnType, Table, View
from extractor.errors import OutputError
from extractor.records import SCHEMA_VERSION

__all__ = [
    "DIALECTS",
    "VERSION_TABLE",
    "TYPES",
    "add_column",
    "create_table",
    "create_view",
    "ddl",
    "drop_view",
]

DIALECTS = ("sqlite", "postgres", "duckdb")

# Votes can be fractions (transferred votes) and need no more than 53 bits; SQLite's NUMERIC keeps 12 whole.
TYPES: dict[str, dict[ColumnType, str]] = {
    "sqlite": {"text": "TEXT", "integer": "INTEGER", "number": "NUMERIC"},
    "postgres": {"text": "TEXT", "integer": "BIGINT", "number": "DOUBLE PRECISION"},
    "duckdb": {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE"},
}
for names in TYPES.values():
    names |= {"boolean": "BOOLEAN", "date": "DATE"}

VERSION_TABLE = Table("extractor_schema", (Column("version", "text", True),), key=("version",))


def check_dialect(dialect: str) -> None:
    """Refuse a dialect that there are no tables for."""
    if dialect not in DIALECTS:
        raise OutputError(f"no tables for {dialect!r}: choose one of {', '.join(DIALECTS)}")


def create_table(table: Table, dialect: str, *, absent: str = "IF NOT EXISTS ") -> list[str]:
    """The statements that make one table and its indexes, where they are absent."""
    types = TYPES[dialect]
    lines = [
        f'"{column.name}" {types[column.type]}{" NOT NULL" if column.required else ""}'
        for column in table.columns
    ]
    lines.append(f"PRIMARY KEY ({quoted(table.key)})")
    # DuckDB checks foreign keys against rows that the same transaction has deleted already: none there.
    if table.parent and dialect != "duckdb":
        parent = next(t for t in TABLES if t.name == table.parent)
        lines.append(
            f"FOREIGN KEY ({quoted(table.parent_key)}) REFERENCES {table.parent} ({quoted(parent.key)})"
        )
    statements = [f"CREATE TABLE {absent}{table.name} (\n  " + ",\n  ".join(lines) + "\n)"]
    if table.parent:
        name = f"{table.name}_{table.article_column}"
        statements.append(f'CREATE INDEX {absent}{name} ON {table.name} ("{table.article_column}")')
    return statements


def add_column(table: Table, column: Column, dialect: str) -> str:
    """The statement by which an older database gets a column; rows that are there have null in it."""
    return f'ALTER TABLE {table.name} ADD COLUMN "{column.name}" {TYPES[dialect][column.type]}'


def create_view(view: View) -> str:
    """The statement that makes one view."""
    return f"CREATE VIEW {view.name} AS\n{view.sql}"


def drop_view(view: View) -> str:
    """The statement that removes one view."""
    return f"DROP VIEW IF EXISTS {view.name}"


def ddl(dialect: str) -> str:
    """All statements, each ended by a semicolon, that make an empty database which `load_records` then fills.

    `dialect` is one of `DIALECTS`.

    Errors:
        OutputError: the dialect is not known.

    Example:
        >>> import sqlite3
        >>> _ = sqlite3.connect(":memory:").executescript(ddl("sqlite"))
    """
    check_dialect(dialect)
    # Without IF NOT EXISTS: over older tables it would succeed and leave them as they are.
    tables = (*TABLES, VERSION_TABLE)
    statements = [s for table in tables for s in create_table(table, dialect, absent="")]
    statements += [create_view(view) for view in VIEWS]
    statements.append(f"INSERT INTO {VERSION_TABLE.name} VALUES ('{SCHEMA_VERSION}')")
    return "".join(f"{statement};\n\n" for statement in statements)


def quoted(names: tuple[str, ...]) -> str:
    """Column names, quoted, since `position`, `date` or `text` are words of SQL somewhere."""
    return ", ".join(f'"{name}"' for name in names)
