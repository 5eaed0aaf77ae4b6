"""Lists in which the surname stands first and in capitals: "FERRIS Nia - 812"."""

from __future__ import annotations

from extractor.lists.lines import Line
from extractor.mentions import Analysis, Mention
from extractor.naming import slug
from extractor.people.names import join_hyphens, natural_name, quiet_surname

__all__ = ["turn_names"]

LEAST = 3  # rows that make a custom of a list


def turn_names(found: Analysis, lines: list[Line]) -> None:
    """Names of rows in the order of first and last name, where nearly all of a list begin with a surname in
    capitals: then also the name of whom nothing else tells which of the two words is the given name."""
    rows: list[tuple[Mention, list[str]]] = []
    others = 0
    for line in lines:
        for row in line.rows if line.kind == "row" else []:
            if len(row.people) == 1 and row.figures:
                words = join_hyphens(row.people[0].text.replace(",", " ").split())
                if loud(words):
                    rows.append((row.people[0], words))
                else:
                    others += 1
    if len(rows) < LEAST or others > len(rows):
        return
    renamed: dict[str, tuple[str, str, list[str]]] = {}
    for person, words in rows:
        turned = words[loud(words) :] + [quiet_surname(w) for w in words[: loud(words)]]
        name = natural_name(turned)
        if name != person.name:
            renamed[person.id] = (name, slug(name), [natural_name([w]) for w in turned])
    for mention in found.mentions if renamed else []:
        if mention.label == "PERSON" and mention.id in renamed:
            mention.name, mention.id, mention.attrs["words"] = renamed[mention.id]
    for line in lines:
        for row in line.rows if line.kind == "row" else []:
            for person in row.people:
                if person.id in renamed:
                    person.name, person.id, person.attrs["words"] = renamed[person.id]


def loud(words: list[str]) -> int:
    """How many surnames in capitals stand before a name's other words; 0 where it is not written so."""
    size = 0
    while size < len(words) and words[size].isupper() and len(words[size]) > 1:
        size += 1
    return size if 0 < size < len(words) and not any(w.isupper() and len(w) > 1 for w in words[size:]) else 0
