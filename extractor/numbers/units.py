"""Units: what a number counts, by the words around it: votes, a share, seats, an age, or nothing told."""

from __future__ import annotations

import itertools

from extractor.mentions import Analysis, Mention
from extractor.numbers.figures import LOOSE, PAIRS, PERCENT, YEAR, read_figure
from extractor.numbers.seat_counts import SeatCounts
from extractor.packs.pack import Packs

__all__ = ["Units", "percent_at", "qualifier_before"]


ASIDES = frozenset({"with"})  # "38 percent with all precincts reporting"
BREAKS = frozenset({",", ";", "and", "or", "to", "(", ")"})
COMPARED = 12
"""Words behind "more votes" in which "than" says that they are a lead."""

SCORES = frozenset({"to", "against", "-", "and"})
SCORE_LEADS = frozenset({"with", "by", "of"})


class Units:
    """Tells the unit of a number."""

    def __init__(self, packs: Packs, seat_counts: SeatCounts) -> None:
        self.seat_counts = seat_counts
        self.votes = packs.cue("vote_nouns")
        self.adjectives = packs.cue("vote_adjectives")
        self.shares_of_other = packs.cue("not_vote_share")
        self.electors = packs.cue("electors")
        self.voter_groups = packs.cue("voter_groups")
        self.chosen = packs.cue("chosen_nouns")
        self.counting = packs.cue("counting_verbs")
        self.received = packs.cue("received_verbs")
        self.gains = self.received | packs.cue("gaining_verbs")

    def read(self, found: Analysis, index: int, end: int, last: int, value: int | float) -> Mention:
        """Decide what a number counts by the words after it."""
        lowers, words = found.lowers, found.words
        after = lowers[end + 1] if end + 1 <= last else ""
        second = lowers[end + 2] if end + 2 <= last else ""
        start = index
        qualifier = qualifier_before(lowers, index)
        if lowers[end + 1 : end + 3] == ["-", "odd"] and end + 2 < last:
            end, qualifier = end + 2, "about"
            after, second = lowers[end + 1], lowers[end + 2] if end + 2 <= last else ""
        more: dict[str, object] = {"value": value, "qualifier": qualifier}
        percent_end = percent_at(lowers, end, last)
        if percent_end is not None:
            return self.share(found, start, percent_end, last, float(value), qualifier)
        if (
            after == "of"
            and second == "the"
            and isinstance(value, float)
            and lowers[end + 3 : end + 4] == ["vote"]
        ):
            return found.mention("SHARE", start, end + 3, value=float(value), qualifier=qualifier)
        if self.is_first_of_two(lowers, index, end, last, value):
            return found.mention("SHARE", start, end, value=float(value), qualifier=qualifier)
        if after == "of" or (after == "out" and second == "of"):
            seats = self.seat_counts.part_of(found, index, end, last, value)
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
            if after == "more" and "than" in lowers[ahead + 1 : ahead + COMPARED]:
                return found.mention("MAJORITY", start, ahead, value=value)  # "575 more votes than Orr"
            return found.mention("VOTES", start, ahead, **more)
        if self.is_age(found, index, end, last, value):
            return found.mention("AGE", start, end, value=value)
        if (
            after in self.chosen
            and isinstance(value, int)
            and {"most", "highest"} & set(lowers[end + 2 : end + 7])
        ):
            return found.mention("SEATS", start, end + 1, value=value)
        if isinstance(value, int) and value < 2_000:
            noun = self.seat_counts.noun(found, end + 1, last)
            if noun is not None:
                label = "STATISTIC" if self.seat_counts.is_distance(found, noun, last) else "SEATS"
                return found.mention(label, start, noun, value=value)
        dated = index == end and YEAR.match(words[index]) and not self.is_score(found, index, last)
        return found.mention("DATE" if dated else "COUNT", start, end, **more)

    def is_score(self, found: Analysis, index: int, last: int) -> bool:
        """Whether what looks like a year is the first figure of two: "won with 1988 to 1749 votes"."""
        lowers = found.lowers
        if not index or index + 3 > last or lowers[index + 1] not in SCORES:
            return False
        led = lowers[index - 1] in SCORE_LEADS or lowers[index - 1] in self.received
        return (
            led
            and isinstance(read_figure(lowers[index + 2]), int)
            and self.votes_at(lowers, index + 3, last) is not None
        )

    def is_first_of_two(self, lowers: list[str], index: int, end: int, last: int, value: int | float) -> bool:
        """Whether a bare figure shares the percent of the next one: "received 25 and 24 percent"."""
        return (
            0 < value <= 100
            and lowers[end + 1 : end + 2] in (["and"], ["to"])
            and end + 3 <= last
            and isinstance(read_figure(lowers[end + 2]), int | float)
            and percent_at(lowers, end + 2, last) is not None
            and not self.gains.isdisjoint(lowers[max(0, index - 1) : index])
        )

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
        first, text = index - 1, found.text
        while first > max(0, index - 8) and "\n" not in text[found.ends[first - 1] : found.starts[first]]:
            first -= 1
        before = lowers[first:index]
        if "." in before:
            before = before[len(before) - before[::-1].index(".") :]
        stretch = before + lowers[end + 1 : min(last + 1, end + 6)]
        if any(isinstance(v := read_figure(w), int) and v > 99 for w in stretch):
            return False
        return self.votes.isdisjoint(stretch) and self.received.isdisjoint(stretch)

    def share(
        self, found: Analysis, start: int, end: int, last: int, value: float, qualifier: str | None
    ) -> Mention:
        """A percentage: of the vote, or (SHARES of turnout, precincts, members ...) a statistic."""
        lowers = found.lowers
        behind = lowers[end + 1 : end + 6]
        if behind[:1] == ["points"] or behind[:1] == ["point"] or (behind[:2] == ["-", "points"]):
            return found.mention("MAJORITY", start, end + 1, value=value, attrs={"percent": True})
        ahead = list(itertools.takewhile(lambda w: w not in ASIDES, lowers[end + 1 : end + 8]))
        counted = not self.counting.isdisjoint(ahead) and not self.is_own(lowers, start, end)
        if counted or (
            any(w in self.shares_of_other for w in self.without_seats(ahead[:4]))
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
                    stop += lowers[stop + 1 : stop + 2] == ["counted"] and stop < last
                    break
        return found.mention("SHARE", start, stop if stop <= last else end, value=value, qualifier=qualifier)

    def is_own(self, lowers: list[str], start: int, end: int) -> bool:
        """Whether somebody got a percentage of the votes counted so far: "picked up 56% of votes counted"."""
        before, behind = lowers[max(0, start - 3) : start], lowers[end + 1 : end + 8]
        return (
            behind[:1] == ["of"] and not self.gains.isdisjoint(before) and not self.votes.isdisjoint(behind)
        )

    def without_seats(self, behind: list[str]) -> list[str]:
        """The words behind a percentage, without seats counted beside it: "25.9 percent and 48 seats" is no
        share of seats."""
        broken = next((n for n, word in enumerate(behind) if word in BREAKS), len(behind))
        return [w for n, w in enumerate(behind) if n < broken or w not in self.seat_counts.seats]

    def votes_at(self, lowers: list[str], ahead: int, last: int) -> int | None:
        """The token of the word votes that a figure before `ahead` counts."""
        stop = ahead + 2
        while ahead <= min(last, stop) and lowers[ahead] in self.adjectives:
            ahead += 1
        return ahead if ahead <= last and lowers[ahead] in self.votes else None


def qualifier_before(lowers: list[str], index: int) -> str | None:
    """ "about", "more than", "close to" before a figure."""
    if not index:
        return None
    if lowers[index - 1] in LOOSE:
        return LOOSE[lowers[index - 1]]
    return PAIRS.get((lowers[index - 2], lowers[index - 1])) if index > 1 else None


def percent_at(lowers: list[str], end: int, last: int) -> int | None:
    """The token that ends the word for percent behind a figure."""
    after = lowers[end + 1] if end + 1 <= last else ""
    if after in PERCENT:
        return end + 1
    return end + 2 if after == "per" and end + 2 <= last and lowers[end + 2] == "cent" else None
