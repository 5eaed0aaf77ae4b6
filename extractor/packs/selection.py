"""Which packs a command uses: the shipped ones, less some, and those that are given on top."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractor.errors import PackError
from extractor.packs.loading import find_pack, shipped_packs
from extractor.packs.reading import read_pack

__all__ = ["names_of", "packs_with"]


def packs_with(given: Iterable[str | Path], without: Iterable[str] = ()) -> list[str]:
    """All shipped packs, then the given ones; a given pack replaces the shipped one of its name.

    Raises:
        PackError: a pack cannot be found or read, or a name in `without` is none of a shipped pack.

    Example:
        >>> packs_with([], without=["us"])[0]
        'english'
    """
    shipped = shipped_packs()
    left_out = set(without)
    for name in sorted(left_out - set(shipped)):
        raise PackError(f"no shipped pack {name!r} to leave out; there are {', '.join(shipped)}")
    names = {name: name for name in shipped if name not in left_out}
    for pack in given:
        folder = find_pack(pack)
        names[read_pack(folder).info.name] = str(folder.resolve())
    return list(names.values())


def names_of(given: Iterable[str | Path]) -> list[str]:
    """The names of packs that are given by folder or name."""
    return [read_pack(find_pack(pack)).info.name for pack in given]
