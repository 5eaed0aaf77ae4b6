"""Mayors, houses and bypolls: places before offices, one mayor a town, canvassers, gains beside losses."""

from __future__ import annotations

import pytest
from staged import records

from extractor.records import Record


def told(text: str) -> dict[str | None, Record]:
    """The records of a text by constituency."""
    return {r.constituency.name if r.constituency else None: r for r in records(text)}


def outcomes(record: Record) -> dict[str, str | None]:
    """Outcome of each candidate."""
    return {c.candidate.name: c.outcome for c in record.candidacies if c.candidate}


def votes(record: Record) -> dict[str, float | None]:
    """Votes of each candidate."""
    return {c.candidate.name: c.votes for c in record.candidacies if c.candidate}


def seats(record: Record) -> dict[str, tuple[int | None, int | None]]:
    """Seats won and changed of each slate."""
    return {s.slate.name: (s.seats_won, s.seats_change) for s in record.slates}


def test_two_towns_have_a_mayor_each() -> None:
    found = told(
        "Mayors elected\n\nNia Holt has taken out the Mere mayoralty with 2089 votes to Tom Ferris's 1205."
        "\n\nAnn Cole has been elected mayor in Great Ashby.\n"
    )
    assert outcomes(found["Mere"]) == {"Nia Holt": "elected", "Tom Ferris": "not_elected"}
    assert votes(found["Mere"])["Nia Holt"] == 2089
    assert found["Mere"].timing == "current"  # 2089 is no year
    assert outcomes(found["Great Ashby"]) == {"Ann Cole": "elected"}


def test_a_mayor_who_is_re_elected_keeps_the_town() -> None:
    found = told("Election results are in. Hamilton Mayor Ann Cole won another term on Saturday.")
    assert list(found) == ["Hamilton"]
    position = found["Hamilton"].position
    assert position is not None and position.name.lower() == "mayor"


def test_the_narrow_winner_is_who_the_title_fits() -> None:
    (record,) = records(
        "Ms Holt trailed Tom Ferris in pre-election polling, but after six rounds of counting she was "
        "declared the narrow winner with 26,854 votes to Mr Ferris's 24,570."
    )
    assert outcomes(record) == {"Holt": "elected", "Tom Ferris": "not_elected"}


def test_canvassers_proclaim_and_are_not_elected() -> None:
    (record,) = records(
        "After the election the provincial board of canvassers proclaimed Nia Holt as mayor.\n"
        "She garnered 33,087 votes, more than double the 16,786 votes earned by businessman Tom Ferris."
    )
    assert votes(record) == {"Nia Holt": 33087, "Tom Ferris": 16786}
    assert record.committee is None


def test_votes_against_rivals_are_the_winners() -> None:
    (record,) = records(
        "Mayor Nia Holt coasted to an easy win in the election, scoring 5,628 votes against her rivals "
        "Tom Ferris (547) and Sam Orr (249)."
    )
    assert votes(record) == {"Nia Holt": 5628, "Tom Ferris": 547, "Sam Orr": 249}


def test_kin_of_a_candidate_have_no_votes() -> None:
    (record,) = records(
        "Nia Holt won the Harrowby by-election. Nia Holt, widow of the former mayor Ben Wray, garnered 1,803 "
        "votes, while Tom Ferris bagged 667 votes."
    )
    assert votes(record) == {"Nia Holt": 1803, "Tom Ferris": 667}


def test_a_lead_in_a_count_is_no_defeat() -> None:
    assert (
        records("With counting to go in the election, Nia Holt has just a 67-vote lead over Tom Ferris.")
        == []
    )


def test_an_assembly_seat_is_of_the_place_before_it() -> None:
    (record,) = records("Nia Holt defeated Tom Ferris by 6,700 votes in the Harrowby Assembly bypoll.")
    assert record.constituency is not None and record.constituency.name == "Harrowby"


def test_gains_beside_losses_are_changes() -> None:
    (record,) = records(
        "The council election is over. The Conservatives lost seven seats, Labour gained four seats."
    )
    assert seats(record) == {"Conservative Party": (None, -7), "Labour Party": (None, 4)}


def test_the_new_council_is_told_in_a_row() -> None:
    (record,) = records(
        "After the council election the new council is Labour 17, Conservatives 13, UKIP six."
    )
    assert seats(record) == {
        "Labour Party": (17, None), "Conservative Party": (13, None), "UK Independence Party": (6, None)
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "In Harrowby, ousted party leader Nia Holt made good on her comeback before the election.",
        "Nia Holt & Tom Ferris\n\nNia Holt described Tom Ferris as a friend before the election.",
        "The party's tally in the senate will go up to 97 seats after the election, Labour said.",
    ],
)
def test_look_alikes_tell_nothing(text: str) -> None:
    assert records(text) == []
