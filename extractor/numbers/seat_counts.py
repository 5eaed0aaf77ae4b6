"""Seat counts: how many seats are spoken of, and of how many: "seven of the 15 positions", "all five"."""

from __future__ import annotations

from extractor.mentions import Analysis, Mention
from extractor.numbers.figures import read_words
from extractor.packs.pack import Packs

__all__ = ["SeatCounts"]


class SeatCounts:
    """Finds the noun of seats that a number governs."""

    def __init__(self, packs: Packs) -> None:
        self.seats = packs.cue("seat_nouns")
        self.posts = packs.cue("post_nouns")
        self.breaks = packs.cue("seat_count_breaks")
        self.margins = packs.cue("seat_margins")
        self.wanted = packs.cue("seats_wanted")
        self.carried = packs.cue("carried_areas")
        self.votes = packs.cue("vote_nouns")
        self.cast = packs.cue("votes_that_count")
        self.spans = packs.cue("term_units")

    def noun(self, found: Analysis, ahead: int, last: int) -> int | None:
        """The token of the seat noun that a count governs, a few words on: "five CLP posts"."""
        unit = ahead + (found.lowers[ahead : ahead + 1] == ["-"])
        if not self.spans.isdisjoint(found.lowers[unit : unit + 1]):
            return None  # "three-year terms as directors" counts years
        for index in range(ahead, min(last, ahead + 7) + 1):
            word = found.lowers[index]
            behind = found.lowers[index + 1 : min(index + 3, last + 1)]
            owned = behind[1:] if behind[:1] in (["'"], ["'s"]) else behind  # "the members' seats"
            if word in self.seats and not (word in self.posts and not self.seats.isdisjoint(owned[:1])):
                return index
            if word in {"(", ")"} or word in self.seats:
                continue
            if (
                not (word.replace("-", "").replace("'", "").isalpha() or word in {"'s", "-", "'"})
                or word in self.breaks
            ):
                return None
        return None

    def is_distance(self, found: Analysis, noun: int, last: int) -> bool:
        """Whether seats measure how far somebody is from another or from a majority: "a six-seat victory",
        "the 76 seats needed", "two seats short"."""
        behind = found.lowers[noun + 1 : min(noun + 3, last + 1)]
        if found.lowers[noun - 1] == "-" and not self.margins.isdisjoint(behind):
            return True
        return not self.wanted.isdisjoint(behind[:1])

    def part_of(self, found: Analysis, index: int, end: int, last: int, value: int | float) -> Mention | None:
        """ "seven of the 15 positions", "seven of the state's 15 seats": the won seats, with the total in
        `attrs["of"]`."""
        ahead = end + (2 if found.lowers[end + 1] == "of" else 3)
        if ahead <= last and found.lowers[ahead] in {"the", "its", "their", "our", "all"}:
            ahead += 1
        owned = next((n + 1 for n in (ahead + 1, ahead + 2) if n < last and found.lowers[n] == "'s"), ahead)
        ahead, possessive = owned, owned > ahead
        if ahead > last:
            return None
        read = read_words(found.lowers, ahead, last)
        if read is None:
            noun = self.noun(found, ahead, last)
            return found.mention("SEATS", index, noun, value=value) if noun is not None else None
        total, total_end = read
        if found.lowers[total_end + 1 : total_end + 2] and found.lowers[total_end + 1] in self.votes:
            return None
        cast, votes = [*found.lowers[total_end + 1 : total_end + 3], "", ""][:2]
        if cast in self.cast and total_end + 2 <= last and votes in self.votes:
            return found.mention("VOTES", index, total_end + 2, value=value)  # "653 of the 857 valid votes"
        noun = self.noun(found, total_end + 1, last)
        if possessive and (noun is None or found.lowers[noun] in self.carried):
            return None
        if not isinstance(value, int) or not isinstance(total, int) or value > total:
            return None
        mention = found.mention("SEATS", index, noun if noun is not None else total_end, value=value)
        mention.attrs["of"] = total
        mention.attrs["bare"] = noun is None
        return mention

    def whole(self, found: Analysis, index: int, last: int) -> Mention | None:
        """ "all five seats", "both posts", "all six of the positions": won seats and total are one number."""
        lowers = found.lowers
        if lowers[index] == "both":
            noun = self.noun(found, index + 1 + (lowers[index + 1 : index + 2] in (["the"], ["of"])), last)
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
            noun = self.noun(found, behind, last)
        if noun is None:
            return None
        mention = found.mention("SEATS", index, noun, value=value)
        mention.attrs["of"] = value
        mention.attrs["all"] = True
        return mention
