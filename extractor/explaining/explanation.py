"""Why: each value with its sentence and rule, each claim that was rejected, each sentence that was missed.

An explanation ends in test cases: the sentences as examples that can be pasted under a rule of a pack.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language

from extractor.article import Article
from extractor.contests.rejection import REJECTING
from extractor.explaining.examples import Example, Kind, run_example
from extractor.explaining.nearest import NearMiss, Nearness
from extractor.explaining.notation import MarkedSpan, write_marked
from extractor.explaining.trace import Trace, claims_stage, trace_article
from extractor.extraction import Result
from extractor.mentions import Analysis, Claim, Sentence
from extractor.packs.chosen import packs_of
from extractor.packs.pack import Packs, Place

__all__ = ["Case", "Explanation", "Missed", "Refusal", "Value", "explain", "show_place", "write_cases"]

MISSED = 10  # sentences; an article has more that no rule was made for
NAMED = {"PERSON", "SLATE"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a record: what it is, where it stands, and the rule that read it.

    `place` is the rule's file and line, None for a rule that is code of a stage; `name_place` the line of
    the pack that knows the name. `line` counts from 1 in the article's text.
    """

    record: int
    pointer: str
    value: Any
    text: str
    basis: str
    rule: str
    place: Place | None
    name_place: Place | None
    sentence: str
    line: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim that counts for nothing, and why."""

    rule: str
    place: Place | None
    sentence: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A sentence that names somebody and that no rule read, with the rules that came nearest.

    `index` is its number in the analysis. Sentences that a context mark rules out are not among them.
    """

    index: int
    sentence: str
    line: int
    near: list[NearMiss]


@dataclass(frozen=True, slots=True)
class Case:
    """An example ready for a pack: the rule that it belongs under, and as what."""

    rule: str
    kind: Kind
    source: str
    note: str | None = None


@dataclass(slots=True)
class Explanation:
    """Everything that can be said of how one article was read."""

    result: Result
    values: list[Value] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)


def explain(nlp: Language, article: Article, *, cases: bool = True) -> Explanation:
    """Extract an article and say why each value is there and why others are not.

    Example:
        >>> from extractor.pipeline import load
        >>> why = explain(load(["english"]), Article(text="Nia Holt was elected chair."))
        >>> outcomes = [value for value in why.values if value.pointer.endswith("outcome")]
        >>> [(value.pointer, value.value, value.rule) for value in outcomes]
        [('/candidacies/0/outcome', 'elected', 'elected-as')]
    """
    result, trace = trace_article(nlp, article)
    packs = packs_of(nlp)
    why = Explanation(result, places=packs.places)
    found = result.analysis
    if found is None:
        return why
    why.values = list(read_values(result, found, packs))
    for claim, reason in found.rejected:
        sentence = found.sentences[claim.sentence]
        place, line = packs.places.get(claim.rule), line_of(found, sentence.start)
        why.refusals.append(Refusal(claim.rule, place, words_of(found, sentence), line, reason))
    why.missed = find_missed(nlp, found, trace)
    if cases:
        why.cases = list(make_cases(nlp, found, why.missed))
    return why


def read_values(result: Result, found: Analysis, packs: Packs) -> Iterator[Value]:
    """The values of all records that have evidence, in the order of their pointers."""
    for number, record in enumerate(result.records):
        data = record.model_dump()
        for evidence in record.evidence:
            value = resolve(data, evidence.field)
            sentence = found.sentences[sentence_at(found, evidence.start)]
            yield Value(
                number, evidence.field, value, evidence.text, evidence.basis, evidence.rule,
                packs.places.get(evidence.rule), name_place(packs, value), words_of(found, sentence),
                line_of(found, evidence.start),
            )  # fmt: skip


def resolve(data: Any, pointer: str) -> Any:
    """The value behind a JSON pointer; None where there is none."""
    for part in pointer.split("/")[1:]:
        if isinstance(data, list):
            data = data[int(part)] if int(part) < len(data) else None
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


def name_place(packs: Packs, value: Any) -> Place | None:
    """The line of a pack that knows a named thing."""
    if not isinstance(value, dict):
        return None
    id = value.get("id") or (value.get("slate") or {}).get("id")
    labels = ("slate", "committee", "position", "place", "organisation")
    return next((packs.places[f"{label}/{id}"] for label in labels if f"{label}/{id}" in packs.places), None)


def sentence_at(found: Analysis, offset: int) -> int:
    """The index of the sentence that holds an offset, or the last one before it."""
    return max((n for n, s in enumerate(found.sentences) if s.start <= offset), default=0)


def line_of(found: Analysis, offset: int) -> int:
    return found.text.count("\n", 0, offset) + 1


def words_of(found: Analysis, sentence: Sentence) -> str:
    return " ".join(found.text[sentence.start : sentence.end].split())


def find_missed(nlp: Language, found: Analysis, trace: Trace) -> list[Missed]:
    """The sentences without a claim that rules came nearest to, in the order of the text."""
    nearness = Nearness(claims_stage(nlp))
    read = {claim.sentence for claim in found.claims}
    read |= {sentence_at(found, mark.start) for mark in found.marks if mark.kind in REJECTING}
    named = {sentence_at(found, m.start) for m in found.mentions if m.label in NAMED}
    missed: list[Missed] = []
    for index, skeleton in trace.skeletons.items():
        if index in read or index not in named:
            continue
        near = nearness.find(found, index, skeleton)
        if near:
            sentence = found.sentences[index]
            missed.append(Missed(index, words_of(found, sentence), line_of(found, sentence.start), near))
    nearest = sorted(missed, key=lambda m: -m.near[0].score)[:MISSED]
    return sorted(nearest, key=lambda m: m.index)


def make_cases(nlp: Language, found: Analysis, missed: list[Missed]) -> Iterator[Case]:
    """Examples from what was read (`match`), rejected (`no_match`) and missed (`todo`)."""
    packs = packs_of(nlp)
    rejected = {id(claim) for claim, _ in found.rejected}
    seen: set[tuple[str, str]] = set()
    for claim in found.claims:
        place = packs.places.get(claim.rule)
        if place is None:
            continue
        sentence = found.sentences[claim.sentence]
        kind: Kind = "no_match" if id(claim) in rejected else "match"
        plain = found.text[sentence.start : sentence.end].strip()
        source = plain if kind == "no_match" else mark_claim(found, sentence, claim)
        if (claim.rule, source) not in seen:
            seen.add((claim.rule, source))
            alone = run_example(nlp, Example(claim.rule, "claim", kind, 1, source, place)).passed
            yield Case(
                claim.rule, kind, source, None if alone else "holds only in its article, not by itself"
            )
    for entry in missed:
        near = entry.near[0]
        sentence = found.sentences[entry.index]
        yield Case(
            near.rule, "todo", mark(found, sentence, near.slots), f"failed at {near.failed_at or 'its end'!r}"
        )


def mark_claim(found: Analysis, sentence: Sentence, claim: Claim) -> str:
    return mark(found, sentence, [MarkedSpan(name, m.start, m.end, m.text) for name, m in claim.slots])


def mark(found: Analysis, sentence: Sentence, slots: Any) -> str:
    """A sentence in the marked notation."""
    start = sentence.start
    inside = [
        MarkedSpan(s.name, s.start - start, s.end - start, s.text)
        for s in slots if start <= s.start and s.end <= sentence.end
    ]  # fmt: skip
    return write_marked(found.text[start : sentence.end], inside).strip()


def show_place(place: Place | None) -> str:
    """A rule's file and line, the file as seen from here."""
    if place is None:
        return "built in"
    path = os.path.relpath(place.file) if Path(place.file).is_relative_to(Path.cwd()) else place.file
    return f"{path}:{place.line}"


def write_cases(why: Explanation) -> str:
    """The test cases as lines of TOML, grouped by the rule that they belong under.

    Example:
        >>> case = Case("elected", "match", "[winner: Nia Holt] was elected.")
        >>> print(write_cases(Explanation(Result(Article(text="")), cases=[case])))
        # under the rule "elected", built in
        match = [
          "[winner: Nia Holt] was elected.",
        ]
    """
    grouped: dict[tuple[str, str], list[Case]] = {}
    for case in why.cases:
        grouped.setdefault((case.rule, case.kind), []).append(case)
    lines: list[str] = []
    for (rule, kind), cases in grouped.items():
        lines += [f'# under the rule "{rule}", {show_place(why.places.get(rule))}', f"{kind} = ["]
        for case in cases:
            note = f"  # {case.note}" if case.note else ""
            lines.append(f"  {json.dumps(case.source, ensure_ascii=False)},{note}")
        lines.append("]")
    return "\n".join(lines)
