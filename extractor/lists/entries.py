"""Entries: how a sentence that is a list is cut into rows, "LD 1,104 (48.6%), C 702 (30.9%)"."""

from __future__ import annotations

import itertools

from extractor.lists.lines import FIGURES, SEPARATORS, Row
from extractor.lists.party_rows import PartyRows
from extractor.lists.row_words import RowWords
from extractor.lists.rows import RowReader
from extractor.mentions import Analysis, Mention

__all__ = ["Entries"]

BRACKET = 8  # tokens behind the share of a bracket


class Entries:
    """Cuts a sentence into names or parties with figures of their own."""

    def __init__(self, words: RowWords, rows: RowReader) -> None:
        self.words = words
        self.rows = rows
        self.parties = PartyRows(words.independents)

    def read(self, found: Analysis, start: int, end: int, mentions: list[Mention]) -> list[Row]:
        """Entries that follow one another in a sentence, each a name or party with a figure of its own;
        none where words break the pattern."""
        inside = [m for m in mentions if m.start >= start and m.end <= end]
        chosen: list[Mention] = []
        for mention in sorted(
            inside, key=lambda m: (m.label != "PERSON", m.label in FIGURES and m.label == "SEATS", -len(m))
        ):
            if mention.label not in {"RANK", "AGE", "PLACE", "ORGANISATION", "COMMITTEE"} and all(
                mention.end <= c.start or c.end <= mention.start for c in chosen
            ):
                chosen.append(mention)
        chosen.sort(key=lambda m: m.start)
        ended = self.ended(found, start, end, chosen)
        chosen = [m for m in chosen if found.token_at(m.start) not in ended]
        parties = self.parties.unknown(found, start, end, chosen)
        chosen = [
            m for m in chosen if m.label not in {"PERSON", "SLATE"} or all(apart(m, p) for p in parties)
        ]
        chosen = sorted([*chosen, *parties], key=lambda m: m.start)
        people = [m for m in chosen if m.label == "PERSON"]
        figures = [m for m in chosen if m.label in {"COUNT", "VOTES", "SHARE", "DATE"}]
        subjects = people or [m for m in chosen if m.label == "SLATE"]
        if people:
            options = self.words.find_options(found, found.token_at(start), found.token_at(end - 1))
            extra = [o for o in options if o.start >= start and all(apart(o, m) for m in chosen)]
            chosen = sorted([*chosen, *extra], key=lambda m: m.start)
            subjects = [m for m in chosen if m.label in {"PERSON", "OPTION"}]
        if len(subjects) < 2 or len(figures) < len(subjects):
            return []
        covered = {t for m in chosen for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)}
        tokens = range(found.token_at(start), found.token_at(end - 1) + 1)
        rest = [
            t
            for t in tokens
            if found.starts[t] >= start
            and t not in covered
            and t not in ended
            and found.words[t].strip()
            and found.lowers[t] not in SEPARATORS | self.words.filler
            and found.lowers[t] not in self.words.marks
            and any(c.isalpha() for c in found.lowers[t])
        ]
        labelled = found.text[:start].rstrip()[-1:] == ":"
        if len(rest) > (max(1, len(subjects) // 3) if labelled else 0):
            return []
        cuts = [m.start for m in subjects] + [end]
        counted = {m.start for m in figures}  # "Cole won 372 votes" does not say that she won
        rows = []
        for begin, stop in itertools.pairwise(cuts):
            part = [m for m in chosen if m.start >= begin and m.end <= stop]
            marks = [
                (t, self.words.marks[found.lowers[t]])
                for t in tokens
                if begin <= found.starts[t] < stop
                and found.lowers[t] in self.words.marks
                and t not in covered
                and found.starts[min(t + 1, tokens[-1])] not in counted
            ]
            rows.append(self.rows.fill(found, begin, stop, part, marks))
        return rows if all(r.figures for r in rows) else []

    def ended(self, found: Analysis, start: int, end: int, chosen: list[Mention]) -> set[int]:
        """The tokens behind the share of a bracket, how it changed: "(8%, no candidate in 2014)"."""
        out: set[int] = set()
        for share in (m for m in chosen if m.label == "SHARE"):
            token = found.token_at(share.end - 1) + 1
            behind: list[int] = []
            while token < len(found.lowers) and found.starts[token] < end and len(behind) < BRACKET:
                if found.lowers[token] in {")", "]"}:
                    out.update(behind)
                    break
                if found.lowers[token] in {"(", "["}:
                    break
                behind.append(token)
                token += 1
        return out


def apart(left: Mention, right: Mention) -> bool:
    """Whether two mentions share no character."""
    return left.end <= right.start or right.end <= left.start
