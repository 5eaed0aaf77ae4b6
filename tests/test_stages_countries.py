"""Whose "Labour", "Liberals" or "(C)" an article means."""

from __future__ import annotations

import pytest
from staged import analyse, mentions


@pytest.mark.parametrize(
    ("text", "slate"),
    [
        ("The Liberals won 157 seats in the Canadian parliament.", "ca-liberal"),
        ("The Liberals won 57 seats in the Australian parliament.", "au-liberal"),
        ("At Westminster, Labour won the seat.", "uk-labour"),
        ("In the Dáil, Labour won the seat.", "ie-labour"),
        ("Labour and the Liberal Democrats won the seats.", "uk-labour"),
        ("Nia Holt won. Labour took the seat in Glasgow from the Scottish National Party.", "uk-labour"),
    ],
)
def test_the_country_decides_between_parties_of_one_name(text: str, slate: str) -> None:
    assert mentions(text, "SLATE")[0].id == slate


@pytest.mark.parametrize(
    ("text", "name"),
    [("Labour won nine seats.", "Labour Party"), ("The Greens won nine seats.", "Green Party")],
)
def test_without_evidence_a_party_has_no_country(text: str, name: str) -> None:
    (slate,) = mentions(text, "SLATE")
    assert slate.name == name
    assert slate.attrs["country"] is None
    assert not slate.id.startswith(("au-", "ca-", "ie-", "nz-", "uk-"))


def test_codes_that_go_together_in_one_country_say_which() -> None:
    found = analyse("Nia Holt (Lab) 512, Sam Orr (LD) 208, Ada Quill (C) 77.")
    assert [m.id for m in found.mentions if m.label == "SLATE"] == [
        "uk-labour",
        "uk-liberal-democrats",
        "uk-conservative",
    ]


def test_a_code_without_evidence_stays_as_written() -> None:
    (slate,) = mentions("Nia Holt (Lab) was elected.", "SLATE")
    assert (slate.id, slate.name) == ("lab", "Lab")
