"""How far the words before a noun belong to it.

A phrase runs back from its noun over capitals and modifiers that the packs know, and ends at a person's
name, at a sentence's opening word and at the owner of what is named.
"""

from __future__ import annotations

import re

from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["NounPhrases", "names_place"]

JOINING_MARKS = frozenset({"&", "'s", "'", "-", "/", ","})
INNER_MARKS = frozenset({"&", "'s", "'", "-", "+"})
EDGE_MARKS = frozenset({"&", "'s", "'", "-", "/"})
LINKING_MARKS = EDGE_MARKS | {"+"}
ORDINAL = re.compile(r"^\d{1,2}(?:st|nd|rd|th)$")


class NounPhrases:
    """Finds where the phrase of a noun begins."""

    def __init__(self, packs: Packs) -> None:
        self.body_nouns = packs.cue("body_nouns")
        self.post_nouns = packs.cue("post_nouns")
        self.post_modifiers = packs.cue("post_modifiers")
        self.post_ranks = packs.cue("distinct_posts")
        self.starters = packs.cue("sentence_openers")
        self.ordinals = packs.cue("ordinals")
        self.group_owners = packs.cue("group_owners")
        links = packs.cue("name_links")
        self.inner = links | INNER_MARKS
        self.joiners = links | JOINING_MARKS
        self.conjunctions = packs.cue("conjunctions")
        self.stops = packs.cue("phrase_stops") - self.conjunctions
        self.linking = self.conjunctions | LINKING_MARKS
        self.definite = packs.cue("definite_articles")
        self.of = packs.cue("of_links")
        self.determiners = packs.cue("determiners")
        self.edges = packs.cue("phrase_edges") | EDGE_MARKS
        self.given = packs.words.get("given_names", frozenset())

    def capitals(self, found: Analysis, index: int, first: int) -> int:
        """The first token of the run of capitalised words that ends before `index`; `index` if none."""
        start = index
        while start > first:
            word, low = found.words[start - 1], found.lowers[start - 1]
            if (
                word[:1].isupper()
                or (
                    word[:1].isdigit()
                    and start < index
                    and found.words[start][:1].isupper()
                    and len(word) < 3
                )
                or (
                    low in self.inner
                    and start - 1 > first
                    and found.words[start - 2][:1].isupper()
                    and start < index
                )
            ):
                start -= 1
            else:
                break
        while start < index and (
            found.lowers[start] in self.joiners
            or (start == first and found.lowers[start] in self.starters)
            or found.lowers[start] in self.determiners
        ):
            start += 1
        return start

    def modifiers(
        self, found: Analysis, index: int, first: int, known: frozenset[str], limit: int = 5
    ) -> int:
        """The first token of the run of capitals and known lower-case modifiers before `index`."""
        start = index
        while start > first and index - start < limit + 4:
            word, low = found.words[start - 1], found.lowers[start - 1]
            if low in self.stops:
                break
            if (
                low in self.post_nouns
                and low not in self.post_modifiers
                and start < index
                and word[:1].isupper()
            ):
                break
            if low in known or (word[:1].isupper() and word[-1:] != ".") or self.is_ordinal(low):
                start -= 1
            elif (
                low in {"'s", "'"}
                and start == index
                and start - 2 >= first
                and found.lowers[start - 2] in self.group_owners
            ):
                start -= 2
                if start - 2 >= first and found.lowers[start - 2] in self.determiners:
                    start -= found.words[start - 1].isalpha()  # "the black members' committee"
            elif (
                low == "'"
                and start < index
                and start - 1 > first
                and found.lowers[start - 2] in self.post_nouns
                and found.lowers[start - 2].endswith("s")
            ):
                start -= 2
            elif (
                low in self.linking
                and start < index
                and start - 1 > first
                and (found.lowers[start - 2] in known or found.words[start - 2][:1].isupper())
            ):
                capitals = found.words[start - 2][:1].isupper() and found.words[start][:1].isupper()
                if low in self.conjunctions and not (
                    capitals
                    and not self.are_two_posts(found, start)
                    and found.words[start - 2] not in self.given
                    and not self.is_name(found, start - 2, first)
                ):
                    break
                start -= 1
            else:
                break
        for token in range(index - 2, start - 1, -1):
            if self.is_name(found, token + 1, first) and found.lowers[token] not in known:
                start = self.behind_surname(found, token + 2, index, known)
                break
        while start < index and (
            found.lowers[start] in self.edges or (start == first and found.lowers[start] in self.starters)
        ):
            start += 1
        return start

    def are_two_posts(self, found: Analysis, start: int) -> bool:
        """Whether a conjunction joins two posts, the second of a rank: "Secretary and Joint Secretary"."""
        return found.lowers[start - 2] in self.post_nouns and found.lowers[start] in self.post_ranks

    def behind_surname(self, found: Analysis, start: int, index: int, known: frozenset[str]) -> int:
        """Where a post in small letters starts behind a longer name: "Ana Maria Ruiz Soto president"."""
        if found.words[index].islower():
            while (
                start < index
                and found.words[start][:1].isupper()
                and found.lowers[start] not in known | self.post_modifiers
                and found.lowers[start + 1] not in {"'s", "'"}
            ):
                start += 1
        return start

    def is_name(self, found: Analysis, last: int, first: int) -> bool:
        """Whether the two words that end at `last` look like a person's name: a post or body starts after
        it."""
        if last - 1 < first:
            return False
        given, family = found.words[last - 1], found.words[last]
        return (
            given in self.given
            and given.lower() not in self.post_modifiers
            and family[:1].isupper()
            and family.lower() not in self.post_modifiers | self.post_nouns | self.body_nouns
            and not family.isupper()
        )

    def is_owner(self, found: Analysis, start: int, index: int) -> bool:
        """Whether a word before the body's name belongs to its owner: "Labour's national committee"."""
        behind = found.lowers[start + 1] if start + 1 < index else ""
        return (behind in {"'s", "'"} and start + 2 < index) or found.lowers[start] in {"'s", "'"}

    def is_ordinal(self, low: str) -> bool:
        """Whether a word counts: "3rd", "third"."""
        return low in self.ordinals or ORDINAL.match(low) is not None


def names_place(found: Analysis, first: int, last: int) -> bool:
    """Whether tokens are just the name of a place that packs know."""
    span = found.starts[first], found.ends[last]
    return any(m.label == "PLACE" and (m.start, m.end) == span for m in found.mentions)
