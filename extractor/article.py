"""An article: the text as it came, and what its source says about it.

The text is the title, a blank line and the body, unless the body begins with the title already. It is
never edited afterwards: every offset that this package writes counts Unicode code points of exactly
this text, and `sha256` names it.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urldefrag

from pydantic import BaseModel, ConfigDict, Field

from extractor.records import ArticleRef

__all__ = ["Article"]


class Article(BaseModel):
    """One news article.

    Example:
        >>> Article.compose("Holt wins", "Nia Holt was elected.").text
        'Holt wins\\n\\nNia Holt was elected.'
    """

    model_config = ConfigDict(frozen=True)

    text: str
    title: str | None = None
    given_id: str | None = None
    source: str | None = Field(None, description="path or URL, as given")
    url: str | None = None
    published: date | None = None
    publisher: str | None = None
    language: str | None = None
    author: str | None = None
    meta: dict[str, Any] = Field(default_factory=dict)

    @classmethod
    def compose(cls, title: str | None, body: str, **metadata: Any) -> Article:
        """Join title and body by the contract's rule."""
        if title and not body.lstrip().startswith(title.strip()):
            text = f"{title}\n\n{body}"
        else:
            text = body
        return cls(text=text, title=title, **metadata)

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the text's UTF-8 bytes (lone surrogates, which UTF-8 has no bytes for, pass
        through)."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """The caller's id, else the URL without its fragment, else 16 hex digits of the digest."""
        if self.given_id:
            return self.given_id
        if self.url:
            return urldefrag(self.url).url
        return self.sha256[:16]

    def ref(self) -> ArticleRef:
        """The part of the article that every record carries."""
        return ArticleRef(
            id=self.id,
            source=self.source or self.url,
            title=self.title,
            published=self.published.isoformat() if self.published else None,
            publisher=self.publisher,
            language=self.language,
            sha256=self.sha256,
        )
