"""Files, folders and texts: each gives an article or a ledger line that says why not; nothing raises."""

import io
import os
import socket
import sys

import pytest

from extractor.errors import ArticleError
from extractor.inputs import read_inputs, read_path_list
from extractor.ledger import Ledger

BODY = "Nia Holt won the seat on the harbour board with 1,204 votes, and Sam Orr had 1,192."
LINE = '{"title": "Holt wins", "text": "Nia Holt won the seat."}'


def read_one(path, **options):
    (item,) = read_inputs([path], **options)
    return item


def summarise(items):
    return [(os.path.basename(item.source), item.problem and item.problem[0]) for item in items]


# Plain texts


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (b"", "skipped", "empty"),
        (b" \n\t\r\n ", "skipped", "only white space"),
        ("\ufeff \n".encode(), "skipped", "only white space"),
        ("\ufeff \n".encode("utf-16-le"), "skipped", "only white space"),
        (b"\x00" * 40, "skipped", "only white space"),
        (b"1,204 - 1,192\n", "skipped", "not text: there is no letter in it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "failed", "binary: looks like a PNG image"),
        (b"%PDF-1.7\n", "failed", "binary: looks like a PDF"),
        (b"\x1f\x8b\x08", "failed", "binary: looks like gzip: its name must end in .gz to be read"),
        (bytes(range(32)) * 9, "failed", "binary: 225 of 288 bytes are control characters"),
        (b"Holt\x01\x02\x00\x04\x05 won", "failed", "binary: 5 of 13 bytes are control characters"),
        (b"\xff\xfe" + bytes(range(200, 256)) * 4, "failed", "binary: begins like UTF-16-LE but is no text"),
        (bytes(range(0xC0, 0xF0)) * 4, "failed", "unknown encoding: neither UTF-8 nor UTF-16"),
    ],
)
def test_a_text_that_is_none_says_why(tmp_path, data, status, reason):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    item = read_one(path)
    assert item.source == str(path)
    assert item.problem[0] == status
    assert item.problem[1].startswith(reason)


@pytest.mark.parametrize(
    ("data", "text", "flags"),
    [
        ("Ana Peña won.".encode(), "Ana Peña won.", ()),
        ("\ufeffAna Peña won.".encode(), "Ana Peña won.", ()),
        ("Ana Peña won.".encode("utf-16"), "Ana Peña won.", ()),
        ("Ana Peña won.".encode("utf-32"), "Ana Peña won.", ()),
        ("Ana Peña won.".encode("utf-16-be"), "Ana Peña won.", ()),
        ("Ana Peña “won”.".encode("utf-16-le"), "Ana Peña “won”.", ()),
        ("Ana Peña “won”.".encode("cp1252"), "Ana Peña “won”.", ()),
        (b"Ana Pe\xc3\xb1a won \xff.", "Ana Peña won \ufffd.", ("damaged_characters",)),
        (b"Ana Pe\xc3", "Ana Pe\ufffd", ("damaged_characters",)),
        (b"Nia Holt\x00 won.", "Nia Holt\ufffd won.", ("damaged_characters",)),
        (b"Nia Holt won." + b"\x00" * 500, "Nia Holt won.", ()),
        (b"Nia Holt won.\r\n\r\nSam Orr lost.\r\n", "Nia Holt won.\r\n\r\nSam Orr lost.\r\n", ()),
    ],
)
def test_a_text_is_decoded_and_else_left_as_it_is(tmp_path, data, text, flags):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    item = read_one(path)
    assert item.article.text == text
    assert item.flags == flags


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Holt wins\n\nNia Holt was elected.", "Holt wins"),
        ("\nHolt wins \r\n \r\nNia Holt was elected.", "Holt wins"),
        ("Holt wins\nNia Holt was elected.", None),
        ("Nia Holt was elected.\n\n", None),
        ("x" * 199 + "\n\nNia Holt.", "x" * 199),
        ("x" * 200 + "\n\nNia Holt.", None),
    ],
)
def test_a_short_first_line_before_a_blank_line_is_the_title(tmp_path, text, title):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    article = read_one(path).article
    assert article.title == title
    assert article.text == text


def test_a_text_longer_than_the_limit_is_skipped_and_never_cut(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("word " * 20)
    assert read_one(path, max_characters=100).article.text == "word " * 20
    assert read_one(path, max_characters=99).problem == ("skipped", "longer than 99 characters")
    assert read_one(path, max_characters=5).problem == ("skipped", "longer than 5 characters")


def test_another_language_is_skipped_unless_asked_for(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Die Vorsitzende ist am Sonntag mit großer Mehrheit wiedergewählt worden. Sie hat auch nach dem "
        "zweiten Wahlgang nicht daran gezweifelt und wird das Amt für zwei Jahre haben, sagte sie.",
        encoding="utf-8",
    )
    item = read_one(path)
    assert item.problem == ("skipped", "not English: looks like de")
    assert item.ledger_line().sha256 == item.sha256 is not None
    assert read_one(path, english_only=False).article is not None


# Files and folders


def test_a_folder_is_read_in_one_order_whatever_the_formats(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "z.txt").write_text(BODY)
    (tmp_path / "a.jsonl").write_text(LINE + "\n" + LINE)
    (tmp_path / "c.json").write_text(LINE)
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    (tmp_path / "plain 3.5").write_text(BODY)
    (tmp_path / ".hidden").write_text(BODY)
    (tmp_path / "e").mkdir()
    assert summarise(read_inputs([tmp_path])) == [
        ("a.jsonl#1", None),
        ("a.jsonl#2", None),
        ("z.txt", None),
        ("c.json", None),
        ("d.png", "skipped"),
        ("plain 3.5", None),
    ]
    assert list(read_inputs([tmp_path])) == list(read_inputs([str(tmp_path)]))


def test_an_empty_folder_and_a_folder_with_the_name_of_a_file_are_accounted_for(tmp_path):
    folder = tmp_path / "x.txt"
    folder.mkdir()
    assert read_one(folder).problem == ("skipped", "empty folder")
    (folder / "a.txt").write_text(BODY)
    assert read_one(folder).article.text == BODY


def test_a_loop_of_links_ends_and_is_named(tmp_path):
    inner = tmp_path / "in" / "ner"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text(BODY)
    (inner / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "other").symlink_to(inner, target_is_directory=True)
    (tmp_path / "self").symlink_to("self")
    items = list(read_inputs([tmp_path]))
    assert summarise(items) == [
        ("a.txt", None),
        ("back", "skipped"),
        ("other", "skipped"),
        ("self", "failed"),
    ]
    assert items[1].problem[1] == "directory loop: it leads back to a folder above it"
    assert items[2].problem[1] == f"the same folder as {inner}"


def test_folders_nested_deeper_than_the_call_stack(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(1500):
        os.mkdir("d")
        os.chdir("d")
    with open("a.txt", "w") as file:
        file.write(BODY)
    bottom = os.getcwd()
    os.chdir(tmp_path)
    items = list(read_inputs(["."]))
    # Whoever clears temporary folders may not cope with such a depth.
    os.chdir(bottom)
    os.remove("a.txt")
    for _ in range(1500):
        os.chdir("..")
        os.rmdir("d")
    assert summarise(items) == [("a.txt", None)]


def test_a_file_that_vanishes_while_the_folder_is_read(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(BODY)
    items = read_inputs([tmp_path])
    found = [next(items)]
    (tmp_path / "b.txt").unlink()
    found += items
    assert summarise(found) == [("a.txt", None), ("b.txt", "failed"), ("c.txt", None)]
    assert found[1].problem == ("failed", "cannot be read: No such file or directory")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    path.chmod(0)
    assert read_one(path).problem == ("failed", "cannot be read: Permission denied")


@pytest.mark.parametrize("path", ["", "no/such.txt", "a\x00b.txt", "x" * 5000, __file__ + "/a.txt"])
def test_a_path_that_cannot_be_opened(path):
    status, reason = read_one(path).problem
    assert status == "failed"
    assert reason.startswith("cannot be read: ")


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="needs a file whose reading fails")
def test_a_file_that_opens_but_cannot_be_read():
    assert read_one("/proc/self/mem").problem == ("failed", "cannot be read: Input/output error")


@pytest.mark.skipif(sys.platform == "win32", reason="needs sockets and pipes with a path")
def test_what_could_wait_for_ever_is_not_opened(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        assert [item.problem for item in read_inputs(["."])] == [("skipped", "not a regular file")] * 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_not_utf8_still_makes_a_source_that_is(tmp_path):
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "w") as file:
        file.write(BODY)
    item = read_one(tmp_path)
    assert item.source.endswith("caf\\xe9.txt")
    assert item.article.text == BODY


def test_a_list_of_paths_is_read_by_line_or_by_nul(tmp_path):
    path = tmp_path / "list"
    path.write_bytes(b"a b.txt\r\n\n c.txt\n")
    assert read_path_list(path) == ["a b.txt", " c.txt"]
    path.write_bytes(b"a\nb.txt\x00c.txt\x00")
    assert read_path_list(str(path)) == ["a\nb.txt", "c.txt"]
    assert read_path_list("-", io.BytesIO(b"d.txt")) == ["d.txt"]
    with pytest.raises(ArticleError, match="cannot be read: No such file"):
        read_path_list(tmp_path / "gone")


# Standard input and the ledger


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (BODY.encode(), [("-", None)]),
        (f"\n {LINE}\n{LINE}".encode(), [("-#2", None), ("-#3", None)]),
        (f"{LINE}\n{LINE}".encode("utf-16"), [("-#1", None), ("-#2", None)]),
        ("\ufeff".encode() + LINE.encode(), [("-#1", None)]),
        (b"{oops", [("-#1", "failed")]),
        (b"", [("-", "skipped")]),
        (b"  \n", [("-", "skipped")]),
        (b"\x00\x01\x02\x03\x04\x05" * 9, [("-", "failed")]),
    ],
)
def test_standard_input_is_a_text_or_json_lines(data, expected):
    assert summarise(read_inputs(["-"], stdin=io.BytesIO(data))) == expected


def test_every_input_becomes_one_ledger_line(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.jsonl").write_text(f"{LINE}\noops")
    ledger = Ledger()
    items = list(read_inputs([tmp_path, "gone.txt"]))
    for item in items:
        ledger.add(item.ledger_line(records=1 if item.source.endswith("a.txt") else 0))
    ledger.check(inputs=len(items), records=1)
    assert ledger.counts == {"ok": 1, "no_result": 1, "skipped": 1, "failed": 2}
