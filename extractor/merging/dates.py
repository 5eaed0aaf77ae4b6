"""When the contest of a record took place, as far as the record knows."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from extractor.records import Record, VoteDate

__all__ = ["Span", "days_between", "published_day", "span_of"]


@dataclass(frozen=True)
class Span:
    """First and last day that are possible; `stated` if the article names the day of the vote.

    Where it does not, both are the day of publication; and None where that is unknown too, or where the
    contest is one of earlier times.
    """

    first: date | None
    last: date | None
    stated: bool
    before: date | None = None

    @property
    def known(self) -> bool:
        """Whether there is a day to compare."""
        return self.first is not None


def published_day(record: Record) -> date | None:
    """The day on which the article came out, if it is a date at all."""
    try:
        return date.fromisoformat((record.article.published or "")[:10])
    except ValueError:
        return None


def stated_days(stated: VoteDate) -> tuple[date, date] | None:
    """First and last day of a stated date.

    Example:
        >>> stated_days(VoteDate(value="2023-02", precision="month", text="in February"))
        (datetime.date(2023, 2, 1), datetime.date(2023, 2, 28))
    """
    try:
        parts = [int(part) for part in stated.value.split("-")]
        year, month, day = (*parts, None, None)[:3]
        if not year:
            return None
        last_month = month or 12
        last_day = day or calendar.monthrange(year, last_month)[1]
        return date(year, month or 1, day or 1), date(year, last_month, last_day)
    except (ValueError, IndexError, calendar.IllegalMonthError):
        return None


def span_of(record: Record) -> Span:
    """When the vote was.

    An earlier contest that an article mentions is before the article's day, and how long before is unknown
    unless the article says it.
    """
    published = published_day(record)
    days = stated_days(record.date) if record.date else None
    if days:
        return Span(*days, stated=True, before=published)
    if record.timing == "previous":
        return Span(None, None, stated=False, before=published)
    return Span(published, published, stated=False, before=published)


def days_between(one: Span, other: Span) -> int | None:
    """Days from one span to the other, 0 where they overlap; None where one is unknown.

    Example:
        >>> march = Span(date(2024, 3, 1), date(2024, 3, 31), stated=True)
        >>> days_between(march, Span(date(2024, 4, 2), date(2024, 4, 2), stated=False))
        2
    """
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(0, (one.first - other.last).days, (other.first - one.last).days)
