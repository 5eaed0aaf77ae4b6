"""Headings of areas: lines that are nothing but the name of an area made of several places."""

from __future__ import annotations

from extractor.lists.lines import Line
from extractor.mentions import Analysis, Mention
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["AreaHeadings"]


class AreaHeadings:
    """Reads headings like "Marsh and South of Vale" and "North East & Islands region:"."""

    def __init__(self, packs: Packs) -> None:
        self.compass = packs.cue("compass_words")
        self.joins = packs.cue("area_joins")
        self.nouns = packs.cue("area_heading_nouns")

    def area_of(self, found: Analysis, line: Line) -> Mention | None:
        """The area that all words of a line are the name of; None where it names anything else."""
        if line.kind not in {"heading", "lead"} or any(
            m.label not in {"PLACE", "DATE"} for m in line.mentions
        ):
            return None
        places = [m for m in line.mentions if m.label == "PLACE"]
        last = line.last - (found.lowers[line.last] == ":")
        while last > line.first and found.lowers[last] in self.nouns:
            last -= 1
        tokens = range(line.first, last + 1)
        if not places or any(
            found.words[t][:1].islower() and found.lowers[t] not in self.joins for t in tokens
        ):
            return None
        whole = next((m for m in places if m.start == line.start and m.end >= found.ends[last]), None)
        if whole is not None:
            return whole
        rest = {
            found.lowers[t] for t in tokens if not any(m.start <= found.starts[t] < m.end for m in places)
        }
        if not all(w.isalpha() or w in self.joins for w in rest):
            return None
        if len(places) < 2 and not rest <= self.compass | self.joins:
            return None
        area = found.mention("PLACE", line.first, last, rule="heading")
        call(area, area.text)
        return area
