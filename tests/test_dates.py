"""What a written date stands for, which contest it belongs to, and which dates are of no vote."""

from __future__ import annotations

from datetime import date

import pytest
from staged import records

from extractor.dates import precise, read_dates, stated_day

FRIDAY = date(2024, 6, 7)


def read(text: str, published: date | None = FRIDAY) -> list[tuple[str, str] | None]:
    return [precise(d.first, d.last) for d in read_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("on Thursday", "2024-06-06", "day"),
        ("on Friday 31 May", "2024-05-31", "day"),
        ("on Thursday, 30th May, 2024", "2024-05-30", "day"),
        ("on the 4th of May", "2024-05-04", "day"),
        ("May 30, 2023", "2023-05-30", "day"),
        ("Mar. 5", "2024-03-05", "day"),
        ("2024-05-03", "2024-05-03", "day"),
        ("yesterday", "2024-06-06", "day"),
        ("three days ago", "2024-06-04", "day"),
        ("Sunday night", "2024-06-02", "day"),
        ("4-6 May", "2024-05", "month"),
        ("in March", "2024-03", "month"),
        ("last month", "2024-05", "month"),
        ("earlier this week", "2024-06", "month"),
        ("two weeks ago", "2024-05", "month"),
        ("in May 2022", "2022-05", "month"),
        ("this year's", "2024", "year"),
        ("in 2017", "2017", "year"),
        # the week before has days of two months, and "last Tuesday" may be either of two
        ("last week", "2024", "year"),
        ("last Tuesday", "2024", "year"),
        # the 30th was a Thursday: one of the two is a slip
        ("on Wednesday 30 May 2024", "2024-05", "month"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, value: str, precision: str) -> None:
    assert read(text) == [(value, precision)]


@pytest.mark.parametrize(
    "text",
    ["she may 12 times", "Theresa May won", "2,021 votes", "2021 votes", "the 2021-22 season", "31 June",
     "1850 votes", "May 1,234 votes", "at 12 noon", "next Tuesday", "later this month", "Super Tuesday",
     "sat 3"],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["on Thursday", "on 4 July", "in March", "last month", "two years ago"])
def test_without_a_day_of_publication_such_a_date_says_nothing(text: str) -> None:
    assert read(text, None) == []


def test_a_day_without_a_year_that_lies_ahead_is_not_taken_from_last_year() -> None:
    assert read("on 4 July") == []
    assert read("on 20 December", date(2024, 1, 9)) == [("2023-12-20", "day")]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Holt wins\n\nPublished: 3 May 2024, 10:15\n\nNia Holt won.", date(2024, 5, 3)),
        ("Holt wins\n\nMay 3, 2024\n\nNia Holt won.", date(2024, 5, 3)),
        ("Holt wins on 2 May 2024\n\nNia Holt won.", None),
        ("Holt wins\n\nNia Holt won the vote of 2 May 2024.", None),
    ],
)
def test_an_article_dates_itself_by_a_line_of_its_own(head: str, day: date | None) -> None:
    assert stated_day(head) == day


def dated(text: str) -> list[str | None]:
    return [r.date.value if r.date else None for r in records(text, "2024-06-07")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Nia Holt was elected chair of the board on Thursday.", "2024-06-06"),
        ("Nia Holt won Tuesday's primary for mayor of Arden, beating Tom Ferris.", "2024-06-04"),
        ("In the May 2024 election Nia Holt was elected mayor of Arden.", "2024-05"),
        ("Nia Holt was elected chair at this year's conference.", "2024"),
        ("Nia Holt was elected chair. The ballot was held on 4 May.", "2024-05-04"),
        ("Voters went to the polls on Sunday. Nia Holt was elected mayor with 1,204 votes.", "2024-06-02"),
        ("Earlier this week members elected Nia Holt as general secretary.", "2024-06"),
    ],
)
def test_a_contest_has_the_date_of_its_vote(text: str, value: str) -> None:
    assert dated(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Nia Holt was elected chair of the board.",
        "Nia Holt was elected chair, the union announced on Thursday.",
        "Nia Holt, an organiser since 2019, was elected chair of the union.",
        "Nia Holt was elected chair and takes office on 1 June.",
        "Nia Holt was elected chair. She was born on 4 May 1980.",
        "Nia Holt was elected chair of the union for 2024.",
        "Nia Holt was elected chair. Tom Ferris resigned in May.",
        "Nia Holt was elected chair. The results were published on Thursday.",
        "Nia Holt was elected chair. She will meet members on Monday.",
        "Nia Holt was elected chair. The next election is on 4 June 2026.",
    ],
)
def test_other_dates_are_not_that_of_the_vote(text: str) -> None:
    assert dated(text) == [None]


def test_two_dates_that_contradict_give_none() -> None:
    assert dated("Nia Holt was elected chair. The vote was on 4 May. The ballot was held on 11 May.") == [
        None
    ]


def test_an_earlier_election_keeps_its_own_date() -> None:
    found = records(
        "Nia Holt was elected mayor of Arden on Thursday with 1,204 votes. "
        "In 2019 Tom Ferris won with 998 votes.",
        "2024-06-07",
    )
    assert [(r.timing, r.date.value if r.date else None) for r in found] == [
        ("current", "2024-06-06"), ("previous", "2019")
    ]  # fmt: skip


def test_a_date_has_evidence_and_says_its_precision() -> None:
    text = "Nia Holt was elected chair of the board last month."
    record = records(text, "2024-06-07")[0]
    assert record.date is not None
    assert (record.date.value, record.date.precision, record.date.text) == ("2024-05", "month", "last month")
    entry = next(e for e in record.evidence if e.field == "/date")
    assert text[entry.start : entry.end] == entry.text == "last month"
