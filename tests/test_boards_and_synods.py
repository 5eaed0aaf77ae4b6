"""Societies, bars, churches, clubs and projects: how they tell of votes, and what only looks like one."""

from __future__ import annotations

import pytest
from staged import records

from extractor import Record


def won(record: Record) -> list[str]:
    """Who was elected, in the order of the record."""
    return [c.candidate.name for c in record.candidacies if c.candidate and c.outcome == "elected"]


def outcomes(record: Record) -> dict[str, str | None]:
    """The outcome of everybody in one record."""
    return {c.candidate.name: c.outcome for c in record.candidacies if c.candidate}


def votes(record: Record) -> dict[str, float | None]:
    """The votes of everybody in one record."""
    return {c.candidate.name: c.votes for c in record.candidacies if c.candidate}


def test_a_figure_of_votes_is_no_year() -> None:
    record = records(
        "Milford bar association, 2017\n\nNia Holt was elected president of the bar association for 2017. "
        "With 1990 votes, Holt defeated Sam Orr, who got only 1855 votes."
    )[0]
    assert record.timing == "current"
    assert votes(record) == {"Nia Holt": 1990, "Sam Orr": 1855}


def test_two_figures_of_which_one_looks_like_a_year() -> None:
    record = records("Nia Holt was re-elected president. Holt won with 1988 to 1749 votes for Sam Orr.")[0]
    assert record.timing == "current"
    assert votes(record) == {"Nia Holt": 1988, "Sam Orr": 1749}


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("Nia Holt was elected president of the bar association for 2020-2021 on Saturday.", "current"),
        (
            "6 October 2017\n\nNia Holt has been elected as the 2016 president-elect of the society.",
            "current",
        ),
        ("6 October 2017\n\nNia Holt was elected chair of the society in 2011.", "previous"),
    ],
)
def test_years_of_terms_and_titles(text: str, timing: str) -> None:
    assert [r.timing for r in records(text)] in ([timing], [])
    if timing == "current":
        assert records(text)


def test_wrapped_mail_is_read_in_whole_sentences() -> None:
    text = (
        "The certified results of this year's board of trustees election are now available\n"
        "on the website. Congratulations to Nia Holt (User:Moorhen), Sam Orr (User:pund)\n"
        "and Ada Quill (User:Doc Q) for receiving the most votes in the election. The new\n"
        "trustees will begin their terms in August."
    )
    assert won(records(text)[0]) == ["Nia Holt", "Sam Orr", "Ada Quill"]


def test_rows_are_not_wrapped_text() -> None:
    text = "Results of the election of the chair:\n\nNia Holt 812\nSam Orr 790"
    assert votes(records(text)[0]) == {"Nia Holt": 812, "Sam Orr": 790}


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Nia Holt AM FRSN: 112 votes", "Nia Holt"),
        ("Nia Holt, MD, MPH: 112 votes", "Nia Holt"),
        ("Nia Holt MBE: 112 votes", "Nia Holt"),
    ],
)
def test_degrees_and_honours_are_no_part_of_a_name(row: str, name: str) -> None:
    text = f"Election of secretary (two candidates)\n\nResults:\n\n• {row}\n• Sam Orr: 110 votes"
    record = records(text)[0]
    assert outcomes(record) == {name: "elected", "Sam Orr": "not_elected"}
    assert not any(c.affiliations for c in record.candidacies)


def test_second_position_is_no_win() -> None:
    record = records(
        "Nia Holt was elected president of the bar association with 1,066 votes. In the presidential race "
        "Sam Orr secured the second position with 689 votes."
    )[0]
    assert outcomes(record) == {"Nia Holt": "elected", "Sam Orr": "not_elected"}


def test_rows_with_a_role_between_name_and_votes() -> None:
    text = (
        "Annual general meeting\n\nThe following candidates were elected:\n\nNia Holt\n\n582 votes\n\n"
        "Sam Orr\n\nVice President\n\n554 votes\n\nAda Quill\n\n575 votes"
    )
    assert [votes(r) for r in records(text)] == [{"Nia Holt": 582, "Sam Orr": 554, "Ada Quill": 575}]


def test_headings_between_stacked_rows_stay_headings() -> None:
    text = (
        "Election results\n\nPresident\n\nNia Holt\n\n512 votes\n\nSam Orr\n\n402 votes\n\n"
        "Treasurer\n\nAda Quill\n\n612 votes\n\nBen Wray\n\n302 votes"
    )
    assert [won(r) for r in records(text)] == [["Nia Holt"], ["Ada Quill"]]


def test_vacancies_on_council_are_filled_by_the_first() -> None:
    text = (
        "Election results\n\nA total of 2017 valid votes were cast for the two vacancies on Council. The "
        "results were as follows:\n\nNia Holt 1255 (62.2%)\nSam Orr 1044 (51.8%)\nAda Quill 947 (47.0%)"
    )
    record = records(text)[0]
    assert (record.committee.name if record.committee else None, record.seats) == ("council", 2)
    assert won(record) == ["Nia Holt", "Sam Orr"]


@pytest.mark.parametrize(
    "lead",
    [
        "At the meeting fellows will be asked to elect the following as officers:",
        "The two new trustees join the continuing trustees:",
    ],
)
def test_who_is_to_be_elected_or_continues_was_not_elected(lead: str) -> None:
    assert records(f"Society election results\n\n{lead}\n\n- Nia Holt\n- Sam Orr") == []


def test_winning_candidates_are_those_of_the_list() -> None:
    text = (
        "The results are in! The elections for the Milford council concluded on Tuesday.\n\n"
        "Council Winning Candidates Votes\nNia Holt (nholt) [info] 655\nSam Orr (sorr) [info] 619"
    )
    assert won(records(text)[0]) == ["Nia Holt", "Sam Orr"]


def test_a_council_that_is_presented() -> None:
    text = (
        "Guild council election\n\nWe're pleased to present you the guild council members for this term:\n\n"
        "  • Nia Holt (nholt)\n  • Sam Orr (sorr)"
    )
    assert won(records(text)[0]) == ["Nia Holt", "Sam Orr"]


def test_a_surname_that_names_a_slate_is_its_bearers() -> None:
    text = (
        "Press club election\n\nThe Lakhar-led panel won the election with a huge margin. Nia Lakhar was "
        "elected president, and Sam Orr was elected vice-president."
    )
    assert ["Nia Lakhar"] in [won(r) for r in records(text)]


def test_who_only_withdrew_is_no_result() -> None:
    text = "The synod elected nobody on Friday. Nia Holt withdrew her name before the election."
    assert all(c.outcome != "withdrawn" for r in records(text) for c in r.candidacies)


def test_a_stage_is_nobody() -> None:
    text = (
        "Rector election\n\nNia Holt was elected rector.\n\nResults\nStage 1:\nName Votes\n"
        "Sam Orr 471\n"
        "Nia Holt 2,115\nRON 45\nExpired 133"
    )
    names = {c.candidate.name for r in records(text) for c in r.candidacies if c.candidate}
    assert names <= {"Nia Holt", "Sam Orr", "RON"}


def test_where_somebody_works_is_no_constituency() -> None:
    record = records(
        "Nia Holt, pastor of a church in Durham, won the election for president of the convention."
    )[0]
    assert record.constituency is None


def test_a_row_of_marks_without_a_person_is_no_fault() -> None:
    assert records("Ballots\n\nBallot 5:\nWon: 2 * elected\nJenkins: 3") is not None
