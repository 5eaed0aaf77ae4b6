"""Sharing: what the claims of one sentence leave to each other, and whose word they are."""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Fact, Mention
from extractor.rules.skeleton import Skeleton

__all__ = [
    "absorb",
    "covers",
    "hold_ties",
    "is_aside",
    "keep_owners",
    "keep_places",
    "share_office",
    "source_of",
    "take_side",
]


def keep_owners(claims: list[Claim]) -> None:
    """A figure is one person's: where rules give it to several, the longer match keeps it."""
    owners: dict[int, list[tuple[int, Claim, Fact]]] = {}
    for claim in claims:
        for fact in claim.facts:
            if fact.field in {"votes", "share", "rank", "seats", "number"}:
                owners.setdefault(id(fact.mention), []).append((claim.end - claim.start, claim, fact))
    for held in owners.values():
        if len({f.subject.id for _, _, f in held}) < 2:
            continue
        best = max(held, key=lambda h: h[0])
        same = {f.subject.id for _, c, f in held if c is best[1]}
        for _, claim, fact in held:
            if claim is not best[1] and fact.subject.id not in same:
                claim.facts = [f for f in claim.facts if f is not fact]


def hold_ties(claims: list[Claim]) -> None:
    """Who ties with as many votes as another wins nothing by the same words: "each won 812 votes in the race
    for the Moor seat"."""
    ties = [c for c in claims if any(f.field == "outcome" and f.value == "tied" for f in c.facts)]
    for tie in ties:
        tied = {f.subject.id for f in tie.facts if f.value == "tied"}
        for claim in claims:
            if claim is not tie and claim.start < tie.end and tie.start < claim.end:
                claim.facts = [f for f in claim.facts if not (f.value == "elected" and f.subject.id in tied)]


def await_runoff(claims: list[Claim]) -> None:
    """Who goes on to a run-off has won nothing yet: "Holt will face Orr in a run-off; both beat Ferris"."""
    going_on = {
        f.subject.id for c in claims for f in c.facts if f.field == "outcome" and f.value == "advanced"
    }
    for claim in claims if going_on else []:
        for fact in claim.facts:
            if fact.field == "outcome" and fact.value == "elected" and fact.subject.id in going_on:
                fact.value = "advanced"


def keep_places(claims: list[Claim]) -> None:
    """Whoever took a later place, or a place in a further round, did not win by the same words: "Orr took
    third in the race for mayor", "Orr won a spot in the run-off for mayor"."""
    for claim in claims:
        for fact in claim.facts:
            later = fact.field == "rank" and isinstance(fact.value, int) and fact.value > 1
            onward = fact.field == "outcome" and fact.value == "advanced"
            if not (later or onward) or fact.mention is None:
                continue
            who = fact.subject.id
            for other in claims:
                told = other.start <= fact.mention.start < other.end if later else covers_most(other, claim)
                if other is not claim and told:
                    other.facts = [
                        f
                        for f in other.facts
                        if not (f.subject.id == who and f.field == "outcome" and f.value == "elected")
                    ]


def covers_most(left: Claim, right: Claim) -> bool:
    """Whether two claims are of the same words of a sentence."""
    inside = min(left.end, right.end) - max(left.start, right.start)
    return inside * 2 > min(left.end - left.start, right.end - right.start)


def take_side(found: Analysis, index: int, claims: list[Claim]) -> None:
    """Whoever a sentence speaks of after "On the Republican side" stands for that party."""
    sides = [(m, m.attrs["parts"].get("slate")) for at, m in found.contests if at == index]
    sentence = found.sentences[index]
    for contest, side in sides:
        if contest.rule != "party-side" or not side:
            continue
        parties = {m.id for m in found.within(sentence.start, sentence.end) if m.label == "SLATE"}
        if len(parties) > 1:
            continue
        people = [s for claim in claims for s in claim.subjects() if s.start > contest.start]
        people += [m for m in found.mentions if 0 < m.start - contest.end <= 3]
        found.attributes += [
            Fact(person, "affiliation", "stood_for", side[0], "carried")
            for person in people
            if person.label == "PERSON"
        ]


def absorb(claims: list[Claim]) -> list[Claim]:
    """A claim that names no post says nothing beside claims of the same people that do: its further facts
    go there."""
    kept: list[Claim] = []
    behind: list[tuple[Claim, list[Claim]]] = []
    for claim in claims:
        if is_repeated(claim, claims):
            continue
        homes = {
            s.id: [
                c
                for c in claims
                if c is not claim
                and "post" in c.anchors
                and any(f.subject.id == s.id and f.field == "outcome" for f in c.facts)
            ]
            for s in claim.subjects()
        }
        if "post" in claim.anchors or not homes or not all(homes.values()):
            behind.append((claim, [c for held in homes.values() for c in held]))
            kept.append(claim)
            continue
        for fact in claim.facts:
            for home in homes[fact.subject.id]:
                if not any(f.subject.id == fact.subject.id and f.field == fact.field for f in home.facts):
                    home.facts.append(fact)
    for claim, before in behind:
        follow_post(claim, before)
    return kept


def is_repeated(claim: Claim, claims: list[Claim]) -> bool:
    """Whether another text of the same rule says the same of the same people and names their post itself, so
    that the post beside this one is another's: "Holt was elected chair over Orr, and Quill secretary"."""
    if any(name == "post" for name, _ in claim.slots) or "post" not in claim.anchors:
        return False
    told = {(f.subject.id, f.field, f.value) for f in claim.facts}
    return any(
        c is not claim
        and c.rule == claim.rule
        and any(name == "post" for name, _ in c.slots)
        and told <= {(f.subject.id, f.field, f.value) for f in c.facts}
        for c in claims
    )


def follow_post(claim: Claim, homes: list[Claim]) -> None:
    """A claim that names no contest is of the one post that somebody in it won before in the sentence: "Holt
    was elected chair, taking 33 votes to Orr's 16"."""
    named = {"post", "place", "body", "contest", "organisation"}
    posts = {c.anchors["post"].start for c in homes if c.start < claim.end}
    if claim.anchors.keys() & named or len(posts) != 1 or claim.qualifiers:
        return
    home = next(c for c in homes if c.anchors["post"].start in posts)
    for kind in named & home.anchors.keys():
        claim.anchors[kind] = home.anchors[kind]


def share_office(claims: list[Claim]) -> None:
    """Who is kept in an office has the figures of the sentence for it: "Clerk Ann Cole was re-elected with 60
    percent, to 40 for Bo Day"."""
    kept = {
        f.subject.id
        for c in claims
        if c.settings.get("office") == "winner"
        for f in c.facts
        if f.field == "outcome" and f.value == "elected"
    }
    for claim in claims if kept else []:
        held = kept & {s.id for s in claim.subjects()}
        if held and "office" not in claim.settings and not claim.anchors.keys() & {"post", "body", "contest"}:
            claim.settings |= {"office": "winner", "office_of": held}


def source_of(skeleton: Skeleton) -> Mention | None:
    """Whose word a sentence passes on: "According to Forward, ..."."""
    texts = [u.text for u in skeleton.units[:2]]
    if texts == ["according", "to"] and len(skeleton.units) > 2:
        mention = next((u.mention for u in skeleton.units[2:6] if u.mention is not None), None)
        return (
            mention if mention is not None and mention.label in {"SLATE", "PERSON", "ORGANISATION"} else None
        )
    return None


OWN_WORDS = 8  # characters


def is_aside(found: Analysis, start: int, end: int, claim: Claim) -> bool:
    """Whether a mark stands on a relative clause that a claim goes around: "Nia Holt, who was elected in
    2011, beat Sam Orr"."""
    if not (claim.start < start and end < claim.end):
        return False
    first, last = found.token_at(start), found.token_at(end)
    opens = found.lowers[first] == "who" or found.lowers[first : first + 2] == [",", "who"]
    return opens and "," in found.lowers[last : last + 2]


def covers(start: int, end: int, claim: Claim) -> bool:
    """Whether a mark's stretch holds most of a claim's own words, so that a neighbour clause's mark does not
    reach it. Names count only where the claim has few other words: in "Nia Holt, who was elected last
    year," the name stands outside of the clause."""
    names = [(m.start, m.end) for _, m in claim.slots if claim.start <= m.start and m.end <= claim.end]
    whole = claim.end - claim.start
    inside = min(end, claim.end) - max(start, claim.start)
    own = whole - sum(e - s for s, e in names)
    if own >= OWN_WORDS:
        inside -= sum(max(0, min(end, e) - max(start, s)) for s, e in names)
        whole = own
    return inside * 2 >= whole
