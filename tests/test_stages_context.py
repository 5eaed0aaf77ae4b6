"""Context: which clauses speak of another election, of one to come, of a poll, or of none."""

from __future__ import annotations

import pytest
from staged import analyse, gap, outcomes, records


def marks(text: str) -> set[str]:
    return {mark.kind for mark in analyse(text).marks}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Nia Holt was on course to win four seats.", "expected"),
        ("Nia Holt is expected to win the election.", "expected"),
        ("Nia Holt would have won the election.", "hypothetical"),
        ("If Nia Holt wins the election, Sam Orr leaves.", "hypothetical"),
        ("A poll put Nia Holt on 48% in the election.", "poll"),
        gap("Nia Holt denied that she won the election.", "denied", reason="context: denied that"),
        ("Nia Holt claimed victory in the election.", "claimed"),
    ],
)
def test_a_clause_is_marked(text: str, mark: str) -> None:
    assert mark in marks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nia Holt was elected chair with 812 votes.",
        "Nia Holt won the election, as expected by nobody.",
        "The unexpected winner of the election is Nia Holt.",
    ],
)
def test_a_plain_result_is_not_marked(text: str) -> None:
    assert not marks(text) & {"hypothetical", "denied", "poll"}


@pytest.mark.parametrize(
    "text",
    [
        "Nia Holt is expected to be elected chair on Friday.",
        "Nia Holt hopes to be elected chair.",
        "Nia Holt will be elected chair unopposed.",
        "Nia Holt could be elected chair.",
        "If Nia Holt is elected chair, Sam Orr will leave.",
        "Nia Holt would have been elected chair with 812 votes.",
        "Nia Holt was on course to be elected chair.",
        gap("Nia Holt was not elected yet.", reason="context: not ... yet"),
        "Nia Holt is a candidate in the election for chair.",
        "Nia Holt announced her candidacy in the election for mayor of Milford.",
        "Nia Holt is leading in the polls with 48%.",
        "An exit poll put Nia Holt on 48% and Sam Orr on 47%.",
        "Bookmakers have Nia Holt winning the election by 812 votes.",
        "Nia Holt was appointed chair.",
        "Nia Holt won the award with 812 votes.",
        "Milford beat Barton 7-5 in the cup.",
        "Nia Holt needs 812 votes to be elected.",
        "Nia Holt received 12 nominations for chair.",
        "For example, a candidate with 812 votes is elected.",
        "Nia Holt leads Sam Orr by 22 votes with half of the votes counted.",
    ],
)
def test_nothing_is_a_result_that_has_not_happened(text: str) -> None:
    assert not {"elected", "not_elected"} & set(outcomes(text).values())


@pytest.mark.parametrize(
    ("text", "published", "timing"),
    [
        ("Nia Holt was elected mayor of Milford on Thursday.", "2024-05-03", "current"),
        ("Nia Holt was elected mayor of Milford in 2019.", "2024-05-03", "previous"),
        ("Nia Holt was elected mayor of Milford in 2024.", "2024-05-03", "current"),
        ("At the last election Nia Holt beat Sam Orr by 812 votes to 790.", "2024-05-03", "previous"),
        ("Five years ago Nia Holt was elected mayor of Milford.", "2024-05-03", "previous"),
        ("Nia Holt, who was elected mayor in 2019, spoke.", "2024-05-03", "previous"),
    ],
)
def test_an_earlier_election_is_previous(text: str, published: str, timing: str) -> None:
    assert [record.timing for record in records(text, published)] == [timing]


def test_one_sentence_may_hold_two_elections() -> None:
    text = "Nia Holt was elected mayor of Milford, but in 2019 Sam Orr beat her by 700 votes to 600."
    timings = {record.timing for record in records(text, "2024-05-03")}
    assert timings == {"current", "previous"}


@pytest.mark.parametrize(
    "text",
    [
        "Orr said: “Nia Holt was elected chair with 812 votes and we are all so very glad.”",
        "Open Door said it was a huge victory for Nia Holt in the election.",
    ],
)
def test_speech_is_no_plain_fact(text: str) -> None:
    assert all(record.attribution for record in records(text))


def test_a_headline_about_a_poll_makes_all_figures_a_polls() -> None:
    text = "Poll: Holt leads race for mayor\n\nNia Holt has 48% and Sam Orr 47% in the election for mayor."
    assert not records(text)


def test_both_sides_claim_victory() -> None:
    text = "Nia Holt claimed victory in the election for mayor. Sam Orr claimed victory too."
    assert set(outcomes(text).values()) <= {None}


@pytest.mark.parametrize(
    "text",
    [
        "United hold on\n\nCaptain Ed Vane won it late in the county cup.\n\nUnited play their "
        "semi-final on Monday.\n\nTom Ferris conceded a penalty.\n\nNia Holt, who scored two goals, was out.",
        "Poll: Holt leads Orr\n\nNia Holt beat Sam Orr by 52 percent to 48 percent in a poll.\n\n"
        "A poll in May put her ahead. The poll has a margin of error.\n\nThe election is in June.",
        "Ferris seeks a second term\n\nThe mayor won a vote of confidence on Friday. Tom Ferris lost it.\n\n"
        "He will stand in the election.",
    ],
)
def test_matches_polls_and_confidence_votes_are_no_elections(text: str) -> None:
    assert records(text, "2024-05-03") == []


@pytest.mark.parametrize(
    "text",
    [
        "Had Nia Holt won Ohio, she would be president.",
        "Should Nia Holt win the election, Sam Orr leaves.",
        "Nia Holt won a vote of confidence among members by 121 votes to 59.",
        "A motion of no confidence in Nia Holt was defeated by 20 votes to 12.",
        "Nia Holt returned to Milford after the election.",
        "The choice for a new prime minister, Nia Holt, was made after the election.",
        "Congratulations to Nia Holt on having run a tough race in the election.",
        "Nia Holt won the primary; she holds a lead of 304 delegates over Sam Orr.",
    ],
)
def test_what_looks_like_a_win_and_is_none(text: str) -> None:
    assert "elected" not in outcomes(text).values()


def test_the_mark_of_a_relative_clause_ends_with_it() -> None:
    [mark] = analyse("Sam Orr, who won four years ago, lost to Nia Holt.").marks
    assert mark.kind == "previous"
    assert mark.end == len("Sam Orr, who won four years ago")


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("Nia Holt was elected mayor on Tuesday. Sam Orr won the mayoral election in 2015.", "previous"),
        ("Milford, 2 May 2015\n\nSam Orr won the mayoral election in 2015.", "current"),
        ("Milford, 2 May 2019\n\nSam Orr won the mayoral election, the best result since 1922.", "current"),
    ],
)
def test_when_the_last_told_vote_was(text: str, timing: str) -> None:
    assert records(text)[-1].timing == timing
