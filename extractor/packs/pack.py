"""Pattern packs: rules as data, with a strict schema.

A pack is a folder with `pack.toml`, names as `*.jsonl` (one entity a line, each line valid for spaCy's
`SpanRuler`) and rules as `*.toml`: `[cues]` (groups of words), `[[phrase]]` (what belongs to one
mention), `[[claim]]` (what a sentence says of a contest), `[[context]]` (previous, expected, denied ...).

Packs are read in order, a pack after those that it extends. A later pack overrides an earlier entry or
rule of the same id and can switch it off (`off = true`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["ContextRule", "Entry", "Pack", "PackInfo", "Packs", "Place", "Rule", "RuleFile"]


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
    not_inside: list[str] = Field([], description="words that may not stand within the match")
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
