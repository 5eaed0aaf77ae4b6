"""How unions, societies and parties tell who their officers are: rolls, declarations, sections, tellers."""

from __future__ import annotations

import pytest
from staged import outcomes, records, votes


def posts(text: str) -> dict[str, list[str]]:
    """Who was elected to which post."""
    return {
        r.position.name: [c.candidate.name for c in r.candidacies if c.candidate and c.outcome == "elected"]
        for r in records(text)
        if r.position
    }


def areas(text: str) -> dict[str, list[str]]:
    """Who was elected for which area or section."""
    return {
        r.constituency.name: [c.candidate.name for c in r.candidacies if c.candidate]
        for r in records(text)
        if r.constituency
    }


def test_numbered_posts_and_terms_in_brackets_are_no_votes() -> None:
    text = (
        "Local 2284 election results\n\n1st Vice-President - Nia Holt (acclaimed)\n"
        "2nd Vice-President - Sam Orr\nTrustee (3-year term) - Ada Quill\nSergeant-at-Arms - Ben Wray\n"
    )
    assert posts(text) == {
        "1st Vice-President": ["Nia Holt"],
        "2nd Vice-President": ["Sam Orr"],
        "Trustee": ["Ada Quill"],
        "Sergeant-at-Arms": ["Ben Wray"],
    }
    assert not any(votes(text).values())


def test_brackets_behind_names_say_where_and_nothing_else() -> None:
    text = (
        "Nurses elect new board\n\nMembers have elected three directors to the board. The successful "
        "candidates are:\n\n* Nia Holt (North-West)\n* Sam Orr (Local 29)\n* Ada Quill (Statewide)\n"
    )
    assert posts(text) == {"directors": ["Nia Holt", "Sam Orr", "Ada Quill"]}


def test_names_below_posts_of_a_declaration_and_who_signs_it() -> None:
    text = (
        "Branch election\n\nI declare the following elected:\nBranch President\nNia HOLT\n"
        "Branch Vice-Presidents (2)\nSam ORTON\nAda QUILL\n\nBen Wray\nReturning Officer\n"
    )
    assert posts(text) == {
        "Branch President": ["Nia Holt"],
        "Branch Vice-Presidents": ["Sam Orton", "Ada Quill"],
    }
    assert [r.seats for r in records(text)] == [None, 2]


def test_headings_that_say_what_they_name() -> None:
    text = (
        "Union results\n\nExecutive Council 2023 - Results\n\nConstituency: Food, Drink and Farming\n"
        "HOLT, Nia - 1,455 - Elected\nFRENCH, Tom - 702\n"
    )
    (record,) = records(text)
    assert record.constituency is not None and record.constituency.name == "Food, Drink and Farming"
    assert record.committee is not None
    assert outcomes(text) == {"Nia Holt": "elected", "Tom French": "not_elected"}


def test_labels_that_are_sections_of_the_members() -> None:
    text = (
        "Teachers' NEC results\n\nResults by region\n\nYorkshire: Nia Holt\nEastern: Sam Orr (unopposed)\n"
        "Black Members: Ada Quill\nRetired Members: vacant\n"
    )
    assert areas(text) == {"Yorkshire": ["Nia Holt"], "Eastern": ["Sam Orr"], "Black Members": ["Ada Quill"]}


def test_titles_before_names_are_the_posts_of_a_roll() -> None:
    assert posts(
        "Delegates elected President Nia Holt and Treasurer Sam Orr by acclamation on Saturday."
    ) == {
        "President": ["Nia Holt"],
        "Treasurer": ["Sam Orr"],
    }
    assert posts(
        "Carpenters elect officers\n\nThe new officers of the local are: President Nia Holt, Vice President "
        "Sam Orr and Warden Ada Quill. All were elected without opposition."
    ) == {"President": ["Nia Holt"], "Vice President": ["Sam Orr"], "Warden": ["Ada Quill"]}


def test_two_posts_in_order_are_not_both_of_the_second() -> None:
    assert posts("Nia Holt and Sam Orr were elected president and vice president.") == {
        "president": ["Nia Holt"],
        "vice president": ["Sam Orr"],
    }


def test_counts_in_sentences_are_rounds_of_one_contest() -> None:
    text = (
        "In the election for General Treasurer, Nia Holt was elected on the second count.\n\n"
        "First count: Nia Holt 2,311; Sam Orton 2,205; Ada Quill 1,020.\nSecond count: Nia Holt 2,901; "
        "Sam Orton 2,555.\n"
    )
    assert votes(text) == {"Nia Holt": 2901, "Sam Orton": 2555, "Ada Quill": 1020}


def test_tellers_call_members_brothers_and_sisters() -> None:
    text = (
        "Election of officers\n\nThe tellers report the results:\n\nFor President: Bro. Sam Orton - "
        "301 votes; Sister Nia Holt - 144 votes.\n"
    )
    assert outcomes(text) == {"Sam Orton": "elected", "Nia Holt": "not_elected"}


@pytest.mark.parametrize(
    "text",
    [
        "Election report\n\nBen Wray\nReturning Officer\n",
        "Results of the election\n\nReturning Officer: Ben Wray\nTeller: Ada Quill\n",
        "After the election the new officers will meet President Nia Holt and Treasurer Sam Orr.",
        "Joining her on the stage after the election were Nia Holt and Sam Orr.",
    ],
)
def test_who_is_named_beside_an_election_was_not_elected(text: str) -> None:
    assert not records(text)
