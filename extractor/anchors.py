"""Anchors: which committee, position, place or contest a claim speaks of.

Within a sentence an anchor belongs to the claim that it stands in or after, in front of the next claim;
one that opens the sentence ("In Wisconsin, ...") belongs to all claims until one has its own.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Mention, Sentence
from extractor.skeleton import Skeleton

__all__ = ["attach_anchors", "is_generic", "label_anchors"]

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
LEADS: dict[str, frozenset[str]] = {
    "post": frozenset(
        ["as", "for", "of", "to", "become", "becomes", "be", "became", "new", "position", "post",
            "office", "title", "role", "elected", "chosen", "named", "win", "won", "winning"]
    ),
    "body": frozenset(["to", "on", "onto", "for", "of", "in", "the", "by", "join", "joins", "joined"]),
    "place": frozenset(["in", "for", "at", "of", "across"]),
    "organisation": frozenset(["of", "in", "to", "at", "for"]),
    "seats": frozenset(["to", "for", "fill", "filled"]),
}  # fmt: skip


GENERIC = frozenset(
    ["member", "members", "officer", "officers", "representative", "representatives", "rep", "reps",
        "delegate", "delegates", "official", "minister", "clerk", "judge"]
)  # fmt: skip
"""Posts that are named by their modifiers only."""
WHOSE = frozenset(
    ["party", "union", "society", "club", "association", "public", "voting", "core", "team", "community",
        "local", "grassroots", "ordinary", "rank-and-file", "student", "students"]
)  # fmt: skip
VENUES = frozenset(
    ["conference", "convention", "congress", "meeting", "agm", "assembly", "rally", "ceremony", "hotel",
        "gathering", "summit", "session", "hustings", "symposium", "festival", "event", "count", "dinner"]
)  # fmt: skip
"""What is held in a place: the place is where it met, not who voted."""
CHAMBERS = frozenset({"house", "senate", "assembly", "council", "congressional", "school", "legislative"})
REACH = 120  # characters between a claim and an anchor behind it
BARRIERS = frozenset({"who", "which", "whose", "whom", ";", "while", "whereas", "but"})


def reaches(found: Analysis, mention: Mention, claim: Claim) -> bool:
    """Whether nothing stands between a claim and an anchor behind it that starts another thought."""
    if mention.start < claim.end:
        return True
    if mention.start - claim.end > REACH:
        return False
    first, last = found.token_at(claim.end), found.token_at(mention.start)
    return BARRIERS.isdisjoint(found.lowers[first:last])


def is_generic(found: Analysis, mention: Mention) -> bool:
    """Whether a post is no post: a bare "member", "delegates", or a party's member."""
    words = mention.text.lower().split()
    if words[-1] not in GENERIC:
        return False
    if set(words[:-1]) <= WHOSE:
        return True
    return mention.text.lower() in GENERIC or any(
        m.label == "SLATE"
        and mention.start <= m.start < m.end <= mention.end
        and set(found.text[m.end : mention.end].lower().split()[:-1]) <= WHOSE
        for m in found.mentions
    )


def lead(skeleton: Skeleton, index: int) -> str:
    """The word that leads a unit in, determiners skipped; before a numbered district its chamber too."""
    at = index - 1
    mention = skeleton.units[index].mention
    if mention is not None and mention.attrs.get("area") and at >= 0:
        before = skeleton.units[at]
        if before.text in CHAMBERS or (before.mention is not None and before.mention.label == "COMMITTEE"):
            at -= 1
    while (
        at >= 0
        and skeleton.units[at].mention is None
        and skeleton.units[at].text
        in {
            "the",
            "a",
            "an",
            "its",
            "their",
            "his",
            "her",
            "'s",
            "new",
            "party",
            "state",
            "city",
            "union",
            "society",
            "association",
            "club",
            "university",
            "organisation",
            "organization",
            "country",
            "nation",
            "company",
            "group",
            "town",
            "county",
        }
    ):
        at -= 1
    return skeleton.units[at].text if at >= 0 and skeleton.units[at].mention is None else ""


def attach_anchors(
    found: Analysis, sentence: Sentence, skeleton: Skeleton, whole: Skeleton, claims: list[Claim]
) -> None:
    """Give each claim of a sentence the anchors that belong to it and that its rule did not name.

    `skeleton` is the sentence without appositions; `whole` still has them: a place or post in one counts
    only where the sentence itself names none ("Scott, a first-term incumbent in South Carolina, won").
    """
    if not claims:
        return
    for claim in claims:
        unpack(claim)
        open_seats(found, claim)
        open_post(found, claim)
    scan(found, skeleton, claims)
    if whole is not skeleton and not any(
        c.anchors.keys() & {"place", "contest", "post", "body"} for c in claims
    ):
        scan(found, whole, claims, kinds=frozenset({"place", "contest"}))
    opening_area(found, sentence, claims)
    share_anchors(claims)
    follow_place(found, claims)


def scan(
    found: Analysis, skeleton: Skeleton, claims: list[Claim], kinds: frozenset[str] | None = None
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
        word = lead(skeleton, index)
        opens = kind == "place" and index == 0 and mention.attrs.get("area")
        if kind in LEADS and word not in LEADS[kind] and not opens:
            continue
        post = post_before(skeleton, index) if mention.attrs.get("office") else None
        if kind == "place" and word == "of" and not mention.attrs.get("area") and post is None:
            continue
        if kind == "place" and is_venue(skeleton, index):
            continue
        if kind == "post" and is_generic(found, mention):
            continue
        owners = [c for c in owners_of(mention, ordered) if kind == "contest" or reaches(found, mention, c)]
        if kind in {"post", "place"}:
            owners = [c for c in owners if not is_total(c)]
        if post is not None:
            owners = [c for c in owners if c.anchors.get("post") is post]
        for claim in owners:
            if kind == "contest":
                claim.anchors.setdefault("contest", mention)
                unpack(claim)
            elif kind == "place":
                if "place" not in claim.anchors:
                    claim.anchors["place"] = mention
            else:
                claim.anchors.setdefault(kind, mention)
                open_seats(found, claim)
                open_post(found, claim)


def is_venue(skeleton: Skeleton, index: int) -> bool:
    """Whether a place is where people met: "elected at the union's conference in Durham"."""
    if index == 0 or skeleton.units[index - 1].text not in {"in", "at", "of"}:
        return False
    for unit in reversed(skeleton.units[max(0, index - 8) : index]):
        held = unit.mention
        noun = held.text.split()[-1].lower() if held is not None else unit.text
        if noun in VENUES:
            return True
        if held is not None and held.label in {"ORGANISATION", "COMMITTEE", "SLATE", "DATE"}:
            continue
        if unit.text not in {"in", "at", "the", "of", "'s", "city", "downtown", "nearby"}:
            return False
    return False


def post_before(skeleton: Skeleton, index: int) -> Mention | None:
    """The post whose area a place is: "mayor of Tasman Bay"."""
    at = index - 1
    while at >= 0 and skeleton.units[at].mention is None and skeleton.units[at].text in {"of", "for", "the"}:
        at -= 1
    mention = skeleton.units[at].mention if at >= 0 else None
    return mention if mention is not None and mention.label == "POSITION" else None


LABEL = 10  # tokens


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
    for claim in claims:
        if claim.start >= found.ends[colon] and not claim.anchors.keys() & {
            "post",
            "place",
            "body",
            "contest",
        }:
            for mention in label:
                kind = KINDS.get(mention.label)
                if kind in {"post", "place", "body"}:
                    claim.anchors.setdefault(kind, mention)


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


def follow_place(found: Analysis, claims: list[Claim]) -> None:
    """Figures behind a win belong to its place: "Holt won Ohio, where she took 71 percent to Ferris's 23"."""
    ordered = sorted(claims, key=lambda c: (c.start, c.end))
    for claim in ordered:
        if claim.anchors.keys() & {"place", "contest", "post", "body"} or any(
            f.field == "outcome" and f.value in {"elected", "nominated"} for f in claim.facts
        ):
            continue
        before = [c for c in ordered if c.end <= claim.start and c.anchors.keys() & {"place", "post"}]
        nearest = max(before, key=lambda c: c.end, default=None)
        if nearest is None or "place" not in nearest.anchors or "place.list" in nearest.settings:
            continue
        between = found.within(nearest.end, claim.start)
        if not any(m.label in {"PLACE", "CONTEST", "COMMITTEE"} for m in between):
            claim.anchors["place"] = nearest.anchors["place"]


def is_total(claim: Claim) -> bool:
    """Whether a claim counts seats of a whole body ("seven of the 15 positions"): no one post is meant."""
    return any(
        f.field == "seats" and "of" in f.mention.attrs and not f.mention.attrs.get("all") for f in claim.facts
    )


def open_post(found: Analysis, claim: Claim) -> None:
    """A post that begins with its body names it: "NEC chair"."""
    post = claim.anchors.get("post")
    if post is not None and "body" not in claim.anchors:
        inside = [
            m
            for m in found.mentions
            if m.label == "COMMITTEE" and post.start <= m.start and m.end <= post.end
        ]
        if inside:
            claim.anchors["body"] = inside[0]


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


def unpack(claim: Claim) -> None:
    """A contest phrase brings its parts along."""
    contest = claim.anchors.get("contest")
    if contest is None:
        return
    for part, filled in contest.attrs.get("parts", {}).items():
        if part == "post" and filled[0].text.lower() in GENERIC:
            continue
        claim.anchors.setdefault(part, filled[0])
        if len(filled) > 1:
            claim.settings.setdefault(f"{part}.list", filled)
    for key, value in contest.attrs.items():
        if key.startswith("contest."):
            claim.settings.setdefault(key, value)


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
