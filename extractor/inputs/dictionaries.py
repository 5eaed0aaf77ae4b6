"""Dictionaries to articles: the keys that scrapers and news APIs write, in one table.

A key that is not in the table, or whose value cannot be used, stays under the article's `meta`: nothing
that came in is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractor.article import Article
from extractor.errors import ArticleError
from extractor.inputs.dates import parse_published
from extractor.inputs.encoding import decode, replace_unwritable

__all__ = ["FIELD_KEYS", "article_from_dict"]

FIELD_KEYS: dict[str, tuple[str, ...]] = {
    "text": ("text", "maintext", "content", "body"),
    "title": ("title", "headline"),
    "url": ("url", "link", "canonical_link", "source"),
    "published": ("published", "date", "date_publish", "publish_date", "published_at", "pub_date"),
    "author": ("author", "authors"),
    "publisher": ("publisher", "hostname", "source_domain", "sitename", "source-hostname"),
    "language": ("language", "lang"),
    "given_id": ("given_id", "id"),
}
"""Field of an article: the keys that give it; the first that holds something wins."""

_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//\S+|www\.\S+", re.IGNORECASE)


def article_from_dict(item: Mapping[Any, Any], source: str | None = None) -> Article:
    """Make an article of a scraper's dictionary; see `FIELD_KEYS` for the keys that are known.

    Values that say nothing (null, an empty string, NaN, the string "None" that news-please writes) count
    as absent. `source` as a key is the URL only if it looks like one. Lone surrogates and NULs, which no
    UTF-8 file takes, become U+FFFD; otherwise the text is as it came.

    Args:
        item: the dictionary; it is not changed.
        source: where it stands, as "crawl.jsonl#12"; becomes `Article.source`.

    Raises:
        ArticleError: it is no dictionary, or holds no text.

    Example:
        >>> item = {"headline": "Holt wins", "maintext": "Nia Holt won.", "id": 7, "likes": 3}
        >>> article = article_from_dict(item)
        >>> article.text, article.id, article.meta
        ('Holt wins\\n\\nNia Holt won.', '7', {'likes': 3})
    """
    if not isinstance(item, Mapping):
        raise ArticleError(f"no text: this is a JSON {_name_type(item)}, not an object with a text")
    try:
        rest = {_read_key(key): _clean(value) for key, value in item.items()}
    except RecursionError:
        raise ArticleError("nested too deeply to be read") from None
    found = {field: _take(field, rest) for field in FIELD_KEYS}
    body = found.pop("text")
    if body is None:
        raise ArticleError(f"no text under {', '.join(FIELD_KEYS['text'])}")
    return Article.compose(found.pop("title"), body, source=source, meta=rest, **found)


def _take(field: str, rest: dict[str, Any]) -> Any:
    """Take the first usable value of a field out of `rest`; what says nothing is taken out as well."""
    chosen = None
    for key in FIELD_KEYS[field]:
        if key not in rest:
            continue
        value = rest[key]
        if _says_nothing(value):
            del rest[key]
        elif chosen is None:
            chosen = _read_value(field, value)
            if chosen is not None:
                del rest[key]
    return chosen


def _read_value(field: str, value: Any) -> Any:
    if field == "published":
        return parse_published(value)
    if field == "text":
        return _read_body(value)
    if field == "author" and isinstance(value, list):
        names = [name for name in map(_read_name, value) if name]
        return ", ".join(names) if len(names) == len(value) else None
    if field == "given_id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 1 << 128 else None
    if field == "author" and isinstance(value, dict):
        return _read_name(value)
    if not isinstance(value, str) or (field == "url" and not _URL.fullmatch(value.strip())):
        return None
    return value.strip()


def _read_body(value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value.strip() else None


def _read_name(value: Any) -> str | None:
    name = value.get("name") if isinstance(value, dict) else value
    return name.strip() if isinstance(name, str) and not _says_nothing(name) else None


def _read_key(key: Any) -> str:
    return replace_unwritable(key if isinstance(key, str) else str(key))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return replace_unwritable(value)
    if isinstance(value, bytes | bytearray):
        return _clean_bytes(bytes(value))
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, Mapping):
        return {_read_key(key): _clean(part) for key, part in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_clean(part) for part in value), key=repr)
    if isinstance(value, list | tuple):
        return [_clean(part) for part in value]
    return value


def _clean_bytes(value: bytes) -> str | bytes:
    try:
        return decode(value)
    except ArticleError:
        return value


def _says_nothing(value: Any) -> bool:
    if isinstance(value, list | dict):
        return not value
    return value is None or (isinstance(value, str) and value.strip() in ("", "None"))


def _name_type(value: object) -> str:
    names = {
        list: "array",
        str: "string",
        bool: "boolean",
        int: "number",
        float: "number",
        type(None): "null",
    }
    return names.get(type(value), type(value).__name__)
