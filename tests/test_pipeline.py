"""The stages as any spaCy user meets them: factories by entry point, needs, `doc.spans`, `nlp.pipe`."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import entry_points

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import extractor
from extractor.extraction import extract_article
from extractor.mentions import analysis
from extractor.pipeline import STAGES, load

TEXT = (
    "Nia Holt was elected chair of the Milford society with 812 votes, ahead of Sam Orr on 790. "
    "Open Door won two seats."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def mentions_of(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans["mentions"]]


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_stage_has_an_entry_point() -> None:
    points = {point.name for point in entry_points(group="spacy_factories") if "extractor" in point.value}
    assert points == set(STAGES)


def test_factories_are_there_without_importing_the_package() -> None:
    """An installed package is enough: spaCy finds its factories by entry point."""
    code = f"""
import spacy
nlp = spacy.blank("en")
for stage in {STAGES!r}:
    nlp.add_pipe(stage)
print(len(nlp({TEXT!r}).spans["mentions"]))
"""
    assert int(run_python(code)) > 3


def test_one_stage_alone_is_of_use() -> None:
    code = """
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("election_sentences")
print([sentence.text for sentence in nlp("Dr. J. P. Holt won. Orr lost.").sents])
"""
    assert run_python(code).strip() == "['Dr. J. P. Holt won.', 'Orr lost.']"


def test_stages_declare_what_they_need_and_give(nlp: Language) -> None:
    analysed = nlp.analyze_pipes(keys=["assigns", "requires"])
    assert not any(analysed["problems"].values())
    assert all(summary["assigns"] for summary in analysed["summary"].values())


def test_a_stage_before_the_sentences_is_a_declared_problem() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("election_numbers")
    assert nlp.analyze_pipes()["problems"]["election_numbers"] == ["token.is_sent_start"]


def test_stages_stand_in_their_written_order(nlp: Language) -> None:
    assert tuple(nlp.pipe_names) == STAGES


def test_no_trained_model_is_loaded(nlp: Language) -> None:
    assert not nlp.vocab.vectors.shape[0]
    assert {"tagger", "parser", "ner", "tok2vec"}.isdisjoint(nlp.pipe_names)


def test_mentions_and_sentences_are_spans_of_the_document(nlp: Language) -> None:
    doc = nlp(TEXT)
    found = {(span.text, span.label_) for span in doc.spans["mentions"]}
    assert {
        ("Nia Holt", "PERSON"),
        ("Sam Orr", "PERSON"),
        ("chair", "POSITION"),
        ("812 votes", "VOTES"),
    } <= found
    assert [span.text for span in doc.spans["sentences"]] == [sentence.text for sentence in doc.sents]
    assert len(doc.ents) == 0, "mentions may overlap: they are spans, not entities"
    assert doc.text == TEXT


def test_spans_know_what_they_name(nlp: Language) -> None:
    doc = nlp("Nia Holt was elected to Labour's national executive committee (NEC). She joined the NEC.")
    spans = {span.text: span.id_ for span in doc.spans["mentions"] if span.label_ == "COMMITTEE"}
    assert len(set(spans.values())) == 1 < len(spans)


def test_pipe_gives_what_calls_give(nlp: Language) -> None:
    texts = [TEXT, "", "   ", "Sam Orr was elected mayor of Milford.", TEXT]
    piped = [mentions_of(doc) for doc in nlp.pipe(texts, batch_size=2)]
    called = [mentions_of(nlp(text)) for text in texts]
    assert piped == called
    assert piped[0] == piped[-1]


def test_pipe_keeps_the_context_of_each_text(nlp: Language) -> None:
    pairs = nlp.pipe([("Nia Holt won.", 7), ("Sam Orr won.", 8)], as_tuples=True)
    assert [(doc.text, number) for doc, number in pairs] == [("Nia Holt won.", 7), ("Sam Orr won.", 8)]


def test_the_analysis_travels_with_the_document(nlp: Language) -> None:
    found = analysis(nlp(TEXT))
    assert found.text == TEXT
    assert {claim.rule for claim in found.claims}
    for mention in found.mentions:
        assert TEXT[mention.start : mention.end] == mention.text


def test_the_stages_can_be_told_their_packs_by_config() -> None:
    nlp = spacy.blank("en")
    for stage in STAGES:
        nlp.add_pipe(stage, config={"packs": ["english"]} if stage == "election_mentions" else {})
    config = json.loads(json.dumps(nlp.config["components"]))
    assert config["election_mentions"]["packs"] == ["english"]
    assert config["election_mentions"]["factory"] == "election_mentions"


def test_unknown_settings_of_a_stage_are_errors() -> None:
    with pytest.raises(ValueError, match="pakcs"):
        spacy.blank("en").add_pipe("election_claims", config={"pakcs": []})


@pytest.mark.parametrize(
    "text",
    [
        "Nia Holt won 7–5.",
        "Nia Holt won 7-to-2.",
        "Nia Holt won 52-48 .",
        "Mill ward—Nia Holt",
        "Chair:Nia Holt",
    ],
)
def test_joined_words_and_figures_are_tokens_of_their_own(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert not [token.text for token in doc if len(token) > 1 and any(c in "–—-:" for c in token.text)]


def test_without_gazetteer_grammar_alone_reads() -> None:
    nlp = load(gazetteer=False)
    doc = nlp("Nia Holt of Labour was elected treasurer of the Milford gardening society.")
    labels = {span.text: span.label_ for span in doc.spans["mentions"]}
    assert labels.get("Nia Holt") == "PERSON"
    assert "Labour" not in labels or labels["Labour"] != "SLATE"


def test_a_missing_model_says_how_to_get_it() -> None:
    with pytest.raises((OSError, extractor.ExtractorError), match="no_such_model"):
        load(model="no_such_model")


def test_leaving_packs_out_changes_the_digest_of_the_records() -> None:
    article = extractor.Article(text=TEXT)
    one = extract_article(load(), article).records[0].provenance
    other = extract_article(load(without=["us"]), article).records[0].provenance
    assert one is not None and other is not None
    assert one.digest != other.digest
    assert not [pack for pack in other.packs if pack.startswith("us ")]


def test_an_unknown_pack_says_which_there_are() -> None:
    with pytest.raises(extractor.PackError, match=r"no pack 'uk-labor'.*uk-labour"):
        load(["uk-labor"])


def test_a_word_of_letters_has_no_affix() -> None:
    tokenizer = load(["english"], gazetteer=False).tokenizer
    searched = (tokenizer.prefix_search, tokenizer.suffix_search, tokenizer.infix_finditer)
    expressions = [search.__self__.expression for search in searched]
    letters = [chr(n) for n in range(0x3000) if chr(n).isalpha()]
    words = [f"a{letter}b" for letter in letters] + [f"a{letter}" for letter in letters] + letters
    assert [word for word in words for expression in expressions if expression.search(word)] == []
    assert [token.text for token in tokenizer("(re-elected 52%.")] == [
        "(",
        "re",
        "-",
        "elected",
        "52",
        "%",
        ".",
    ]
