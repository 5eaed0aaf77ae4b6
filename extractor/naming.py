"""How a thing that no pack knows is called: by its own words, and an id made of them."""

from __future__ import annotations

import re

from extractor.mentions import Mention

__all__ = ["call", "clean", "slug"]


def slug(text: str) -> str:
    """A canonical id from a name.

    Example:
        >>> slug("Women's Rights Officer")
        'womens-rights-officer'
    """
    return re.sub(r"[^\w]+", "-", text.replace("'", "").replace("’", "").casefold(), flags=re.UNICODE).strip(
        "-_"
    )


def clean(text: str) -> str:
    """White space of a name made single; the article's text itself stays as it is."""
    return " ".join(text.split())


def call(mention: Mention, name: str) -> None:
    """Name a mention that no pack knows by its own words, and make its id of them."""
    mention.name = clean(name)
    mention.id = slug(mention.name)
