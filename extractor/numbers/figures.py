"""Figures: how a number is written, in digits and in words, whatever it counts."""

from __future__ import annotations

import re

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
        if word in UNITS and not (end >= 0 and lowers[index - 1] in UNITS):  # "two two-year terms"
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
