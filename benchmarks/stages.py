"""Where the time goes: seconds by stage of the pipeline."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from extractor.article import Article
from extractor.extraction import extract_article
from extractor.pipeline import load
from extractor.work.options import Options

__all__ = ["profile_stages"]


class Timed:
    """A callable that adds up the seconds it takes."""

    def __init__(self, name: str, call: Any, seconds: Counter[str]) -> None:
        self.name, self.call, self.seconds = name, call, seconds

    def __call__(self, *arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return self.call(*arguments)
        finally:
            self.seconds[self.name] += time.perf_counter() - began  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.call, name)


def profile_stages(texts: Sequence[str], options: Options | None = None) -> dict[str, float]:
    """Seconds that each stage takes for these texts; "contests and records" is what follows the pipeline.

    Example:
        >>> list(profile_stages(["Nia Holt was elected chair."]))[:2]
        ['tokenise', 'election_sentences']
    """
    options = options or Options()
    nlp = load(options.packs or None, gazetteer=options.gazetteer, model=options.model)
    seconds: Counter[str] = Counter()
    nlp.tokenizer = Timed("tokenise", nlp.tokenizer, seconds)
    for number, (name, component) in enumerate(nlp._components):
        nlp._components[number] = (name, Timed(name, component, seconds))
    began = time.perf_counter()
    for text in texts:
        extract_article(nlp, Article(text=text))
    seconds["contests and records"] = time.perf_counter() - began - sum(seconds.values())  # type: ignore[assignment]
    return {name: float(taken) for name, taken in seconds.items()}
