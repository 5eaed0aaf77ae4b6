"""Where a post begins: behind the place, slate, society or person before it, with what qualifies it."""

from __future__ import annotations

import re

from extractor.bodies.noun_phrases import NounPhrases
from extractor.mentions import Analysis
from extractor.numbers.figures import ORDINALS
from extractor.packs.pack import Packs

__all__ = ["PostStarts", "is_plain"]

ACRONYM = 8  # letters of a society's acronym
MODIFIERS = 3  # unknown words in lower case that a post may begin with
NTH = re.compile(r"^\d+(?:st|nd|rd|th)$")
COUNTED = frozenset(word for word, number in ORDINALS.items() if number > 2)


class PostStarts:
    """Finds the first token of a post whose noun is known."""

    def __init__(self, packs: Packs, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.modifiers = packs.cue("post_modifiers")
        self.nouns = packs.cue("post_nouns")
        self.given = packs.words.get("given_names", frozenset())
        self.stops = packs.cue("phrase_stops")
        self.common = packs.words.get("common_words", frozenset())
        self.firsts = packs.cue("record_words")
        self.leads = packs.cue("post_leads")
        self.ranked = tuple(sorted(packs.cue("ranked_posts")))
        self.owners = packs.cue("post_owners")
        self.generic = packs.cue("generic_owners")
        self.determiners = packs.cue("post_determiners")
        self.slate_tails = packs.cue("party_nouns") | {"'s", "'"}

    def find(self, found: Analysis, index: int, first: int) -> int:
        """The first token of the post whose noun stands at a token."""
        start = self.phrases.modifiers(found, index, first, self.modifiers)
        while start < index and (
            (self.phrases.is_owner(found, start, index) and found.lowers[start] not in self.modifiers)
            or self.is_acronym(found, start)
        ):
            # "AFL-CIO Delegates": an acronym of two parts is one
            paired = (
                start + 3 <= index and found.lowers[start + 1] == "-" and self.is_acronym(found, start + 2)
            )
            start += 3 if paired else 1
        start = self.behind_place(found, start, index)
        start = self.behind_slate(found, start, index)
        start = self.without_owner(found, self.with_lowercase(found, start, first), index)
        start = self.behind_place(found, start, index)
        while start < index and ends_name(found, start):
            start += 1
        if (
            index - start > 1
            and found.lowers[start] in self.firsts
            and (found.lowers[start + 1] not in self.modifiers and found.words[start + 1][:1].isupper())
        ):
            start += 2  # "the first Democratic sheriff"
        return self.behind_name(found, start, index)

    def behind_slate(self, found: Analysis, start: int, index: int) -> int:
        """Where a post starts behind the slate of its holder: "Labour Party leader" is a leader."""
        if start == index:
            return start
        slate = next(
            (
                m
                for m in found.mentions
                if m.label == "SLATE"
                and m.start == found.starts[start]
                and m.end < found.starts[index]
                and not (m.attrs.get("common") and found.lowers[start] in self.modifiers)
            ),
            None,
        )
        if slate is None:
            return start
        start = found.token_at(slate.end - 1) + 1
        while start < index and found.lowers[start] in self.slate_tails:
            start += 1
        return start

    def behind_place(self, found: Analysis, start: int, index: int) -> int:
        """Where a post starts behind the place that it belongs to: "Ohio governor" is a governor."""
        if start == index:
            return start
        place = next(
            (
                m
                for m in found.mentions
                if m.label == "PLACE"
                and not m.attrs.get("area")
                and m.start <= found.starts[start] < m.end
                and m.end < found.starts[index]
            ),
            None,
        )
        if place is None:
            return start
        start = found.token_at(place.end - 1) + 1
        while start < index and found.lowers[start] in {"'s", "'"}:
            start += 1
        return start

    def behind_count(self, found: Analysis, start: int, index: int) -> int:
        """Where a post starts behind the count of its holders: "the 68th president" is a president, not so
        "2nd vice-president"."""
        counted = start < index and (
            NTH.match(found.lowers[start])
            or (found.lowers[start] in COUNTED and found.lowers[start - 1 : start] == ["the"])
        )
        return start + 1 if counted and not found.lowers[start + 1].startswith(self.ranked) else start

    def behind_name(self, found: Analysis, start: int, index: int) -> int:
        """Where a post in lower case starts behind the unknown names before it: "elected Ada Quill general
        secretary" chose a general secretary."""
        stop = start
        while stop < index and found.words[stop][:1].isupper() and found.words[stop].isalpha():
            stop += 1
        names = [found.words[at] for at in range(start, stop)]
        behind = found.words[index + 1 : index + 2]
        if behind and behind[0][:1].isupper():
            return start  # "Mill Dal president Ada Quill": the names are of a body, its holder's stand behind
        if len(names) < 2 or not all(w.islower() for w in found.words[stop : index + 1] if w.isalpha()):
            return start
        known = any(w.lower() in self.modifiers or w.lower() in self.common or w.isupper() for w in names)
        return start if known else stop

    def with_lowercase(self, found: Analysis, start: int, first: int) -> int:
        """Unknown modifiers in lower case belong to a post that a verb or preposition leads in: "elected as
        elections coordinator"."""
        at = start
        while at > first and start - at < MODIFIERS and is_plain(found.words[at - 1]):
            if found.lowers[at - 1] in self.stops | self.leads:
                break
            at -= 1
        if at == start or at - 1 < first:
            return start
        lead = at - 1
        while lead > first and found.lowers[lead] in self.determiners:
            lead -= 1
        return at if found.lowers[lead] in self.leads else start

    def without_owner(self, found: Analysis, start: int, index: int) -> int:
        """A post without the society whose it is: "Weavers' Guild president"."""
        for token in range(index - 1, start - 1, -1):
            behind_it = found.lowers[token + 1] in {"'s", "'"}
            owned = token > start or behind_it or found.lowers[max(0, token - 1)] in {"'", "'s"}
            named = found.lowers[max(0, token - 1)] not in self.generic
            told = found.words[token][:1].isupper() or behind_it
            if owned and named and found.lowers[token] in self.owners and told:
                behind = token + 1
                while behind < index and found.lowers[behind] in {"'s", "'", "-"}:
                    behind += 1
                return behind
        return start

    def with_acronym(self, found: Analysis, start: int, first: int) -> int:
        """Where the mention of a post starts: with the acronym or the name of its society before it, so that
        "elected SSMU president" and "elected Graduate Union president" read as "elected president"."""
        at = start - 1
        if at < first:
            return start
        if found.lowers[at] in self.owners and found.words[at][:1].isupper():
            while at > first and found.words[at - 1][:1].isupper() and found.words[at - 1].isalpha():
                at -= 1
            if at == start - 1 or found.words[at] in self.given:
                return start
        elif (
            not self.is_acronym(found, at) or len(found.words[at]) > ACRONYM or found.lowers[at] in self.nouns
        ):
            return start
        begin, end = found.starts[at], found.ends[start - 1]
        return start if any(m.start < end and begin < m.end for m in found.mentions) else at

    def is_acronym(self, found: Analysis, start: int) -> bool:
        """Whether the first word is the organisation's acronym ("VUWSA President"), not part of the post."""
        word = found.words[start]
        return (
            word.isupper() and len(word) > 1 and found.lowers[start] not in self.modifiers and word.isalpha()
        )


def ends_name(found: Analysis, token: int) -> bool:
    """Whether a word is the second half of a double name: "Ida Jonsson-Blind president"."""
    words, starts, ends = found.words, found.starts, found.ends
    return (
        token > 1
        and words[token - 1] == "-"
        and ends[token - 1] == starts[token]
        and ends[token - 2] == starts[token - 1]
        and words[token][:1].isupper()
        and words[token - 2].istitle()
    )


def is_plain(word: str) -> bool:
    """Whether a word is written in small letters only."""
    return word.isalpha() and word.islower()
