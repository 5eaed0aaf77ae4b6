"""Lists and tables: rows under a heading, read by their geometry."""

from __future__ import annotations

import pytest
from staged import gap, outcomes, records, votes

HEAD = "Milford society election\n\nResults of the election of the chair:\n\n"
WON = {"Nia Holt": "elected", "Sam Orr": "not_elected"}


@pytest.mark.parametrize(
    "rows",
    [
        "Nia Holt 812\nSam Orr 790",
        "Nia Holt - 812\nSam Orr - 790",
        "Nia Holt – 812\nSam Orr – 790",
        "Nia Holt: 812\nSam Orr: 790",
        "Nia Holt, 812\nSam Orr, 790",
        "Nia Holt (812)\nSam Orr (790)",
        "Nia Holt ........ 812\nSam Orr ........ 790",
        "Nia Holt\t812\nSam Orr\t790",
        "- Nia Holt 812\n- Sam Orr 790",
        "* Nia Holt 812\n* Sam Orr 790",
        "• Nia Holt 812\n• Sam Orr 790",
        "1. Nia Holt 812\n2. Sam Orr 790",
        "1) Nia Holt 812\n2) Sam Orr 790",
        "Nia Holt 812 votes\nSam Orr 790 votes",
        "Nia Holt 812 (50.7%)\nSam Orr 790 (49.3%)",
        "Nia Holt 812 elected\nSam Orr 790",
        "Nia Holt 812 ELECTED\nSam Orr 790",
        "Nia Holt (elected) 812\nSam Orr 790",
        "HOLT, Nia 812\nOrr, Sam 790",
        gap(
            "HOLT, Nia 812\nORR, Sam 790", reason="capitals: a surname of three letters is taken for initials"
        ),
        "Holt, Nia 812\nOrr, Sam 790",
        "812 Nia Holt\n790 Sam Orr",
        "Sam Orr 790\nNia Holt 812 elected",
        "Nia Holt 812\n\nSam Orr 790",
    ],
)
def test_rows_of_one_contest(rows: str) -> None:
    text = HEAD + rows + "\n"
    assert votes(text) == {"Nia Holt": 812, "Sam Orr": 790}
    assert outcomes(text) == WON
    (record,) = records(text)
    assert record.position is not None and record.position.name == "chair"


def test_rows_with_parties() -> None:
    text = (
        "Mill ward by-election\n\nThe result was declared at midnight:\n\n"
        "Nia Holt (Labour) 812\nSam Orr (Conservative) 790\nEd Vane (Green) 88\n"
    )
    (record,) = records(text)
    assert record.kind == "by-election"
    assert [[a.name for a in c.affiliations] for c in record.candidacies] == [
        ["Labour Party"], ["Conservative Party"], ["Green Party"],
    ]  # fmt: skip
    assert [c.outcome for c in record.candidacies] == ["elected", "not_elected", "not_elected"]
    assert record.constituency is not None and record.constituency.name.startswith("Mill")


def test_several_winners_are_the_marked_ones() -> None:
    text = (
        "Milford society election\n\nResults for the board, three seats:\n\n"
        "Nia Holt 812 elected\nSam Orr 790 elected\nEd Vane 700 elected\nAna Cruz 650\n"
    )
    assert outcomes(text) == {
        "Nia Holt": "elected", "Sam Orr": "elected", "Ed Vane": "elected", "Ana Cruz": "not_elected",
    }  # fmt: skip
    assert records(text)[0].seats in (3, None)


def test_each_post_of_a_list_is_a_contest() -> None:
    text = (
        "Milford society election\n\nThe following officers were elected:\n\n"
        "Chair: Nia Holt\nTreasurer: Sam Orr\nSecretary: Ed Vane\n"
    )
    found = {
        r.position.name.lower(): r.candidacies[0].candidate.name
        for r in records(text)
        if r.position and r.candidacies[0].candidate
    }
    assert found == {"chair": "Nia Holt", "treasurer": "Sam Orr", "secretary": "Ed Vane"}


def test_headings_name_the_contest_below_them() -> None:
    text = (
        "Milford council election results\n\n"
        "Mill ward\nNia Holt (Labour) 812 elected\nSam Orr (Green) 790\n\n"
        "Park ward\nEd Vane (Green) 600 elected\nAna Cruz (Labour) 500\n"
    )
    found = {r.constituency.name: [c.votes for c in r.candidacies] for r in records(text) if r.constituency}
    assert found == {"Mill ward": [812, 790], "Park ward": [600, 500]} or found == {
        "Mill": [812, 790], "Park": [600, 500],
    }  # fmt: skip


def test_a_list_of_names_under_a_heading_that_says_elected() -> None:
    text = "Milford society election\n\nElected to the board:\n\nNia Holt\nSam Orr\nEd Vane\n"
    assert set(outcomes(text).items()) == {
        ("Nia Holt", "elected"),
        ("Sam Orr", "elected"),
        ("Ed Vane", "elected"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Milford society election\n\nThe candidates for the board are:\n\nNia Holt\nSam Orr\nEd Vane\n",
        "Milford society election\n\nNominations received:\n\nNia Holt 12\nSam Orr 9\n",
        "Milford derby\n\nScorers:\n\nNia Holt 3\nSam Orr 2\n",
        "Milford council meeting\n\nPresent at the meeting:\n\nNia Holt\nSam Orr\nEd Vane\n",
        gap(
            "How they voted\n\nFor the motion:\n\nNia Holt\nSam Orr\n\nAgainst:\n\nEd Vane\n",
            reason="trap-24: a roll-call is read as a list of winners",
        ),
    ],
)
def test_lists_that_are_no_results(text: str) -> None:
    assert "elected" not in outcomes(text).values()


TABLE = """Mill ward by-election

The count ended at midnight.

Candidate | Party | Votes | %
Nia Holt | Labour | 812 | 50.7
Sam Orr | Green | 790 | 49.3
"""


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        TABLE.replace(" | ", "\t"),
        gap(TABLE.replace(" | ", "|"), reason="bars without spaces: cells are one token"),
        "\n".join(f"| {line} |" if "|" in line else line for line in TABLE.split("\n")),
        TABLE.replace("%\n", "%\n--- | --- | --- | ---\n"),
        TABLE.replace("Candidate", "Name").replace("%", "Share"),
        TABLE.replace("| Labour", "| Lab"),
    ],
    ids=["bars", "tabs", "tight", "outer bars", "markdown", "other heads", "codes"],
)
def test_a_table_is_read_by_its_head(text: str) -> None:
    (record,) = records(text)
    assert votes(text) == {"Nia Holt": 812, "Sam Orr": 790}
    assert outcomes(text) == WON
    assert [c.share for c in record.candidacies] == [50.7, 49.3]
    assert [a.name for a in record.candidacies[0].affiliations] == ["Labour Party"]


@pytest.mark.xfail(strict=True, reason="a table whose first column is the ward gives nothing")
def test_a_table_of_areas_is_a_contest_for_each() -> None:
    text = (
        "Milford council election results\n\nWard | Candidate | Party | Votes\n"
        "Mill | Nia Holt | Labour | 812\nMill | Sam Orr | Green | 790\n"
        "Park | Ed Vane | Green | 600\nPark | Ana Cruz | Labour | 500\n"
    )
    found = {r.constituency.name: [c.outcome for c in r.candidacies] for r in records(text) if r.constituency}
    assert found == {"Mill": ["elected", "not_elected"], "Park": ["elected", "not_elected"]}


def test_totals_and_turnout_are_nobodys_rows() -> None:
    text = HEAD + "Nia Holt 812\nSam Orr 790\nSpoilt papers 14\nTotal votes 1,616\nTurnout 41.2%\n"
    assert votes(text) == {"Nia Holt": 812, "Sam Orr": 790}


@pytest.mark.parametrize("option", ["Re-open nominations", "RON", "None of the above"])
def test_an_option_is_a_candidacy_that_is_nobody(option: str) -> None:
    text = HEAD + f"Nia Holt 812 elected\n{option} 79\n"
    (record,) = records(text)
    kinds = {c.candidate.kind: c.votes for c in record.candidacies if c.candidate}
    assert kinds == {"person": 812, "option": 79}


def test_parties_without_names_stand_for_themselves() -> None:
    text = "Mill ward by-election\n\nThe result was declared at midnight: LD 575, C 564, Lab 262."
    (record,) = records(text)
    assert [(c.candidate, c.votes) for c in record.candidacies] == [(None, 575), (None, 564), (None, 262)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        gap(
            "Nia Holt 812\nSam Orr 790\nEd Vane WITHDRAWN", {"Ed Vane": "withdrawn"}, reason="mark: WITHDRAWN"
        ),
        ("Nia Holt 812 Elected\nSam Orr 790 Not elected", {"Nia Holt": "elected", "Sam Orr": "not_elected"}),
        ("✓ Nia Holt 812\nSam Orr 790", {"Nia Holt": "elected"}),
        ("Nia Holt 812 *\nSam Orr 790\n\n* elected", {"Nia Holt": "elected"}),
    ],
)
def test_marks_of_rows(rows: str, expected: dict[str, str]) -> None:
    found = outcomes(HEAD + rows + "\n")
    assert {name: found.get(name) for name in expected} == expected


def test_a_sentence_that_says_who_were_elected_before_its_colon_names_winners_only() -> None:
    text = "Four members were elected to the general committee: Nia Holt (77), Sam Orr (70) and Mei Lin (66)."
    (record,) = records(text)
    assert outcomes(text) == {"Nia Holt": "elected", "Sam Orr": "elected", "Mei Lin": "elected"}
    assert votes(text) == {"Nia Holt": 77, "Sam Orr": 70, "Mei Lin": 66}
    assert record.committee is not None and record.committee.name == "general committee"
    assert record.constituency is None


def test_returned_is_elected_and_says_nothing_of_an_incumbent() -> None:
    (record,) = records("Nia Holt was returned unopposed as treasurer.")
    assert record.candidacies[0].outcome == "elected"
    assert record.candidacies[0].incumbent is None
