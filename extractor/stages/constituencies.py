"""Constituencies that no pack knows, by what is sought there: "candidate for Denby and Swale", "Seat 3"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.mentions import Analysis, Mention
from extractor.naming import slug

__all__ = ["Seeking", "constituencies"]

JOINING = frozenset({"and", "&", "-", "upon", "of", "the", "le", "under"})
NUMBER = re.compile(r"^(?:\d{1,3}|[A-Z])$")
OTHERS = frozenset({"SLATE", "POSITION", "COMMITTEE", "ORGANISATION", "PLACE"})
LONGEST = 6  # words


@dataclass(frozen=True, slots=True)
class Seeking:
    """The words of a pack that lead a constituency in, and those that cannot begin one."""

    nouns: frozenset[str]
    verbs: frozenset[str]
    numbered: frozenset[str]
    never: frozenset[str]


def constituencies(found: Analysis, seeking: Seeking) -> list[Mention]:
    """The places that are sought: behind "candidate for", "to contest", and seats with a number."""
    taken = [m for m in found.mentions if m.label in OTHERS]
    out: list[Mention] = []
    for sentence in found.sentences:
        for index in range(sentence.first_token, sentence.last_token):
            span = numbered(found, seeking, index) or sought(found, seeking, index, sentence.last_token)
            if span is None:
                continue
            start, end = found.starts[span[0]], found.ends[span[1]]
            if any(m.start < end and start < m.end for m in taken):
                continue
            mention = found.mention("PLACE", span[0], span[1], rule="sought", attrs={"area": True})
            mention.name = " ".join(mention.text.split())
            mention.id = slug(mention.name)
            out.append(mention)
    return out


def numbered(found: Analysis, seeking: Seeking, index: int) -> tuple[int, int] | None:
    """ "Seat 3", "Position 4", "Zone B"."""
    word, behind = found.words[index], found.words[index + 1]
    if word[:1].isupper() and found.lowers[index] in seeking.numbered and NUMBER.match(behind):
        return index, index + 1
    return None


def sought(found: Analysis, seeking: Seeking, index: int, last: int) -> tuple[int, int] | None:
    """The capitals behind "candidate for" or "to contest"."""
    lowers, words = found.lowers, found.words
    before = lowers[index - 1] if index else ""
    behind_noun = lowers[index] in {"for", "in", "of"} and before in seeking.nouns
    if not behind_noun and not (lowers[index] in seeking.verbs and before == "to"):
        return None
    at = index + 1
    if at <= last and lowers[at] == "the":
        at += 1
    first = at
    end = None
    while at <= last and at - first < LONGEST:
        if words[at][:1].isupper() and words[at].isalpha() and lowers[at] not in seeking.never:
            end = at
        elif end is None or lowers[at] not in JOINING or not (at < last and words[at + 1][:1].isupper()):
            break
        at += 1
    return (first, end) if end is not None else None
