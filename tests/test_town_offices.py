"""Town and school boards, co-operatives and companies: who took which seat, and with how many votes."""

from __future__ import annotations

import pytest
from staged import outcomes, records, votes

HEAD = "Local election results\n\nVoters went to the polls Tuesday.\n"


def anchors(text: str) -> dict[str, tuple[str | None, str | None, str | None, int | None]]:
    """Of each candidate the committee, the position, the area and the number of seats."""
    return {
        c.candidate.name: (
            r.committee.name if r.committee else None,
            r.position.name if r.position else None,
            r.constituency.name if r.constituency else None,
            r.seats,
        )
        for r in records(text)
        for c in r.candidacies
        if c.candidate
    }


def test_a_list_labelled_with_bodies_is_a_contest_a_body() -> None:
    text = (
        "Town election results\n\nWinners in the contested races are as follows:\n\n"
        "• Board of Selectmen: Nia Holt and Tom Ferris\n• School Committee: Ada Quill\n"
        "• Recreation: Lena Marsh\n"
    )
    assert {name: told[0] for name, told in anchors(text).items()} == {
        "Nia Holt": "Board of Selectmen",
        "Tom Ferris": "Board of Selectmen",
        "Ada Quill": "School Committee",
        "Lena Marsh": "Recreation",
    }


def test_numbered_wards_label_rows() -> None:
    text = (
        "City election results\n\nThe winners were:\nWard 3: Nia Holt\nWard 4: Ada Quill\nWard 5: Ben Wray\n"
    )
    assert [told[2] for told in anchors(text).values()] == ["Ward 3", "Ward 4", "Ward 5"]


def test_a_town_stands_over_the_offices_below_it() -> None:
    text = (
        "Village election results\n\nHere are the results:\n"
        "Cold Brook\nNumber of voters: 16\nMayor (two-year term)\nKathy Holt (incumbent), 16\n"
        "Trustee (two-year term)\nNora Ferris (incumbent), 16\n"
        "Village of Harbury\nNumber of voters: 90\nMayor (two-year term)\nBrian Quill, 31\nAda Wray, 22\n"
        "Trustee (two four-year terms)\nJames Marsh (incumbent), 56\nSandra Orr, 39\nBen Tull, 11\n"
    )
    told = anchors(text)
    assert told["Kathy Holt"][1:3] == ("Mayor", "Cold Brook")
    assert told["Nora Ferris"][1:3] == ("Trustee", "Cold Brook")
    assert told["James Marsh"][1:] == ("Trustee", "Harbury", 2)
    assert votes(text)["Brian Quill"] == 31
    assert outcomes(text)["Sandra Orr"] == "elected"
    assert outcomes(text)["Ben Tull"] == "not_elected"


def test_ages_behind_names_are_no_votes() -> None:
    assert votes("Election results\n\nElected to the board:\nNia Holt, 31\nTom Ferris, 45\n") == {
        "Nia Holt": None,
        "Tom Ferris": None,
    }


def test_ballot_figures_are_nobodys_votes() -> None:
    text = (
        "Town election results\n\nSELECTMEN, For 3 years, Vote for 1\nBlanks 614\nNia M Holt 1487\n"
        "Scattered 31\n"
        "BOARD OF ASSESSORS, For 3 years, Vote for 1\nBlanks 579\nJohn L Ferris 1545\nScattered 8\n"
    )
    assert votes(text) == {"Nia M Holt": 1487, "John L Ferris": 1545}


@pytest.mark.parametrize(
    ("lead", "header"),
    [
        (
            "Stockholders elected the two director nominees named in the Proxy Statement.",
            "Director Nominee | | For | | | Withheld | | | Broker Non-Votes (1) | |\n---|",
        ),
        (
            "The shareholders elected two directors to the Board of Directors to serve a two-year term.",
            "Nominee | | Votes For | | | Votes Withheld | | | Broker Non-Votes | |",
        ),
        (
            "All of the nominees were elected. The vote on the election of the two nominees was as follows:",
            "| For | Against and Withheld | Broker Non-Votes | |",
        ),
    ],
)
def test_tables_of_shareholder_votes(lead: str, header: str) -> None:
    rows = (
        "Nia Holt | | | 32,901,016 | | | | 1,047,045 | | | | 8,638,708 | |\n"
        "Paul S. Ferris | | | 31,148,620 | | | | 2,799,441 | | | | 8,638,708 | |\n"
    )
    if header.startswith("|"):
        rows = rows.replace("| | | ", "| ").replace("| | ", "| ")
    text = f"Annual meeting results\n\nProposal 1: Election of Directors\n{lead}\n| | | | |\n{header}\n{rows}"
    assert votes(text) == {"Nia Holt": 32_901_016, "Paul S. Ferris": 31_148_620}
    assert set(outcomes(text).values()) == {"elected"}


def test_an_advisory_vote_is_no_contest() -> None:
    text = (
        "Annual meeting results\n\nProposal 2: Advisory Approval of Executive Compensation\n"
        "The number of shares voted was as follows:\n"
        "Votes for Approval | | Votes against Approval | | Votes Abstained |\n"
        "25,646,101 | | 592,472 | | 51,291 |\n"
    )
    assert records(text) == []


def test_the_last_of_the_winners_is_told_in_the_next_sentence() -> None:
    text = HEAD + (
        "Eight candidates were running for the five City Council at-large seats. Four of the five winners "
        "were "
        "incumbents: Nia Holt (1,678 votes), Tom Ferris (1,485 votes), Ada Quill (1,474 votes) and Ben Wray "
        "(1,433 votes). The fifth, Lena Marsh (1,380 votes), represented Ward 3 until July. Bob Orr was "
        "just 36 "
        "votes behind Marsh, with 1,344 votes, but finished out of the running, along with Sara Tull (227 "
        "votes).\n"
    )
    (record,) = records(text)
    assert record.seats == 5
    assert outcomes(text)["Lena Marsh"] == "elected"
    assert outcomes(text)["Bob Orr"] == outcomes(text)["Sara Tull"] == "not_elected"
    assert votes(text)["Lena Marsh"] == 1380
    assert votes(text)["Bob Orr"] == 1344


def test_ranks_and_votes_are_read_against_the_seats() -> None:
    text = HEAD + (
        "Six candidates vied for three open seats. Nia Holt retained her seat on the school board with "
        "4,543 votes. "
        "Tom Ferris had the second-highest vote total, with 4,356. Ada Quill came third with 4,339 votes. "
        "Ben Wray "
        "finished fourth with 4,197 votes, and Bob Orr rounded out the field with 3,751 total votes.\n"
    )
    assert outcomes(text) == {
        "Nia Holt": "elected",
        "Tom Ferris": "elected",
        "Ada Quill": "elected",
        "Ben Wray": "not_elected",
        "Bob Orr": "not_elected",
    }


def test_the_top_so_many_win() -> None:
    race = (
        "The council race saw Nia Holt lead all candidates with 1,204 votes, followed by Tom Ferris with "
        "1,117 and Ada Quill with 903."
    )
    assert outcomes(f"{HEAD}{race} The top two vote-getters win seats.\n") == {
        "Nia Holt": "elected",
        "Tom Ferris": "elected",
        "Ada Quill": "not_elected",
    }
    assert outcomes(f"{HEAD}{race}\n") == {"Nia Holt": "elected", "Tom Ferris": None, "Ada Quill": None}


def test_two_with_votes_for_one_numbered_seat() -> None:
    told = "For the District 3 seat, incumbent Nia Holt {} 1,029 votes, while challenger Tom Ferris {} 881."
    assert outcomes(HEAD + told.format("received", "received")) == {
        "Nia Holt": "elected",
        "Tom Ferris": "not_elected",
    }
    assert records(HEAD + told.format("would receive", "would receive")) == []


def test_nobody_with_more_votes_than_the_winner_lost() -> None:
    text = HEAD + (
        "Newcomer Nia Holt won the two-year seat with 280 votes. Longtime member Tom Ferris garnered 296 "
        "votes for "
        "the three-year seat.\n"
    )
    assert outcomes(text).get("Tom Ferris") is None


def test_a_list_of_who_fought_for_one_seat() -> None:
    text = HEAD + (
        "At Harbury, Nia Holt, Tom Ferris and Ada Quill were contestants for the seat held by Ben Wray. "
        "Unofficial "
        "results showed:\nHolt — 90\nFerris — 210\nQuill — 334\n"
    )
    assert outcomes(text) == {"Nia Holt": "not_elected", "Tom Ferris": "not_elected", "Ada Quill": "elected"}


def test_directors_elected_by_district() -> None:
    text = HEAD + (
        "Directors re-elected were Nia Holt in District #1, Tom Ferris in District #2 and Ada Quill in "
        "District #3 "
        "to serve a term of three years.\n"
    )
    assert [told[2] for told in anchors(text).values()] == ["District #1", "District #2", "District #3"]


def test_shares_before_the_precincts_counted() -> None:
    text = HEAD + (
        "Nia Holt beat out challenger Tom Ferris with 61 percent of the vote to 38 percent with 99 percent "
        "of "
        "precincts reporting.\n"
    )
    (record,) = records(text)
    assert [c.share for c in record.candidacies] == [61.0, 38.0]
