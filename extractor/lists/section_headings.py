"""Section headings: lines that are nothing but a place, post or body, of which all below them is told.

    Millbrook
    Mayor (two-year term)
    Nia Holt 412
    Trustees
    Tom Ferris 390

The town stands over the posts below it, until the next town or prose.
"""

from __future__ import annotations

import itertools

from extractor.lists.lines import Line
from extractor.mentions import Analysis, Mention
from extractor.naming import call

__all__ = ["is_heading", "note_headings", "opens_section", "tells_nobody"]

TOWN_WORDS = 3
SECTIONS = 3  # places that head the parts of a round-up


def note_headings(
    found: Analysis,
    lines: list[Line],
    common: frozenset[str] = frozenset(),
    tails: frozenset[str] = frozenset(),
) -> None:
    """Headings that are nothing but a place, post or body; any other heading ends their reach. Several in
    capitals that are no common words are the towns of a round-up. `tails` are the words that say only that
    a heading is of a vote."""
    for line in lines[1:]:
        if line.kind not in {"heading", "lead"}:
            continue
        pure = [
            m
            for m in line.mentions
            if m.label in {"PLACE", "POSITION", "COMMITTEE"}
            and m.end >= line.start + 0.7 * (end_of(found, line, tails) - line.start)
            and (len(m) >= 0.7 * (end_of(found, line, tails) - line.start) or is_named_area(found, line, m))
        ]
        kinds = {"PLACE": "place", "POSITION": "post", "COMMITTEE": "body"}
        found.headings[line.number] = {kinds[m.label]: m for m in pure[:1]}
    sections = [h["place"] for h in found.headings.values() if "place" in h]
    if len({m.id for m in sections}) >= SECTIONS:
        for place in sections:
            place.attrs["section"] = True
    towns = [line for line in lines[1:] if line.kind == "heading" and is_town(found, line, common)]
    if len(towns) < 2:
        towns = leading_towns(found, lines, common)
    for line in towns:
        last = line.last - (found.lowers[line.last] == ":")
        first = line.first + 2 * (found.lowers[line.first + 1 : line.first + 2] == ["of"])
        place = found.mention("PLACE", first, last, rule="heading")
        call(place, place.text.title() if place.text.isupper() else place.text)
        found.headings[line.number] = {"place": place}


def is_named_area(found: Analysis, line: Line, place: Mention) -> bool:
    """ "Village of Harbury", "Town of Durham:"."""
    before = found.lowers[line.first : found.token_at(place.start)]
    return place.label == "PLACE" and len(before) == 2 and before[1] == "of" and before[0].isalpha()


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


def end_of(found: Analysis, line: Line, tails: frozenset[str]) -> int:
    """Where the name in a heading ends: "Attorney general elections" names the attorney general."""
    last = line.last
    while last > line.first and (found.lowers[last] in tails or found.lowers[last] in {"'s", ":"}):
        last -= 1
    return found.ends[last]


def leading_towns(found: Analysis, lines: list[Line], common: frozenset[str]) -> list[Line]:
    """Headings of capitalised words that nothing else knows, each right above the heading of a post: the
    towns of a list of town offices, where at least two sections of the list are headed so."""
    real = [line for line in lines[1:] if line.kind != "blank" and not tells_nobody(line)]
    unknown, sections = [], 0
    for head, below in itertools.pairwise(real):
        if not (is_heading(head) and is_heading(below)):
            continue
        if not any(m.label in {"POSITION", "COMMITTEE"} for m in below.mentions):
            continue
        words = [w for w in found.words[head.first : head.last + 1] if w != ":"]
        if "place" in found.headings.get(head.number, {}):
            sections += 1
        elif (
            len(words) <= TOWN_WORDS + ("of" in words)
            and all(m.label == "PERSON" for m in head.mentions)
            and all(
                w[:1].isupper() and w.isalpha() for w in (words[:1] + words[2:] if "of" in words else words)
            )
            and not all(w.lower() in common for w in words)
        ):
            unknown.append(head)
    return unknown if sections + len(unknown) > 1 else []


def tells_nobody(line: Line) -> bool:
    """Whether a line is a row of ballot figures, "Number of voters: 212", and of nobody's votes."""
    return line.kind == "row" and all(
        row.option is not None and row.option.attrs["nobody"] and not row.people for row in line.rows
    )


def is_heading(line: Line | None) -> bool:
    """Whether a line is a heading or a lead."""
    return line is not None and line.kind in {"heading", "lead"}


def opens_section(found: Analysis, line: Line, behind: list[Line]) -> bool:
    """Whether a heading is a place that stands over the heading of a post or body right below it."""
    below = next((n for n in behind if not tells_nobody(n)), None)
    return (
        below is not None
        and is_heading(below)
        and "place" in found.headings.get(line.number, {})
        and any(m.label in {"POSITION", "COMMITTEE"} for m in below.mentions)
    )
