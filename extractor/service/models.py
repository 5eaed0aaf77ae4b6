"""What the service takes and what it answers."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from extractor.article import Article
from extractor.inputs.dates import parse_published
from extractor.inputs.encoding import REPLACEMENT, replace_unwritable
from extractor.ledger import LedgerLine, LedgerStatus
from extractor.records import ArticleRef, Record

__all__ = [
    "EXAMPLE",
    "Answer",
    "BatchAnswer",
    "Fault",
    "Health",
    "PostedArticle",
    "ReadArticle",
    "Refusal",
    "RefusedField",
]

EXAMPLE: dict[str, Any] = {
    "id": "bugle-17",
    "url": "https://bugle.example/holt",
    "title": "Holt wins Moor Ward",
    "date": "2024-05-03",
    "text": "Nia Holt won the Moor Ward by-election with 1,204 votes. Sam Orr received 987 votes.",
}


def read_text(value: Any) -> Any:
    """Lone surrogates and NULs become U+FFFD, one for one, so that every offset stays where it was."""
    return replace_unwritable(value) if isinstance(value, str) else value


def read_date(value: Any) -> datetime.date | None:
    """A day as ISO 8601 or as scrapers write it; what is not clear is an error, never a guess."""
    if value is None:
        return None
    published = parse_published(value) if isinstance(value, str) else None
    if published is None:
        raise ValueError("not a clear date; write it as 2024-05-03")
    return published


Text = Annotated[str, BeforeValidator(read_text)]
Published = Annotated[
    datetime.date | None,
    BeforeValidator(read_date),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}),
]


class PostedArticle(BaseModel):
    """One article to read. An unknown field is refused; no field is ever opened or fetched."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    text: Text = Field(description="the body, or the whole text if there is no title")
    title: Text | None = Field(None, description="put before the text, unless the text begins with it")
    id: Text | None = Field(None, description="your id; else the url, else a digest of the text")
    url: Text | None = Field(None, description="where it was published; kept as it is, never fetched")
    date: Published = Field(None, description="day of publication")
    publisher: Text | None = None
    author: Text | None = None
    language: Text | None = Field(None, description="as the source says, such as en")

    def article(self) -> Article:
        """The article whose text the offsets of all records count in.

        Example:
            >>> PostedArticle(text="Nia Holt won.", title="Holt wins", date="2024-05-03").article().text
            'Holt wins\\n\\nNia Holt won.'
        """
        return Article.compose(
            self.title,
            self.text,
            given_id=self.id,
            url=self.url,
            published=self.date,
            publisher=self.publisher,
            author=self.author,
            language=self.language,
        )


class ReadArticle(ArticleRef):
    """The article as it was read."""

    url: str | None = None
    author: str | None = None
    text: str = Field(description="title and body as one text: what start and end of all evidence count in")


class Answer(BaseModel):
    """What became of one article: the ledger's line, and a record for each contest."""

    article: ReadArticle | None = Field(description="null where what was sent is no article")
    ledger: LedgerLine
    records: list[Record]

    @classmethod
    def of(
        cls,
        article: Article,
        source: str,
        status: LedgerStatus,
        reason: str | None = None,
        records: tuple[Record, ...] = (),
    ) -> Answer:
        """The answer for an article that was read."""
        return cls(
            article=ReadArticle(
                **article.ref().model_dump(), url=article.url, author=article.author, text=article.text
            ),
            ledger=LedgerLine(
                source=source,
                id=article.id,
                sha256=article.sha256,
                status=status,
                reason=reason,
                records=len(records),
                flags=["damaged_characters"] if REPLACEMENT in article.text else [],
            ),
            records=list(records),
        )

    @classmethod
    def refused(cls, source: str, reason: str) -> Answer:
        """The answer for something in a batch that is no article."""
        return cls(article=None, ledger=LedgerLine(source=source, status="failed", reason=reason), records=[])


class BatchAnswer(BaseModel):
    """An answer for each article of a batch, in the order in which they came."""

    counts: dict[LedgerStatus, int] = Field(description="articles by status; every status is a key")
    articles: list[Answer]


class Health(BaseModel):
    """That the service answers, and what it would read with."""

    status: str = "ok"
    extractor: str
    schema_version: str
    packs: list[str]
    digest: str = Field(description="sha256 of all pack files in use, as in the records' provenance")


class Fault(BaseModel):
    """Why there is no answer."""

    detail: str


class RefusedField(BaseModel):
    """What is wrong with one field."""

    field: str = Field(description="where it stands, such as body.date")
    message: str


class Refusal(BaseModel):
    """What has to be changed about a request."""

    detail: list[RefusedField]
