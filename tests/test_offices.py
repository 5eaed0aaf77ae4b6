"""Internal elections of organisations: who was elected to which post of which body, and who was not."""

from __future__ import annotations

import pytest
from staged import outcomes, records

from extractor import Record


def posts(text: str) -> dict[str, str | None]:
    """The post of everybody who was elected."""
    return {
        c.candidate.name: r.position.name if r.position else None
        for r in records(text)
        for c in r.candidacies
        if c.candidate and c.outcome in ("elected", "nominated")
    }


def of(text: str, name: str) -> Record:
    """The one record that somebody is in."""
    (record,) = [
        r for r in records(text) if any(c.candidate and c.candidate.name == name for c in r.candidacies)
    ]
    return record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nia Holt was elected chair, Sam Orr vice-chair, Ada Quill secretary and Ben Wray treasurer.",
            {"Nia Holt": "chair", "Sam Orr": "vice-chair", "Ada Quill": "secretary", "Ben Wray": "treasurer"},
        ),
        (
            "The following officers were elected: president, Nia Holt; secretary, Sam Orr; "
            "vice-presidents, Ada Quill and Ben Wray.",
            {
                "Nia Holt": "president",
                "Sam Orr": "secretary",
                "Ada Quill": "vice-presidents",
                "Ben Wray": "vice-presidents",
            },
        ),
        (
            "Officers elected were Nia Holt (president) and Sam Orr (treasurer).",
            {"Nia Holt": "president", "Sam Orr": "treasurer"},
        ),
        ("Elected vice president was Nia Holt of Kearsley, N.D.", {"Nia Holt": "vice president"}),
        ("Nia Holt of Kearsley was elected treasurer.", {"Nia Holt": "treasurer"}),
        (
            "The election is over. The chair, Nia Holt, and the treasurer, Sam Orr, were re-elected.",
            {"Nia Holt": "chair", "Sam Orr": "treasurer"},
        ),
        ("Nia Holt was elected as elections coordinator.", {"Nia Holt": "elections coordinator"}),
        ("Nia Holt was elected Millworkers Federation general secretary.", {"Nia Holt": "general secretary"}),
        (
            "Nia Holt was elected Women's Rights Officer (WRO).",
            {"Nia Holt": "Women's Rights Officer"},
        ),
        ("Treasurer Nia Holt was re-elected.", {"Nia Holt": "treasurer"}),
    ],
)
def test_posts_are_read_from_rolls_and_ellipses(text: str, expected: dict[str, str | None]) -> None:
    assert {k: v and v.lower() for k, v in posts(text).items()} == {
        k: v and v.lower() for k, v in expected.items()
    }


@pytest.mark.parametrize(
    "text",
    [
        "Nia Holt elected to remain silent about the vote of the members.",
        "Nia Holt was selected by the coach to captain the team, the student union said after its election.",
        "Nia Holt won a place at Durham University, the elected members heard.",
        "Officers present at the elections meeting: chair, Nia Holt; treasurer, Sam Orr.",
        "The members of the elected board thanked Nia Holt (chair) and Sam Orr (treasurer).",
        "The election notice names the chair, Nia Holt, and the treasurer, Sam Orr.",
    ],
)
def test_what_looks_like_an_election_of_officers_and_is_none(text: str) -> None:
    assert records(text) == []


def test_who_stays_on_the_board_was_not_elected_with_those_who_join() -> None:
    text = (
        "Nia Holt and Sam Orr were elected to the board of the Milford society. "
        "They join Ada Quill and Ben Wray, who continue in office."
    )
    assert outcomes(text) == {"Nia Holt": "elected", "Sam Orr": "elected"}


def test_predecessor_who_lost_another_seat_is_no_loser_here() -> None:
    text = (
        "Nia Holt was elected leader of the group. Holt replaces Sam Orr, who lost his bid for re-election."
    )
    assert outcomes(text) == {"Nia Holt": "elected"}


def test_names_after_not_elected_have_lost() -> None:
    assert outcomes("Not elected: Nia Holt and Sam Orr.") == {
        "Nia Holt": "not_elected",
        "Sam Orr": "not_elected",
    }


def test_chair_of_a_new_board_is_a_contest_of_its_own() -> None:
    text = (
        "Nia Holt and Sam Orr were elected to the school board. "
        "The elected board chose Nia Holt as its chair."
    )
    assert [(r.position and r.position.name, len(r.candidacies)) for r in records(text)] == [
        (None, 2),
        ("chair", 1),
    ]


def test_place_of_a_conference_is_no_constituency() -> None:
    text = "Nia Holt was elected president at the union's annual conference in Durham."
    assert of(text, "Nia Holt").constituency is None


def test_place_with_a_direction_is_another_place() -> None:
    constituency = of("Nia Holt was elected councillor for Durham North.", "Nia Holt").constituency
    assert constituency is not None
    assert constituency.name == "Durham North"


def test_numbered_seat_is_a_constituency() -> None:
    text = "In the race for Seat 3 on the Lakeview School Board, Nia Holt defeated Sam Orr."
    constituency = of(text, "Nia Holt").constituency
    assert constituency is not None
    assert constituency.name == "Seat 3"


def test_common_name_of_a_committee_is_not_lent_from_another_organisation() -> None:
    committee = of(
        "Nia Holt was elected to the Steering Council of the Emberlight project.", "Nia Holt"
    ).committee
    assert committee is not None
    assert committee.name == "Steering Council"


def test_committee_of_an_organisation_that_is_named_keeps_its_own_name() -> None:
    text = "Nia Holt was elected to the Steering Council by the core developers of Python."
    committee = of(text, "Nia Holt").committee
    assert committee is not None
    assert committee.name == "Python Steering Council"


@pytest.mark.parametrize(
    "text",
    [
        "Labour members in the town have selected Nia Holt as their candidate for Durham.",
        "Nia Holt has been preselected as Labour's candidate for Durham.",
        "Nia Holt has been reselected by her local Labour party.",
        "Nia Holt has been chosen by local Labour members as their candidate.",
    ],
)
def test_selections_are_nominations(text: str) -> None:
    record = of(text, "Nia Holt")
    assert record.kind == "nomination"
    assert record.candidacies[0].outcome == "nominated"


def test_clause_on_how_somebody_came_to_office_is_previous() -> None:
    text = "Nia Holt, who was elected general secretary in 1974, has died."
    assert {r.timing for r in records(text)} <= {"previous"}


def test_result_around_such_a_clause_is_current() -> None:
    text = "Nia Holt, who was elected to the council in 2011, was elected leader of the group."
    current = [r for r in records(text) if r.timing == "current"]
    assert [r.position.name for r in current if r.position] == ["leader"]


def test_the_one_office_whose_contests_are_spoken_of_is_that_of_the_contests() -> None:
    text = (
        "Holt wins in Maine\n\nNia Holt won in Maine with 52 percent of the vote, defeating Sam Orr.\n\n"
        "Both parties had spent millions on the Senate race."
    )
    (record,) = records(text)
    assert record.committee is not None and record.committee.id == "us-senate"
    assert [e.basis for e in record.evidence if e.field == "/committee"] == ["carried"]


def test_contests_of_two_offices_are_not_guessed_between() -> None:
    text = (
        "Holt wins in Maine\n\nNia Holt won in Maine with 52 percent of the vote, defeating Sam Orr.\n\n"
        "Both parties had spent millions on the Senate race and on the race for governor."
    )
    (record,) = records(text)
    assert record.committee is None and record.position is None
