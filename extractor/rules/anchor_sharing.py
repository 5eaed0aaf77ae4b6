"""Anchor sharing: what claims of one sentence that name no contest take from beside them.

Claims of the same figure share their anchors; figures behind a win are of its place; a numbered area that
opens a sentence is that of all its claims.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Sentence

__all__ = ["follow_place", "opening_area", "share_anchors", "share_wins"]

CONTESTS = frozenset({"contest", "post", "body", "place"})


def opening_area(found: Analysis, sentence: Sentence, claims: list[Claim]) -> None:
    """A numbered area that opens a sentence is where it was voted: "District 3 Commissioner Holt won"."""
    if any(c.anchors.keys() & {"place", "contest", "post", "body"} for c in claims):
        return
    first = min(
        (m for m in found.mentions if sentence.start <= m.start < sentence.end and m.label == "PLACE"),
        key=lambda m: m.start,
        default=None,
    )
    if first is None or first.start != sentence.start or not first.attrs.get("area"):
        return
    behind = found.starts[found.token_at(first.end - 1) + 1 :][:1]
    office = any(m.label == "POSITION" and [m.start] == behind for m in found.mentions)
    if first.text[-1:].isdigit() and office:
        for claim in claims:
            claim.anchors["place"] = first


def share_anchors(claims: list[Claim]) -> None:
    """Claims that read the same figure speak of the same contest."""
    by_figure: dict[int, list[Claim]] = {}
    for claim in claims:
        for fact in claim.facts:
            if fact.field in {"seats", "votes", "share"}:
                by_figure.setdefault(id(fact.mention), []).append(claim)
    for group in by_figure.values():
        for left in group:
            for right in group:
                for kind, mention in right.anchors.items():
                    left.anchors.setdefault(kind, mention)


def share_wins(claims: list[Claim]) -> None:
    """A figure told of who wins a contest, in the same breath, is of that contest: "Holt held the Milford
    seat, polling 812 votes to Sam Orr's 790"."""
    by_start: dict[int, list[Claim]] = {}
    for claim in claims:
        by_start.setdefault(claim.start, []).append(claim)
    for group in by_start.values():
        wins = [c for c in group if "contest" in c.anchors and any(f.value == "elected" for f in c.facts)]
        if len({c.anchors["contest"].start for c in wins}) != 1:
            continue
        for claim in group:
            if not claim.anchors.keys() & CONTESTS:
                claim.anchors.update({k: m for k, m in wins[0].anchors.items() if k in CONTESTS})


def follow_place(found: Analysis, claims: list[Claim]) -> None:
    """Figures behind a win belong to its place: "Holt won Ohio, where she took 71 percent to Ferris's 23"."""
    ordered = sorted(claims, key=lambda c: (c.start, c.end))
    for claim in ordered:
        if claim.anchors.keys() & {"place", "contest", "post", "body"} or any(
            f.field == "outcome" and f.value in {"elected", "nominated"} for f in claim.facts
        ):
            continue
        told = [c for c in ordered if c.anchors.keys() & {"place", "post"}]
        own = next((c for c in told if c.start == claim.start and "place" in c.anchors), None)
        nearest = own or max((c for c in told if c.end <= claim.start), key=lambda c: c.end, default=None)
        if nearest is None or "place" not in nearest.anchors or "place.list" in nearest.settings:
            continue
        between = found.within(nearest.end, claim.start) if own is None else []
        if not any(m.label in {"PLACE", "CONTEST", "COMMITTEE"} for m in between):
            claim.anchors["place"] = nearest.anchors["place"]
