"""Short forms of people and slates: resolved where one reading survives, else nobody's."""

from __future__ import annotations

import pytest
from staged import gap, outcomes, records, votes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nia Holt stood for chair of the society. She was elected with 812 votes.",
            {"Nia Holt": "elected"},
        ),
        gap(
            "Nia Holt and Sam Orr stood for the board of the society. They were elected with 40 and 30.",
            {"Nia Holt": "elected", "Sam Orr": "elected"},
            reason="they, of two who stood",
        ),
        gap(
            "Nia Holt and Sam Orr stood for the board of the society. Both were elected.",
            {"Nia Holt": "elected", "Sam Orr": "elected"},
            reason="both, of two who stood",
        ),
        gap(
            "Nia Holt, Sam Orr and Ed Vane stood for the board of the society. All three were elected.",
            {"Nia Holt": "elected", "Sam Orr": "elected", "Ed Vane": "elected"},
            reason="all three, of three who stood",
        ),
        (
            "Nia Holt and Sam Orr stood for chair of the society. The latter was elected.",
            {"Sam Orr": "elected"},
        ),
        (
            "Nia Holt and Sam Orr stood for chair of the society. The former was elected.",
            {"Nia Holt": "elected"},
        ),
        (
            "Nia Holt was elected chair of the society. She beat Sam Orr by 812 votes to 790.",
            {"Nia Holt": "elected", "Sam Orr": "not_elected"},
        ),
        (
            "Nia Holt was elected chair. Her rival, Sam Orr, received 790 votes.",
            {"Nia Holt": "elected", "Sam Orr": "not_elected"},
        ),
        (
            "Nia Holt was elected chair with 812 votes. Sam Orr came second on 790.",
            {"Nia Holt": "elected", "Sam Orr": "not_elected"},
        ),
        (
            "Nia Holt, who beat Sam Orr in the election, is the new mayor of Milford. Holt won by 22 votes.",
            {"Nia Holt": "elected", "Sam Orr": "not_elected"},
        ),
    ],
)
def test_who_is_meant(text: str, expected: dict[str, str]) -> None:
    assert {name: outcome for name, outcome in outcomes(text).items() if outcome} == expected


@pytest.mark.parametrize("text", ["The latter", "Nia Holt beat Sam Orr for chair. The former"])
def test_short_form_at_the_end_of_the_text(text: str) -> None:
    assert "The latter" not in outcomes(text)
    assert "The former" not in outcomes(text)


@pytest.mark.parametrize(
    "text",
    [
        gap(
            "Nia Holt and Ann Orr stood for chair of the society. She was elected with 812 votes.",
            reason="she, of two women, is taken for the first",
        ),
        "Nia Holt met Sam Orr and Ed Vane. Both were elected to the board of the society.",
        "The society met on Friday. She was elected chair with 812 votes.",
        "Nia Holt and Ben Holt stood for chair of the society. Holt was elected with 812 votes.",
    ],
)
def test_where_two_readings_survive_there_is_none(text: str) -> None:
    assert not {name for name, outcome in outcomes(text).items() if outcome == "elected"} & {
        "Nia Holt", "Ann Orr", "Ben Holt",
    }  # fmt: skip


def test_later_figures_join_the_contest() -> None:
    text = "Nia Holt was elected chair of the society. She received 812 votes, ahead of Sam Orr on 790."
    (record,) = records(text)
    assert record.position is not None and record.position.name == "chair"
    assert votes(text) == {"Nia Holt": 812, "Sam Orr": 790}


def test_what_is_carried_says_so() -> None:
    (record,) = records("Nia Holt stood for chair of the society. She was elected with 812 votes.")
    basis = {entry.basis for entry in record.evidence if entry.field.endswith("/outcome")}
    assert basis == {"carried"}


def test_a_slate_is_carried_to_its_candidates() -> None:
    text = (
        "Candidates of the Open Door slate won all three seats on the society's board in the election. "
        "Nia Holt, Sam Orr and Ed Vane were elected."
    )
    slates = {a.name for record in records(text) for c in record.candidacies for a in c.affiliations}
    assert slates == {"Open Door"}


def test_its_candidates_are_those_of_the_slate_before() -> None:
    text = "The Open Door slate contested the election. Its candidates won all five seats on the board."
    won = {s.slate.name: s.seats_won for record in records(text) for s in record.slates}
    assert won == {"Open Door": 5}
