"""Slates that no pack knows: which frames prove a name, and what looks like a slate and is none."""

from __future__ import annotations

import pytest
from staged import mentions, records


def slates(text: str) -> list[str]:
    """The slates of a text, each name once, in the order of the text."""
    return list(dict.fromkeys(m.name for m in mentions(text, "SLATE")))


@pytest.mark.parametrize(
    "text",
    [
        "The Greener Plots slate won the society's election.",
        'The "Greener Plots" ticket won the society\'s election.',
        "Greener Plots-backed candidates won the society's election.",
        "Candidates backed by campaign group Greener Plots won the society's election.",
        "In the society's election Greener Plots won seven of the 15 positions.",
        "In the society's election Greener Plots has also secured four seats.",
        "Greener Plots candidates were cheered at the society's election.",
    ],
)
def test_a_frame_proves_a_name(text: str) -> None:
    assert slates(text) == ["Greener Plots"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Plots to Share-backed candidates won.", "Plots to Share"),
        ("The National Harvest Front won 31 seats.", "National Harvest Front"),
        ("Voters of the Movement for Better Plots cheered.", "Movement for Better Plots"),
        ("Nia Holt's Harvest Party won 31 seats.", "Harvest Party"),
        ("The Gardeners' Party won 31 seats.", "Gardeners' Party"),
        ("Nia Holt of Greener Plots slate won.", "Greener Plots"),
    ],
)
def test_how_far_a_name_goes(text: str, name: str) -> None:
    assert slates(text) == [name]


def test_what_is_proved_once_is_a_slate_all_over_the_article() -> None:
    text = "Greener welcomed the vote. Nia Holt, a Greener pick, won. The Greener slate took two seats."
    assert [m.text for m in mentions(text, "SLATE")] == ["Greener", "Greener", "Greener"]


def test_an_acronym_is_the_slate_that_it_stands_for() -> None:
    text = "Members of the Better Plots Circle (BPC) met. The BPC won seven of the 15 positions."
    assert {m.name for m in mentions(text, "SLATE")} == {"Better Plots Circle"}
    assert [m.text for m in mentions(text, "SLATE")] == ["Better Plots Circle", "BPC", "BPC"]


def test_an_acronym_means_what_the_article_says_and_not_what_a_pack_says() -> None:
    text = "The annual list of plots (ALP) was read. Nia Holt was elected chair, and the ALP was filed."
    assert not slates(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nia Holt and Sam Orr won the two seats on the board.",
        "Nia Holt-backed motions were lost before the election.",
        "Women won seven of the 15 positions in the election, and more women stood.",
        "They won seven of the 15 positions in the election.",
        "Presidential candidates met before the election.",
        "The party Nia Holt joined won the election.",
        "Milford council candidates met before the election.",
    ],
)
def test_people_and_plain_words_are_no_slate(text: str) -> None:
    assert not slates(text)


@pytest.mark.parametrize(
    ("text", "affiliations"),
    [
        ("Nia Holt and Sam Orr, both Democrats, were elected.", ["Democratic Party"] * 2),
        ("Democrats Nia Holt and Sam Orr were elected.", ["Democratic Party"] * 2),
        ("The Greener Plots slate of Nia Holt and Sam Orr was elected.", ["Greener Plots"] * 2),
        ("Nia Holt was elected chair on the Greener Plots ticket.", ["Greener Plots"]),
        ("Nia Holt, who ran as a Democrat, was elected.", ["Democratic Party"]),
        ("Nia Holt from the Greener Plots slate was elected chair.", ["Greener Plots"]),
        ("Results of the election\n\nElected:\n- Nia Holt (BEES slate BEES)\n- Sam Orr (BEES)", ["BEES"] * 2),
        ("Nia Holt was elected. All but Nia Holt ran on the Greener Plots slate.", []),
    ],
)
def test_what_a_slate_says_of_its_people(text: str, affiliations: list[str]) -> None:
    assert [a.name for r in records(text) for c in r.candidacies for a in c.affiliations] == affiliations
