"""Records in SQLite, DuckDB and PostgreSQL.

    tables ─► ddl ─► schema ─┐
    record_file ─► rows ─────┴─► loading ─► sqlite, duckdb, postgres

Importing this package imports no database driver.
"""

from extractor.databases.ddl import DIALECTS, ddl
from extractor.databases.loading import LoadReport, load_records

__all__ = ["DIALECTS", "LoadReport", "ddl", "load_records"]
