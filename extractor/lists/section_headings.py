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
        found.headings[line.number] = {kinds[m.label]: m for m in pure[:1] or post_and_area(found, line)}
    towns = [line for line in lines[1:] if line.kind == "heading" and is_town(found, line, common)]
    for line in towns if len(towns) > 1 else []:
        last = line.last - (found.lowers[line.last] == ":")
        place = found.mention("PLACE", line.first, last, rule="heading")
        call(place, place.text.title())
        found.headings[line.number] = {"place": place}


def post_and_area(found: Analysis, line: Line) -> list[Mention]:
    """The post and the numbered area that a heading is together, with the words in capitals before them:
    "Teacher Director, Seat 2"."""
    named = [m for m in line.mentions if m.label == "POSITION"]
    areas = [m for m in line.mentions if m.label == "PLACE" and m.text[-1:].isdigit()]
    if len(named) != 1 or len(areas) != 1 or named[0].end > areas[0].start:
        return []
    begin, end = found.token_at(named[0].start), found.token_at(named[0].end - 1)
    loose = [t for t in range(end + 1, line.last + 1) if found.starts[t] >= areas[0].end]
    loose += range(end + 1, found.token_at(areas[0].start))
    opening = found.words[line.first : begin]
    if any(found.words[t].isalnum() for t in loose) or not all(w[:1].isupper() for w in opening):
        return []
    if not opening:
        return [*named, *areas]
    post = found.mention("POSITION", line.first, end, rule="heading")
    call(post, post.text)
    return [post, *areas]


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
