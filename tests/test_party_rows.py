"""Lists of counts in one constituency: parties without names, transfers, rounds, and a place for each row."""

from __future__ import annotations

from staged import outcomes, records, votes

from extractor.records import Record


def parties(record: Record) -> list[tuple[str, int | None, str | None]]:
    """Party, votes and outcome of the candidacies without a name."""
    return [(c.affiliations[0].name, c.votes, c.outcome) for c in record.candidacies if c.candidate is None]


def test_parties_of_a_by_election_stand_without_names() -> None:
    text = (
        "By-election: Mere ward\n\nLabour – 503 [49.8%, +2.7]\nInd – 176 [17.4%, +17.4]\n"
        "Ind – 175 [17.3%, +17.3]\nUplift – 19 [1.9%, +1.9]\nConservative – 138 [13.7%, +6.5]\n"
    )
    (record,) = records(text)
    assert parties(record) == [
        ("Labour Party", 503, "elected"), ("Independent", 176, "not_elected"),
        ("Independent", 175, "not_elected"), ("Uplift", 19, "not_elected"),
        ("Conservative Party", 138, "not_elected"),
    ]  # fmt: skip


def test_an_area_stands_before_its_list_of_parties() -> None:
    text = (
        "There were two council by-elections yesterday.\n"
        "Mere Ward, Ashby DC. Lab hold. Lab 706 (39.7%, -8.2), LD 604 (34%, +4), Ind 94 (5.3%, +5.3).\n"
        "Hale East Ward, Thornley BC. Con gain from Lab. Con 281 (51%), Lab 249 (45%), Christian 22 (4%).\n"
    )
    told = {r.constituency.name if r.constituency else None: parties(r) for r in records(text)}
    assert told["Mere Ward"][0] == ("Labour Party", 706, "elected")
    assert told["Mere Ward"][2] == ("Independent", 94, "not_elected")
    assert told["Hale East Ward"][2] == ("Christian", 22, "not_elected")


def test_a_year_in_the_bracket_of_a_share_is_no_earlier_vote() -> None:
    text = (
        "This week's by-elections of February 2016\n\nHale East (Lab defence) on Ashby\n"
        "Result: Labour 961 (73%), UKIP 320 (24%), Green Party 40 (3%, no candidate in 2014)\n"
    )
    (record,) = records(text)
    assert record.timing == "current"
    assert record.constituency is not None and record.constituency.name == "Hale East"


def test_what_was_transferred_is_not_the_total() -> None:
    text = (
        "Milford ward election: the fifth count\n\nFifth count for the Milford ward:\n\n"
        "Nia Holt, Labour + 96 = 1,723\nSam Orr, Green + 8 = 945\nEd Vane, Independent + 13= 844\n"
    )
    assert votes(text) == {"Nia Holt": 1723, "Sam Orr": 945, "Ed Vane": 844}
    assert set(outcomes(text).values()) <= {None}  # a count on the way elects nobody by its order


def test_each_row_that_opens_with_a_place_is_a_contest() -> None:
    text = (
        "Mayoral elections\n\nHere are our three new mayors, with their winning shares:\n\n"
        "• Greater Manchester: Nia Holt (Lab): 63.4% in round one\n"
        "• Cambridgeshire & Peterborough: Sam Orr (Con): 56.9% in the run off\n"
        "• West Midlands: Ed Vane (Con): 50.4% after the second count\n"
    )
    told = {
        r.constituency.name: (c.candidate.name, c.share, c.votes)
        for r in records(text)
        for c in r.candidacies
        if r.constituency and c.candidate
    }
    assert told == {
        "Greater Manchester": ("Nia Holt", 63.4, None),
        "Cambridgeshire & Peterborough": ("Sam Orr", 56.9, None),
        "West Midlands": ("Ed Vane", 50.4, None),
    }


def test_a_table_of_one_partys_candidates_in_many_seats() -> None:
    rows = [
        "East | Milford West | Nia Holt | 157 | 0.4%",
        "East | Ashby & Thornley | Councillor Sam Orr | 249 | 0.5%",
        "North | Liverpool Walton | Ed Vane | 95 | 0.3%", "North | Corby Vale | Ann Dale | 12 | 0.1%",
    ]  # fmt: skip
    head = "Region | Seat | Candidate | Result | % of vote"
    text = "\n\n".join(["General election results", "TUSC: all seats", head, *rows])
    told = {
        (r.constituency.name, c.candidate.name, c.votes, c.affiliations[0].id, c.outcome)
        for r in records(text)
        for c in r.candidacies
        if r.constituency and c.candidate
    }
    tusc = next(iter(told))[3]
    assert told == {
        ("Milford West", "Nia Holt", 157, tusc, None), ("Ashby & Thornley", "Sam Orr", 249, tusc, None),
        ("Liverpool Walton", "Ed Vane", 95, tusc, None), ("Corby Vale", "Ann Dale", 12, tusc, None),
    }  # fmt: skip


def test_rows_without_marks_are_no_fault() -> None:
    text = "Party leadership elections\n\n2004 2017 2020 elected first\n812 elected 790\n"
    assert isinstance(records(text), list)


def test_an_independent_in_brackets_is_of_no_slate() -> None:
    text = (
        "Commissioner election\n\nThe results:\n\nNia Holt (Lab) 51,325\nSam Orr (Ind) 40,132\n"
        "Ed Vane (Ind) 22,163\n"
    )
    (record,) = records(text)
    told = {c.candidate.name: [a.name for a in c.affiliations] for c in record.candidacies if c.candidate}
    assert told["Nia Holt"] and not told["Sam Orr"] and not told["Ed Vane"]


def test_a_share_of_an_earlier_count_is_not_the_final_one() -> None:
    text = (
        "Mayor elected in the second count\n\nElection of the mayor\n\n(First Count)\nNia Holt 512 (45%)\n"
        "Sam Orr 400 (35%)\nEd Vane 228 (20%)\n\nEliminated: Ed Vane\n\n"
        "(Second Count)\nNia Holt 624\nSam Orr 516\n"
    )
    shares = {
        c.candidate.name: (c.votes, c.share) for r in records(text) for c in r.candidacies if c.candidate
    }
    assert shares == {"Nia Holt": (624, None), "Sam Orr": (516, None), "Ed Vane": (228, 20.0)}


def test_cells_that_a_page_has_run_together() -> None:
    text = (
        "2018 municipal elections\n\nMilford\n\nMayoral election\n\nMayoral candidateVote%\n"
        "Nia Holt (X)18,73275.25\nSam Orr 6,159 24.75\n\nMilford City Council election\n\n"
        "Top 2 candidates elected\n\nCouncil candidateVote%\nEd Vane (X) 18,319 38.40\nAnn Dale17,224 36.05\n"
        "Tom Ferris12,187 25.55\n\nMilford City Council By-election\n\nCouncil candidateVote[1] %\n"
        "Tom Ferris 7,829 58.19\nIda Cole 5,625 41.81\n"
    )
    told = [
        {c.candidate.name: (c.votes, c.share, c.outcome) for c in r.candidacies if c.candidate}
        for r in records(text)
    ]
    assert told == [
        {"Nia Holt": (18732, 75.25, "elected"), "Sam Orr": (6159, 24.75, "not_elected")},
        {
            "Ed Vane": (18319, 38.4, "elected"), "Ann Dale": (17224, 36.05, "elected"),
            "Tom Ferris": (12187, 25.55, "not_elected"),
        },
        {"Tom Ferris": (7829, 58.19, "elected"), "Ida Cole": (5625, 41.81, "not_elected")},
    ]  # fmt: skip
    assert "Vote" not in " ".join(r.position.name for r in records(text) if r.position)
