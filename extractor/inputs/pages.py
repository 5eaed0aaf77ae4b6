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
_SHORT = 250  # characters: trafilatura's own minimum
# Only the dates that the page states about itself, no search through its text.
_DATE_OPTIONS = {"extensive_search": False, "original_date": True}
_UNSEEN = {"script", "style", "noscript", "template", "svg", "title", "textarea", "select", "iframe"}
# Inside a line; every other element begins a line of its own.
_INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"}
_INLINE |= {"font", "i", "img", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike"}
_INLINE |= {"strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}


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
        >>> article_from_html(page).text
        'Holt wins\\n\\nNia Holt won.'
    """
    try:
        ftfy = import_module("ftfy")
        extract = _PageExtractor()
    except ImportError as error:
        raise ArticleError(
            f'reading HTML needs the extra "html" ({error}): run pip install "extractor[html]"'
        ) from None
    markup = page if isinstance(page, str) else decode_html(page, charset)
    # Before anything else: trafilatura drops control characters that mojibake is made of.
    markup = replace_unwritable(ftfy.fix_text(replace_unwritable(markup), uncurl_quotes=False))
    if not _TAG.search(markup) and markup.strip():
        return Article(text=markup, source=source, url=url)
    found = extract(markup)
    body, title = (found.text, found.title) if found else (None, None)
    if not (body and title):
        plain = _read_plainly(markup)
        body, title = body or plain.text, title or plain.title
    if not body.strip():
        raise ArticleError(NO_TEXT)
    return Article.compose(
        title.strip() or None,
        body.strip(),
        source=source,
        url=url or (found.url if found else None),
        published=parse_published(found.date) if found else None,
        author=(found.author or None) if found else None,
        publisher=(found.sitename or found.hostname) if found else None,
        language=extract.language,
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


class _PageExtractor:
    """trafilatura, with the page's language and with what it does to short pages put right."""

    def __init__(self) -> None:
        self._trafilatura = import_module("trafilatura")
        self._lxml = import_module("lxml.html")
        self._any_length = import_module("trafilatura.settings").use_config()
        self._any_length.set("DEFAULT", "MIN_EXTRACTED_SIZE", "0")
        self.language: str | None = None

    def __call__(self, markup: str) -> Any:
        """Return trafilatura's document, its `text` None if nothing was found; None if all of it failed."""
        try:
            found = self._run(markup, self._any_length)
            if len(found.text or "") < _SHORT:
                # Below its usual minimum trafilatura falls back on all text of the page, menus included
                # and with a line break around every link: only worth it where much is missing otherwise.
                rescued = self._run(markup, None)
                if len(rescued.text or "") > 4 * max(_SHORT, len(found.text or "")):
                    return rescued
            return found
        except Exception:  # whatever goes wrong inside, the page's plain text is still there
            return None

    def _run(self, markup: str, config: Any) -> Any:
        parser = self._lxml.HTMLParser(huge_tree=True, encoding="utf-8")
        tree = self._lxml.document_fromstring(markup.encode(), parser=parser)
        self.language = tree.get("lang") or None
        cut = any("depth" in entry.message.lower() for entry in parser.error_log)
        found = self._trafilatura.bare_extraction(
            tree,
            fast=True,
            include_tables=True,
            include_comments=False,
            with_metadata=True,
            config=config,
            date_extraction_params=_DATE_OPTIONS,
        )
        if found is None:
            found = self._trafilatura.extract_metadata(tree, date_config=_DATE_OPTIONS)
        if cut:
            found.text = None
        return found


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
