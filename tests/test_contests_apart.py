"""Contests of one article kept apart and put together: openings, headings, seats, posts, rounds, years."""

from __future__ import annotations

import pytest
from staged import records

from extractor import Record

TWO_COMMITTEES = (
    "Two committees elected\n\nNia Holt and Sam Orr were elected to the two places on the audit committee "
    "with "
    "900 and 812 votes respectively.\n\nThere was more to see in the vote for the standards committee. All "
    "three "
    "seats went to Ed Vane, Mei Lin and Ana Cruz. "
)


def named(record: Record) -> tuple[str | None, ...]:
    """Committee, position and constituency of a record."""
    parts = (record.committee, record.position, record.constituency)
    return tuple(part.name if part else None for part in parts)


def names(record: Record) -> list[str]:
    return [c.candidate.name for c in record.candidacies if c.candidate]


def test_a_sentence_that_opens_a_vote_gives_its_body_to_the_next() -> None:
    audit, standards = records(TWO_COMMITTEES)
    assert (named(audit)[0], audit.seats, names(audit)) == ("audit committee", 2, ["Nia Holt", "Sam Orr"])
    assert (named(standards)[0], standards.seats) == ("Standards Committee", 3)
    assert names(standards) == ["Ed Vane", "Mei Lin", "Ana Cruz"]
    assert {e.basis for e in standards.evidence if e.field == "/committee"} == {"carried"}


def test_who_stands_beside_as_many_winners_as_seats_has_lost_with_a_range_too() -> None:
    text = TWO_COMMITTEES + "Ben Wray and Cora Lamb trailed with between 61,500 and 79,330 votes each."
    losers = [c for c in records(text)[1].candidacies if c.outcome == "not_elected"]
    assert [(c.candidate.name, c.votes_min, c.votes_max) for c in losers if c.candidate] == [
        ("Ben Wray", 61500, 79330),
        ("Cora Lamb", 61500, 79330),
    ]


def test_the_sentence_before_gives_the_seats() -> None:
    text = "Board election\n\nThere were three places. Nia Holt was elected with 900 votes."
    assert [r.seats for r in records(text)] == [3]


def test_seats_that_were_not_filled_are_no_seats_of_the_next_sentence() -> None:
    text = "Board election\n\nThree places were not up for election. Nia Holt was elected with 900 votes."
    assert [r.seats for r in records(text)] == [None]


@pytest.mark.parametrize("post", ["chair", "president", "treasurer"])
def test_another_winner_of_a_post_of_which_there_is_one_won_another(post: str) -> None:
    text = (
        f"Elections at the weekend\n\nNia Holt was elected {post} with 512 votes.\n\nSam Orr was elected "
        f"{post} "
        "with 312 votes."
    )
    assert [names(r) for r in records(text)] == [["Nia Holt"], ["Sam Orr"]]


def test_a_post_with_the_name_of_its_body_is_that_post() -> None:
    text = (
        "Holt wins Young Labour chair\n\nNia Holt is the new national chair of Young Labour after an "
        "election. She had 512 votes to Sam Orr's 490."
    )
    assert [names(r) for r in records(text)] == [["Nia Holt", "Sam Orr"]]


def test_a_heading_keeps_its_contest_apart() -> None:
    text = (
        "Sections elect officers\n\nNia Holt was elected with 300 votes to Ben Wray's 280.\n\n"
        "Young workers' committee\nSam Orr was elected with 512 votes to Ed Vane's 208."
    )
    assert [(named(r)[0], names(r)) for r in records(text)] == [
        (None, ["Nia Holt", "Ben Wray"]),
        ("Young workers' committee", ["Sam Orr", "Ed Vane"]),
    ]


def test_a_numbered_area_in_small_letters_is_a_constituency() -> None:
    text = "Executive election\n\nIn division 4, Nia Holt was elected with 812 votes."
    assert [named(r)[2] for r in records(text)] == ["division 4"]


def test_the_place_of_what_somebody_was_is_no_constituency() -> None:
    text = "Network election\n\nNia Holt, a former candidate in Milford East, was elected with 812 votes."
    assert [named(r)[2] for r in records(text)] == [None]


def test_all_seats_of_one_slate_make_all_winners_its() -> None:
    text = (
        "Organise slate sweeps women's board\n\nAll three of the members' seats on the women's board went "
        "to the "
        "Organise slate.\n\nThose elected are Nia Holt, Ana Cruz and Mei Lin."
    )
    (record,) = records(text)
    assert [[a.name for a in c.affiliations] for c in record.candidacies] == [["Organise"]] * 3
    assert [(s.slate.name, s.seats_won) for s in record.slates] == [("Organise", 3)]


def test_some_seats_of_a_slate_make_no_winner_its() -> None:
    text = (
        "Organise slate wins seats\n\nTwo of the members' three seats on the women's board went to the "
        "Organise "
        "slate.\n\nThose elected are Nia Holt, Ana Cruz and Mei Lin."
    )
    assert {a.name for r in records(text) for c in r.candidacies for a in c.affiliations} == set()


def test_of_several_counts_the_last_is_the_votes() -> None:
    text = (
        "Holt wins by-election\n\nNia Holt had 1,204 first preferences and Sam Orr had 1,330. After "
        "transfers Holt "
        "finished with 1,702 votes to Orr's 1,544 and was elected."
    )
    (record,) = records(text)
    told = {
        c.candidate.name: (c.votes, [(t.kind, t.value) for t in c.tallies])
        for c in record.candidacies
        if c.candidate
    }
    assert told["Nia Holt"] == (1702, [("first_preferences", 1204)])
    assert told["Sam Orr"][0] == 1544
    assert record.flags == []


def test_two_figures_without_counts_are_a_conflict() -> None:
    text = (
        "Holt wins by-election\n\nNia Holt was elected with 1,204 votes. "
        "Holt had 1,702 votes, officials said."
    )
    assert [r.flags for r in records(text)] == [["conflicting_values"]]


def test_a_year_that_opens_a_sentence_makes_the_clause_on_its_subject_previous() -> None:
    text = (
        "Holt wins guild chair election\n\nNia Holt was elected chair of the guild, after a long night of "
        "counting "
        "at the guild's own hall in which few had slept and many had sung, as the tellers told all who "
        "would hear "
        "them out, and as the caretaker, who had the keys, told them in turn when it was late. The result "
        "was close "
        "and the old guard took it well, said those who were there, and the new guard took it well too.\n\n"
        "In 2012 the chair went to Sam Orr, who beat Holt by 88 votes."
    )
    assert [(r.timing, names(r)) for r in records(text)] == [
        ("current", ["Nia Holt"]),
        ("previous", ["Sam Orr", "Nia Holt"]),
    ]


def test_percentages_said_once_are_shares() -> None:
    text = (
        "Holt wins leadership\n\nNia Holt is the new leader after the election.\n\n"
        "On the last ballot, Holt led with 39 per cent, followed by Sam Orr on 33 and Ed Vane on 17.\n"
    )
    told = {c.candidate.name: (c.votes, c.share) for r in records(text) for c in r.candidacies if c.candidate}
    assert told["Sam Orr"] == (None, 33.0) and told["Ed Vane"] == (None, 17.0)


def test_votes_beside_a_share_stay_votes() -> None:
    text = "Nia Holt won the election for chair with 52 votes, or 61 per cent, to Sam Orr's 33 votes.\n"
    told = {c.candidate.name: c.votes for r in records(text) for c in r.candidacies if c.candidate}
    assert told["Nia Holt"] == 52 and told["Sam Orr"] == 33


def test_a_clause_takes_the_place_right_before_it() -> None:
    text = (
        "Council election results\n\nIn Ward 2, Nia Holt edged Sam Orr by three votes, 341 to 338, while in"
        " Ward 3 Ed Vane won with 54 percent of the vote.\n"
    )
    told = {
        c.candidate.name: r.constituency and r.constituency.name
        for r in records(text)
        for c in r.candidacies
        if c.candidate
    }
    assert told["Nia Holt"] == "Ward 2" and told["Ed Vane"] == "Ward 3"


def test_a_mayor_sits_on_no_school_board() -> None:
    text = (
        "Milford school board election results\n\nNia Holt was elected to the Milford school board.\n\n"
        "In the race for mayor, Sam Orr ousted Ed Vane, 1,802-1,677.\n"
    )
    (mayor,) = [r for r in records(text) if r.position and r.position.name == "mayor"]
    assert mayor.committee is None
