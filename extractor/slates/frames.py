"""Which frames prove a slate that no pack knows.

A slate noun behind a name ("the Open Door ticket"), a backer's hyphen ("Open Door-backed"), a group noun
before it ("campaign group Open Door"), a share of seats ("Open Door won four of the nine seats"), candidates
that it fields ("Open Door candidates"), a number where the sentence lists what slates won ("Open Door won
six seats, Clean Hands four").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.bodies.noun_phrases import names_place
from extractor.mentions import Analysis, Mention
from extractor.naming import call, clean
from extractor.packs.pack import Packs
from extractor.slates.names import SlateNames

__all__ = ["SlateFrames"]

NUMBER = re.compile(r"^\d{1,3}$")
REACH = 5  # tokens between a verb and the seats that it wins


class SlateFrames:
    """Reads the slates that the frames of a sentence prove."""

    def __init__(self, packs: Packs, names: SlateNames) -> None:
        self.names = names
        self.primary_nouns = packs.cue("primary_nouns")
        self.nouns = packs.cue("slate_nouns")
        self.name_nouns = packs.cue("slate_name_nouns")
        self.party_nouns = packs.cue("party_nouns")
        self.leading_nouns = packs.cue("slate_leading_nouns")
        self.appositions = packs.cue("slate_appositions")
        self.standing = packs.cue("slate_standing")
        self.backing = packs.cue("slate_backing")
        self.wins = packs.cue("slate_wins")
        self.win_leads = packs.cue("slate_win_leads")
        self.prizes = packs.cue("slate_prizes")
        self.amounts = packs.cue("slate_amounts")
        self.areas = packs.cue("area_nouns")
        self.list_prizes = packs.cue("slate_list_prizes")
        self.list_ends = packs.cue("slate_list_ends")
        self.list_leads = packs.cue("slate_list_leads")
        self.single = packs.cue("slate_single")
        self.apiece = packs.cue("slate_each")
        self.conjunctions = packs.cue("conjunctions")

    def read(self, found: Analysis, first: int, last: int) -> Iterator[Mention]:
        """The slates that the frames of one sentence prove."""
        lowers, words = found.lowers, found.words
        for index in range(first, last + 1):
            word = lowers[index]
            if word in self.nouns:
                yield from self.before_noun(found, index, first, last)
            if word in self.leading_nouns and words[index].islower():
                yield from self.behind_noun(found, index, last)
            if word == "-" and index < last and lowers[index + 1] in self.backing:
                yield from self.backer(found, index, first)
            if word in self.prizes and index > first:
                yield from self.winner(found, index, first)
            if word in self.standing and words[index].islower():
                yield from self.fielder(found, index, first)
        if not self.list_prizes.isdisjoint(lowers[first : last + 1]):
            yield from self.sharers(found, first, last)

    def sharers(self, found: Analysis, first: int, last: int) -> Iterator[Mention]:
        """ "Open Door won six seats, Clean Hands and Fair Share four each": a sentence in which a slate wins
        seats leaves the verb out for the next ones."""
        lowers = found.lowers
        slates = [m.end for m in found.mentions if m.label == "SLATE" and found.starts[first] <= m.start]
        for index in range(first + 2, last):
            word, behind = lowers[index], lowers[index + 1]
            if not (word in self.amounts or word in self.single or NUMBER.match(word)):
                continue
            apiece = behind in self.apiece
            if not (apiece or behind in self.list_ends):
                continue
            if not any(end < found.starts[index] for end in slates):
                continue
            start, end = self.names.back(found, index, first)
            stops = [(start, end)]
            joint = next((t for t in range(end - 1, start, -1) if lowers[t] in self.conjunctions), None)
            if apiece and joint is not None:
                stops = [(start, joint), (joint + 1, end)]
            for start, end in stops:
                if (
                    first < start < end
                    and lowers[start - 1] in self.list_leads
                    and self.names.is_name(found, start, end, first)
                    and not self.areas & set(lowers[start:end])
                ):
                    yield self.make(found, start, end - 1, "seat-list", "party")

    def before_noun(self, found: Analysis, index: int, first: int, last: int) -> Iterator[Mention]:
        """ "the Open Door ticket": capitals before a slate noun; a party keeps its noun in the name."""
        words, lowers = found.words, found.lowers
        start, end = self.names.back(found, index, first)
        noun, capital = lowers[index], words[index][:1].isupper()
        part = noun in self.name_nouns
        if capital and part:
            tail = self.names.tail(found, index, last)
            if tail > index and index not in self.names.known:
                yield self.make(
                    found, start, tail, "slate-noun", "party" if noun in self.party_nouns else "alliance"
                )
                return
        if start >= end or all(lowers[i] in self.names.not_names for i in range(start, end)):
            return
        if self.names.is_leaning(found, start):
            return
        if not capital and self.names.is_elsewhere(found, start, end):
            return
        if noun in self.primary_nouns and names_place(found, start, end - 1):
            return  # "the Iowa caucus"
        if lowers[start] in self.areas or (part and not capital and noun not in self.party_nouns):
            return
        kind = "party" if noun in self.party_nouns else "alliance" if part else "slate"
        slate = self.make(found, start, index if part else end - 1, "slate-noun", kind)
        again = index + 1 + (end - start)
        if not part and words[index + 1 : again] == words[start:end]:  # "Open Door slate Open Door"
            slate.end = found.ends[again - 1]
            slate.text = found.text[slate.start : slate.end]
        yield slate

    def behind_noun(self, found: Analysis, index: int, last: int) -> Iterator[Mention]:
        """ "campaign group Open Door", "the faction Open Door"."""
        start, end = self.names.ahead(found, index + 1, last)
        if (
            start <= end
            and not self.names.has_person(found.words[start : end + 1])
            and found.lowers[start] not in self.names.posts | self.names.not_people | self.names.not_names
            and not self.names.is_elsewhere(found, start, end)
        ):
            yield self.make(found, start, end, "group-noun", "group")

    def backer(self, found: Analysis, index: int, first: int) -> Iterator[Mention]:
        """ "Open Door-backed": the capitals before the hyphen."""
        if found.ends[index] != found.starts[index + 1]:
            return
        start, end = self.names.back(found, index, first)
        if start < end and not self.names.has_person(found.words[start:end]):
            yield self.make(found, start, end - 1, "backed", "group")

    def winner(self, found: Analysis, index: int, first: int) -> Iterator[Mention]:
        """ "Open Door won four of the nine seats": who takes several seats at once is no person."""
        lowers = found.lowers
        for verb in range(index - 1, max(first, index - 2 * REACH), -1):
            if lowers[verb] not in self.wins:
                continue
            between = lowers[verb + 1 : index]
            number = next((n for n, w in enumerate(between) if w in self.amounts or NUMBER.match(w)), None)
            if number is None or number > REACH or {",", ";", "("} & set(between):
                return
            subject = verb
            while subject - 1 > first and lowers[subject - 1] in self.win_leads:
                subject -= 1
            if lowers[subject - 1] == ")":
                opening = next((i for i in range(subject - 2, first, -1) if lowers[i] == "("), subject)
                subject = opening
            if lowers[subject - 1] == ",":
                opening = next((i for i in range(subject - 2, first, -1) if lowers[i] == ","), subject)
                subject = opening if lowers[opening + 1] in self.appositions else subject
            start, end = self.names.back(found, subject, first)
            if start < end and self.names.is_name(found, start, end, first):
                yield self.make(found, start, end - 1, "seat-winner", "slate")
            return

    def fielder(self, found: Analysis, index: int, first: int) -> Iterator[Mention]:
        """ "Open Door candidates": who fields several; a name of several words, or an acronym."""
        start, end = self.names.back(found, index, first)
        acronym = end - start == 1 and found.words[start].isupper() and len(found.words[start]) > 2
        unknown = not self.names.known & set(range(start, end))
        if unknown and (end - start > 1 or acronym) and self.names.is_name(found, start, end, first):
            yield self.make(found, start, end - 1, "fielder", "slate")

    def make(self, found: Analysis, first: int, last: int, rule: str, kind: str) -> Mention:
        """A slate that is called by its own words."""
        mention = found.mention("SLATE", first, last, rule=rule, kind=kind)
        call(mention, clean(mention.text).strip("\"“”'‘’"))
        return mention
