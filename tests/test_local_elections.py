"""Round-ups of local elections: wards, boards, county offices, each a contest of its own."""

from __future__ import annotations

import pytest
from staged import outcomes, records, votes

ELECTED, LOST = "elected", "not_elected"


def contests(text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Committee, position and constituency of everybody who was elected."""
    return {
        c.candidate.name: (
            r.committee.name if r.committee else None,
            r.position.name if r.position else None,
            r.constituency.name if r.constituency else None,
        )
        for r in records(text)
        for c in r.candidacies
        if c.candidate and c.outcome == ELECTED
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The election results are in. Winning four-year terms were Nia Holt and incumbent Sam Orr. "
            "Falling short were Ada Quill and Ben Wray.",
            {"Nia Holt": ELECTED, "Sam Orr": ELECTED, "Ada Quill": LOST, "Ben Wray": LOST},
        ),
        (
            "Voters elected newcomers Nia Holt and Sam Orr, along with incumbent Ada Quill, to the board.",
            {"Nia Holt": ELECTED, "Sam Orr": ELECTED, "Ada Quill": ELECTED},
        ),
        (
            "In the election Nia Holt beat Sam Orr, Ada Quill defeated Ben Wray and Ida Cole topped Bo Day.",
            {
                "Nia Holt": ELECTED,
                "Sam Orr": LOST,
                "Ada Quill": ELECTED,
                "Ben Wray": LOST,
                "Ida Cole": ELECTED,
                "Bo Day": LOST,
            },
        ),
        (
            "Nia Holt was elected county auditor over Sam Orr, and Coroner Ada Quill was re-elected.",
            {"Nia Holt": ELECTED, "Sam Orr": LOST, "Ada Quill": ELECTED},
        ),
        (
            "Nia Holt won the open seat being vacated by Tom Ferris in the election, defeating Sam Orr.",
            {"Nia Holt": ELECTED, "Sam Orr": LOST},
        ),
        (
            "The election results are in. County Clerk Nia Holt ran unopposed, as did Treasurer Sam Orr.",
            {"Nia Holt": ELECTED, "Sam Orr": ELECTED},
        ),
    ],
)
def test_who_won_and_who_lost(text: str, expected: dict[str, str]) -> None:
    assert outcomes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nia Holt is running unopposed, as is Treasurer Sam Orr, in the election in May.",
        "Nia Holt needs 512 votes to defeat Sam Orr in the election.",
        "Recall fails: Mayor Nia Holt keeps her job after the recall vote.",
        "Nia Holt leads Sam Orr by six votes in Ward 2, with ballots of the election left to count.",
    ],
)
def test_what_looks_alike_is_no_result(text: str) -> None:
    assert not any(v in (ELECTED, LOST) for v in outcomes(text).values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Holt, Orr and Quill win\n\nNia Holt, Sam Orr and Ada Quill were elected to the board. "
            "Holt had 7,812 votes, Orr 7,502 and Quill 7,377.",
            {"Nia Holt": 7812, "Sam Orr": 7502, "Ada Quill": 7377},
        ),
        (
            "Nia Holt was defeated in the election by Sam Orr, who received 6,112 votes to her 5,780.",
            {"Nia Holt": 5780, "Sam Orr": 6112},
        ),
        (
            "Nia Holt was elected, receiving 1,512 votes (55.2 percent) to 1,227 (44.8 percent) for Sam Orr.",
            {"Nia Holt": 1512, "Sam Orr": 1227},
        ),
        (
            "Nia Holt won the election with a 14-vote win over Sam Orr.",
            {"Nia Holt": None, "Sam Orr": None},
        ),
    ],
)
def test_whose_the_figures_are(text: str, expected: dict[str, float | None]) -> None:
    found = votes(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nia Holt won the Ward 4 seat on the Durham City Council in the election.",
            {"Nia Holt": ("Durham City Council", None, "Ward 4")},
        ),
        (
            "In the race for county commissioner, District 1, Nia Holt beat Sam Orr in the election.",
            {"Nia Holt": (None, "county commissioner", "District 1")},
        ),
        (
            "In Trustee Area 3, Nia Holt defeated Sam Orr in the election.",
            {"Nia Holt": (None, None, "Trustee Area 3")},
        ),
        (
            "Ward 5 incumbent Nia Holt was ousted in the election by Sam Orr.",
            {"Sam Orr": (None, None, "Ward 5")},
        ),
        (
            "Clerk Nia Holt and Assessor Sam Orr were re-elected in the election.",
            {"Nia Holt": (None, "Clerk", None), "Sam Orr": (None, "Assessor", None)},
        ),
        (
            "Fairhollow Mayor Nia Holt was re-elected in the election.",
            {"Nia Holt": (None, "mayor", "Fairhollow")},
        ),
    ],
)
def test_what_each_contest_is_of(
    text: str, expected: dict[str, tuple[str | None, str | None, str | None]]
) -> None:
    assert contests(text) == expected


def test_no_ward_elects_the_mayor() -> None:
    text = (
        "Nia Holt was elected mayor of Dunmore, defeating Sam Orr in the mayor's race.\n\n"
        "Ward 1 Alderman Ada Quill won with 61 percent. In Ward 3, Ben Wray (412) defeated Ida Cole (377)."
    )
    posts = {name: (post, area) for name, (_, post, area) in contests(text).items()}
    assert posts["Nia Holt"][0] == "mayor"
    assert posts["Ada Quill"] == (None, "Ward 1")
    assert posts["Ben Wray"] == (None, "Ward 3")


def test_what_is_named_later_is_not_of_the_contest_told_first() -> None:
    text = (
        "Fairhollow Mayor Nia Holt won a second term in the election, defeating Sam Orr.\n\n"
        "In the City Council races, Ada Quill won the District 4 seat over Ben Wray."
    )
    found = contests(text)
    assert found["Nia Holt"] == (None, "mayor", "Fairhollow")
    assert found["Ada Quill"] == ("City Council", None, "District 4")


def test_lines_with_labels_are_contests_of_their_own() -> None:
    text = (
        "Who won in the local elections\n\nHere are the results:\n\nMayor of Dunmore: Nia Holt\n\n"
        "Dunmore City Council: Sam Orr, Ada Quill and Ben Wray\n\nAshby School Board: Ida Cole, Bo Day\n\n"
        "Sheriff: Tom Ferris"
    )
    assert contests(text) == {
        "Nia Holt": (None, "Mayor", "Dunmore"),
        "Sam Orr": ("Dunmore City Council", None, None),
        "Ada Quill": ("Dunmore City Council", None, None),
        "Ben Wray": ("Dunmore City Council", None, None),
        "Ida Cole": ("Ashby School Board", None, None),
        "Bo Day": ("Ashby School Board", None, None),
        "Tom Ferris": (None, "Sheriff", None),
    }


def test_numbered_districts_are_not_one_list() -> None:
    text = (
        "County council results\n\nDistrict 1: Nia Holt, 14,203, 53%; Sam Orr, 12,610, 47%\n\n"
        "District 2: Ada Quill (D) 11,345, 58%; Ben Wray (R) 8,213, 42%"
    )
    assert {name: area for name, (_, _, area) in contests(text).items()} == {
        "Nia Holt": "District 1",
        "Ada Quill": "District 2",
    }


def test_towns_head_the_parts_of_a_round_up() -> None:
    text = (
        "Election roundup: results from around the region\n\nASHWICK\nMayor Nia Holt won a third term, "
        "beating Sam Orr 812 to 640 in the election.\n\nDUNMORE\nAda Quill was elected town clerk."
    )
    assert {name: area for name, (_, _, area) in contests(text).items()} == {
        "Nia Holt": "Ashwick",
        "Ada Quill": "Dunmore",
    }


def test_a_rival_of_another_party_is_of_no_primary() -> None:
    text = (
        "Holt wins Republican primary\n\nNia Holt beat Sam Orr in the Republican primary for sheriff. "
        "Holt will face Democrat Ada Quill in the November general election."
    )
    assert outcomes(text) == {"Nia Holt": "nominated", "Sam Orr": LOST}


def test_a_district_of_a_chamber_names_the_chamber() -> None:
    text = (
        "Election results\n\nIn House District 12, Nia Holt defeated Sam Orr in Tuesday's election.\n\n"
        "In Ward 3, Ed Vane defeated Ann Dale for the council seat.\n"
    )
    bodies = {r.constituency.name: r.committee and r.committee.name for r in records(text) if r.constituency}
    assert bodies["House District 12"] == "House"
    assert bodies.get("Ward 3") != "House"
