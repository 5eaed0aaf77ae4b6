"""Texts run through the stages, for tests that look at one of them."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

import extractor
from extractor import Record
from extractor.extraction import extract_article
from extractor.mentions import Analysis, Mention, analysis


@cache
def pipeline() -> Language:
    return extractor.load()


def analyse(text: str) -> Analysis:
    """What all stages found in a text."""
    found = analysis(pipeline()(text))
    assert found.text == text
    return found


def mentions(text: str, *labels: str) -> list[Mention]:
    """The mentions with one of these labels, in the order of the text."""
    return sorted((m for m in analyse(text).mentions if m.label in labels), key=lambda m: m.start)


def records(text: str, published: str | None = None) -> list[Record]:
    """The records of a text; a fault of a stage is raised."""
    article = extractor.Article(text=text, published=published)  # type: ignore[arg-type]
    return extract_article(pipeline(), article).records


def outcomes(text: str) -> dict[str, str | None]:
    """The outcome of everybody in a text; who is in no record is not there."""
    return {
        c.candidate.name if c.candidate else c.affiliations[0].name: c.outcome
        for record in records(text)
        for c in record.candidacies
    }


def votes(text: str) -> dict[str, float | None]:
    """The votes of everybody in a text."""
    return {
        c.candidate.name if c.candidate else c.affiliations[0].name: c.votes
        for record in records(text)
        for c in record.candidacies
    }


def gap(*values: object, reason: str) -> object:
    """A parameter that is known to fail: a strict expected failure, red on the day it works."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))
