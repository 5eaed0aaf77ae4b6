"""Section headings: lines that are nothing but a place, post or body, of which all below them is told."""

from __future__ import annotations

from extractor.lists.lines import Line
from extractor.mentions import Analysis, Mention
from extractor.naming import call

__all__ = ["note_headings"]

TOWN_WORDS = 3


def note_headings(found: Analysis, lines: list[Line], common: frozenset[str] = frozenset()) -> None:
    """Headings that are nothing but a place, post or body; any other heading ends their reach. Several in
    capitals that are no common words are the towns of a round-up."""
    for line in lines[1:]:
        if line.kind not in {"heading", "lead"}:
            continue
        pure = [
            m
            for m in line.mentions
            if m.label in {"PLACE", "POSITION", "COMMITTEE"} and len(m) >= 0.7 * (line.end - line.start)
        ]
        kinds = {"PLACE": "place", "POSITION": "post", "COMMITTEE": "body"}
        found.headings[line.number] = {kinds[m.label]: m for m in pure[:1] or post_and_area(line)}
    towns = [line for line in lines[1:] if line.kind == "heading" and is_town(found, line, common)]
    for line in towns if len(towns) > 1 else []:
        last = line.last - (found.lowers[line.last] == ":")
        place = found.mention("PLACE", line.first, last, rule="heading")
        call(place, place.text.title())
        found.headings[line.number] = {"place": place}


def post_and_area(line: Line) -> list[Mention]:
    """The post and the numbered area that a heading is together: "Teacher Director, Seat 2"."""
    named = [m for m in line.mentions if m.label == "POSITION"]
    areas = [m for m in line.mentions if m.label == "PLACE" and m.text[-1:].isdigit()]
    if len(named) != 1 or len(areas) != 1 or len(named[0]) + len(areas[0]) < 0.7 * (line.end - line.start):
        return []
    return [*named, *areas]


def is_town(found: Analysis, line: Line, common: frozenset[str]) -> bool:
    """Whether a heading in capitals, of words that are no common ones, is the town that a part of a round-up
    is of."""
    words = [w for w in found.words[line.first : line.last + 1] if w != ":"]
    return (
        len(words) <= TOWN_WORDS
        and not line.mentions
        and all(w.isupper() and w.isalpha() and len(w) > 2 for w in words)
        and all(w.lower() not in common for w in words)
    )
