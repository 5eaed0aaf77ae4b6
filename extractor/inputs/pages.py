"""Web pages to articles: the text a reader sees, without menus and scripts.

trafilatura finds the article in the page. It gives up on a page that is nested more than 2,000 deep, and
on some short ones; then the page's whole visible text is taken, so that no page is lost.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib import import_module
from typing import Any

from extractor.article import Article
from extractor.errors import ArticleError
from extractor.inputs.dates import parse_published
from extractor.inputs.encoding import decode, replace_unwritable

__all__ = ["NO_TEXT", "article_from_html", "decode_html"]

NO_TEXT = "the page shows no text"
"""The error's message for a page that is sound but empty."""

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_TAG = re.compile(r"<[a-zA-Z!/?]")
_LATIN = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}  # browsers read all of them as cp1252
_UNSEEN = {"script", "style", "noscript", "template", "svg", "title", "textarea", "select", "iframe"}
# Inside a line; every other element begins a line of its own.
_INLINE = {
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "font",
}
_INLINE |= {"i", "img", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong"}
_INLINE |= {"sub", "sup", "time", "tt", "u", "var", "wbr"}


def article_from_html(
    page: bytes | str, source: str | None = None, url: str | None = None, charset: str | None = None
) -> Article:
    """Make an article of a web page.

    Args:
        page: the page as it was sent; mojibake in it is repaired, quotes stay as they are.
        source: where it stands, as a path.
        url: its address; else the page's own canonical one.
        charset: as the server stated it.

    Raises:
        ArticleError: the page is binary or shows no text, or the extra "html" is not installed.

    Example:
        >>> page = "<html><head><title>Holt wins</title></head><body><p>Nia Holt won.</p></body></html>"
        >>> article_from_html(page).text  # doctest: +SKIP
        'Holt wins\\n\\nNia Holt won.'
    """
    try:
        ftfy, etree = import_module("ftfy"), import_module("lxml.html")
        trafilatura = import_module("trafilatura")
    except ImportError as error:
        raise ArticleError(
            f'reading HTML needs the extra "html" ({error}): run pip install "extractor[html]"'
        ) from None
    markup = replace_unwritable(page if isinstance(page, str) else decode_html(page, charset))
    if not _TAG.search(markup) and markup.strip():
        return Article(text=markup, source=source, url=url)
    tree, found = _extract(markup, trafilatura, etree)
    body, title = (found.text, found.title) if found else (None, None)
    if not (body and title):
        plain = _read_plainly(markup)
        body, title = body or plain.text, title or plain.title

    def mend(text: str | None) -> str | None:
        return ftfy.fix_text(text, uncurl_quotes=False).strip() if text and text.strip() else None

    text = mend(body)
    if text is None:
        raise ArticleError(NO_TEXT)
    return Article.compose(
        mend(title),
        text,
        source=source,
        url=url or (found.url if found else None),
        published=parse_published(found.date) if found else None,
        author=mend(found.author) if found else None,
        publisher=mend(found.sitename or found.hostname) if found else None,
        language=tree.get("lang") or None if tree is not None else None,
    )


def decode_html(data: bytes, charset: str | None = None) -> str:
    """Decode a page: UTF-8 if it is that, else the charset that server or page state, else as any text.

    Raises:
        ArticleError: the page is binary.

    Example:
        >>> decode_html("<meta charset=windows-1251>Выборы".encode("cp1251"))[-6:]
        'Выборы'
    """
    stated = charset or ""
    if not stated and (match := _CHARSET.search(data[:4096])):
        stated = match[1].decode("ascii", "replace")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        name = "cp1252" if stated.lower() in _LATIN else stated
        try:
            # A page whose tags could be read as ASCII is not in UTF-16, whatever it says.
            if name and not name.lower().startswith("utf"):
                return data.decode(name)
        except (LookupError, ValueError):
            pass
    return decode(data)


def _extract(markup: str, trafilatura: Any, etree: Any) -> tuple[Any, Any]:
    """Return the page's tree, and what trafilatura found in it; either may be None."""
    try:
        parser = etree.HTMLParser(huge_tree=True, encoding="utf-8")
        tree = etree.document_fromstring(markup.encode(), parser=parser)
        cut = any("depth" in entry.message.lower() for entry in parser.error_log)
        found = trafilatura.bare_extraction(
            tree,
            fast=True,
            include_tables=True,
            include_comments=False,
            with_metadata=True,
            # Only the dates that the page states about itself, no search through its text.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # whatever goes wrong inside, the page's plain text is still there
        return None, None
    if found is not None and cut:
        found.text = None
    return tree, found


def _read_plainly(markup: str) -> _PlainReader:
    reader = _PlainReader()
    try:
        reader.feed(markup)
        reader.close()
    except (AssertionError, RecursionError):  # what was read up to there is kept
        pass
    return reader


class _PlainReader(HTMLParser):
    """Collects the visible text of a page, one line for each block; keeps no tree, so depth is no limit."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._titles: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in ("td", "th"):
            self._parts.append(" | ")
        elif tag not in _INLINE:
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag not in _INLINE and tag not in ("td", "th"):
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(re.sub(r"\s+", " ", data))
        elif self._unseen == ["title"]:
            self._titles.append(data)

    @property
    def text(self) -> str:
        lines = (re.sub(r" {2,}", " ", line).strip(" |") for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)

    @property
    def title(self) -> str:
        return " ".join("".join(self._titles).split())
