"""Scores of fields beyond the total: organisation, kind, date, term, status, ... wherever the gold has them.

A key that a gold contest or candidacy does not have, or that holds "*", is not scored. A key that holds
null (or an empty list) says that the article states nothing: what is predicted there is spurious.
Contests and candidacies are paired as for the total.
"""

from __future__ import annotations

from typing import Any

from extractor.evaluation.scoring import (
    Facts,
    Tally,
    gold_names,
    key,
    label,
    match_candidacies,
    pair_contests,
    same_label,
)

__all__ = ["score_extras"]

CONTEST_FIELDS = ("organisation", "kind", "date", "term", "status", "attribution", "majority")
CANDIDACY_FIELDS = ("rank", "incumbent", "outcome_basis")
PERCENT_TOLERANCE = 0.051
"""Percentages that agree to one decimal place agree, as in the total."""


def score_extras(document: str, golds: list[Facts], preds: list[Facts]) -> Tally:
    """Tally the extra fields of one document.

    Example:
        >>> gold = {"majority": 12, "candidacies": [{"name": ["Nia Holt"], "rank": 1}]}
        >>> record = {"majority": 12, "candidacies": [{"candidate": {"name": "Nia Holt"}}]}
        >>> tally = score_extras("a", [gold], [record])
        >>> dict(tally.right), dict(tally.missed)
        ({'majority': 1}, {'rank': 1})
    """
    total = Tally()
    for gold, pred in pair_contests(golds, preds):
        if gold is None or (pred is None and gold.get("optional")):
            continue
        tally = Tally()
        _score_contest(tally, document, gold, pred or {})
        total.merge(tally.without_missed() if gold.get("optional") else tally)
    return total


def _score_contest(tally: Tally, document: str, gold: Facts, pred: Facts) -> None:
    for field in CONTEST_FIELDS:
        if field in gold:
            _score_value(tally, field, gold[field], pred.get(field), document)
    if "turnout" in gold:
        _score_turnout(tally, gold["turnout"], pred.get("turnout"), document)
    partner = {id(gc): pc for gc, pc in match_candidacies(gold, pred)}
    for gc in gold.get("candidacies", []):
        pc = partner.get(id(gc), {})
        part, where = Tally(), f"{document}/{gold_names(gc)[0]}"
        for field in CANDIDACY_FIELDS:
            if field in gc:
                _score_value(part, field, gc[field], pc.get(field), where)
        if "tallies" in gc:
            _score_tallies(part, gc["tallies"], pc.get("tallies"), where)
        tally.merge(part.without_missed() if gc.get("optional") else part)


def _score_value(tally: Tally, field: str, gold: Any, pred: Any, where: str) -> None:
    """Count one value that both, one or none of the two sides state."""
    if gold == "*":
        return
    stated, offered = gold not in (None, []), pred not in (None, [])
    if stated and offered and _agree(field, gold, pred):
        tally.hit(field)
        return
    if stated:
        tally.miss(field, f"{where}: {gold!r}" + (f" (got {pred!r})" if offered else ""))
    if offered:
        tally.extra(field, f"{where}: {pred!r}" + (f" (want {gold!r})" if stated else ""))


def _agree(field: str, gold: Any, pred: Any) -> bool:
    if field == "organisation":
        return same_label(gold, pred)
    if field == "term":
        return _same_term(gold, pred)
    if field == "date":
        pred = pred.get("value") if isinstance(pred, dict) else pred
    accepted = gold if isinstance(gold, list) else [gold]
    if field == "attribution":
        return key(str(pred)) in [key(str(value)) for value in accepted]
    # True == 1 in Python, and an incumbent is not a rank
    return any(value == pred and isinstance(value, bool) == isinstance(pred, bool) for value in accepted)


def _same_term(gold: Any, pred: Any) -> bool:
    """Years decide where the gold has them, else the words."""
    wanted = gold if isinstance(gold, dict) else {"years": gold}
    got = pred if isinstance(pred, dict) else {"years": pred}
    if wanted.get("years") is not None:
        return bool(wanted["years"] == got.get("years"))
    return key(str(wanted.get("text"))) == key(str(got.get("text")))


def _score_turnout(tally: Tally, gold: Any, pred: Any, where: str) -> None:
    """Count each figure of a turnout as a fact."""
    if gold == "*":
        return
    wanted, got = gold or {}, pred or {}
    for figure in ("ballots", "percent", "registered", "spoilt"):
        want, have = wanted.get(figure), got.get(figure)
        if figure == "percent" and _close(want, have):
            have = want
        _score_value(tally, "turnout", want, have, f"{where}/{figure}")


def _score_tallies(tally: Tally, gold: Any, pred: Any, where: str) -> None:
    """Count each tally as a fact; every key that the gold states has to agree."""
    if gold == "*":
        return
    left = list(pred or [])
    for want in gold or []:
        hit = next((got for got in left if _same_tally(want, got)), None)
        if hit is None:
            tally.miss("tallies", f"{where}: {want!r}")
        else:
            left.remove(hit)
            tally.hit("tallies")
    for got in left:
        tally.extra("tallies", f"{where}: {got!r}")


def _same_tally(want: Facts, got: Facts) -> bool:
    for field, value in want.items():
        if value in (None, "*"):
            continue
        if field == "share":
            if not _close(value, got.get("share")):
                return False
        elif field == "scope":
            if not set(label(value)) & set(label(got.get("scope"))):
                return False
        elif value != got.get(field):
            return False
    return True


def _close(want: Any, got: Any) -> bool:
    numbers = isinstance(want, int | float) and isinstance(got, int | float)
    return numbers and abs(want - got) < PERCENT_TOLERANCE
