"""Numbers: the shapes that figures have on real result pages, and what they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from staged import gap, mentions, records, votes

from extractor.numbers.figures import read_figure, read_words


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0", 0),
        ("812", 812),
        ("17475", 17475),
        ("239,998", 239998),
        ("1,18,035", 118035),
        ("4‚700", 4700),
        ("12.4k", 12400),
        ("0.9m", 900000),
        ("48.2", 48.2),
        ("1,204.5", 1204.5),
        ("", None),
        ("1,2", None),
        ("12th", None),
        ("-45", None),
        ("7–5", None),
        ("1e9", None),
        ("½", None),
        ("٣٤٥", None),
        ("three", None),
    ],
)
def test_one_word_in_figures(word: str, value: float | None) -> None:
    if word == "٣٤٥":
        assert read_figure(word) in (None, 345)
    else:
        assert read_figure(word) == value


@given(st.integers(0, 10**9))
def test_figures_are_read_with_and_without_commas(number: int) -> None:
    assert read_figure(str(number)) == number
    assert read_figure(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two", 2),
        ("thirteen", 13),
        ("twenty - one", 21),
        ("two hundred and five", 205),
        ("three thousand three hundred and fifty", 3350),
        ("a hundred", None),
        ("1.6 lakh", 160_000),
        ("10 crore", 100_000_000),
        ("2.3 million", 2_300_000),
        ("3 dozen", 36),
        ("two and three", 2),
        ("chair", None),
    ],
)
def test_numbers_in_words(text: str, value: int | None) -> None:
    words = text.split()
    read = read_words(words, 0, len(words) - 1)
    assert (read[0] if read else None) == value


SHAPES = "number shape"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On 4 May 812 votes were cast.", 812),
        ("In May 4 812 votes were cast in ward 12.", 812),
        ("In ward 12 345 votes were cast.", 345),
        ("In 2019 812 votes were cast.", 812),
        ("A swing of 27.295 points, and 812 votes.", 812),
        ("On 2.300 hectares stand 812 votes.", 812),
    ],
)
def test_figures_that_only_stand_side_by_side(text: str, value: int) -> None:
    assert [m.value for m in mentions(text, "VOTES")] == [value]


VOTES = [
    ("239,998 votes", 239998),
    ("17475 votes", 17475),
    ("1,18,035 votes", 118035),
    ("1.6 lakh votes", 160000),
    ("12.4k votes", 12400),
    ("2.3 million votes", 2300000),
    ("1.2m ballots", 1200000),
    ("11, 331 votes", 11331),
    ("110, 990 votes", 110990),
    ("4‚700 votes", 4700),
    ("2476 votes", 2476),
    ("two votes", 2),
    ("a mere eight votes", 8),
    ("just 11 votes", 11),
    ("as few as three votes", 3),
    ("twenty-one votes", 21),
    ("three thousand three hundred and fifty votes", 3350),
    ("zero votes", 0),
    ("one vote", 1),
    ("812 first-preference votes", 812),
    ("25 823 votes", 25823),
    ("1 204 votes", 1204),
    ("27.295 votes", 27295),
    ("1.5million votes", 1500000),
    ("812votes", 812),
    ("a dozen votes", 12),
    ("90-odd votes", 90),
    ("seven (7) votes", 7),
    gap("no votes", 0, reason=f"{SHAPES}: no votes"),
]


@pytest.mark.parametrize(("text", "value"), VOTES)
def test_votes(text: str, value: int) -> None:
    found = mentions(f"Nia Holt received {text} in the ballot.", "VOTES", "COUNT")
    assert [(m.label, m.value) for m in found] == [("VOTES", value)]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("400", None),
        ("about 400", "about"),
        ("around 400", "about"),
        ("some 400", "about"),
        ("almost 400", "about"),
        ("nearly 400", "about"),
        ("approximately 400", "about"),
        ("over 400", "over"),
        ("more than 400", "over"),
        ("fewer than 400", "under"),
        ("less than 400", "under"),
        ("under 400", "under"),
        ("close to 400", "about"),
        ("at least 400", "over"),
        ("up to 400", "under"),
    ],
)
def test_what_is_said_only_roughly(text: str, qualifier: str | None) -> None:
    (found,) = mentions(f"Nia Holt received {text} votes in the ballot.", "VOTES")
    assert (found.value, found.qualifier) == (400, qualifier)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("48.2%", 48.2),
        ("48.2 %", 48.2),
        ("48.2 per cent", 48.2),
        ("48.2 percent of the vote", 48.2),
        ("0.4 per cent", 0.4),
        ("fifty-one percent", 51),
        ("two thirds of the vote", 66.67),
        ("48.2pc of the vote", 48.2),
        ("half of the vote", 50),
        ("48,2 %", 48.2),
    ],
)
def test_shares(text: str, value: float) -> None:
    (found,) = mentions(f"Nia Holt received {text} in the ballot.", "SHARE")
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "won", "of"),
    [
        ("seven of the 15 positions", 7, 15),
        ("five of the six places", 5, 6),
        ("two out of three seats", 2, 3),
        ("all five seats", 5, 5),
        ("all six of the positions", 6, 6),
        ("both seats", 2, 2),
        ("three seats", 3, None),
        ("184 of the seats", 184, None),
    ],
)
def test_seats(text: str, won: int, of: int | None) -> None:
    (found,) = mentions(f"Open Door won {text} in the ballot.", "SEATS")
    assert found.value == won
    assert found.attrs.get("of") == of


@pytest.mark.parametrize(
    ("text", "rank"),
    [("finished second", 2), ("took third place", 3), ("came 4th", 4), ("was placed first", 1)],
)
def test_ranks(text: str, rank: int) -> None:
    (found,) = mentions(f"Nia Holt {text} in the ballot.", "RANK")
    assert found.value == rank


@pytest.mark.parametrize(
    "text",
    [
        "a fifth term",
        "the 12th count",
        "a third runoff",
        "a £500 deposit",
        "$1.2 million",
        "a medal, 44, and left",
        "a call at 9.45pm",
        "a gift (2)",
        "44 delegate votes",
        "half the ballots' cost",
        "12 300 envelopes",
        "120 electoral votes",
    ],
)
def test_what_counts_no_votes(text: str) -> None:
    assert not mentions(f"Nia Holt received {text} in the ballot.", "VOTES")


def test_electoral_votes_are_nobodys_votes() -> None:
    text = "Nia Holt won the presidential election with 312 electoral votes to 226 for Sam Orr."
    assert set(votes(text).values()) <= {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nia Holt beat Sam Orr by 812 votes to 790 in the ballot.", {"Nia Holt": 812, "Sam Orr": 790}),
        ("Nia Holt beat Sam Orr 812-790 in the election.", {"Nia Holt": 812, "Sam Orr": 790}),
        ("Nia Holt beat Sam Orr by 22 votes in the election.", {"Nia Holt": None, "Sam Orr": None}),
        ("Nia Holt was elected chair with a majority of 22.", {"Nia Holt": None}),
        (
            "Nia Holt and Ed Vane were elected to the board with 812 and 790 votes respectively.",
            {"Nia Holt": 812, "Ed Vane": 790},
        ),
        ("Nia Holt was elected chair with more than 17,000 votes.", {"Nia Holt": 17000}),
        (
            "Nia Holt and Ed Vane received 812 and 790 votes respectively in the election of the board.",
            {"Nia Holt": 812, "Ed Vane": 790},
        ),
    ],
)
def test_whose_votes(text: str, expected: dict[str, int | None]) -> None:
    assert votes(text) == expected


@pytest.mark.parametrize(
    ("text", "majority"),
    [
        ("Nia Holt was elected MP for Milford with a majority of 1,204.", 1204),
        ("Nia Holt beat Sam Orr by 22 votes in the election for mayor of Milford.", 22),
        ("Nia Holt was elected mayor of Milford with 812 votes.", None),
    ],
)
def test_majorities(text: str, majority: int | None) -> None:
    (record,) = records(text)
    assert record.majority == majority


def test_a_range_belongs_to_each_of_a_list() -> None:
    text = "Nia Holt, Ed Vane and Ana Cruz were elected to the board with between 100 and 200 votes each."
    (record,) = records(text)
    assert [(c.votes_min, c.votes_max, c.votes) for c in record.candidacies] == [(100, 200, None)] * 3


def test_turnout_is_nobodys_share() -> None:
    (record,) = records("Nia Holt was elected mayor of Milford with 48.2% of the vote. Turnout was 41.5%.")
    assert record.candidacies[0].share == 48.2
    assert record.turnout is None or record.turnout.percent == 41.5


@pytest.mark.parametrize("digits", [4_301, 100_000])
def test_a_figure_of_any_length_is_no_fault(digits: int) -> None:
    records(f"Nia Holt was elected chair with {'7' * digits} votes.")


def test_the_second_of_a_pair_of_electors_votes_is_nobodys_either() -> None:
    text = "Nia Holt won the presidential election. Holt captured 312 electoral votes to Orr's 226."
    assert set(votes(text).values()) <= {None}


@pytest.mark.parametrize("group", ["women", "Black voters", "white men", "those under 30"])
def test_a_share_of_one_group_of_voters_is_no_share(group: str) -> None:
    record = records(f"Nia Holt won the election for mayor. Holt won 58 percent of {group}.")[0]
    assert {c.share for c in record.candidacies} == {None}


def test_two_bare_figures_that_make_a_hundred_are_shares() -> None:
    [record] = records("Nia Holt defeated Sam Orr 52-48 in the election for mayor.")
    assert [(c.share, c.votes) for c in record.candidacies] == [(52.0, None), (48.0, None)]


def test_two_bare_figures_that_do_not_are_votes() -> None:
    assert votes("Nia Holt defeated Sam Orr 130-88 in the election for leader.") == {
        "Nia Holt": 130,
        "Sam Orr": 88,
    }
