"""The spaCy pipeline: a blank English `Language` with one component for every stage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_suffix_regex

from extractor.inputs.gate import MAX_CHARACTERS
from extractor.stages import (
    acronyms,
    bodies,
    claims,
    context,
    dates,
    details,
    lists,
    mentions,
    numbers,
    people,
    sentences,
)

__all__ = ["STAGES", "load"]

STAGES = (
    "election_sentences", "election_mentions", "election_acronyms", "election_bodies", "election_numbers",
    "election_people", "election_context", "election_dates", "election_details", "election_lists",
    "election_claims",
)  # fmt: skip
WITH_PACKS = frozenset(STAGES) - {"election_sentences", "election_acronyms"}
REGISTERED = (acronyms, bodies, claims, context, dates, details, lists, mentions, numbers, people, sentences)
"""Importing the modules registers their factories where the entry points are not installed."""

INFIXES = (
    r"(?<=[0-9])[–—-](?=[0-9])",
    r"(?<=[0-9])-(?=to-[0-9])",
    r"(?<=to)-(?=[0-9])",
    r"(?<=[A-Za-z0-9)])[–—](?=[A-Za-z0-9(])",
    r"(?<=[a-z]):(?=[A-Z])",
)
AFFIX = 64
"""Characters at the end of a word in which a suffix is looked for."""
CACHE = 200_000
"""Words that the tokenizer remembers; the default of 10,000 makes news three times slower."""


class WordEnd:
    """Looks for a suffix in the end of a word only: a run of ten thousand marks would else be read as often.

    It has the pattern that spaCy writes out with a tokenizer.
    """

    def __init__(self, suffixes: re.Pattern[str]) -> None:
        self.suffixes, self.pattern = suffixes, suffixes.pattern

    def search(self, word: str) -> re.Match[str] | None:
        """The suffix of a word, if it has one."""
        return self.suffixes.search(word[-AFFIX:])


def load(
    packs: Iterable[str | Path] | None = None,
    *,
    without: Iterable[str] = (),
    gazetteer: bool = True,
    model: str | None = None,
) -> Language:
    """A pipeline with the given packs (none: all shipped ones).

    `without` leaves shipped packs out, `gazetteer=False` leaves all names out and keeps the grammar,
    `model` names an installed spaCy pipeline whose person entities count as further evidence.

    Example:
        >>> nlp = load(["english"])
        >>> "election_claims" in nlp.pipe_names
        True
    """
    names = [str(p) for p in packs or []] + [f"-{name}" for name in without]
    nlp = spacy.blank("en")
    nlp.max_length = MAX_CHARACTERS
    infixes = [*(nlp.Defaults.infixes or []), *INFIXES]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    nlp.tokenizer.max_cache_size = CACHE  # type: ignore[union-attr]
    suffixes = compile_suffix_regex(nlp.Defaults.suffixes or [])
    nlp.tokenizer.suffix_search = WordEnd(suffixes).search  # type: ignore[union-attr]
    nlp.tokenizer.url_match = re.compile(r"(?:https?://|www\.)\S+").match  # type: ignore[union-attr]
    for stage in STAGES:
        config: dict[str, object] = {"packs": names} if stage in WITH_PACKS else {}
        if stage == "election_mentions":
            config["gazetteer"] = gazetteer
        if stage == "election_people":
            config["model"] = model
        nlp.add_pipe(stage, config=config)
    return nlp
