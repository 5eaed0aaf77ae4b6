"""Records into a database: what an article said before is replaced, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.databases.article_list import read_article_ids
from extractor.databases.database import Database
from extractor.databases.record_file import read_records
from extractor.databases.rows import Rows, key_text, record_rows
from extractor.databases.schema import prepare_schema
from extractor.databases.tables import TABLES, Column, Table
from extractor.errors import OutputError
from extractor.records import Record

__all__ = ["LoadReport", "load_records", "open_database"]

BATCH = 5_000  # records held in memory at a time
LISTED = Table("loaded_articles", (Column("id", "text"),), key=())


@dataclass(frozen=True)
class LoadReport:
    """What a load did.

    `replaced` of the `articles` had rows before; `removed` articles had rows and now have none;
    `superseded` lines were passed over because a later line of the file says the same contest, or a newer
    text of the article, again. `rows` counts what was inserted by table.
    """

    target: str
    articles: int = 0
    contests: int = 0
    replaced: int = 0
    removed: int = 0
    superseded: int = 0
    rows: dict[str, int] = field(default_factory=dict)


def load_records(
    records_path: str | Path,
    target_url: str,
    *,
    articles: str | Path | None = None,
    ledger: str | Path | None = None,
) -> LoadReport:
    """Load `records.jsonl` into a database, making or migrating its tables.

    One transaction holds everything: the rows of every article in the file are deleted and inserted again,
    so that loading twice changes nothing and an article that now has fewer contests loses the rest. An
    article that `articles` (the run's `articles.jsonl`) or `ledger` lists and that has no record in the
    file loses all its rows; one whose ledger line says that it failed keeps them. NUL and lone surrogates
    are stored as U+FFFD. An id of more than 900 bytes is stored as its beginning and a digest.

    Args:
        records_path: JSON Lines, one record a line; `.gz` is read as such.
        target_url: `sqlite:///results.db`, `duckdb:///results.duckdb` or
            `postgresql://user@host:5432/database`. As in SQLAlchemy, an absolute path has four slashes.
        articles: the run's `articles.jsonl`.
        ledger: the run's ledger.

    Errors:
        RecordError: a line is broken or of another schema version; nothing was loaded.
        OutputError: the database cannot be opened, written or migrated; nothing was loaded.

    Example:
        >>> import tempfile, pathlib
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> record = Record(id="c0", article={"id": "a", "sha256": "00"}, kind="election")
        >>> _ = (folder / "records.jsonl").write_text(record.model_dump_json())
        >>> report = load_records(folder / "records.jsonl", f"sqlite:///{folder}/results.db")
        >>> report.articles, report.contests, report.replaced
        (1, 1, 0)
    """
    listed: set[str] = set()
    for path in (articles, ledger):
        if path is not None:
            listed |= {key_text(article) for article in read_article_ids(path)}
    latest = LatestLines(records_path)
    with open_database(target_url) as database:
        prepare_schema(database)
        present = latest.article_keys()
        found = database.delete_articles(TABLES, LISTED, sorted(present | listed))
        counts = dict.fromkeys((table.name for table in TABLES), 0)
        for batch in batches(latest):
            for table in TABLES:
                database.insert(table, batch[table.name])
                counts[table.name] += len(batch[table.name])
        return LoadReport(
            target=database.target,
            articles=counts["articles"],
            contests=counts["contests"],
            replaced=len(found & present),
            removed=len(found - present),
            superseded=latest.superseded,
            rows=counts,
        )


class LatestLines:
    """The lines of a file that no later line replaces; making one checks every line of the file.

    A file can hold a contest twice, where a run was taken up again or two runs were joined: the last line
    counts. Offsets mean one text, so that of two texts of one article the last counts.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self.lines: dict[tuple[str, str], int] = {}
        self.texts: dict[str, str] = {}
        self.total = 0
        for number, record in read_records(path):
            record_rows(record, f"{path}:{number}")  # raises before the database is touched
            article = key_text(record.article.id)
            self.lines[article, key_text(record.id)] = number
            self.texts[article] = record.article.sha256
            self.total += 1
        self.kept = 0

    @property
    def superseded(self) -> int:
        """How many lines were passed over, once all were read."""
        return self.total - self.kept

    def article_keys(self) -> set[str]:
        """The database's ids of all articles in the file."""
        return set(self.texts)

    def __iter__(self) -> Iterator[tuple[int, Record]]:
        self.kept = 0
        for number, record in read_records(self.path):
            article = key_text(record.article.id)
            last = self.lines.get((article, key_text(record.id)))
            if last == number and self.texts[article] == record.article.sha256:
                self.kept += 1
                yield number, record


def batches(latest: LatestLines) -> Iterator[Rows]:
    """Rows of up to `BATCH` records at a time, an article's own row once."""
    seen: set[str] = set()
    rows: Rows = {table.name: [] for table in TABLES}
    for count, (number, record) in enumerate(latest, 1):
        for name, more in record_rows(record, f"{latest.path}:{number}").items():
            if name == "articles":
                more = [row for row in more if row[0] not in seen]
                seen.update(row[0] for row in more)
            rows[name] += more
        if count % BATCH == 0:
            yield rows
            rows = {table.name: [] for table in TABLES}
    yield rows


def open_database(target_url: str) -> Database:
    """The database that a URL names, connected.

    Errors:
        OutputError: the URL is of no kind that is known, or the database cannot be reached.
    """
    scheme, _, rest = target_url.partition("://")
    if scheme in ("sqlite", "duckdb"):
        path = rest.removeprefix("/")
        if not rest.startswith("/") or path in ("", ":memory:"):
            raise OutputError(f"{target_url!r} names no file: write {scheme}:///results.db")
        if scheme == "sqlite":
            from extractor.databases.sqlite import SQLite

            return SQLite(path)
        from extractor.databases.duckdb import DuckDB

        return DuckDB(path)
    if scheme in ("postgresql", "postgres"):
        from extractor.databases.postgres import Postgres

        return Postgres(target_url)
    raise OutputError(
        f"{target_url.split('@')[-1]!r} is no target: write sqlite:///results.db, "
        "duckdb:///results.duckdb or postgresql://host/database"
    )
