"""Numbers: counts, votes, shares, seats, ranks and ages, in figures and in words.

The shapes are those of real result pages: 12,345 · 1,18,035 · 12 345 · 12.4k · 3.2 million · 1.6 lakh ·
48.2% · 48.2 per cent · two thirds · seven of the 15 positions · all five seats · second place.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractor.mentions import Analysis, Mention, analysis
from extractor.pack import Packs
from extractor.stages.packs import packs_for

__all__ = ["make_numbers", "read_figure", "read_words"]

UNITS = {w: n for n, w in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
)}  # fmt: skip
TENS = {w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety"], 2)}  # fmt: skip
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
}
FIGURE = re.compile(r"^(?P<whole>\d{1,3}(?:[,‚]\d{2,3})+|\d+)(?P<part>\.\d+)?(?P<scale>[kKm])?$")
ORDINALS = {w: n for n, w in enumerate(
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth"], 1
)}  # fmt: skip
GLUED = re.compile(r"^(?P<figure>\d[\d.,]*\d|\d)(?P<unit>[a-z]+)\.?$")
DOTTED = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
DECIMAL_COMMA = re.compile(r"^\d{1,2},\d{1,2}$")
HARD_SPACES = frozenset("\u00a0\u202f\u2009")
OPENINGS = frozenset([*UNITS, *TENS, *ORDINALS, "all", "both", "half", "a"])
LONGEST = 20
"""Characters of a figure; what is longer is no count of anything."""
YEAR = re.compile(r"^(?:19|20)\d\d$")
ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)$")
PERCENT = frozenset({"%", "percent", "pct", "pc", "pct.", "%.", "pc."})
FRACTIONS = {"half": 50.0, "third": 100 / 3, "thirds": 200 / 3, "quarter": 25.0, "quarters": 75.0}
LOOSE = {
    "about": "about",
    "around": "about",
    "some": "about",
    "roughly": "about",
    "approximately": "about",
    "nearly": "about",
    "almost": "about",
    "over": "over",
    "above": "over",
    "exceeding": "over",
    "under": "under",
    "below": "under",
}
PAIRS = {
    ("more", "than"): "over",
    ("better", "than"): "over",
    ("fewer", "than"): "under",
    ("less", "than"): "under",
    ("close", "to"): "about",
    ("at", "least"): "over",
    ("up", "to"): "under",
}
DIGITS = frozenset("0123456789")


def read_figure(word: str) -> int | float | None:
    """The value of one figure token, or None.

    Example:
        >>> read_figure("1,18,035"), read_figure("48.2"), read_figure("12.4k"), read_figure("3rd")
        (118035, 48.2, 12400, None)
    """
    hit = FIGURE.match(word)
    if not hit or len(word) > LONGEST:
        return None
    whole = int(re.sub(r"\D", "", hit["whole"]))
    if not hit["part"] and not hit["scale"]:
        return whole
    value = float(f"{whole}{hit['part'] or ''}")
    if hit["scale"]:
        value *= 1_000 if hit["scale"].lower() == "k" else 1_000_000
        return round(value)
    return value


def read_words(lowers: list[str], first: int, last: int) -> tuple[int | float, int] | None:
    """A number in words or figures with a scale, starting at token `first`: its value and its last token."""
    total: float = 0
    current: float = 0
    index, end = first, -1
    while index <= last:
        word = lowers[index]
        figure = read_figure(word)
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif figure is not None and end < 0:
            current += figure
        elif word in SCALES and (current or (word in {"hundred", "thousand"} and end >= 0)):
            if word == "m" and lowers[index - 1 : index] and not lowers[index - 1][-1:].isdigit():
                break
            if SCALES[word] == 100:
                current *= 100
            else:
                total, current = total + current * SCALES[word], 0
        elif word == "dozen" and end >= 0:
            current *= 12
        elif word in {"and", "-"} and end >= 0 and index + 1 <= last:
            following = lowers[index + 1]
            joins = word == "-" and lowers[index - 1] in TENS and following in UNITS
            joins |= (
                word == "and" and lowers[index - 1] in SCALES and (following in UNITS or following in TENS)
            )
            if not joins:
                break
            index += 1
            continue
        else:
            break
        end = index
        index += 1
    if end < 0:
        return None
    value = total + current
    return (int(value) if value == int(value) else value), end


PAIRED = frozenset({"STATISTIC", "COUNT", "VOTES", "SHARE", "SEATS"})


def can_open(word: str) -> bool:
    """Whether a number can begin with a word."""
    if word in OPENINGS:
        return True
    if not word[:1].isdigit() or len(word) > LONGEST:
        return False
    return any(shape.match(word) for shape in (ORDINAL, FIGURE, GLUED, DOTTED, DECIMAL_COMMA))


@Language.factory(
    "election_numbers", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_numbers(nlp: Language, name: str, packs: list[str]) -> Numbers:
    """The factory behind `nlp.add_pipe("election_numbers")`."""
    return Numbers(packs_for(packs))


class Numbers:
    """Finds what is counted, and in which unit."""

    def __init__(self, packs: Packs) -> None:
        self.votes = packs.cue("vote_nouns")
        self.adjectives = packs.cue("vote_adjectives")
        self.numbered = packs.cue("numbered_nouns")
        self.seats = packs.cue("seat_nouns")
        self.soft_seats = packs.cue("post_nouns")
        self.shares_of_other = packs.cue("not_vote_share")
        self.money = packs.cue("money_marks")
        self.electors = packs.cue("electors")
        self.voter_groups = packs.cue("voter_groups")

    def __call__(self, doc: Doc) -> Doc:
        """Add the counting mentions of a document."""
        found = analysis(doc)
        openings = {word for word in set(found.lowers) if can_open(word)}
        for sentence in found.sentences:
            self.read(found, sentence.first_token, sentence.last_token, openings)
        return doc

    def read(self, found: Analysis, first: int, last: int, openings: set[str]) -> None:
        """Read one sentence's tokens from left to right; `openings` are the words that can open a number."""
        index = first
        read: list[Mention] = []
        while index <= last:
            mention = self.at(found, index, first, last) if found.lowers[index] in openings else None
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
            return self.all_seats(found, index, last)
        if word[:1].isdigit() and word[-1:] not in DIGITS:
            glued = self.glued(found, index, last)
            if glued is not None:
                return glued
        if word == "a" and lowers[index + 1 : index + 2] == ["dozen"] and index + 1 <= last:
            return self.unit(found, index, index + 1, last, 12)
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
            if not self.percent(lowers, end, last):
                return None
            value = float(word.replace(",", "."))
        if index > first and (lowers[index - 1] in self.money or lowers[index - 1].endswith(("$", "£", "€"))):
            return found.mention("MONEY", index, end, value=value)
        return self.unit(found, index, end, last, value)

    def glued(self, found: Analysis, index: int, last: int) -> Mention | None:
        """A figure with its unit in one word: "812votes", "48.2pc", "1.5million votes"."""
        hit = GLUED.match(found.lowers[index])
        if hit is None or len(hit[0]) > LONGEST:
            return None
        value, unit = read_figure(hit["figure"]), hit["unit"]
        if value is None:
            return None
        if unit in PERCENT:
            return self.share(found, index, index, last, float(value), self.qualifier(found.lowers, index))
        if unit in self.votes and isinstance(value, int):
            return found.mention(
                "VOTES", index, index, value=value, qualifier=self.qualifier(found.lowers, index)
            )
        if len(unit) > 1 and SCALES.get(unit, 0) > 100:
            total = round(value * SCALES[unit])
            return self.unit(found, index, index, last, total)
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
            words[index].count(".") > 1 or self.votes_at(lowers, index + 1, last) is not None
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
        if stop > index and (hard or self.votes_at(lowers, stop + 1, last) is not None):
            return int(digits), stop
        return value, end

    def votes_at(self, lowers: list[str], ahead: int, last: int) -> int | None:
        """The token of the word votes that a figure before `ahead` counts."""
        stop = ahead + 2
        while ahead <= min(last, stop) and lowers[ahead] in self.adjectives:
            ahead += 1
        return ahead if ahead <= last and lowers[ahead] in self.votes else None

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
            "SHARE", index, index + ahead + 2, value=50.0, qualifier=self.qualifier(lowers, index)
        )

    def qualifier(self, lowers: list[str], index: int) -> str | None:
        """ "about", "more than", "close to" before a figure."""
        if not index:
            return None
        if lowers[index - 1] in LOOSE:
            return LOOSE[lowers[index - 1]]
        return PAIRS.get((lowers[index - 2], lowers[index - 1])) if index > 1 else None

    def percent(self, lowers: list[str], end: int, last: int) -> int | None:
        """The token that ends the word for percent behind a figure."""
        after = lowers[end + 1] if end + 1 <= last else ""
        if after in PERCENT:
            return end + 1
        return end + 2 if after == "per" and end + 2 <= last and lowers[end + 2] == "cent" else None

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

    def unit(self, found: Analysis, index: int, end: int, last: int, value: int | float) -> Mention:
        """Decide what a number counts by the words after it."""
        lowers, words = found.lowers, found.words
        after = lowers[end + 1] if end + 1 <= last else ""
        second = lowers[end + 2] if end + 2 <= last else ""
        start = index
        qualifier = self.qualifier(lowers, index)
        if lowers[end + 1 : end + 3] == ["-", "odd"] and end + 2 < last:
            end, qualifier = end + 2, "about"
            after, second = lowers[end + 1], lowers[end + 2] if end + 2 <= last else ""
        more: dict[str, object] = {"value": value, "qualifier": qualifier}
        percent_end = self.percent(lowers, end, last)
        if percent_end is not None:
            return self.share(found, start, percent_end, last, float(value), qualifier)
        if (
            after == "of"
            and second == "the"
            and isinstance(value, float)
            and lowers[end + 3 : end + 4] == ["vote"]
        ):
            return found.mention("SHARE", start, end + 3, value=float(value), qualifier=qualifier)
        if after == "of" or (after == "out" and second == "of"):
            seats = self.part_of(found, index, end, last, value)
            if seats:
                return seats
        ahead = end + 1
        while ahead <= last and ahead <= end + 3 and lowers[ahead] in self.adjectives:
            ahead += 1
        if not self.electors.isdisjoint(lowers[end + 1 : min(ahead, last) + 1]):
            mention = found.mention("STATISTIC", start, min(ahead, last), **more)
            mention.attrs["electors"] = True
            return mention
        if ahead <= last and lowers[ahead] in self.votes and words[end][-1:] != "%":
            return found.mention("VOTES", start, ahead, **more)
        if self.is_age(found, index, end, last, value):
            return found.mention("AGE", start, end, value=value)
        if (
            after in {"candidates", "people", "members", "contenders"}
            and isinstance(value, int)
            and {"most", "highest"} & set(lowers[end + 2 : end + 7])
        ):
            return found.mention("SEATS", start, end + 1, value=value)
        if isinstance(value, int) and value < 2_000:
            noun = self.seat_noun(found, end + 1, last)
            if noun is not None:
                return found.mention("SEATS", start, noun, value=value)
        label = "DATE" if index == end and YEAR.match(words[index]) else "COUNT"
        return found.mention(label, start, end, **more)

    def is_age(self, found: Analysis, index: int, end: int, last: int, value: int | float) -> bool:
        """ "Ann Cole, 45," or "Ann Cole (45)" in a sentence that counts no votes."""
        if not isinstance(value, int) or not 16 <= value <= 99 or index < 2 or index != end:
            return False
        lowers = found.lowers
        after = lowers[end + 1] if end + 1 <= last else "."
        if (
            lowers[index - 1] not in {",", "("}
            or after not in {",", ".", ")", "-"}
            or not found.words[index - 2][:1].isupper()
        ):
            return False
        if (
            lowers[index - 1] == "("
            and "(" in lowers[end + 1 : last + 1] + lowers[max(0, index - 12) : index - 1]
        ):
            return False
        stretch = lowers[max(0, index - 8) : index] + lowers[end + 1 : min(last + 1, end + 6)]
        if any(isinstance(v := read_figure(w), int) and v > 99 for w in stretch):
            return False
        return self.votes.isdisjoint(stretch) and not {"polled", "received", "got"} & set(stretch)

    def seat_noun(self, found: Analysis, ahead: int, last: int) -> int | None:
        """The token of the seat noun that a count governs, a few words on: "five CLP posts"."""
        for index in range(ahead, min(last, ahead + 7) + 1):
            word = found.lowers[index]
            if word in self.seats and not (
                word in self.soft_seats and index + 1 <= last and found.lowers[index + 1] in self.seats
            ):
                return index
            if word in {"(", ")"} or word in self.seats:
                continue
            if not (word.replace("-", "").replace("'", "").isalpha() or word in {"'s", "-", "'"}) or word in {
                "of",
                "in",
                "on",
                "and",
                "to",
                "for",
                "the",
                "votes",
                "had",
                "has",
                "have",
                "were",
                "was",
                "is",
                "are",
                "won",
                "with",
                "who",
                "that",
                "by",
                "candidates",
                "winning",
                "backed",
                "elected",
                "supported",
            }:
                return None
        return None

    def part_of(self, found: Analysis, index: int, end: int, last: int, value: int | float) -> Mention | None:
        """ "seven of the 15 positions": the won seats, with the total in `attrs["of"]`."""
        ahead = end + (2 if found.lowers[end + 1] == "of" else 3)
        if ahead <= last and found.lowers[ahead] in {"the", "its", "their", "our", "all"}:
            ahead += 1
        if ahead > last:
            return None
        read = read_words(found.lowers, ahead, last)
        if read is None:
            noun = self.seat_noun(found, ahead, last)
            return found.mention("SEATS", index, noun, value=value) if noun is not None else None
        total, total_end = read
        noun = self.seat_noun(found, total_end + 1, last)
        if not isinstance(value, int) or not isinstance(total, int) or value > total:
            return None
        mention = found.mention("SEATS", index, noun if noun is not None else total_end, value=value)
        mention.attrs["of"] = total
        mention.attrs["bare"] = noun is None
        return mention

    def all_seats(self, found: Analysis, index: int, last: int) -> Mention | None:
        """ "all five seats", "both posts", "all six of the positions": won seats and total are one number."""
        lowers = found.lowers
        if lowers[index] == "both":
            noun = self.seat_noun(
                found, index + 1 + (lowers[index + 1 : index + 2] in (["the"], ["of"])), last
            )
            value = 2
        else:
            ahead = index + 1 + (lowers[index + 1 : index + 2] == ["the"])
            read = read_words(lowers, ahead, last) if ahead <= last else None
            if read is None or not isinstance(read[0], int):
                return None
            value, end = read[0], read[1]
            behind = end + 1
            if lowers[behind : behind + 2] == ["of", "the"]:
                behind += 2
            noun = self.seat_noun(found, behind, last)
        if noun is None:
            return None
        mention = found.mention("SEATS", index, noun, value=value)
        mention.attrs["of"] = value
        mention.attrs["all"] = True
        return mention

    def share(
        self, found: Analysis, start: int, end: int, last: int, value: float, qualifier: str | None
    ) -> Mention:
        """A percentage: of the vote, or (SHARES of turnout, precincts, members ...) a statistic."""
        lowers = found.lowers
        behind = lowers[end + 1 : end + 6]
        if behind[:1] == ["points"] or behind[:1] == ["point"] or (behind[:2] == ["-", "points"]):
            return found.mention("MAJORITY", start, end + 1, value=value, attrs={"percent": True})
        counted = {"counted", "reporting", "tallied", "reported"} & set(lowers[end + 1 : end + 8])
        if counted or (
            any(w in self.shares_of_other for w in behind[:4])
            and not any(w in self.votes for w in behind[:3])
        ):
            return found.mention("STATISTIC", start, end, value=value)
        if value > 100 or (
            behind[:1] == ["of"] and not self.voter_groups.isdisjoint(lowers[end + 2 : end + 7])
        ):
            return found.mention("STATISTIC", start, end, value=value)
        stop = end
        if behind[:1] == ["of"]:
            for offset, word in enumerate(behind[1:5], 2):
                if word in self.votes and end + offset <= last:
                    stop = end + offset
                    break
        return found.mention("SHARE", start, stop if stop <= last else end, value=value, qualifier=qualifier)

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
        if behind <= last and found.lowers[behind] in {
            "place",
            "placed",
            "position",
            "spot",
            "most",
            "highest",
        }:
            end = behind
        elif not (
            index
            and found.lowers[index - 1]
            in {
                "came",
                "finished",
                "finishing",
                "finish",
                "placed",
                "ranked",
                "comes",
                "coming",
                "a",
                "in",
                "distant",
            }
        ) or (found.lowers[index - 1] in {"a", "in", "distant"} and end == index and word != "third"):
            return None
        return found.mention("RANK", index, end, value=value)
