"""What an article says of a vote beside its result: turnout, term, system, status, earlier holders."""

from __future__ import annotations

import pytest
from staged import records

from extractor.records import Record

HOLT = "Nia Holt was elected chair of the union."


def only(text: str) -> Record:
    (record,) = [r for r in records(text) if r.timing == "current"]
    return record


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Turnout was 34.1%.", {"percent": 34.1}),
        ("Turnout was 12 per cent (15,990).", {"percent": 12.0, "ballots": 15990}),
        ("There was a 25% turnout.", {"percent": 25.0}),
        ("In all, 9,189 people voted.", {"ballots": 9189}),
        ("402 of the union's 1,011 members voted.", {"ballots": 402, "registered": 1011}),
        ("31% of the union's 48,000 members voted.", {"percent": 31.0, "registered": 48000}),
        ("There were 214 spoilt papers and 2,000 ballots were cast.", {"spoilt": 214, "ballots": 2000}),
        ("The union has 702 registered voters.", {"registered": 702}),
        ("Six ballots were rejected.", {"spoilt": 6}),
    ],
)
def test_turnout(text: str, figures: dict[str, float]) -> None:
    turnout = only(f"{HOLT} {text}").turnout
    assert turnout is not None
    assert turnout.model_dump(exclude_none=True) == figures


@pytest.mark.parametrize(
    "text",
    [
        "The motion was carried when 312 members voted for it.",
        "The party wants a turnout of more than half next year.",
        "Holt said that 40 members came to the meeting.",
        "If 500 people voted, the hall would be full.",
        "Two members voted against.",
    ],
)
def test_what_only_looks_like_turnout_is_none(text: str) -> None:
    assert only(f"{HOLT} {text}").turnout is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Nia Holt was elected chair of the union for a three-year term.", 3),
        ("Nia Holt was elected chair of the union. She will serve for two years.", 2),
        ("Nia Holt was elected chair of the union. The term runs from May for twelve months.", 1),
    ],
)
def test_term(text: str, years: int) -> None:
    term = only(text).term
    assert term is not None
    assert term.years == years


@pytest.mark.parametrize(
    "text",
    [
        "She was elected three years ago to the council.",
        "She has to run again in May for a full two-year term.",
        "Tom Ferris retired after a four-year term.",
        "Members have waited for two years.",
    ],
)
def test_other_stretches_of_time_are_no_term(text: str) -> None:
    assert only(f"{HOLT} {text}").term is None


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("The election was held under the single transferable vote.", "single-transferable-vote"),
        ("Votes were counted by ranked-choice voting.", "preferential"),
        ("Members vote using first past the post.", "first-past-the-post"),
        ("The union is for the single transferable vote.", None),
        ("Holt would like elections held under the single transferable vote.", None),
        ("The council uses STV, the mayor is elected by first past the post.", None),
    ],
)
def test_voting_system(text: str, system: str | None) -> None:
    assert only(f"{HOLT} {text}").voting_system == system


def test_status_of_a_count_that_is_not_final() -> None:
    assert only("Nia Holt was elected mayor of Arden, unofficial results showed.").status == "provisional"
    assert only("Nia Holt was elected mayor of Arden.").status is None


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Nia Holt was elected chair of the union. She succeeds Una Byrne.", "Una Byrne"),
        ("Nia Holt was elected chair of the union, replacing Una Byrne.", "Una Byrne"),
        ("Nia Holt was elected chair of the union. Una Byrne spoke too.", None),
        ("Nia Holt was elected chair of the union. Sam Orr was named to replace Una Byrne as clerk.", None),
    ],
)
def test_previous_holder(text: str, holder: str | None) -> None:
    assert [ref.name for ref in only(text).previous_holders] == ([holder] if holder else [])


def test_a_detail_that_may_be_of_two_contests_is_of_none() -> None:
    found = records(
        "Nia Holt was elected chair of the union.\n\nTom Ferris was elected treasurer of the union.\n\n"
        "Turnout was 31.8%."
    )
    assert len(found) == 2
    assert [r.turnout for r in found] == [None, None]


def test_each_figure_has_evidence() -> None:
    text = f"{HOLT} Turnout was 12 per cent (15,990)."
    told = {e.field: e.text for e in only(text).evidence}
    assert told["/turnout/percent"] == "12"
    assert told["/turnout/ballots"] == "15,990"
