"""The gate: a scan for the words of elections, before anything is tokenised.

Most news is not about elections. An article passes if it has a word that hardly any other news uses
("ballots", "re-elected"), or a word for winning or losing beside a word for what is contested ("beat" and
"race"). The words are cue groups of the packs, so a pack that adds to them opens the gate too.

The gate may let through what gives no record; it may never stop what gives one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from extractor.packs.pack import Packs

__all__ = ["GATED", "ElectionGate"]

GATED = "gated: no election cue"
"""The ledger's reason for an article that the gate stopped."""

SURE_GROUPS = (
    "contest_nouns", "vote_nouns", "elect_any", "runoff", "primary_nouns", "were_elected", "reelected",
    "nominated", "unopposed", "candidate_word", "options",
)  # fmt: skip
NOT_SURE = frozenset({
    "challenger", "chosen", "contender", "contest", "counterpart", "final round", "has been chosen",
    "has been confirmed", "has been selected", "have been selected", "hopeful", "is selected",
    "next round", "nomination", "opponent", "poll", "preferences", "primary", "race", "races",
    "recall", "returned", "rival", "ron", "seat", "second round", "selected", "selection",
    "was chosen", "was named", "was returned", "was selected", "were chosen", "were returned",
    "were selected",
})  # fmt: skip
"""Words of these groups that other news uses too: they count as verbs or nouns only."""

VERB_GROUPS = (
    "won", "won_election", "beat", "lost_to", "lost", "nominated", "elects", "selects", "conceded",
    "eliminated", "were_elected", "reelected", "unopposed", "list_results",
)  # fmt: skip
NOT_VERBS = frozenset({
    "advance", "count", "counts", "go to", "goes to", "head to", "over", "result", "results", "tally", "took",
})  # fmt: skip

NOUN_GROUPS = (
    "contest_nouns", "primary_nouns", "runoff", "candidate_word", "elect_any", "seat_nouns", "body_nouns",
    "post_nouns",
)  # fmt: skip
NOT_NOUNS = frozenset({"member", "members", "places", "posts", "spots", "states"})

NEAR = 200
"""Bytes between the beginnings of a verb and a noun that belong together: about a sentence."""

NOT_IN_WORD = rb"(?<![a-z0-9])(?=(?:%b)(?![a-z0-9]))"


class ElectionGate:
    """Says of a text whether it can report an election result.

    Uses `ahocorasick_rs` where it is installed (the extra "fast"), else `re`, six times slower; both
    decide alike.

    Args:
        packs: whose cue groups the words are taken from.
        engine: "ahocorasick" or "re"; by default the first that is installed.

    Example:
        >>> from extractor.packs.loading import load_packs
        >>> gate = ElectionGate(load_packs())
        >>> gate.passes("Nia Holt was elected chair."), gate.passes("Rain is expected in Ashcombe.")
        (True, False)
        >>> gate.passes("Holt beat Orr in straight sets."), gate.passes("Holt beat Orr in the contest.")
        (False, True)
    """

    def __init__(self, packs: Packs, engine: str | None = None) -> None:
        if engine == "ahocorasick" and not aho_corasick():
            raise ValueError('the engine "ahocorasick" needs the extra "fast": pip install "extractor[fast]"')
        sure = words_of(packs, SURE_GROUPS, NOT_SURE)
        verbs = words_of(packs, VERB_GROUPS, NOT_VERBS)
        nouns = words_of(packs, NOUN_GROUPS, NOT_NOUNS.union(verbs))
        build = expressions if engine == "re" or not aho_corasick() else automaton
        self._decide = build(*([word.encode() for word in words] for words in (sure, verbs, nouns)))

    def passes(self, text: str) -> bool:
        """Whether the text has the words of an election result; time is linear in its length."""
        # Spaces on both sides, so that every word has neighbours; a lone surrogate is no letter.
        return self._decide(b" %b " % text.lower().encode("utf-8", "replace"))


Decide = Callable[[bytes], bool]


def words_of(packs: Packs, groups: Iterable[str], without: frozenset[str]) -> list[str]:
    """The words of some cue groups; a phrase that holds another word of them is left out as needless."""
    listed = {word.lower() for group in groups for word in packs.cue(group)} - without
    short: dict[str, None] = {}
    for word in sorted(listed, key=lambda w: (len(w), w)):
        pieces = word.split(" ")
        ends = range(1, len(pieces) + 1)
        if word and not any(" ".join(pieces[start:end]) in short for end in ends for start in range(end)):
            short[word] = None
    return list(short)


def expressions(sure: list[bytes], verbs: list[bytes], nouns: list[bytes]) -> Decide:
    """The scan with `re`."""
    first, second, third = (
        re.compile(NOT_IN_WORD % (b"|".join(map(re.escape, words)) or b"(?!)"))
        for words in (sure, verbs, nouns)
    )

    def decide(data: bytes) -> bool:
        if first.search(data):
            return True
        found = [match.start() for match in second.finditer(data)]
        return bool(found) and are_near(found, [match.start() for match in third.finditer(data)])

    return decide


def automaton(sure: list[bytes], verbs: list[bytes], nouns: list[bytes]) -> Decide:
    """The scan with one automaton."""
    words = [*sure, *verbs, *nouns]
    first_noun = len(sure) + len(verbs)
    find = aho_corasick()(words).find_matches_as_indexes

    def decide(data: bytes) -> bool:
        found: list[int] = []
        about: list[int] = []
        for index, start, end in find(data, overlapping=True):
            if in_word(data[start - 1]) or in_word(data[end]):
                continue
            if index < len(sure):
                return True
            (found if index < first_noun else about).append(start)
        return are_near(sorted(found), sorted(about))

    return decide


def are_near(verbs: list[int], nouns: list[int]) -> bool:
    """Whether any of two sorted lists of places are near each other."""
    at = 0
    for verb in verbs:
        while at < len(nouns) and nouns[at] < verb - NEAR:
            at += 1
        if at < len(nouns) and nouns[at] <= verb + NEAR:
            return True
    return False


def in_word(byte: int) -> bool:
    """Whether a byte next to a match makes it part of a longer word; only ASCII does."""
    return 97 <= byte <= 122 or 48 <= byte <= 57


@lru_cache(maxsize=1)
def aho_corasick() -> Any:
    """The class of the automaton; None where its package is not installed."""
    try:
        from ahocorasick_rs import BytesAhoCorasick
    except ImportError:
        return None
    return BytesAhoCorasick
