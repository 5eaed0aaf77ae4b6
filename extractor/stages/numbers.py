"""Numbers: which number starts at a word, in figures and in words.

The shapes are those of real result pages: 12,345 · 1,18,035 · 12 345 · 12.4k · 3.2 million · 1.6 lakh ·
48.2% · 48.2 per cent · two thirds · seven of the 15 positions · all five seats · second place.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractor.mentions import Analysis, Mention, analysis
from extractor.numbers.figures import (
    DECIMAL_COMMA,
    DIGITS,
    DOTTED,
    FRACTIONS,
    GLUED,
    HARD_SPACES,
    LONGEST,
    ORDINAL,
    ORDINALS,
    PAIRED,
    PERCENT,
    SCALES,
    can_open,
    read_figure,
    read_words,
)
from extractor.numbers.seat_counts import SeatCounts
from extractor.numbers.units import Units, percent_at, qualifier_before
from extractor.packs.chosen import packs_for
from extractor.packs.pack import Packs

__all__ = ["make_numbers"]


@Language.factory(
    "election_numbers", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_numbers(nlp: Language, name: str, packs: list[str]) -> Numbers:
    """The factory behind `nlp.add_pipe("election_numbers")`."""
    return Numbers(packs_for(packs))


class Numbers:
    """Finds what is counted, and in which unit."""

    def __init__(self, packs: Packs) -> None:
        self.seat_counts = SeatCounts(packs)
        self.units = Units(packs, self.seat_counts)
        self.votes = packs.cue("vote_nouns")
        self.numbered = packs.cue("numbered_nouns")
        self.areas = packs.cue("numbered_areas") | packs.cue("area_nouns")
        self.money = packs.cue("money_marks")
        self.rank_nouns = packs.cue("rank_nouns")
        self.rank_verbs = packs.cue("rank_verbs")
        self.rank_leads = packs.cue("rank_leads")
        self.districts: set[int] = set()

    def __call__(self, doc: Doc) -> Doc:
        """Add the counting mentions of a document."""
        found = analysis(doc)
        openings = {word for word in set(found.lowers) if can_open(word)}
        self.districts = {m.start for m in found.mentions if m.label == "PLACE" and m.text.isdigit()}
        for sentence in found.sentences:
            self.read(found, sentence.first_token, sentence.last_token, openings)
        return doc

    def read(self, found: Analysis, first: int, last: int, openings: set[str]) -> None:
        """Read one sentence's tokens from left to right; `openings` are the words that can open a number."""
        index = first
        read: list[Mention] = []
        while index <= last:
            opens = found.lowers[index] in openings and found.starts[index] not in self.districts
            mention = self.at(found, index, first, last) if opens else None
            if mention is None:
                index += 1
                continue
            read.append(mention)
            index = found.token_at(mention.end - 1) + 1
        self.pair_electors(read)
        found.mentions += read

    def pair_electors(self, read: list[Mention]) -> None:
        """The second of a pair of electors' figures is one too: "303 electoral votes to Brandt's 235"."""
        electors = False
        for mention in read:
            if mention.label not in PAIRED:
                continue
            if mention.label == "STATISTIC" and mention.attrs.get("electors"):
                electors = True
            elif mention.label != "COUNT":
                electors = False
            elif electors:
                mention.label = "STATISTIC"

    def at(self, found: Analysis, index: int, first: int, last: int) -> Mention | None:
        """The number that starts at a token, with its unit."""
        lowers = found.lowers
        word = lowers[index]
        if word in ORDINALS or ORDINAL.match(word):
            return self.rank(found, index, last)
        if word in {"two", "one", "three"} and index + 1 <= last:
            fraction = self.fraction(found, index, last)
            if fraction:
                return fraction
        if word == "half":
            return self.half(found, index, first, last)
        if word in {"all", "both"}:
            return self.seat_counts.whole(found, index, last)
        if word[:1].isdigit() and word[-1:] not in DIGITS:
            glued = self.glued(found, index, last)
            if glued is not None:
                return glued
        if word == "a" and lowers[index + 1 : index + 2] == ["dozen"] and index + 1 <= last:
            return self.units.read(found, index, index + 1, last, 12)
        read = read_words(lowers, index, last)
        if read is None and DECIMAL_COMMA.match(word):
            read = 0, index
        if read is None:
            return None
        value, end = self.spaced(found, index, last, *read)
        if word.isalpha() and end + 3 <= last and lowers[end + 1] == "(" and lowers[end + 3] == ")":
            end += 3 * (read_figure(lowers[end + 2]) == value)
        value, end = self.grouped(found, index, last, value, end)
        if index == end and DECIMAL_COMMA.match(word):
            if not percent_at(lowers, end, last):
                return None
            value = float(word.replace(",", "."))
        if index > first and (lowers[index - 1] in self.money or lowers[index - 1].endswith(("$", "£", "€"))):
            return found.mention("MONEY", index, end, value=value)
        if index > first and self.is_label(found, index):
            return found.mention("COUNT", index, end, value=value)
        return self.units.read(found, index, end, last, value)

    def is_label(self, found: Analysis, index: int) -> bool:
        """Whether a number is a name's: "Ward 4 seat" speaks of one seat."""
        before = found.words[index - 1]
        return (
            found.words[index].isdigit()
            and before[:1].isupper()
            and found.lowers[index - 1] in self.areas
            and found.lowers[index + 1 : index + 2] != ["votes"]
        )

    def glued(self, found: Analysis, index: int, last: int) -> Mention | None:
        """A figure with its unit in one word: "812votes", "48.2pc", "1.5million votes"."""
        hit = GLUED.match(found.lowers[index])
        if hit is None or len(hit[0]) > LONGEST:
            return None
        value, unit = read_figure(hit["figure"]), hit["unit"]
        if value is None:
            return None
        if unit in PERCENT:
            return self.units.share(
                found, index, index, last, float(value), qualifier_before(found.lowers, index)
            )
        if unit in self.votes and isinstance(value, int):
            return found.mention(
                "VOTES", index, index, value=value, qualifier=qualifier_before(found.lowers, index)
            )
        if len(unit) > 1 and SCALES.get(unit, 0) > 100:
            total = round(value * SCALES[unit])
            return self.units.read(found, index, index, last, total)
        return None

    def grouped(
        self, found: Analysis, index: int, last: int, value: int | float, end: int
    ) -> tuple[int | float, int]:
        """Thousands set apart by a space or a dot: "25 823 votes", "27.295 votes". A plain space or a single
        dot needs the word votes behind it, since columns and decimals look the same."""
        words, lowers = found.words, found.lowers
        if index != end:
            return value, end
        if DOTTED.match(words[index]) and (
            words[index].count(".") > 1 or self.units.votes_at(lowers, index + 1, last) is not None
        ):
            return int(words[index].replace(".", "")), end
        before = lowers[index - 1] if index else ""
        if not re.fullmatch(r"\d{1,3}", words[index]) or before[-1:].isdigit() or before in self.numbered:
            return value, end
        stop, hard, digits = index, True, words[index]
        while stop < last:
            behind = stop + 1 + (words[stop + 1] in HARD_SPACES)
            if behind > last or not re.fullmatch(r"\d{3}", words[behind]):
                break
            gap = found.text[found.ends[stop] : found.starts[behind]]
            if len(gap) != 1:
                break
            hard = hard and gap in HARD_SPACES
            digits, stop = digits + words[behind], behind
        if stop > index and (hard or self.units.votes_at(lowers, stop + 1, last) is not None):
            return int(digits), stop
        return value, end

    def spaced(
        self, found: Analysis, index: int, last: int, value: int | float, end: int
    ) -> tuple[int | float, int]:
        """ "198, 204": a space slipped in behind the thousands comma, where no list can be meant."""
        words = found.words
        if (
            index == end
            and end + 2 <= last
            and words[end].isdigit()
            and len(words[end]) <= 3
            and words[end + 1] == ","
            and re.fullmatch(r"\d{3}", words[end + 2])
        ):
            behind = words[end + 3] if end + 3 <= last else "."
            if found.starts[end + 1] == found.ends[end] and behind not in {",", "and", "&", "-", "%", "to"}:
                return int(words[end] + words[end + 2]), end + 2
        return value, end

    def half(self, found: Analysis, index: int, first: int, last: int) -> Mention | None:
        """ "half of the vote", "half the votes": a share; what is needed or counted is none."""
        lowers = found.lowers
        behind = lowers[index + 1 : min(last, index + 4) + 1]
        ahead = 1 if behind[:1] == ["of"] else 0
        if behind[ahead : ahead + 1] != ["the"] or not self.votes & set(behind[ahead + 1 : ahead + 2]):
            return None
        if lowers[index - 1 : index] in (["-"], ["first"], ["second"]) and index > first:
            return None
        return found.mention(
            "SHARE", index, index + ahead + 2, value=50.0, qualifier=qualifier_before(lowers, index)
        )

    def fraction(self, found: Analysis, index: int, last: int) -> Mention | None:
        """ "two-thirds of the vote"; other fractions stay words."""
        ahead = index + 1 + (found.lowers[index + 1] == "-")
        word = found.lowers[ahead] if ahead <= last else ""
        if word in FRACTIONS and any(w in self.votes for w in found.lowers[ahead + 1 : ahead + 5]):
            return found.mention("SHARE", index, ahead, value=round(FRACTIONS[word], 2), qualifier="about")
        return None

    def rank(self, found: Analysis, index: int, last: int) -> Mention | None:
        """ "second place", "came third", "1st": a rank only where a rank word stands beside it."""
        word = found.lowers[index]
        hit = ORDINAL.match(word)
        value = int(hit[1]) if hit else ORDINALS[word]
        end = index
        behind = index + 1 + (found.lowers[index + 1 : index + 2] == ["-"])
        if behind <= last and found.lowers[behind] in self.rank_nouns:
            end = behind
        else:
            before = found.lowers[index - 1] if index else ""
            if before not in self.rank_verbs and not (before in self.rank_leads and word == "third"):
                return None
        return found.mention("RANK", index, end, value=value)
