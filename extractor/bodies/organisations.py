"""Organisations that no pack knows: capitals around an organisation noun."""

from __future__ import annotations

from extractor.bodies.noun_phrases import NounPhrases
from extractor.mentions import Analysis, Mention
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["Organisations"]


class Organisations:
    """Reads the organisation that a noun names."""

    def __init__(self, packs: Packs, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.nouns = packs.cue("named_organisations")
        self.post_nouns = packs.cue("post_nouns")
        self.sections = packs.cue("college_nouns")
        self.common = packs.words.get("common_words", frozenset())
        self.area_nouns = packs.cue("area_nouns")

    def read(self, found: Analysis, index: int, first: int, last: int) -> Mention | None:
        """ "Victoria University", "University of Waikato", "Council of Trade Unions"."""
        words, lowers = found.words, found.lowers
        start = self.phrases.capitals(found, index, first)
        end = index
        if index + 2 <= last and lowers[index + 1] in self.phrases.of and words[index + 2][:1].isupper():
            end = index + 2
            while end + 1 <= last and words[end + 1][:1].isupper() and lowers[end + 1] not in self.post_nouns:
                end += 1
            if (
                lowers[index] in self.sections
                and end + 2 <= last
                and lowers[end + 1] in self.phrases.conjunctions
            ):
                behind = end + 2
                while behind <= last and words[behind][:1].isupper() and lowers[behind] in self.common:
                    end, behind = behind, behind + 1
        for token in range(start, index):
            if lowers[token] in self.post_nouns | self.area_nouns:
                start = token + 1
        while start < index and lowers[start] in self.phrases.joiners | self.phrases.definite:
            start += 1
        if start == end:
            return None
        mention = found.mention("ORGANISATION", start, end, rule="organisation-noun")
        call(mention, mention.text)
        return mention
