"""The tables of a database brought to this release's version."""

from __future__ import annotations

from extractor.databases.database import Database
from extractor.databases.ddl import VERSION_TABLE, add_column, create_table, create_view, drop_view
from extractor.databases.record_file import version_numbers
from extractor.databases.tables import TABLES, VIEWS
from extractor.errors import OutputError
from extractor.records import SCHEMA_VERSION

__all__ = ["prepare_schema"]


def prepare_schema(database: Database, version: str = SCHEMA_VERSION) -> None:
    """Make the tables, or add what an older release of the same major version did not have.

    Errors:
        OutputError: the database is newer than this release, of an older major version, or has tables of
            these names that are somebody else's.
    """
    found = database_version(database)
    if found == version:
        return
    if found is not None:
        check_older(database, found, version)
    for view in VIEWS:
        database.run(drop_view(view))
    for table in TABLES:
        there = database.column_names(table.name)
        for column in table.columns if there else ():
            if column.name not in there:
                database.run(add_column(table, column, database.dialect))
    for table in (*TABLES, VERSION_TABLE):
        for statement in create_table(table, database.dialect):
            database.run(statement)
    for view in VIEWS:
        database.run(create_view(view))
    database.run(f"DELETE FROM {VERSION_TABLE.name}")
    database.insert(VERSION_TABLE, [(version,)])


def database_version(database: Database) -> str | None:
    """The schema version that the tables were made with; None where there are no tables yet."""
    if database.column_names(VERSION_TABLE.name):
        rows = database.run(f"SELECT version FROM {VERSION_TABLE.name}")
        if len(rows) == 1 and version_numbers(str(rows[0][0])):
            return str(rows[0][0])
    taken = [table.name for table in TABLES if database.column_names(table.name)]
    if taken:
        raise OutputError(
            f"{database.target} has tables that extractor did not make ({', '.join(taken)}): "
            "load into a new database"
        )
    return None


def check_older(database: Database, found: str, version: str) -> None:
    """Refuse a database that cannot be migrated."""
    theirs, ours = version_numbers(found) or (), version_numbers(version) or ()
    if theirs > ours:
        raise OutputError(
            f"{database.target} was made with schema version {found}, this release writes {version}: "
            "upgrade extractor, or load into a new database"
        )
    if theirs[0] < ours[0]:
        raise OutputError(
            f"{database.target} was made with schema version {found}, and {version} is a new major version: "
            "load into a new database"
        )
