"""Constituencies and other areas that no pack knows: a name or a number beside an area noun.

"Precinct 6", "Third Bristol district", "Borough of Green Lake", and a numbered seat ("Seat 3").
"""

from __future__ import annotations

import re

from extractor.bodies.noun_phrases import NounPhrases
from extractor.mentions import Analysis, Mention
from extractor.naming import call, clean, slug
from extractor.packs.pack import Packs

__all__ = ["Areas"]


class Areas:
    """Reads the area that an area noun names."""

    def __init__(self, packs: Packs, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.nouns = packs.cue("area_nouns")
        self.numbered = packs.cue("numbered_areas")
        self.modifiers = packs.cue("area_modifiers")
        self.chambers = packs.cue("numbered_area_modifiers")
        self.unnamed = packs.cue("unnamed_areas")
        self.inner = phrases.conjunctions | {"'s", "-"}
        self.leads = packs.cue("area_leads") | {"'s", "-"}
        self.place_leads = packs.cue("anchor_place_leads")
        self.starters = packs.cue("sentence_openers")
        self.body_nouns = packs.cue("body_nouns")
        self.post_nouns = packs.cue("post_nouns")
        self.name_nouns = packs.cue("organisation_nouns") - self.body_nouns - self.post_nouns
        self.titles = packs.cue("person_titles")

    def is_area_noun(self, found: Analysis, index: int, last: int) -> bool:
        """Whether a word is an area noun, or one that is an area with a number only."""
        word = found.lowers[index]
        return word in self.nouns or (word in self.numbered and is_numbered(found, index, last))

    def read(self, found: Analysis, index: int, first: int, last: int) -> Mention | None:
        """ "Ward 2", "Third Bristol district", "Green Lake County", "Ohio's 12th Congressional District"."""
        words, lowers = found.words, found.lowers
        start = end = index
        if (
            index + 2 <= last
            and lowers[index + 1] in self.phrases.of
            and words[index + 2][:1].isupper()
            and lowers[index + 2] not in self.starters | self.titles
        ):
            end = index + 2
            while (
                end + 1 <= last
                and words[end + 1][:1].isupper()
                and lowers[end + 1] not in self.post_nouns | self.body_nouns
            ):
                end += 1
            start = index
            while start > first and words[start - 1][:1].isupper() and lowers[start - 1] not in self.starters:
                start -= 1
            mention = found.mention("PLACE", start, end, rule="area-noun", attrs={"area": True})
            mention.name = clean(found.text[found.starts[index + 2] : found.ends[end]])
            mention.id = slug(mention.name)
            return mention
        number = index + 1 + (words[index + 1 : index + 2] == ["#"])
        if (
            number <= last
            and re.match(r"^(?:\d{1,3}[A-Z]?|[A-Z]|[IVX]+)$", words[number])
            and (words[index][:1].isupper() or (index > first and lowers[index - 1] in self.place_leads))
        ):
            end = number
            while start > first and words[start - 1][:1].isupper() and lowers[start - 1] in self.chambers:
                start -= 1
            start = behind_state(found, start, first, index)
        else:
            while start > first and (
                words[start - 1][:1].isupper()
                or self.phrases.is_ordinal(lowers[start - 1])
                or lowers[start - 1] in self.modifiers
                or (
                    lowers[start - 1] in self.inner
                    and start < index
                    and start - 2 >= first
                    and words[start - 2][:1].isupper()
                    and (lowers[start - 1] != "-" or found.ends[start - 2] == found.starts[start - 1])
                )
            ):
                start -= 1
            while start < index and (
                lowers[start] in self.leads or (start == first and lowers[start] in self.starters)
            ):
                start += 1
            if start == index or not any(
                words[i][:1].isupper() or words[i][:1].isdigit() for i in range(start, index)
            ):
                return None
            behind = index + 1
            if behind <= last and words[behind][:1].isupper() and lowers[behind] in self.name_nouns:
                return None
            if start == index - 1 and start > first and lowers[start - 1] in self.titles:
                return None
            if all(lowers[i] in self.unnamed for i in range(start, index)):
                return None
        mention = found.mention("PLACE", start, end, rule="area-noun")
        call(mention, mention.text)
        mention.attrs["area"] = True
        return mention


def is_numbered(found: Analysis, index: int, last: int) -> bool:
    """Whether a noun has a number or letter behind it as a seat has: "Seat 3", "Position B"."""
    behind = found.words[index + 1] if index < last else ""
    return found.words[index][:1].isupper() and (behind.isdigit() or (behind.isupper() and len(behind) == 1))


def behind_state(found: Analysis, start: int, first: int, noun: int) -> int:
    """Where a numbered area begins that its state stands right before: "Florida House District 35"."""
    if start in {first, noun}:
        return start
    begin = found.starts[start] - 1
    whole = max(
        (m.start for m in found.within(found.starts[first], begin) if m.label == "PLACE" and m.end == begin),
        default=None,
    )
    return found.token_at(whole) if whole is not None else start
