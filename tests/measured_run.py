"""Runs the pipeline over a folder of articles as the library does, and measures the records against gold."""

from __future__ import annotations

import json
from pathlib import Path

from spacy.language import Language

from extractor import extract
from extractor.evaluation import Evaluation, evaluate


def published_of(gold: Path) -> str | None:
    """The date of publication that a gold file gives its article."""
    date: str | None = json.loads(gold.read_text("utf-8")).get("published")
    return date


def measure(nlp: Language, articles: Path, gold: Path, folder: Path) -> Evaluation:
    """Extract every article that has gold, write the records into `folder`, and score them."""
    records = folder / "records.jsonl"
    with records.open("w", encoding="utf-8") as out:
        for facts in sorted(gold.glob("*.json")):
            article = articles / f"{facts.stem}.txt"
            text, published = article.read_text("utf-8"), published_of(facts)
            result = extract(text, nlp=nlp, source=str(article), published=published)
            assert result.status in ("ok", "no_result", "skipped"), f"{article.name}: {result.reason}"
            out.writelines(record.model_dump_json() + "\n" for record in result.records)
    return evaluate(gold, records, articles=articles, bootstrap=0)
