"""Packs as their writers meet them: what the schema refuses, in which words, and how packs go together."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.errors import PackError
from extractor.packs.loading import BASE, find_pack, load_packs, shipped_packs
from extractor.packs.reading import read_pack
from extractor.rules.anchor_words import LED

NAME = {"label": "SLATE", "pattern": "Open Door", "id": "open-door", "kind": "slate"}
RULE = """
[[claim]]
id = "hoists-the-flag"
text = "{winner} hoisted the flag"
match = ["[winner: Nia Holt] hoisted the flag."]
no_match = ["Nia Holt hoisted the bag."]
"""


def write_pack(folder: Path, *, names: list[Any] | str = (), rules: str = "", **info: Any) -> Path:  # type: ignore[assignment]
    """A pack of the given names and rules."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {"name": folder.name, "version": "1.0.0", "description": "A pack of a test.", **info}
    lines = [f"{key} = {json.dumps(value)}" for key, value in about.items()]
    (folder / "pack.toml").write_text("\n".join(lines), "utf-8")
    rows = names if isinstance(names, str) else "\n".join(json.dumps(name) for name in names)
    if rows:
        (folder / "slates.jsonl").write_text(rows, "utf-8")
    if rules:
        (folder / "claims.toml").write_text(rules, "utf-8")
    return folder


def complaint(folder: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return caught.value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "village"


# What is refused


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ({**NAME, "patern": "x"}, "unknown key 'patern'", "pattern"),
        ({**NAME, "alias": ["x"]}, "unknown key 'alias'", "aliases"),
        ({**NAME, "label": "SLATES"}, "nobody declared the label 'SLATES'", "SLATE"),
        ({**NAME, "label": "PARTY"}, "nobody declared the label 'PARTY'", None),
        ({**NAME, "kind": "club"}, "kind", None),
        ({**NAME, "pattern": ""}, "empty pattern", None),
        ({**NAME, "pattern": " "}, "empty pattern", None),
        ({**NAME, "pattern": []}, "empty pattern", None),
        ({**NAME, "pattern": [{}]}, "empty token pattern matches anything", None),
        ({**NAME, "aliases": ["Door", ""]}, "empty pattern", None),
        ({**NAME, "codes": [""]}, "empty pattern", None),
        ({**NAME, "aliases": ["Open Door"]}, "the same name twice", None),
        ({**NAME, "pattern": [{"LOWER": "Open"}]}, "LOWER value 'Open' has capitals", "open"),
        (
            {**NAME, "pattern": [{"LOWER": {"IN": ["open", "Shut"]}}]},
            "LOWER value 'Shut' has capitals",
            "shut",
        ),
        ({**NAME, "id": "Open Door"}, "ids are lower-case words joined by hyphens", None),
    ],
)
def test_a_wrong_name_is_refused_with_its_place(
    folder: Path, name: dict[str, Any], message: str, hint: str | None
) -> None:
    error = complaint(write_pack(folder, names=[{**NAME, "id": "first", "pattern": "First"}, name]))
    assert (Path(str(error.file)).name, error.line, error.id) == ("slates.jsonl", 2, name["id"])
    assert message in str(error)
    assert error.hint == hint
    assert hint is None or f"did you mean {hint!r}" in str(error)


@pytest.mark.parametrize("missing", ["label", "pattern", "id"])
def test_a_name_needs_its_keys(folder: Path, missing: str) -> None:
    name = {key: value for key, value in NAME.items() if key != missing}
    error = complaint(write_pack(folder, names=[name]))
    assert error.line == 1
    assert missing in str(error)


def test_a_second_name_of_one_id_is_refused(folder: Path) -> None:
    error = complaint(write_pack(folder, names=[NAME, {**NAME, "pattern": "Door"}]))
    assert (error.line, error.id) == (2, "open-door")
    assert "duplicate id" in str(error)


def test_one_id_may_name_things_of_two_labels(folder: Path) -> None:
    names = [NAME, {"label": "ORGANISATION", "pattern": "Open Door", "id": "open-door"}]
    assert len(read_pack(write_pack(folder, names=names)).entries) == 2


@pytest.mark.parametrize("line", ["{", "[]", '"Open Door"', "7", "null", '{"label": "SLATE"} trailing'])
def test_a_line_that_is_no_object_is_refused(folder: Path, line: str) -> None:
    error = complaint(write_pack(folder, names=json.dumps(NAME) + "\n" + line))
    assert (Path(str(error.file)).name, error.line) == ("slates.jsonl", 2)


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        (('id = "hoists-the-flag"', 'id = "hoists-the-flag"\nneed = ["x"]'), "unknown key 'need'", "needs"),
        (('text = "{winner} hoisted the flag"', 'text = ""'), "empty pattern", None),
        (('text = "{winner} hoisted the flag"', "text = []"), "empty pattern", None),
        (('id = "hoists-the-flag"', 'id = "hoists-the-flag"\nstage = "late"'), "stage", None),
    ],
)
def test_a_wrong_rule_is_refused_with_its_place(
    folder: Path, change: tuple[str, str], message: str, hint: str | None
) -> None:
    error = complaint(write_pack(folder, rules=RULE.replace(*change)))
    assert (Path(str(error.file)).name, error.line, error.id) == ("claims.toml", 3, "hoists-the-flag")
    assert message in str(error)
    assert error.hint == hint


def test_a_second_rule_of_one_id_is_refused(folder: Path) -> None:
    error = complaint(write_pack(folder, rules=RULE + RULE))
    assert error.id == "hoists-the-flag"
    assert "duplicate id" in str(error)


def test_a_rule_without_an_id_is_refused(folder: Path) -> None:
    assert "needs an id" in str(
        complaint(write_pack(folder, rules=RULE.replace('id = "hoists-the-flag"', "")))
    )


def test_an_unknown_section_is_refused_with_the_nearest(folder: Path) -> None:
    error = complaint(write_pack(folder, rules=RULE.replace("[[claim]]", "[[claims]]")))
    assert "unknown key 'claims'" in str(error)
    assert error.hint == "claim"


def test_an_unknown_mark_of_a_context_rule_is_refused(folder: Path) -> None:
    rules = '[[context]]\nid = "later"\nmark = "futur"\nwords = ["one day"]\n'
    error = complaint(write_pack(folder, rules=rules))
    assert error.id == "later"
    assert "mark" in str(error)


def test_broken_toml_names_the_file(folder: Path) -> None:
    error = complaint(write_pack(folder, rules="[[claim]\n"))
    assert "not TOML" in str(error)
    assert Path(str(error.file)).name == "claims.toml"


def test_a_folder_without_a_manifest_is_no_pack(tmp_path: Path) -> None:
    assert "pack.toml" in str(complaint(tmp_path))


def test_an_unknown_key_of_the_manifest_is_refused(folder: Path) -> None:
    error = complaint(write_pack(folder, extend=["english"]))
    assert "unknown key 'extend'" in str(error)
    assert error.hint == "extends"


@pytest.mark.parametrize(
    "text",
    ["{winer} hoisted the flag", "{winner} hoisted @the_dya", "{winner hoisted the flag", "(a|b hoisted"],
)
def test_a_text_that_cannot_be_compiled_names_its_rule(folder: Path, text: str) -> None:
    pack = write_pack(folder, rules=RULE.replace("{winner} hoisted the flag", text))
    with pytest.raises(PackError, match="hoists-the-flag"):
        extractor.load([pack])


def test_an_unknown_pack_is_refused(folder: Path) -> None:
    pack = write_pack(folder, extends=["englsih"])
    with pytest.raises(PackError, match="no pack 'englsih'"):
        load_packs([pack])


# How packs go together


def test_all_shipped_packs_are_the_default_and_the_base_comes_first() -> None:
    assert load_packs().names[0].startswith(f"{BASE} ")
    assert {name.split()[0] for name in load_packs().names} == set(shipped_packs())


def test_a_pack_comes_after_those_that_it_extends(folder: Path) -> None:
    pack = write_pack(folder, names=[NAME], extends=["unions"])
    names = [name.split()[0] for name in load_packs([pack]).names]
    assert names.index("unions") < names.index("village")
    assert names[0] == BASE


def test_a_folder_is_found_by_its_path(folder: Path) -> None:
    pack = write_pack(folder, names=[NAME])
    assert find_pack(pack) == pack
    assert ("SLATE", "open-door") in load_packs([pack]).entries


def test_a_later_pack_overrides_by_id(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "first", names=[NAME], rules=RULE)
    later = RULE.replace("hoisted the flag", "hoisted the banner")
    second = write_pack(tmp_path / "second", names=[{**NAME, "pattern": "Wide Door"}], rules=later)
    packs = load_packs([first, second])
    assert packs.entries["SLATE", "open-door"].name == "Wide Door"
    assert packs.claims["hoists-the-flag"].text == ["{winner} hoisted the banner"]
    assert packs.places["hoists-the-flag"].pack == "second"
    assert load_packs([second, first]).entries["SLATE", "open-door"].name == "Open Door"


def test_off_switches_one_name_and_one_rule_off(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "first", names=[NAME], rules=RULE)
    off = '[[claim]]\nid = "hoists-the-flag"\noff = true\n'
    second = write_pack(tmp_path / "second", names=[{**NAME, "off": True}], rules=off)
    packs = load_packs([first, second])
    assert ("SLATE", "open-door") not in packs.entries
    assert "hoists-the-flag" not in packs.claims
    assert "elected" in packs.claims


def test_more_adds_to_a_group_of_cues_and_cues_replaces_it(tmp_path: Path) -> None:
    before = load_packs([BASE]).cue("vote_nouns")
    assert before
    more = write_pack(tmp_path / "more", rules='[more]\nvote_nouns = ["pebbles"]\n')
    assert load_packs([more]).cue("vote_nouns") == before | {"pebbles"}
    instead = write_pack(tmp_path / "instead", rules='[cues]\nvote_nouns = ["pebbles"]\n')
    assert load_packs([instead]).cue("vote_nouns") == {"pebbles"}


def test_every_group_that_the_code_asks_for_is_one_of_the_base_pack() -> None:
    named = {
        group
        for module in Path(extractor.__file__).parent.rglob("*.py")
        for group in re.findall(r'packs\.cue\("(\w+)"\)', module.read_text("utf-8"))
    }
    named |= {f"anchor_{kind}_leads" for kind in LED}
    assert "venues" in named
    assert named <= load_packs([BASE]).cues.keys()


def test_a_pack_can_say_what_else_is_a_venue(tmp_path: Path) -> None:
    text = "Nia Holt was elected president of the union at its jamboree in Durham."
    more = write_pack(tmp_path / "more", rules='[more]\nvenues = ["jamboree"]\n')
    plain, told = (
        extractor.extract(text, nlp=extractor.load(packs=packs)).records[0] for packs in ([BASE], [more])
    )
    assert plain.constituency is not None and plain.constituency.name == "Durham"
    assert told.constituency is None
    assert told.position is not None and told.position.name == "president"


def test_a_group_that_nobody_has_is_empty() -> None:
    assert load_packs([BASE]).cue("no_such_group") == frozenset()


def test_every_pack_counts_in_the_digest(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "village", names=[NAME])
    before = load_packs([pack]).digest
    assert load_packs([pack]).digest == before
    write_pack(tmp_path / "village", names=[{**NAME, "aliases": ["Doors"]}])
    assert load_packs([pack]).digest != before


def test_without_leaves_a_shipped_pack_out() -> None:
    names = [name.split()[0] for name in load_packs(without=["us", "uk"]).names]
    assert {"us", "uk"}.isdisjoint(names)
    assert len(names) == len(shipped_packs()) - 2


# What a pack of one's own does


def test_a_rule_of_ones_own_gives_records(folder: Path) -> None:
    pack = write_pack(folder, names=[NAME], rules=RULE)
    nlp = extractor.load([pack])
    text = "Nia Holt hoisted the flag in the election for chair."
    (record,) = extractor.extract(text, nlp=nlp).records
    candidate = record.candidacies[0].candidate
    assert candidate is not None
    assert (candidate.name, record.candidacies[0].outcome) == ("Nia Holt", "elected")
    assert "hoists-the-flag" in {entry.rule for entry in record.evidence}
    assert record.provenance is not None
    assert "village 1.0.0" in record.provenance.packs
    assert not extractor.extract(text, nlp=extractor.load([BASE])).records


def test_a_name_of_ones_own_gives_its_id(folder: Path) -> None:
    pack = write_pack(folder, names=[{**NAME, "aliases": ["The Door"], "id": "door-slate"}])
    text = "Nia Holt, backed by The Door, was elected chair of the Milford club."
    (record,) = extractor.extract(text, nlp=extractor.load([pack])).records
    affiliation = record.candidacies[0].affiliations[0]
    assert (affiliation.id, affiliation.name, affiliation.relation) == (
        "door-slate",
        "Open Door",
        "backed_by",
    )


def test_a_rule_that_is_off_gives_nothing(folder: Path) -> None:
    text = "Nia Holt was elected on Tuesday."
    off = write_pack(folder, rules='[[claim]]\nid = "elected"\noff = true\n')
    assert extractor.extract(text, nlp=extractor.load([BASE])).records
    assert not extractor.extract(text, nlp=extractor.load([off])).records
