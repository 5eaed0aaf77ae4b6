"""Rows of parties in one constituency: "Labour – 503 [49.8%]", "Ind 94 (5.3%)".

Parties with votes in one constituency stand as candidacies without a name (contract, rule 15). Among them
a word that nothing knows is a party too, and an independent is one of his own.
"""

from __future__ import annotations

from extractor.lists.lines import Row
from extractor.mentions import Analysis, Mention
from extractor.naming import slug

__all__ = ["PartyRows"]

ENTRY_STARTS = frozenset({",", ";", ")", ":", "/"})
NAME = 4  # words of a party's name


class PartyRows:
    """Tells rows of parties from rows of people."""

    def __init__(self, independents: frozenset[str]) -> None:
        self.independents = independents

    def name(self, found: Analysis, rows: list[Row]) -> None:
        """Among rows of parties, take a lone word that was only guessed to be a surname as a party."""
        parties = sum(bool(r.slates) and not r.people for r in rows)
        guessed = [r for r in rows if r.people and self.is_guess(r.people)]
        for row in rows:  # "Ind 94" is somebody without a name, who stands only beside parties
            alone = [m for m in row.people if m.text.lower() in self.independents]
            if alone and parties < 2:
                row.people = [m for m in row.people if m not in alone]
        guessed = [r for r in guessed if r.people]
        told = sum(bool(r.people or r.slates) for r in rows)
        if parties < 2 or not guessed or parties + len(guessed) < told:
            return
        for number, row in enumerate(guessed):
            row.slates, row.people = [self.party(found, row.people[0], number)], []

    def unknown(self, found: Analysis, start: int, end: int, chosen: list[Mention]) -> list[Mention]:
        """In a sentence that lists parties with their votes, the parties that nothing knows: "Lab 706
        (39.7%), Ind 94 (5.3%), Christian 34 (0.9%)"."""
        known = [m for m in chosen if m.label == "SLATE"]
        if len(known) < 2:
            return []
        out: list[Mention] = []
        for figure in chosen:
            if figure.label not in {"COUNT", "VOTES", "DATE"} or not isinstance(figure.value, int):
                continue
            last = found.token_at(figure.start) - 1
            first = last
            while first >= 0 and found.starts[first] >= start and found.words[first][:1].isalpha():
                first -= 1
            first += 1
            entry = found.lowers[first - 1] in ENTRY_STARTS or found.starts[first] == start
            if not 0 <= last - first < NAME or not entry or not found.words[first][:1].isupper():
                continue
            name = found.mention("PERSON", first, last)
            inside = [m for m in known if m.start < name.end and name.start < m.end]
            if figure.end > end or any(len(m) >= len(name) for m in inside):
                continue
            out.append(self.party(found, name, len(out)))
        return out

    def is_guess(self, people: list[Mention]) -> bool:
        """Whether the name of a row is a word that nothing but its place in the row makes a name."""
        return len(people) == 1 and bool(people[0].attrs.get("guessed")) and len(people[0].attrs["words"]) < 3

    def party(self, found: Analysis, name: Mention, number: int) -> Mention:
        """The party that a word names; each independent is one of his own."""
        first, last = found.token_at(name.start), found.token_at(name.end - 1)
        party = found.mention("SLATE", first, last, rule="party-row")
        alone = name.text.lower() in self.independents
        party.name, party.kind = "Independent" if alone else name.text, "party"
        party.id = slug(party.name)
        if alone:
            party.attrs["number"] = number
        return party
