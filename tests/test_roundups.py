"""Round-ups of American election nights: many states, districts and offices told of in a row."""

from __future__ import annotations

import pytest
from staged import records

from extractor import Record

Told = tuple[str | None, list[tuple[str, str | None]]]


def told(record: Record) -> Told:
    """The area of a record, and what became of whom."""
    people = [(c.candidate.name, c.outcome) for c in record.candidacies if c.candidate]
    return record.constituency.name if record.constituency else None, people


def contests(text: str) -> list[Told]:
    return [told(record) for record in records(text)]


def figures(text: str) -> list[tuple[str, float | None, float | None]]:
    """Who has how many votes and which share, over all contests."""
    return [
        (c.candidate.name, c.votes, c.share)
        for record in records(text)
        for c in record.candidacies
        if c.candidate
    ]


@pytest.mark.parametrize(
    ("text", "area", "winner"),
    [
        ("Midterm results\n\nDemocrat Nora Selby of Michigan has won a fourth term in the Senate.", "Michigan", "Nora Selby"),
        ("Midterm results\n\nNew Hampshire's Meg Harlan (D) defeated incumbent Sen. Kit Ayers (R).", "New Hampshire", "Meg Harlan"),
        ("Midterm results\n\nSen. Mark Rubin (R-FL) beat Rep. Val Dunn (D-FL).", "Florida", "Mark Rubin"),
        ("Midterm results\n\nCarl Hobbes, a Democrat, kept his Senate seat in Delaware.", "Delaware", "Carl Hobbes"),
        ("Election results\n\nTom Keane (D) won a special general election for Florida House District 35.", "Florida House District 35", "Tom Keane"),
        ("Election results\n\nThe wire service is declaring Debra Rose the winner of the primary election in Ohio's redrawn 2nd District.", "2nd District", "Debra Rose"),
        ("Election results\n\nDetroit returns Dana Bingley.", "Detroit", "Dana Bingley"),
    ],
)  # fmt: skip
def test_area_of_a_seat(text: str, area: str, winner: str) -> None:
    found = contests(text)
    assert any(where == area and people[0][0] == winner for where, people in found), found


def test_president_is_not_elected_by_a_home_state() -> None:
    text = "Sen. Ann Cole of Ohio defeated Bo Day in the presidential election."
    assert [area for area, _ in contests(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Election results\n\nRon Jonas stormed from behind to hold off Russ Fein.",
        "Election results\n\nRon Jonas resisted a spirited challenge from Russ Fein.",
        "Election results\n\nRon Jonas retained his seat on the council despite a serious challenge by Russ Fein.",
        "Election results\n\nRon Jonas won the race with Russ Fein to replace a retiring judge.",
        "Election results\n\nRon Jonas, who rose to the post after Kim Hart left it, has defeated Russ Fein.",
        "Election results\n\nRon Jonas topped Russ Fein by 40 votes.",
        "Election results\n\nRon Jonas beat the Kim Hart-backed doctor Russ Fein.",
    ],
)
def test_who_beat_whom(text: str) -> None:
    ((_, people),) = contests(text)
    assert sorted(people) == [("Ron Jonas", "elected"), ("Russ Fein", "not_elected")]


def test_setting_rivals_against_each_other_is_no_result() -> None:
    assert not contests("Election results\n\nThe District 3 race pitted Ben Arden against Jay Watt.")
    assert not contests("Election night: state by state\n\nCA-13: Jo Duart (R) vs. Al Grey (D)\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Election results\n\nAnn Calder prevailed over her colleague Bo Hale by a margin of 51.9% to 48.1%.",
            [("Ann Calder", None, 51.9), ("Bo Hale", None, 48.1)],
        ),
        (
            "Election results\n\nAnn Calder defeated Bo Hale (1,798 votes to 540).",
            [("Ann Calder", 1798, None), ("Bo Hale", 540, None)],
        ),
        (
            "Election results\n\nAnn Calder (R) defeated Bo Hale (D) 55%-45%.",
            [("Ann Calder", None, 55.0), ("Bo Hale", None, 45.0)],
        ),
        (
            "Election results\n\nAnn Calder edged Bo Hale 24 percent to 23.",
            [("Ann Calder", None, 24.0), ("Bo Hale", None, 23.0)],
        ),
        (
            "Election results\n\nBo Hale lost to Ann Calder, 57 percent to 43 percent.",
            [("Bo Hale", None, 43.0), ("Ann Calder", None, 57.0)],
        ),
        (
            "Election results\n\nAnn Calder won House District 117 with 53 percent of the vote and Bo Hale won"
            " House District 119 with 56 percent of the vote.",
            [("Ann Calder", None, 53.0), ("Bo Hale", None, 56.0)],
        ),
    ],
)
def test_figures_of_both(text: str, expected: list[tuple[str, float | None, float | None]]) -> None:
    assert figures(text) == expected


def test_points_are_no_majority_in_votes() -> None:
    (record,) = records("Election results\n\nAnn Calder won by about nine points.")
    assert record.majority is None


def test_tie() -> None:
    text = (
        "The race ended in a tie\n\nAnn Cole and Bo Day each won 4,110 votes in the race for the Moor seat."
    )
    assert contests(text)[0][1] == [("Ann Cole", "tied"), ("Bo Day", "tied")]


def test_list_by_state() -> None:
    text = (
        "Senate: what we know\n\nWe have updated this list as results were announced.\n\n"
        "Ohio\n\nAnn Cole (R): 40%\n*Bo Day (D): 59%\n\nIowa\n\nCy Roe (R): 54%\nDee Orr (D): 42%\n"
    )
    assert contests(text) == [
        ("Ohio", [("Ann Cole", "not_elected"), ("Bo Day", "elected")]),
        ("Iowa", [("Cy Roe", "elected"), ("Dee Orr", "not_elected")]),
    ]


def test_list_by_state_of_a_poll_gives_nothing() -> None:
    text = (
        "Senate: what we know\n\nA new opinion poll has these results.\n\n"
        "Ohio\n\nAnn Cole (R): 40%\n*Bo Day (D): 59%\n"
    )
    assert not contests(text)


def test_lines_of_districts_are_sentences() -> None:
    text = (
        "Primary election results\n\nThe results:\n"
        "- District 9: Terry Riess defeated Bo Holland (R) in the Republican primary.\n"
        "- District 14: Al Sampson (R) defeated Jay Neale and Cy Roe, winning with 61.4% of the vote.\n"
    )
    found = contests(text)
    assert [area for area, _ in found] == ["District 9", "District 14"]
    assert found[1][1][0] == ("Al Sampson", "nominated")


def test_numbered_members() -> None:
    text = "Primary election results\n\nTwo incumbents lost their primaries: Regan Hatch (D-3) and Sue Nagle (R-13)."
    assert contests(text) == [
        ("District 3", [("Regan Hatch", "not_elected")]),
        ("District 13", [("Sue Nagle", "not_elected")]),
    ]


def test_delegation_is_not_the_senator() -> None:
    text = (
        "Election results\n\nRepublican Tam Turner won the Senate seat in Alabama, ousting Democrat Doug Jarvis."
        " Of the seven House seats in Alabama, six went to the Republicans and one to the Democrats."
    )
    first, second = records(text)
    assert [c.outcome for c in first.candidacies] == ["elected", "not_elected"]
    assert not first.slates
    assert [(s.slate.name, s.seats_won) for s in second.slates] == [
        ("Republican Party", 6),
        ("Democratic Party", 1),
    ]


def test_table_with_both_figures_in_a_cell() -> None:
    text = "Election results\n\nDistrict 5\nCandidate | Votes |\nAnn Cole (R)* | 62% (45,755) |\nBo Day (D) | 38% (27,660) |\n"
    assert figures(text) == [("Ann Cole", 45755, 62.0), ("Bo Day", 27660, 38.0)]


def test_links_set_into_an_article_end_with_their_line() -> None:
    filler = "The night was long and the halls were full of people who waited for news of the count. " * 4
    text = (
        f"Election results\n\n{filler}\n\nRead more about what the vote in the north of the state means for all.\n\n"
        "Ann Cole was elected mayor of Milford."
    )
    assert contests(text)[-1][1] == [("Ann Cole", "elected")]
