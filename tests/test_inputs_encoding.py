import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ArticleError
from extractor.inputs import decode, read_dicts, read_inputs


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        text = decode(data)
    except ArticleError as error:
        assert str(error)
    else:
        assert "\x00" not in text
        text.encode("utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200))
def test_utf8_comes_back_as_it_was(text):
    data = text.encode()
    # Bytes that are the signature of a binary format are refused whatever follows.
    if not data.startswith((b"%PDF-", b"GIF8")):
        assert decode(data) == text.removeprefix("\ufeff")


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=4, max_size=99))
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_wide_encodings_of_latin_text_come_back_as_they_were(encoding, text):
    assert decode(text.encode(encoding)) == text


@given(
    st.text(st.sampled_from("abc é ñ ü “ ” – 12"), min_size=20),
    st.integers(0),
    st.sampled_from(b"\xff\x80\xe9"),
)
def test_one_bad_byte_in_utf8_costs_one_character(text, place, byte):
    place %= len(text)
    if sum(map(text.count, "éñü“”–")) < 4:
        text += "éñü“"
    data = text[:place].encode() + bytes([byte]) + text[place:].encode()
    assert decode(data) in (
        text[:place] + "\ufffd" + text[place:],
        # E9 may begin a character of three bytes; with what follows it is still one error.
        text[:place] + "\ufffd\ufffd" + text[place + 1 :],
    )


def test_the_bytes_that_cp1252_does_not_know_become_replacement_characters():
    assert decode(b"Pe\xf1a \x81 won") == "Peña \ufffd won"


@given(st.binary(max_size=300))
def test_any_bytes_in_a_file_of_any_format_give_inputs_and_never_an_error(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("any")
    for ending in ("txt", "jsonl", "json", "html", "warc", "txt.gz", "jsonl.zst"):
        (folder / f"a.{ending}").write_bytes(data)
    items = list(read_inputs([folder]))
    assert len({item.source.partition("#")[0] for item in items}) == 7
    for item in items:
        item.ledger_line().model_dump_json().encode("utf-8")


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), lambda x: st.lists(x))
)
def test_any_json_value_gives_an_input(value):
    for text in ("Holt won.", value):
        (item,) = read_dicts([{"text": text, "title": value, "date": value, "id": value, "x": value}])
        json.dumps(item.ledger_line().model_dump())
