"""Sections of a membership, committees of groups, and acronyms that the article spells out."""

from __future__ import annotations

import pytest
from staged import mentions, outcomes, records

HEAD = "Executive elections\n\nThe results of the elections to the National Executive Committee are out.\n\n"


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("Elected in the constituency section were Nia Holt (451) and Sam Orr (80).", "constituency section"),
        ("In the Scottish section, Nia Holt defeated Sam Orr by 412 votes to 398.", "Scottish section"),
        ("Nia Holt topped the poll in the women's section.", "women's section"),
        ("Nia Holt was elected to the trade union section of the NEC.", "trade union section"),
        ("Nia Holt won the CLP section.", "CLP section"),
    ],
)  # fmt: skip
def test_a_section_is_the_constituency(sentence: str, section: str) -> None:
    (record,) = records(HEAD + sentence + "\n")
    assert record.constituency is not None and record.constituency.name == section
    assert record.committee is not None and record.committee.name == "National Executive Committee"
    assert outcomes(HEAD + sentence + "\n")["Nia Holt"] == "elected"


def test_a_section_of_a_text_is_no_constituency() -> None:
    text = HEAD + "Nia Holt was elected chair. Section 4 of the rules says so, and section two.\n"
    assert all(r.constituency is None for r in records(text))


def test_a_clause_behind_a_committee_is_of_that_one() -> None:
    text = (
        "Elections took place for the women's committee, where Nia Holt topped the poll with 500 votes, and"
        " for the black members' committee, where Sam Orr was elected unopposed.\n"
    )
    told = {
        c.candidate.name: r.committee and r.committee.name
        for r in records(text)
        for c in r.candidacies
        if c.candidate
    }
    assert told == {"Nia Holt": "women's committee", "Sam Orr": "black members' committee"}


def test_an_owner_who_is_one_person_names_no_committee() -> None:
    found = mentions("The president's committee met after the election.", "COMMITTEE")
    assert "president's committee" not in [m.text for m in found]
