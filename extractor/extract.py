"""The library: articles in, results out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from spacy.language import Language

from extractor.article import Article
from extractor.contests.gather import gather
from extractor.contests.settle import settle
from extractor.contests.topic import apply_topic, read_topic
from extractor.mentions import Analysis, analysis
from extractor.recording import write_records
from extractor.records import Provenance, Record
from extractor.stages.packs import packs_for

__all__ = ["Result", "extract", "extract_many"]

Status = Literal["ok", "no_result", "skipped", "failed"]
VERSION = "0.1.0"


@dataclass(slots=True)
class Result:
    """What became of one article: its records, or why there are none."""

    article: Article
    records: list[Record] = field(default_factory=list)
    status: Status = "no_result"
    reason: str | None = None
    analysis: Analysis | None = None


def provenance_of(nlp: Language) -> Provenance:
    packs = packs_for(list(nlp.get_pipe_config("election_claims")["packs"]))
    return Provenance(extractor=VERSION, packs=packs.names, digest=packs.digest)


def extract_article(nlp: Language, article: Article) -> Result:
    """Run the pipeline over one article."""
    if not article.text.strip():
        return Result(article, status="skipped", reason="empty")
    doc = nlp.make_doc(article.text)
    found = analysis(doc)
    found.published = article.published
    for _, component in nlp.pipeline:
        doc = component(doc)
    topic = read_topic(found)
    found.kind = topic.kind
    drafts = gather(found)
    apply_topic(found, topic, drafts)
    drafts = settle(found, drafts)
    records = write_records(article, found, drafts, provenance_of(nlp))
    return Result(article, records, "ok" if records else "no_result", analysis=found)
