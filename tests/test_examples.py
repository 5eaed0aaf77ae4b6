"""Judging examples: a small pack whose rules and examples are right and wrong on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from extractor.errors import PackError
from extractor.explaining.examples import Verdict, check_rules, collect_examples, lint_packs, run_example
from extractor.packs.loading import load_packs
from extractor.packs.selection import packs_with
from extractor.pipeline import load

MANIFEST = 'name = "{name}"\nversion = "0.1.0"\ndescription = "A pack for tests."\nextends = ["english"]\n'
RULES = r"""
[[claim]]
id = "romped-home"
text = ["{winner+} romped home in [the] {contest}"]
match = [
  "[winner: Nia Holt] romped home in [contest: the Moor Ward race].",
  "[winner: Nia Holt] romped home in the [place: Moor Ward] race.",
  "[winner: Nia] Holt romped home in the Moor Ward race.",
  "[winner: Nia Holt] strolled home in the Moor Ward race.",
  "[winner: Nia Holt] is expected to say that Nia Holt romped home in the Moor Ward race.",
]
no_match = ["The horse romped home.", "Nia Holt romped home in the Moor Ward race."]
todo = [
  "[winner: Nia Holt] romped home at last in the Moor Ward race.",
  "[winner: Nia Holt] romped home in the Moor Ward race.",
]

[[phrase]]
id = "plucky-person"
text = ["plucky {person}"]
match = ["In the end plucky [person: Nia Holt] was elected chair.", "[person: Nia Holt] was elected chair."]
no_match = ["Nia Holt was elected chair."]

[[context]]
id = "rumour"
mark = "claimed"
words = ["rumour has it"]
match = ["Rumour has it that Nia Holt was elected.", "Nia Holt was elected."]
no_match = ["Nia Holt was elected."]
"""


def make_pack(folder: Path, rules: str, name: str = "trial-pack") -> Path:
    folder = folder / name
    folder.mkdir()
    (folder / "pack.toml").write_text(MANIFEST.format(name=name))
    (folder / "claims.toml").write_text(rules)
    return folder


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    names = packs_with([make_pack(tmp_path_factory.mktemp("packs"), RULES)])
    nlp: Language = load(names)
    examples = collect_examples(load_packs(names), ["trial-pack"])
    return {example.id: run_example(nlp, example) for example in examples}


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("romped-home-match-1", ""),
        ("romped-home-match-2", ""),
        ("romped-home-match-3", "fired without [winner: Nia]"),
        ("romped-home-match-4", "failed at 'strolled'; wanted romped"),
        ("romped-home-no_match-1", ""),
        ("romped-home-no_match-2", "the rule fired: contest = 'the Moor Ward race'"),
        ("romped-home-todo-1", ""),
        ("romped-home-todo-2", "move it from todo to match"),
        ("plucky-person-match-1", ""),
        ("plucky-person-match-2", "did not fire; these did: elected"),
        ("plucky-person-no_match-1", ""),
        ("rumour-match-1", ""),
        ("rumour-match-2", "did not fire"),
        ("rumour-no_match-1", ""),
    ],
)
def test_verdict(verdicts: dict[str, Verdict], id: str, message: str) -> None:
    assert verdicts[id].passed == (not message)
    assert message in verdicts[id].message


def test_a_claim_that_is_rejected_does_not_count(verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts["romped-home-match-5"]
    assert not verdict.passed
    assert "rejected: stands under 'expected'" in verdict.message


def test_other_rules_that_fire_are_told(verdicts: dict[str, Verdict]) -> None:
    assert "elected-as" in verdicts["plucky-person-match-1"].others


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('text = ["{winer} romped"]', "unknown slot {winer}"),
        ('text = ["{winner} @no_such_cue"]', "no cue group 'no_such_cue'"),
        ('text = ["{winner} romped"]\nneeds = ["no_such_cue"]', "no cue group 'no_such_cue'"),
        ('text = ["{winner} [romped"]', "unbalanced"),
        ('text = ["{winner} romped"]\nmatch = ["[looser: Nia Holt] romped."]', "marks 'looser'"),
        ('text = ["{winner} romped"]\nmatch = ["[winner: Nia Holt romped."]', "does not end"),
    ],
)
def test_a_rule_that_cannot_run_is_named_with_file_and_line(tmp_path: Path, rule: str, message: str) -> None:
    folder = make_pack(tmp_path, f'\n[[claim]]\nid = "broken"\n{rule}\n')
    with pytest.raises(PackError) as caught:
        check_rules(load_packs(packs_with([folder])), ["trial-pack"])
    assert message in str(caught.value)
    assert f"{folder / 'claims.toml'}:3: [broken]" in str(caught.value)


def test_missing_examples_are_faults_once_a_pack_has_begun(tmp_path: Path) -> None:
    bare = '[[claim]]\nid = "a"\ntext = ["{winner} romped"]\n'
    fresh = load_packs(packs_with([make_pack(tmp_path, bare, "fresh-pack")]))
    assert [c.serious for c in lint_packs(fresh, ["fresh-pack"])] == [False, False]
    begun = bare + '[[claim]]\nid = "b"\ntext = ["{winner} jogged"]\nmatch = ["[winner: Nia Holt] jogged."]\n'
    packs = load_packs(packs_with([make_pack(tmp_path, begun, "begun-pack")]))
    serious = [(c.rule, c.message.partition(";")[0]) for c in lint_packs(packs, ["begun-pack"]) if c.serious]
    assert serious == [("a", "no match example"), ("a", "no no_match example"), ("b", "no no_match example")]


def test_an_unknown_pack_to_leave_out_is_an_error() -> None:
    with pytest.raises(PackError, match="no shipped pack 'ukk'"):
        packs_with([], without=["ukk"])
