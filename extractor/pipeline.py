"""The spaCy pipeline: a blank English `Language` with one component for every stage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from spacy.lang.en import English
from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from extractor.inputs.gate import MAX_CHARACTERS
from extractor.packs.chosen import packs_for
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
    "election_people", "election_context", "election_lists", "election_claims",
    "election_dates", "election_details",
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
    r"(?<=[^\W\d_])(?=\d{1,3},\d{3})",
    r"(?<=\))(?=\d{1,3},\d{3})",
    r"(?<=\d,\d{3})(?=\d)",
    r"(?<=[0-9])%(?=[–—-][0-9])",
    r"(?<=[0-9]%)[–—-](?=[0-9])",
    r"(?<=^[A-Z])-(?=[0-9]{1,3}$)",
)
"""The last three part cells that a page has run together: "Ann Cole (X)18,73256.91"."""
SUFFIXES = (r"(?<=[\u0300-\u036f])\.", r"(?<=[0-9])=", r"(?<=[A-Za-z)])-")
"""A full stop behind a letter with a combining accent; an equals sign behind a number, "+ 13= 844"."""
AFFIX = 64
"""Characters at the end of a word in which a suffix is looked for."""
CACHE = 200_000
"""Words that the tokenizer remembers; the default of 10,000 makes news three times slower."""


class Affixes:
    """Looks for what is cut off a word. Every affix has a mark or a digit, so a word of letters has none.

    It has the pattern that spaCy writes out with a tokenizer.
    """

    def __init__(self, expression: re.Pattern[str]) -> None:
        self.expression, self.pattern = expression, expression.pattern

    def find_prefix(self, word: str) -> re.Match[str] | None:
        """The prefix of a word, if it has one."""
        return None if word.isalpha() else self.expression.search(word)

    def find_suffix(self, word: str) -> re.Match[str] | None:
        """The suffix of a word, if it has one.

        It is looked for in the end only: a run of ten thousand marks would else be read as often.
        """
        return None if word.isalpha() else self.expression.search(word[-AFFIX:])

    def find_infixes(self, word: str) -> Iterable[re.Match[str]]:
        """The infixes of a word."""
        return () if word.isalpha() else self.expression.finditer(word)


def make_tokenizer(nlp: Language, titles: Iterable[str] = ()) -> Tokenizer:
    """The tokenizer of English with this package's affixes; titles with a full stop are one token, as those
    that spaCy knows."""
    defaults = nlp.Defaults
    forms = [form for title in titles if title.endswith(".") for form in (title.capitalize(), title.upper())]
    prefixes = Affixes(compile_prefix_regex(defaults.prefixes or []))
    infixes = Affixes(compile_infix_regex([*(defaults.infixes or []), *INFIXES]))
    suffixes = Affixes(compile_suffix_regex([*(defaults.suffixes or []), *SUFFIXES]))
    return Tokenizer(
        nlp.vocab,
        rules=defaults.tokenizer_exceptions | {form: [{ORTH: form}] for form in forms},
        prefix_search=prefixes.find_prefix,
        suffix_search=suffixes.find_suffix,
        infix_finditer=infixes.find_infixes,
        token_match=defaults.token_match,
        url_match=re.compile(r"(?:https?://|www\.)\S+").match,
        max_cache_size=CACHE,
    )


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
    # Not `spacy.blank`: a tokenizer reads hundreds of exceptions when it is made and at each change.
    titles = packs_for(names).cue("person_titles")
    nlp = English(create_tokenizer=lambda nlp: make_tokenizer(nlp, titles))
    nlp.max_length = MAX_CHARACTERS
    for stage in STAGES:
        config: dict[str, object] = {"packs": names} if stage in WITH_PACKS else {}
        if stage == "election_mentions":
            config["gazetteer"] = gazetteer
        if stage == "election_people":
            config["model"] = model
        nlp.add_pipe(stage, config=config)
    return nlp
