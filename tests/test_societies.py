"""Results of councils, co-operatives, churches and federations, and what only looks like them."""

from __future__ import annotations

import pytest
from staged import outcomes, records

from extractor import Record
from extractor.records import Candidacy


def of(text: str, name: str) -> tuple[Record, Candidacy]:
    """The one record that somebody is in, and the candidacy."""
    ((record, candidacy),) = [
        (r, c) for r in records(text) for c in r.candidacies if c.candidate and c.candidate.name == name
    ]
    return record, candidacy


def test_pronoun_behind_a_phrase_of_time_is_the_winner() -> None:
    text = "Nia Holt was elected leader. In the run-off she defeated Sam Orr with 412 votes to 355."
    assert of(text, "Nia Holt")[1].votes == 412
    assert of(text, "Sam Orr")[1].votes == 355


def test_votes_behind_who_was_beaten_are_not_the_losers() -> None:
    text = "Nia Holt was elected leader after the chair beat Sam Orr with 412 votes."
    assert all(c.votes != 412 for r in records(text) for c in r.candidacies if c.outcome != "elected")


def test_votes_of_who_was_beaten_in_a_clause_of_their_own() -> None:
    text = "Nia Holt was elected leader, beating Sam Orr, who received 355 votes."
    assert of(text, "Sam Orr")[1].votes == 355


@pytest.mark.parametrize("verb", ["defeated", "knocked out", "ousted", "unseated"])
def test_passive_defeat_with_a_share_is_no_win(verb: str) -> None:
    assert (
        "elected"
        not in outcomes(f"Nia Holt was {verb} with 45 percent of the vote in the election.").values()
    )


def test_share_in_a_round_is_a_share() -> None:
    text = "Nia Holt was elected with 53.6 percent of the vote in Sunday's second round."
    assert of(text, "Nia Holt")[1].share == 53.6


def test_nearly_all_of_the_votes_deny_nothing() -> None:
    text = "Nia Holt won the election. With nearly all the votes counted, Holt had 53.8 percent."
    assert of(text, "Nia Holt")[1].share == 53.8


def test_near_win_is_none() -> None:
    assert outcomes("Nia Holt nearly won the election on Tuesday.") == {}


def test_two_districts_of_one_sentence_are_two_contests() -> None:
    text = (
        "In District 2, Nia Holt was re-elected to the board and in District 5, Sam Orr was re-elected "
        "to the board."
    )
    places = {name: of(text, name)[0].constituency for name in ("Nia Holt", "Sam Orr")}
    assert {name: place and place.name for name, place in places.items()} == {
        "Nia Holt": "District 2",
        "Sam Orr": "District 5",
    }


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Nia Holt was elected 11th bishop of the diocese.", "bishop"),
        ("Nia Holt was elected the 68th president of the guild.", "president"),
        ("Nia Holt was elected 2nd vice-chair of the guild.", "2nd vice-chair"),
        ("Nia Holt was elected president of the state cricket association.", "president"),
        ("Nia Holt was elected secretary of state.", "secretary of state"),
        ("The assembly elected Ida Jonsson-Blind president.", "president"),
    ],
)
def test_post_without_its_count_and_without_another_name(text: str, post: str) -> None:
    (record,) = records(text)
    assert record.position is not None and record.position.name == post


def test_double_name_keeps_its_second_half() -> None:
    assert outcomes("The assembly elected Ida Jonsson-Blind president.") == {"Ida Jonsson-Blind": "elected"}


def test_dean_is_a_given_name_where_only_a_surname_follows() -> None:
    text = "Dean Tallman was elected with 119 votes. Nia Tallman was elected with 92 votes."
    assert outcomes(text) == {"Dean Tallman": "elected", "Nia Tallman": "elected"}


def test_dean_before_a_full_name_is_a_title() -> None:
    assert "Nia Holt" in outcomes("Dean Nia Holt of the law school was elected president.")


def test_age_between_commas_is_no_vote() -> None:
    text = "Nia Holt, 15, was elected to represent Moor East with 1,204 votes."
    record, candidacy = of(text, "Nia Holt")
    assert (candidacy.votes, record.flags) == (1204, [])


@pytest.mark.parametrize(
    "text",
    [
        "The council voted 5-2 at its meeting after the election to appoint Nia Holt as city manager.",
        "Nia Holt was picked as treasurer by the mayor, who was elected last year.",
        "Nia Holt was voted player of the year by fans with 43 percent of the vote.",
        "The elected board selected Nia Holt to serve as chief executive.",
        "Four priests have been nominated for election as bishop: Nia Holt, Sam Orr and Ada Quill.",
    ],
)
def test_appointments_awards_and_nominations_are_none(text: str) -> None:
    assert records(text) == []
