"""Which slates that packs know by an ordinary word are none in an article: those of another country, and
words inside the name of a society."""

from __future__ import annotations

from collections.abc import Callable

from extractor.mentions import Mention

__all__ = ["without_foreign", "without_parts", "without_translations"]


def without_parts(kept: list[Mention]) -> list[Mention]:
    """Slates that are ordinary words are none inside the name of a society: "the National Union of
    Students"."""
    names = [m for m in kept if m.label == "ORGANISATION"]
    whole = {(m.start, m.end) for m in names}
    covered = {t for m in names for t in range(m.start, m.end)}
    return [
        m
        for m in kept
        if not (m.label == "SLATE" and m.attrs.get("common") and {m.start, m.end - 1} <= covered)
        or (m.start, m.end) in whole
    ]


def without_translations(hits: list[Mention], home: Callable[[list[Mention]], str | None]) -> list[Mention]:
    """An ordinary word that translates a foreign party's name ("Action") is that party only in an article of
    its country or beside its own name; `home` tells the country from what is left."""
    rest = [m for m in hits if not is_translation(m)]
    if len(rest) == len(hits):
        return hits
    country, named = home(rest), {m.id for m in rest}
    return [m for m in hits if not is_translation(m) or m.attrs["country"] == country or m.id in named]


def without_foreign(hits: list[Mention], country: str | None) -> list[Mention]:
    """An ordinary word alone is a foreign party's name only where the article has that name in full."""
    called = {m.id for m in hits if m.text.lower() == m.name.lower()}
    return [m for m in hits if not is_word(m) or m.attrs["country"] in {None, country} or m.id in called]


def is_word(mention: Mention) -> bool:
    """Whether a slate is called by one ordinary word."""
    return mention.label == "SLATE" and bool(mention.attrs.get("common")) and " " not in mention.text


def is_translation(mention: Mention) -> bool:
    """Whether a slate is called by one ordinary word that its own name does not hold."""
    return (
        is_word(mention)
        and mention.attrs.get("country") is not None
        and mention.text.lower() not in mention.name.lower()
    )
