"""Explanations: every value has its rule, every refusal its reason, every miss its word."""

from __future__ import annotations

import tomllib

import pytest
from spacy.language import Language

from extractor.article import Article
from extractor.explaining.explanation import Explanation, explain, show_place, write_cases
from extractor.explaining.nearest import Nearness, cut_pieces
from extractor.explaining.notation import read_marked
from extractor.explaining.trace import claims_stage, trace_article
from extractor.pipeline import load

TEXT = (
    "Board election\n\nNia Holt beat Sam Orr by 812 votes to 790.\n"
    "Ann Lee was elected to Labour's National Executive Committee.\n"
    "If Ida Cole wins the seat, she will resign.\n"
    "Ed Vane swanned past Kit Moss to win a place on the council, by 90 votes to 80.\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def why(nlp: Language) -> Explanation:
    return explain(nlp, Article(text=TEXT))


def test_every_evidence_entry_is_a_value_with_its_sentence(why: Explanation) -> None:
    evidence = [entry for record in why.result.records for entry in record.evidence]
    assert len(why.values) == len(evidence)
    assert all(value.text in value.sentence for value in why.values)
    votes = [value for value in why.values if value.value == 812]
    assert [(value.rule, value.line, value.sentence) for value in votes] == [
        ("beat-by-to", 3, "Nia Holt beat Sam Orr by 812 votes to 790.")
    ]


def test_a_rule_is_named_with_the_line_of_the_file_that_says_it(why: Explanation) -> None:
    value = next(value for value in why.values if value.value == 812)
    assert value.place is not None
    with open(value.place.file, encoding="utf-8") as file:
        assert file.read().split("\n")[value.place.line - 1] == 'id = "beat-by-to"'
    assert show_place(value.place).endswith(f"claims.toml:{value.place.line}")


def test_a_name_that_a_pack_knows_is_traced_to_its_line(why: Explanation) -> None:
    committee = next(value for value in why.values if value.pointer == "/committee")
    assert committee.name_place is not None
    assert committee.name_place.pack == "uk-labour"


def test_a_rejected_claim_says_why(why: Explanation) -> None:
    assert {(refusal.line, refusal.reason) for refusal in why.refusals} == {
        (5, "stands under 'hypothetical'")
    }


def test_cases_are_toml_that_can_be_pasted_under_their_rules(why: Explanation) -> None:
    assert {case.kind for case in why.cases} >= {"match", "no_match"}
    for block in write_cases(why).split("# under the rule ")[1:]:
        (examples,) = tomllib.loads(f"# {block}").values()
        assert examples
        assert all(read_marked(example).text in TEXT for example in examples)


def test_a_case_that_needs_its_article_says_so(nlp: Language) -> None:
    text = "Nia Holt beat Sam Orr by 812 votes to 790. She was elected chair."
    notes = {case.source: case.note for case in explain(nlp, Article(text=text)).cases}
    assert notes["[winner: She] was elected [post: chair]."]
    assert (
        notes["[winner: Nia Holt] beat [loser: Sam Orr] by [winner.count: 812 votes] to [loser.count: 790]."]
        is None
    )


def test_an_article_that_is_set_aside_has_a_reason_and_nothing_else(nlp: Language) -> None:
    why = explain(nlp, Article(text="123"))
    assert (why.result.status, why.values, why.missed, why.cases) == ("skipped", [], [], [])


@pytest.mark.parametrize(
    ("sentence", "rule", "matched", "failed_at", "wanted"),
    [
        ("Nia Holt swanned the election to the board.", "elected-as", "Nia Holt", "swanned", "@were_elected"),
        ("Nia Holt swanned.", "won-contest", "Nia Holt", "swanned", "@won"),
    ],
)
def test_the_first_word_at_which_a_rule_failed(
    nlp: Language, sentence: str, rule: str, matched: str, failed_at: str, wanted: str
) -> None:
    result, trace = trace_article(nlp, Article(text=sentence))
    assert result.analysis is not None
    misses = Nearness(claims_stage(nlp), only=rule).find(result.analysis, 0, trace.skeletons[0], near=0)
    assert [miss.rule for miss in misses] == [rule]
    assert misses[0].matched.startswith(matched)
    assert misses[0].failed_at == failed_at
    assert sentence[misses[0].offset :].startswith(failed_at)
    assert "(" in misses[0].wanted or misses[0].wanted.startswith(wanted)


def test_a_trace_leaves_the_pipeline_as_it_was(nlp: Language) -> None:
    stage = claims_stage(nlp)
    before = dict(stage.__dict__)
    trace_article(nlp, Article(text=TEXT))
    assert stage.__dict__.keys() == before.keys()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("{a} [b [c|d]] … e", ["{a}", "[ b [ c | d ] ]", "…", "e"]),
        ("(a|b) ^ $", ["( a | b )", "^", "$"]),
        ("a | b", ["a | b"]),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert cut_pieces(text) == pieces
