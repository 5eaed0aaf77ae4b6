"""The library: articles in, results out.

result = extract("Nia Holt was elected chair.", title="Holt wins", date="2024-05-03")
for result in extract_many(rows): ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from spacy.language import Language

from extractor import __version__
from extractor.article import Article
from extractor.contests.chambers import name_chambers
from extractor.contests.dating import date_contests
from extractor.contests.detailing import detail_contests
from extractor.contests.gather import gather
from extractor.contests.offices import tell_office
from extractor.contests.parties import tell_parties
from extractor.contests.rounds import settle_rounds
from extractor.contests.settle import settle
from extractor.contests.topic import apply_topic, read_topic
from extractor.errors import ArticleError
from extractor.inputs.dictionaries import article_from_dict
from extractor.inputs.encoding import replace_unwritable
from extractor.inputs.gate import Gate
from extractor.mentions import Analysis, analysis
from extractor.packs.chosen import packs_of
from extractor.packs.pack import Packs
from extractor.pipeline import load
from extractor.recording import write_records
from extractor.records import Provenance, Record

__all__ = ["Result", "Status", "extract", "extract_article", "extract_input", "extract_many"]

Status = Literal["ok", "no_result", "skipped", "failed"]


@dataclass(slots=True)
class Result:
    """What became of one article: its records, or why there are none.

    `status` is `ok` (there are records), `no_result` (read, and no result of an election in it), `skipped`
    (set aside for what it is: empty, not English, too long) or `failed`; `reason` says why for the last
    two. `analysis` holds the sentences, mentions and claims behind the records.
    """

    article: Article
    records: list[Record] = field(default_factory=list)
    status: Status = "no_result"
    reason: str | None = None
    analysis: Analysis | None = None


def extract(text: str, *, nlp: Language | None = None, **metadata: Any) -> Result:
    """The records of one article.

    Args:
        text: the article's text, or its body where a `title` is given.
        nlp: a pipeline of `load`; else one with all shipped packs, made once.
        metadata: what the source says of the article: `id`, `url`, `title`, `date` (or `published`),
            `publisher`, `language`, `author`, `source`; what is not known stays in `article.meta`.

    An article that cannot be read does not raise: `status` and `reason` say so.

    Example:
        >>> result = extract("Nia Holt was elected chair of the board.", id="a1", date="2024-05-03")
        >>> result.status, result.records[0].candidacies[0].candidate.name
        ('ok', 'Nia Holt')
        >>> extract("  ").status
        'skipped'
    """
    return next(extract_many([{**metadata, "text": text}], nlp=nlp))


def extract_many(
    articles: Iterable[str | Mapping[str, Any] | Article], *, nlp: Language | None = None
) -> Iterator[Result]:
    """The results of many articles, one for each, in the same order.

    Args:
        articles: texts, dictionaries as scrapers write them, or `Article` objects; read one at a time.
        nlp: a pipeline of `load`; else one with all shipped packs, made once.

    An article that fails says so in its result and never stops the rest.

    Example:
        >>> [result.status for result in extract_many(["Nia Holt was elected chair.", None, "Rain fell."])]
        ['ok', 'failed', 'no_result']
    """
    for item in articles:
        try:
            article = read_article(item)
        except Exception as error:
            reason = str(error) if isinstance(error, ArticleError) else describe(error)
            status: Status = "skipped" if isinstance(item, Mapping) else "failed"
            yield Result(Article(text=""), status=status, reason=reason)
            continue
        yield extract_input(article, nlp)


def extract_input(article: Article, nlp: Language | None = None) -> Result:
    """The result of one article that may be anything: it is gated first, and a fault becomes a reason."""
    try:
        problem = GATE.admit(article, article.source or article.id).problem
        if problem is not None:
            return Result(article, status=problem[0], reason=problem[1])
        return extract_article(nlp or default_pipeline(), article)
    except Exception as error:
        return Result(article, status="failed", reason=describe(error))


GATE = Gate()


@lru_cache(maxsize=1)
def default_pipeline() -> Language:
    """The pipeline with all shipped packs."""
    return load()


def read_article(item: str | Mapping[str, Any] | Article) -> Article:
    """An article from whatever a caller has."""
    if isinstance(item, Article):
        return item
    if isinstance(item, str):
        return Article(text=replace_unwritable(item))
    if not isinstance(item, Mapping):
        return article_from_dict(item)
    source = item.get("source")
    if isinstance(source, str) and "://" not in source:
        return article_from_dict({k: v for k, v in item.items() if k != "source"}, source)
    return article_from_dict(item)


def describe(error: Exception) -> str:
    """A fault in one line, for a ledger."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def provenance_of(packs: Packs) -> Provenance:
    """Which release and which packs a record comes from."""
    return Provenance(extractor=__version__, packs=packs.names, digest=packs.digest)


def extract_article(nlp: Language, article: Article) -> Result:
    """Run the pipeline over one article."""
    if not article.text.strip():
        return Result(article, status="skipped", reason="empty")
    doc = nlp.make_doc(article.text)
    found = analysis(doc, article.text)
    found.published = article.published
    for _, component in nlp.pipeline:
        doc = component(doc)
    packs = packs_of(nlp)
    topic = read_topic(found, packs)
    found.kind = topic.kind
    drafts = gather(found, packs)
    apply_topic(found, topic, drafts, packs)
    name_chambers(found, drafts, packs)
    tell_office(found, drafts, topic.offices, packs)
    tell_parties(found, drafts, packs)
    settle_rounds(found, drafts, packs)
    drafts = settle(found, drafts, packs)
    date_contests(found, drafts)
    detail_contests(found, drafts)
    records = write_records(article, found, drafts, provenance_of(packs))
    return Result(article, records, "ok" if records else "no_result", analysis=found)
