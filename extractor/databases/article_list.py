"""The articles that a run has read, from its `articles.jsonl` or its ledger.

They tell the loader which articles now have no contests, whose rows of an earlier load have to go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.article import Article
from extractor.databases.record_file import read_lines, read_object
from extractor.errors import RecordError
from extractor.records import Record

__all__ = ["Text", "article_id", "read_article_ids", "read_texts"]

# A ledger line with one of these says nothing about the article's contests: rows of an earlier run stay.
UNREAD = frozenset({"failed", "error", "skipped", "rejected", "unreadable", "timeout"})


def read_article_ids(path: str | Path) -> set[str]:
    """The ids of all articles in `articles.jsonl`, or of those that a ledger says were read.

    Lines without an article id (inputs that never became an article) are passed over, and so are lines whose
    `status` says that the input failed.

    Errors:
        RecordError: the file cannot be opened, or a line is not a JSON object.
    """
    ids = set()
    for number, text in read_lines(path):
        line = read_object(text, f"{path}:{number}")
        found = article_id(line)
        gated = str(line.get("reason") or "").startswith("gated")  # scanned, and nothing of an election in it
        read = gated or (line.get("status") not in UNREAD and not line.get("error"))
        if found is not None and read:
            ids.add(found)
    return ids


def article_id(line: Mapping[str, Any]) -> str | None:
    """The id of the article that a line is about, by the same rule as `Article.id`.

    Example:
        >>> article_id({"given_id": None, "url": "https://example.org/a#top", "text": "..."})
        'https://example.org/a'
        >>> article_id({"status": "ok", "article": {"id": "a"}})
        'a'
    """
    inner = line.get("article")
    if isinstance(inner, str):
        return inner
    if isinstance(inner, dict):
        line = inner
    for key in ("article_id", "id", "given_id"):
        if isinstance(line.get(key), str) and line[key]:
            return str(line[key])
    url, text = line.get("url"), line.get("text")
    if isinstance(text, str) or isinstance(url, str):
        return Article(text=text or "", url=url).id
    return None


@dataclass(frozen=True)
class Text:
    """The text of one article and what it is called."""

    article_id: str
    text: str
    source: str | None
    sha256: str | None

    def fits(self, record: Record) -> bool:
        """Whether a record's offsets are offsets of this text."""
        return self.sha256 is None or self.sha256 == record.article.sha256

    @property
    def document(self) -> str:
        """The name of the article's gold file: its source without folders and ending, else part of its id.

        Example:
            >>> Text("a", "", "articles/result--bulletin.txt", None).document
            'result--bulletin'
        """
        name = (self.source or "").replace("\\", "/").rstrip("/").rpartition("/")[2]
        name = re.sub(r"\.(txt|md|html?|json)(\.gz)?$", "", name)
        for words in (name, self.article_id):
            words = re.sub(r'[\0-\x1f/\\:*?"<>|]+', "-", words)
            words = re.sub(r"^\W+|\s+$", "", words[-120:])
            if words:
                return words
        return "article"


def read_texts(path: str | Path) -> dict[str, Text]:
    """The text of every article in `articles.jsonl` by article id.

    Errors:
        RecordError: a line has no text or no article.
    """
    texts = {}
    for number, line_text in read_lines(path):
        line = read_object(line_text, f"{path}:{number}")
        found, inner = article_id(line), line.get("article")
        line = (inner if isinstance(inner, dict) else {}) | line
        if found is None or not isinstance(line.get("text"), str):
            raise RecordError(f"{path}:{number}: an article needs its text: give the run's articles.jsonl")
        source, sha256 = line.get("source") or line.get("url"), line.get("sha256")
        texts[found] = Text(
            found,
            line["text"],
            source if isinstance(source, str) else None,
            sha256 if isinstance(sha256, str) else None,
        )
    return texts
