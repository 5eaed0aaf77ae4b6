"""Sections of a membership that vote for themselves: "the CLP section", "the Scottish section", "the women's
section of the executive"."""

from __future__ import annotations

from extractor.bodies.noun_phrases import NounPhrases
from extractor.mentions import Analysis, Mention
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["Sections"]

LONGEST = 5  # words before the noun


class Sections:
    """Reads the section that a section noun names; it stands behind "the" or "our"."""

    def __init__(self, packs: Packs, phrases: NounPhrases) -> None:
        self.nouns = packs.cue("voting_sections")
        self.modifiers = packs.cue("section_modifiers")
        self.determiners = phrases.determiners

    def read(self, found: Analysis, index: int, first: int) -> Mention | None:
        """The section whose noun stands at a token."""
        start = index
        while start > first and index - start < LONGEST and self.is_part(found, start - 1):
            start -= 1
        while start < index and not found.words[start][:1].isalnum():
            start += 1
        if start in (index, first) or found.lowers[start - 1] not in self.determiners:
            return None
        mention = found.mention("PLACE", start, index, rule="section")
        call(mention, mention.text)
        mention.attrs["area"] = True
        return mention

    def is_part(self, found: Analysis, token: int) -> bool:
        """Whether a word can stand in the name of a section."""
        word, low = found.words[token], found.lowers[token]
        return low in self.modifiers or (word[:1].isupper() and low not in self.determiners)
