"""Parliaments, presidents, councils and by-elections: how newspapers of many countries tell their results."""

from __future__ import annotations

import pytest
from staged import records

SEATS = [
    ("Labour gained 11 seats to finish with 27 of the 48 councillors.", (27, 11)),
    ("The council has 48 seats. Labour lost nine seats and now have 14.", (14, -9)),
    ("Labour won five seats, down two, in the council election.", (5, -2)),
    ("Labour won 22 seats, four more than in 2019.", (22, 4)),
    ("Labour remained the biggest party with 22 of the 60 seats.", (22, None)),
    ("The Greens won 30 seats, while Labour were reduced to 16.", (16, None)),
    ("In the new parliament Labour improved its tally to 62 seats from 57 in 2017.", (62, None)),
    ("Labour were elected in 34 of the province's 57 ridings.", (34, None)),
    ("Labour won the election with 29.8 percent of the vote, giving it 62 seats.", (62, None)),
    ("Labour came second in the election with 25.9 percent and 48 seats.", (48, None)),
    ("Labour emerged from the election with 39 seats in the house.", (39, None)),
]


@pytest.mark.parametrize(("text", "expected"), SEATS, ids=[text for text, _ in SEATS])
def test_seats_of_a_party(text: str, expected: tuple[int, int | None]) -> None:
    found = [s for r in records(text) for s in r.slates if "Labour" in s.slate.name]
    assert [(s.seats_won, s.seats_change) for s in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The Greens and their partner Labour lost their majority in the election, winning 47 seats.",
        "Labour saw a swing of 6.4 per cent to Labour in the by-election.",
        "After the election the composition of the council was\nLabour 38\nConservative 12",
    ],
)
def test_what_looks_like_a_partys_result_and_is_none(text: str) -> None:
    assert not [s for r in records(text) for s in r.slates if "Labour" in s.slate.name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amit Roy won the Dhampur assembly by-election with 87,611 votes.", (None, None, "Dhampur")),
        ("KOTA: Amit Roy won the Dhampur assembly seat with 87,611 votes.", (None, None, "Dhampur")),
        ("Ann Bole won the governorship election in Osara State.", (None, "governor", "Osara State")),
        (
            "Ann Bole was elected chair of the Public Accounts Committee.",
            ("Public Accounts Committee", "chair", None),
        ),
        ("Ann Bole was on Thursday elected deputy speaker.", (None, "deputy speaker", None)),
        (
            "Premier Ann Bole was re-elected in Kirk Park, edging out Tom Ferris by 214 votes.",
            (None, None, "Kirk Park"),
        ),
    ],
)
def test_which_contest_is_meant(text: str, expected: tuple[str | None, ...]) -> None:
    record = records(f"Election result\n\n{text}")[0]
    parts = (record.committee, record.position, record.constituency)
    assert tuple(part.name if part else None for part in parts) == expected


def figures(text: str) -> dict[str, float | None]:
    """The votes, else the share, of everybody in the current contests of a text."""
    return {
        c.candidate.name: c.votes if c.votes is not None else c.share
        for r in records(text)
        if r.timing == "current"
        for c in r.candidacies
        if c.candidate
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nia Holt won the by-election. Holt took 1,088 votes to Scott Orr's 950, Tom Ferris' 744 and Ada "
            "Cole's 260.",
            {"Nia Holt": 1088, "Scott Orr": 950, "Tom Ferris": 744, "Ada Cole": 260},
        ),
        (
            "Nia Holt was elected mayor with 6,214 votes. Third was Colin Orr with 2,318.",
            {"Nia Holt": 6214, "Colin Orr": 2318},
        ),
        (
            "Nia Holt won Saturday's presidential run-off with 58.4 percent of the vote, beating Sam Orr, "
            "who got 41.6 percent. In the first round, Holt took 40.6 percent to Orr's 18.7 percent.",
            {"Nia Holt": 58.4, "Sam Orr": 41.6},
        ),
        (
            "Nia Holt has won the Milford by-election with 9,812 votes. In 2019 Sam Orr won the seat with "
            "34,117 votes.",
            {"Nia Holt": 9812},
        ),
        (
            "Lai Chung-te won the presidential election, taking 40.1 percent of the vote.",
            {"Lai Chung-te": 40.1},
        ),
    ],
)
def test_whose_figure_it_is(text: str, expected: dict[str, float]) -> None:
    assert figures(text) == expected


def test_a_partys_name_is_no_committee() -> None:
    record = records(
        "Nia Holt of the United National Congress beat Sam Orr of the People's National Movement."
    )[0]
    assert record.committee is None
    assert [c.affiliations[0].name for c in record.candidacies] == [
        "United National Congress",
        "People's National Movement",
    ]


def test_an_independent_who_leads_leaves_no_winner_among_the_parties() -> None:
    found = records(
        "Council by-elections\n\nRiverside (Fenby): Ind 480, Lab 322, C 141. Independent gain from Labour."
    )
    assert not [c for r in found for c in r.candidacies if c.outcome == "elected"]


def test_another_ones_running_mate_did_not_win() -> None:
    text = (
        "Ann Bole--Nia Holt's vice presidential running mate in the last vote--won the race against Sam Orr."
    )
    assert "Nia Holt" not in {c.candidate.name for r in records(text) for c in r.candidacies if c.candidate}


def test_a_winners_own_party_stands_before_that_of_the_sentence_before() -> None:
    text = "Reform UK won the vote. The mayor lost his seat to Labour's Priti Shah, with 902 votes. Shah won."
    parties = {a.name for r in records(text) for c in r.candidacies for a in c.affiliations}
    assert "Reform UK" not in parties


def test_figures_told_with_a_win_are_of_its_contest() -> None:
    text = (
        "Ann Bole won the Orla seat with 7,812 votes.\n\n"
        "Tom Ferris held the Milford seat, polling 5,612 votes to Ada Cole's 1,204."
    )
    assert [
        (r.constituency.name if r.constituency else None, sorted(c.votes or 0 for c in r.candidacies))
        for r in records(text)
    ] == [("Orla", [7812]), ("Milford", [1204, 5612])]
