"""Exports of crawls: JSON Lines, JSON files, compressed ones, broken ones."""

import gzip
import json
import os
import sys
import tracemalloc

import pytest

from extractor.inputs import read_dicts, read_inputs

BODY = "Nia Holt won the seat on the harbour board with 1,204 votes, and Sam Orr had 1,192."
LINE = json.dumps({"title": "Holt wins", "text": BODY})
NO_TEXT = "no text under text, maintext, content, body"


def summarise(items):
    return [(os.path.basename(item.source), item.problem and item.problem[0]) for item in items]


def test_a_broken_line_between_good_ones_costs_only_itself(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{LINE}\n{{"text": oops}}\n\n{LINE}\n{LINE[:20]}')
    items = list(read_inputs([path]))
    assert summarise(items) == [
        ("a.jsonl#1", None),
        ("a.jsonl#2", "failed"),
        ("a.jsonl#4", None),
        ("a.jsonl#5", "failed"),
    ]
    assert items[1].problem[1] == "invalid JSON: Expecting value (character 10)"
    assert items[3].problem[1].startswith("truncated last line: ")


@pytest.mark.parametrize(
    ("line", "status", "reason"),
    [
        (b'{"title": "Holt wins"}', "skipped", NO_TEXT),
        (b'{"text": " "}', "skipped", NO_TEXT),
        (b'{"text": "None", "title": "Holt wins"}', "skipped", NO_TEXT),
        (b"[1, 2]", "skipped", "no text: this is a JSON array, not an object with a text"),
        (b"null", "skipped", "no text: this is a JSON null, not an object with a text"),
        (b'{"text": "Holt won.", "n": ' + b"9" * 5000 + b"}", "failed", "invalid JSON: Exceeds the limit"),
        (b"[" * 100_000, "failed", "invalid JSON: nested too deeply"),
        (b"\x89PNG\x00\x01\x02\x03\x04", "failed", "binary: looks like a PNG image"),
        (b"\x01\x02\x03\x04\x05\x06", "failed", "binary: 6 of 7 bytes are control characters"),
    ],
)
def test_a_line_that_is_no_article_says_why(tmp_path, line, status, reason):
    path = tmp_path / "a.jsonl"
    path.write_bytes(line + b"\n" + LINE.encode() + b"\n")
    bad, good = read_inputs([path])
    assert bad.source == f"{path}#1"
    assert bad.problem[0] == status
    assert bad.problem[1].startswith(reason)
    assert good.article.title == "Holt wins"


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_a_line_feed_ends_a_line(tmp_path, separator):
    path = tmp_path / "a.jsonl"
    text = f"Nia Holt won.{separator}Sam Orr lost."
    raw = json.dumps({"text": text}, ensure_ascii=separator < " ")
    path.write_bytes(raw.encode())
    (item,) = read_inputs([path])
    assert item.article.text == text


def test_lone_surrogates_become_replacement_characters(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        r'{"text": "Holt \ud83d won \ud83d\ude00\u0000", "title": "\udc00", "k\ud800": ["\ud800"]}'
    )
    (item,) = read_inputs([path])
    assert item.article.text == "\ufffd\n\nHolt \ufffd won 😀\ufffd"
    assert item.flags == ("damaged_characters",)
    assert item.article.meta == {"k\ufffd": ["\ufffd"]}
    assert len(item.sha256) == 64
    item.article.model_dump_json().encode("utf-8")


def test_a_line_of_ten_megabytes_is_skipped_and_memory_stays_bounded(tmp_path):
    path = tmp_path / "a.jsonl"
    long_line = json.dumps({"text": "word " * 2_000_000})
    path.write_text(f"{LINE}\n{long_line}\n{LINE}")
    problems = [item.problem for item in read_inputs([path])]
    assert problems == [None, ("skipped", "longer than 5,000,000 characters"), None]
    tracemalloc.start()
    problems = [item.problem for item in read_inputs([path], max_characters=1000)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problems == [None, ("skipped", "longer than 1,060,576 bytes of JSON"), None]
    assert peak < 6_000_000


def test_many_lines_are_streamed(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for number in range(2000):
            file.write(json.dumps({"text": BODY, "id": number, "padding": "x" * 5000}) + "\n")
    tracemalloc.start()
    count = sum(1 for item in read_inputs([path]) if item.article)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2000
    assert peak < 4_000_000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_json_in_any_encoding(tmp_path, encoding, name):
    path = tmp_path / name
    line = json.dumps({"text": "Ana Peña won.", "more": "x" * 90_000}, ensure_ascii=False)
    path.write_bytes(f"{line}\n{line}\n".encode(encoding))
    assert [item.article.text for item in read_inputs([path])] == ["Ana Peña won."] * 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (LINE, [("a.json", None)]),
        (json.dumps(json.loads(LINE), indent=2), [("a.json", None)]),
        (f"[{LINE},\n{LINE}]", [("a.json#1", None), ("a.json#2", None)]),
        (
            f"[\n{LINE},\n{LINE},\n{LINE[:9]}",
            [("a.json#1", None), ("a.json#2", None), ("a.json#3", "failed")],
        ),
        (f"[\n{LINE}", [("a.json#1", None), ("a.json#2", "failed")]),
        (f"{LINE}\n{LINE}\n", [("a.json#1", None), ("a.json#2", None)]),
        (f"{LINE}\n{{oops\n{LINE}", [("a.json#1", None), ("a.json#2", "failed"), ("a.json#3", None)]),
        ("[]", [("a.json", "skipped")]),
        ("", [("a.json", "skipped")]),
        ("{oops", [("a.json", "failed")]),
        ("[" * 100_000, [("a.json#1", "failed")]),
    ],
)
def test_a_json_file_is_an_object_an_array_or_lines(tmp_path, content, expected):
    path = tmp_path / "a.json"
    path.write_text(content)
    assert summarise(read_inputs([path])) == expected


def test_a_large_array_is_read_element_by_element(tmp_path):
    path = tmp_path / "a.json"
    big = json.dumps({"text": "word " * 100_000, "id": "big"})
    path.write_text("[" + ",\n".join([LINE] * 2000 + [big] + [LINE] * 2000) + "]")
    items = list(read_inputs([path]))
    assert len(items) == 4001
    assert items[2000].id == "big"
    assert all(item.article for item in items)


def test_dictionaries_are_inputs_with_numbers():
    items = list(read_dicts([json.loads(LINE), {"title": "no body"}], name="spider"))
    assert summarise(items) == [("spider#1", None), ("spider#2", "skipped")]


# Compression


@pytest.mark.parametrize("ending", [".gz", ".bz2", ".xz", ".zst"])
def test_compressed_files_are_read_by_the_ending_before(tmp_path, ending):
    if ending == ".zst":
        pytest.importorskip("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")
    from smart_open import open as smart_open

    for name, content in (("a.txt", BODY), ("b.jsonl", f"{LINE}\n{LINE}")):
        with smart_open(str(tmp_path / (name + ending)), "wb") as file:
            file.write(content.encode())
    assert summarise(read_inputs([tmp_path])) == [
        (f"a.txt{ending}", None),
        (f"b.jsonl{ending}#1", None),
        (f"b.jsonl{ending}#2", None),
    ]


def test_a_compressed_export_that_was_cut_off_gives_its_whole_lines(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(
        json.dumps({"text": f"{os.urandom(300).hex()} {number}"}) + "\n" for number in range(2000)
    )
    data = gzip.compress(lines.encode())
    path.write_bytes(data[: len(data) // 2])
    *good, last = read_inputs([path], english_only=False)
    assert len(good) > 500
    assert all(item.article for item in good)
    assert last.problem[0] == "failed"
    assert "damaged or cut short" in last.problem[1]
    assert last.source == f"{path}#{len(good) + 1}"


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python reads Zstandard itself")
def test_without_the_extra_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    monkeypatch.setitem(sys.modules, "backports", None)
    (tmp_path / "a.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    (item,) = read_inputs([tmp_path])
    assert item.problem == ("failed", 'reading .zst needs the extra "zst": run pip install "extractor[zst]"')


def test_damaged_compression_is_one_failed_input(tmp_path):
    for name in ("a.txt.gz", "b.txt.bz2", "c.txt.xz", "d.jsonl.gz"):
        (tmp_path / name).write_bytes(b"this is not compressed")
    assert [item.problem[0] for item in read_inputs([tmp_path])] == ["failed"] * 4
