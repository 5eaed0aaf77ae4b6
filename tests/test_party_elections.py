"""How parties, councils and houses elect from within: lists of committees, slates told once, selections."""

from __future__ import annotations

from staged import outcomes, records, votes


def named(text: str) -> dict[str, list[str]]:
    """The slates of each candidate."""
    return {
        c.candidate.name: [a.name for a in c.affiliations]
        for r in records(text)
        for c in r.candidacies
        if c.candidate
    }


def test_a_paragraph_points_at_the_lists_of_winners_below_it() -> None:
    text = (
        "The results of the guild's committee elections are in.\n\n"
        "Here's who was elected with their first preferences in brackets. For more, see the guide.\n\n"
        "Finance Board\n\nNia Holt (1,061)\n\nSam Orr (428)\n\nTurnout: 7,347\n\n"
        "Policy Committee\n\nAnn Cole (412)\n\nBo Day (388)\n"
    )
    assert outcomes(text) == dict.fromkeys(["Nia Holt", "Sam Orr", "Ann Cole", "Bo Day"], "elected")
    assert [r.committee.name for r in records(text) if r.committee] == ["Finance Board", "Policy Committee"]


def test_lists_below_the_names_of_bodies_under_a_headline_of_results() -> None:
    text = (
        "Results of internal party elections\n\nYou can read them in full here.\n\n"
        "Vice President\n\n- Nia Holt\n\nFinance Board\n\n- Sam Orr\n- Ann Cole\n- Ed Vane (Student rep)\n"
    )
    found = {r.position.name if r.position else None: r for r in records(text)}
    assert set(found) == {"Vice President", None, "Student rep"}
    assert found["Student rep"].committee is not None
    assert found["Student rep"].committee.name == "Finance Board"


def test_a_list_of_candidates_below_a_body_is_no_result() -> None:
    assert records("Candidates for the party elections\n\nFinance Board\n\n- Nia Holt\n- Sam Orr\n") == []


def test_slates_as_headings_of_one_contest() -> None:
    text = (
        "NEC results\n\nMembers elected to the NEC:\n\nGrassroots Voice slate:\nNia Holt\nSam Orr\n\n"
        "Labour to Win slate:\nAnn Cole\nBo Day\n"
    )
    assert len(records(text)) == 1
    assert named(text) == {
        "Nia Holt": ["Grassroots Voice"],
        "Sam Orr": ["Grassroots Voice"],
        "Ann Cole": ["Labour to Win"],
        "Bo Day": ["Labour to Win"],
    }


def test_backers_told_for_many_bring_nobody_into_a_contest() -> None:
    text = (
        "Youth officers elected\n\nYoung Labour national committee election results:\nWomen's officer\n"
        "HOLT Nia – 612 – ELECTED\nORR Sue – 503\nWelfare officer\nCOLE Ann – 80\nDAY Bo – 203 – ELECTED\n"
        "Labour to Win had endorsed Nia Holt for women's officer and Ann Cole for welfare officer.\n"
    )
    assert votes(text) == {"Nia Holt": 612, "Sue Orr": 503, "Ann Cole": 80, "Bo Day": 203}
    assert named(text)["Nia Holt"] == ["Labour to Win"] == named(text)["Ann Cole"]
    assert [len(r.candidacies) for r in records(text)] == [2, 2]


def test_a_heading_of_several_places_is_one_area() -> None:
    text = (
        "Party executive results\n\nBelow are the full results of the vote.\n\n"
        "West of Scotland & Mid Scotland and Fife\n\nNia Holt: 635 – ELECTED\nSam Orr: 505\n\n"
        "Central Scotland & Glasgow\n\nAnn Cole: 968 – ELECTED\nBo Day: 835\n"
    )
    assert [r.constituency.name for r in records(text) if r.constituency] == [
        "West of Scotland & Mid Scotland and Fife",
        "Central Scotland & Glasgow",
    ]


def test_of_two_bearers_of_a_surname_the_paragraph_means_the_one_it_names() -> None:
    text = (
        "The new chair of the accounts committee is Meg Ferris. She beat Ida Quill and Tom Orr in the "
        "election, overcoming Quill by 303 to 270 on the final vote.\n\n"
        "Jess Wray was elected chair of the culture committee against Ed Vane and Max Quill.\n\n"
        "On the final vote Wray beat Quill by 319 votes to 211.\n"
    )
    assert votes(text)["Ida Quill"] == 270
    assert votes(text)["Max Quill"] == 211


def test_a_resolution_of_minutes_elects_and_a_proposal_does_not() -> None:
    text = "RESOLVED that Councillor Holt be elected to be Leader of the Council.\n"
    assert outcomes("Election of the Leader\n\n" + text) == {"Holt": "elected"}
    assert (
        records("Election of the Leader\n\nCouncillor Orr proposed that Councillor Holt be elected.\n") == []
    )
