"""Loading into SQLite and DuckDB, the tables, the views and every refusal."""

from __future__ import annotations

import gzip
import json
import os
import pwd
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from record_factory import (
    make_article,
    make_records,
    many_lines,
    plain_record,
    write_articles,
    write_records,
)

from extractor.databases import DIALECTS, ddl, load_records
from extractor.databases.loading import LatestLines
from extractor.databases.record_file import read_records
from extractor.databases.rows import key_text
from extractor.databases.tables import TABLES, VIEWS
from extractor.errors import OutputError, RecordError
from extractor.records import Candidacy, Candidate, Evidence, Record, Ref, SlateResult

duckdb = pytest.importorskip("duckdb")

KINDS = ("sqlite", "duckdb")


class Target:
    """A database file and a way to look into it."""

    def __init__(self, kind: str, path: Path) -> None:
        self.kind, self.path = kind, path
        self.url = f"{kind}:///{path}"

    def rows(self, sql: str) -> list[tuple]:
        connection = sqlite3.connect(self.path) if self.kind == "sqlite" else duckdb.connect(str(self.path))
        try:
            return [tuple(row) for row in connection.execute(sql).fetchall()]
        finally:
            connection.close()

    def run(self, *statements: str) -> None:
        connection = sqlite3.connect(self.path) if self.kind == "sqlite" else duckdb.connect(str(self.path))
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    def dump(self) -> dict[str, list[tuple]]:
        return {table.name: sorted(map(repr, self.rows(f"SELECT * FROM {table.name}"))) for table in TABLES}


@pytest.fixture(params=KINDS)
def target(request, tmp_path) -> Target:
    return Target(request.param, tmp_path / "it's results.db")


def test_every_value_arrives_in_its_column(target, tmp_path):
    records = make_records(8)
    report = load_records(write_records(tmp_path / "r.jsonl", records), target.url)
    assert (report.articles, report.contests, report.replaced) == (8, len(records), 0)
    assert report.rows["candidacies"] == sum(len(r.candidacies) for r in records)
    assert report.rows["evidence"] == sum(len(r.evidence) for r in records)
    for record in records:
        where = f"WHERE article_id = '{record.article.id}' AND contest_id = '{record.id}'"
        people = target.rows(
            "SELECT candidate_name, outcome, votes, votes_min, share, rank "
            f"FROM candidacies {where} ORDER BY ordinal"
        )
        assert people == [
            (c.candidate.name if c.candidate else None, c.outcome, c.votes, c.votes_min, c.share, c.rank)
            for c in record.candidacies
        ]
        backing = target.rows(
            f"SELECT candidacy, name, relation FROM affiliations {where} ORDER BY candidacy, ordinal"
        )
        assert backing == [
            (i, a.name, a.relation) for i, c in enumerate(record.candidacies) for a in c.affiliations
        ]
        spans = target.rows(
            f"SELECT field, start_char, end_char, text FROM evidence {where} ORDER BY ordinal"
        )
        assert spans == [(e.field, e.start, e.end, e.text) for e in record.evidence]
        tallies = target.rows(f"SELECT kind, value FROM tallies {where} ORDER BY candidacy, ordinal")
        assert tallies == [(t.kind, t.value) for c in record.candidacies for t in c.tallies]
        slates = target.rows(f"SELECT slate_name, seats_won, seats_change, votes FROM slate_results {where}")
        assert slates == [(s.slate.name, s.seats_won, s.seats_change, s.votes) for s in record.slates]
        (contest,) = target.rows(
            "SELECT kind, committee_name, seats, date, turnout_ballots, previous_holders, flags, timing, "
            f"term_years FROM contests WHERE article_id = '{record.article.id}' AND id = '{record.id}'"
        )
        assert contest == (
            record.kind,
            record.committee.name if record.committee else None,
            record.seats,
            record.date.value if record.date else None,
            record.turnout.ballots if record.turnout else None,
            json.dumps([h.model_dump() for h in record.previous_holders], ensure_ascii=False),
            json.dumps(record.flags),
            record.timing,
            record.term.years if record.term else None,
        )


def test_null_is_not_zero(target, tmp_path):
    people = [Candidacy(), Candidacy(votes=0, share=0.0)]
    load_records(write_records(tmp_path / "r.jsonl", [plain_record(candidacies=people)]), target.url)
    assert target.rows("SELECT votes, share FROM candidacies ORDER BY ordinal") == [(None, None), (0, 0)]
    assert target.rows("SELECT seats, committee_name, extractor FROM contests") == [(None, None, None)]


def test_loading_twice_changes_nothing(target, tmp_path):
    path = write_records(tmp_path / "r.jsonl", make_records(6))
    load_records(path, target.url)
    before = target.dump()
    report = load_records(path, target.url)
    assert target.dump() == before
    assert (report.articles, report.replaced, report.removed) == (6, 6, 0)


def test_an_article_with_fewer_contests_loses_the_rest(target, tmp_path):
    article, records = make_article(3, contests=4)
    other = make_article(4)[1]
    load_records(write_records(tmp_path / "r.jsonl", records + other), target.url)
    load_records(write_records(tmp_path / "r.jsonl", records[:1]), target.url)
    kept = target.rows(f"SELECT id FROM contests WHERE article_id = '{article.id}'")
    assert kept == [(records[0].id,)]
    for table in ("candidacies", "evidence", "slate_results"):
        left = {
            r[0] for r in target.rows(f"SELECT contest_id FROM {table} WHERE article_id = '{article.id}'")
        }
        assert left <= {records[0].id}
    assert len(target.rows(f"SELECT 1 FROM contests WHERE article_id = '{other[0].article.id}'")) == len(
        other
    )


def test_an_article_without_contests_loses_all_rows(target, tmp_path):
    first, second = make_article(1), make_article(2)
    load_records(write_records(tmp_path / "r.jsonl", first[1] + second[1]), target.url)
    articles = write_articles(tmp_path / "articles.jsonl", [first[0], make_article(9)[0]])
    empty = write_records(tmp_path / "none.jsonl", [])
    report = load_records(empty, target.url, articles=articles)
    assert (report.articles, report.removed) == (0, 1)
    assert target.rows("SELECT id FROM articles") == [(second[0].id,)]
    for table in TABLES[1:]:
        assert target.rows(f"SELECT 1 FROM {table.name} WHERE article_id = '{first[0].id}'") == []


def test_a_ledger_removes_what_was_read_and_keeps_what_failed(target, tmp_path):
    first, second, third = make_article(1), make_article(2), make_article(3)
    load_records(write_records(tmp_path / "r.jsonl", first[1] + second[1] + third[1]), target.url)
    ledger = tmp_path / "ledger.jsonl"
    lines = [
        {"status": "ok", "article_id": first[0].id, "contests": 0},
        {"status": "failed", "article_id": second[0].id, "reason": "timeout"},
        {"status": "failed", "source": "scan.pdf"},
    ]
    ledger.write_text("".join(json.dumps(line) + "\n" for line in lines))
    report = load_records(write_records(tmp_path / "r.jsonl", third[1]), target.url, ledger=ledger)
    assert (report.replaced, report.removed) == (1, 1)
    assert {row[0] for row in target.rows("SELECT id FROM articles")} == {second[0].id, third[0].id}


def test_one_text_under_two_ids_is_two_articles(target, tmp_path):
    records = [plain_record(article={"id": name, "sha256": "0" * 64}) for name in ("a", "b")]
    assert load_records(write_records(tmp_path / "r.jsonl", records), target.url).contests == 2
    load_records(write_records(tmp_path / "r.jsonl", records[:1]), target.url)
    assert len(target.rows("SELECT 1 FROM contests")) == 2


def test_the_last_line_of_a_contest_counts(target, tmp_path):
    records = [plain_record(seats=1), plain_record(seats=2), plain_record(id="c1")]
    report = load_records(write_records(tmp_path / "r.jsonl", records), target.url)
    assert (report.contests, report.superseded) == (2, 1)
    assert target.rows("SELECT seats FROM contests WHERE id = 'c0'") == [(2,)]


def test_the_last_text_of_an_article_counts(target, tmp_path):
    old = plain_record(id="old", article={"id": "a", "sha256": "1" * 64})
    new = plain_record(id="new", article={"id": "a", "sha256": "2" * 64})
    report = load_records(write_records(tmp_path / "r.jsonl", [old, new]), target.url)
    assert report.superseded == 1
    assert target.rows("SELECT c.id, a.sha256 FROM contests c JOIN articles a ON a.id = c.article_id") == [
        ("new", "2" * 64)
    ]


HOSTILE = (
    "Robert'); DROP TABLE contests;--",
    '=HYPERLINK("http://example.org","x")',
    '"quoted" and \\backslash\\ and \\N and \\.',
    "tab\tnew\nline\rreturn",
    "w" * 10_000,
    "😀 and ﷽ and e\u0301",
    "",
    "NULL",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(target, tmp_path, text):
    record = plain_record(
        article={"id": f"id {text}", "title": text, "sha256": "0" * 64},
        committee=Ref(id=text, name=text),
        candidacies=[Candidacy(candidate=Candidate(id=text, name=text))],
        evidence=[Evidence(field="/committee", start=0, end=len(text), text=text, rule="r", basis="stated")],
    )
    load_records(write_records(tmp_path / "r.jsonl", [record]), target.url)
    assert target.rows("SELECT title, id FROM articles") == [(text, key_text(f"id {text}"))]
    assert target.rows("SELECT candidate_name FROM candidacies") == [(text,)]
    assert target.rows("SELECT committee FROM results_by_contest") == [(text,)]
    assert target.rows("SELECT text FROM evidence") == [(text,)]


def test_nul_and_lone_surrogates_keep_their_places(target, tmp_path):
    line = plain_record(committee={"id": "x", "name": "NAME"}).model_dump()
    line["committee"]["name"] = "a\0b\ud800c😀"
    escaped = json.dumps(line)  # \u0000, \ud800 and the two halves of the face
    raw = json.dumps(line | {"id": "c1"}, ensure_ascii=False).replace("\0", "\\u0000")
    path = tmp_path / "r.jsonl"
    path.write_bytes(f"{escaped}\n{raw}\n".encode("utf-8", "surrogatepass"))
    load_records(path, target.url)
    assert target.rows("SELECT committee_name FROM contests") == [("a\ufffdb\ufffdc😀",)] * 2


def test_long_ids_are_keys_of_their_own():
    long = "https://news.example/" + "ä" * 2000
    assert len(key_text(long).encode()) < 1000
    assert key_text(long) != key_text(long + "b")
    assert key_text(long) == key_text(long)


def test_broken_lines_are_named_and_nothing_is_loaded(target, tmp_path):
    path = write_records(tmp_path / "r.jsonl", make_records(3))
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    last = whole.count(b"\n")
    with pytest.raises(RecordError, match=rf"r\.jsonl:{last}: the last line is cut off.*run it again"):
        load_records(path, target.url)
    path.write_bytes(b'{"id": "c0", "arti\n' + whole)
    with pytest.raises(RecordError, match=r"r\.jsonl:1: not JSON.*repair the line"):
        load_records(path, target.url)
    path.write_bytes(whole + b"[1]\n")
    with pytest.raises(RecordError, match="a JSON list where an object should be"):
        load_records(path, target.url)
    path.write_bytes(whole + b'{"id": "\xff"}\n')
    with pytest.raises(RecordError, match="not UTF-8"):
        load_records(path, target.url)
    assert not target.path.exists()


def with_version(version: str, **more: object) -> str:
    return json.dumps(plain_record().model_dump() | {"schema_version": version} | more) + "\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (with_version("2.0.0"), "schema version 2.0.0, this release reads .*: upgrade extractor"),
        (with_version("2.0.0", weights=[1]), "upgrade extractor"),
        (with_version("1.9.0", weights=[1]), "upgrade extractor"),
        (with_version("0.9.0"), "extract its article again"),
        (with_version("newest"), "is not a schema version"),
        (with_version("1.0.0", weights=[1]), "/weights: Extra inputs.*was it written by extractor"),
        (with_version("1.0.0", seats="many"), "/seats: Input should be a valid integer"),
        (with_version("1.0.0", seats=10**30), "does not fit in 64 bits|/seats"),
        (with_version("1.0.0", candidacies=[{"votes": float("inf")}]), "not a number|/candidacies"),
        (with_version("1.0.0", article={"id": "a", "sha256": "0", "published": "May"}), "not an ISO date"),
    ],
)
def test_records_that_do_not_fit_are_refused(target, tmp_path, line, words):
    path = tmp_path / "r.jsonl"
    path.write_text(line)
    with pytest.raises(RecordError, match=words):
        load_records(path, target.url)


def test_a_newer_minor_version_without_new_keys_is_read(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text(with_version("1.9.0"))
    assert [record.id for _, record in read_records(path)] == ["c0"]


def test_missing_file_compressed_file_and_blank_lines(target, tmp_path):
    with pytest.raises(RecordError, match=r"cannot read .*none\.jsonl"):
        load_records(tmp_path / "none.jsonl", target.url)
    path = write_records(tmp_path / "r.jsonl", make_records(2))
    packed = tmp_path / "r.jsonl.gz"
    packed.write_bytes(gzip.compress(b"\n" + path.read_bytes() + b"\n\n"))
    assert load_records(packed, target.url).articles == 2
    packed.write_bytes(packed.read_bytes()[:-30])
    with pytest.raises(RecordError, match="cannot read"):
        load_records(packed, target.url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("results.db", "is no target: write sqlite:///results.db"),
        ("mysql://ann:secret@host/db", "is no target"),
        ("sqlite://results.db", "names no file: write sqlite:///"),
        ("sqlite:///:memory:", "names no file"),
        ("duckdb://", "names no file"),
    ],
)
def test_targets_that_are_none(tmp_path, url, words):
    path = write_records(tmp_path / "r.jsonl", [plain_record()])
    with pytest.raises(OutputError, match=words) as caught:
        load_records(path, url)
    assert "secret" not in str(caught.value)


def test_a_folder_that_is_not_there_and_a_file_that_is_something_else(target, tmp_path):
    path = write_records(tmp_path / "r.jsonl", [plain_record()])
    with pytest.raises(OutputError, match=r"Nothing was loaded: the folder has to exist"):
        load_records(path, f"{target.kind}:///{tmp_path}/nowhere/results.db")
    target.path.write_bytes(b"this is a letter, not a database" * 400)
    with pytest.raises(OutputError, match="the file is something else: choose another name"):
        load_records(path, target.url)
    assert target.path.read_bytes().startswith(b"this is a letter")


@contextmanager
def without_root() -> Iterator[None]:
    """As a user whom permissions bind; root is none."""
    if os.geteuid() != 0:
        yield
        return
    try:
        nobody = pwd.getpwnam("nobody").pw_uid
    except KeyError:
        pytest.skip("runs as root and there is no user nobody")
    os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_read_only_database_is_refused_in_words(kind):
    with tempfile.TemporaryDirectory() as name:  # not below pytest's own folder, which is its owner's only
        folder = Path(name)
        target = Target(kind, folder / "results.db")
        path = write_records(folder / "r.jsonl", [plain_record()])
        load_records(path, target.url)
        before = target.path.read_bytes()
        target.path.chmod(0o444)
        folder.chmod(0o555)
        with without_root(), pytest.raises(OutputError, match=r"Nothing was loaded: .* writable"):
            load_records(path, target.url)
        with without_root(), pytest.raises(OutputError, match=r"Nothing was loaded: .* writable"):
            load_records(path, f"{kind}:///{folder}/new.db")
        folder.chmod(0o755)
        assert target.path.read_bytes() == before


def test_a_locked_sqlite_file_says_so(tmp_path, monkeypatch):
    import extractor.databases.sqlite as module

    target = Target("sqlite", tmp_path / "r.db")
    path = write_records(tmp_path / "r.jsonl", [plain_record()])
    load_records(path, target.url)
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.1)
    other = sqlite3.connect(target.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OutputError, match="another program is writing"):
        load_records(path, target.url)
    other.close()


def test_a_failure_half_way_leaves_what_was_there(target, tmp_path, monkeypatch):
    records = make_records(4)
    load_records(write_records(tmp_path / "r.jsonl", records), target.url)
    before = target.dump()
    # Two contests pass, then the file is not what it was when it was checked.
    monkeypatch.setattr("extractor.databases.loading.BATCH", 1)
    path = write_records(tmp_path / "r.jsonl", records)
    fits = path.read_bytes()

    def cut_file(self):
        path.write_bytes(fits[: len(fits) // 2])
        return load_once(self)

    load_once = LatestLines.article_keys
    monkeypatch.setattr(LatestLines, "article_keys", cut_file)
    with pytest.raises(RecordError, match="cut off"):
        load_records(path, target.url)
    assert target.dump() == before


def test_an_error_of_the_database_half_way_leaves_what_was_there(tmp_path):
    target = Target("sqlite", tmp_path / "r.db")
    load_records(write_records(tmp_path / "r.jsonl", make_records(4)), target.url)
    before = target.dump()
    target.run(
        "CREATE TRIGGER trap BEFORE INSERT ON evidence WHEN NEW.field = '/x' "
        "BEGIN SELECT RAISE(ABORT, 'sprung'); END"
    )
    trap = plain_record(evidence=[Evidence(field="/x", start=0, end=1, text="x", rule="r", basis="stated")])
    with pytest.raises(OutputError, match="sprung"):
        load_records(write_records(tmp_path / "r.jsonl", [*make_records(1), trap]), target.url)
    assert target.dump() == before


def test_tables_of_somebody_else_are_left_alone(target, tmp_path):
    target.run("CREATE TABLE articles (headline VARCHAR)")
    path = write_records(tmp_path / "r.jsonl", [plain_record()])
    with pytest.raises(OutputError, match=r"tables that extractor did not make \(articles\)"):
        load_records(path, target.url)
    assert target.rows("SELECT * FROM articles") == []


def test_an_older_database_is_migrated(target, tmp_path, monkeypatch):
    path = write_records(tmp_path / "r.jsonl", make_records(3)[1:])
    load_records(path, target.url)
    # As a release would have left it that knew neither the column nor the table nor the view.
    target.run(
        *(f"DROP VIEW {view.name}" for view in VIEWS),
        "DROP TABLE tallies",
        "DROP INDEX contests_article_id",
        "ALTER TABLE contests DROP COLUMN electorate",
        "CREATE INDEX contests_article_id ON contests (article_id)",
        "UPDATE extractor_schema SET version = '1.0.0'",
    )
    monkeypatch.setattr("extractor.databases.schema.prepare_schema.__defaults__", ("1.2.0",))
    load_records(path, target.url)
    assert target.rows("SELECT version FROM extractor_schema") == [("1.2.0",)]
    assert target.rows("SELECT COUNT(*) FROM contests WHERE electorate = 'all members'") == [(1,)]
    assert len(target.rows("SELECT * FROM winners")) > 0
    assert target.rows("SELECT kind FROM tallies") == [("first_preferences",)]


@pytest.mark.parametrize(
    ("version", "words"),
    [("1.7.0", "upgrade extractor, or load into a new database"), ("0.4.0", "load into a new database")],
)
def test_a_database_of_another_version_says_what_to_do(target, tmp_path, version, words):
    path = write_records(tmp_path / "r.jsonl", [plain_record()])
    load_records(path, target.url)
    target.run(f"UPDATE extractor_schema SET version = '{version}'")
    with pytest.raises(OutputError, match=f"made with schema version {version}.*{words}"):
        load_records(path, target.url)


def test_views_answer_what_people_ask(target, tmp_path):
    article = {"id": "a", "sha256": "0" * 64, "published": "2024-03-14"}
    backing = [
        {"id": "open-door", "name": "Open Door", "kind": "slate", "relation": "backed_by"},
        {"id": "civic", "name": "Civic Union", "kind": "party", "relation": "stood_for"},
    ]
    board = Ref(id="board", name="Harbour Board")
    post = Record(
        id="c1",
        article=article,
        kind="election",
        committee=board,
        position=Ref(id="chair", name="chair"),
        candidacies=[
            Candidacy(
                candidate=Candidate(id="n", name="Nia Holt"),
                affiliations=backing,
                outcome="elected",
                votes=12,
            ),
            Candidacy(candidate=Candidate(id="s", name="Sam Orr"), outcome="not_elected", votes=3.5),
        ],
        slates=[SlateResult(slate=Ref(id="open-door", name="Open Door"), seats_won=1)],
    )
    whole = Record(
        id="c2",
        article=article,
        kind="election",
        committee=board,
        seats=9,
        slates=[SlateResult(slate=Ref(id="open-door", name="Open Door"), seats_won=5)],
    )
    load_records(write_records(tmp_path / "r.jsonl", [post, whole]), target.url)
    shown = "contest_id, candidate, party, votes"
    assert target.rows(f"SELECT {shown} FROM results_by_contest ORDER BY contest_id, ordinal") == [
        ("c1", "Nia Holt", "Civic Union", 12),
        ("c1", "Sam Orr", None, 3.5),
        ("c2", None, None, None),
    ]
    assert target.rows("SELECT candidate, committee, position FROM winners") == [
        ("Nia Holt", "Harbour Board", "chair")
    ]
    totals = (
        "SELECT seats_won, seats_stated_for_body, seats_in_contests, named_winners FROM slate_totals"
        " WHERE slate_id = 'open-door'"
    )
    assert target.rows(totals) == [(5, 5, 1, 1)]


def test_ddl_runs_and_makes_the_same_columns(tmp_path):
    connection = sqlite3.connect(":memory:")
    connection.executescript(ddl("sqlite"))
    duck = duckdb.connect()
    duck.execute(ddl("duckdb"))
    for table in TABLES:
        wanted = [column.name for column in table.columns]
        assert [row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")] == wanted
        assert [row[0] for row in duck.execute(f"DESCRIBE {table.name}").fetchall()] == wanted
    for view in VIEWS:
        connection.execute(f"SELECT * FROM {view.name}")
        duck.execute(f"SELECT * FROM {view.name}")
    with pytest.raises(OutputError, match="choose one of sqlite, postgres, duckdb"):
        ddl("oracle")
    assert DIALECTS == ("sqlite", "postgres", "duckdb")


def test_a_database_made_by_hand_is_loaded(target, tmp_path):
    target.run(*(statement for statement in ddl(target.kind).split(";") if statement.strip()))
    assert load_records(write_records(tmp_path / "r.jsonl", make_records(3)), target.url).articles == 3


def test_an_article_is_found_by_index(tmp_path):
    target = Target("sqlite", tmp_path / "r.db")
    load_records(write_records(tmp_path / "r.jsonl", make_records(2)), target.url)
    for table in TABLES[1:]:
        plan = target.rows(f"EXPLAIN QUERY PLAN SELECT * FROM {table.name} WHERE article_id = 'a'")
        assert "USING INDEX" in plan[0][3]


@pytest.mark.parametrize("kind", KINDS)
def test_two_thousand_contests(kind, tmp_path):
    target = Target(kind, tmp_path / "r.db")
    path = tmp_path / "r.jsonl"
    path.write_text("".join(many_lines(2_000)))
    assert load_records(path, target.url).contests == 2_000
    assert target.rows("SELECT COUNT(*) FROM contests") == [(2_000,)]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_hundred_thousand_contests(kind, tmp_path):
    target = Target(kind, tmp_path / "r.db")
    path = tmp_path / "r.jsonl"
    path.write_text("".join(many_lines(100_000)))
    for replaced in (0, 40_000):
        report = load_records(path, target.url)
        assert (report.contests, report.replaced) == (100_000, replaced)
    assert target.rows("SELECT COUNT(*) FROM contests") == [(100_000,)]


def test_importing_needs_no_driver():
    code = (
        "import sys, extractor.databases, extractor.exporters\n"
        "assert not {'duckdb', 'psycopg', 'spacy', 'sqlalchemy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize(
    ("url", "extra"), [("duckdb:///r.duckdb", "duckdb"), ("postgresql://host/db", "postgres")]
)
def test_a_missing_driver_says_what_to_install(tmp_path, monkeypatch, url, extra):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    path = write_records(tmp_path / "r.jsonl", [plain_record()])
    with pytest.raises(OutputError, match=rf"pip install 'extractor\[{extra}\]'"):
        load_records(path, url)
