"""Places that no pack knows, told by the words beside them: "mayor of Tasman Bay", "the Ashby by-election".

A run of capitalised words is a place where a noun of elections claims it: a by-election, a seat or a
mayoralty behind it, an office "of" or "for" it before it. A name that a pack knows only in part ("Tasman")
is widened to the whole run.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Sentence
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["UnknownPlaces"]

NEAR = 10  # characters between a party and what it did
LONGEST = 4  # words of a name
INNER = frozenset({"of", "upon", "on", "under", "le", "la", "de", "del", "-", "'s", "&"})
OPENERS = frozenset({"the", "a", "his", "her", "its", "their", "'s", "in", "'"})


class UnknownPlaces:
    """Finds the places of one sentence."""

    def __init__(self, packs: Packs) -> None:
        self.behind = phrases(packs.cue("place_before"))
        self.ahead = phrases(packs.cue("place_after"))
        self.fought = phrases(packs.cue("fought_in"))
        self.held = packs.cue("held_verbs")
        self.areas = packs.cue("area_nouns")
        self.never = packs.cue("not_places") | packs.cue("sentence_openers") | packs.cue("body_nouns")
        self.given = packs.words.get("given_names", frozenset())

    def read(self, found: Analysis, sentence: Sentence) -> None:
        """Add the places of a sentence, and widen known ones."""
        first, last = sentence.first_token, sentence.last_token
        for index in range(first, last + 1):
            if starts_with(found, index, last, self.behind):
                start = self.run_back(found, index, first)
                if start < index and self.is_led(found, start, first):
                    self.add(found, start, index - 1, office=False)
            for phrases_ahead, office in ((self.ahead, True), (self.fought, False)):
                if length := starts_with(found, index, last, phrases_ahead):
                    at = index + length + (found.lowers[index + length : index + length + 1] == ["the"])
                    stop = self.run_on(found, at, last)
                    if stop > at:
                        self.add(found, at, stop - 1, office=office)
            if index == first and found.lowers[index] in {"in", "at"}:
                self.opening_place(found, index, last)
            if found.lowers[index] in self.held:
                self.held_place(found, index, last)

    def opening_place(self, found: Analysis, index: int, last: int) -> None:
        """ "In Great Ashby, ...", "In neighbouring Great Ashby, ..."."""
        at = index + 1
        if at < last and found.words[at].islower() and found.lowers[at] not in {"the", "a", "an"}:
            at += 1
        stop = self.run_on(found, at, last)
        if stop > at and found.lowers[stop : stop + 1] == [","]:
            self.add(found, at, stop - 1, office=False)

    def held_place(self, found: Analysis, index: int, last: int) -> None:
        """ "held Kingsmead for Labour", "gained Kingsmead from the Tories", "Labour held Kingsmead with 812
        votes"."""
        stop = self.run_on(found, index + 1, last)
        if stop == index + 1 or found.lowers[stop : stop + 1] not in (["for"], ["from"], ["with"]):
            return
        if found.lowers[stop] == "with":
            if any(m.label == "SLATE" and 0 <= found.starts[index] - m.end <= NEAR for m in found.mentions):
                self.add(found, index + 1, stop - 1, office=False)
            return
        at = stop + 1 + (found.lowers[stop + 1 : stop + 2] == ["the"])
        if at <= last and any(m.label == "SLATE" and m.start == found.starts[at] for m in found.mentions):
            self.add(found, index + 1, stop - 1, office=False)

    def is_led(self, found: Analysis, start: int, first: int) -> bool:
        """Whether a run is led in as a name of a place is, not as an adjective within a longer phrase."""
        return start == first or found.lowers[start - 1] in OPENERS | self.held

    def run_back(self, found: Analysis, index: int, first: int) -> int:
        """The first token of the run of capitals that ends before `index`."""
        start = index
        while start > first and index - start < LONGEST * 2:
            if self.is_name_word(found, start - 1) or (
                found.lowers[start - 1] in INNER | {"and"}
                and start < index
                and start - 1 > first
                and self.is_name_word(found, start - 2)
            ):
                start -= 1
            else:
                break
        return start

    def run_on(self, found: Analysis, at: int, last: int) -> int:
        """The token behind the run of capitals that starts at `at`."""
        stop = at
        while stop <= last and stop - at < LONGEST * 2:
            if self.is_name_word(found, stop):
                if stop > at and self.starts_person(found, stop, last):
                    break
            elif not (
                stop > at
                and found.lowers[stop] in INNER - {"'s"}
                and stop < last
                and self.is_name_word(found, stop + 1)
            ):
                break
            stop += 1
        return stop

    def starts_person(self, found: Analysis, token: int, last: int) -> bool:
        """Whether a given name and a further name start at a token."""
        return found.words[token] in self.given and token < last and found.words[token + 1][:1].isupper()

    def is_name_word(self, found: Analysis, token: int) -> bool:
        """Whether a token can be part of a place's name."""
        word, low = found.words[token], found.lowers[token]
        return word[:1].isupper() and word[-1:].isalpha() and low not in self.never

    def add(self, found: Analysis, first: int, last: int, office: bool) -> None:
        """Note the run as a place, unless something else has claimed it."""
        if first == last and found.lowers[first] in self.areas:  # "the third seat in the LEA"
            return
        start, end = found.starts[first], found.ends[last]
        touching = [m for m in found.mentions if m.start < end and start < m.end]
        if any(m.label != "PLACE" for m in touching):
            return
        whole = next((m for m in touching if m.start <= start and end <= m.end), None)
        if whole is None:
            found.mentions = [m for m in found.mentions if m not in touching]
            whole = found.mention("PLACE", first, last, rule="place-beside")
            call(whole, whole.text)
            found.mentions.append(whole)
        if office:
            whole.attrs["office"] = True


def phrases(cues: frozenset[str]) -> dict[str, list[list[str]]]:
    """Cue phrases as lists of tokens, by their first."""
    out: dict[str, list[list[str]]] = {}
    for cue in cues:
        words = cue.replace("-", " - ").split()
        out.setdefault(words[0], []).append(words)
    return out


def starts_with(found: Analysis, index: int, last: int, cues: dict[str, list[list[str]]]) -> int:
    """How many tokens of the longest cue phrase stand at `index`; 0 where none does."""
    best = 0
    for words in cues.get(found.lowers[index], ()):
        if index + len(words) - 1 <= last and found.lowers[index : index + len(words)] == words:
            best = max(best, len(words))
    return best
