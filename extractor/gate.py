"""The gate: a scan for the words of elections, before anything is tokenised.

Most news is not about elections. An article passes if it has a word that hardly any other news uses
("ballots", "re-elected"), or both a word for winning or losing and a word for what is contested ("beat"
and "mayoral race"). The words are cue groups of the packs, so a pack that adds to them opens the gate too.

The gate may let through what gives no record; it may never stop what gives one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from extractor.pack import Packs

__all__ = ["GATED", "ElectionGate"]

GATED = "gated: no election cue"
"""The ledger's reason for an article that the gate stopped."""

SURE, VERB, NOUN = 1, 2, 4

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
"""Words of these groups that other news uses too: they count as nouns or verbs only."""

VERB_GROUPS = (
    "won", "won_election", "beat", "lost_to", "lost", "nominated", "elects", "conceded", "eliminated",
    "were_elected", "reelected", "unopposed", "list_results",
)  # fmt: skip
NOT_VERBS = frozenset({
    "advance", "advanced", "advances", "appointed", "count", "counts", "go to", "goes to", "head to",
    "named", "over", "picked", "picks", "result", "results", "returned", "tally", "took", "was named",
})  # fmt: skip

NOUN_GROUPS = (
    "contest_nouns", "primary_nouns", "runoff", "candidate_word", "elect_any", "seat_nouns", "body_nouns",
)  # fmt: skip
NOT_NOUNS = frozenset({
    "board", "chamber", "chosen", "commission", "committee", "congress", "court", "directors",
    "districts", "executive", "final round", "members", "next round", "officers", "offices",
    "openings", "opponent", "places", "positions", "posts", "race", "races", "recall", "reps",
    "returned", "second round", "selection", "slots", "spots", "states", "trustees", "winners",
})  # fmt: skip

NOT_IN_WORD = r"(?<![a-z0-9])(?:{})(?![a-z0-9])"


class ElectionGate:
    """Says of a text whether it can report an election result.

    Uses `ahocorasick_rs` where it is installed (the extra "fast"), else `re`, six times slower; both
    decide alike.

    Args:
        packs: whose cue groups the words are taken from.
        engine: "ahocorasick" or "re"; by default the first that is installed.

    Example:
        >>> from extractor.pack import load_packs
        >>> gate = ElectionGate(load_packs())
        >>> gate.passes("Nia Holt was elected chair."), gate.passes("Rain is expected in Ashcombe.")
        (True, False)
        >>> gate.passes("Holt beat Orr in straight sets."), gate.passes("Holt beat Orr in the contest.")
        (False, True)
    """

    def __init__(self, packs: Packs, engine: str | None = None) -> None:
        sure = words_of(packs, SURE_GROUPS, NOT_SURE)
        verbs = words_of(packs, VERB_GROUPS, NOT_VERBS)
        nouns = words_of(packs, NOUN_GROUPS, NOT_NOUNS)
        self._find = (automaton if engine != "re" and aho_corasick() else expressions)(sure, verbs, nouns)
        if engine == "ahocorasick" and not aho_corasick():
            raise ValueError('the engine "ahocorasick" needs the extra "fast": pip install "extractor[fast]"')

    def passes(self, text: str) -> bool:
        """Whether the text has the words of an election result; time is linear in its length."""
        return self._find(text.lower())


def words_of(packs: Packs, groups: Iterable[str], without: frozenset[str]) -> list[str]:
    """The words of some cue groups; a phrase that holds another word of them is left out as needless."""
    listed = {word.lower() for group in groups for word in packs.cue(group)} - without
    short: list[str] = []
    for word in sorted(listed, key=lambda w: (len(w), w)):
        if word and not any(f" {known} " in f" {word} " for known in short):
            short.append(word)
    return short


def expressions(sure: list[str], verbs: list[str], nouns: list[str]) -> Callable[[str], bool]:
    """The scan with `re`."""
    first, second, third = (
        re.compile(NOT_IN_WORD.format("|".join(map(re.escape, words)) or "(?!)")).search
        for words in (sure, verbs, nouns)
    )
    return lambda lowered: bool(first(lowered) or (second(lowered) and third(lowered)))


def automaton(sure: list[str], verbs: list[str], nouns: list[str]) -> Callable[[str], bool]:
    """The scan with one automaton over UTF-8 bytes."""
    meaning: dict[bytes, int] = {}
    for words, kind in ((sure, SURE), (verbs, VERB), (nouns, NOUN)):
        for word in words:
            meaning[word.encode()] = meaning.get(word.encode(), 0) | kind
    kinds = list(meaning.values())
    find = aho_corasick()(list(meaning)).find_matches_as_indexes

    def decide(lowered: str) -> bool:
        # Spaces on both sides, so that every match has neighbours; a lone surrogate is no letter.
        data = b" %b " % lowered.encode("utf-8", "replace")
        seen = 0
        for index, start, end in find(data, overlapping=True):
            if kinds[index] | seen != seen and not (in_word(data[start - 1]) or in_word(data[end])):
                seen |= kinds[index]
                if seen & SURE or seen & (VERB | NOUN) == VERB | NOUN:
                    return True
        return False

    return decide


def in_word(byte: int) -> bool:
    """Whether a byte next to a match makes it part of a longer word; only ASCII does."""
    return 97 <= byte <= 122 or 48 <= byte <= 57


@lru_cache(maxsize=1)
def aho_corasick() -> Callable[..., object] | None:
    """The class of the automaton; None where its package is not installed."""
    try:
        from ahocorasick_rs import BytesAhoCorasick
    except ImportError:
        return None
    return BytesAhoCorasick
