"""What the page needs to know, as plain JSON values: contests, inputs, and one block for each article.

Offsets stay in code points, as records have them; the page's script turns them into UTF-16 units.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.ledger import LedgerLine
from extractor.records import Evidence, Record
from extractor.report.run import RunArticle
from extractor.report.sentences import SentenceFinder

__all__ = ["LOW_CONFIDENCE", "Contents", "encode_json"]

LOW_CONFIDENCE = 0.75
"""Records below this measured precision are shown first, right after the flagged ones."""

_SNIPPET = 600  # a "sentence" may be a whole list: this many characters of it are shared, at most

_ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
# UTF-8 has no bytes for lone surrogates; one character for one keeps every offset right.
_ESCAPES |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def encode_json(value: Any) -> str:
    r"""JSON that may stand inside a `<script>` element whatever the strings in it say.

    Example:
        >>> encode_json("</script>")
        '"\\u003c/script\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_ESCAPES)


class Contents:
    """The contents of a report, gathered article by article so that texts need not all fit in memory.

    First run through `blocks`, then ask for `index`: an article's block is made when it passes by.
    """

    def __init__(self, records: list[Record], ledger: list[LedgerLine] | None, *, snippets: bool) -> None:
        self.records, self.ledger, self.snippets = records, ledger, snippets
        self.articles: list[dict[str, Any]] = []
        self.mismatches = 0
        self._waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, record in enumerate(records):
            self._waiting[record.article.id, record.article.sha256].append(number)

    def blocks(self, articles: Iterable[RunArticle]) -> Iterator[str]:
        """One JSON block for each article: its passages of text and the evidence that stands in them."""
        for article in articles:
            yield self._block(article, self._waiting.pop((article.id, article.sha256), []))
        for numbers in list(self._waiting.values()):
            yield self._block(RunArticle.from_ref(self.records[numbers[0]].article), numbers)
        self._waiting.clear()

    def index(self) -> dict[str, Any]:
        """All that the page shows before an article is opened."""
        made_by = Counter(
            f"extractor {p.extractor}, packs {', '.join(p.packs)} (digest {p.digest[:12]})"
            for p in (record.provenance for record in self.records)
            if p
        )
        return {
            "contests": list(self._contests()),
            "articles": self.articles,
            "inputs": self._inputs(),
            "has_ledger": self.ledger is not None,
            "low_confidence": LOW_CONFIDENCE,
            "mismatches": self.mismatches,
            "snippets": self.snippets,
            "made_by": [name for name, _ in made_by.most_common()],
        }

    def _contests(self) -> Iterator[dict[str, Any]]:
        article_of = {number: n for n, article in enumerate(self.articles) for number in article["contests"]}
        seen: Counter[str] = Counter()
        for number, record in enumerate(self.records):
            contest = record.model_dump(exclude={"schema_version", "article", "evidence", "provenance"})
            seen[record.id] += 1
            if seen[record.id] > 1:  # addresses within the page are made of ids
                contest["id"] = f"{record.id}~{seen[record.id]}"
            contest["article"] = article_of[number]
            yield _without_nulls(contest)

    def _inputs(self) -> list[dict[str, Any]]:
        """Ledger lines with the number of their article; where there is no ledger, the articles alone."""
        if self.ledger is None:
            return [
                {"source": a.get("source"), "id": a["id"], "article": n, "records": len(a["contests"])}
                for n, a in enumerate(self.articles)
            ]
        by_both = {(a.get("source"), a["id"]): n for n, a in reversed(list(enumerate(self.articles)))}
        by_id = {a["id"]: n for n, a in reversed(list(enumerate(self.articles)))}
        return [
            _without_nulls(
                {
                    **line.model_dump(),
                    "failed": line.status == "failed",
                    "article": by_both.get((line.source, line.id or ""), by_id.get(line.id or "")),
                }
            )
            for line in self.ledger
        ]

    def _block(self, article: RunArticle, numbers: list[int]) -> str:
        about = article.model_dump(exclude={"text", "sha256"})
        self.articles.append(_without_nulls({**about, "contests": numbers}) | {"contests": numbers})
        pairs = [(number, evidence) for number in numbers for evidence in self.records[number].evidence]
        if article.text is None:
            passages, sentences = _quoted_passages([evidence for _, evidence in pairs], cut=self.snippets)
            placed = [(n, e, _holder(e, sentences)) for n, e in pairs]
        else:
            text, finder = article.text, SentenceFinder(article.text)
            placed = [
                (n, e, finder.around(e.start, e.end))
                for n, e in pairs
                if _stands(e, text) and e.start < e.end
            ]
            self.mismatches += len(pairs) - len(placed)
            if self.snippets:
                placed = [(n, e, _window(e, sentence)) for n, e, sentence in placed]
                ranges = _merge(sentence for _, _, sentence in placed)
            else:
                ranges = [(0, len(text))]
            passages = [{"start": start, "text": text[start:end]} for start, end in ranges]
        return encode_json(
            {
                "passages": passages,
                "whole": article.text is not None and not self.snippets,
                "lost": len(pairs) - len(placed),
                "evidence": [
                    {
                        "contest": number,
                        "field": evidence.field,
                        "start": evidence.start,
                        "end": evidence.end,
                        "rule": evidence.rule,
                        "basis": evidence.basis,
                        "sentence": sentence,
                    }
                    for number, evidence, sentence in placed
                ],
            }
        )


def _stands(evidence: Evidence, text: str) -> bool:
    return evidence.start >= 0 and text[evidence.start : evidence.end] == evidence.text


def _window(evidence: Evidence, sentence: tuple[int, int]) -> tuple[int, int]:
    """The part of a sentence that is shared: all of it, unless it is unreasonably long."""
    start, end = sentence
    if end - start <= _SNIPPET:
        return sentence
    margin = max(0, _SNIPPET - (evidence.end - evidence.start)) // 2
    start = max(start, evidence.start - margin)
    return start, min(end, start + _SNIPPET)


def _merge(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _quoted_passages(
    evidence: list[Evidence], *, cut: bool
) -> tuple[list[dict[str, Any]], list[tuple[int, int]]]:
    """Passages made of what the evidence quotes, for a run that kept no texts."""
    passages: list[dict[str, Any]] = []
    for quote in sorted(evidence, key=lambda quote: (quote.start, -quote.end)):
        words = quote.text[:_SNIPPET] if cut else quote.text
        last_end = passages[-1]["start"] + len(passages[-1]["text"]) if passages else -1
        if quote.start > last_end:
            passages.append({"start": quote.start, "text": words})
        else:
            passages[-1]["text"] += words[last_end - quote.start :]
    return passages, [(p["start"], p["start"] + len(p["text"])) for p in passages]


def _holder(evidence: Evidence, ranges: list[tuple[int, int]]) -> tuple[int, int]:
    held = (r for r in ranges if r[0] <= evidence.start <= r[1])
    return next(held, (evidence.start, evidence.end))


def _without_nulls(value: Any) -> Any:
    """Drop what is null, empty or no number: the page treats an absent key as "the article does not say"."""
    if isinstance(value, dict):
        kept = {key: _without_nulls(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None and item != []}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
