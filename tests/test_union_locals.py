"""Union locals, branches and guilds: how their own pages print who was elected."""

from __future__ import annotations

import pytest
from staged import outcomes, records, votes

TITLE = "Local 417 election results\n\n"


def by_post(text: str) -> dict[str | None, set[str]]:
    """Who was elected to each post of an article."""
    out: dict[str | None, set[str]] = {}
    for record in records(text):
        post = record.position.name.lower() if record.position is not None else None
        won = {c.candidate.name for c in record.candidacies if c.candidate and c.outcome == "elected"}
        out.setdefault(post, set()).update(won)
    return out


@pytest.mark.parametrize(
    "rows",
    [
        "President: Nia Holt\nTreasurer: Sam Orr",
        "President – Nia Holt\nTreasurer – Sam Orr",
        "Nia Holt, President\nSam Orr, Treasurer",
        "• Nia Holt as our returning President\n• Sam Orr as our new Treasurer",
        "For President: Nia Holt\nFor the office of Treasurer: Sam Orr",
        "PRESIDENT Nia Holt\nTREASURER Sam Orr",
        "President\nNia Holt\n\nTreasurer\nSam Orr",
        "• President Nia Holt, Local 171-610 (Nashville, TN)\n• Treasurer Sam Orr, Local 99 (Toronto, ON)",
    ],
)
def test_rolls_of_officers(rows: str) -> None:
    text = TITLE + "The following officers were elected:\n\n" + rows + "\n"
    assert {k: v for k, v in by_post(text).items() if v} == {
        "president": {"Nia Holt"},
        "treasurer": {"Sam Orr"},
    }
    assert not any(c.affiliations for r in records(text) for c in r.candidacies)


@pytest.mark.parametrize(
    "lead",
    [
        "The following positions have been acclaimed:",
        "The winners are:",
        "Here are your new officers:",
        "Congratulations to the following members who were acclaimed to their positions:",
    ],
)
def test_leads_that_declare_winners(lead: str) -> None:
    text = f"Local 417 election\n\n{lead}\n\nTrustees: Nia Holt; Sam Orr; Ed Vane\nSecretary: Ada Quill\n"
    assert by_post(text) == {"trustees": {"Nia Holt", "Sam Orr", "Ed Vane"}, "secretary": {"Ada Quill"}}


def test_posts_that_are_still_contested_elect_nobody() -> None:
    text = (
        "Local 417 elections\n\nCongratulations to the following members who were acclaimed:\n\n"
        "• Nia Holt, President\n• Sam Orr, Secretary\n\n"
        "The following positions are contested and we will proceed to an election:\n\n"
        "Treasurer:\n• Ed Vane\n• Ada Quill\n\nTrustee:\n• Ben Wray\n• Tom Ferris\n"
    )
    assert set(outcomes(text)) == {"Nia Holt", "Sam Orr"}


def test_posts_behind_names_with_units_and_terms() -> None:
    text = (
        TITLE + "The following members were elected:\n\n"
        "• Nia Holt, Vice-President 2 (Unit 3)\n• Sam Orr, Unit 5 Lead Steward\n"
        "• Ed Vane, Trustee 3-Year (2023–2026)\n"
    )
    assert by_post(text) == {
        "vice-president": {"Nia Holt"},
        "unit 5 lead steward": {"Sam Orr"},
        "trustee": {"Ed Vane"},
    }


def test_rows_of_one_post_are_one_contest() -> None:
    text = (
        TITLE + "Results of the election:\n\nNia Holt* | Local Board Member | 2-year term |\n"
        "Sam Orr* | Local Board Member | 2-year term |\nAda Quill | President | 2-year term |\n"
    )
    assert len(records(text)) == 2
    assert by_post(text) == {"local board member": {"Nia Holt", "Sam Orr"}, "president": {"Ada Quill"}}


def test_rivals_whose_rows_name_their_post() -> None:
    text = (
        TITLE + "Certified results:\n\nPresident    Nia Holt    233\nPresident    Sam Orr    198\n"
        "Treasurer    Ed Vane    unopposed\n"
    )
    assert outcomes(text) == {"Nia Holt": "elected", "Sam Orr": "not_elected", "Ed Vane": "elected"}
    assert votes(text)["Nia Holt"] == 233


def test_rivals_behind_a_dash() -> None:
    text = TITLE + "Results:\n\nTrustees (2) – Nia Holt 210, Sam Orr 205, Ed Vane 150\n"
    (record,) = records(text)
    assert record.seats == 2
    assert outcomes(text) == {"Nia Holt": "elected", "Sam Orr": "elected", "Ed Vane": "not_elected"}


@pytest.mark.parametrize("mark", ["Acclamation", "elected by acclamation", "Unopposed", "uncontested"])
def test_marks_of_who_stood_alone(mark: str) -> None:
    text = TITLE + f"President\nNia Holt 412\nSam Orr 388\n\nTreasurer\nEd Vane – {mark}\n"
    assert by_post(text)["treasurer"] == {"Ed Vane"}


def test_a_vote_that_goes_on_to_a_run_off() -> None:
    text = (
        TITLE
        + "Vice President - Run-off\nNia Holt 310\nSam Orr 295\nEd Vane 188\n\nTreasurer\nAda Quill 90\n"
    )
    assert outcomes(text) == {
        "Nia Holt": "advanced",
        "Sam Orr": "advanced",
        "Ed Vane": "not_elected",
        "Ada Quill": "elected",
    }


def test_a_run_off_that_a_note_below_orders() -> None:
    text = (
        TITLE + "Treasurer\n\nNia Holt: 60\nSam Orr: 54\n\n"
        "Neither candidate won more than half of the votes; a run-off election must be held.\n"
    )
    assert outcomes(text) == {"Nia Holt": "advanced", "Sam Orr": "advanced"}


def test_the_seats_of_a_heading_are_not_those_of_the_next() -> None:
    text = (
        TITLE
        + "Trustees (elect 2)\nNia Holt 233\nSam Orr 220\nEd Vane 143\n\nSergeant-at-Arms\nAda Quill 301\n"
    )
    assert [r.seats for r in records(text)] == [2, None]


def test_the_number_of_a_local_is_no_year_and_no_seats() -> None:
    text = "Local 2019 Officers elected\n\nNia Holt was elected president with 44 votes to 40 for Sam Orr.\n"
    (record,) = records(text)
    assert record.date is None and record.seats is None


def test_a_caption_below_prose_elects_nobody() -> None:
    text = TITLE + "Nia Holt was elected President.\n\nSam Orr and Nia Holt\n\nThe hall was full.\n"
    assert outcomes(text) == {"Nia Holt": "elected"}


def test_who_lost_to_two_people_stood_twice() -> None:
    text = (
        "Guild election\n\nNia Holt was reelected to the board with 495 votes to challenger "
        "Sam Orr's 203.\n\n"
        "Orr also lost his bid to unseat Ada Quill as local president. Quill received 489 "
        "votes to Orr's 209.\n"
    )
    assert len(records(text)) == 2
    assert outcomes(text)["Ada Quill"] == "elected"


def test_the_next_clause_has_a_subject_of_its_own() -> None:
    text = "Nia Holt was elected vice president over Sam Orr, and Ada Quill ran unopposed for secretary."
    assert by_post(text) == {"vice president": {"Nia Holt"}, "secretary": {"Ada Quill"}}


def test_figures_of_an_earlier_vote_stay_with_it() -> None:
    text = (
        "Left slate wins the executive\n\nThe result follows Nia Holt's election as general secretary. "
        "Holt took 47.7% of the vote. Sam Orr received 33.8%.\n"
    )
    assert {r.timing for r in records(text)} == {"previous"}


@pytest.mark.parametrize("mark", ["'", "’", "‘"])
def test_genitives_with_any_mark(mark: str) -> None:
    text = f"Nia Holt was elected president with 495 votes to Sam Orr{mark}s 203."
    assert votes(text) == {"Nia Holt": 495, "Sam Orr": 203}


def test_headings_of_a_post_and_its_seat_part_what_stands_below() -> None:
    text = (
        TITLE + "Teacher Director, Seat 2\n\nNia Holt was elected with 68% of the votes cast in that race "
        "(974 votes).\n"
        "Sam Orr received 32% of the votes (453 votes).\n\n"
        "Teacher Director, Seat 6\n\nAda Quill was elected with 55% of the votes cast in that "
        "race (781 votes).\n"
        "Ed Vane received 45% of the votes (639 votes).\n"
    )
    assert [r.constituency and r.constituency.name for r in records(text)] == ["Seat 2", "Seat 6"]
    assert votes(text) == {"Nia Holt": 974, "Sam Orr": 453, "Ada Quill": 781, "Ed Vane": 639}


def test_rolls_in_prose_share_a_title_in_the_plural() -> None:
    text = (
        "Local 519 elects officers\n\nSecretary-Treasurer Nia Holt led the slate to a "
        "decisive win, receiving "
        "1,204 votes to 655 for challenger Sam Orr. Also elected on the slate were President Ada Quill and "
        "Trustees Ed Vane, Ben Wray and Tom Ferris.\n"
    )
    assert by_post(text) == {
        "secretary-treasurer": {"Nia Holt"},
        "president": {"Ada Quill"},
        "trustees": {"Ed Vane", "Ben Wray", "Tom Ferris"},
    }


def test_who_faces_a_run_off_has_won_nothing() -> None:
    text = (
        "Local 48 elects officers\n\nFor vice president, Nia Holt will face Sam Orr in a July "
        "15 runoff election; "
        "the two outpolled a third candidate, Ed Vane.\n"
    )
    assert outcomes(text) == {"Nia Holt": "advanced", "Sam Orr": "advanced", "Ed Vane": "not_elected"}


def test_a_backer_is_no_candidate() -> None:
    text = (
        "Nia Holt wins union election\n\nNia Holt was elected with 47% of the vote. Sam Orr, "
        "backed by Ed Vane, "
        "secured 33%.\n"
    )
    assert set(outcomes(text)) == {"Nia Holt", "Sam Orr"}


def test_districts_in_brackets_are_no_party() -> None:
    text = (
        "Union election results\n\nVice Presidents Nia Holt (D-1) and Sam Orr (D-4) were "
        "re-elected unopposed.\n"
    )
    assert not any(c.affiliations for r in records(text) for c in r.candidacies)
    assert set(outcomes(text).values()) == {"elected"}
