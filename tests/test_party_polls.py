"""Party polls, primaries and elections inside bodies, in the words of their news."""

from __future__ import annotations

import pytest
from staged import records

from extractor import Record


def outcomes(record: Record) -> dict[str, str | None]:
    """The outcomes of one contest."""
    return {c.candidate.name: c.outcome for c in record.candidacies if c.candidate}


def votes(record: Record) -> dict[str, float]:
    """The votes of one contest, of those who have some."""
    return {c.candidate.name: c.votes for c in record.candidacies if c.candidate and c.votes is not None}


def test_a_list_with_spoilt_papers_is_a_result_and_the_next_post_goes_on() -> None:
    text = (
        "The figures of the conference\n\nPRESIDENT:\nSpoilt ballots: 4\n"
        'Abstentions: 7 ("those who did not care to vote")\nNia Holt: 1,897\nSam Orr: 2,476\n\n'
        "SECRETARY-GENERAL\nAda Quill: 1,590\nBen Wray: 1,692\nTom Ferris: 1,080\n"
    )
    first, second = records(text)
    assert outcomes(first) == {"Nia Holt": "not_elected", "Sam Orr": "elected"}
    assert votes(second) == {"Ada Quill": 1590, "Ben Wray": 1692, "Tom Ferris": 1080}
    assert outcomes(second)["Ben Wray"] == "elected"


def test_members_at_large_are_not_ranked_as_one_post() -> None:
    text = "Election results\n\nMembers-at-Large\nNia Holt: 90\nSam Orr: 80\nBen Wray: 70\n"
    assert not any(o == "elected" for r in records(text) for o in outcomes(r).values())


def test_ballots_of_one_sitting_keep_the_last_figures() -> None:
    text = (
        "Nia Holt was elected president of the federation on the second ballot on Friday.\n\n"
        "She received 115 of the 207 votes cast, defeating Sam Orr, who had 88.\n\n"
        "In the first ballot, Holt led with 88 votes, followed by Orr with 85 and Ben Wray with seven.\n"
    )
    found = records(text)[0]
    assert votes(found) == {"Nia Holt": 115, "Sam Orr": 88, "Ben Wray": 7}
    assert outcomes(found)["Nia Holt"] == "elected"


def test_nobody_who_has_fewer_votes_won_the_comparison() -> None:
    text = "In the vote for the council seat Nia Holt received 1 vote, compared with 6 for Sam Orr.\n"
    assert all(o != "elected" for r in records(text) for who, o in outcomes(r).items() if who == "Nia Holt")


def test_the_closest_rival_names_the_winner() -> None:
    text = "In the vote for chair Nia Holt polled 292 votes while her closest rival Sam Orr polled 121 votes."
    assert outcomes(records(text)[0]) == {"Nia Holt": "elected", "Sam Orr": "not_elected"}


@pytest.mark.parametrize(
    "figures",
    ["115 of the 207 votes", "115 out of 207 votes cast", "a total vote of 115", "total votes of 115"],
)
def test_a_part_of_the_votes(figures: str) -> None:
    found = records(f"Nia Holt was elected president of the club after scoring {figures} on Friday.")
    assert votes(found[0]) == {"Nia Holt": 115}


def test_articles_go_on_after_a_link() -> None:
    text = (
        "Nia Holt was elected chair of the club with 90 votes at its meeting on Friday evening.\n\n"
        "READ ALSO: Clash at the club as members wait\n\n"
        "In the vote for treasurer, Sam Orr was elected with 77 votes at the same meeting of the club.\n"
    )
    assert [outcomes(r) for r in records(text)] == [{"Nia Holt": "elected"}, {"Sam Orr": "elected"}]


def test_names_whose_family_comes_first() -> None:
    text = (
        "Wee Ka Siong was elected president of the party on Sunday.\n\n"
        "Wee, who is a vice-president, polled 447 votes to defeat Gan Ping Sieu, who had 182 votes.\n"
    )
    assert votes(records(text)[0]) == {"Wee Ka Siong": 447, "Gan Ping Sieu": 182}


def test_a_title_before_a_name_is_no_post() -> None:
    found = records("House members elected Rep. Nia Holt to be majority whip in a vote on Tuesday.")
    assert [r.position.name for r in found if r.position] == ["majority whip"]


@pytest.mark.parametrize("place", ["at a congress held in Lagos", "at its annual general meeting in Mumbai"])
def test_where_people_met_is_no_constituency(place: str) -> None:
    found = records(f"Nia Holt was elected chair of the federation {place}.")
    assert [r.constituency for r in found] == [None]


def test_countries_elected_in_lists() -> None:
    text = (
        "General Assembly elects members of the Human Rights Council\n\n"
        "By secret ballot, the Assembly elected Algeria, Chile, Georgia, Germany and Morocco.\n\n"
        "It re-elected the following two members: Japan; and Zambia.\n"
    )
    named = {who for r in records(text) for who, o in outcomes(r).items() if o == "elected"}
    assert named >= {"Algeria", "Chile", "Georgia", "Germany", "Morocco"}


def test_who_backs_a_rival_did_not_lose() -> None:
    found = records("In the election for president Nia Holt beat Sam Orr-backed incumbent Ben Wray.")
    assert outcomes(found[0]) == {"Nia Holt": "elected", "Ben Wray": "not_elected"}


def test_the_labor_secretary_is_of_no_party() -> None:
    found = records("Former Labor secretary Nia Holt won the election for chair with 235 votes.")
    assert [c.affiliations for r in found for c in r.candidacies] == [[]]
