"""Where the name of a slate begins and ends, and which capitals are none.

A name is a run of capitals with the small words between them; its owner ("Ann Cole's Liberal Party") and who
is joined to it ("Ann Cole of Open Door") are left out. A person, a place and a post are no slates.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["SlateNames"]

INNER_MARKS = frozenset({"&", "'s", "'", "-", "+"})
EDGE_MARKS = INNER_MARKS | {"/", ","}
QUOTES = frozenset({'"', "'"})

DASHES = frozenset("-–—")


class SlateNames:
    """Reads the names of slates in one article after another; `open` turns to an article."""

    def __init__(self, packs: Packs) -> None:
        self.nouns = packs.cue("slate_nouns")
        self.bodies = packs.cue("body_nouns") | packs.cue("named_organisations") | packs.cue("contest_nouns")
        self.collectives = packs.cue("slate_collectives")
        self.first_words = packs.cue("slate_first_words")
        self.not_names = packs.cue("not_slates")
        self.not_people = packs.cue("not_people")
        self.openers = packs.cue("sentence_openers")
        self.posts = packs.cue("post_nouns") | packs.cue("person_titles")
        self.given = packs.words.get("given_names", frozenset())
        self.leads = self.given | packs.words.get("given_names_common", frozenset())
        links, self.loose = packs.cue("name_links"), packs.cue("slate_loose_links")
        self.inner = links | self.loose | INNER_MARKS
        self.edges = links | self.loose | packs.cue("determiners") | EDGE_MARKS
        self.conjunctions = packs.cue("conjunctions") | {"&"}
        self.leanings = packs.cue("leanings")
        self.definite = packs.cue("definite_articles")
        self.tail_links = packs.cue("slate_tail_links")
        self.ahead_links = packs.cue("slate_ahead_links") | {"-"}
        self.owner_links = packs.cue("slate_owner_links")

    def open(self, found: Analysis) -> None:
        """Note whose names an article holds: surnames, small words, places, slates that packs know."""
        words = found.words
        self.families = {family for given, family in pairwise(words) if given in self.leads}
        self.lower = {word for word in words if word.islower()}
        self.places = tokens_of(found, {"PLACE", "ORGANISATION"})
        self.known = tokens_of(found, {"SLATE"})

    def is_name(self, found: Analysis, start: int, end: int, first: int) -> bool:
        """Whether capitals are a name and not the first word of a sentence, a person, a place or a post."""
        lowers, words = found.lowers, found.words
        if self.is_leaning(found, start):
            return False
        if self.is_elsewhere(found, start, end) or any(
            lowers[i] in self.posts | self.bodies for i in range(start, end)
        ):
            return False
        if self.has_person(words[start:end]):
            return False
        if all(lowers[i] in self.not_people | self.not_names | self.openers for i in range(start, end)):
            return False
        return not (end - start == 1 and (words[start] in self.given or lowers[start] in self.lower))

    def is_leaning(self, found: Analysis, start: int) -> bool:
        """Whether capitals only tell for or against whom a slate is: "the pro-Holt slate"."""
        return start > 1 and found.lowers[start - 1] in DASHES and found.lowers[start - 2] in self.leanings

    def is_elsewhere(self, found: Analysis, start: int, end: int) -> bool:
        """Whether all of a run is a place or an organisation already."""
        return all(i in self.places for i in range(start, end))

    def has_person(self, words: list[str]) -> bool:
        """Whether a person's name stands in a run: a given name and another, or a surname alone."""
        return self.is_person(words) or any(
            given in self.given and family[:1].isupper() and family not in self.given
            for given, family in pairwise(words)
        )

    def is_person(self, words: list[str]) -> bool:
        """Whether a name is a person's: a given name first, or a surname that stands behind one."""
        return (len(words) > 1 and words[0] in self.given and words[0] not in self.nouns) or (
            len(words) == 1 and words[0] in self.families
        )

    def back(self, found: Analysis, index: int, first: int) -> tuple[int, int]:
        """The run of capitals before a token, half-open; a quoted name is taken without its quotes."""
        words, lowers = found.words, found.lowers
        if index - 1 > first and lowers[index - 1] in QUOTES:
            opening = next(
                (i for i in range(index - 2, max(first, index - 8) - 1, -1) if lowers[i] in QUOTES), None
            )
            if opening is not None and words[opening + 1][:1].isupper():
                return opening + 1, index - 1
        start = index
        if self.is_plural_owner(found, index, first):  # "the Farmers' Party"
            start = index - 1
        while start > first:
            word, low = words[start - 1], lowers[start - 1]
            inner = (
                low in self.inner
                and start < index
                and start - 1 > first
                and words[start - 2][:1].isupper()
                and not (low in self.loose and self.ends_clause(found, start - 2, first))
            )
            numeral = word[:1].isdigit() and len(word) < 3 and start < index and words[start][:1].isupper()
            if not (word[:1].isupper() or numeral or inner):
                break
            start -= 1
        while start < index and (
            lowers[start] in self.edges
            or (
                start == first
                and lowers[start] in self.openers
                and not (index - start > 1 and lowers[start] in self.first_words)
            )
        ):
            start += 1
        return self.joined(found, self.owned(found, start, index), index), index

    def is_plural_owner(self, found: Analysis, index: int, first: int) -> bool:
        """Whether a slate noun with a capital belongs to many: "Farmers' Party", not "the Greens' party"."""
        return (
            index - 2 >= first
            and found.lowers[index - 1] == "'"
            and found.words[index][:1].isupper()
            and found.lowers[index - 2].endswith("s")
            and found.words[index - 2][:1].isupper()
            and index - 2 not in self.known
        )

    def joined(self, found: Analysis, start: int, end: int) -> int:
        """Where a name begins behind a person it is joined to: "Ann Cole of Open Door"."""
        for token in range(end - 2, start, -1):
            if found.lowers[token] in self.owner_links and self.has_person(found.words[start:token]):
                return token + 1
            if self.is_dash(found, token):
                return token + 1
            acronym = token == end - 2 and found.words[end - 1].isupper()
            if acronym and found.lowers[token] in self.loose and not found.words[start].isupper():
                return token + 1  # "deliver Certificates to LEAD"
        return start

    def is_dash(self, found: Analysis, token: int) -> bool:
        """Whether a dash between blanks parts the cells of a row: "Ann Cole - Open Door Party"."""
        return (
            found.words[token] in DASHES
            and found.ends[token - 1] < found.starts[token]
            and found.ends[token] < found.starts[token + 1]
        )

    def owned(self, found: Analysis, start: int, end: int) -> int:
        """Where a name begins behind its owner: "Ann Cole's Liberal Party", but "People's Party"."""
        for token in range(end - 1, start, -1):
            mark, owner = found.lowers[token], found.lowers[token - 1]
            if (mark == "'s" and owner not in self.collectives) or (mark == "'" and token - 1 in self.known):
                return token + 1
        return start

    def tail(self, found: Analysis, index: int, last: int) -> int:
        """The last token of "Movement for Democratic Change", counted from its noun."""
        if index + 2 > last or found.lowers[index + 1] not in self.tail_links:
            return index
        end = index + 2 + (found.lowers[index + 2] in self.definite)
        if end > last or not found.words[end][:1].isupper() or found.lowers[end] in self.posts:
            return index
        while end + 1 <= last and (
            found.words[end + 1][:1].isupper()
            or (
                found.lowers[end + 1] in self.conjunctions
                and end + 2 <= last
                and found.words[end + 2][:1].isupper()
                and found.words[end + 2] not in self.given
            )
        ):
            end += 1
        return end

    def ahead(self, found: Analysis, start: int, last: int) -> tuple[int, int]:
        """The run of capitals from a token on, both ends included; empty where there is none."""
        words, lowers = found.words, found.lowers
        if start <= last and lowers[start] in QUOTES:
            start += 1
        end = start - 1
        while end + 1 <= last and (
            (words[end + 1][:1].isupper() and words[end + 1][:1].isalpha())
            or (
                end >= start
                and lowers[end + 1] in self.ahead_links
                and end + 2 <= last
                and words[end + 2][:1].isupper()
            )
        ):
            end += 1
        return start, end

    def ends_clause(self, found: Analysis, token: int, first: int) -> bool:
        """Whether the word before "to" is no part of a name: a place, or the sentence's first word."""
        return token in self.places or (token == first and found.lowers[token] in self.openers)


def tokens_of(found: Analysis, labels: set[str]) -> set[int]:
    """The tokens that mentions of some labels cover."""
    return {
        t
        for m in found.mentions
        if m.label in labels
        for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)
    }
