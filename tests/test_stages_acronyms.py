"""Acronyms mean what their article says, in both orders of the definition, and only there."""

from __future__ import annotations

import pytest
from staged import gap, mentions, pipeline

from extractor.stages.acronyms import define


@pytest.mark.parametrize(
    ("short", "words", "count"),
    [
        ("NCC", "the national constitutional committee", 3),
        ("CLP", "a constituency Labour party", 3),
        ("GOC", "the General Osteopathic Council", 3),
        ("DPC", "the Department of the Planning Council", 5),
        gap("CLGA", "the Centre-Left Grassroots Alliance", 3, reason="letters of both halves of a hyphen"),
        ("NUS", "the national union of students", 4),
        ("SGA", "the Student Government Association", 3),
        ("XYZ", "the national constitutional committee", None),
        ("NCC", "committee", None),
        ("NCC", "", None),
    ],
)
def test_how_many_words_a_bracket_stands_for(short: str, words: str, count: int | None) -> None:
    assert define(short, words.split()) == count


def meanings(text: str) -> dict[str, str]:
    found: dict[str, str] = pipeline()(text).user_data["election_acronyms"]
    return found


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The general purposes council (GPC) met.", "GPC", "general purposes council"),
        ("The Society of Milford Gardeners (SMG) met.", "SMG", "Society of Milford Gardeners"),
        gap(
            "The GPC (General Purposes Council) met.",
            "GPC",
            "General Purposes Council",
            reason="acronym first",
        ),
        gap(
            "The GPC, the general purposes council, met.",
            "GPC",
            "general purposes council",
            reason="acronym first, explained in an apposition",
        ),
    ],
)
def test_an_article_defines_an_acronym(text: str, short: str, long: str) -> None:
    assert meanings(text) == {short: long}


@pytest.mark.parametrize("text", ["Nia Holt (Lab) won.", "Nia Holt (C) won.", "The club (founded 1900) met."])
def test_other_brackets_define_nothing(text: str) -> None:
    assert not {short for short, long in meanings(text).items() if long == "Nia Holt"}


def test_an_acronym_is_the_body_that_it_stands_for() -> None:
    text = "Voting for the general purposes committee (GPC) closed. Nia Holt was elected to the GPC."
    bodies = mentions(text, "COMMITTEE")
    assert {m.text for m in bodies} >= {"GPC"}
    assert len({m.id for m in bodies}) == 1


def test_an_acronym_of_a_body_that_a_pack_knows() -> None:
    text = "Voting for Labour's national policy forum (NPF) closed. Nia Holt was elected to the NPF."
    assert {m.text: m.id for m in mentions(text, "COMMITTEE")}["NPF"] == "labour-npf"


def test_a_meaning_does_not_outlive_its_article() -> None:
    meanings("The general purposes council (GPC) met.")
    assert meanings("The GPC met.") == {}
    assert meanings("The Gardening and Planting Club (GPC) met.") == {"GPC": "Gardening and Planting Club"}
