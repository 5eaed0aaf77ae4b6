"""Which words behind the noun of a post are its portfolio: "VP External", "vice-president, student life".

Only deputies have one, for their rank alone does not tell two of them apart. The words are of a short list
that packs know, so that what else follows a vice-president stays outside.
"""

from __future__ import annotations

from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["Portfolios"]

LONG = 6  # tokens of a portfolio
MARKS = frozenset({"&", "/", "-", "–", "'", "’", "'s"})


class Portfolios:
    """Finds the last token of a post with the portfolio behind its noun."""

    def __init__(self, packs: Packs) -> None:
        self.holders = packs.cue("portfolio_posts")
        self.ranks = packs.cue("portfolio_ranks")
        self.nouns = packs.cue("portfolio_nouns")
        self.words = self.nouns | packs.cue("portfolio_words")
        self.links = packs.cue("post_tail_links")
        self.titles = packs.cue("post_nouns")
        self.modifiers = packs.cue("post_modifiers")
        self.prizes = packs.cue("portfolio_prizes")
        self.conjunctions = packs.cue("conjunctions")
        self.given = packs.words.get("given_names", frozenset())
        self.stops = packs.cue("phrase_stops") | self.conjunctions

    def end(self, found: Analysis, index: int, last: int) -> int | None:
        """The last token of the portfolio of the post whose noun stands at a token; none without one."""
        lowers = found.lowers
        if lowers[index] not in self.holders and not (
            index > 0 and not self.ranks.isdisjoint(lowers[max(0, index - 2) : index])
        ):
            return None
        begin = index + 1
        bracket = self.bracket(found, begin, last)
        if bracket is not None:
            return bracket
        loose = begin <= last and (lowers[begin] == "," or lowers[begin] in self.links)
        begin += loose
        end = begin - 1
        at = begin
        while at <= last and at - begin < LONG:
            if lowers[at] in self.words:
                if lowers[at] in self.nouns:
                    end = at
            elif at == begin or not (
                lowers[at] in self.conjunctions or lowers[at] in MARKS or lowers[at] == ","
            ):
                break
            at += 1
        if end < last and self.is_heading(found, index, last):
            return last
        if end < begin or (loose and not self.closes(found, end, last)):
            return None
        return end

    def bracket(self, found: Analysis, begin: int, last: int) -> int | None:
        """The last token of a portfolio in brackets: "vice-president (higher education)"."""
        if begin + 2 > last or found.lowers[begin] != "(":
            return None
        close = next(
            (t for t in range(begin + 1, min(last, begin + LONG + 1) + 1) if found.lowers[t] == ")"), None
        )
        if close is None or close == begin + 1:
            return None
        known = self.words | self.conjunctions | MARKS
        return close if all(found.lowers[t] in known for t in range(begin + 1, close)) else None

    def is_heading(self, found: Analysis, index: int, last: int) -> bool:
        """Whether a line is a deputy's post and capitals alone: "VP Charities and Access"."""
        first = index
        while (
            first > 0
            and found.starts[index] - found.starts[first - 1] < LONG + 1
            and (found.lowers[first - 1] in self.ranks or found.lowers[first - 1] == "-")
        ):
            first -= 1
        start, end = found.starts[first], found.ends[last]
        before, after = found.text[max(0, start - 2) : start], found.text[end : end + 2]
        alone = (not before or before.rstrip(" ").endswith("\n")) and (
            not after or after.lstrip(" ").startswith("\n")
        )
        behind = range(index + 1, last + 1)
        return (
            alone
            and 0 < len(behind) <= LONG
            and all(
                (
                    found.words[t][:1].isupper()
                    and found.words[t] not in self.given
                    and found.words[t].isalpha()
                )
                or (
                    t not in {index + 1, last}
                    and (found.lowers[t] in self.conjunctions or found.lowers[t] in MARKS)
                )
                for t in behind
            )
        )

    def closes(self, found: Analysis, end: int, last: int) -> bool:
        """Whether a portfolio behind a comma or a preposition ends where it seems to: no noun follows that
        makes it another's name, as in "vice-president, student media union"."""
        if end >= last:
            return True
        word, low = found.words[end + 1], found.lowers[end + 1]
        return not (word.isalpha() and word.islower()) or low in self.stops or low in self.prizes

    def behind_other(self, found: Analysis, start: int, index: int) -> int:
        """Where a post starts behind another with a portfolio: "VP Operations and VP Equity" are two."""
        for mention in found.mentions:
            if mention.label == "POSITION" and found.starts[start] < mention.end <= found.starts[index]:
                stop = found.token_at(mention.end - 1)
                if found.lowers[stop] in self.nouns and stop + 1 < index:
                    return (
                        stop + 2 if found.lowers[stop + 1] in self.conjunctions | MARKS | {","} else stop + 1
                    )
        return start

    def second_title(self, found: Analysis, index: int, last: int) -> int | None:
        """The last token of an office with two titles: "Vice President/Education Officer"."""
        if index + 1 > last or found.lowers[index + 1] != "/" or found.starts[index + 1] > found.ends[index]:
            return None
        for at in range(index + 2, min(last, index + LONG) + 1):
            low, word = found.lowers[at], found.words[at]
            if low in self.titles:
                return at if self.ranks.isdisjoint(found.lowers[index + 2 : at]) else None
            if low not in self.modifiers and low not in self.words and low not in self.conjunctions | MARKS:
                return None
            if (
                not word[:1].isupper()
                and low not in self.conjunctions | MARKS
                and found.words[index][:1].isupper()
            ):
                return None
        return None
