"""Dates in prose: what a written date stands for, as first and last day that are possible.

"Thursday", "last month" and "4 July" say a date only together with the day on which the article came
out; without it they say none. A phrase that leaves several days open keeps them: what is written down is
the day, month or year that holds all of them, or nothing.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["DateSpan", "precise", "read_dates", "stated_day"]

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
COUNTED = {w: n for n, w in enumerate(
    ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
)} | {"one": 1, "an": 1}  # fmt: skip


def either(names: Iterable[str]) -> str:
    """Names as they are written, and in capitals; never small, as "may" and "march" are."""
    return "|".join(form for name in names if name for form in (name, name.upper()))


FULL = either(calendar.month_name)
SHORT = FULL + "|" + "|".join(f"{name}\\.?" for name in (*calendar.month_abbr, "Sept") if name)
WEEKDAY = either(calendar.day_name)
WEEK_SHORT = WEEKDAY + "|" + "|".join(f"{name}\\.?" for name in (*calendar.day_abbr, "Tues", "Thurs", "Weds"))
NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
YEAR = r"(?:19|20)\d\d(?![\d-]|/\d|,\d)"
WEEKDAY_LEAD = rf"(?:(?:on |On )?(?P<named{{}}>{WEEK_SHORT})[,]? (?:the )?)?"
PARTS_OF_DAY = r"(?: (?:morning|afternoon|evening|night|lunchtime))?"

DATE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(
        [
            r"(?<![\d-])(?P<iso>(?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01]))(?![\d-])",
            rf"{WEEKDAY_LEAD.format('1')}(?<![\d,.])(?:(?P<from1>{NUMBER})(?:st|nd|rd|th)?"
            rf"(?: ?- ?| to | and | or ))?(?P<day1>{NUMBER})(?:st|nd|rd|th)?(?: of)? "
            rf"(?P<month1>{SHORT})(?![\w-])(?:,? (?P<year1>{YEAR}))?",
            rf"{WEEKDAY_LEAD.format('2')}(?<!\w)(?P<month2>{SHORT}) (?:(?P<from2>{NUMBER})(?:st|nd|rd|th)?"
            rf"(?: ?- ?| to | and | or ))?(?P<day2>{NUMBER})(?:st|nd|rd|th)?"
            rf"(?![\w%-]|[.,:]\d| ?%| per ?cent| votes)(?:,? (?P<year2>{YEAR}))?",
            rf"(?<!\w)(?P<last3>(?:last|this|early|late|mid-)[ ]?)?(?P<month3>{SHORT}),? (?P<year3>{YEAR})",
            rf"(?<!\w)(?P<lead4>[Ii]n|[Ll]ast|[Tt]his|[Dd]uring|[Ee]arly|[Ll]ate|[Oo]f|[Tt]he) "
            rf"(?:(?:early|late|mid) )?(?P<month4>{FULL})(?![\w-])(?! \d)",
            rf"(?<!\w)(?P<month5>{FULL})'s(?!\w)",
            rf"(?<!\w)(?P<lead6>last |this |this past |earlier on |next )?(?<!Super )(?P<weekday6>{WEEKDAY})"
            r"(?![\w]|,? (?:at )?\d\d?[:.]\d\d)"
            rf"{PARTS_OF_DAY}",
            r"(?<!\w)(?P<day7>yesterday|today|tonight|last night|this (?:morning|afternoon|evening))(?!\w)",
            r"(?<!\w)(?P<period8>(?:earlier |later )?(?:this|last) (?:week|month|year)|(?:this|last) weekend"
            r"|(?:over|at|on) the weekend)(?! later| before| after)(?!\w)",
            rf"(?<!\w)(?:about |around |nearly |almost )?(?P<count9>{'|'.join(COUNTED)}|\d\d?) "
            r"(?P<unit9>day|week|month|year)s? ago(?!\w)",
            rf"(?<![\w.,/-])(?<!\$)(?P<year10>{YEAR})(?![%\w]|\.\d| votes| members| people)",
        ]
    )
    + ")"
)
HINT = re.compile(
    "|".join(
        ["19", "20", "day", "DAY", "night", "this (?:morning|afternoon|evening)", "week", "month", "year",
         *either(name[:3] for name in calendar.month_name if name).split("|")]
    )
)  # fmt: skip
"""Some of this stands in every date, and it is found far faster."""
HEADER = re.compile(
    r"^(?:(?:last |first )?(?:published|posted|updated|date|dated|by [\w .'-]{2,40}?)\b"
    r"(?: on| at)?:?[\s|,-]*)?"
    r"(?P<when>.{6,40}?)(?:[ ,|]+(?:at )?\d{1,2}[:.]\d\d.{0,12})?$",
    re.IGNORECASE,
)
BEHIND = timedelta(days=300)
"""A date without a year that is longer past is rather one to come."""
HEAD = 600
"""Characters in which an article dates itself."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A written date: where it stands, and the first and last day that it can mean."""

    start: int
    end: int
    first: date
    last: date


def precise(first: date, last: date) -> tuple[str, str] | None:
    """The value and precision of the smallest calendar unit that holds all days; None beyond a year.

    Example:
        >>> precise(date(2023, 10, 9), date(2023, 10, 11)), precise(date(2023, 12, 31), date(2024, 1, 1))
        (('2023-10', 'month'), None)
    """
    if first == last:
        return first.isoformat(), "day"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}-{first.month:02}", "month"
    return (f"{first.year:04}", "year") if first.year == last.year else None


def read_dates(plain: str, published: date | None, shift: int = 0) -> Iterator[DateSpan]:
    """The dates of a text whose marks are plain ones, in order; offsets are moved by `shift`.

    Example:
        >>> [(d.first.isoformat(), d.last.isoformat()) for d in read_dates(
        ...     "elected on Thursday, a month after the vote of 4-6 May", date(2024, 6, 7))]
        [('2024-06-06', '2024-06-06'), ('2024-05-04', '2024-05-06')]
    """
    if not HINT.search(plain):
        return
    for hit in DATE.finditer(plain):
        try:
            days = resolve(hit.groupdict(), published)
        except (ValueError, OverflowError):
            continue
        if days is not None:
            yield DateSpan(hit.start() + shift, hit.end() + shift, *days)


def resolve(hit: dict[str, str | None], published: date | None) -> tuple[date, date] | None:
    """First and last day of a match; None where it says no date."""
    if hit["iso"]:
        day = date.fromisoformat(hit["iso"])
        return day, day
    for n in ("1", "2"):
        if hit[f"day{n}"]:
            return day_of_month(hit[f"day{n}"], hit[f"from{n}"], hit[f"month{n}"], hit[f"year{n}"],
                                hit[f"named{n}"], published)  # fmt: skip
    for n in ("3", "4", "5"):
        if hit[f"month{n}"]:
            return whole_month(hit[f"month{n}"], hit.get(f"year{n}"), hit.get(f"lead{n}"), published)
    if hit["year10"]:
        return date(int(hit["year10"]), 1, 1), date(int(hit["year10"]), 12, 31)
    if published is None:
        return None
    if hit["weekday6"]:
        return weekday(DAYS[hit["weekday6"].lower()], (hit["lead6"] or "").strip(), published)
    if hit["day7"]:
        back = hit["day7"].lower() in {"yesterday", "last night"}
        return (published - timedelta(days=back),) * 2
    if hit["period8"]:
        return period(hit["period8"].lower(), published)
    return ago(str(hit["count9"]).lower(), str(hit["unit9"]), published)


def month_number(word: str | None) -> int:
    return MONTHS[str(word).lower().rstrip(".")]


def day_of_month(
    day: str | None, since: str | None, month: str | None, year: str | None, named: str | None,
    published: date | None,
) -> tuple[date, date] | None:  # fmt: skip
    """ "4 July": the latest one that is not after the article, where no year is said."""
    number, last = month_number(month), int(day or 0)
    first = int(since) if since else last
    if first > last:
        return None
    if year:
        days = date(int(year), number, first), date(int(year), number, last)
    elif published is None:
        return None
    else:
        back = (number, last) > (published.month, published.day)
        days = date(published.year - back, number, first), date(published.year - back, number, last)
        if published - days[1] > BEHIND:
            return None
    if named and not calendar.day_name[days[1].weekday()].lower().startswith(named.lower()[:3]):
        # a weekday that the date does not have: one of the two is a slip
        return days[0].replace(day=1), end_of_month(days[0])
    return days


def end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def whole_month(
    month: str | None, year: str | None, lead: str | None, published: date | None
) -> tuple[date, date] | None:
    """ "in May": the latest one that has begun; "last May" is one that is over."""
    number = month_number(month)
    if year:
        return date(int(year), number, 1), end_of_month(date(int(year), number, 1))
    if published is None:
        return None
    over = (lead or "").lower() == "last"
    back = number > published.month or (over and number == published.month)
    first = date(published.year - back, number, 1)
    return None if published - first > BEHIND and not over else (first, end_of_month(first))


def weekday(number: int, lead: str, published: date) -> tuple[date, date] | None:
    """The latest such day; "last Thursday" may also mean the one of last week."""
    if lead == "next":
        return None
    back = (published.weekday() - number) % 7
    if lead != "last":
        return (published - timedelta(days=back),) * 2
    latest = published - timedelta(days=back or 7)
    if latest < published - timedelta(days=published.weekday()):
        return latest, latest
    return latest - timedelta(days=7), latest


def period(words: str, published: date) -> tuple[date, date] | None:
    """ "earlier this week", "last month", "this year", "at the weekend"."""
    if words.startswith("later"):
        return None
    monday = published - timedelta(days=published.weekday())
    if words.endswith("weekend"):
        saturday = monday + timedelta(days=5 if published.weekday() >= 5 else -2)
        return saturday, min(saturday + timedelta(days=1), max(published, saturday))
    unit, over = words.split()[-1], "last" in words
    if unit == "week":
        return (monday - timedelta(days=7), monday - timedelta(days=1)) if over else (monday, published)
    if unit == "month":
        first = published.replace(day=1)
        if over:
            first = (first - timedelta(days=1)).replace(day=1)
            return first, end_of_month(first)
        return first, first if first == published else end_of_month(first)
    year = published.year - over
    return date(year, 1, 1), date(year, 12, 31)


def ago(count: str, unit: str, published: date) -> tuple[date, date] | None:
    """ "three days ago" is a day, "two weeks ago" a week or so, "a month ago" and more no day at all."""
    number = COUNTED.get(count) or int(count)
    if unit == "day":
        return (published - timedelta(days=number),) * 2
    if unit == "week":
        middle = published - timedelta(weeks=number)
        return middle - timedelta(days=4), min(published, middle + timedelta(days=4))
    if unit == "year":
        return date(published.year - number, 1, 1), date(published.year - number, 12, 31)
    months = published.year * 12 + published.month - 1 - number
    first = date(months // 12, months % 12 + 1, 1)
    return first, end_of_month(first)


def stated_day(text: str) -> date | None:
    """The day that an article's head gives itself: a line with a whole date and little else.

    Example:
        >>> stated_day("Holt wins\\n\\nPublished: 3 May 2024, 10:15\\n\\nNia Holt won on 2 May 2024.")
        datetime.date(2024, 5, 3)
    """
    for line in text[:HEAD].split("\n"):
        hit = HEADER.match(line.strip())
        if hit is None:
            continue
        when = hit["when"].strip()
        found = list(read_dates(when, None))
        if (
            len(found) == 1
            and found[0].first == found[0].last
            and len(when) - (found[0].end - found[0].start) < 3
        ):
            return found[0].first
    return None
