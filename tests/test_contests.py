"""Contests: which claims speak of the same vote, and what a record says of it, by the record contract."""

from __future__ import annotations

import pytest
from staged import gap, outcomes, records

from extractor import Record


def named(record: Record) -> tuple[str | None, ...]:
    """Committee, position and constituency of a record."""
    parts = (record.committee, record.position, record.constituency)
    return tuple(part.name if part else None for part in parts)


def winners(text: str) -> list[list[str]]:
    """The elected or nominated of each record."""
    return [
        [c.candidate.name for c in r.candidacies if c.candidate and c.outcome in ("elected", "nominated")]
        for r in records(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nia Holt was elected chair of the Milford society. Sam Orr was elected treasurer.",
            [["Nia Holt"], ["Sam Orr"]],
        ),
        (
            "Nia Holt was elected chair and Sam Orr treasurer of the Milford society.",
            [["Nia Holt"], ["Sam Orr"]],
        ),
        ("Nia Holt and Sam Orr were elected to the board of the Milford society.", [["Nia Holt", "Sam Orr"]]),
        (
            "Nia Holt was elected MP for Milford. In Barton, Sam Orr was elected with 790 votes.",
            [["Nia Holt"], ["Sam Orr"]],
        ),
        (
            "Nia Holt was elected mayor of Milford. Holt, a nurse, received 22 votes more than Sam Orr.",
            [["Nia Holt"]],
        ),
        (
            "Holt wins Milford\n\nNia Holt was elected mayor of Milford. Holt beat Sam Orr by 22 votes.",
            [["Nia Holt"]],
        ),
    ],
)
def test_which_claims_are_one_contest(text: str, expected: list[list[str]]) -> None:
    assert winners(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nia Holt was elected chair of the Milford society.", (None, "chair", None)),
        ("Nia Holt was elected MP for Milford.", (None, "MP", "Milford")),
        ("Nia Holt was elected mayor of Milford.", (None, "mayor", "Milford")),
        ("Nia Holt was elected councillor for Mill ward.", (None, "councillor", "Mill ward")),
        ("Nia Holt was elected to the board.", ("board", None, None)),
        (
            "Nia Holt was elected to Labour's national executive committee.",
            ("National Executive Committee", None, None),
        ),
        (
            "Nia Holt was elected CLP representative on Labour's national executive committee.",
            ("National Executive Committee", "CLP representative", None),
        ),
        ("Council leader Nia Holt was elected mayor of Milford.", (None, "mayor", "Milford")),
    ],
)
def test_what_was_voted_on(text: str, expected: tuple[str | None, ...]) -> None:
    (record,) = records(text)
    assert named(record) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nia Holt was elected mayor of Milford.", "election"),
        ("Nia Holt won the Milford by-election with 812 votes.", "by-election"),
        ("Nia Holt won the Democratic primary for governor of Ohio.", "nomination"),
        gap(
            "Nia Holt was elected leader of the Labour Party.",
            "leadership",
            reason="a leader of a party is leadership",
        ),
    ],
)
def test_what_kind_of_contest(text: str, kind: str) -> None:
    assert [record.kind for record in records(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Nia Holt was elected mayor of Milford.", "elected"),
        ("Nia Holt was re-elected mayor of Milford.", "elected"),
        ("Nia Holt was returned unopposed as mayor of Milford.", "elected"),
        ("Nia Holt kept her seat in the election.", "elected"),
        ("Nia Holt was ousted as mayor of Milford in the election.", "not_elected"),
        ("Nia Holt lost her seat in the election.", "not_elected"),
        ("Nia Holt won the Democratic primary for mayor of Milford.", "nominated"),
        ("Nia Holt was selected as Labour's candidate for Milford.", "nominated"),
        ("Nia Holt and Sam Orr advanced to the runoff for mayor of Milford.", "advanced"),
        gap(
            "Nia Holt withdrew from the election for mayor of Milford.",
            "withdrawn",
            reason="withdrew from the election",
        ),
    ],
)
def test_what_became_of_a_candidate(text: str, outcome: str) -> None:
    assert outcomes(text).get("Nia Holt") == outcome


def test_who_was_elected_again_is_the_incumbent() -> None:
    (record,) = records("Nia Holt was re-elected mayor of Milford.")
    assert record.candidacies[0].incumbent is True


@pytest.mark.parametrize(
    ("text", "relation", "name"),
    [
        gap(
            "Nia Holt, backed by Open Door, was elected chair of the society.",
            "backed_by",
            "Open Door",
            reason="a slate that no pack knows, after backed by",
        ),
        ("Open Door-backed Nia Holt was elected chair of the society.", "backed_by", "Open Door"),
        ("Nia Holt (Labour) was elected MP for Milford.", "stood_for", "Labour Party"),
        ("Labour's Nia Holt was elected MP for Milford.", "stood_for", "Labour Party"),
        ("Nia Holt, of the Green Party, was elected MP for Milford.", "stood_for", "Green Party"),
    ],
)
def test_whose_candidate_somebody_is(text: str, relation: str, name: str) -> None:
    (record,) = records(text)
    found = [(a.relation, a.name) for a in record.candidacies[0].affiliations]
    assert [n for _, n in found] == [name]
    assert found[0][0] in (relation, "endorsed_by", "member_of", "on_slate")


@pytest.mark.parametrize(
    "text", ["Pro-Orr candidate Nia Holt was elected chair.", "Independent Nia Holt was elected MP."]
)
def test_loose_colour_is_no_affiliation(text: str) -> None:
    assert [a.name for r in records(text) for c in r.candidacies for a in c.affiliations] == []


@pytest.mark.parametrize(
    ("text", "name", "won", "change"),
    [
        ("Open Door won three seats on the society's board in the election.", "Open Door", 3, None),
        ("Open Door took all five seats on the society's board in the election.", "Open Door", 5, None),
        ("Open Door gained three posts in the society's election.", "Open Door", 3, None),
        ("In the new parliament, Open Door gained nine seats to reach 53.", "Open Door", 53, 9),
        ("Open Door, led by Nia Holt, won 31 seats in the election.", "Open Door", 31, None),
        ("In the election Labour won 60 seats, up from the 50 it won in 2001.", "Labour Party", 60, None),
        ("Labour won 184 of the 300 seats in the general election.", "Labour Party", 184, None),
        gap(
            "Labour made a net gain of 12 seats in the council elections.",
            "Labour Party",
            None,
            12,
            reason="made a net gain of",
        ),
        gap("Labour lost 12 seats in the council elections.", "Labour Party", None, -12, reason="lost seats"),
        ("Labour won no seats in the council election.", "Labour Party", 0, None),
    ],
)
def test_what_a_slate_won(text: str, name: str, won: int | None, change: int | None) -> None:
    found = [(s.slate.name, s.seats_won, s.seats_change) for r in records(text) for s in r.slates]
    assert found == [(name, won, change)]


def test_totals_over_many_contests_are_one_of_the_whole_body() -> None:
    (record,) = records("Open Door won seven of the 15 positions in the society's election.")
    assert (record.seats, record.position, record.constituency, record.candidacies) == (15, None, None, [])
    assert [(s.slate.name, s.seats_won) for s in record.slates] == [("Open Door", 7)]


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("Nia Holt and Sam Orr were elected to the two seats on the society's board.", 2),
        ("Nia Holt was elected to the 500-member national assembly.", None),
        ("Nia Holt was elected mayor of Milford.", None),
    ],
)
def test_how_many_seats(text: str, seats: int | None) -> None:
    assert [record.seats for record in records(text)] == [seats]


@pytest.mark.xfail(strict=True, reason="flag: majority_mismatch")
def test_figures_that_do_not_fit_are_flagged_and_kept() -> None:
    text = (
        "Nia Holt was elected mayor of Milford with 812 votes, ahead of Sam Orr on 790. "
        "She won with a majority of 500."
    )
    (record,) = records(text)
    assert record.majority == 500
    assert "majority_mismatch" in record.flags
    assert [c.votes for c in record.candidacies] == [812, 790]


def test_null_is_not_zero() -> None:
    (record,) = records("Nia Holt was elected mayor of Milford.")
    assert record.candidacies[0].votes is None
    assert record.seats is record.majority is record.turnout is record.date is None
    assert record.candidacies[0].incumbent is None


@pytest.mark.parametrize(
    "text",
    [
        "The council passed the motion by 12 votes to 9.",
        "The bill was passed by 312 votes to 226, Nia Holt said.",
        "Voters approved the ballot measure by 52% to 48%.",
        "Nia Holt won a vote of confidence by 12 votes to 9.",
        "Nia Holt was appointed director of the Milford society.",
        "A jury elected to award Nia Holt £500.",
        "Nia Holt served as MP for Milford from 2007.",
    ],
)
def test_what_is_no_contest(text: str) -> None:
    assert not records(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sheriff Sam Orr was ousted by Nia Holt in the election.",
        "Nia Holt unseated Sheriff Sam Orr in the election.",
        "Sheriff Nia Holt cruised to another four-year term in the election.",
    ],
)
def test_the_office_of_who_is_ousted_or_kept_is_the_post(text: str) -> None:
    [record] = records(text)
    assert record.position is not None
    assert record.position.name.lower() == "sheriff"
    assert [c.incumbent for c in record.candidacies].count(True) == 1


def test_a_former_office_is_no_post() -> None:
    [record] = records("Nia Holt ousted former Sheriff Sam Orr in the election.")
    assert record.position is None


def test_the_party_that_wins_one_seat_names_its_winner() -> None:
    text = "Labour held the Kingsmead seat. Nia Holt (Labour) polled 812 votes, Sam Orr (Conservative) 790."
    [record] = records(text)
    assert [(c.outcome, c.votes) for c in record.candidacies] == [("elected", 812), ("not_elected", 790)]
    assert not record.slates


def test_a_party_that_wins_one_seat_nobody_is_named_for_has_won_it() -> None:
    [record] = records("Labour has won the Ashby Vale by-election.")
    assert (named(record)[2], [s.seats_won for s in record.slates]) == ("Ashby Vale", [1])
    assert not record.candidacies


def test_an_overturned_majority_is_not_the_new_one() -> None:
    [record] = records("Nia Holt won the Ashby Vale by-election, overturning a majority of 11,402.")
    assert record.majority is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nia Holt was re-elected mayor of Tasman Bay.", "Tasman Bay"),
        ("Nia Holt won the Ashby Vale by-election.", "Ashby Vale"),
        ("Nia Holt took the seat of Lower Ashby.", "Lower Ashby"),
        ("Nia Holt won the Dunmore mayoral race.", "Dunmore"),
        ("In Great Ashby, Nia Holt beat Sam Orr in the election.", "Great Ashby"),
        ("In House District 44, Nia Holt beat Sam Orr in the election.", "House District 44"),
        ("The former mayor of Tasman Bay, Nia Holt, was elected chair.", None),
        ("Nia Holt was elected to the Senate seat.", None),
        ("Nia Holt was elected in the April by-election.", None),
    ],
)
def test_a_place_that_no_pack_knows(text: str, place: str | None) -> None:
    assert named(records(text)[0])[2] == place


def test_figures_behind_a_win_belong_to_its_place() -> None:
    text = (
        "Nia Holt beat Sam Orr in the primary in Maine. Orr won Ohio, where he took 71 percent to Holt's "
        "23 percent in the primary."
    )
    shares = {named(r)[2]: [c.share for c in r.candidacies] for r in records(text)}
    assert shares == {"Maine": [None, None], "Ohio": [71.0, 23.0]}


def test_who_has_more_votes_than_all_stated_losers_has_not_lost() -> None:
    text = (
        "Nia Holt topped the poll in the Kingsmead ward election with 2,113 votes, followed by Sam Orr "
        "(1,909). Unsuccessful were Ben Wray (1,655) and Ed Marsh (900)."
    )
    assert outcomes(text) == {
        "Nia Holt": "elected",
        "Sam Orr": None,
        "Ben Wray": "not_elected",
        "Ed Marsh": "not_elected",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Milford elects a mayor\n\nMembers chose Nia Holt as mayor in Milford. France welcomed the election.",
        "France elects Nia Holt president\n\nNia Holt won the presidential election in France on Sunday.",
    ],
)
def test_a_country_is_nobodys_constituency(text: str) -> None:
    assert all(r.constituency is None or r.constituency.name != "France" for r in records(text))


def test_the_winner_of_a_part_is_not_the_winner_of_the_whole() -> None:
    text = "Holt wins\n\nNia Holt was elected president, defeating Sam Orr. Orr won Ohio in the election."
    assert winners(text) == [["Nia Holt"], ["Sam Orr"]]


def test_winners_of_two_parties_in_one_place_won_two_votes() -> None:
    text = "Republican Nia Holt won Iowa in the primary. Democrat Sam Orr also won in Iowa in the primary."
    assert winners(text) == [["Nia Holt"], ["Sam Orr"]]


def test_a_primary_before_a_contest_of_two_parties_is_its_own() -> None:
    text = (
        "In Ohio, Republican Nia Holt defeated Democrat Sam Orr by 53 to 44 percent in the election. "
        "She won the Republican primary by just 83 votes."
    )
    assert [r.majority for r in records(text) if r.kind != "nomination"] == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Democrats took seats in Ohio, Iowa and Kansas, where Republican Sam Orr was beaten.", "Kansas"),
        ("Sam Orr conceded the election to a crowd at the Boston Convention Center.", None),
        ("Sam Orr has been elected treasurer in place of Mr Holt.", None),
        ("The party took a seat in the north of Ohio, and voters re-elected Sam Orr.", None),
    ],
)
def test_where_somebody_was_beaten(text: str, place: str | None) -> None:
    assert [named(r)[2] for r in records(text)] == [place]


def test_members_are_no_post() -> None:
    text = "The council elected the following two members:\n\n- Nia Holt\n- Sam Orr"
    assert all(r.position is None for r in records(text))


@pytest.mark.parametrize(
    "text",
    [
        "The officer, Nia Holt, who was elected to the job last year, said the election was near.",
        "Nominations close\n\nThe election is in May. In Ashby, Nia Holt beat Sam Orr by 41 votes to 39.",
        "Prize by one vote\n\nThe jury met. The award is rich. Nia Holt won the vote. A fine prize.",
        "When Nia Quill ran against Sam Orr in the election, he won Ohio.",
    ],
)
def test_what_only_looks_like_a_contest(text: str) -> None:
    assert records(text) == []


def test_a_share_that_rose_from_an_earlier_year_is_of_this_vote() -> None:
    text = "Election result\n\nThe Greens fell from 33 percent in 2015 to 18 percent of the vote in 2019."
    assert [(r.timing, [s.share for s in r.slates]) for r in records(text)] == [("current", [18.0])]


def test_a_knight_is_called_by_the_given_name() -> None:
    text = "Sir Paul Holt was re-elected chancellor. Congratulations to Sir Paul on the election."
    assert [c.candidate.name for r in records(text) for c in r.candidacies if c.candidate] == ["Paul Holt"]


def test_a_party_is_one_with_dots_and_without() -> None:
    text = "Scottish election: the S.N.P. won 63 seats. The Scottish National Party formed the government."
    assert [[s.slate.name for s in r.slates] for r in records(text)] == [["Scottish National Party"]]


def test_a_department_is_no_part_of_a_name() -> None:
    text = "The Head of the Department of Medicine Martin Holt was elected treasurer."
    assert winners(text) == [["Martin Holt"]]


def totals(text: str) -> dict[str, int | None]:
    """The seats that each slate won, over all records."""
    return {s.slate.name: s.seats_won for r in records(text) for s in r.slates}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Harvest Alliance won 35 seats, Dunmore and Talwin eight each and Belvane four.",
            {"Harvest Alliance": 35, "Dunmore": 8, "Talwin": 8, "Belvane": 4},
        ),
        (
            "The Harvest Alliance led by Pavel Dorn took 41 seats in the election, while the Meadow Party, "
            "led by Ana Kral, came second with 33 seats.",
            {"Harvest Alliance": 41, "Meadow Party": 33},
        ),
        (
            "The Farmers' Party fell short of the 76 seats needed for a majority in the election, "
            "winning 58 seats.",
            {"Farmers' Party": 58},
        ),
        (
            "The Meadow Party won a six-seat victory over the Harvest Alliance's 24 seats in the election.",
            {"Harvest Alliance": 24},
        ),
        (
            "The Harvest Alliance won 35 seats in the election, Ann Cole four medals.",
            {"Harvest Alliance": 35},
        ),
    ],
)
def test_totals_of_a_parliament(text: str, expected: dict[str, int]) -> None:
    assert totals(text) == expected


def test_numbers_in_words_beside_parties_are_no_votes() -> None:
    text = (
        "Parties shared the rest in the election: the Greens seven, the Farmers' Party five and Labour three."
    )
    assert all(c.votes is None for r in records(text) for c in r.candidacies)


def test_the_first_of_two_rounds_elects_nobody() -> None:
    text = (
        "Pavel Dorn won the first round of the presidential election with 34 percent of the vote. "
        "Ana Kral won 22 percent of the vote to join Dorn in the second round."
    )
    [record] = records(text)
    assert [(c.candidate.name, c.outcome, c.share) for c in record.candidacies if c.candidate] == [
        ("Pavel Dorn", "advanced", 34.0),
        ("Ana Kral", "advanced", 22.0),
    ]
    assert winners("Pavel Dorn was elected president outright in the first round of the election.") == [
        ["Pavel Dorn"]
    ]


def test_accents_do_not_make_two_people_and_a_post_no_part_of_a_name() -> None:
    text = (
        "Norland elects Jose Maria Ruiz Almagro president by wide margin\n\n"
        "José María Ruiz Almagro won the presidential election on Sunday."
    )
    assert winners(text) == [["José María Ruiz Almagro"]]


def test_plain_words_for_a_body_are_no_body_of_another_country() -> None:
    [record] = records("The Harvest Alliance won 33 of the 120 seats in the Assembly.")
    assert record.committee is not None
    assert record.committee.name == "Assembly"
