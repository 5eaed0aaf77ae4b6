"""Pattern packs: rules as data, with a strict schema.

A pack is a folder with `pack.toml`, names as `*.jsonl` (one entity a line, each line valid for spaCy's
`SpanRuler`) and rules as `*.toml`: `[cues]` (groups of words), `[[phrase]]` (what belongs to one
mention), `[[claim]]` (what a sentence says of a contest), `[[context]]` (previous, expected, denied ...).

Packs are read in order, a pack after those that it extends. A later pack overrides an earlier entry or
rule of the same id and can switch it off (`off = true`).
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import PackError

__all__ = ["ContextRule", "Entry", "Pack", "Packs", "Rule", "find_pack", "load_packs"]

BASE = "english"
NAME_LABELS = ("SLATE", "COMMITTEE", "POSITION", "PLACE", "ORGANISATION")
ID_LINE = re.compile(r'\s*id\s*=\s*"([^"]*)"')
ID = re.compile(r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")


class Strict(BaseModel):
    """Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid")


class PackInfo(Strict):
    """`pack.toml`."""

    name: str
    version: str
    description: str
    extends: list[str] = []
    countries: list[str] = []


class Entry(Strict):
    """A name that a pack knows: a slate, committee, position, place or organisation.

    `pattern` is the canonical name (or a token pattern), `aliases` further names, `codes` short forms
    that count only beside figures or in brackets, `common` marks a name that is an ordinary word too.
    """

    label: Literal["SLATE", "COMMITTEE", "POSITION", "PLACE", "ORGANISATION"]
    pattern: str | list[dict[str, Any]]
    id: str
    aliases: list[str] = []
    kind: Literal["party", "slate", "alliance", "faction", "union", "group"] | None = None
    codes: list[str] = []
    common: bool = False
    organisation: str | None = None
    country: str | None = None
    nation: bool = Field(False, description="the place is a country: nobody's constituency")
    off: bool = False

    @property
    def name(self) -> str:
        """The canonical name."""
        return self.pattern if isinstance(self.pattern, str) else self.id.replace("-", " ")


class Rule(Strict):
    """A phrase or claim rule: texts with holes, what they set, and the examples they must answer to."""

    id: str
    text: list[str] = []
    set: dict[str, Any] = {}
    each: bool = Field(False, description="one figure or mark belongs to every member of a list")
    stage: Literal["any", "full"] = "any"
    needs: list[str] = Field([], description="cue groups; the sentence must hold a word of each")
    article: list[str] = Field([], description="cue groups; the article must hold a word of each")
    article_without: list[str] = Field([], description="cue groups; the article may hold no word of them")
    follows: list[str] = Field([], description="cue groups; the sentence before must hold a cue of each")
    not_after: list[str] = Field([], description="words that may not stand before the match")
    without: list[str] = Field([], description="words that may not stand in the sentence")
    not_before: list[str] = Field([], description="words that may not stand behind the match")
    off: bool = False
    match: list[str] = []
    no_match: list[str] = []
    todo: list[str] = []


class ContextRule(Strict):
    """Words that put a mark on the clause they stand in."""

    id: str
    mark: Literal[
        "previous", "expected", "hypothetical", "denied", "claimed", "poll", "nomination", "noise", "partial"
    ]
    words: list[str] = []
    never: list[str] = Field([], description="look-alikes that hold one of the words and do not count")
    unless: list[str] = Field([], description="words that switch the mark off where the sentence holds one")
    scope: Literal["clause", "sentence", "after", "before"] = "clause"
    off: bool = False
    match: list[str] = []
    no_match: list[str] = []


class RuleFile(Strict):
    """A rules file."""

    cues: dict[str, list[str]] = {}
    more: dict[str, list[str]] = {}
    phrase: list[Rule] = []
    claim: list[Rule] = []
    context: list[ContextRule] = []


@dataclass(slots=True)
class Place:
    """Where a rule or entry stands: file and line."""

    file: str
    line: int
    pack: str


@dataclass(slots=True)
class Pack:
    """One pack as read from its folder."""

    info: PackInfo
    folder: Path
    entries: list[Entry] = field(default_factory=list)
    files: list[RuleFile] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    digest: str = ""


@dataclass(slots=True)
class Packs:
    """The packs of a run, joined: later packs override earlier ones by id."""

    names: list[str]
    digest: str
    entries: dict[tuple[str, str], Entry]
    cues: dict[str, list[str]]
    phrases: dict[str, Rule]
    claims: dict[str, Rule]
    contexts: dict[str, ContextRule]
    words: dict[str, frozenset[str]]
    places: dict[str, Place]

    def cue(self, group: str) -> frozenset[str]:
        """The words of a cue group; empty where no pack has it."""
        return frozenset(self.cues.get(group, ()))


def nearest(word: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word, list(known), 1)), None)


def explain_invalid(error: ValidationError, model: type[BaseModel]) -> tuple[str, str | None]:
    """The first fault of a validation in words, and a hint."""
    faults = error.errors()
    first = next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])
    key = ".".join(str(p) for p in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"unknown key {key!r}", nearest(str(first["loc"][-1]), model.model_fields)
    return f"{key or 'entry'}: {first['msg']}", None


def check_pattern(entry: Entry, file: str, line: int) -> None:
    """The faults that spaCy accepts in silence."""
    names = [*([entry.pattern] if isinstance(entry.pattern, str) else []), *entry.aliases, *entry.codes]
    if not entry.pattern or any(not n.strip() for n in names):
        raise PackError("empty pattern", file=file, line=line, id=entry.id)
    if not ID.match(entry.id):
        raise PackError("ids are lower-case words joined by hyphens", file=file, line=line, id=entry.id)
    if isinstance(entry.pattern, list):
        if any(not token for token in entry.pattern):
            raise PackError("empty token pattern matches anything", file=file, line=line, id=entry.id)
        for token in entry.pattern:
            lower = token.get("LOWER")
            values = lower.get("IN", []) if isinstance(lower, dict) else [lower] if lower else []
            for value in values:
                if value != value.lower():
                    raise PackError(
                        f"LOWER value {value!r} has capitals and can never match",
                        file=file, line=line, id=entry.id, hint=value.lower(),
                    )  # fmt: skip
    spelled = names[: len(names) - len(entry.codes)]
    if len(set(spelled)) != len(spelled):
        raise PackError("the same name twice", file=file, line=line, id=entry.id)


def read_names(path: Path, pack: Pack) -> None:
    seen = {(e.label, e.id) for e in pack.entries}
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except json.JSONDecodeError as error:
            raise PackError(f"not JSON: {error.msg}", file=path, line=number) from error
        if isinstance(raw, dict) and "label" in raw and raw["label"] not in NAME_LABELS:
            hint = nearest(str(raw["label"]), NAME_LABELS)
            raise PackError(
                f"nobody declared the label {raw['label']!r}",
                file=path,
                line=number,
                id=raw.get("id"),
                hint=hint,
            )
        try:
            entry = Entry.model_validate(raw)
        except ValidationError as error:
            message, hint = explain_invalid(error, Entry)
            who = str(raw.get("id")) if isinstance(raw, dict) else None
            raise PackError(message, file=path, line=number, id=who, hint=hint) from error
        check_pattern(entry, str(path), number)
        if (entry.label, entry.id) in seen:
            raise PackError("duplicate id", file=path, line=number, id=entry.id)
        seen.add((entry.label, entry.id))
        pack.entries.append(entry)
        pack.places[f"{entry.label.lower()}/{entry.id}"] = Place(str(path), number, pack.info.name)


def read_rules(path: Path, pack: Pack) -> None:
    text = path.read_text("utf-8")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"not TOML: {error}", file=path) from error
    ids = [(ID_LINE.match(line), number) for number, line in enumerate(text.split("\n"), 1)]
    lines = {found[1]: number for found, number in reversed(ids) if found}

    def line_of(id: str) -> int:
        return lines.get(id, 1)

    for section, model in (("phrase", Rule), ("claim", Rule), ("context", ContextRule)):
        for item in raw.get(section, []):
            who = item.get("id")
            if not isinstance(who, str) or not ID.match(who):
                raise PackError(f"a {section} needs an id of lower-case words and hyphens", file=path, id=who)
            if isinstance(item.get("text"), str):
                item["text"] = [item["text"]]
            try:
                model.model_validate(item)
            except ValidationError as error:
                message, hint = explain_invalid(error, model)
                raise PackError(message, file=path, line=line_of(who), id=who, hint=hint) from error
            if who in pack.places:
                raise PackError("duplicate id", file=path, line=line_of(who), id=who)
            body = item.get("text", item.get("words", []))
            if not item.get("off") and (not body or any(not t.strip() for t in body)):
                raise PackError("empty pattern", file=path, line=line_of(who), id=who)
            pack.places[who] = Place(str(path), line_of(who), pack.info.name)
    try:
        pack.files.append(RuleFile.model_validate(raw))
    except ValidationError as error:
        message, hint = explain_invalid(error, RuleFile)
        raise PackError(message, file=path, hint=hint) from error


def read_pack(folder: Path) -> Pack:
    """Read and check one pack folder."""
    manifest = folder / "pack.toml"
    if not manifest.is_file():
        raise PackError("no pack.toml here; a pack folder needs one", file=folder)
    try:
        info = PackInfo.model_validate(tomllib.loads(manifest.read_text("utf-8")))
    except ValidationError as error:
        message, hint = explain_invalid(error, PackInfo)
        raise PackError(message, file=manifest, hint=hint) from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"not TOML: {error}", file=manifest) from error
    pack = Pack(info, folder)
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix not in {".toml", ".jsonl", ".txt"}:
            continue
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        if path.suffix == ".jsonl":
            read_names(path, pack)
        elif path.suffix == ".txt":
            pack.words[path.stem] = [w for w in path.read_text("utf-8").split("\n") if w.strip()]
        elif path.name != "pack.toml":
            read_rules(path, pack)
    pack.digest = digest.hexdigest()
    return pack


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
