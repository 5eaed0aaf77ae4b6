"""Gains and losses against an earlier run, by document and kind of fact.

A total hides that ten facts were lost for eleven gained. The scorer names what is missed and what is
spurious; the gold is the same for both runs, so a fact that was missed and no longer is was gained.
"""

from __future__ import annotations

import re
from collections import Counter

from extractor.evaluation.results import Change, DocumentChange, DocumentResult, Evaluation, Score
from extractor.evaluation.scoring import fold, key

__all__ = ["compare_runs"]

Fact = tuple[str, str]
"""A kind of fact, and whose it is ("" for the contest itself)."""


def compare_runs(before: Evaluation, now: Evaluation) -> Change:
    """What the later run gained and lost."""
    notes = []
    if before.gold_digest != now.gold_digest:
        notes.append("the gold has changed since: some differences are the gold's")
    earlier = {document.name: document for document in before.documents}
    names = {document.name for document in now.documents}
    for what, ones in (("earlier", earlier.keys() - names), ("later", names - earlier.keys())):
        if ones:
            notes.append(f"{len(ones)} documents are in the {what} run only")
    changes = [
        _compare_documents(earlier[document.name], document)
        for document in now.documents
        if document.name in earlier
    ]
    return Change(
        against=before.records,
        f1_before=before.total.f1,
        f1_now=now.total.f1,
        documents=[c for c in changes if c.gained or c.lost or c.spurious_new or c.spurious_gone],
        notes=notes,
    )


def _compare_documents(before: DocumentResult, now: DocumentResult) -> DocumentChange:
    missed_before, spurious_before = _wrong_facts(before)
    missed_now, spurious_now = _wrong_facts(now)
    gained, lost = missed_before - missed_now, missed_now - missed_before
    new, gone = spurious_now - spurious_before, spurious_before - spurious_now
    named = {"gained": gained, "lost": lost, "spurious": new, "no longer spurious": gone}
    change = DocumentChange(
        name=now.name,
        gained=_by_kind(gained),
        lost=_by_kind(lost),
        spurious_new=_by_kind(new),
        spurious_gone=_by_kind(gone),
        details=[
            f"{what} {kind} {who}".rstrip()
            for what, facts in named.items()
            for kind, who in sorted(facts.elements())
        ],
    )
    # what may be left out is never missed: there only the count of right facts tells
    scores_before, scores_now = _all_scores(before), _all_scores(now)
    for kind in scores_before.keys() | scores_now.keys():
        moved = scores_now.get(kind, Score()).right - scores_before.get(kind, Score()).right
        rest = moved - change.gained.get(kind, 0) + change.lost.get(kind, 0)
        if rest:
            side = change.gained if rest > 0 else change.lost
            side[kind] = side.get(kind, 0) + abs(rest)
    return change


def _all_scores(document: DocumentResult) -> dict[str, Score]:
    return document.fields | document.extras


def _wrong_facts(document: DocumentResult) -> tuple[Counter[Fact], Counter[Fact]]:
    """The missed and the spurious facts, without values: a fact has one name however it went wrong."""
    missed: Counter[Fact] = Counter()
    spurious: Counter[Fact] = Counter()
    for line in document.errors:
        word, kind, where = re.split(r"\s+", line, maxsplit=2)
        where = where[len(document.name) :]
        who = where[1:].split(": ", 1)[0] if where.startswith("/") else ""
        # the scorer words a slate in more than one way, a person always folded
        name = key(who) if kind == "slate_seats" and who else fold(who)
        (missed if word == "missed" else spurious)[kind, name] += 1
    return missed, spurious


def _by_kind(facts: Counter[Fact]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for (kind, _), number in facts.items():
        counts[kind] += number
    return dict(sorted(counts.items()))
