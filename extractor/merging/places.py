"""Whether two records name the same organisation, committee, position or constituency."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from extractor.merging.spelling import fold
from extractor.records import Record, Ref

__all__ = ["FIELDS", "Fit", "compare_refs", "core", "fits"]

FIELDS = ("organisation", "committee", "position", "constituency")
# Words that say what kind of a thing a name is the name of; a name of nothing else is a short form of many.
KINDS = frozenset((
    "ward", "constituency", "division", "district", "seat", "region", "riding", "parish", "borough",
    "city", "county", "town", "metropolitan", "council", "board", "committee", "executive", "panel",
    "assembly", "parliament", "house", "party", "union", "society", "national", "local",
))  # fmt: skip
SMALL = frozenset((
    "the", "of", "for", "and", "s",
))  # fmt: skip


class Fit(IntEnum):
    """Two names of one field: they differ, either says less than the other, both are the same."""

    DIFFERENT = 0
    OPEN = 1
    SAME = 2


def compare_refs(one: Ref | None, other: Ref | None) -> Fit:
    """Compare two names; null says nothing, and "Millbrook" says less than "Millbrook ward".

    Example:
        >>> refs = [Ref(id=name.lower().replace(" ", "-"), name=name)
        ...         for name in ("Millbrook", "Millbrook ward", "Millbrook division", "Moor ward", "ward")]
        >>> [compare_refs(refs[1], other).name for other in refs]
        ['OPEN', 'SAME', 'DIFFERENT', 'DIFFERENT', 'OPEN']
    """
    if one is None or other is None:
        return Fit.OPEN
    if one.id == other.id:
        return Fit.SAME
    first, second = split_ref(one.id, one.name), split_ref(other.id, other.name)
    if first == second:
        return Fit.SAME
    (names, kinds), (other_names, other_kinds) = first, second
    if names == other_names and (kinds <= other_kinds or other_kinds <= kinds):
        return Fit.OPEN
    if (not names and kinds <= other_kinds) or (not other_names and other_kinds <= kinds):
        return Fit.OPEN
    return Fit.DIFFERENT


@lru_cache(maxsize=65536)
def split_ref(id: str, name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that tell a name from others, and the words of kind.

    Words come from the name, not the id: an id may be a gazetteer's ("labour-nec"), which other names of the
    thing do not have.
    """
    words = frozenset(re.findall(r"[^\W_]+", fold(name) or id)) - SMALL
    return words - KINDS, words & KINDS


def core(ref: Ref | None) -> str | None:
    """The telling words of a name, as a key under which its longer and shorter forms meet.

    Example:
        >>> core(Ref(id="millbrook-ward", name="Millbrook ward"))
        'millbrook'
    """
    if ref is None:
        return None
    names, kinds = split_ref(ref.id, ref.name)
    return " ".join(sorted(names or kinds)) or None


def fits(one: Record, other: Record) -> dict[str, Fit]:
    """How the four names of two records compare.

    Two nulls are OPEN: that neither article names a ward does not make it one ward.
    """
    return {field: compare_refs(getattr(one, field), getattr(other, field)) for field in FIELDS}
