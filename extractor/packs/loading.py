"""Which packs there are, where they lie, and how several of them become one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import resources
from importlib.metadata import entry_points
from pathlib import Path

from extractor.errors import PackError
from extractor.packs.pack import Pack, Packs
from extractor.packs.reading import read_pack

__all__ = ["BASE", "find_pack", "load_packs", "shipped_packs"]

BASE = "english"


def pack_roots() -> list[Path]:
    """Where shipped packs live: the source tree, or inside the installed wheel."""
    here = Path(str(resources.files("extractor")))
    return [p for p in (here / "patterns", here.parent / "patterns") if p.is_dir()]


def shipped_packs() -> list[str]:
    """Names of the packs that travel with this release, the base first."""
    found = {p.name for root in pack_roots() for p in root.iterdir() if (p / "pack.toml").is_file()}
    return sorted(found, key=lambda n: (n != BASE, n))


def find_pack(name: str | Path) -> Path:
    """A pack folder by path, by name of a shipped pack, or by entry point `extractor.packs`."""
    path = Path(name)
    if (path / "pack.toml").is_file():
        return path
    for root in pack_roots():
        if (root / str(name) / "pack.toml").is_file():
            return root / str(name)
    for point in entry_points(group="extractor.packs"):
        if point.name == str(name):
            return Path(str(resources.files(point.load())))
    if path.is_dir():
        raise PackError(
            "no pack.toml here; a pack folder needs one, as `extractor patterns new` makes", file=path
        )
    raise PackError(f"no pack {str(name)!r}; give a folder or one of: {', '.join(shipped_packs())}")


def load_packs(names: Iterable[str | Path] | None = None, *, without: Iterable[str] = ()) -> Packs:
    """Read packs by name or folder, each after those it extends, and join them.

    No names mean all shipped packs; a folder given by path comes on top of the base pack.
    """
    ordered: list[Pack] = []
    taken: set[str] = set()

    def add(name: str | Path) -> None:
        pack = read_pack(find_pack(name))
        if pack.info.name in taken:
            return
        for parent in pack.info.extends:
            if parent not in taken:
                add(parent)
        taken.add(pack.info.name)
        ordered.append(pack)

    left_out = set(without)
    for name in names if names else [n for n in shipped_packs() if n not in left_out]:
        add(name)
    if BASE not in taken:
        base = read_pack(find_pack(BASE))
        ordered.insert(0, base)
    return join_packs(ordered)


def join_packs(packs: list[Pack]) -> Packs:
    """One set of rules from many packs; later ones win by id."""
    joined = Packs(
        names=[f"{p.info.name} {p.info.version}" for p in packs],
        digest=hashlib.sha256("".join(p.digest for p in packs).encode()).hexdigest(),
        entries={}, cues={}, phrases={}, claims={}, contexts={}, words={}, places={},
    )  # fmt: skip
    words: dict[str, set[str]] = {}
    for pack in packs:
        joined.places.update(pack.places)
        for name, listed in pack.words.items():
            words.setdefault(name, set()).update(listed)
        for entry in pack.entries:
            joined.entries[entry.label, entry.id] = entry
        for file in pack.files:
            joined.cues.update(file.cues)
            for group, more in file.more.items():
                joined.cues[group] = [*joined.cues.get(group, []), *more]
            joined.phrases.update({r.id: r for r in file.phrase})
            joined.claims.update({r.id: r for r in file.claim})
            joined.contexts.update({r.id: r for r in file.context})
    joined.entries = {k: e for k, e in joined.entries.items() if not e.off}
    joined.phrases = {k: r for k, r in joined.phrases.items() if not r.off}
    joined.claims = {k: r for k, r in joined.claims.items() if not r.off}
    joined.contexts = {k: r for k, r in joined.contexts.items() if not r.off}
    joined.words = {name: frozenset(found) for name, found in words.items()}
    return joined
