"""The examples that rules carry: collected from packs, run through the whole pipeline, judged.

Every rule has to hit its `match` sentences and none of its `no_match` sentences. `todo` are known gaps:
they have to fail, and say so on the day they work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.language import Language

from extractor.article import Article
from extractor.errors import PackError
from extractor.explaining.nearest import Nearness
from extractor.explaining.notation import Marked, read_marked
from extractor.explaining.trace import Trace, claims_stage, trace_article
from extractor.extraction import Result
from extractor.mentions import Claim, Mention
from extractor.packs.pack import ContextRule, Packs, Place, Rule
from extractor.rules.slots import ANCHORS
from extractor.rules.template import compile_template

__all__ = [
    "Complaint",
    "Example",
    "Kind",
    "Verdict",
    "check_rules",
    "collect_examples",
    "lint_packs",
    "rules_of",
    "run_example",
]

Kind = Literal["match", "no_match", "todo"]
Section = Literal["claim", "phrase", "context"]
Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """One example of one rule; `source` is a marked sentence, or a plain one for `no_match` and contexts."""

    rule: str
    section: Section
    kind: Kind
    number: int
    source: str
    place: Place

    @property
    def id(self) -> str:
        """What the example is called in a list of tests: `elected-as-match-1`."""
        return f"{self.rule}-{self.kind}-{self.number}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an example: `passed` as it should, why not, and which other rules fired in it."""

    example: Example
    passed: bool
    message: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Complaint:
    """A fault of a rule that is seen without running it.

    A `fatal` one keeps the rule from running; one that is not even `serious` is advice.
    """

    rule: str
    place: Place
    message: str
    serious: bool = True
    fatal: bool = False

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}: [{self.rule}] {self.message}"


def rules_of(packs: Packs, only: Iterable[str] = ()) -> Iterator[tuple[Section, Rule | ContextRule, Place]]:
    """Every rule with its section and place; `only` those that packs of these names define."""
    names = set(only)
    sections: list[tuple[Section, Iterable[Rule | ContextRule]]] = [
        ("phrase", packs.phrases.values()),
        ("claim", packs.claims.values()),
        ("context", packs.contexts.values()),
    ]
    for section, rules in sections:
        for rule in rules:
            place = packs.places[rule.id]
            if not names or place.pack in names:
                yield section, rule, place


def collect_examples(packs: Packs, only: Iterable[str] = ()) -> list[Example]:
    """All examples of all rules, in the order of the packs' files; `only` of packs of these names.

    Example:
        >>> from extractor.packs.loading import load_packs
        >>> all(example.source for example in collect_examples(load_packs()))
        True
    """
    out = []
    kinds: tuple[Kind, ...] = ("match", "no_match", "todo")
    for section, rule, place in rules_of(packs, only):
        for kind in kinds:
            for number, source in enumerate(getattr(rule, kind, ()), 1):
                out.append(Example(rule.id, section, kind, number, source, place))
    return out


def lint_packs(packs: Packs, only: Iterable[str] = ()) -> list[Complaint]:
    """What is wrong with rules at sight: texts that do not compile, cues that no pack has, missing examples.

    Missing examples are advice in a pack where no rule has any yet, and faults in a pack that has begun.
    """
    names = set(only)
    begun = {example.place.pack for example in collect_examples(packs, names)}
    out = []
    for _, rule, place in rules_of(packs, names):
        if isinstance(rule, Rule):
            out += [Complaint(rule.id, place, message, fatal=True) for message in faults(rule, packs)]
        for kind in ("match", "no_match"):
            if not getattr(rule, kind):
                message = f"no {kind} example; write one, so that a later change cannot break the rule unseen"
                out.append(Complaint(rule.id, place, message, serious=place.pack in begun))
    return out


def check_rules(packs: Packs, only: Iterable[str]) -> None:
    """Refuse packs with a rule that cannot run.

    Raises:
        PackError: names the first one, with its file and line.
    """
    for complaint in lint_packs(packs, only):
        if complaint.fatal:
            place = complaint.place
            raise PackError(complaint.message, file=place.file, line=place.line, id=complaint.rule)


def faults(rule: Rule, packs: Packs) -> Iterator[str]:
    slots: set[str] = set(ANCHORS)
    for text in rule.text:
        try:
            slots |= {slot.name for slot in compile_template(text, packs.cues, rule.id).slots.values()}
        except PackError as error:
            yield str(error).removeprefix(f"[{rule.id}] ")
    for group in [*rule.needs, *rule.article]:
        if group not in packs.cues:
            yield f"no cue group {group!r}"
    for source in [*rule.match, *rule.todo]:
        try:
            unknown = [name for name, _ in read_marked(source).pairs if name not in slots]
        except PackError as error:
            yield str(error)
            continue
        if unknown:
            yield f"the example {source!r} marks {unknown[0]!r}, a slot that the rule has not"


def run_example(nlp: Language, example: Example) -> Verdict:
    """Run one example through the whole pipeline and judge it.

    `match` holds where a claim of the rule counts (is not rejected) and its slots or anchors are exactly
    where the sentence marks them, or a phrase of the rule was folded so; `no_match` where neither is so.
    """
    marked = read_marked(example.source) if example.kind != "no_match" else Marked(example.source)
    result, trace = trace_article(nlp, Article(text=marked.text))
    fired = firings(result, trace)
    others = tuple(dict.fromkeys(rule for rule, _ in fired if rule != example.rule))
    own = [spans for rule, spans in fired if rule == example.rule]
    wanted = {(slot.name, slot.start, slot.end) for slot in marked.slots}
    hit = any(wanted <= spans for spans in own)
    if example.kind == "match":
        message = "" if hit else explain_failure(nlp, result, trace, example, marked, own)
        return Verdict(example, hit, message, others)
    if example.kind == "no_match":
        found = [", ".join(f"{n} = {marked.text[a:b]!r}" for n, a, b in sorted(spans)) for spans in own]
        return Verdict(example, not own, f"the rule fired: {'; '.join(found)}" if own else "", others)
    return Verdict(example, not hit, "this works now: move it from todo to match" if hit else "", others)


def firings(result: Result, trace: Trace) -> list[tuple[str, set[Span]]]:
    """Each rule that had a say in a document, with the spans of its slots and anchors."""
    found = result.analysis
    if found is None:
        return []
    rejected = {id(claim) for claim, _ in found.rejected}
    out = [(claim.rule, claim_spans(claim)) for claim in found.claims if id(claim) not in rejected]
    out += [(hit.rule, {span_of(name, mention) for name, mention in hit.slots}) for hit in trace.phrases]
    out += [(mark.rule, set()) for mark in found.marks]
    return out


def claim_spans(claim: Claim) -> set[Span]:
    return {span_of(name, mention) for name, mention in [*claim.slots, *claim.anchors.items()]}


def span_of(name: str, mention: Mention) -> Span:
    return name, mention.start, mention.end


def explain_failure(
    nlp: Language, result: Result, trace: Trace, example: Example, marked: Marked, own: list[set[Span]]
) -> str:
    """Why a `match` example does not hold, and what happened instead."""
    found = result.analysis
    if found is None:
        return f"the sentence was set aside: {result.reason}"
    if own:
        slots = {(slot.name, slot.start, slot.end) for slot in marked.slots}
        least = min((slots - spans for spans in own), key=len)
        missing = ", ".join(f"[{n}: {marked.text[a:b]}]" for n, a, b in sorted(least, key=lambda s: s[1]))
        return f"the rule fired without {missing}"
    for claim, reason in found.rejected:
        if claim.rule == example.rule:
            return f"the rule matched and was rejected: {reason}"
    if example.section == "claim":
        stage = claims_stage(nlp)
        nearness = Nearness(stage, only=example.rule)
        for index, skeleton in trace.skeletons.items():
            for miss in nearness.find(found, index, skeleton, near=0):
                where = f"{miss.failed_at!r}" if miss.failed_at else "the end"
                return f"the rule matched {miss.matched!r} and failed at {where}; wanted {miss.wanted}"
    instead = ", ".join(dict.fromkeys(claim.rule for claim in found.claims))
    return f"the rule did not fire{f'; these did: {instead}' if instead else ''}"
