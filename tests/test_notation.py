"""Marked sentences: text, span and slot stay in step, whatever the text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import PackError
from extractor.explaining.notation import Marked, MarkedSpan, read_marked, write_marked


def test_every_mark_becomes_a_slot_at_its_place() -> None:
    marked = read_marked("[winner: Nia Holt] beat [loser: Sam Orr] by [winner.votes: 812 votes] to 790")
    assert marked.text == "Nia Holt beat Sam Orr by 812 votes to 790"
    assert marked.pairs == [("winner", "Nia Holt"), ("loser", "Sam Orr"), ("winner.votes", "812 votes")]
    assert all(marked.text[slot.start : slot.end] == slot.text for slot in marked.slots)


@pytest.mark.parametrize(
    "plain", ["Nia Holt [sic] won.", "See [1] and [Note]", "[]", "[winner]", "[a:b]", ""]
)
def test_other_brackets_are_plain_text(plain: str) -> None:
    assert read_marked(plain) == Marked(plain)


def test_an_escaped_mark_is_plain_text() -> None:
    assert read_marked(r"She wrote \[winner: me] and left") == Marked("She wrote [winner: me] and left")


@pytest.mark.parametrize(
    "source",
    ["[winner: Nia Holt won", "[winner: Nia [post: chair]]", "[winner:  ]", "[winner: [post: chair]"],
)
def test_a_broken_mark_says_what_to_do(source: str) -> None:
    with pytest.raises(PackError, match=r"close it|write"):
        read_marked(source)


def test_of_overlapping_slots_the_longer_is_marked() -> None:
    text = "Moor Ward seat"
    slots = [MarkedSpan("place", 0, 9, "Moor Ward"), MarkedSpan("contest", 0, 14, text)]
    assert write_marked(text, slots) == "[contest: Moor Ward seat]"


PIECES = st.text(st.sampled_from("[]\\: abw.é𝄞\n"), max_size=12)


@given(st.lists(st.tuples(PIECES, st.sampled_from(["", "winner", "winner.votes"])), max_size=6))
def test_what_is_written_is_read_back(pieces: list[tuple[str, str]]) -> None:
    text, slots = "", []
    for piece, name in pieces:
        if name:
            slots.append(MarkedSpan(name, len(text), len(text) + len(piece), piece))
        text += piece
    back = read_marked(write_marked(text, slots))
    assert back.text == text
    assert all(text[slot.start : slot.end] == slot.text for slot in back.slots)
    markable = [
        s
        for s in slots
        if s.text.strip() and not set("[]") & set(s.text) and text[s.start - 1 : s.start] != "\\"
    ]
    assert list(back.slots) == markable
