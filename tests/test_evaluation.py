"""An evaluation of hand-made records: totals, rows, intervals, gains and losses, floors, tables."""

from __future__ import annotations

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import ExtractorError, RecordError
from extractor.evaluation import (
    Evaluation,
    Floors,
    check_floors,
    evaluate,
    gold_changed,
    half_of,
    raise_floors,
    read_evaluation,
    read_floors,
)
from extractor.evaluation.intervals import bootstrap_intervals
from extractor.evaluation.results import DocumentResult, Score, add_scores
from extractor.evaluation.tables import render

Facts = dict[str, Any]

GOLD: dict[str, Facts] = {
    "club--chair": {
        "genre": "club",
        "contests": [
            {
                "position": ["chair"],
                "organisation": ["Rowers' Union"],
                "majority": 40,
                "candidacies": [
                    {"name": ["Nia Holt"], "outcome": "elected", "votes": 120, "incumbent": True},
                    {"name": ["Sam Orr"], "outcome": "not_elected", "votes": 80},
                ],
            },
            {
                "optional": True,
                "position": ["clerk"],
                "candidacies": [{"name": ["Ida Cole"], "outcome": "elected"}],
            },
        ],
    },
    "town--wards": {
        "genre": "town",
        "contests": [
            {
                "committee": ["Brook council"],
                "seats": 2,
                "candidacies": [{"name": ["Ed Vane"], "outcome": "elected", "share": 51.5}],
                "slates": [{"slate": ["Open Door"], "seats_won": 2}],
            }
        ],
    },
    "neg--preview": {"genre": "neg", "contests": []},
}


def record(document: str, **facts: Any) -> Facts:
    return {
        "id": document,
        "article": {"id": document, "source": f"in/{document}.txt", "sha256": ""},
        **facts,
    }


def candidacy(name: str, **facts: Any) -> Facts:
    return {"candidate": {"id": name.lower(), "name": name}, **facts}


RECORDS: list[Facts] = [
    record(
        "club--chair",
        position={"id": "chair", "name": "chair"},
        organisation={"id": "ru", "name": "Rowers Union"},
        majority=41,
        candidacies=[
            candidacy("Nia Holt", outcome="elected", votes=120),
            candidacy("Sam Orr", outcome="not_elected", votes=8),
        ],
    ),
    record("town--wards", committee="Brook council", candidacies=[candidacy("Ed Vane", outcome="elected")]),
    record("neg--preview", seats=3),
    record("elsewhere", seats=3),
]


class Run:
    """A folder with gold, in which runs are written."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.gold = folder, folder / "gold"
        for name, truth in GOLD.items():
            path = self.gold / truth["genre"] / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(truth), "utf-8")

    def write(self, records: list[Facts], name: str = "records.jsonl") -> Path:
        path = self.folder / name
        path.write_text("".join(json.dumps(line) + "\n" for line in records), "utf-8")
        return path

    def evaluate(self, records: list[Facts] = RECORDS, **options: Any) -> Evaluation:
        return evaluate(self.gold, self.write(records), **options)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_totals_fields_and_rows(run: Run) -> None:
    result = run.evaluate()
    # right: chair, 2 names, 2 outcomes, 120 votes; council, name, outcome
    # missed: 80 votes; 2 seats, share, slate's seats. spurious: 8 votes; the negative's seats
    assert (result.total.right, result.total.missed, result.total.spurious) == (9, 4, 2)
    assert result.total.precision == 9 / 11
    assert result.total.recall == 9 / 13
    assert result.fields["votes"].model_dump(include={"right", "missed", "spurious"}) == {
        "right": 1,
        "missed": 1,
        "spurious": 1,
    }
    assert result.fields["timing"].right == 2
    assert (result.contests, result.exact_contests) == (2, 1)
    assert (result.negatives, result.negatives_with_output) == (1, 1)
    assert result.strangers == ["elsewhere"]
    assert {name: group.score.f1 for name, group in result.genres.items()} == {
        "club": 12 / 14,
        "neg": 0.0,
        "town": 6 / 9,
    }
    assert [document.name for document in result.documents] == ["club--chair", "neg--preview", "town--wards"]
    assert result.macro_f1 == pytest.approx((12 / 14 + 6 / 9) / 2)


def test_extra_fields_stand_beside_the_total(run: Run) -> None:
    result = run.evaluate()
    assert result.extras["organisation"].right == 1
    assert (result.extras["majority"].missed, result.extras["majority"].spurious) == (1, 1)
    assert result.extras["incumbent"].missed == 1
    assert result.extras["date"].facts == 0
    bare = copy.deepcopy(RECORDS)
    del bare[0]["organisation"], bare[0]["majority"]
    assert run.evaluate(bare).total == result.total


def test_halves_follow_the_digest_of_the_file_name(run: Run) -> None:
    result = run.evaluate()
    for document in result.documents:
        digest = hashlib.sha256(f"{document.name}.txt".encode()).digest()
        assert document.half == half_of(document.name) == ("even", "odd")[digest[-1] % 2]
    assert sum(half.documents for half in result.halves.values()) == 3
    assert sum(half.score.right for half in result.halves.values()) == result.total.right


def test_intervals_are_seeded_and_narrow_with_more_documents() -> None:
    some = [
        DocumentResult(
            name=str(number),
            genre="club",
            half="even",
            contests=1,
            exact_contests=0,
            negative=False,
            records=1,
            fields={"votes": Score(right=number % 7, missed=number % 3, spurious=number % 2)},
        )
        for number in range(40)
    ]
    first = bootstrap_intervals(some, samples=200, seed=4)
    assert bootstrap_intervals(some, samples=200, seed=4) == first
    assert bootstrap_intervals(some, samples=200, seed=5) != first
    more = bootstrap_intervals(some * 9, samples=200, seed=4)
    assert more["total"].high - more["total"].low < (first["total"].high - first["total"].low) / 2
    f1 = add_scores(document.score for document in some).f1
    assert first["votes"].low < f1 < first["votes"].high


def test_intervals_hold_the_figure(run: Run) -> None:
    result = run.evaluate(bootstrap=300)
    assert result.intervals["total"].low <= result.total.f1 <= result.intervals["total"].high
    assert result.intervals["total"].low < result.intervals["total"].high
    assert {"candidate", "votes", "extra.majority"} <= result.intervals.keys()
    assert not {"affiliation", "extra.date"} & result.intervals.keys()
    assert run.evaluate(bootstrap=0).intervals == {}


def test_a_fact_in_one_document_only_has_no_spread(run: Run) -> None:
    votes = run.evaluate(bootstrap=200).intervals["votes"]
    assert (votes.low, votes.high) == (0.5, 0.5)


def test_evidence_is_checked_against_the_articles(run: Run) -> None:
    text = "Three seats are open."
    articles = run.folder / "articles.jsonl"
    articles.write_text(json.dumps({"id": "neg--preview", "text": text}), "utf-8")
    records = copy.deepcopy(RECORDS)
    records[2]["article"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    records[2]["evidence"] = [{"field": "/seats", "start": 0, "end": 5, "text": "Three"}]
    evidence = run.evaluate(records, articles=articles).evidence
    assert (evidence.entries, evidence.exact, evidence.covered) == (1, 1, 1)
    assert "elsewhere /seats: no evidence" in evidence.problems


@pytest.mark.parametrize("saved", [False, True], ids=["records", "saved evaluation"])
def test_gains_and_losses_by_document_and_kind(run: Run, saved: bool) -> None:
    earlier = run.write(RECORDS, "earlier.jsonl")
    if saved:
        saved_as = run.folder / "earlier.json"
        saved_as.write_text(evaluate(run.gold, earlier, bootstrap=0).to_json(indent=1), "utf-8")
        earlier = saved_as
    later = copy.deepcopy(RECORDS)
    later[0]["candidacies"][0]["votes"] = None
    later[0]["candidacies"][1]["votes"] = 80
    later[0]["majority"] = 40
    later[1]["seats"] = 2
    later[2] = record("club--chair", position="clerk", candidacies=[candidacy("Ida Cole", outcome="elected")])
    change = run.evaluate(later, against=earlier).change
    assert change is not None
    rows = {row.name: row for row in change.documents}
    club = rows["club--chair"]
    assert club.lost == {"votes": 1}
    # the clerk's contest is optional: its facts are never missed, they are gained all the same
    assert club.gained == {
        "votes": 1,
        "majority": 1,
        "position": 1,
        "candidate": 1,
        "outcome": 1,
        "outcome_strict": 1,
        "timing": 1,
    }
    assert club.spurious_gone == {"votes": 1, "majority": 1}
    assert "lost votes nia holt" in club.details
    assert rows["town--wards"].gained == {"seats": 1}
    assert rows["neg--preview"].spurious_gone == {"seats": 1}
    assert change.f1_before < change.f1_now
    assert change.notes == []


def test_an_unchanged_run_has_no_differences(run: Run) -> None:
    change = run.evaluate(against=run.write(RECORDS, "earlier.jsonl")).change
    assert change is not None
    assert change.documents == []
    assert "F1 0.750 -> 0.750" in render(run.evaluate(against=run.write(RECORDS, "earlier.jsonl")))


def test_right_facts_moved_equals_gained_less_lost(run: Run) -> None:
    earlier = run.evaluate([], bootstrap=0)
    saved = run.folder / "empty.json"
    saved.write_text(earlier.to_json(), "utf-8")
    result = run.evaluate(against=saved)
    assert result.change is not None
    before = {document.name: document for document in earlier.documents}
    rows = {row.name: row for row in result.change.documents}
    for document in result.documents:
        for kind, score in (document.fields | document.extras).items():
            old = (before[document.name].fields | before[document.name].extras).get(kind)
            row = rows[document.name]
            assert score.right - (old.right if old else 0) == row.gained.get(kind, 0) - row.lost.get(kind, 0)


def test_changed_gold_is_noted_in_the_comparison(run: Run) -> None:
    saved = run.folder / "earlier.json"
    saved.write_text(run.evaluate().to_json(), "utf-8")
    (run.gold / "new--one.json").write_text('{"genre": "new", "contests": []}', "utf-8")
    change = run.evaluate(against=saved).change
    assert change is not None
    assert any("gold has changed" in note for note in change.notes)
    assert "1 documents are in the later run only" in change.notes


# -- floors ----------------------------------------------------------------------------------------------


def write_floors(run: Run, result: Evaluation, floors: dict[str, float]) -> Path:
    path = run.folder / "floors.json"
    path.write_text(json.dumps({"digest": result.gold_digest, "floors": floors}), "utf-8")
    return path


def test_floors_hold_or_fall(run: Run) -> None:
    result = run.evaluate()
    path = write_floors(run, result, {"f1": 0.75, "field.votes": 0.5, "genre.club": 0.85})
    assert check_floors(result, path) == []
    worse = copy.deepcopy(RECORDS)
    worse[0]["candidacies"][0]["votes"] = 12
    falls = check_floors(run.evaluate(worse), path)
    assert [fall.split()[0] for fall in falls] == ["f1", "field.votes", "genre.club"]
    assert falls[1] == "field.votes fell to 0.0000, its floor is 0.5000"


def test_a_floor_for_something_unmeasured_is_a_fall(run: Run) -> None:
    result = run.evaluate()
    (fall,) = check_floors(result, Floors(digest=result.gold_digest, floors={"field.vote": 0.1}))
    assert "did you mean 'field.votes'?" in fall


def test_changed_gold_is_reported_not_failed(run: Run) -> None:
    path = write_floors(run, run.evaluate(), {"f1": 1.0})
    (run.gold / "new--one.json").write_text('{"genre": "new", "contests": []}', "utf-8")
    changed = run.evaluate()
    assert check_floors(changed, path) == []
    assert "floors were not checked" in (gold_changed(changed, path) or "")
    assert raise_floors(changed, read_floors(path)) == Floors(digest=changed.gold_digest, floors={"f1": 0.75})


def test_floors_only_rise_on_the_same_gold(run: Run) -> None:
    result = run.evaluate()
    raised = raise_floors(
        result, Floors(digest=result.gold_digest, floors={"f1": 0.2, "recall": 0.9, "x": 0.1})
    )
    assert raised.floors == {"f1": 0.75, "recall": 0.9, "x": 0.1}
    exact = raise_floors(
        result, Floors(digest=result.gold_digest, floors=dict.fromkeys(result.measures(), 0.0))
    )
    assert check_floors(result, exact) == []


def test_a_wrong_floors_file_says_what_to_write(run: Run) -> None:
    path = run.folder / "floors.json"
    path.write_text('{"f1": 0.8}', "utf-8")
    with pytest.raises(ExtractorError, match="not a floors file"):
        check_floors(run.evaluate(), path)


# -- output and errors -----------------------------------------------------------------------------------


def test_json_says_everything_and_can_be_read_again(run: Run) -> None:
    result = run.evaluate(against=run.write([], "earlier.jsonl"))
    data = json.loads(result.to_json())
    assert data["total"]["f1"] == pytest.approx(0.75)
    assert data["documents"][0]["score"]["right"] == 6
    saved = run.folder / "saved.json"
    saved.write_text(result.to_json(), "utf-8")
    assert read_evaluation(saved) == result
    assert read_evaluation(run.write(RECORDS[:1])) is None


def test_an_evaluation_of_another_version_says_what_to_do(run: Run) -> None:
    saved = run.folder / "saved.json"
    saved.write_text('{"gold_digest": "d", "total": 3}', "utf-8")
    with pytest.raises(ExtractorError, match="compare with that run's records"):
        run.evaluate(against=saved)


def test_the_table_shows_every_part(run: Run) -> None:
    result = run.evaluate(against=run.write([], "earlier.jsonl"))
    table = render(result, documents=True, errors=2)
    for expected in ("candidate", "total", "(majority)", "club", "even", "town--wards", "gained", "95 %"):
        assert expected in table
    assert "documents 3  negatives with output 1/1  contests exact 1/2  P 0.818  R 0.692  F1 0.750" in table
    assert "missed   votes" in table
    assert "\x1b" not in table
    assert "missed   votes" not in render(result)


def test_brackets_in_names_are_text_not_markup(run: Run) -> None:
    (run.gold / "odd.json").write_text('{"genre": "[bold]odd[/]", "contests": []}', "utf-8")
    assert "[bold]odd[/]" in render(run.evaluate())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{broken", ":2: not a JSON object"),
        ("[1]", ":2: not a JSON object"),
        ('{"a": 1}', ":2: not a record"),
    ],
)
def test_a_line_that_is_no_record_is_named(run: Run, line: str, message: str) -> None:
    path = run.folder / "records.jsonl"
    path.write_text(f"{json.dumps(RECORDS[0])}\n{line}\n", "utf-8")
    with pytest.raises(RecordError, match=message):
        evaluate(run.gold, path)


def test_an_absent_records_file_is_an_error_of_ours(run: Run) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        evaluate(run.gold, run.folder / "none.jsonl")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"digest": "x", "floors": {}}', "move other files out"),
        ("{", "not JSON"),
        ('{"contests": [{"candidacies": [{"outcome": "elected"}]}]}', "needs a name or an affiliation"),
    ],
)
def test_a_file_that_is_no_gold_is_named(run: Run, content: str, message: str) -> None:
    (run.gold / "stray.json").write_text(content, "utf-8")
    with pytest.raises(ExtractorError, match=rf"stray\.json.*{message}"):
        run.evaluate()


def test_no_gold_and_two_of_one_name_are_errors(run: Run) -> None:
    (run.gold / "club--chair.json").write_text('{"contests": []}', "utf-8")
    with pytest.raises(ExtractorError, match="second gold document"):
        run.evaluate()
    with pytest.raises(ExtractorError, match="no gold documents"):
        evaluate(run.folder / "nowhere", run.write(RECORDS))
