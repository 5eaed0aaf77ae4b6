"""Loading into a real PostgreSQL server, which the tests start themselves."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator

import pytest
from postgres_server import PostgresServer, find_binaries
from record_factory import make_article, make_records, many_lines, plain_record, write_records
from test_databases import HOSTILE

from extractor.databases import ddl, load_records
from extractor.databases.rows import key_text
from extractor.databases.tables import TABLES, VIEWS
from extractor.errors import OutputError
from extractor.records import Candidacy, Ref

REQUIRED = os.environ.get("EXTRACTOR_REQUIRE_POSTGRES") == "1"

try:
    import psycopg
except ImportError:
    if REQUIRED:
        raise
    pytest.skip("psycopg is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    try:
        binaries = find_binaries()
        if binaries is None:
            raise RuntimeError("initdb is not installed (Debian: apt-get install postgresql)")
        made = PostgresServer(binaries)
    except (RuntimeError, KeyError, OSError) as error:
        if REQUIRED:
            pytest.fail(f"EXTRACTOR_REQUIRE_POSTGRES=1, but no server started: {error}")
        pytest.skip(f"no PostgreSQL server: {error}")
    try:
        yield made
    finally:
        made.remove()


@pytest.fixture
def url(server) -> Iterator[str]:
    """A new database of the server."""
    name = f"results_{time.monotonic_ns()}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield server.url.rpartition("/")[0] + f"/{name}"


def rows(url: str, sql: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        return connection.execute(sql).fetchall()


def dump(url: str) -> dict[str, list[str]]:
    return {table.name: sorted(map(repr, rows(url, f"SELECT * FROM {table.name}"))) for table in TABLES}


def test_every_row_arrives_and_twice_changes_nothing(url, tmp_path):
    records = make_records(8)
    path = write_records(tmp_path / "r.jsonl", records)
    report = load_records(path, url)
    before = dump(url)
    assert {name: len(found) for name, found in before.items()} == report.rows
    assert load_records(path, url).replaced == 8
    assert dump(url) == before
    votes = rows(
        url,
        "SELECT candidate_name, votes, incumbent FROM candidacies ORDER BY article_id, contest_id, ordinal",
    )
    wanted = [
        (c.candidate.name if c.candidate else None, c.votes, c.incumbent)
        for r in sorted(records, key=lambda r: (r.article.id, r.id))
        for c in r.candidacies
    ]
    assert votes == wanted
    assert {str(row[0]) for row in rows(url, "SELECT published FROM articles")} == {"2024-03-14"}


def test_fewer_contests_and_none(url, tmp_path):
    article, records = make_article(3, contests=4)
    load_records(write_records(tmp_path / "r.jsonl", records), url)
    load_records(write_records(tmp_path / "r.jsonl", records[:1]), url)
    assert rows(url, "SELECT id FROM contests") == [(records[0].id,)]
    listed = tmp_path / "articles.jsonl"
    listed.write_text(f'{{"id": "{article.id}", "text": "..."}}\n')
    report = load_records(write_records(tmp_path / "r.jsonl", []), url, articles=listed)
    assert report.removed == 1
    assert all(found == [] for found in dump(url).values())


@pytest.mark.parametrize("text", (*HOSTILE, "nul\0and\ud800surrogate", "long" * 100_000))
def test_text_stays_text(url, tmp_path, text):
    record = plain_record().model_dump() | {
        "article": {"id": f"id {text}", "title": text, "sha256": "0" * 64},
        "committee": {"id": text, "name": text},
    }
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(record) + "\n")
    load_records(path, url)
    load_records(path, url)
    stored = text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert rows(url, "SELECT id, title FROM articles") == [(key_text(f"id {stored}"), stored)]
    assert rows(url, "SELECT committee FROM results_by_contest") == [(stored,)]


def test_views_and_ddl(url, tmp_path):
    with psycopg.connect(url) as connection:
        connection.execute(ddl("postgres"))
        for view in VIEWS:
            connection.execute(f"SELECT * FROM {view.name}")
        for table in TABLES:
            found = connection.execute(f"SELECT * FROM {table.name}").description
            assert [column.name for column in found] == [column.name for column in table.columns]
        connection.rollback()
        connection.execute(ddl("postgres"))
    load_records(write_records(tmp_path / "r.jsonl", make_records(6)), url)
    indexed = {row[0] for row in rows(url, "SELECT indexname FROM pg_indexes")}
    assert {f"{table.name}_article_id" for table in TABLES[1:]} <= indexed
    assert rows(url, "SELECT COUNT(*) FROM winners")[0][0] > 0
    assert rows(url, "SELECT seats_won FROM slate_totals WHERE seats_stated_for_body = 7")[0] == (7,)


def test_a_server_that_goes_away_half_way_loads_nothing(server, url, tmp_path):
    records = make_records(6)
    load_records(write_records(tmp_path / "r.jsonl", records[:3]), url)
    before = dump(url)
    path = write_records(tmp_path / "r.jsonl", records)
    raised: list[BaseException] = []

    def load() -> None:
        try:
            load_records(path, url)
        except BaseException as error:
            raised.append(error)

    # A lock on the last table holds the load when all others are written.
    with psycopg.connect(url) as holder:
        holder.execute("LOCK TABLE evidence IN SHARE MODE")
        loading = threading.Thread(target=load)
        loading.start()
        waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        for _ in range(200):
            if rows(server.url, waiting) == [(1,)]:
                break
            time.sleep(0.05)
        else:
            pytest.fail("the load never reached the lock")
        server.stop("immediate")
        loading.join(timeout=30)
        holder.close()
    server.start()
    assert [type(error) for error in raised] == [OutputError]
    assert "Nothing was loaded: check that the server runs" in str(raised[0])
    assert dump(url) == before
    assert load_records(path, url).contests == len(records)


def test_two_loads_at_once_follow_one_another(url, tmp_path):
    path = write_records(tmp_path / "r.jsonl", make_records(30))
    raised: list[BaseException] = []

    def load() -> None:
        try:
            load_records(path, url)
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert raised == []
    assert rows(url, "SELECT COUNT(*) FROM articles") == [(30,)]


def test_read_only_unreachable_and_unknown_say_so(server, url, tmp_path):
    path = write_records(tmp_path / "r.jsonl", [plain_record()])
    with pytest.raises(OutputError, match="may only read"):
        load_records(path, url + "?options=-c%20default_transaction_read_only%3Don")
    with pytest.raises(OutputError, match="check that the server runs") as caught:
        load_records(path, "postgresql://ann:secret@127.0.0.1:1/results")
    assert "secret" not in str(caught.value)
    with pytest.raises(OutputError, match='database "nowhere" does not exist'):
        load_records(path, server.url.rpartition("/")[0] + "/nowhere")


def test_a_user_without_rights_is_told_what_to_grant(server, url, tmp_path):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS reader")
        connection.execute("CREATE ROLE reader LOGIN")
    path = write_records(tmp_path / "r.jsonl", [plain_record()])
    with pytest.raises(OutputError, match="grant this user CREATE"):
        load_records(path, url.replace("postgres@", "reader@"))


def test_migration_and_foreign_tables(url, tmp_path, monkeypatch):
    path = write_records(tmp_path / "r.jsonl", make_records(3))
    load_records(path, url)
    with psycopg.connect(url) as connection:
        for view in VIEWS:
            connection.execute(f"DROP VIEW {view.name}")
        connection.execute("ALTER TABLE contests DROP COLUMN electorate")
    monkeypatch.setattr("extractor.databases.schema.prepare_schema.__defaults__", ("1.2.0",))
    load_records(path, url)
    assert rows(url, "SELECT COUNT(*) FROM contests WHERE electorate = 'all members'") == [(1,)]
    assert rows(url, "SELECT version FROM extractor_schema") == [("1.2.0",)]


def test_fractions_and_nulls(url, tmp_path):
    people = [Candidacy(), Candidacy(votes=0), Candidacy(votes=1234.56, share=33.3)]
    record = plain_record(candidacies=people, committee=Ref(id="b", name="Board"))
    load_records(write_records(tmp_path / "r.jsonl", [record]), url)
    found = rows(url, "SELECT votes, share FROM candidacies ORDER BY ordinal")
    assert found == [(None, None), (0, None), (1234.56, 33.3)]


def test_two_thousand_contests(url, tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text("".join(many_lines(2_000)))
    assert load_records(path, url).contests == 2_000
    assert rows(url, "SELECT COUNT(*) FROM contests") == [(2_000,)]


@pytest.mark.slow
def test_a_hundred_thousand_contests(url, tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text("".join(many_lines(100_000)))
    for replaced in (0, 40_000):
        report = load_records(path, url)
        assert (report.contests, report.replaced) == (100_000, replaced)
    assert rows(url, "SELECT COUNT(*) FROM contests") == [(100_000,)]
