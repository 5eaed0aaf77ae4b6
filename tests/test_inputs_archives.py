import gzip
import os

import pytest

from extractor.inputs import read_inputs

PAGE = b"<html><body><p>Nia Holt won the harbour seat with 1,204 votes.</p></body></html>"
SENTENCE = "Nia Holt won the harbour seat with 1,204 votes."


def make_record(kind, url, block, media="application/http; msgtype=response", extra=""):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(block):032x}>\r\n"
        f"WARC-Date: 2024-05-03T10:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\n{extra}"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def make_response(body=PAGE, status="200 OK", headers="Content-Type: text/html; charset=utf-8\r\n"):
    return f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body


def chunk(body):
    half = len(body) // 2
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:half], body[half:])) + b"0\r\n\r\n"


@pytest.fixture(autouse=True)
def _needs_the_extras():
    pytest.importorskip("warcio")
    pytest.importorskip("trafilatura")


def read(tmp_path, data, name="a.warc"):
    path = tmp_path / name
    path.write_bytes(data)
    return list(read_inputs([path]))


def test_documents_are_inputs_and_the_crawlers_own_records_are_not(tmp_path):
    data = b"".join(
        [
            make_record("warcinfo", "-", b"software: x\r\n", "application/warc-fields"),
            make_record("request", "https://a.example/1", b"GET / HTTP/1.1\r\n\r\n"),
            make_record("response", "https://a.example/1", make_response()),
            make_record("conversion", "<https://a.example/2>", SENTENCE.encode(), "text/plain"),
            make_record("resource", "https://a.example/3", PAGE, "text/html"),
            make_record("response", "https://a.example/4", make_response(status="404 Not Found")),
            make_record(
                "response",
                "https://a.example/5",
                make_response(b"\x89PNG", headers="Content-Type: image/png\r\n"),
            ),
            make_record("response", "https://a.example/6", b"no http at all"),
        ]
    )
    items = read(tmp_path, data)
    assert [os.path.basename(item.source) for item in items] == [f"a.warc#{n}" for n in (3, 4, 5, 6, 7, 8)]
    assert [item.article and item.article.text for item in items] == [SENTENCE] * 3 + [None] * 3
    assert [item.id for item in items][:3] == [f"https://a.example/{n}" for n in (1, 2, 3)]
    assert [item.problem for item in items][3:] == [
        ("skipped", "HTTP status 404"),
        ("skipped", "not text: image/png"),
        ("failed", "broken HTTP response: it has no status line"),
    ]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", chunk(PAGE)),
        ("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", PAGE),
        ("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gzip.compress(PAGE, mtime=0)),
        ("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", PAGE),
        (
            "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
            chunk(gzip.compress(PAGE, mtime=0)),
        ),
        ("Content-Type: text/html\r\nContent-Encoding: br\r\n", PAGE),
    ],
)
def test_transfer_and_content_encodings_whether_undone_already_or_not(tmp_path, headers, body):
    data = make_record("response", "https://a.example/1", make_response(body, headers=headers))
    (item,) = read(tmp_path, data)
    assert item.article.text == SENTENCE


def test_a_record_that_is_cut_short_is_flagged(tmp_path):
    whole = make_record("response", "https://a.example/1", make_response())
    cut = make_record("response", "https://a.example/2", make_response())[:-30]
    items = read(tmp_path, whole + cut)
    assert [item.flags for item in items] == [(), ("truncated",)]
    assert items[1].article.text.startswith("Nia Holt won")
    assert items[1].ledger_line().flags == ["truncated"]


def test_a_record_that_its_crawler_stopped_is_flagged(tmp_path):
    data = make_record("response", "https://a.example/1", make_response(), extra="WARC-Truncated: length\r\n")
    (item,) = read(tmp_path, data)
    assert item.flags == ("truncated",)
    assert item.article is not None


def test_a_body_whose_compression_is_cut_is_flagged(tmp_path):
    page = PAGE.replace(b"</p>", b"".join(b" Seat %d went to Holt." % n for n in range(500)) + b"</p>")
    headers = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"
    for body, flags in ((gzip.compress(page), ()), (gzip.compress(page)[:-300], ("truncated",))):
        (item,) = read(
            tmp_path, make_record("response", "https://a.example/1", make_response(body, headers=headers))
        )
        assert item.flags == flags
        assert item.article.text.startswith("Nia Holt won")


def test_a_record_that_ends_in_its_headers_failed(tmp_path):
    whole = make_record("response", "https://a.example/1", make_response())
    for cut in range(60, whole.index(b"HTTP/1.1")):
        first, second = read(tmp_path, whole + whole[:cut])
        assert first.article is not None
        assert second.problem[0] == "failed"


def test_compressed_archives_whole_and_cut(tmp_path):
    records = [make_record("response", f"https://a.example/{n}", make_response()) for n in range(3)]
    for data in (b"".join(map(gzip.compress, records)), gzip.compress(b"".join(records))):
        assert [bool(item.article) for item in read(tmp_path, data, "a.warc.gz")] == [True] * 3
        *good, last = read(tmp_path, data[:-40], "a.warc.gz")
        assert all(item.article for item in good)
        assert last.problem[0] == "failed" or last.flags == ("truncated",)


def test_after_a_broken_record_the_next_one_is_read(tmp_path):
    whole = make_record("response", "https://a.example/1", make_response())
    items = read(tmp_path, whole + b"stray bytes\r\nand more\r\n" + whole)
    assert [item.problem for item in items] == [
        None,
        ("failed", "broken archive: no WARC record where one should begin"),
        None,
    ]


@pytest.mark.parametrize("data", [b"", b"hello world\n" * 20, b"\x00" * 99])
def test_what_is_no_archive_is_one_line(tmp_path, data):
    (item,) = read(tmp_path, data)
    assert item.problem[0] in ("skipped", "failed")
