"""Web archives (WARC, and WET as text) to documents: what a crawler was sent, record by record."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, parse_headers
from importlib import import_module
from typing import Any, BinaryIO, Literal

from extractor.errors import ArticleError

__all__ = ["ArchivedDocument", "read_warc"]

# What a record of another type holds (requests, a crawler's notes) was never a document.
_DOCUMENTS = {"response", "resource", "conversion"}
_HEADER_LIMIT = 1 << 16


@dataclass(frozen=True)
class ArchivedDocument:
    """One record of an archive.

    `problem` says why there is no document, with the ledger's status. `truncated`: the record is shorter
    than its Content-Length, or the crawler noted that it stopped early.
    """

    number: int
    url: str | None
    content: bytes = b""
    media_type: str = ""
    charset: str | None = None
    truncated: bool = False
    problem: tuple[Literal["skipped", "failed"], str] | None = None


def read_warc(stream: BinaryIO, limit: int) -> Iterator[ArchivedDocument]:
    """Read an archive; yields one document for each record that holds one, numbered over all records from 1.

    Requests, metadata, revisits and the archive's own description are no documents and yield nothing.
    Of a record that is cut short, what there is comes as `truncated`. A document of more than `limit`
    bytes is a problem, and so is a response whose HTTP status is not 200.

    Raises:
        ArticleError: the extra "warc" is not installed.
        OSError: the archive is damaged from here on.
    """
    try:
        warc = import_module("fastwarc.warc")
    except ImportError as error:
        raise ArticleError(
            f'reading WARC needs the extra "warc" ({error}): run pip install "extractor[warc]"'
        ) from None
    for number, record in enumerate(warc.ArchiveIterator(stream, parse_http=False), 1):
        kind = record.record_type.name
        url = record.headers.get("WARC-Target-URI")
        if kind == "unknown":
            yield ArchivedDocument(number, url, problem=("failed", "WARC record with a broken header"))
        elif kind in _DOCUMENTS:
            yield _read_record(record, number, url and url.strip("<>"), limit)


def _read_record(record: Any, number: int, url: str | None, limit: int) -> ArchivedDocument:
    headers, reader = record.headers, record.reader
    stated = headers.get("Content-Length")
    if stated is None or not stated.strip().isdigit():
        return ArchivedDocument(number, url, problem=("failed", "truncated WARC record: no Content-Length"))
    block = reader.read(min(int(stated), limit) + 1)
    if len(block) > limit:
        return ArchivedDocument(number, url, problem=("skipped", f"WARC record longer than {limit:,} bytes"))
    truncated = len(block) < int(stated) or headers.get("WARC-Truncated") is not None
    media_type = headers.get("Content-Type") or ""
    if not media_type.startswith("application/http"):
        return ArchivedDocument(number, url, block, _bare(media_type), None, truncated)
    try:
        status, http, body = _read_http(block, limit)
    except (HTTPException, ValueError) as error:
        return ArchivedDocument(number, url, problem=("failed", f"broken HTTP response: {error}"))
    if status != 200:
        return ArchivedDocument(number, url, problem=("skipped", f"HTTP status {status}"))
    if not body and truncated:
        reason = "truncated WARC record: nothing of its content is left"
        return ArchivedDocument(number, url, truncated=True, problem=("failed", reason))
    return ArchivedDocument(number, url, body, http.get_content_type(), http.get_content_charset(), truncated)


def _bare(media_type: str) -> str:
    return media_type.split(";")[0].strip().lower()


def _read_http(block: bytes, limit: int) -> tuple[int, HTTPMessage, bytes]:
    stream = io.BytesIO(block)
    status_line = stream.readline(_HEADER_LIMIT).split(None, 2)
    if len(status_line) < 2 or not status_line[0].startswith(b"HTTP/") or not status_line[1].isdigit():
        raise ValueError("no HTTP status line")
    headers = parse_headers(stream)
    body = stream.read()
    if "chunked" in headers.get("Transfer-Encoding", "").lower():
        body = _join_chunks(body)
    encoding = headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        body = _inflate(body, limit)
    elif encoding not in ("", "identity") and body.lstrip()[:1] != b"<":
        raise ValueError(f"content encoding {encoding!r} is not supported")
    return int(status_line[1]), headers, body


def _join_chunks(body: bytes) -> bytes:
    """Join the chunks; many archives hold a joined body under a header that still says "chunked"."""
    parts: list[bytes] = []
    position = 0
    while position < len(body):
        end = body.find(b"\r\n", position)
        try:
            size = int(body[position:end].split(b";")[0], 16) if end >= 0 else 0
        except ValueError:
            return b"".join(parts) if parts else body
        if size <= 0:
            break
        parts.append(body[end + 2 : end + 2 + size])
        position = end + 2 + size + 2
    return b"".join(parts)


def _inflate(body: bytes, limit: int) -> bytes:
    """Decompress as far as the data goes; a body that was decompressed already comes back as it is."""
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(bits).decompress(body, limit)
        except zlib.error:
            continue
    return body
