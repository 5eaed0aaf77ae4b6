"""Elections of student unions: portfolios, options, rolls of officers, several posts in one breath."""

from __future__ import annotations

import pytest

from extractor import extract


def contests(text: str) -> dict[str, dict[str, tuple[str | None, int | None]]]:
    """What becomes of whom, with how many votes, by post."""
    return {
        record.position.name if record.position is not None else "": {
            c.candidate.name: (c.outcome, c.votes) for c in record.candidacies if c.candidate is not None
        }
        for record in extract(text).records
    }


def test_deputies_are_told_apart_by_their_portfolios() -> None:
    text = (
        "Student union election results\n\nNia Holt was elected VP Internal with 1,539 votes. "
        "Sam Orr was elected vice president, university affairs; Ada Quill was elected "
        "vice-president (higher education).\n"
    )
    assert contests(text).keys() == {
        "VP Internal", "vice president, university affairs", "vice-president (higher education)",
    }  # fmt: skip


def test_what_follows_a_deputy_may_be_another_name() -> None:
    text = "Student election results\n\nNia Holt was elected vice-president of the student union.\n"
    assert contests(text).keys() == {"vice-president"}


def test_an_acronym_before_a_post_is_its_society() -> None:
    text = "Student election results\n\nNia Holt was elected SSMU president, beating Sam Orr.\n"
    assert contests(text) == {"president": {"Nia Holt": ("elected", None), "Sam Orr": ("not_elected", None)}}


def test_votes_won_are_no_win() -> None:
    text = (
        "Nia Holt was elected president of the students' union, beating Sam Orr and Ada Quill. "
        "Holt won 372 votes, Orr won 328 votes, Quill won 9 votes, and RON won 22 votes.\n"
    )
    (contest,) = contests(text).values()
    assert [name for name, (outcome, _) in contest.items() if outcome == "elected"] == ["Nia Holt"]
    assert contest["RON"] == ("not_elected", 22)


def test_re_opening_nominations_is_an_act_too() -> None:
    text = (
        "Student election results\n\nNia Holt was elected chair. "
        "Eight votes were cast to re-open nominations.\n"
    )
    assert contests(text) == {"chair": {"Nia Holt": ("elected", None)}}


def test_a_round_is_no_vote() -> None:
    text = (
        "Union results\n\nHere are the results:\nPosition: Vice-President (Sport & Leisure)\n"
        "Winner | Votes | Round | Margin |\nNia Holt | 602 | 6 | 111 |\n"
    )
    assert contests(text) == {"Vice-President (Sport & Leisure)": {"Nia Holt": ("elected", 602)}}


def test_a_mark_may_say_in_which_count() -> None:
    text = (
        "Union election results\n\nVice President Welfare\n\nMcDermott 600\n\n"
        "Nia Holt 1466 (elected on 2nd count)\n\n"
        "Orr 1013\n\nRe open nominations 64\n"
    )
    (contest,) = contests(text).values()
    assert [name for name, (outcome, _) in contest.items() if outcome == "elected"] == ["Nia Holt"]


def test_a_roll_holds_names_that_nothing_else_knows() -> None:
    text = (
        "Student union election results\n\nThe declared winners are as follows:\n\n"
        "  • Vice President (VP) – Nia Holt\n  • Reading Room & Cafeteria Secretary – "
        "Umka Salwe (Independent)\n"
        "  • Sports Secretary – Sam Orr\n"
    )
    found = contests(text)
    assert found["Reading Room & Cafeteria Secretary"] == {"Umka Salwe": ("elected", None)}
    assert len(found) == 3


def test_posts_in_brackets_behind_names() -> None:
    text = (
        "Unofficial results of the student union elections\n\nThe executives elected are:\n\n"
        "Nia Holt (general coordinator)\n\nSam Orr (student life coordinator)\n"
    )
    assert contests(text) == {
        "general coordinator": {"Nia Holt": ("elected", None)},
        "student life coordinator": {"Sam Orr": ("elected", None)},
    }


def test_yes_and_no_below_a_name_are_its_figures() -> None:
    text = (
        "Student union election results\n\nGeneral Coordinator:\n\nNia Holt (Open Door) – Elected\n"
        "Yes: 333\n\n"
        "Sam Orr (Team Connect)\nYes: 325\nAbstain: 180\n"
    )
    assert contests(text) == {
        "General Coordinator": {"Nia Holt": ("elected", 333), "Sam Orr": ("not_elected", 325)}
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Nia Holt won a spot in the run-off election for the position of secretary.",
        "Nia Holt took third place in the presidential race with 455 votes.",
    ],
)
def test_a_later_place_is_no_win(sentence: str) -> None:
    outcomes = [
        o for c in contests("Student election results\n\n" + sentence + "\n").values() for o, _ in c.values()
    ]
    assert "elected" not in outcomes


def test_the_sentence_before_may_name_the_race() -> None:
    text = (
        "Student election results\n\nThe race for treasurer was the closest of the night. "
        "Nia Holt beat Sam Orr by nine votes.\n\nThe contest for president was less "
        "exciting. Ada Quill won with 56% of the vote.\n"
    )
    assert contests(text).keys() == {"treasurer", "president"}


def test_a_common_word_is_no_foreign_party() -> None:
    text = (
        "Student union results\n\nThe Action Chair candidates were Nia Holt and Sam Orr. "
        "Nia Holt was elected.\n"
    )
    assert not [a for r in extract(text).records for c in r.candidacies for a in c.affiliations]


def test_whom_somebody_beats_is_somebody_else() -> None:
    text = "Nia Holt was elected mayor of Milford, but in 2019 Sam Orr beat her by 700 votes to 600."
    found = [
        {c.candidate.name: c.votes for c in r.candidacies if c.candidate is not None}
        for r in extract(text).records
    ]
    assert {"Nia Holt": 600, "Sam Orr": 700} in found
