"""Spellings: how the words of two names are compared, without case, accents and curled apostrophes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extractor.mentions import in_plain_marks

__all__ = ["fold", "plain", "tokens_of"]


def fold(words: list[str]) -> list[str]:
    """Words of a name without case and accents, which headlines drop, and with plain apostrophes."""
    return [plain(word) for word in words]


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """One word without case, accents and curled apostrophes."""
    letters = unicodedata.normalize("NFKD", in_plain_marks(word))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def tokens_of(words: list[str]) -> tuple[str, ...]:
    """The tokens that words of a name are cut into, as they are compared.

    Example:
        >>> tokens_of(["de", "Holt-Vane"])
        ('de', 'holt', '-', 'vane')
    """
    return tuple(token for word in fold(words) for token in re.split(r"(-)", word) if token)
