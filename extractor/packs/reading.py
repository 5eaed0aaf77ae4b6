"""Reading a pack folder: every fault is named with its file, its line and a hint."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ValidationError

from extractor.errors import PackError
from extractor.packs.pack import ContextRule, Entry, Pack, PackInfo, Place, Rule, RuleFile

__all__ = ["ID", "nearest", "read_pack"]

NAME_LABELS: tuple[str, ...] = get_args(Entry.model_fields["label"].annotation)
ID_LINE = re.compile(r'\s*id\s*=\s*"([^"]*)"')
ID = re.compile(r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one is most like; None where none is.

    Example:
        >>> nearest("wihtout", ["without", "not_after"])
        'without'
    """
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
