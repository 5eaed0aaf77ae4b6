"""Anchors: which committee, position, place or contest a claim speaks of.

Within a sentence an anchor belongs to the claim that it stands in or after, in front of the next claim;
one that opens the sentence ("In Wisconsin, ...") belongs to all claims until one has its own.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Mention, Sentence
from extractor.naming import call
from extractor.rules.anchor_clauses import (
    behind_statistic,
    is_of_next,
    is_owned,
    is_past_clause,
    is_sought_by_another,
    is_where,
    opens_clause,
    owns_area,
    reaches,
    tells_of,
)
from extractor.rules.anchor_sharing import follow_place, opening_area, share_anchors, share_wins
from extractor.rules.anchor_words import AnchorWords, post_before
from extractor.rules.skeleton import Skeleton

__all__ = ["attach_anchors", "label_anchors"]

KINDS = {
    "POSITION": "post",
    "COMMITTEE": "body",
    "PLACE": "place",
    "CONTEST": "contest",
    "MAJORITY": "majority",
    "ORGANISATION": "organisation",
    "TERM": "term",
    "TURNOUT": "turnout",
    "SEATS": "seats",
}
TOLD = frozenset({"place", "body"})
"""What a relative clause may tell of: "in Ohio, where", "for the youth committee, where"."""
LABEL = 10  # tokens
CHAMBERS = frozenset({"House", "Senate", "Assembly"})
OPENING = 3  # units: a place that opens a sentence is of all its clauses


def attach_anchors(
    words: AnchorWords,
    found: Analysis,
    sentence: Sentence,
    skeleton: Skeleton,
    whole: Skeleton,
    claims: list[Claim],
) -> None:
    """Give each claim of a sentence the anchors that belong to it and that its rule did not name.

    `skeleton` is the sentence without appositions; `whole` still has them: a place or post in one counts
    only where the sentence itself names none ("Scott, a first-term incumbent in South Carolina, won").
    """
    if not claims:
        return
    hand_on_place(words, found, claims)
    for claim in claims:
        unpack(words, claim)
        open_seats(found, claim)
        open_post(found, claim)
    scan(words, found, skeleton, claims)
    if whole is not skeleton and not any(
        c.anchors.keys() & {"place", "contest", "post", "body"} for c in claims
    ):
        scan(words, found, whole, claims, kinds=frozenset({"place", "contest"}))
    opening_area(found, sentence, claims)
    open_sections(words, claims)
    share_anchors(claims)
    share_wins(claims)
    follow_place(found, claims)


def hand_on_place(words: AnchorWords, found: Analysis, claims: list[Claim]) -> None:
    """The last place of a list that opens the next clause is that one's: "Holt won in Ohio, and in Maine,
    Ida Cole won"."""
    for claim in claims:
        places = claim.settings.get("place.list", [])
        following = [c for c in claims if len(places) > 1 and opens_clause(words, found, places[-1], c)]
        if following:
            for other in following:
                other.anchors.setdefault("place", places[-1])
            claim.settings["place.list"] = places[:-1]


def scan(
    words: AnchorWords,
    found: Analysis,
    skeleton: Skeleton,
    claims: list[Claim],
    kinds: frozenset[str] | None = None,
) -> None:
    """Hand out the anchors of one skeleton."""
    used = {id(m) for claim in claims for _, m in claim.slots}
    ordered = sorted(claims, key=lambda c: (c.start, c.end))
    for index, unit in enumerate(skeleton.units):
        mention = unit.mention
        if mention is None or mention.label not in KINDS or id(mention) in used:
            continue
        kind = KINDS[mention.label]
        if kinds is not None and kind not in kinds:
            continue
        word = words.lead(skeleton, index)
        opens = kind == "place" and (
            (bool(mention.attrs.get("area")) and (index == 0 or is_owned(skeleton, index)))
            or is_where(skeleton, index)
        )
        counted = kind == "place" and behind_statistic(skeleton, index)
        free = opens or counted or mention.rule == "section"  # "elected to the women's section"
        if kind in words.leads and word not in words.leads[kind] and not free:
            continue
        post = post_before(skeleton, index) if mention.attrs.get("office") else None
        if kind == "place" and word == "of" and not mention.attrs.get("area") and post is None:
            continue
        if kind == "place" and words.is_venue(skeleton, index):
            continue
        if kinds is not None and words.is_of_past(found, mention):
            continue
        if kind == "post" and words.is_generic(found, mention):
            continue
        opened = [c for c in ordered if kind == "place" and opens_clause(words, found, mention, c)]
        told = [c for c in ordered if kind in TOLD and tells_of(words, found, mention, c)]
        behind = any(c.end <= mention.start or c.start <= mention.start < c.end for c in ordered)
        if told and (kind != "place" or not behind):
            opened = told
        owners = opened or [
            c for c in owners_of(mention, ordered) if kind == "contest" or reaches(words, found, mention, c)
        ]
        if kind in {"place", "contest", "body"} and index > OPENING:
            owners = [c for c in owners if not is_past_clause(found, mention, c)]
        if kind in {"post", "place"}:
            owners = [c for c in owners if not is_total(c)]
        if kind == "body":
            owners = [c for c in owners if not is_sought_by_another(found, mention, c)]
        if kind == "place" and owns_area(skeleton, index):
            continue
        if kind == "post":
            owners = [c for c in owners if not is_of_next(found, mention, c)]
        if post is not None:
            owners = [c for c in owners if c.anchors.get("post") is post]
        for claim in owners:
            if kind == "contest":
                if claim.anchors.setdefault("contest", mention) is not mention:
                    widen(claim, mention)
                unpack(words, claim)
            elif kind == "place":
                nearer = mention.end <= claim.start and (is_where(skeleton, index) or claim in opened)
                if "place" not in claim.anchors or nearer:
                    claim.anchors["place"] = mention
            else:
                if claim in opened:
                    claim.anchors[kind] = mention
                claim.anchors.setdefault(kind, mention)
                open_seats(found, claim)
                open_post(found, claim)


def owners_of(mention: Mention, ordered: list[Claim]) -> list[Claim]:
    """The claims that an anchor belongs to."""
    inside = [c for c in ordered if c.start <= mention.start < c.end]
    if inside:
        return inside
    before = [c for c in ordered if c.end <= mention.start]
    if before:
        latest = max(c.end for c in before)
        return [c for c in before if c.end == latest or overlaps(c, max(before, key=lambda c: c.end))]
    return ordered


def overlaps(left: Claim, right: Claim) -> bool:
    return left.start < right.end and right.start < left.end


def is_total(claim: Claim) -> bool:
    """Whether a claim counts seats of a whole body ("seven of the 15 positions"): no one post is meant."""
    return any(
        f.field == "seats" and "of" in f.mention.attrs and not f.mention.attrs.get("all") for f in claim.facts
    )


def unpack(words: AnchorWords, claim: Claim) -> None:
    """A contest phrase brings its parts along."""
    contest = claim.anchors.get("contest")
    if contest is None:
        return
    for part, filled in contest.attrs.get("parts", {}).items():
        if part == "post" and filled[0].text.lower() in words.generic:
            continue
        claim.anchors.setdefault(part, filled[0])
        if len(filled) > 1:
            claim.settings.setdefault(f"{part}.list", filled)
    for key, value in contest.attrs.items():
        if key.startswith("contest."):
            claim.settings.setdefault(key, value)


def widen(claim: Claim, contest: Mention) -> None:
    """A second contest phrase of the sentence says of which body the first one is: "In the election for the
    board, Nia Holt won the staff seat"."""
    if contest.end > claim.start or "body" in claim.anchors:
        return
    bodies = contest.attrs.get("parts", {}).get("body", [])
    if len(bodies) == 1:
        claim.anchors["body"] = bodies[0]


def open_seats(found: Analysis, claim: Claim) -> None:
    """Counted seats name the post inside them: "all five CLP representative positions"."""
    for mention in [m for name, m in claim.slots if m.label == "SEATS"] + [
        m for k, m in claim.anchors.items() if k == "seats"
    ]:
        inside = [
            m
            for m in found.mentions
            if m.label == "POSITION" and mention.start <= m.start and m.end <= mention.end
        ]
        inside = [
            m for m in inside if not m.attrs.get("bare") and m.end - m.start < mention.end - mention.start
        ]
        if inside:
            claim.anchors.setdefault("post", max(inside, key=len))
        chamber = chamber_of(found, mention)
        if chamber is not None:
            claim.anchors.setdefault("body", chamber)


def chamber_of(found: Analysis, seats: Mention) -> Mention | None:
    """The house that counted seats are of, "six House seats": the one of that word that the article names."""
    first, last = found.token_at(seats.start), found.token_at(seats.end - 1)
    token = next((t for t in range(first, last) if found.words[t] in CHAMBERS), None)
    if token is None:
        return None
    word = found.words[token]
    named = {m.id: m for m in found.mentions if m.label == "COMMITTEE" and word in m.text.split()}
    if len(named) > 1:
        return None
    house = found.mention("COMMITTEE", token, token, rule="seats")
    call(house, house.text)
    for known in named.values():
        house.id, house.name = known.id, known.name
    return house


def open_sections(words: AnchorWords, claims: list[Claim]) -> None:
    """A college or school whose members elect a senator or representative is the section that votes."""
    for claim in claims:
        section, post = (
            claim.anchors.get("organisation"),
            claim.anchors.get("post") or claim.anchors.get("seats"),
        )
        if section is None or post is None or "place" in claim.anchors:
            continue
        named = set(post.text.lower().split())
        if section.text.lower().split()[0] in words.sections and named & words.section_posts:
            claim.anchors["place"] = claim.anchors.pop("organisation")


def open_post(found: Analysis, claim: Claim) -> None:
    """A post that begins with its body names it: "NEC chair"."""
    post = claim.anchors.get("post")
    if post is not None and "body" not in claim.anchors and " " in post.text:
        inside = [
            m
            for m in found.mentions
            if m.label == "COMMITTEE" and post.start <= m.start and m.end <= post.end
        ]
        if inside:
            claim.anchors["body"] = inside[0]


def label_anchors(found: Analysis, sentence: Sentence, claims: list[Claim]) -> None:
    """What stands before a colon names the contest: "Eastern, women's seat: Andrea Lowe, elected
    unopposed"."""
    stop = min(sentence.last_token, sentence.first_token + LABEL)
    colon = next((t for t in range(sentence.first_token, stop) if found.lowers[t].endswith(":")), None)
    if colon is None:
        return
    label = found.within(sentence.start, found.ends[colon])
    if any(m.label in {"PERSON", "VOTES", "DATE"} for m in label):
        return
    bodies = [m for m in label if m.label == "COMMITTEE"]
    label = [
        m for m in label if not any(b is not m and b.start <= m.start and m.end <= b.end for b in bodies)
    ]
    for claim in claims:
        if claim.start < found.ends[colon]:
            continue
        free = not claim.anchors.keys() & {"post", "place", "body", "contest"}
        for mention in label:
            kind = KINDS.get(mention.label)
            if kind in {"post", "place", "body"} and (free or (kind == "place" and lacks_place(claim))):
                claim.anchors.setdefault(kind, mention)


def lacks_place(claim: Claim) -> bool:
    """Whether a claim of a contest that is told by its kind only still lacks the place: "District 9: Ann Cole
    won the Labour primary"."""
    contest = claim.anchors.get("contest")
    return (
        "place" not in claim.anchors
        and contest is not None
        and not contest.attrs["parts"].keys() & {"place", "body", "post"}
    )
