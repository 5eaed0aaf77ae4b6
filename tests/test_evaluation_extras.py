"""Fields beyond the total are scored where the gold has them, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.evaluation.extras import score_extras

CONTEST = {"position": ["chair"], "candidacies": [{"name": ["Nia Holt"]}]}
RECORD = {"position": "chair", "candidacies": [{"candidate": {"name": "Nia Holt"}}]}


def counts(gold: dict[str, Any], record: dict[str, Any], field: str) -> tuple[int, int, int]:
    """Right, missed, spurious of a contest-level field."""
    tally = score_extras("doc", [CONTEST | gold], [RECORD | record])
    assert {*tally.right, *tally.missed, *tally.spurious} <= {field}
    return tally.right[field], tally.missed[field], tally.spurious[field]


def candidacy_counts(gold: dict[str, Any], record: dict[str, Any], field: str) -> tuple[int, int, int]:
    golds = {"candidacies": [{"name": ["Nia Holt"]} | gold]}
    records = {"candidacies": [{"candidate": {"name": "Nia Holt"}} | record]}
    return counts(golds, records, field)


RIGHT, WRONG, MISSED, SPURIOUS, UNSCORED = (1, 0, 0), (0, 1, 1), (0, 1, 0), (0, 0, 1), (0, 0, 0)


@pytest.mark.parametrize(
    ("field", "gold", "record", "expected"),
    [
        ("organisation", ["Rowers' Union", "RU"], {"id": "ru", "name": "RU"}, RIGHT),
        ("organisation", ["Rowers' Union"], {"id": "anglers", "name": "Anglers"}, WRONG),
        ("kind", "by-election", "by-election", RIGHT),
        ("kind", "leadership", "election", WRONG),
        ("date", "2023-10-10", {"value": "2023-10-10", "precision": "day", "text": "on Tuesday"}, RIGHT),
        ("date", "2023-10-10", {"value": "2023-10", "precision": "month", "text": "October"}, WRONG),
        ("date", "2023-10-10", None, MISSED),
        ("date", None, {"value": "2023", "precision": "year", "text": "2023"}, SPURIOUS),
        ("date", "*", {"value": "2023", "precision": "year", "text": "2023"}, UNSCORED),
        ("term", 2, {"years": 2, "text": "two-year term"}, RIGHT),
        ("term", {"years": 2, "text": "two years"}, {"years": 2.0, "text": "a two-year term"}, RIGHT),
        ("term", {"years": None, "text": "Until the next Congress"}, {"text": "until 2031"}, WRONG),
        ("term", {"years": None, "text": "until the congress"}, {"text": "until congress"}, RIGHT),
        ("status", "provisional", "provisional", RIGHT),
        ("status", "void", "disputed", WRONG),
        ("attribution", "The Returning Officer", "returning officer", RIGHT),
        ("attribution", ["Ida Cole", "the clerk"], "Clerk", RIGHT),
        ("majority", 1200, 1200, RIGHT),
        ("majority", 0, None, MISSED),
        ("majority", 1200, 200, WRONG),
    ],
)
def test_contest_fields(field: str, gold: Any, record: Any, expected: tuple[int, int, int]) -> None:
    assert counts({field: gold}, {field: record}, field) == expected


def test_a_field_that_the_gold_lacks_is_not_scored() -> None:
    assert counts({}, {"majority": 4, "kind": "election", "turnout": {"percent": 4.0}}, "-") == UNSCORED


def test_each_figure_of_a_turnout_is_a_fact() -> None:
    gold = {"turnout": {"ballots": 900, "percent": 41.3, "spoilt": 7}}
    record = {"turnout": {"ballots": 90, "percent": 41.32, "registered": 2000}}
    assert counts(gold, record, "turnout") == (1, 2, 2)


@pytest.mark.parametrize(
    ("field", "gold", "record", "expected"),
    [
        ("rank", 1, 1, RIGHT),
        ("rank", 1, True, WRONG),
        ("incumbent", True, True, RIGHT),
        ("incumbent", False, None, MISSED),
        ("incumbent", None, True, SPURIOUS),
        ("outcome_basis", "lot", "lot", RIGHT),
        ("outcome_basis", "unopposed", "acclamation", WRONG),
    ],
)
def test_candidacy_fields(field: str, gold: Any, record: Any, expected: tuple[int, int, int]) -> None:
    assert candidacy_counts({field: gold}, {field: record}, field) == expected


def test_tallies_agree_in_what_the_gold_states() -> None:
    gold = [
        {"kind": "first_preferences", "value": 310},
        {"kind": "votes", "value": 355, "round": 2, "share": 44.1},
        {"kind": "delegates", "value": 12},
    ]
    found = [
        {"kind": "first_preferences", "value": 310, "share": None, "round": 1, "scope": None},
        {"kind": "votes", "value": 355, "share": 44.12, "round": 3, "scope": None},
    ]
    assert candidacy_counts({"tallies": gold}, {"tallies": found}, "tallies") == (1, 2, 1)
    assert candidacy_counts({"tallies": []}, {"tallies": found}, "tallies") == (0, 0, 2)


def test_what_nobody_found_is_missed_unless_it_is_optional() -> None:
    gold = CONTEST | {"majority": 5, "candidacies": [{"name": ["Nia Holt"], "rank": 1}]}
    assert score_extras("doc", [gold], []).missed == {"majority": 1, "rank": 1}
    assert not score_extras("doc", [gold | {"optional": True}], []).missed
    unlisted = CONTEST | {"candidacies": [{"name": ["Nia Holt"], "rank": 1, "optional": True}]}
    assert not score_extras("doc", [unlisted], [{"position": "chair"}]).missed


def test_an_invented_contest_counts_in_the_total_not_here() -> None:
    assert not score_extras("doc", [], [RECORD | {"majority": 5}]).errors
