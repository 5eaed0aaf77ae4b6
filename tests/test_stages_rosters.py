"""Elections inside organisations: officers, areas, tickets, and who elects nobody."""

from __future__ import annotations

import pytest
from staged import outcomes, records, votes

OFFICERS = "Weavers' guild elects officers\n\nThe following officers were elected:\n\n"
NORTH_SOUTH = (
    "Moorland guild election\n\n"
    "The results of the elections to the National Executive Committee are as follows.\n\n"
    "Northern Region\n{}\n\nSouthern Region\nAda Quill\nBen Wray\n"
)


def by_post(text: str) -> dict[str, set[str]]:
    """Who was elected, by post."""
    return {
        r.position.name: {c.candidate.name for c in r.candidacies if c.candidate}
        for r in records(text)
        if r.position
    }


@pytest.mark.parametrize("mark", [":", " -", " –"])
def test_a_label_beside_posts_is_a_post(mark: str) -> None:
    rows = f"President{mark} Nia Holt\nAss Sec{mark} Ben Wray\nTU Liaison{mark} Cora Lamb"
    assert by_post(OFFICERS + rows) == {
        "President": {"Nia Holt"},
        "Ass Sec": {"Ben Wray"},
        "TU Liaison": {"Cora Lamb"},
    }


def test_a_post_has_several_holders_and_each_their_slate() -> None:
    found = records(OFFICERS + "Chair: Eve Marsh\nVice Chairs: Tom Ferris; Ada Quill (Labour)\n")
    both = next(r for r in found if r.position and r.position.name == "Vice Chairs")
    slates = {c.candidate.name: [a.name for a in c.affiliations] for c in both.candidacies if c.candidate}
    assert slates["Tom Ferris"] == []
    assert len(slates["Ada Quill"]) == 1


def test_who_was_present_is_elected_to_nothing() -> None:
    text = "Guild minutes\n\nPresent: Nia Holt\nApologies: Ben Wray\nThe election is in May.\n"
    assert records(text) == []


@pytest.mark.parametrize("names", ["Nia Holt Elected\nTom Ferris Elected", "Nia Holt\nTom Ferris"])
def test_an_announcement_stands_over_all_sections(names: str) -> None:
    found = records(NORTH_SOUTH.format(names))
    assert {r.constituency.name for r in found if r.constituency} == {"Northern Region", "Southern Region"}
    assert all(c.outcome == "elected" for r in found for c in r.candidacies)
    assert {r.committee.name for r in found if r.committee} == {"National Executive Committee"}


def test_candidates_by_section_are_not_elected() -> None:
    text = NORTH_SOUTH.format("Nia Holt\nTom Ferris").replace("The results of", "The candidates in")
    assert records(text) == []


def test_names_labelled_with_areas_are_contests_of_their_areas() -> None:
    text = (
        "Guild board election results\n\nThe newly elected Regional Board Members are as follows.\n\n"
        "Regional Board Members\nDurham North: Tom Ferris Durham South: Ada Quill\n"
    )
    found = records(text)
    assert {r.constituency.name: len(r.candidacies) for r in found if r.constituency} == {
        "Durham North": 1,
        "Durham South": 1,
    }


def test_rows_of_initials_and_party_codes() -> None:
    text = (
        "School board election\n\nHere are the results for the Millbrook school board:\n\n"
        "Millbrook District, two seats\nB Holt Dem. 2754\nT Ferris Dem. 2677\nA Wray Rep. 2469\n"
    )
    assert votes(text) == {"B Holt": 2754, "T Ferris": 2677, "A Wray": 2469}
    parties = [a.name for r in records(text) for c in r.candidacies for a in c.affiliations]
    assert len(parties) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Student election\n\nNia Holt and her running mate Tom Ferris won the student election.",
        "Student election\n\nThe ticket of Nia Holt and Tom Ferris won the student election.",
        "Student government election results\n\nPresident/Vice President\n"
        "Nia Holt/Tom Ferris 1,204\nAda Quill/Ben Wray 988",
        "Student government election results\n\nPresident\nNia Holt & Tom Ferris 1,204\n"
        "Ada Quill & Ben Wray 988",
    ],
)
def test_two_who_stand_together_are_one_candidacy(text: str) -> None:
    assert outcomes(text)["Nia Holt and Tom Ferris"] == "elected"
    joint = [c for r in records(text) for c in r.candidacies if c.candidate and " and " in c.candidate.name]
    assert joint
    assert all(c.candidate.kind == "joint" and c.candidate.family is None for c in joint if c.candidate)


def test_two_winners_are_no_ticket() -> None:
    assert set(outcomes("Nia Holt and Tom Ferris won seats in the council election.")) == {
        "Nia Holt",
        "Tom Ferris",
    }


def test_another_seat_is_of_the_same_body() -> None:
    text = (
        "School election\n\nNia Holt and Tom Ferris were re-elected to the Millbrook school board. "
        "Ada Quill won the third open seat."
    )
    assert [len(r.candidacies) for r in records(text)] == [3]


def test_members_of_a_body_and_its_chair_are_two_contests() -> None:
    text = (
        "Guild election\n\nNia Holt was elected chair of the executive board. "
        "Members elected Ben Wray and Cora Lamb to the executive board."
    )
    assert [len(r.candidacies) for r in records(text)] == [1, 2]


@pytest.mark.parametrize("chooser", ["The minister", "The board's chair"])
def test_one_person_elects_nobody(chooser: str) -> None:
    assert records(f"Council election\n\n{chooser} chose Ben Wray as treasurer.") == []


def test_many_elect() -> None:
    assert outcomes("Council election\n\nThe members chose Ben Wray as treasurer.") == {"Ben Wray": "elected"}
