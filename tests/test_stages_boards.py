"""Boards, student bodies and projects: bios, rankings, tables of two names, tickets, and who stays."""

from __future__ import annotations

import pytest
from staged import outcomes, records, votes

LEAD = "Alder project election results\n\nThe following people were elected to the Alder board:\n\n"


def people(text: str) -> list[str]:
    """The names of all candidacies of a text."""
    return [c.candidate.name for r in records(text) for c in r.candidacies if c.candidate]


def elected(text: str) -> set[str]:
    """Who was elected to anything."""
    return {
        c.candidate.name
        for r in records(text)
        for c in r.candidacies
        if c.candidate and c.outcome == "elected"
    }


def test_paragraphs_between_names_tell_who_they_are() -> None:
    text = LEAD + (
        "Nia Holt\nNia is an engineer and has kept the archive since 2019.\n\n"
        "Tom Ferris\nTom is a lecturer in Millbrook. He served on the board before.\n\n"
        "They join Ada Quill, whose term runs on.\n"
    )
    assert elected(text) == {"Nia Holt", "Tom Ferris"}


def test_lines_may_go_on_with_the_posts_of_those_elected() -> None:
    rows = (
        "Professor Nia Holt FRS, Chair of Materials, Mill College\nMr Tom Ferris, Director, Alder Works Ltd\n"
    )
    assert elected(LEAD + rows) == {"Nia Holt", "Tom Ferris"}


def test_a_bullet_between_names_is_a_name() -> None:
    rows = "- Nia Holt (chosen by members)\n- Quorl Marest (chosen by staff)\n- Ben Wray (chosen by staff)\n"
    assert elected(LEAD + rows) == {"Nia Holt", "Quorl Marest", "Ben Wray"}


@pytest.mark.parametrize(
    "lead",
    ["They join the continuing members:", "Thanks to the outgoing members:", "Election committee:",
     "The board appointed officers:"],
)  # fmt: skip
def test_who_stays_leaves_or_runs_the_vote_is_not_elected(lead: str) -> None:
    assert elected(LEAD + f"- Nia Holt\n- Tom Ferris\n\n{lead}\n\n- Ada Quill\n- Ben Wray\n") == {
        "Nia Holt",
        "Tom Ferris",
    }


def test_the_years_of_a_term_are_no_votes() -> None:
    text = LEAD + "Nia Holt – 2-year term\nTom Ferris – 1-year term\n"
    assert elected(text) == {"Nia Holt", "Tom Ferris"}
    assert set(votes(text).values()) <= {None}


RANKING = (
    "Alder council election results\n\nThe vote for the Alder Council is over. {}\n\n"
    "The results, in order of ranking, are:\n\n"
    "1. Nia Holt (wins all pairs)\n2. Tom Ferris loses to Nia Holt by 51-32\n"
    "3. Ada Quill loses to Nia Holt by 55-30, loses to Tom Ferris by 47-41\n"
)


def test_figures_of_pairs_are_nobodys_votes() -> None:
    found = RANKING.format("Two seats were open.")
    assert outcomes(found) == {"Nia Holt": "elected", "Tom Ferris": "elected", "Ada Quill": "not_elected"}
    assert set(votes(found).values()) <= {None}


def test_a_ranking_without_seats_elects_nobody() -> None:
    assert elected(RANKING.format("We thank all who voted.")) == set()


def test_a_table_may_name_the_runner_up_with_votes_of_her_own() -> None:
    text = (
        "Students' union election results\n\n| Position | Elected | Votes | Runner-up | Votes |\n"
        "| President | Nia Holt | 812 | Tom Ferris | 790 |\n"
        "| Treasurer | Ada Quill | 640 | Ben Wray | 512 |\n"
    )
    assert votes(text) == {"Nia Holt": 812, "Tom Ferris": 790, "Ada Quill": 640, "Ben Wray": 512}
    assert outcomes(text)["Tom Ferris"] == "not_elected"


def test_votes_withheld_are_not_the_nominees() -> None:
    text = (
        "Alder Mines announces election of directors\n\n"
        "Each of the nominees was elected as a director. The results of the vote are as follows:\n\n"
        "Nominee | Votes For | % For | Votes Withheld | % Withheld\n"
        "Nia Holt | 84,332,104 | 98.12% | 1,615,006 | 1.88%\n"
        "Tom Ferris | 83,901,222 | 97.62% | 2,045,888 | 2.38%\n"
    )
    assert votes(text) == {"Nia Holt": 84_332_104, "Tom Ferris": 83_901_222}
    assert elected(text) == {"Nia Holt", "Tom Ferris"}


def test_a_column_may_answer_whether_somebody_was_elected() -> None:
    text = (
        "Alder election\n\nResults\n\n| Candidate | Votes | Elected |\n"
        "| Nia Holt | 612 | Yes |\n| Tom Ferris | 433 | Yes |\n| Ada Quill | 310 | No |\n"
    )
    assert outcomes(text)["Ada Quill"] == "not_elected"
    assert elected(text) == {"Nia Holt", "Tom Ferris"}


def test_a_threshold_is_no_candidate() -> None:
    text = "Union election results\n\nTreasurer:\n- Nia Holt: 812 votes\n"
    text += "- RON: 90 votes\n- Threshold: 451.5 votes\n"
    assert people(text) == ["Nia Holt", "RON"]


def test_seats_in_a_heading_are_no_row() -> None:
    text = "Student election results\n\nBusiness Senators (2 seats)\n"
    text += "Nia Holt – 320\nTom Ferris – 301\nAda Quill – 155\n"
    assert outcomes(text) == {
        "Nia Holt": "elected",
        "Tom Ferris": "elected",
        "Ada Quill": "not_elected",
    }


TICKET = (
    "Students elect president\n\nNia Holt and Tom Ferris were elected "
    "student body president and vice president.\n\n"
    "The Holt-Ferris ticket received 812 votes, defeating Ada Quill and Ben Wray, who received 790 votes.\n"
)


def test_a_ticket_is_called_by_two_surnames() -> None:
    assert votes(TICKET) == {"Nia Holt and Tom Ferris": 812, "Ada Quill and Ben Wray": 790}


def test_a_hyphenated_slate_of_nobody_known_is_no_ticket() -> None:
    text = TICKET.replace("Holt-Ferris ticket", "Moor-Hill ticket")
    assert "Nia Holt and Tom Ferris" not in people(text)


def test_a_chain_of_posts_has_votes_of_its_own() -> None:
    text = (
        "Union election\n\nNia Holt was elected chair with 812 votes, "
        "Tom Ferris general secretary with 640 votes "
        "and Ada Quill joint secretary with 512 votes.\n"
    )
    assert votes(text) == {"Nia Holt": 812, "Tom Ferris": 640, "Ada Quill": 512}
    assert elected(text) == {"Nia Holt", "Tom Ferris", "Ada Quill"}


def test_who_took_over_another_post_gives_it_to_nobody_else() -> None:
    text = "Club election\n\n"
    text += "Nia Holt was returned as treasurer and Tom Ferris took over as secretary from Ada Quill.\n"
    posts = {r.position.name for r in records(text) if r.position and "Nia Holt" in str(r.candidacies)}
    assert posts == {"treasurer"}


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("VP Academic: Nia Holt beat Tom Ferris by 48 votes.", "VP Academic"),
        ("Vice-president for academic affairs — Nia Holt", "Vice-president for academic affairs"),
        ("Campaigns officer — Nia Holt", "Campaigns officer"),
    ],
)
def test_the_label_of_a_line_is_the_post(line: str, label: str) -> None:
    text = f"Union election results\n\n{line}\nNia Holt won with 812 votes.\n"
    assert {r.position.name for r in records(text) if r.position} == {label}


def test_a_title_before_a_colon_is_no_label() -> None:
    text = "Union election\n\nPresident Nia Holt: We won the election.\nTom Ferris was elected treasurer.\n"
    assert all("Holt" not in r.position.name for r in records(text) if r.position)


def test_figures_behind_a_post_are_of_its_contest() -> None:
    text = (
        "Rowers elect president\n\nNia Holt was elected president, beating Tom Ferris by 29 votes to 21. "
        "Ada Quill was elected vice-president, winning 33 votes to Ben Wray's 16.\n"
    )
    beaten = {
        c.candidate.name: r.position.name
        for r in records(text)
        for c in r.candidacies
        if r.position and c.candidate
    }
    assert beaten["Ben Wray"] == "vice-president"


def test_one_short_name_is_no_list_of_winners() -> None:
    text = "No winners in housing crisis\n\nPhil\n\nNobody won after the election, says Phil Holt of Labour."
    assert records(text) == []
