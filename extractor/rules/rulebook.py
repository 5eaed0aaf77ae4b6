"""The rulebook: the rules of a pipeline, compiled, and which of them can match a sentence at all.

Most rules need words that a sentence does not have. So each word and label that rules require is looked for
once in a skeleton, and only the rules that miss none of theirs are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from extractor.errors import PackError
from extractor.packs.pack import Packs, Rule
from extractor.rules.skeleton import Contents, Skeleton
from extractor.rules.template import Template, compile_template

__all__ = ["Compiled", "Rulebook", "Trials", "allowed"]

NUMBER = itemgetter(0)


@dataclass(slots=True)
class Compiled:
    """A rule with its compiled texts and the cue words without which it cannot match."""

    rule: Rule
    templates: list[Template]
    needs: list[frozenset[str]]
    groups: list[frozenset[str]]
    article: list[frozenset[str]]
    article_without: frozenset[str]
    follows: list[re.Pattern[str]]
    without: frozenset[str]


class Trial(NamedTuple):
    """One text of a rule; `required` are the marks that a skeleton has to have for it."""

    number: int
    required: int
    compiled: Compiled
    template: Template
    needs: frozenset[str]


class Trials:
    """The texts of some rules, each listed under the words of what the fewest sentences have of its needs."""

    def __init__(self) -> None:
        self.count = 0
        self.by_word: dict[str, list[Trial]] = {}
        self.anywhere: list[Trial] = []

    def add(self, required: int, compiled: Compiled, template: Template, needs: frozenset[str]) -> None:
        """Add a text behind the others."""
        trial = Trial(self.count, required, compiled, template, needs)
        self.count += 1
        rarest = min(template.required, key=commonness, default=None)
        for word in {phrase.split(" ", 1)[0] for phrase in rarest or ()}:
            self.by_word.setdefault(word, []).append(trial)
        if rarest is None:
            self.anywhere.append(trial)

    def possible(self, contents: Contents, after: int = -1) -> list[Trial]:
        """The texts that can match a skeleton of these contents, in their order."""
        missing = ~contents.marks
        found = {
            trial.number: trial
            for listed in (self.anywhere, *(self.by_word[w] for w in contents.words & self.by_word.keys()))
            for trial in listed
            if not trial.required & missing and trial.number > after
        }
        return [found[number] for number in sorted(found)]


class Rulebook:
    """The compiled rules of some packs.

    Raises:
        PackError: a rule cannot be read, or names a cue group that is nowhere.
    """

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self.marks: dict[frozenset[str], int] = {}
        self.single: dict[str, int] = {}
        self.phrased: dict[str, dict[str, int]] = {}
        self.claim_rules = [self.compile(r) for r in packs.claims.values()]
        phrases = [self.compile(r) for r in packs.phrases.values()]
        self.phrases = self.list_trials(c for c in phrases if c.rule.stage == "any")
        self.appositions = self.list_trials(c for c in phrases if c.rule.stage == "full")
        self.claims = self.list_trials(self.claim_rules)

    def compile(self, rule: Rule) -> Compiled:
        """A rule's texts and conditions, ready to match; raises `PackError` for a group that is nowhere."""
        unknown = [
            g
            for g in (*rule.needs, *rule.article, *rule.article_without, *rule.follows)
            if g not in self.packs.cues
        ]
        if unknown:
            raise self.broken(
                rule, f"no pack has the words @{unknown[0]}: add them under [cues] or mend the name"
            )
        try:
            templates = [compile_template(text, self.packs.cues, rule.id) for text in rule.text]
        except PackError as error:
            raise self.broken(rule, str(error)) from error
        needs = [
            first_words(self.packs.cues[t.literals[0]]) if t.literals else frozenset() for t in templates
        ]
        groups = [first_words(self.packs.cues[g]) for g in rule.needs]
        article = [first_words(self.packs.cues[g]) for g in rule.article]
        absent = frozenset(w for g in rule.article_without for w in first_words(self.packs.cues[g]))
        follows = [
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.packs.cues[g]))})(?!\w)")
            for g in rule.follows
        ]
        without = frozenset(rule.without)
        return Compiled(rule, templates, needs, groups, article, absent, follows, without)

    def broken(self, rule: Rule, message: str) -> PackError:
        """What is wrong with a rule, with its file and line."""
        place = self.packs.places.get(rule.id)
        file, line = (Path(place.file), place.line) if place else (None, None)
        return PackError(message, file=file, line=line, id=rule.id)

    def list_trials(self, rules: Iterable[Compiled]) -> Trials:
        """The texts of some rules in their order."""
        trials = Trials()
        for compiled in rules:
            for template, needs in zip(compiled.templates, compiled.needs, strict=True):
                trials.add(self.mark(template.required), compiled, template, needs)
        return trials

    def mark(self, required: Iterable[frozenset[str]]) -> int:
        """The marks of what a text requires, one bit for each set of phrases."""
        marks = 0
        for phrases in required:
            bit = self.marks.get(phrases)
            if bit is None:
                bit = self.marks[phrases] = 1 << len(self.marks)
                for phrase in phrases:
                    opening = phrase.split(" ", 1)[0]
                    self.single.setdefault(opening, 0)
                    if opening == phrase:
                        self.single[phrase] |= bit
                    else:
                        known = self.phrased.setdefault(opening, {})
                        known[f" {phrase} "] = known.get(f" {phrase} ", 0) | bit
            marks |= bit
        return marks

    def read(self, skeleton: Skeleton) -> Contents:
        """What a skeleton has of all that rules require."""
        if skeleton.contents is not None:
            return skeleton.contents
        words = {unit.text if unit.mention is None else unit.mention.label for unit in skeleton.units}
        words &= self.single.keys()
        text = f" {skeleton.text}"
        marks = 0
        for word in words:
            marks |= self.single[word]
        for word in words & self.phrased.keys():
            for phrase, mark in self.phrased[word].items():
                if marks & mark != mark and phrase in text:
                    marks |= mark
        skeleton.contents = Contents(words, marks)
        return skeleton.contents


def commonness(phrases: frozenset[str]) -> float:
    """A guess of how many sentences hold one of some phrases: labels are common, and short words."""
    return sum(100.0 if phrase.isupper() else 0.5 ** len(phrase) for phrase in phrases)


def first_words(cues: list[str]) -> frozenset[str]:
    """The token that each cue begins with."""
    return frozenset(re.split(r"[ -]", w)[0] for w in cues)


def allowed(rule: Rule, skeleton: Skeleton, start: int, end: int) -> bool:
    """Whether the words around a match permit it."""
    if rule.not_after:
        before = skeleton.text[:start].rsplit(" ", 4)
        tail = " ".join(before[-4:-1])
        last = before[-2] if len(before) > 1 else ""
        if any(
            tail == w or tail.endswith(" " + w) or (w.endswith(":") and last.startswith(w))
            for w in rule.not_after
        ):
            return False
    if rule.not_inside:
        inside = f" {skeleton.text[start:end]} "
        if any(f" {w}" in inside if w.endswith(":") else f" {w} " in inside for w in rule.not_inside):
            return False
    if rule.not_before:
        ahead = skeleton.text[end : end + 40]
        if any(
            ahead.startswith(w + " ") or (w.endswith(":") and ahead.startswith(w)) for w in rule.not_before
        ):
            return False
    return True
