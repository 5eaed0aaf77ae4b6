"""A Scrapy item pipeline: every item with a text gets the records of the contests that it reports.

    ITEM_PIPELINES = {"extractor.scrapy.ElectionResultsPipeline": 300}

Settings, all optional:

    ELECTION_TEXT_FIELD      field with the text; else the fields that scrapers usually write, such as text,
                             content, body (see `extractor.inputs.FIELD_KEYS`)
    ELECTION_TITLE_FIELD     the same for the title,
    ELECTION_URL_FIELD       the address,
    ELECTION_DATE_FIELD      the day of publication,
    ELECTION_ID_FIELD        and the id; without one it is the address
    ELECTION_RECORDS_FIELD   field that takes the records; "election_records"
    ELECTION_ARTICLE_FIELD   field that takes the text that offsets count in: title, blank line, body; none
    ELECTION_PATTERNS        pack folders on top of the shipped packs
    ELECTION_WITHOUT         shipped packs to leave out

An item class that does not allow the field of the records has to be given one.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

from itemadapter import ItemAdapter

from extractor.article import Article
from extractor.errors import ArticleError
from extractor.extraction import describe, extract_input
from extractor.inputs.dictionaries import FIELD_KEYS, article_from_dict
from extractor.packs.selection import packs_with
from extractor.pipeline import load

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from spacy.language import Language

__all__ = ["ElectionResultsPipeline"]

logger = logging.getLogger(__name__)

FIELDS = {"TEXT": "text", "TITLE": "title", "URL": "url", "DATE": "published", "ID": "given_id"}
"""What the settings ELECTION_..._FIELD name, as `FIELD_KEYS` calls it."""


class ElectionResultsPipeline:
    """Adds `election_records`, a list of dictionaries, to every item that has a text.

    It never loses an item and never raises for one: what goes wrong is logged with its reason and counted.
    Stats: `election/ok`, `election/no_result`, `election/skipped`, `election/failed` and `election/records`.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._fields: dict[str, str] = {
            field: name for part, field in FIELDS.items() if (name := settings.get(f"ELECTION_{part}_FIELD"))
        }
        self._records_field: str = settings.get("ELECTION_RECORDS_FIELD") or "election_records"
        self._article_field: str | None = settings.get("ELECTION_ARTICLE_FIELD")
        self._packs = packs_with(settings.getlist("ELECTION_PATTERNS"), settings.getlist("ELECTION_WITHOUT"))
        self._nlp: Language | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way of making it.

        Raises:
            PackError: a setting names a pack that is wrong or is not there; the crawl does not start.
        """
        return cls(crawler)

    def open_spider(self, spider: Spider | None = None) -> None:
        """Load the pipeline, once for the crawl."""
        self._nlp = load(self._packs)

    def process_item(self, item: Any, spider: Spider | None = None) -> Any:
        """Add the records to an item and hand the same item on."""
        try:
            status, reason = self._add_records(item)
        except Exception as error:
            status, reason = "failed", describe(error)
        self._count(status)
        if status == "failed":
            logger.error("No election records for an item (%s): %.200r", reason, item)
        elif status == "skipped":
            logger.info("No election records for an item (%s): %.200r", reason, item)
        return item

    def _add_records(self, item: Any) -> tuple[str, str | None]:
        adapter = ItemAdapter(item)
        try:
            article = self._read(adapter)
        except ArticleError as error:
            return "skipped", str(error)
        result = extract_input(article, self._nlp)
        try:
            adapter[self._records_field] = [record.model_dump() for record in result.records]
            if self._article_field:
                adapter[self._article_field] = article.text
        except KeyError as error:
            return "failed", f"{error.args[0]}; add it to the class, or name another field in the settings"
        self._count("records", len(result.records))
        return result.status, result.reason

    def _read(self, adapter: ItemAdapter) -> Article:
        """The article of an item; where a setting names a field, no other is tried in its place."""
        named = {key for field in self._fields for key in FIELD_KEYS[field]}
        fields = {key: value for key, value in adapter.items() if key not in named}
        chosen = {FIELD_KEYS[field][0]: adapter.get(name) for field, name in self._fields.items()}
        return article_from_dict(fields | chosen)

    def _count(self, what: str, number: int = 1) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(f"election/{what}", number)
