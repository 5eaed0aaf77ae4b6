"""Years: which numbers are years, and from which of them an article speaks."""

from __future__ import annotations

import re

from extractor.mentions import Analysis

__all__ = ["YEAR", "article_year", "counted", "runs_into", "tells_news"]

YEAR = re.compile(r"(?<![\d,.$£€])(1[89]\d\d|20\d\d)(?![\d,.]*\d|%| (?:votes?|ballots|people|voters)\b)")
DATELINE = re.compile(r"\s*(?:date:? |published:? |posted:? |updated:? )?((?:19|20)\d\d)-\d\d-\d\d\b", re.I)
"""A page that begins with its date."""

TERM = re.compile(r"(?:19|20)\d\d[-/–]$")
"""What stands before the second year of a term, "2020-2021", from which nobody speaks."""

TERM_END = re.compile(r"[-/–]((?:19|20)?\d\d)\b")
COUNTED = frozenset({"VOTES", "COUNT", "SHARE", "SEATS", "STATISTIC", "MAJORITY", "MONEY", "AGE"})
HEAD = 400  # characters: where an article dates itself


def runs_into(text: str, hit: re.Match[str], year: int) -> bool:
    """Whether a year opens a term that lasts to the year of the article: "the 2020-2021 elections"."""
    rest = TERM_END.match(text, hit.end())
    return rest is not None and int(rest[1][-2:]) == int(hit[1]) % 100 + 1 and int(hit[1]) + 1 >= year


def tells_news(found: Analysis, days: frozenset[str], verbs: frozenset[str]) -> bool:
    """Whether an article tells of something just done: of "Tuesday", or that somebody "has won"."""
    if not days.isdisjoint(found.lowers):
        return True
    head = found.lowers[: found.token_at(min(HEAD, len(found.text) - 1))]
    return any(
        word in {"has", "have"} and not verbs.isdisjoint(head[at + 1 : at + 4])
        for at, word in enumerate(head)
    )


def counted(found: Analysis) -> set[int]:
    """Where figures begin that count something: "1855 votes" is no year."""
    out: set[int] = set()
    for mention in found.mentions:
        if mention.label in COUNTED:
            out.update(found.starts[found.token_at(mention.start) : found.token_at(mention.end - 1) + 1])
    return out


def article_year(found: Analysis, counts: set[int], led: frozenset[str], news: bool) -> int | None:
    """The year that the article speaks from: its date, else the latest year of its head, else of its body.

    News, or what begins without a year, that names years only as past ("in 2015", "in the 2015 election",
    "2015: Cole 812") speaks from a year after them. A headline's year is the article's own.
    """
    if found.published is not None:
        return found.published.year
    dateline = DATELINE.match(found.text)
    if dateline is not None:
        return int(dateline[1])
    whole = [
        (int(hit[1]), hit.start())
        for hit in YEAR.finditer(found.text)
        if hit.start() not in counts and not TERM.search(found.text, max(0, hit.start() - 5), hit.start())
    ]
    head = [hit for hit in whole if hit[1] < HEAD]
    years = head or whole
    if not years:
        return None
    latest = max(year for year, _ in years)
    title = found.sentences[0].end if found.sentences else 0
    past = all(start > title and is_led(found, start, led) for year, start in whole if year == latest)
    return latest + (past and (not head or news))


def is_led(found: Analysis, start: int, led: frozenset[str]) -> bool:
    """Whether a year is led in as one that is told of: "in 2015", "in the 2015 election"."""
    token = found.token_at(start)
    before = found.lowers[max(0, token - 2) : token]
    if before[-1:] == ["("] or found.lowers[token + 1 : token + 2] == [":"]:
        return True
    return bool(before) and (before[-1] in led or (before[-1] == "the" and before[0] in led))
