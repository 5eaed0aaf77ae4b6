"""Codes: short forms that count only in brackets, beside figures or before a state: "(Lab)", "R-Ohio"."""

from __future__ import annotations

import re

from extractor.mentions import Analysis, Mention
from extractor.naming import call, slug
from extractor.packs.pack import Entry, Packs

__all__ = ["Codes"]

TOWN_BEFORE = re.compile(r"[(,;] ?[A-Z][\w.' -]{2,30}, ?$")
DISTRICT_CODE = re.compile(r"(?<![\w-])([A-Z]{2})-(?:[0-9]{1,3}|AL)(?![\w-])")
STATE_CODE = re.compile(r"(?<![\w-])([A-Z]{1,3})-(?:(?=[A-Z][A-Za-z.]+)|(?=[0-9]{1,3}\)))")
CODE = re.compile(
    r"(?:^|[(\[,;:.|–—-])[ \t]?([A-Z][A-Za-z]{0,5}(?: Dem)?)(?=[)\],]|\s[-+]?\d|\s\|)", re.MULTILINE
)
ROW_CODE = re.compile(
    r"^[^\n.:]{3,60}?[a-z] ([A-Z][A-Za-z]{1,4})(?=\.? +\d[\d,]{0,8}%?[ \t]*$)", re.MULTILINE
)
STEM = 7  # letters of a party's name that its members' begins with


class Codes:
    """Finds the codes of the packs: parties, states, and the districts that are told by them."""

    def __init__(self, packs: Packs) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.chambers = packs.cue("chamber_codes")
        self.suffixes = packs.cue("name_suffixes")

    def __contains__(self, code: str) -> bool:
        """Whether letters are a code."""
        return code in self.entries

    def add(self, entry: Entry) -> None:
        """Take up the codes of a name."""
        for code in entry.codes:
            self.entries.setdefault(code, []).append(entry)

    def find(self, found: Analysis, country: str | None) -> list[Mention]:
        """All codes of a document, whose country is known or not."""
        return self.coded(found, country) + self.districts(found)

    def used(self, text: str) -> dict[str, set[str]]:
        """The party codes that a text writes, with the countries that have such a party."""
        return {
            hit[1]: {e.country for e in self.entries[hit[1]] if e.country is not None}
            for hit in CODE.finditer(text)
            if hit[1] in self.entries
        }

    def is_state(self, text: str, hit: re.Match[str]) -> bool:
        """Whether a code is of the state of the town before it, "(Toronto, ON)", and no party's."""
        places = any(e.label == "PLACE" for e in self.entries[hit[1]])
        return places and TOWN_BEFORE.search(text, max(0, hit.start(1) - 40), hit.start(1)) is not None

    def districts(self, found: Analysis) -> list[Mention]:
        """Districts by the code of their state or chamber and their number: "AZ-1", "HD-35"."""
        out = []
        for hit in DISTRICT_CODE.finditer(found.text):
            state = any(e.label == "PLACE" for e in self.entries.get(hit[1], ()))
            if state or hit[1].lower() in self.chambers:
                mention = Mention("PLACE", hit.start(), hit.end(), hit[0], rule="district-code")
                call(mention, hit[0])
                mention.attrs["area"] = True
                out.append(mention)
        return out

    def coded(self, found: Analysis, country: str | None) -> list[Mention]:
        """Party codes in brackets, beside figures, or before a state: (Lab), LD 575, R-Ohio."""
        out: list[Mention] = []
        seats = {hit[1] for hit in STATE_CODE.finditer(found.text) if found.text[hit.end()].isdigit()}
        rivals = len(seats & self.entries.keys()) > 1  # "(D-3)" beside "(R-13)"
        for pattern in (CODE, STATE_CODE, ROW_CODE):
            for hit in pattern.finditer(found.text):
                entries = self.entries.get(hit[1])
                if not entries:
                    continue
                wanted = "US" if pattern is STATE_CODE else country
                home = found.text[hit.start(1) - 1 : hit.start(1)] == "-"
                entries = [e for e in entries if (e.label == "PLACE") == home] or entries
                if not home and (entries[0].label == "PLACE" or self.is_state(found.text, hit)):
                    continue  # "Ann Cole, MD", "(Nashville, TN)"
                meant = [e for e in entries if e.country == wanted] or entries
                if pattern is STATE_CODE and meant[0].country != "US":
                    continue
                if hit[1].lower() in self.suffixes and pattern is ROW_CODE:
                    continue  # "Ann Cole II 12"
                numbers = pattern is STATE_CODE and found.text[hit.end() : hit.end() + 1].isdigit()
                if numbers and not rivals and not spoken(found, meant[0]):
                    continue  # "(D-4)" is a district where no Democrat is spoken of
                mention = Mention(
                    "PLACE" if home and meant[0].label == "PLACE" else "SLATE",
                    hit.start(1),
                    hit.end(1),
                    hit[1],
                    meant[0].id,
                    meant[0].name,
                    meant[0].kind,
                    attrs={"code": True, "country": meant[0].country},
                )
                if meant is entries and len({e.id for e in entries}) > 1:
                    mention.id, mention.name, mention.attrs["country"] = slug(hit[1]), hit[1], None
                out.append(mention)
                if numbers:
                    out.append(numbered(found, hit.end()))
        return out


def spoken(found: Analysis, entry: Entry) -> bool:
    """Whether an article speaks of a party or its members by name: "Democratic", "Democrats"."""
    stem = entry.name.lower()[:STEM]
    return any(word.startswith(stem) for word in found.lowers)


def numbered(found: Analysis, start: int) -> Mention:
    """The district of a member who is told of by party and number: "Ann Cole (R-13)"."""
    end = found.ends[found.token_at(start)]
    district = Mention("PLACE", start, end, found.text[start:end])
    call(district, f"District {district.text}")
    district.attrs["area"] = True
    return district
