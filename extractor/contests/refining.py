"""Refining: what a claim says once its own words and the article around it are read.

A rule fills its slots without looking further. Which anchor a slot is, whether two figures are percentages,
which office somebody lost and which heading stands above is seen here.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from extractor.contests.carrying import take_heading, take_opening
from extractor.contests.topic import is_nation
from extractor.mentions import Analysis, Claim, Fact, Mention
from extractor.rules.anchor_words import AnchorWords

__all__ = ["refine"]

AHEAD = re.compile(r"-(?:elect|designate)$")
"""The end of a post that is not taken up yet: a governor-elect was elected governor."""


def refine(
    found: Analysis,
    claim: Claim,
    words: AnchorWords,
    past: frozenset[str],
    seats: dict[str, list[Mention]],
) -> None:
    """Mend a claim's anchors and figures before its contest is looked for.

    `past` are the words before an office that is held no longer: "former", "ousted"; `seats` the numbered
    areas by which somebody is told of.
    """
    settle_labels(claim)
    drop_generic(claim, words)
    drop_dateline(found, claim)
    read_percentages(found, claim)
    doubt_comparison(claim)
    give_larger(claim)
    take_office(found, claim, past, words.executive)
    take_town(found, claim)
    take_heading(found, claim)
    take_seat(found, claim, seats)
    take_opening(found, claim, words.standing)
    drop_nation(claim)
    drop_counters(claim, words)


def settle_labels(claim: Claim) -> None:
    """A slot takes several labels; the mention's own label says which anchor it is."""
    post = claim.anchors.get("post")
    if post is not None and post.label == "COMMITTEE":
        claim.anchors.pop("post")
        claim.anchors.setdefault("body", post)
    if post is not None and claim.group is None and post.text.endswith(".") and len(post.text) <= TITLE:
        claim.anchors.pop("post", None)  # "elected Rep. Nia Holt to be whip"
    elif post is not None and post.text.lower().split()[-1] in {"candidate", "nominee"}:
        claim.settings.setdefault("contest.kind", "nomination")
    if post is not None:
        post.id = AHEAD.sub("", post.id)
    if post is not None and post.label == "CONTEST":
        claim.anchors.pop("post")
        claim.anchors.setdefault("contest", post)
        for part, filled in post.attrs.get("parts", {}).items():
            claim.anchors.setdefault(part, filled[0])
    drop_nation(claim)
    contest = claim.anchors.get("contest")
    if contest is not None and contest.label == "PLACE":
        claim.anchors.setdefault("place", contest)


TITLE = 6  # characters of a title that is cut short before a name: "Rep.", "Sen."

REACH = 200  # characters around a claim in which figures of the same kind stand

NAME = 40  # characters: how far before a post its town begins
LISTS = frozenset({"rows", "names", "post-row"})
"""The rules of blocks of rows."""

DATELINE = re.compile(
    r"[A-Z][\w.']*(?: [A-Z][\w.']*){0,3}(?:, [A-Z][\w. ]{1,20})?\s?(?::|\([A-Z][\w ]{1,20}\)|[-–—]{1,2} )"
)
"""The place that a report was filed from, as its first words: "JOHOR BARU: ", "Kano, Nigeria (Wire) - "."""


def drop_generic(claim: Claim, words: AnchorWords) -> None:
    """Who is elected a "member" or one of the "officers" of a body is elected to no post; a list that is
    headed "Delegates" or "Representatives" names theirs."""
    post = claim.anchors.get("post")
    listed = claim.rule in LISTS and post is not None and post.text.lower() in words.section_posts
    if post is not None and post.text.lower() in words.generic and not listed:
        claim.anchors.pop("post")


def drop_counters(claim: Claim, words: AnchorWords) -> None:
    """Who counts the votes is not the body that is elected."""
    body = claim.anchors.get("body")
    if body is not None and words.counts_votes(body):
        claim.anchors.pop("body")


def drop_nation(claim: Claim) -> None:
    """A country is nobody's constituency."""
    place = claim.anchors.get("place")
    if place is not None and is_nation(place):
        claim.anchors.pop("place")


def drop_dateline(found: Analysis, claim: Claim) -> None:
    """Where a report was filed is no constituency: "ISLAMABAD: Ann Cole was elected"."""
    place = claim.anchors.get("place")
    if place is None or place.attrs.get("area"):
        return
    sentence = found.sentences[found.sentence_at(place.start)]
    if sentence.start != place.start or sentence.kind != "prose":
        return
    line = DATELINE.match(found.text, place.start)
    first = sentence.paragraph == found.sentences[0].paragraph + 1
    if (
        line is not None
        and line.end() > place.end
        and (first or (place.text.isupper() and len(place.text) > 4))
    ):
        claim.anchors.pop("place")


def doubt_comparison(claim: Claim) -> None:
    """Who has fewer votes than another was not elected before that one: "1 vote, compared with 6 for Quill"
    tells of no winner."""
    votes = {f.subject.id: f.value for f in claim.facts if f.field == "votes"}
    if len(votes) < 2 or not all(isinstance(v, (int, float)) for v in votes.values()):
        return
    lost = [
        votes[f.subject.id] for f in claim.facts if is_outcome(f, "not_elected") and f.subject.id in votes
    ]
    rest = {f.subject.id for f in claim.facts if is_outcome(f, "not_elected")}
    others = [value for who, value in votes.items() if who not in rest]
    if lost and others and max(lost) > max(others):
        claim.facts = [f for f in claim.facts if f.field != "outcome"]


def is_outcome(fact: Fact, value: str) -> bool:
    """Whether a fact states this outcome of a person."""
    return fact.field == "outcome" and fact.value == value


def read_percentages(found: Analysis, claim: Claim) -> None:
    """Two bare figures that make a hundred are percentages: "beat Ferris 52-48". Where votes are halved,
    "213.5 votes", a fraction is none."""
    fractions = [
        f for f in claim.facts if f.field == "votes" and f.mention.label == "COUNT" and is_fraction(f.value)
    ]
    halved = fractions and any(
        m.label == "VOTES" and isinstance(m.value, float)
        for m in found.within(claim.start - REACH, claim.end + REACH)
    )
    if not halved:
        for fact in fractions:
            fact.field = "share"
    figures = [f for f in claim.facts if f.field == "votes"]
    if len(figures) != 2 or any(f.mention.label != "COUNT" for f in figures):
        return
    values = [f.value for f in figures]
    if all(isinstance(v, (int, float)) for v in values) and 99 <= sum(values) <= 101:
        for fact in figures:
            fact.field = "share"
            fact.value = float(fact.value)


def give_larger(claim: Claim) -> None:
    """Of two figures told of who lost to whom the larger is the winner's: "lost to Orr, 57 percent to 43"."""
    if not claim.settings.get("larger_wins"):
        return
    outcomes = {f.subject.id: f.value for f in claim.facts if f.field == "outcome"}
    figures = [f for f in claim.facts if f.field in {"votes", "share"}]
    if len(figures) != 2 or not all(isinstance(f.value, int | float) for f in figures):
        return
    high, low = sorted(figures, key=lambda f: -f.value)
    if outcomes.get(high.subject.id) == "not_elected":
        high.subject, low.subject = low.subject, high.subject


def is_fraction(value: object) -> bool:
    """Whether a bare figure can only be a percentage: "39.8" behind "34.2 per cent"."""
    return isinstance(value, float) and not value.is_integer() and value < 100


def take_office(found: Analysis, claim: Claim, past: frozenset[str], executive: frozenset[str]) -> None:
    """Who is ousted or kept in office names the post by the office: "ousted Sheriff Ben Wray"; but a premier
    keeps a seat."""
    role = claim.settings.get("office")
    if role is None or claim.anchors.keys() & {"post", "body", "contest"}:
        return
    wanted = "not_elected" if role == "loser" else "elected"
    people = {f.subject.id for f in claim.facts if f.field == "outcome" and f.value == wanted}
    people |= claim.settings.get("office_of", set())
    offices = {
        f.mention.id: f.mention
        for f in found.attributes
        if f.field == "office" and f.subject.id in people and is_held(found, f.mention, past)
    }
    offices = {i: m for i, m in offices.items() if executive.isdisjoint(m.text.lower().split())}
    if len({o.id.split("-")[-1] for o in offices.values()}) == 1:
        office = min(offices.values(), key=lambda o: len(o.id))
        claim.anchors["post"] = office
        town = next((o.attrs["town"] for o in offices.values() if "town" in o.attrs), None)
        town = town or home_of(found, offices.values(), people)
        if town is not None:
            claim.anchors.setdefault("place", town)


def take_town(found: Analysis, claim: Claim) -> None:
    """A place right before a post is the place of the post: "the Ashby mayoralty"."""
    post = claim.anchors.get("post")
    if post is None or post.label != "POSITION" or "place" in claim.anchors or claim.group is not None:
        return
    first = found.token_at(post.start)
    if first == 0 or not found.words[first - 1][:1].isupper():
        return
    towns = [
        m
        for m in found.within(post.start - NAME, post.start)
        if m.label == "PLACE" and found.token_at(m.end - 1) == first - 1
    ]
    if len(towns) == 1 and not is_nation(towns[0]):
        claim.anchors["place"] = towns[0]


def home_of(found: Analysis, offices: Collection[Mention], people: set[str]) -> Mention | None:
    """The one place right before an office that is held: "Hamilton Mayor Ann Cole"."""
    ends = {office.start - 1 for office in offices}
    homes = {
        f.mention.id: f.mention
        for f in found.attributes
        if f.field == "home" and f.subject.id in people and f.mention.end in ends
    }
    return next(iter(homes.values())) if len(homes) == 1 else None


def seats_of(found: Analysis) -> dict[str, list[Mention]]:
    """The numbered areas by which people are told of: "Ward 5 incumbent Ann Cole"."""
    seats: dict[str, list[Mention]] = {}
    for fact in found.attributes:
        area = fact.mention
        if fact.field == "home" and area.attrs.get("area") and area.text[-1:].isdigit():
            seats.setdefault(fact.subject.id, []).append(area)
    return seats


def take_seat(found: Analysis, claim: Claim, seats: dict[str, list[Mention]]) -> None:
    """Who is told of by the numbered area of a seat stood in it: "Ward 5 incumbent Ann Cole was ousted"."""
    if claim.anchors.keys() & {"place", "post", "contest"} or claim.group is not None:
        return
    people = {f.subject.id for f in claim.facts if f.field == "outcome"}
    if len(people) > 2:
        return
    sentence = found.sentences[claim.sentence]
    told = {
        area.id: area
        for person in people
        for area in seats.get(person, [])
        if sentence.start <= area.start < sentence.end
    }
    if len(told) == 1:
        claim.anchors["place"] = next(iter(told.values()))


def is_held(found: Analysis, office: Mention, past: frozenset[str]) -> bool:
    """Whether an office before a name is held, not past: "former mayor Tom Ferris"."""
    token = found.token_at(office.start)
    before = set(found.lowers[max(0, token - 2) : token])
    return office.label == "POSITION" and before.isdisjoint(past)
