"""Web archives (WARC, and WET as text) to documents: what a crawler was sent, record by record."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from importlib import import_module
from typing import Any, BinaryIO, Literal

from extractor.errors import ArticleError

__all__ = ["ArchivedDocument", "read_warc"]

# What a record of another type holds (requests, a crawler's notes) was never a document.
_DOCUMENTS = {"response", "resource", "conversion"}
_LINE_LIMIT = 1 << 16


@dataclass(frozen=True)
class ArchivedDocument:
    """One record of an archive.

    `problem` says why there is no document, with the ledger's status. `truncated`: the record is shorter
    than its Content-Length, its compressed body is damaged, or the crawler noted that it stopped early.
    """

    number: int
    url: str | None = None
    content: bytes = b""
    media_type: str = ""
    charset: str | None = None
    truncated: bool = False
    problem: tuple[Literal["skipped", "failed"], str] | None = None


def read_warc(stream: BinaryIO, limit: int) -> Iterator[ArchivedDocument]:
    """Read an archive; yields one document for each record that holds one, numbered over all records from 1.

    Requests, metadata, revisits and the archive's own description are no documents and yield nothing.
    Of a record that is cut short, what there is comes as `truncated`; where no record begins although
    one should, that is a problem, and reading goes on at the next. A document of more than `limit` bytes
    is a problem, and so is a response whose HTTP status is not 200.

    Raises:
        ArticleError: the extra "warc" is not installed.
        OSError: the archive cannot be read on from here.
    """
    try:
        loading = import_module("warcio.recordloader")
    except ImportError as error:
        raise ArticleError(
            f'reading WARC needs the extra "warc" ({error}): run pip install "extractor[warc]"'
        ) from None
    loader = loading.ArcWarcRecordLoader()
    number, lost = 0, False
    # warcio's own iterator ends without a word at a record that is cut in its headers.
    for line in iter(lambda: stream.readline(_LINE_LIMIT), b""):
        begins = line.startswith(b"WARC/")
        if not line.strip() or (lost and not begins):
            continue
        number += 1
        lost = not begins
        if lost:
            reason = "broken archive: no WARC record where one should begin"
            yield ArchivedDocument(number, problem=("failed", reason))
            continue
        try:
            record = loader.parse_record_stream(stream, line, "warc", no_record_parse=True)
        except (loading.ArchiveLoadFailed, EOFError, UnicodeError, ValueError) as error:
            yield ArchivedDocument(number, problem=("failed", f"broken WARC header: {str(error).strip()}"))
            continue
        if record.length is None:
            yield ArchivedDocument(number, problem=("failed", "truncated WARC record: no Content-Length"))
            continue
        if record.rec_type in _DOCUMENTS:
            yield _read_record(record, number, limit, loader, loading)
        while record.raw_stream.read(_LINE_LIMIT):
            pass


def _read_record(record: Any, number: int, limit: int, loader: Any, loading: Any) -> ArchivedDocument:
    url = record.rec_headers.get_header("WARC-Target-URI")
    block = record.raw_stream.read(limit + 1)
    if len(block) > limit:
        return ArchivedDocument(number, url, problem=("skipped", f"WARC record longer than {limit:,} bytes"))
    cut = record.rec_headers.get_header("WARC-Truncated") is not None
    truncated = cut or len(block) < record.length
    if truncated and not block:
        reason = "truncated WARC record: nothing of its content is left"
        return ArchivedDocument(number, url, truncated=True, problem=("failed", reason))
    content_type = record.content_type or ""
    if content_type.startswith("application/http"):
        headers_and_body = io.BytesIO(block)
        try:
            http = loader.http_parser.parse(headers_and_body)
        except (EOFError, UnicodeError, loading.StatusAndHeadersParserException):
            reason = "broken HTTP response: it has no status line"
            return ArchivedDocument(number, url, truncated=truncated, problem=("failed", reason))
        if http.get_statuscode() != "200":
            return ArchivedDocument(number, url, problem=("skipped", f"HTTP status {http.get_statuscode()}"))
        body = headers_and_body.read()
        answer = loading.ArcWarcRecord("warc", "response", None, io.BytesIO(body), http, "", len(body))
        try:
            reader = answer.content_stream()
            block = reader.read(limit + 1)
            # A damaged body ends without an error; only its decompressor knows that more should come.
            if getattr(getattr(reader, "decompressor", None), "eof", True) is False:
                truncated = True
        except Exception:  # a body that was decompressed already, under a header that says otherwise
            block = body
        encoding = http.get_header("Content-Encoding") or "identity"
        if block == body and encoding != "identity" and not body.lstrip().startswith(b"<"):
            reason = f"content encoding {encoding!r} cannot be undone"
            return ArchivedDocument(number, url, truncated=truncated, problem=("failed", reason))
        content_type = http.get_header("Content-Type") or ""
    media_type, charset = _split_content_type(content_type)
    return ArchivedDocument(number, url, block, media_type, charset, truncated)


def _split_content_type(value: str) -> tuple[str, str | None]:
    if not value.strip():
        return "", None
    message = Message()
    message["Content-Type"] = value
    return message.get_content_type(), message.get_content_charset()
