"""Primaries and nights of many races: each state's and each party's vote is a contest of its own."""

from __future__ import annotations

import pytest
from staged import records

from extractor import Record


def told(text: str) -> list[tuple[str | None, list[tuple[str, str | None, list[str]]]]]:
    """Place, and name, outcome and parties of everybody, of each record."""
    return [(placed(record), candidates(record)) for record in records(text)]


def placed(record: Record) -> str | None:
    return record.constituency.name if record.constituency else None


def candidates(record: Record) -> list[tuple[str, str | None, list[str]]]:
    return [
        (c.candidate.name, c.outcome, [a.name for a in c.affiliations])
        for c in record.candidacies
        if c.candidate is not None
    ]


REPUBLICAN, DEMOCRATIC = ["Republican Party"], ["Democratic Party"]


def test_two_who_won_one_primary_won_one_each() -> None:
    text = (
        "Vane and Orr win Iowa primary\n\nRepublican Walter Vane thanked voters after the primary. "
        "Democrat Sam Orr did so too."
    )
    assert sorted(told(text)) == [
        ("Iowa", [("Sam Orr", "nominated", DEMOCRATIC)]),
        ("Iowa", [("Walter Vane", "nominated", REPUBLICAN)]),
    ]


def test_rival_winners_of_a_state_are_of_two_parties() -> None:
    text = (
        "Presidential primaries in Ohio\n\nRepublican Walter Vane won the Ohio primary on Tuesday. "
        " Nora Quill won in Ohio, where Democrats voted too."
    )
    assert told(text) == [
        ("Ohio", [("Walter Vane", "nominated", REPUBLICAN)]),
        ("Ohio", [("Nora Quill", "nominated", DEMOCRATIC)]),
    ]


def test_those_who_finish_low_lost_the_primary() -> None:
    text = (
        "Vane wins Iowa Republican primary\n\nWalter Vane won the Iowa Republican primary. "
        "Tom Ferris finished a disappointing sixth. Lee Wray's surprise third-place finish pleased his staff."
    )
    assert told(text) == [
        (
            "Iowa",
            [
                ("Walter Vane", "nominated", REPUBLICAN),
                ("Tom Ferris", "not_elected", REPUBLICAN),
                ("Lee Wray", "not_elected", REPUBLICAN),
            ],
        )
    ]


def test_a_low_finish_without_its_primary_is_no_contest() -> None:
    assert told("Campaigns look to Iowa\n\nTom Ferris came in third in the primary of his party.") == []


def test_senators_of_several_states_who_lost_together_lost_at_home() -> None:
    text = (
        "Election night\n\nVoters spoke in the vote, with Sens. Nora Quill of Ohio, Indiana's Sam Orr and "
        "Tom Ferris of Maine all losing their seats."
    )
    assert told(text) == [
        ("Ohio", [("Nora Quill", "not_elected", [])]),
        ("Indiana", [("Sam Orr", "not_elected", [])]),
        ("Maine", [("Tom Ferris", "not_elected", [])]),
    ]


def test_where_somebody_lives_is_no_constituency() -> None:
    (record,) = records("Nora Quill of Ohio and Sam Orr of Maine were elected to the board of the society.")
    assert record.constituency is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In the election Walter Vane beat Sam Orr in Texas, and in Ohio, Ida Cole beat Max Dorn.",
            [("Texas", ["Walter Vane", "Sam Orr"]), ("Ohio", ["Ida Cole", "Max Dorn"])],
        ),
        (
            "The election was won in Ohio, where Walter Vane beat Sam Orr, and in Maine, where Lee Wray won.",
            [("Ohio", ["Walter Vane", "Sam Orr"]), ("Maine", ["Lee Wray"])],
        ),
    ],
)
def test_a_place_belongs_to_its_clause(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert [(place, [name for name, _, _ in people]) for place, people in told(text)] == expected


def test_a_winner_over_another_party_won_no_primary() -> None:
    text = (
        "Primary rivals no more\n\nRepublican Walter Vane defeated Democrat Sam Orr in Ohio on Tuesday. "
        "Vane had won a crowded primary in May."
    )
    (record, *_) = records(text)
    assert record.kind == "election"
    assert candidates(record) == [
        ("Walter Vane", "elected", REPUBLICAN),
        ("Sam Orr", "not_elected", DEMOCRATIC),
    ]


def test_the_caucus_of_a_place_is_no_slate() -> None:
    (record,) = records("Nora Quill won the Nevada caucus. She thanked Democrats in Nevada.")
    assert told("Nora Quill won the Nevada caucus. She thanked Democrats in Nevada.") == [
        ("Nevada", [("Nora Quill", "nominated", DEMOCRATIC)])
    ]
    assert record.slates == []


def test_losing_some_of_many_is_no_contest() -> None:
    assert (
        told("After the primaries, in which Nora Quill lost seven of the 11 states to Sam Orr, she rested.")
        == []
    )


def test_the_one_party_whose_primaries_are_spoken_of_is_that_of_their_candidates() -> None:
    text = (
        "Orr wins Maine caucuses\n\nSam Orr won the Maine caucuses on Sunday with 55 percent of the vote to "
        "Ada Quill's 45 percent.\n\nHe needs many more of the Democratic contests to win the nomination."
    )
    assert told(text) == [
        ("Maine", [("Sam Orr", "nominated", DEMOCRATIC), ("Ada Quill", "not_elected", DEMOCRATIC)])
    ]


def test_two_parties_that_hold_primaries_are_not_guessed_between() -> None:
    text = (
        "Orr wins Maine caucuses\n\nSam Orr won the Maine caucuses on Sunday with 55 percent of the vote to "
        "Ada Quill's 45 percent.\n\nDemocratic contests follow in May, Republican primaries in June."
    )
    assert told(text) == [("Maine", [("Sam Orr", "nominated", []), ("Ada Quill", "not_elected", [])])]


def test_the_party_of_a_paragraph_is_that_of_its_primaries() -> None:
    text = (
        "Two parties vote in caucuses\n\nIn the Democratic caucuses the field was small. Sam Orr won the "
        "Maine caucuses with 55 percent of the vote.\n\nRepublican primaries follow in June."
    )
    assert told(text) == [("Maine", [("Sam Orr", "nominated", DEMOCRATIC)])]
