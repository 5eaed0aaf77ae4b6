"""A trace: what the claims stage saw on its way, for those who ask why.

A result says what was read. A trace keeps what a run throws away: the skeleton of each sentence that was
looked at, and which phrase rules folded something into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from spacy.language import Language

from extractor.article import Article
from extractor.extraction import Result, extract_input
from extractor.mentions import Mention
from extractor.packs.pack import Rule
from extractor.rules.facts import read_slots
from extractor.rules.rulebook import allowed
from extractor.rules.skeleton import Skeleton
from extractor.stages.claims import Claims

__all__ = ["PhraseHit", "Trace", "claims_stage", "trace_article"]


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase rule that folded something in a sentence, and what filled its slots."""

    rule: str
    sentence: int
    slots: list[tuple[str, Mention]]


@dataclass(slots=True)
class Trace:
    """The skeletons of a document by sentence, after phrases were folded, and every phrase that was."""

    skeletons: dict[int, Skeleton] = field(default_factory=dict)
    phrases: list[PhraseHit] = field(default_factory=list)


def claims_stage(nlp: Language) -> Claims:
    """The component that reads claims."""
    stage = nlp.get_pipe("election_claims")
    if not isinstance(stage, Claims):
        raise TypeError("the pipe 'election_claims' is not of extractor.load; build the pipeline with it")
    return stage


def trace_article(nlp: Language, article: Article) -> tuple[Result, Trace]:
    """The result of an article and the trace of it.

    Example:
        >>> from extractor.pipeline import load
        >>> result, trace = trace_article(load(["english"]), Article(text="Nia Holt was elected chair."))
        >>> trace.skeletons[0].text
        'PERSON:0 was elected POSITION:1 . '
    """
    with watch(claims_stage(nlp)) as trace:
        return extract_input(article, nlp), trace


@contextmanager
def watch(stage: Claims) -> Iterator[Trace]:
    trace = Trace()
    fold, fold_one = stage.fold, stage.fold_one

    def watch_fold(*args: Any) -> Skeleton:
        skeleton = fold(*args)
        trace.skeletons.setdefault(args[1], skeleton)
        return skeleton

    def watch_fold_one(*args: Any) -> Skeleton:
        index, skeleton, rule, template = args[1:5]
        for hit in template.regex.finditer(skeleton.text):
            if hit.start() < hit.end() and allowed(rule, skeleton, hit.start(), hit.end()):
                filled = read_slots(skeleton, template, hit)
                note(trace, rule, index, [(name, m) for name, ms in filled.items() for m in ms])
        return fold_one(*args)

    stage.__dict__.update(fold=watch_fold, fold_one=watch_fold_one)
    try:
        yield trace
    finally:
        del stage.__dict__["fold"], stage.__dict__["fold_one"]


def note(trace: Trace, rule: Rule, index: int, slots: list[tuple[str, Mention]]) -> None:
    """Keep a phrase; it is tried until nothing changes, so the same one comes more than once."""
    hit = PhraseHit(rule.id, index, slots)
    if hit not in trace.phrases:
        trace.phrases.append(hit)
