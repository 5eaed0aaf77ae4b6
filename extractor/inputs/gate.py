"""The gate between what was read and the pipeline: what is no article is set aside here, with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.article import Article
from extractor.errors import ArticleError
from extractor.inputs.archives import ArchivedDocument
from extractor.inputs.dictionaries import article_from_dict
from extractor.inputs.encoding import REPLACEMENT, decode
from extractor.inputs.input import Input
from extractor.inputs.json_files import Broken, TooLong
from extractor.inputs.language import guess_language
from extractor.inputs.pages import NO_TEXT, article_from_html

__all__ = ["MAX_CHARACTERS", "Gate"]

MAX_CHARACTERS = 5_000_000
"""Longest article that is read; text is never cut, so a longer one is skipped."""

# A headline: one line of fewer than 200 characters, a blank line, and something after it.
_HEADLINE = re.compile(r"\s*(\S[^\r\n]{0,198})(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*\S")
_LETTER = re.compile(r"[^\W\d_]")
_PAGES = {"text/html", "application/xhtml+xml", ""}


@dataclass(frozen=True)
class Gate:
    """Turns what a reader found into inputs, each an article or a problem.

    Example:
        >>> Gate().admit_text(b"Holt wins\\n\\nNia Holt was elected.", "a.txt").article.title
        'Holt wins'
        >>> Gate(max_characters=9).admit_text(b"Nia Holt won.", "a.txt").problem
        ('skipped', 'longer than 9 characters')
    """

    max_characters: int = MAX_CHARACTERS
    english_only: bool = True

    @property
    def text_limit(self) -> int:
        """Bytes that hold the longest article: four for a character, and a byte-order mark."""
        return 4 * self.max_characters + 4

    @property
    def markup_limit(self) -> int:
        """Bytes of one JSON value, page or archive record: twelve for an escaped character, and some keys."""
        return 12 * self.max_characters + (1 << 20)

    def admit(self, article: Article, source: str, flags: tuple[str, ...] = ()) -> Input:
        """Let an article pass, or set it aside for its text: no letters, too long, not English."""
        if REPLACEMENT in article.text:
            flags = (*flags, "damaged_characters")
        item = Input(source, article, flags=flags)
        if not _LETTER.search(article.text):
            return item.set_aside("not text: there is no letter in it")
        if len(article.text) > self.max_characters:
            return item.set_aside(f"longer than {self.max_characters:,} characters")
        language = guess_language(article.text) if self.english_only else None
        if language not in (None, "en"):
            return item.set_aside(f"not English: looks like {language}")
        return item

    def admit_text(
        self, data: bytes, source: str, url: str | None = None, flags: tuple[str, ...] = ()
    ) -> Input:
        """Admit a plain text; a short first line before a blank line is also its title."""
        if problem := _find_emptiness(data):
            return Input(source, problem=("skipped", problem), flags=flags)
        if len(data) > self.text_limit:
            reason = f"longer than {self.max_characters:,} characters"
            return Input(source, problem=("skipped", reason), flags=flags)
        try:
            text = decode(data)
        except ArticleError as error:
            return Input(source, problem=("failed", str(error)), flags=flags)
        headline = _HEADLINE.match(text)
        title = headline[1].rstrip() if headline else None
        return self.admit(Article(text=text, title=title, source=source, url=url), source, flags)

    def admit_value(self, value: Mapping[Any, Any] | Broken | TooLong | Any, source: str) -> Input:
        """Admit a dictionary, or a JSON value whatever it is."""
        if isinstance(value, Broken):
            return Input(source, problem=("failed", value.reason))
        if isinstance(value, TooLong):
            return Input(source, problem=("skipped", f"longer than {value.limit:,} bytes of JSON"))
        try:
            return self.admit(article_from_dict(value, source), source)
        except ArticleError as error:
            return Input(source, problem=("skipped", str(error)))

    def admit_page(
        self,
        page: bytes,
        source: str,
        url: str | None = None,
        charset: str | None = None,
        flags: tuple[str, ...] = (),
    ) -> Input:
        """Admit a web page."""
        if problem := _find_emptiness(page):
            return Input(source, problem=("skipped", problem), flags=flags)
        if len(page) > self.markup_limit:
            reason = f"page longer than {self.markup_limit:,} bytes"
            return Input(source, problem=("skipped", reason), flags=flags)
        try:
            article = article_from_html(page, source, url, charset)
        except ArticleError as error:
            reason = str(error)
            return Input(source, problem=("skipped" if reason == NO_TEXT else "failed", reason), flags=flags)
        return self.admit(article, source, flags)

    def admit_document(self, document: ArchivedDocument, source: str) -> Input:
        """Admit a record of a web archive."""
        flags = ("truncated",) if document.truncated else ()
        if document.problem:
            return Input(source, problem=document.problem, flags=flags)
        if document.media_type in _PAGES:
            return self.admit_page(document.content, source, document.url, document.charset, flags)
        if document.media_type == "text/plain":
            return self.admit_text(document.content, source, document.url, flags)
        return Input(source, problem=("skipped", f"not text: {document.media_type}"), flags=flags)


def _find_emptiness(data: bytes) -> str | None:
    if not data:
        return "empty"
    # Cheap for long data: only what may be blank in some encoding is stripped.
    return None if data.strip(b" \t\r\n\v\f\x00\xef\xbb\xbf\xff\xfe") else "only white space"
