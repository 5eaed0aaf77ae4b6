"""Sentences: where they end, what is quoted, and what stands after the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from staged import analyse, gap

from extractor.stages.sentences import quote_spans


def split(text: str) -> list[str]:
    found = analyse(text)
    return [text[s.start : s.end] for s in found.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Nia Holt won.|Sam Orr lost.",
        "Did Nia Holt win?|She did!|Sam Orr lost.",
        "Dr. Nia Holt won.|Mr. Sam Orr lost.",
        "J. P. Orr won.|N. Holt lost.",
        "George W. Orr won.|He left.",
        "Rep. Nia Holt, D-Ohio, won.|Sen. Orr lost.",
        "Holt vs. Orr ended at 9.45pm.|Orr lost.",
        "Holt won 48.2% of the vote.|Orr won 47.1%.",
        "Holt won 1,204 votes.|790 went to Orr.",
        "“Nia Holt won.”|She left.",
        '"Nia Holt won," said Orr.|He left.',
        "Holt won (with 812 votes).|Orr lost.",
        "The U.S. Senate race went to Holt.|Orr lost.",
        "Holt beat Orr... by a mile.|He left.",
        "Nia Holt Jr. won.|Orr lost.",
        "Élodie Roy won.|Åsa Berg lost.",
        "Sir Ed Orr Sr. and the Rev. Ann Lee won.|Orr lost.",
        "Cllr. Holt won in St. Mary's ward.|Orr lost.",
        "Holt won at No. 10.|Orr lost.",
        gap("Holt, of Orr & Co. Ltd, won.|Orr lost.", reason="abbreviation: Co."),
        gap("Holt won in the U.S.|Orr lost in the U.K.", reason="an abbreviation that ends a sentence"),
    ],
)
def test_sentences_of_one_line(text: str) -> None:
    pieces = text.split("|")
    assert split(" ".join(pieces)) == pieces


def test_a_line_ends_a_sentence_and_a_blank_line_a_paragraph() -> None:
    found = analyse("Board election\n\nNia Holt won\nSam Orr lost\n\n\nEd Vane: 7")
    assert [s.line for s in found.sentences] == [0, 2, 3, 6]
    assert [s.paragraph for s in found.sentences] == [0, 1, 1, 2]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \n"])
def test_no_words_no_sentences(text: str) -> None:
    assert split(text) == []


@given(st.text(st.sampled_from("Aa1 .?!\n\"“”'()—"), max_size=80))
def test_sentences_cover_every_word_once_and_in_order(text: str) -> None:
    found = analyse(text)
    last = 0
    for sentence in found.sentences:
        assert last <= sentence.start < sentence.end
        assert not text[last : sentence.start].strip()
        assert "\n" not in text[sentence.start : sentence.end]
        last = sentence.end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said: “We have won it all today.” He left.", ["“We have won it all today.”"]),
        ('He said: "We have won it all today." He left.', ['"We have won it all today."']),
        ("The “Open Door” slate won.", []),
        ('The "Open Door" slate won, and "Real Change" lost.', []),
        (
            "“We have won it all.\n“We have beaten them all.”",
            ["“We have won it all.", "“We have beaten them all.”"],
        ),
        (
            "He said “we won it all today” and “they lost it all”.",
            ["“we won it all today”", "“they lost it all”"],
        ),
        ("It's Orr's and Holt's 812 votes' day.", []),
        ("He said: ‘We have won it all today.’", []),
    ],
)
def test_direct_speech(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quote_spans(text)] == quoted


def test_a_quoted_sentence_is_marked() -> None:
    found = analyse("Orr spoke. “Nia Holt was elected chair of the board.” He left.")
    assert [s.quoted for s in found.sentences] == [False, True, False]


@pytest.mark.parametrize(
    "head", ["Related stories", "Read more", "More from the Post", "Sign up for our letter"]
)
def test_what_stands_after_the_article_is_no_part_of_it(head: str) -> None:
    body = "Nia Holt was elected chair of the Milford society with 812 votes.\n\n" * 3
    found = analyse(f"{body}{head}\nSam Orr was elected mayor of Barton with 790 votes.")
    assert [s.kind for s in found.sentences][-2:] == ["tail", "tail"]
    assert "tail" not in [s.kind for s in found.sentences][:-2]


def test_the_same_words_at_the_head_do_not_end_the_article() -> None:
    found = analyse("Read more\n\n" + "Nia Holt was elected chair of the Milford society.\n\n" * 5)
    assert {s.kind for s in found.sentences} & {"tail"} == set()
