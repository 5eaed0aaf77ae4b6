"""People: full names of many shapes, their short forms, and who is the same person."""

from __future__ import annotations

import pytest
from staged import gap, mentions, outcomes

from extractor.people.names import join_hyphens, natural_name


def people(text: str) -> list[str]:
    """The names of the people of a text, each once."""
    return list(dict.fromkeys(m.name for m in mentions(text, "PERSON")))


@pytest.mark.parametrize(
    "name",
    [
        "Nia Holt",
        "Ana de la Cruz",
        "Ludwig van der Berg",
        "Abdul Rahman bin Yusof",
        "Maria dos Santos",
        "Jean-Luc Roy",
        "Anna Smith-Jones",
        "Mary Beth O'Hara",
        "Seán Ó Briain",
        "Åsa Öberg",
        "Nguyen Thi Hoa",
        "J. P. Orr",
        "George W. Orr",
        "Ngozi Okonjo-Adeyemi",
        "Eilidh MacGillivray",
        "Ian McNeil",
        "Mohammed Al-Amin",
        "Fatima El-Sayed",
        "Ann Price",
        "Caroline Street",
        "Michael Law",
        "Grace Young",
        "Mark Banks",
        "Rose Field",
        "Nia Holt Jr",
        'Romeo "Kid" Vasko',
        'William J. "Bill" Orr',
        "Khalid al-Harbi",
        "Wanjiku wa Kamau",
        "Gwenllian ap Rhys",
        "Femke van den Berg",
        "Karl-Heinz von der Au",
        "Lotte 't Hart",
        "Paolo dell'Orto",
        "Sipho kaMpande",
        "Jae-won Hwang",
        "R.S. Pillai",
        "P.J. Nestor",
        "M. K. Venkatraman",
        "Oluwaseun Adébáyọ̀",
        "Tan Wei Ling",
        "Ron Vane",
        "Christian Moor",
    ],
)
def test_a_full_name_inside_a_sentence(name: str) -> None:
    assert people(f"The members elected {name} as treasurer on Friday.") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HOLT, Nia", "Nia Holt"),
        ("Holt, Nia", "Nia Holt"),
        ("NIA HOLT", "Nia Holt"),
        ("ANNA HOLT", "Anna Holt"),
        ("Nia HOLT", "Nia Holt"),
        ("HOLT Nia", "Nia Holt"),
        ("HOLT Nia Maria", "Nia Maria Holt"),
        ("O'HARA, Mary", "Mary O'Hara"),
        ("McNEIL, Ian", "Ian McNeil"),
        gap("DE LA CRUZ, Ana", "Ana de la Cruz", reason="capitals: particles before the comma"),
    ],
)
def test_names_of_lists_are_written_in_natural_order(text: str, name: str) -> None:
    rows = f"Board election results\n\n{text} 812 elected\nSam Orr 790 elected\nEd Vane 400"
    assert name in outcomes(rows)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["Nia", "Holt"], "Nia Holt"),
        (["ANNA", "HOLT"], "Anna Holt"),
        (["ANNA", "O'HARA"], "Anna O'Hara"),
        (["J.", "P.", "HOLT"], "J. P. Holt"),
        (["SM", "Farid"], "SM Farid"),
        (["ANN", "HOLT"], "Ann Holt"),
    ],
)
def test_natural_name(words: list[str], name: str) -> None:
    assert natural_name(words) == name


def test_words_joined_by_a_hyphen_are_one_name_word() -> None:
    assert join_hyphens(["Smith", "-", "Jones", "Lee"]) == ["Smith-Jones", "Lee"]


@pytest.mark.parametrize(
    ("titled", "name", "honorific"),
    [
        ("Dr Nia Holt", "Nia Holt", "Dr"),
        ("Mr Sam Orr", "Sam Orr", "Mr"),
        ("Cllr Ed Vane", "Ed Vane", "Cllr"),
        ("Professor Ana Cruz", "Ana Cruz", "Professor"),
        ("Sir Ed Vane", "Ed Vane", "Sir"),
        ("Rev. Sam Orr", "Sam Orr", "Rev."),
        ("Baroness Nia Holt", "Nia Holt", "Baroness"),
        ("Hon. Abena Mensah", "Abena Mensah", "Hon."),
        ("Engr. Tunde Bakare", "Tunde Bakare", "Engr."),
        ("Smt. Kavita Rao", "Kavita Rao", "Smt."),
        ("Datuk Seri Anwar Kassim", "Anwar Kassim", "Datuk Seri"),
        ("Tan Sri Rahim Bakar", "Rahim Bakar", "Tan Sri"),
        ("Herr Uwe Lang", "Uwe Lang", "Herr"),
        ("President-elect Nia Holt", "Nia Holt", "President-elect"),
    ],
)
def test_a_title_is_no_part_of_the_name(titled: str, name: str, honorific: str) -> None:
    found = mentions(f"Members elected {titled} as treasurer.", "PERSON")
    assert [(m.name, m.attrs["honorific"]) for m in found] == [(name, honorific)]


@pytest.mark.parametrize(
    "text",
    [
        "Nia Holt and Sam Orr stood. Holt won with 812 votes.",
        "Nia Holt and Sam Orr stood. Ms Holt won with 812 votes.",
        "Nia Holt and Sam Orr stood. Nia won with 812 votes.",
        "Nia Holt-Vane and Sam Orr stood. Holt-Vane won with 812 votes.",
        "Nia ap Rhys and Sam Orr stood. Ap Rhys won with 812 votes.",
        "Nia Al-Amin and Sam Orr stood. The club thanked al-Amin for it.",
        "Nia Pardo Quispe and Sam Orr stood. Pardo Quispe won with 812 votes.",
        "Nia Pardo Quispe and Sam Orr stood. Pardo won with 812 votes.",
        "Nia Holt Jr and Sam Orr stood. Holt won with 812 votes.",
        "Nia van der Velde and Sam Orr stood. Ms van der Velde won with 812 votes.",
        "Nia de la Cruz and Sam Orr stood. De la Cruz won with 812 votes.",
        "Nia van Dam and Sam Orr stood. The club thanked van Dam for it.",
        "Nia Te Kanawa and Sam Orr stood. Te Kanawa won with 812 votes.",
        "Nia O'Hara and Sam Orr stood. O'Hara won with 812 votes.",
        "Nia Price and Sam Orr stood. Price won with 812 votes.",
        "Nia Nic Dhonnchadha and Sam Orr stood. Nic Dhonnchadha won with 812 votes.",
    ],
)
def test_a_short_form_is_the_person_who_alone_bears_it(text: str) -> None:
    full = text.split(" and ")[0]
    assert people(text) == [full, "Sam Orr"]
    assert len([m for m in mentions(text, "PERSON") if m.name == full]) == 2


def test_a_surname_of_two_people_is_nobodys() -> None:
    found = mentions("Nia Holt and Ben Holt stood. Holt won with 812 votes.", "PERSON")
    assert [m.name for m in found if m.start < 20] == ["Nia Holt", "Ben Holt"]
    assert not [m for m in found if m.start > 20 and m.name in ("Nia Holt", "Ben Holt")]


def test_a_name_with_a_middle_initial_left_out_is_the_same_person() -> None:
    assert len(people("Nia B. Holt and Sam Orr stood. Nia Holt won with 812 votes.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The Milford Gardening Society met in the Town Hall on Monday.",
        "South Yorkshire and New Haven voted in November.",
        "Real Change and Open Door backed nobody.",
        "Clinical Pharmacology and Advanced Design moved to Camp Orlova.",
        "Hurricane Ophelina and the Aegina Institution cost millions.",
        "Right-Wing Watch wrote about it.",
        "The National Executive Committee met at Church House.",
        "Results in High Street and Park Road were late.",
    ],
)
def test_what_is_nobody(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "They thanked Coach Nia Holt for it.",
        "They thanked Lawyer Nia Holt for it.",
        "They elected Nia Holt Treasurer on Friday.",
        "Radical Republican Nia Holt spoke.",
        "President-elect Nia Holt spoke.",
    ],
)
def test_a_description_is_no_part_of_the_name(text: str) -> None:
    assert people(text) == ["Nia Holt"]


@pytest.mark.parametrize("honour", [" MBE", ", PhD,", " KC", " OBE"])
def test_an_honour_is_no_part_of_the_name(honour: str) -> None:
    assert people(f"The members elected Nia Holt{honour} as treasurer on Friday.") == ["Nia Holt"]


@pytest.mark.parametrize(
    "text",
    [
        "The club of UC Davison met. UC Berrley did not.",
        "The ship USS Maddow sailed.",
        "Shares of Wurlington Motor Co and Metaldine Corp. fell.",
    ],
)
def test_capitals_of_bodies_are_nobodys_initials(text: str) -> None:
    assert people(text) == []


def test_a_surname_is_not_the_relatives_whom_the_article_mentions_once() -> None:
    text = "Nia Holt, a daughter of the former mayor Ben Holt, stood. Holt won with 812 votes."
    assert [m.name for m in mentions(text, "PERSON") if m.start > 50] == ["Nia Holt"]


def test_a_surname_that_is_an_ordinary_word_is_one_behind_a_title() -> None:
    assert people("Chester Borrows stood for the party. Mr Borrows won.") == ["Chester Borrows"]


@pytest.mark.parametrize(
    "name", ["Nia Holt", "Nia Holt-Vane", "Mary Beth Holt", "J. P. Orr", "Nia de la Cruz"]
)
def test_a_headline_in_title_case_goes_on_behind_the_name(name: str) -> None:
    assert people(f"{name} Narrowly Survives After a Long and Bitter Count\n\nThe count was slow.") == [name]


def test_a_word_that_is_no_name_elsewhere_ends_a_name() -> None:
    text = "Nia Holt Selected for Mill\n\nNia Holt was selected on Friday. Members selected Holt in a ballot."
    assert people(text) == ["Nia Holt"]


def test_a_word_that_follows_a_surname_and_a_hyphen_is_no_half_of_a_name() -> None:
    text = "Nia Holt stood. Holt-backed Sam Orr and the Holt-led club won."
    assert people(text) == ["Nia Holt", "Sam Orr"]


def test_a_headline_in_title_case_names_only_people() -> None:
    text = "Nia Holt Wins Bitter Fight For Mill Ward\n\nNia Holt was elected councillor for Mill ward."
    assert people(text) == ["Nia Holt"]


def test_a_joint_ticket_is_one_candidacy() -> None:
    names = outcomes(
        "Nia Holt and running mate Sam Orr were elected president and vice-president of the union."
    )
    assert "elected" in names.values()


def test_countries_are_candidates_where_a_body_of_countries_is_voted_on() -> None:
    told = (
        "The UN General Assembly on Friday elected Malta and Ghana to the Security Council. "
        "Ghana received 185 votes and Malta 172. Judge Nia Holt of Jamaica was in the hall."
    )
    assert outcomes(told) == {"Malta": "elected", "Ghana": "elected"}
    assert people("Malta and Ghana met in the final. The vote for Nia Holt was close.") == ["Nia Holt"]


def test_what_stands_before_or_behind_a_name_is_no_part_of_it() -> None:
    assert people("Businessman Ben Hale was elected to the board.") == ["Ben Hale"]
    assert people("Cr Priya Das was elected deputy mayor.") == ["Priya Das"]
    assert outcomes("Nia Holt (SAN) was elected, beating Tom Ferris (SAN).") == {
        "Nia Holt": "elected",
        "Tom Ferris": "not_elected",
    }
