"""Committees that no pack knows: a run of words that ends in a body noun.

"The conference arrangements committee", "the Board of Directors", and "elected to the board".
"""

from __future__ import annotations

from extractor.bodies.noun_phrases import NounPhrases, names_place
from extractor.mentions import Analysis, Mention
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["Committees"]

HEADING = 5  # words before the noun in a heading that is nothing but a body


class Committees:
    """Reads the committee that a body noun names."""

    def __init__(self, packs: Packs, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.chiefs = packs.cue("not_before_body_noun")
        self.nouns = packs.cue("body_nouns")
        self.primary_nouns = packs.cue("primary_nouns")
        self.modifiers = packs.cue("body_modifiers")
        self.stops = packs.cue("phrase_stops")
        self.openers = packs.cue("body_openers") | {"'s", "'"}
        self.adjectival = packs.cue("adjectival_bodies")
        self.described = packs.cue("behind_adjectival_bodies")
        self.own = packs.cue("area_modifiers") | packs.cue("own_modifiers")
        self.seat_bodies = packs.cue("seat_bodies")
        self.seat_contests = tuple(sorted(packs.cue("seat_contests")))
        self.tails = packs.cue("body_tails")
        self.leads = packs.cue("body_leads")
        self.kinds = packs.cue("kinds_of_bodies")
        self.bare = packs.cue("bare_bodies")
        self.seated = packs.cue("seated_before")
        self.not_behind_bare = packs.cue("not_behind_bare_bodies") | {"'s", "-"}

    def read(self, found: Analysis, index: int, first: int) -> Mention | None:
        """A committee: modifiers and a body noun; lower-case ones need a determiner or a preposition
        before."""
        if index > first and found.lowers[index - 1] in self.chiefs:
            return None
        behind = found.lowers[index + 1 : index + 2]
        if found.lowers[index] in self.adjectival and not self.described.isdisjoint(behind):
            return None
        start = self.phrases.modifiers(found, index, first, self.modifiers)
        if self.is_heading(found, first, index):
            start = first
        elif start == index:
            begin = index
            while (
                begin > first
                and index - begin < 4
                and found.words[begin - 1].isalpha()
                and found.words[begin - 1].islower()
                and found.lowers[begin - 1] not in self.stops
            ):
                begin -= 1
            named = found.words[index][:1].isupper() and self.own.isdisjoint(found.lowers[begin:index])
            if named or begin in (index, first) or found.lowers[begin - 1] not in self.openers:
                return self.bare_body(found, index, first)
            start = begin
        while start < index and self.phrases.is_owner(found, start, index):
            start += 1
        if start == index:
            return self.bare_body(found, index, first)
        caucus = found.lowers[index] in self.primary_nouns and names_place(found, start, index - 1)
        if caucus or self.is_chamber(found, start, index) or self.is_kind_of_seat(found, start, index):
            return None
        end = index
        if not self.phrases.of.isdisjoint(found.lowers[index + 1 : index + 2]) and not self.tails.isdisjoint(
            found.lowers[index + 2 : index + 3]
        ):
            end = index + 2
        if " ".join(found.lowers[start : end + 1]) in self.kinds:
            return None
        mention = found.mention("COMMITTEE", start, end, rule="body-noun")
        call(mention, mention.text)
        return mention

    def is_kind_of_seat(self, found: Analysis, start: int, index: int) -> bool:
        """Whether a body noun tells only what kind of seat an area is: "the Dhampur assembly by-election". A
        capital tells nothing where a place that no pack knows stands before: "Dhampur Assembly bypoll"."""
        behind = "".join(found.lowers[index + 1 : index + 4])
        if found.lowers[index] not in self.seat_bodies or not behind.startswith(self.seat_contests):
            return False
        return found.words[index].islower() or not names_place(found, start, index - 1)

    def is_heading(self, found: Analysis, first: int, index: int) -> bool:
        """Whether a body is all that a line below the headline holds: "Ethnic minorities' committee"."""
        start, end = found.starts[first], found.ends[index]
        return (
            0 < index - first <= HEADING
            and start > found.sentences[0].end
            and found.words[first][:1].isupper()
            and found.text[start - 1] == "\n" == found.text[end : end + 1]
            and self.stops.isdisjoint(found.lowers[first:index])
            and all(word.isalpha() or word in {"'", "'s", "’", "’s"} for word in found.words[first:index])
        )

    def is_chamber(self, found: Analysis, start: int, index: int) -> bool:
        """Whether a noun that packs know stands behind a party, which is no part of a house's name: "the
        Ohio Republican Senate primary"."""
        before = found.within(found.starts[start], found.starts[index])
        here = found.within(found.starts[index], found.ends[index])
        return any(m.label == "SLATE" and m.kind == "party" for m in before) and any(
            m.label == "COMMITTEE" for m in here
        )

    def bare_body(self, found: Analysis, index: int, first: int) -> Mention | None:
        """ "elected to the board": the noun alone, where one is elected to it or sits on it."""
        lowers = found.lowers
        if self.is_proper(found, index, first):
            pass
        elif (
            index - 2 < first
            or lowers[index - 1] not in self.phrases.definite
            or lowers[index - 2] not in self.leads
            or not self.not_behind_bare.isdisjoint(lowers[index + 1 : index + 2])
            or lowers[index] not in self.bare
        ):
            return None
        mention = found.mention("COMMITTEE", index, index, rule="bare-body")
        call(mention, mention.text.lower())
        mention.attrs["bare"] = True
        return mention

    def is_proper(self, found: Analysis, index: int, first: int) -> bool:
        """ "elected to Council": the noun alone as a name, as societies write of their own."""
        lowers = found.lowers
        behind = found.words[index + 1 : index + 2]
        return (
            index - 2 >= first
            and found.words[index].istitle()
            and lowers[index] in self.bare
            and lowers[index - 1] in self.leads
            and lowers[index - 2] in self.seated
            and not (behind and (behind[0][:1].isupper() or behind[0].lower() in self.not_behind_bare))
        )
