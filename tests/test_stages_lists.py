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
        "HOLT, Nia 812\nORR, Sam 790",
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
        ("Nia Holt 812\nSam Orr 790\nEd Vane WITHDRAWN", {"Ed Vane": "withdrawn"}),
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


LOCAL = """Milford County results

Unofficial results of Tuesday's election, with all precincts reporting.

Mayor
Nia Holt 1,812
Sam Orr 1,790

City Council Ward 2
Ed Vane 410
*Ana Cruz 512

School Board (vote for two)
Mei Lin 2,210
Bo Carr 2,105
Di Ross 1,990
Write-in 12
"""


def test_contests_one_after_the_other_are_told_apart() -> None:
    found = [
        (
            (r.constituency or r.committee or r.position).name,  # type: ignore[union-attr]
            {c.candidate.name: c.outcome for c in r.candidacies if c.candidate},
        )
        for r in records(LOCAL)
    ]
    assert found == [
        ("Mayor", WON),
        ("Ward 2", {"Ed Vane": "not_elected", "Ana Cruz": "elected"}),
        (
            "School Board",
            {"Mei Lin": "elected", "Bo Carr": "elected", "Di Ross": "not_elected", "Write-in": "not_elected"},
        ),
    ]


def test_a_star_marks_no_winner_where_it_marks_incumbents_or_not_the_first() -> None:
    text = "Milford board election results\n\nSome of the figures:\n\n*Nia Holt 812\nSam Orr 900\nEd Vane 7\n"
    assert set(outcomes(text).values()) <= {None}
    text = "Milford board election results\n\n* marks an incumbent\n\n*Nia Holt 812\nSam Orr 90\nEd Vane 7\n"
    assert set(outcomes(text).values()) <= {None}


def test_bold_rows_above_plain_ones_won() -> None:
    text = "Milford board election results\n\nResults:\n\n**Nia Holt - 92**\n**Sam Orr - 88**\nEd Vane - 40\n"
    assert outcomes(text) == {"Nia Holt": "elected", "Sam Orr": "elected", "Ed Vane": "not_elected"}


@pytest.mark.parametrize(
    ("lead", "outcome"),
    [
        ("The following candidates have been elected to the board:", "elected"),
        ("The following were not elected:", "not_elected"),
        ("Those who missed out in the election:", "not_elected"),
    ],
)
@pytest.mark.parametrize("rows", ["Nia Holt\nSam Orr\n", "Nia Holt - 211 votes\nSam Orr - 190 votes\n"])
def test_what_a_lead_says_holds_for_its_rows(lead: str, outcome: str, rows: str) -> None:
    text = f"Milford society election results\n\n{lead}\n\n{rows}"
    assert outcomes(text) == {"Nia Holt": outcome, "Sam Orr": outcome}


def test_ballots_of_one_sitting_are_one_contest_with_the_last_figures() -> None:
    text = (
        "Milford society election\n\nResults for chair\n\nFirst round\nNia Holt 120\nSam Orr 130\n"
        "Ed Vane 40\n\n"
        "Second round\nNia Holt 151\nSam Orr 138\n"
    )
    (record,) = records(text)
    assert votes(text) == {"Nia Holt": 151, "Sam Orr": 138, "Ed Vane": 40}
    assert [c.outcome for c in record.candidacies if c.candidate and c.candidate.name == "Nia Holt"] == [
        "elected"
    ]


def test_the_first_so_many_of_a_list_are_elected() -> None:
    text = (
        "Milford board election\n\nResults of the vote:\n\n1. Nia Holt (311 votes)\n2. Sam Orr (288 votes)\n"
        "3. Ed Vane (99 votes)\n\nThe first two candidates are elected.\n"
    )
    assert outcomes(text) == {"Nia Holt": "elected", "Sam Orr": "elected", "Ed Vane": "not_elected"}


def test_columns_are_told_apart_by_what_they_sum_to() -> None:
    text = HEAD + "Nia Holt 51.83 312\nSam Orr 48.17 290\n"
    (record,) = records(text)
    assert [(c.votes, c.share) for c in record.candidacies] == [(312, 51.83), (290, 48.17)]


def test_points_and_years_are_nobodys_votes() -> None:
    assert set(votes(HEAD + "Nia Holt 812 points\nSam Orr 790 points\n").values()) <= {None}
    assert set(votes(HEAD + "Nia Holt 2019\nSam Orr 2021\n").values()) <= {None}


def test_names_turned_round_are_no_short_forms() -> None:
    text = (
        "Milford council election results\n\nMill ward (one seat)\nEd Vane (Labour) 877\n"
        "Sam Orr (Green) 402\n\n"
        "Park ward (one seat)\nVANE, Anthea (Green) 902\nCRUZ, Bill (Labour) 811\n"
    )
    names = [[c.candidate.name for c in r.candidacies if c.candidate] for r in records(text)]
    assert names == [["Ed Vane", "Sam Orr"], ["Anthea Vane", "Bill Cruz"]]


@pytest.mark.parametrize("head", ["", "Candidate\nParty\nVotes\n"])
def test_cells_on_lines_of_their_own_are_rows(head: str) -> None:
    text = (
        f"Mill ward by-election\n\nThe result was declared at midnight.\n\n{head}"
        "Nia Holt\nLabour\n812\nSam Orr\nGreen\n790\nEd Vane\nConservative\n44\n"
    )
    (record,) = records(text)
    assert votes(text) == {"Nia Holt": 812, "Sam Orr": 790, "Ed Vane": 44}
    assert record.candidacies[0].outcome == "elected"
    assert [a.name for a in record.candidacies[1].affiliations] == ["Green Party"]


ROUNDS = """Milford society election results

Chair

Candidate | Round 1 | Round 2 | Result
Nia Holt | 812 | 1,011 | Elected
Sam Orr | 790 | 902 |
Ed Vane | 300 | |
RON | 44 | |
"""


def test_of_several_rounds_the_last_figure_counts() -> None:
    assert votes(ROUNDS) == {"Nia Holt": 1011, "Sam Orr": 902, "Ed Vane": 300, "RON": 44}
    assert outcomes(ROUNDS)["Nia Holt"] == "elected"


@pytest.mark.parametrize(
    "table",
    [
        "Ward | Elected | Party | Majority\nMill | Nia Holt | Labour | 22\nPark | Ed Vane | Green | 100\n",
        "Ward\tWinner\tParty\tLead\nMill\tNia Holt\tLabour\t22\nPark\tEd Vane\tGreen\t100\n",
        "| Ward | Winner | Party |\n|---|---|---|\n"
        "| Mill | Nia Holt | Labour |\n| Park | Ed Vane | Green |\n",
    ],
)
def test_a_table_of_winners(table: str) -> None:
    text = f"Milford council election results\n\n{table}"
    found = {
        r.constituency.name: [(c.outcome, c.votes) for c in r.candidacies]
        for r in records(text)
        if r.constituency
    }
    assert found == {"Mill": [("elected", None)], "Park": [("elected", None)]}


def test_a_cell_that_is_merged_with_the_one_above_keeps_its_area() -> None:
    text = (
        "Milford council election results\n\n| Ward | Candidate | Party | 2019 votes | 2023 votes |\n"
        "| Mill | Nia Holt | Labour | 900 | 812 |\n| | Sam Orr | Green | 300 | 790 |\n"
    )
    (record,) = records(text)
    assert record.constituency is not None and record.constituency.name == "Mill"
    assert [c.votes for c in record.candidacies] == [812, 790]


def test_remnants_of_wiki_tables_are_tables() -> None:
    text = (
        'Milford mayoral election\n\nThe results of the election are below.\n\n{| class="wikitable"\n'
        "! Candidate !! Party !! Votes !! %\n|-\n| Nia Holt || Labour || 812 || 50.7\n|-\n"
        "| Sam Orr || Green || 790 || 49.3\n|}\n"
    )
    assert votes(text) == {"Nia Holt": 812, "Sam Orr": 790}


def test_a_former_result_is_a_contest_before_this_one() -> None:
    text = (
        "Mill ward by-election: the candidates\n\nThe by-election takes place on 4 May.\n\n"
        "The result in 2019 was: Nia Holt (Labour) 1,204, Sam Orr (Conservative) 1,033.\n"
    )
    assert [(r.timing, r.candidacies[0].votes) for r in records(text)] == [("previous", 1204)]


@pytest.mark.parametrize(
    "text",
    [
        "Poll: Holt leads the race for mayor\n\nA new poll of 800 voters in the mayoral election:\n\n"
        "Nia Holt (Labour) 42%\nSam Orr (Green) 33%\n",
        "Opinion polling for the Milford mayoral election\n\nDate | Candidate | Party | %\n"
        "4 May | Nia Holt | Labour | 44\n4 May | Sam Orr | Green | 40\n",
        "Who raised what before the election results\n\nNia Holt $12,345\nSam Orr $9,876\n",
        "Rally results\n\n1. Nia Holt 1:22.33\n2. Sam Orr 1:23.09\n",
        "Results: Sunday league\n\nPlayer ratings: Nia Holt 7, Sam Orr 6, Ed Vane 8\n",
        "Top scorers: the results\n\nName | Team | Total\nNia Holt | Milford | 22\nSam Orr | Arden | 20\n",
        "League results\n\nMilford Town 12 8 2 2 26\nArden Rovers 12 7 3 2 24\n",
        "Markets close: the results\n\nMilford plc 312.4 +2.1\nArden Group 290.5 -1.0\n",
        "Readers' results\n\nHolt Bakery 812\nOrr Cafe 790\n",
        "Our new staff\n\nNia Holt\n44\nSam Orr\n39\n",
    ],
)
def test_what_looks_like_rows_of_votes(text: str) -> None:
    assert records(text) == []


def test_figures_of_slates_with_a_mark_behind_them_are_read() -> None:
    """Only names that no pack knows stand on these lines, and behind the figures who was elected."""
    text = HEAD + "Harbour slate (HF, CLP and others): 1,183 (47.3%) – 3 Elected\nHILL, Ned 812 Elected\n"
    assert records(text) is not None
