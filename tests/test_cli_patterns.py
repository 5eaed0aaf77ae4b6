"""`extractor patterns`: what somebody does who writes a pack of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import invoke

from extractor.packs.loading import shipped_packs


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    done = invoke("patterns", "new", "my-pack", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "my-pack"


def test_a_new_pack_passes_its_own_check_and_is_used(pack: Path) -> None:
    done = invoke("patterns", "check", "my-pack", cwd=pack.parent)
    assert done.returncode == 0, done.stdout
    assert "2 examples (1 match, 1 no_match, 0 todo): 0 failed; 0 faults" in done.stderr
    sentence = "Nia Holt romped home in the Moor Ward race."
    assert "my-pack-romped-home" in invoke("try", sentence, "--patterns", "my-pack", cwd=pack.parent).stdout


def test_a_new_pack_overwrites_nothing_and_needs_a_plain_name(pack: Path) -> None:
    again = invoke("patterns", "new", "my-pack", cwd=pack.parent)
    assert again.returncode == 2
    assert "exists already" in again.stderr
    assert "lower-case words" in invoke("patterns", "new", "My_Pack", cwd=pack.parent).stderr


def test_a_failing_example_is_shown_with_the_word_at_which_the_rule_failed(pack: Path) -> None:
    rules = pack / "claims.toml"
    rules.write_text(rules.read_text().replace("[winner: Nia Holt] romped", "[winner: Nia Holt] strolled"))
    done = invoke("patterns", "check", "my-pack", cwd=pack.parent)
    assert done.returncode == 2
    assert "my-pack/claims.toml:5: [my-pack-romped-home] match 1 failed" in done.stdout
    assert "failed at 'strolled'; wanted romped" in done.stdout


def test_a_fault_of_a_rule_is_shown_before_anything_is_run(pack: Path) -> None:
    rules = pack / "claims.toml"
    rules.write_text(rules.read_text().replace("{winner+}", "{winer+}"))
    done = invoke("patterns", "check", "my-pack", cwd=pack.parent)
    assert done.returncode == 2
    assert "unknown slot {winer}" in done.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("names.jsonl", '"aliases"', '"aliasses"', "names.jsonl:1: [my-pack-allotment-standards-panel]"),
        ("claims.toml", "no_match", "nomatch", "did you mean 'no_match'"),
        ("claims.toml", "[[claim]]", "[[claim]", "not TOML"),
        ("pack.toml", "extends", "extend", "did you mean 'extends'"),
    ],
)  # fmt: skip
def test_a_fault_of_the_schema_is_exit_code_2(
    pack: Path, file: str, old: str, new: str, message: str
) -> None:
    path = pack / file
    path.write_text(path.read_text().replace(old, new, 1 if file != "claims.toml" else -1))
    done = invoke("patterns", "check", "my-pack", cwd=pack.parent)
    assert done.returncode == 2
    assert message in done.stderr


def test_crosstalk_lists_rules_that_fire_in_the_examples_of_others(pack: Path) -> None:
    rules = pack / "claims.toml"
    rules.write_text(
        rules.read_text()
        + '\n[[claim]]\nid = "my-pack-romped"\ntext = ["{winner+} romped home"]\n'
        + 'match = ["[winner: Nia Holt] romped home."]\nno_match = ["The horse romped home."]\n'
    )
    done = invoke("patterns", "check", "my-pack", "--crosstalk", cwd=pack.parent)
    assert "crosstalk: my-pack-romped fires in 1 of the match examples of my-pack-romped-home" in done.stdout
    assert "my-pack-romped-home fires in" not in done.stdout


def test_list_names_every_pack(pack: Path) -> None:
    done = invoke("patterns", "list", "--patterns", "my-pack", cwd=pack.parent)
    assert [line.split()[0] for line in done.stdout.splitlines()] == [*shipped_packs(), "my-pack"]


def test_show_prints_a_rule_a_name_and_a_group_of_cues(tmp_path: Path) -> None:
    rule = invoke("patterns", "show", "elected-as", cwd=tmp_path).stdout
    assert rule.startswith("# elected-as, pack english, ")
    assert 'id = "elected-as"' in rule
    assert rule.count("[[claim]]") == 1
    name = invoke("patterns", "show", "committee/labour-nec", cwd=tmp_path).stdout
    assert '"National Executive Committee"' in name
    assert "won\n" in invoke("patterns", "show", "@won", cwd=tmp_path).stdout


def test_a_folder_without_a_manifest_is_told_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    done = invoke("patterns", "check", "bare", cwd=tmp_path)
    assert done.returncode == 2
    assert "bare: no pack.toml here" in done.stderr
    assert "no pack 'bare'" not in done.stderr
