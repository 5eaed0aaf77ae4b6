"""The publication date, out of what scrapers write into a date field; an ambiguous one is not guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["parse_published"]

_FORMATS = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%A, %d %B %Y", "%A, %B %d, %Y", "%Y/%m/%d")
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_EARLIEST, _LATEST = 1e8, 4.1e9  # seconds since 1970: 1973 to 2099


def parse_published(value: object) -> date | None:
    """Read a publication date: ISO 8601, the e-mail form, "3 May 2024", or seconds since 1970.

    The day is the one that is written; no time zone is converted, except that a number counts
    in UTC (and in milliseconds, if it is so large).
    "03/05/2024" can be March or May, so it gives None.

    Example:
        >>> parse_published("2024-05-03T23:30:00-05:00")
        datetime.date(2024, 5, 3)
        >>> parse_published("03/05/2024") is None
        True
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(value.strip()) if isinstance(value, str) else None


def _from_number(value: float) -> date | None:
    if 19_000_101 <= value <= 21_001_231:
        return _from_text(str(int(value)))
    for unit in (1, 1000):
        if _EARLIEST * unit <= value <= _LATEST * unit:
            return datetime.fromtimestamp(value / unit, UTC).date()
    return None


def _from_text(text: str) -> date | None:
    if re.fullmatch(r"\d{9,13}", text):
        return _from_number(int(text))
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    if match := _ISO_DAY.match(text):
        try:
            return date.fromisoformat(match[1])
        except ValueError:
            return None
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    if not re.search("[A-Za-z]{3}", text):
        return None
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
