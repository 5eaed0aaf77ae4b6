"""The flat table as CSV and Parquet, and how formats are found."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from record_factory import make_records, many_lines, plain_record, write_articles, write_records

from extractor.errors import OutputError, RecordError
from extractor.exporters import export_records, find_exporters
from extractor.exporters.flat import FLAT_COLUMNS
from extractor.exporters.flat_csv import inert_cell
from extractor.records import Affiliation, Candidacy, Candidate, Ref, SlateResult, Turnout

duckdb = pytest.importorskip("duckdb")
NAMES = [column.name for column in FLAT_COLUMNS]


def read_csv(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def export(folder: Path, records, name: str = "out.csv", **options) -> Path:
    path = write_records(folder / "r.jsonl", records)
    out = folder / name
    export_records(path, out, name.rpartition(".")[2], **options)
    return out


def board_record():
    backing = [
        Affiliation(id="open-door", name="Open Door", kind="slate", relation="backed_by"),
        Affiliation(id="civic", name="Civic Union", kind="party", relation="stood_for"),
    ]
    return plain_record(
        organisation=Ref(id="northfold", name="Northfold"),
        committee=Ref(id="council", name="Northfold Council"),
        position=Ref(id="councillor", name="councillor"),
        constituency=Ref(id="millbrook", name="Millbrook"),
        seats=1,
        turnout=Turnout(registered=9000, percent=41.5),
        candidacies=[
            Candidacy(
                candidate=Candidate(id="nia", name="Nia Holt"),
                affiliations=backing,
                outcome="elected",
                votes=1204,
                share=60.5,
                incumbent=True,
            ),
            Candidacy(candidate=Candidate(id="sam", name="Sam Orr"), outcome="not_elected", votes=0),
            Candidacy(affiliations=backing[1:], votes_min=10, votes_max=20.5),
        ],
        slates=[SlateResult(slate=Ref(id="open-door", name="Open Door"), seats_won=1, seats_change=-1)],
    )


def test_a_row_for_each_candidacy_and_each_slate_result(tmp_path):
    rows = read_csv(export(tmp_path, [board_record()]))
    assert [row["row_type"] for row in rows] == ["candidacy"] * 3 + ["slate"]
    shown = ("office", "district", "party", "candidate", "votes", "elected", "incumbent", "election_date")
    assert [rows[0][name] for name in shown] == [
        *("councillor", "Millbrook", "Civic Union", "Nia Holt", "1204", "true", "true", "")
    ]
    assert rows[0]["affiliations"] == "Open Door (backed_by); Civic Union (stood_for)"
    assert [rows[1][name] for name in shown] == [
        "councillor",
        "Millbrook",
        "",
        "Sam Orr",
        "0",
        "false",
        "",
        "",
    ]
    assert (rows[2]["candidate"], rows[2]["party"], rows[2]["votes_max"]) == ("", "Civic Union", "20.5")
    assert (rows[3]["party"], rows[3]["seats_won"], rows[3]["seats_change"]) == ("Open Door", "1", "-1")
    assert rows[3]["candidate"] == "" and rows[0]["seats_won"] == ""
    assert {row["organisation_name"] for row in rows} == {"Northfold"}
    assert {(row["total_electorate"], row["turnout_percentage"]) for row in rows} == {("9000", "41.5")}


@pytest.mark.parametrize(
    ("area", "column"),
    [
        ("Tarn County", "county"),
        ("Precinct 12", "precinct"),
        ("Millbrook", "district"),
        ("County Tarn", "district"),
    ],
)
def test_the_area_goes_into_the_column_that_its_name_says(tmp_path, area, column):
    record = plain_record(constituency={"id": "x", "name": area}, candidacies=[Candidacy()])
    (row,) = read_csv(export(tmp_path, [record]))
    filled = [name for name in ("county", "precinct", "district") if row[name]]
    assert (filled, row["constituency"]) == ([column], area)


def test_contests_without_rows_are_counted(tmp_path):
    path = write_records(tmp_path / "r.jsonl", [plain_record(seats=3), board_record()])
    report = export_records(path, tmp_path / "out.csv", "csv")
    assert (report.contests, report.rows, report.empty) == (2, 4, 1)


FORMULAS = (
    '=HYPERLINK("http://example.org";"x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1+1",
    "＝1+1",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_excel_cells_are_no_formulas(tmp_path, text):
    record = plain_record(
        article={"id": text, "title": text, "sha256": "0"},
        committee={"id": text, "name": text},
        attribution=text,
        candidacies=[Candidacy(candidate=Candidate(id="x", name=text), votes=-3)],
        slates=[SlateResult(slate=Ref(id="x", name=text), seats_change=-1)],
    )
    out = export(tmp_path, [record], excel=True)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = read_csv(out, "utf-8-sig")
    for row in rows:
        for name, value in row.items():
            if name not in ("votes", "seats_change"):
                assert not value.lstrip().startswith(tuple("=+-@＝")), name
    assert rows[0]["candidate"] == f"'{text}"
    assert (rows[0]["votes"], rows[1]["seats_change"]) == ("-3", "-1")  # numbers stay numbers
    # Without the option the text is as it came.
    assert read_csv(export(tmp_path, [record]))[0]["candidate"] == text


def test_excel_quotes_text_against_other_separators(tmp_path):
    record = plain_record(candidacies=[Candidacy(candidate=Candidate(id="x", name="a;=1+1"))])
    assert b'"a;=1+1"' in export(tmp_path, [record], excel=True).read_bytes()
    assert inert_cell("Nia-Holt = 3") == "Nia-Holt = 3"


def test_awkward_text_comes_back(tmp_path):
    words = ['say "x", or\nnot', "w" * 10_000, "😀 é e\u0301", "a\0b\ud800c"]
    line = plain_record().model_dump() | {
        "candidacies": [{"candidate": {"id": "x", "name": word}} for word in words]
    }
    (tmp_path / "r.jsonl").write_text(json.dumps(line) + "\n")
    wanted = [*words[:3], "a\ufffdb\ufffdc"]
    export_records(tmp_path / "r.jsonl", tmp_path / "out.csv", "csv")
    assert [row["candidate"] for row in read_csv(tmp_path / "out.csv")] == wanted
    export_records(tmp_path / "r.jsonl", tmp_path / "out.parquet", "parquet")
    found = duckdb.sql(f"SELECT candidate FROM '{tmp_path}/out.parquet'").fetchall()
    assert [row[0] for row in found] == wanted


def test_parquet_has_the_same_rows_with_types(tmp_path):
    records = make_records(12)
    rows = read_csv(export(tmp_path, records))
    out = export(tmp_path, records, "out.parquet")
    table = duckdb.sql(f"SELECT * FROM '{out}'")
    assert table.columns == NAMES
    kinds = dict(zip(table.columns, map(str, table.types), strict=True))
    assert (kinds["published"], kinds["votes"], kinds["rank"]) == ("DATE", "DOUBLE", "BIGINT")
    assert (kinds["elected"], kinds["candidate"]) == ("BOOLEAN", "VARCHAR")
    found = table.fetchall()
    assert len(found) == len(rows)
    place = NAMES.index("votes")
    assert [row[place] for row in found] == [float(r["votes"]) if r["votes"] else None for r in rows]
    names = [row[NAMES.index("candidate")] for row in found]
    assert names == [row["candidate"] or None for row in rows]


def test_a_column_first_filled_late_is_kept(tmp_path):
    path = tmp_path / "r.jsonl"
    late = plain_record(id="late", attribution="the returning officer", candidacies=[Candidacy()])
    with path.open("w") as file:
        line = plain_record(candidacies=[Candidacy()]).model_dump_json() + "\n"
        file.writelines([line] * 21_000 + [late.model_dump_json() + "\n"])
    export_records(path, tmp_path / "out.parquet", "parquet")
    said = duckdb.sql(f"SELECT COUNT(*) FROM '{tmp_path}/out.parquet' WHERE attribution IS NOT NULL")
    assert said.fetchall() == [(1,)]


def test_no_records_give_a_table_without_rows(tmp_path):
    assert export(tmp_path, []).read_text().strip() == ",".join(NAMES)
    out = export(tmp_path, [], "out.parquet")
    assert duckdb.sql(f"SELECT COUNT(*) FROM '{out}'").fetchall() == [(0,)]


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_failure_leaves_the_older_file(tmp_path, format):
    out = tmp_path / f"out.{format}"
    out.write_text("older")
    path = write_records(tmp_path / "r.jsonl", make_records(3))
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(RecordError, match="cut off"):
        export_records(path, out, format)
    assert out.read_text() == "older"
    assert sorted(p.name for p in tmp_path.iterdir()) == [out.name, "r.jsonl"]


@pytest.mark.parametrize("format", ["csv", "parquet", "label-studio"])
def test_an_output_that_cannot_be_written_says_so(tmp_path, format):
    path = write_records(tmp_path / "r.jsonl", [])
    options = {"articles": write_articles(tmp_path / "a.jsonl", [])} if format == "label-studio" else {}
    with pytest.raises(OutputError, match=r"cannot write .* in a writable folder"):
        export_records(path, tmp_path / "nowhere" / "out", format, **options)
    with pytest.raises(OutputError, match="it is a folder"):
        export_records(path, tmp_path, format, **options)


def test_options_that_do_not_fit_and_unknown_formats(tmp_path):
    path = write_records(tmp_path / "r.jsonl", [])
    out = tmp_path / "out"
    with pytest.raises(OutputError, match="no format 'xlsx': choose one of csv, label-studio, parquet"):
        export_records(path, out, "xlsx")
    with pytest.raises(OutputError, match="no use for excel"):
        export_records(path, out, "parquet", excel=True)
    with pytest.raises(OutputError, match="csv has no use for articles"):
        export_records(path, out, "csv", articles=path)
    with pytest.raises(OutputError, match="needs articles"):
        export_records(path, out, "label-studio")
    with pytest.raises(RecordError, match="cannot read"):
        export_records(tmp_path / "none.jsonl", out, "csv")
    assert not out.exists()


def test_another_package_can_register_a_format(tmp_path, monkeypatch):
    info = tmp_path / "site" / "more-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: more\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[extractor.exporters]\nnames = more_exporter:export_names\nbroken = more_exporter:nothing\n"
    )
    (tmp_path / "site" / "more_exporter.py").write_text(
        "from extractor.databases.record_file import read_records\n"
        "from extractor.exporters import ExportReport\n"
        "def export_names(records_path, out, *, excel=False, articles=None):\n"
        "    ids = [record.id for _, record in read_records(records_path)]\n"
        "    out.write_text(' '.join(ids))\n"
        "    return ExportReport('names', out, len(ids), len(ids))\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    path = write_records(tmp_path / "r.jsonl", [plain_record()])
    assert export_records(path, tmp_path / "out", "names").rows == 1
    assert (tmp_path / "out").read_text() == "c0"
    assert "names" in find_exporters()
    with pytest.raises(OutputError, match="the exporter of 'broken' cannot be loaded"):
        export_records(path, tmp_path / "out", "broken")


def test_files_are_readable_by_others(tmp_path):
    assert export(tmp_path, []).stat().st_mode & 0o044 == 0o044


@pytest.mark.slow
@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_hundred_thousand_contests(tmp_path, format):
    path = tmp_path / "r.jsonl"
    path.write_text("".join(many_lines(100_000)))
    assert export_records(path, tmp_path / "out", format).contests == 100_000
