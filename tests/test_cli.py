"""The command line as a user meets it: files, standard input and output, talk, exit codes."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from command import environment, invoke, run_command

from extractor.records import Record

HOLT = "Holt wins\n\nNia Holt beat Sam Orr by 812 votes to 790. She was elected chair of the board."
RAIN = "It rained on the town all day and the vote on the band was put off."  # passes the gate


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six inputs: two articles, a duplicate, a crawl with a broken line, a picture, nothing."""
    news = tmp_path / "news" / "deep"
    news.mkdir(parents=True)
    (tmp_path / "news" / "holt.txt").write_text(HOLT)
    (tmp_path / "news" / "zz-again.txt").write_text(HOLT)
    (news / "rain.txt").write_text(RAIN)
    (news / "crawl.jsonl").write_text(
        json.dumps(
            {"id": "c1", "title": "Lee wins", "text": "Ann Lee was elected mayor.", "date": "2024-05-03"}
        )
        + '\n{"text": broken\n'
    )
    (news / "photo.png").write_bytes(b"\x89PNG")
    (news / "empty.txt").write_text("")
    return tmp_path


def test_run_writes_records_articles_and_one_ledger_line_for_every_input(folder: Path) -> None:
    done = run_command("run", "news", "-o", "out", cwd=folder)
    assert done.returncode == 1  # one line of the crawl is broken
    assert done.stdout == ""
    assert "Holt" in done.stderr
    assert "7 inputs: 2 ok with 2 records, 1 no_result, 3 skipped, 1 failed" in done.stderr
    out = folder / "out"
    assert sorted(path.name for path in out.iterdir()) == ["articles.jsonl", "ledger.jsonl", "records.jsonl"]

    texts = {article["id"]: article["text"] for article in lines(out / "articles.jsonl")}
    records = [Record.model_validate(line) for line in lines(out / "records.jsonl")]
    assert len(texts) == 3
    for record in records:
        text = texts[record.article.id]
        assert record.evidence
        assert all(text[entry.start : entry.end] == entry.text for entry in record.evidence)

    ledger = {line["source"]: line for line in lines(out / "ledger.jsonl")}
    assert len(ledger) == 7
    assert ledger["news/zz-again.txt"]["duplicate_of"] == "news/holt.txt"
    assert ledger["news/deep/crawl.jsonl#2"]["status"] == "failed"
    assert ledger["news/deep/photo.png"]["reason"].startswith("not text")
    assert sum(line["records"] for line in ledger.values()) == len(records)


def test_two_runs_write_the_same_bytes(folder: Path) -> None:
    for out in ("one", "two"):
        run_command("run", "news", "-o", out, cwd=folder)
    for name in ("records.jsonl", "articles.jsonl", "ledger.jsonl"):
        assert (folder / "one" / name).read_bytes() == (folder / "two" / name).read_bytes()


def test_quiet_says_nothing_where_all_is_well(folder: Path) -> None:
    done = run_command("run", "news/holt.txt", "--quiet", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(lines(folder / "outputs" / "records.jsonl")) == 1


def test_standard_input_is_an_input_and_texts_can_be_left_out(tmp_path: Path) -> None:
    done = run_command("run", "-", "-o", "out", "--no-text", cwd=tmp_path, stdin=HOLT)
    assert done.returncode == 0, done.stderr
    assert [line["source"] for line in lines(tmp_path / "out" / "ledger.jsonl")] == ["-"]
    (article,) = lines(tmp_path / "out" / "articles.jsonl")
    assert article["text"] is None
    assert article["sha256"]


def test_a_run_of_json_lines_from_standard_input(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": f"Ann Lee was elected mayor of Ashcombe{'!' * n}"} for n in range(3)]
    stdin = "\n".join(map(json.dumps, rows))
    assert run_command("run", "-", "-o", "out", cwd=tmp_path, stdin=stdin).returncode == 0
    assert [a["id"] for a in lines(tmp_path / "out" / "articles.jsonl")] == ["0", "1", "2"]


def test_a_path_that_is_missing_is_a_failed_input(tmp_path: Path) -> None:
    done = invoke("run", "nope.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "nope.txt: cannot be read" in done.stderr
    assert lines(tmp_path / "out" / "ledger.jsonl")[0]["status"] == "failed"


def test_records_below_the_confidence_that_is_asked_for_are_left_out(folder: Path) -> None:
    def kept(wanted: str) -> list[dict[str, Any]]:
        done = invoke("run", "news/holt.txt", "-o", f"out{wanted}", "--min-confidence", wanted, cwd=folder)
        assert done.returncode == 0
        assert ("left out by --min-confidence" in done.stderr) == (wanted == "1")
        return lines(folder / f"out{wanted}" / "records.jsonl")

    assert kept("0")
    assert all(0 < record["confidence"] < 1 for record in kept("0"))
    assert not kept("1")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run"], "Missing argument"),
        (["run", "a.txt", "--min-confidence", "7"], "Invalid value for '--min-confidence'"),
        (["run", "a.txt", "--without", "ukk"], "no shipped pack 'ukk'"),
        (["run", "a.txt", "--patterns", "no-pack"], "no pack 'no-pack'"),
        (["try", "Rain", "--model", "en_no_such_model"], "no spaCy pipeline 'en_no_such_model'"),
        (["patterns", "show", "electd"], "did you mean elected?"),
        (["evaluate", ".", "."], "no gold documents"),
        (["load", ".", "oracle://x"], ""),
        (["nonsense"], "No such command"),
    ],
)
def test_wrong_use_is_exit_code_2_and_a_message_without_traceback(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "a.txt").write_text(HOLT)
    done = invoke(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_pack_is_named_with_file_and_line(tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "pack.toml").write_text(
        'name = "mine"\nversion = "1"\ndescription = "x"\nextends = ["english"]\n'
    )
    (pack / "claims.toml").write_text('[[claim]]\nid = "odd"\ntext = ["{winner} @no_such_group"]\n')
    done = invoke("try", "Rain", "--patterns", "mine", cwd=tmp_path)
    assert done.returncode == 2
    assert "claims.toml:2: [odd] no cue group 'no_such_group'" in done.stderr


def test_a_folder_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HOLT)
    (tmp_path / "out").write_text("a file stands here")
    done = invoke("run", "a.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot write to out" in done.stderr
    assert (tmp_path / "out").read_text() == "a file stands here"


def test_a_folder_that_cannot_be_made_has_nothing_to_go_on_from(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HOLT)
    (tmp_path / "file").write_text("")
    done = invoke("run", "a.txt", "-o", "file/out", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot write to file/out" in done.stderr
    assert "--resume" not in done.stderr


def test_an_interrupted_run_leaves_what_was_there_and_says_how_to_go_on(tmp_path: Path) -> None:
    crawl = "\n".join(json.dumps({"text": f"{HOLT} {n}"}) for n in range(20_000))
    (tmp_path / "crawl.jsonl").write_text(crawl)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "records.jsonl").write_text("before\n")
    command = [sys.executable, "-m", "extractor", "run", "crawl.jsonl", "-o", "out"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True
    ) as running:
        begun = tmp_path / "out" / "resume.json"
        deadline = time.monotonic() + 60
        while not begun.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, talk = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "interrupted" in talk
    assert "--resume" in talk
    names = {path.name for path in (tmp_path / "out").iterdir()}
    parts = {f"{name}.jsonl.part" for name in ("records", "articles", "ledger")}
    assert names == {"records.jsonl", "resume.json", *parts}
    assert (tmp_path / "out" / "records.jsonl").read_text() == "before\n"


def test_a_ledger_that_does_not_add_up_is_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HOLT)
    code = (
        "import sys\nfrom extractor.ledger import Ledger\nadd = Ledger.add\n"
        "Ledger.add = lambda self, line: None\n"
        "sys.argv = ['extractor', 'run', 'a.txt', '-o', 'out']\nfrom extractor.cli import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 3
    assert "1 inputs were read but the ledger has 0 lines" in done.stderr
    assert not list((tmp_path / "out").iterdir())


def test_a_terminal_gets_a_progress_bar_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HOLT)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "extractor", "run", "a.txt", "-o", "out"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(TERM="xterm"), stdout=subprocess.PIPE, stderr=theirs
    ) as running:
        os.close(theirs)
        seen = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        assert running.stdout is not None
        assert running.stdout.read() == b""
    os.close(ours)
    assert running.returncode == 0
    assert b"100%" in seen


def test_try_shows_mentions_claims_and_rules(tmp_path: Path) -> None:
    sentence = "Nia Holt beat Sam Orr by 812 votes to 790."
    done = invoke("try", sentence, cwd=tmp_path)
    assert done.returncode == 0
    assert "\x1b[" not in done.stdout
    for piece in (
        "PERSON",
        "beat-by-to",
        "claims.toml:",
        "winner.count = '812 votes'",
        "Sam Orr: not elected",
    ):
        assert piece in done.stdout
    assert "\x1b[" in run_command("try", sentence, cwd=tmp_path, FORCE_COLOR="1").stdout


def test_try_can_give_the_records_alone(tmp_path: Path) -> None:
    done = invoke("try", "-", "--json", cwd=tmp_path, stdin="Ann Lee was elected mayor.")
    record = Record.model_validate_json(done.stdout)
    assert [entry.rule for entry in record.evidence]


def test_packs_and_names_can_be_left_out(tmp_path: Path) -> None:
    sentence = "Nia Holt was elected to Labour's NEC."
    assert "labour-nec" in invoke("try", sentence, cwd=tmp_path).stdout
    assert "labour-nec" not in invoke("try", sentence, "--without", "uk-labour", cwd=tmp_path).stdout
    assert "labour-nec" not in invoke("try", sentence, "--without-gazetteer", cwd=tmp_path).stdout


def test_explain_shows_rules_rejections_and_cases(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{HOLT}\nEd Vane said that if Ann Lee wins the seat he will leave.")
    done = invoke("explain", "a.txt", "nope.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "/candidacies/0/votes = 812" in done.stdout
    assert "claims.toml:" in done.stdout
    assert "rejected" in done.stdout
    assert "stands under 'hypothetical'" in done.stdout
    assert '"[winner: Nia Holt] beat [loser: Sam Orr] by' in done.stdout
    assert "nope.txt" in done.stdout


def test_what_a_run_wrote_is_reported_loaded_exported_and_evaluated(folder: Path) -> None:
    invoke("run", "news/holt.txt", "-o", "out", cwd=folder)
    assert invoke("report", "out", "-o", "page.html", "--snippets", cwd=folder).returncode == 0
    assert "Nia Holt" in (folder / "page.html").read_text("utf-8")

    loaded = invoke("load", "out", "sqlite:///results.db", cwd=folder)
    assert (loaded.returncode, loaded.stdout) == (0, "")
    assert "1 contest of 1 article loaded" in loaded.stderr

    assert invoke("export", "out", "-o", "flat.csv", cwd=folder).returncode == 0
    assert "Sam Orr" in (folder / "flat.csv").read_text("utf-8")

    gold = {"genre": "club", "contests": [{"candidacies": [{"name": ["Nia Holt"], "outcome": "elected"}]}]}
    (folder / "gold").mkdir()
    (folder / "gold" / "holt.json").write_text(json.dumps(gold))
    scored = invoke("evaluate", "gold", "out", "--json", cwd=folder)
    assert scored.returncode == 0, scored.stderr
    assert json.loads(scored.stdout)["fields"]["outcome"]["right"] == 1
    assert "total" in invoke("evaluate", "gold", "out", cwd=folder).stdout


def test_schema_is_json_on_standard_output(tmp_path: Path) -> None:
    done = invoke("schema", cwd=tmp_path)
    assert json.loads(done.stdout)["title"] == "Record"


def test_version_names_every_pack_with_its_digest(tmp_path: Path) -> None:
    first, *packs = invoke("--version", cwd=tmp_path).stdout.splitlines()
    assert first.startswith("extractor ")
    assert packs[0].split()[:2] == ["pack", "english"]
    assert all(len(line.split()[3]) == 12 for line in packs)


def test_completion_can_be_had(tmp_path: Path) -> None:
    done = run_command(cwd=tmp_path, _EXTRACTOR_COMPLETE="source_bash")
    assert "complete " in done.stdout
    assert "extractor" in done.stdout
    words = {"COMP_WORDS": "extractor pat", "COMP_CWORD": "1", "_EXTRACTOR_COMPLETE": "complete_bash"}
    assert run_command(cwd=tmp_path, **words).stdout.split() == ["patterns"]
