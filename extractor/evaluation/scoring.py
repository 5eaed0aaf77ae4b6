"""The scorer's core: facts of gold contests against facts of predicted ones, field by field.

Every stated value is one fact: a candidate, an outcome, a vote total, ... A predicted contest is first
paired with the gold contest that it shares most facts with; facts are then compared pair by pair. A fact
that only the gold has is missed, a fact that only the prediction has is spurious. A gold field holding
"*" is not scored. A gold contest or candidacy marked "optional" may be left out, whole or in part:
nothing of it counts as missed, what is found is compared.

Where the timing of a paired contest is wrong (last time's result given as today's), its outcomes, votes
and shares are wrong too. `outcome` folds nominated into elected and eliminated into not elected;
`outcome_strict` does not and is, like `timing`, shown beside the total, not in it. A document with no
gold contest is a negative: whatever is predicted for it is spurious.

This is the agreed scorer, kept function by function: it gets type annotations here, and never a change of
result. What is measured on top of it has modules of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any, cast

Facts = dict[str, Any]
"""A contest, candidacy or slate, of the gold or of a record, as JSON gives it."""

HONORIFICS = {
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "sir",
    "dame",
    "lord",
    "lady",
    "baroness",
    "cllr",
    "councillor",
    "councilman",
    "councilwoman",
    "prof",
    "professor",
    "rev",
    "hon",
    "the",
    "rt",
    "sen",
    "rep",
    "gov",
    "judge",
    "justice",
    "senator",
    "mayor",
}
STOPWORDS = {"the", "of", "for", "on", "and", "in", "at", "to", "a", "an", "s", "party"}
SCORED = (
    "candidate",
    "outcome",
    "votes",
    "share",
    "affiliation",
    "committee",
    "position",
    "constituency",
    "seats",
    "slate_seats",
    "timing",
    "outcome_strict",
)
ASIDE = {"timing", "outcome_strict"}
OUTCOME_CLASS = {
    "unopposed": "elected",
    "re_elected": "elected",
    "nominated": "elected",
    "eliminated": "not_elected",
    "defeated": "not_elected",
}


def fold(text: str) -> str:
    """Casefold, strip accents and punctuation, collapse white space."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"[’'`]s\b", " ", text).replace("&", " and ")
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def person(text: str) -> str:
    """A name without honorifics, folded."""
    words = fold(text).split()
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    return " ".join(words)


def key(text: str) -> str:
    """Order-free key of a body, position, place or slate: stop words and plural s dropped."""
    words = {
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w
        for w in fold(text).split()
        if w not in STOPWORDS
    }
    return " ".join(sorted(words)) or fold(text)


def label(value: Any) -> list[str]:
    """The comparable keys of a predicted {"id", "name"} object, plain string or list of these."""
    if value is None:
        return []
    if isinstance(value, list):
        return [k for v in value for k in label(v)]
    if isinstance(value, dict):
        return [key(str(v)) for v in (value.get("name"), value.get("id")) if v]
    return [key(str(value))]


def forms(value: Any) -> list[str] | None:
    """The accepted keys of a gold field; None where the field is not stated."""
    if value is None or value == []:
        return None
    return [key(v) for v in ([value] if isinstance(value, str) else value)]


def same_label(gold: Any, pred: Any) -> bool:
    """Whether the prediction is one of the accepted names."""
    accepted, offered = forms(gold), label(pred)
    return accepted is not None and any(o in accepted for o in offered)


def pred_name(candidacy: Facts) -> str:
    """The comparable name of a predicted candidacy, "~party" where a party stands for itself."""
    who = candidacy.get("candidate")
    if isinstance(who, dict):
        who = who.get("name")
    if who:
        return person(who)
    first = (candidacy.get("affiliations") or [{}])[0]
    return "~" + key(first.get("name", "") if isinstance(first, dict) else str(first))


def gold_names(candidacy: Facts) -> list[str]:
    """The comparable names of a gold candidacy, best first."""
    if candidacy.get("name"):
        names = candidacy["name"]
        return [person(n) for n in ([names] if isinstance(names, str) else names)]
    return ["~" + k for a in candidacy.get("affiliations", [])[:1] for k in (forms(a) or [])]


def outcome(value: Any) -> Any:
    """The outcome, nominated and eliminated folded in."""
    return None if value in (None, "unknown") else OUTCOME_CLASS.get(value, value)


def strict(value: Any) -> Any:
    """The outcome with only synonyms folded."""
    return (
        None
        if value in (None, "unknown")
        else {"unopposed": "elected", "re_elected": "elected", "defeated": "not_elected"}.get(value, value)
    )


def votes(c: Facts) -> Any:
    """The votes, or their range as a pair, or None."""
    if c.get("votes") is not None:
        return c["votes"]
    low, high = c.get("votes_min"), c.get("votes_max")
    return (low, high) if low is not None or high is not None else None


def match_candidacies(gold: Facts, pred: Facts) -> list[tuple[Facts, Facts]]:
    """Pair candidacies whose names agree, each used once."""
    pairs, left = [], list(pred.get("candidacies") or [])
    for g in gold.get("candidacies", []):
        hit = next((p for p in left if pred_name(p) in gold_names(g)), None)
        if hit is not None:
            left.remove(hit)
            pairs.append((g, hit))
    return pairs


def affinity(gold: Facts, pred: Facts) -> float:
    """How much a gold and a predicted contest have in common."""
    pairs = match_candidacies(gold, pred)
    score: float = 3.0 * len(pairs)
    # two rounds of one contest have the same names: figures decide
    score += sum(0.2 * (votes(g) == votes(p)) + 0.2 * (g.get("share") == p.get("share")) for g, p in pairs)
    score += 2.0 * same_label(gold.get("committee"), pred.get("committee"))
    score += 1.5 * same_label(gold.get("position"), pred.get("position"))
    score += 1.5 * same_label(gold.get("constituency"), pred.get("constituency"))
    golds, preds = gold.get("slates", []), pred.get("slates") or []
    score += sum(any(same_label(g["slate"], p.get("slate") or p) for p in preds) for g in golds)
    if score:
        score += 0.75 * ((gold.get("timing") or "current") == (pred.get("timing") or "current"))
    return score


def pair_contests(golds: list[Facts], preds: list[Facts]) -> list[tuple[Facts | None, Facts | None]]:
    """Pair contests by affinity, best first; what finds no partner stands alone."""
    scored = sorted(
        ((affinity(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(preds)),
        key=lambda t: (-t[0], t[1], t[2]),
    )
    gold_of: dict[int, int] = {}
    used: set[int] = set()
    for value, i, j in scored:
        if value >= 1.5 and i not in used and j not in gold_of:
            gold_of[j] = i
            used.add(i)
    pairs = [(golds[gold_of[j]], p) if j in gold_of else (None, p) for j, p in enumerate(preds)]
    return pairs + [(g, None) for i, g in enumerate(golds) if i not in used]


def gold_facts(g: Facts) -> list[tuple[str, Any]]:
    """What a gold contest requires: (kind, whose)."""
    facts: list[tuple[str, Any]] = [
        (f, None)
        for f in ("committee", "position", "constituency", "seats")
        if g.get(f) not in (None, "*", [])
    ]
    for c in g.get("candidacies", []):
        if c.get("optional"):
            continue
        name = gold_names(c)[0]
        facts.append(("candidate", name))
        facts += [(k, name) for k in ("outcome", "outcome_strict")] * (
            outcome(c.get("outcome")) not in (None, "*")
        )
        facts += [("votes", name)] * (votes(c) not in (None, "*"))
        facts += [("share", name)] * (c.get("share") not in (None, "*"))
        if c.get("affiliations") != "*":
            facts += [("affiliation", name)] * len(c.get("affiliations", []) if c.get("name") else [])
    facts += [
        ("slate_seats", cast(list[str], forms(s["slate"]))[0])
        for s in g.get("slates", [])
        if s.get("seats_won") not in (None, "*") and not s.get("optional")
    ]
    return facts


def pred_facts(p: Facts) -> list[tuple[str, Any]]:
    """What a predicted contest says: (kind, whose)."""
    facts: list[tuple[str, Any]] = [
        (f, None) for f in ("committee", "position", "constituency", "seats") if p.get(f) is not None
    ]
    for c in p.get("candidacies") or []:
        name = pred_name(c)
        facts.append(("candidate", name))
        facts += [(k, name) for k in ("outcome", "outcome_strict")] * (outcome(c.get("outcome")) is not None)
        facts += [("votes", name)] * (votes(c) is not None)
        facts += [("share", name)] * (c.get("share") is not None)
        facts += [("affiliation", name)] * len(
            (c.get("affiliations") or []) if not name.startswith("~") else []
        )
    facts += [
        ("slate_seats", (label(s.get("slate") or s) or ["?"])[0])
        for s in p.get("slates") or []
        if s.get("seats_won") is not None
    ]
    return facts


class Tally:
    """Counts of right, missed and spurious facts by type, with the facts that were wrong."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.spurious: Counter[str] = Counter()
        self.errors: list[str] = []

    def hit(self, kind: str) -> None:
        """Count a right fact."""
        self.right[kind] += 1

    def miss(self, kind: str, where: str) -> None:
        """Count a fact that only the gold has."""
        self.missed[kind] += 1
        self.errors.append(f"missed   {kind:14} {where}")

    def extra(self, kind: str, where: str) -> None:
        """Count a fact that only the prediction has."""
        self.spurious[kind] += 1
        self.errors.append(f"spurious {kind:14} {where}")

    def merge(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.right += other.right
        self.missed += other.missed
        self.spurious += other.spurious
        self.errors += other.errors

    def without_missed(self) -> Tally:
        """Forget what was missed: for what may be left out."""
        self.missed.clear()
        self.errors = [e for e in self.errors if not e.startswith("missed")]
        return self

    def prf(self, kind: str | None = None) -> tuple[float, float, float, int, int, int]:
        """Precision, recall, F1, right, missed, spurious; of one kind, or of all that count."""

        def pick(c: Counter[str]) -> int:
            return c[kind] if kind else sum(n for k, n in c.items() if k not in ASIDE)

        r, m, s = pick(self.right), pick(self.missed), pick(self.spurious)
        p = r / (r + s) if r + s else 1.0
        q = r / (r + m) if r + m else 1.0
        return p, q, (2 * p * q / (p + q) if p + q else 0.0), r, m, s


def compare(tally: Tally, kind: str, gold: Any, pred: Any, equal: bool, where: str) -> None:
    """One optional value against another: both unset is no fact at all."""
    if gold == "*":
        return
    stated, offered = gold not in (None, []), pred not in (None, [])
    if stated and offered and equal:
        tally.hit(kind)
        return
    if stated:
        tally.miss(kind, f"{where}: {gold!r}" + (f" (got {pred!r})" if offered else ""))
    if offered:
        tally.extra(kind, f"{where}: {pred!r}" + (f" (want {gold!r})" if stated else ""))


def score_candidacy(tally: Tally, doc: str, gc: Facts, pc: Facts, when: bool) -> None:
    """Score one paired candidacy; `when` tells whether its contest has the right timing."""
    name = gold_names(gc)[0]
    tally.hit("candidate")
    gv, pv = gc.get("outcome"), outcome(pc.get("outcome"))
    gv = gv if gv == "*" else outcome(gv)
    compare(tally, "outcome", gv, pv, when and gv == pv, f"{doc}/{name}")
    gv, pv = gc.get("outcome"), strict(pc.get("outcome"))
    gv = gv if gv == "*" else strict(gv)
    compare(tally, "outcome_strict", gv, pv, when and gv == pv, f"{doc}/{name}")
    gv, pv = votes(gc), votes(pc)
    compare(tally, "votes", gv, pv, when and gv == pv, f"{doc}/{name}")
    gv, pv = gc.get("share"), pc.get("share")
    close = isinstance(gv, (int, float)) and isinstance(pv, (int, float)) and abs(gv - pv) < 0.051
    compare(tally, "share", gv, pv, when and close, f"{doc}/{name}")
    if gc.get("affiliations") == "*" or not gc.get("name"):
        return
    golds, preds = list(gc.get("affiliations", [])), list(pc.get("affiliations") or [])
    for ga in golds:
        hit = next((x for x in preds if same_label(ga, x)), None)
        if hit is None:
            tally.miss("affiliation", f"{doc}/{name}: {ga!r}")
        else:
            preds.remove(hit)
            tally.hit("affiliation")
    free = [f for a in gc.get("maybe_affiliations", []) for f in (forms(a) or [])]
    for x in preds:
        if not any(k in free for k in label(x)):
            tally.extra("affiliation", f"{doc}/{name}: {label(x)!r}")


def score_pair(tally: Tally, doc: str, g: Facts, p: Facts) -> bool:
    """Score one aligned contest; True where every candidacy is right in name, outcome and votes."""
    before = sum(tally.missed[k] + tally.spurious[k] for k in ("candidate", "outcome", "votes"))
    for field in ("committee", "position", "constituency"):
        gv, pv = g.get(field), p.get(field)
        compare(tally, field, gv, label(pv) or None, same_label(gv, pv) if gv != "*" else False, doc)
    want = g.get("seats")
    compare(
        tally,
        "seats",
        want,
        p.get("seats"),
        p.get("seats") in (want if isinstance(want, list) else [want]),
        doc,
    )
    want, got = g.get("timing") or "current", p.get("timing") or "current"
    compare(tally, "timing", want, got, want == got, doc)
    when = want in ("*", got)
    left = list(p.get("candidacies") or [])
    seen = []
    for gc, pc in match_candidacies(g, p):
        seen.append(id(gc))
        left = [x for x in left if x is not pc]
        part = Tally()
        score_candidacy(part, doc, gc, pc, when)
        tally.merge(part.without_missed() if gc.get("optional") else part)
    for gc in g.get("candidacies", []):
        if id(gc) not in seen and not gc.get("optional"):
            for kind, who in gold_facts({"candidacies": [gc]}):
                tally.miss(kind, f"{doc}/{who}")
    spare = {n for c in g.get("candidacies", []) if c.get("optional") for n in gold_names(c)}
    for pc in left:
        if pred_name(pc) in spare:
            continue
        for kind, who in pred_facts({"candidacies": [pc]}):
            tally.extra(kind, f"{doc}/{who}")
    preds = [s for s in p.get("slates") or [] if s.get("seats_won") is not None]
    for gs in g.get("slates", []):
        if gs.get("seats_won") in (None, "*"):
            preds = [x for x in preds if not same_label(gs["slate"], x.get("slate") or x)]
            continue
        hit = next((x for x in preds if same_label(gs["slate"], x.get("slate") or x)), None)
        if hit is not None:
            preds.remove(hit)
        if hit is not None and hit["seats_won"] == gs["seats_won"]:
            tally.hit("slate_seats")
        elif not gs.get("optional"):
            tally.miss("slate_seats", f"{doc}/{gs['slate'][0]}: {gs['seats_won']}")
            if hit is not None:
                tally.extra("slate_seats", f"{doc}/{gs['slate'][0]}: {hit['seats_won']}")
    for x in preds:
        tally.extra("slate_seats", f"{doc}/{label(x.get('slate') or x)}: {x['seats_won']}")
    return when and before == sum(
        tally.missed[k] + tally.spurious[k] for k in ("candidate", "outcome", "votes")
    )


def score_document(doc: str, golds: list[Facts], preds: list[Facts]) -> tuple[Tally, int, int]:
    """The tally of a document, its contests that are exactly right, and the contests it requires."""
    tally, exact = Tally(), 0
    for g, p in pair_contests(golds, preds):
        if p is None:
            if g is not None and not g.get("optional"):
                for kind, who in gold_facts(g):
                    tally.miss(kind, f"{doc}/{who}" if who else f"{doc}: {g.get(kind)}")
        elif g is None:
            for kind, who in pred_facts(p):
                tally.extra(kind, f"{doc}/{who}" if who else f"{doc}: {label(p.get(kind)) or p.get(kind)}")
        elif g.get("optional"):
            part = Tally()
            score_pair(part, doc, g, p)
            tally.merge(part.without_missed())
        else:
            exact += score_pair(tally, doc, g, p)
    return tally, exact, sum(not g.get("optional") for g in golds)
