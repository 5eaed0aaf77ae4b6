"""The marked sentence: one notation for the examples of rules, for tests and for documentation.

    [winner: Nia Holt] beat [loser: Sam Orr] by [winner.count: 812 votes] to [loser.count: 790]

A mark is `[slot: text]`, the slot named as in a rule's text. Text, span and slot stand in one place, so
that they cannot fall out of step. Other brackets are plain text; `\\[` is a bracket that would be a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.errors import PackError

__all__ = ["Marked", "MarkedSpan", "read_marked", "write_marked"]

NAME = r"[a-z]+(?:\.[a-z]+)?"
MARK = re.compile(rf"\\\[(?={NAME}: )|\[(?P<name>{NAME}): (?P<text>[^\[\]]*)\]")
OPEN = re.compile(rf"\[(?={NAME}: )")


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A stretch `[start, end)` of the plain text, and the slot that it fills."""

    name: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A plain text and what is marked in it, in the order of the text."""

    text: str
    slots: tuple[MarkedSpan, ...] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Slot names with their texts."""
        return [(slot.name, slot.text) for slot in self.slots]


def read_marked(source: str) -> Marked:
    """Split a marked sentence into its plain text and its slots.

    Raises:
        PackError: a mark is empty or does not end.

    Example:
        >>> marked = read_marked("[winner: Nia Holt] won [sic] by [majority: 22 votes].")
        >>> marked.text
        'Nia Holt won [sic] by 22 votes.'
        >>> marked.pairs
        [('winner', 'Nia Holt'), ('majority', '22 votes')]
    """
    pieces: list[str] = []
    slots: list[MarkedSpan] = []
    length = done = 0
    for hit in MARK.finditer(source):
        before = source[done : hit.start()]
        check_closed(before, source)
        name, text = hit["name"], hit["text"] if hit["name"] else "["
        length += len(before)
        if name:
            if not text.strip():
                raise PackError(f"the mark {hit[0]!r} holds no text; write [{name}: the words]")
            slots.append(MarkedSpan(name, length, length + len(text), text))
        length += len(text)
        pieces += [before, text]
        done = hit.end()
    check_closed(source[done:], source)
    return Marked("".join([*pieces, source[done:]]), tuple(slots))


def check_closed(plain: str, source: str) -> None:
    """Refuse a mark that was opened and does not end, or that holds another."""
    if hit := OPEN.search(plain):
        raise PackError(
            f"the mark at {plain[hit.start() : hit.start() + 20]!r} of {source!r} does not end; "
            r"close it with ], do not put one mark into another, and write \[ for a plain bracket"
        )


def write_marked(text: str, slots: Iterable[MarkedSpan]) -> str:
    """Mark slots in a plain text; of two that overlap, the longer one is marked. A slot whose own text has
    brackets, or stands behind a backslash, cannot be marked and is left plain.

    Example:
        >>> write_marked("Nia Holt won.", [MarkedSpan("winner", 0, 8, "Nia Holt")])
        '[winner: Nia Holt] won.'
    """
    chosen: list[MarkedSpan] = []
    for slot in sorted(slots, key=lambda s: (s.start - s.end, s.start, s.name)):
        inside = text[slot.start : slot.end]
        free = all(slot.end <= other.start or other.end <= slot.start for other in chosen)
        plain = inside.strip() and not set("[]") & set(inside) and text[slot.start - 1 : slot.start] != "\\"
        if free and plain:
            chosen.append(slot)
    out: list[str] = []
    done = 0
    for slot in sorted(chosen, key=lambda s: s.start):
        out += [escape(text[done : slot.start]), f"[{slot.name}: {text[slot.start : slot.end]}]"]
        done = slot.end
    return "".join([*out, escape(text[done:])])


def escape(plain: str) -> str:
    """Plain text in which no bracket reads as a mark."""
    return OPEN.sub(r"\\[", plain)
