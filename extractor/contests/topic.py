"""The topic: which vote the article as a whole is about.

Headline and lead name the contest once ("the South Carolina Democratic primary"); later sentences drop
it. What all contest phrases of an article agree on belongs to every contest of it that says nothing
else, with basis `carried`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.contests.draft import Draft, Reading
from extractor.contests.offices import contested_offices, tells_of_another
from extractor.contests.primaries import is_of_primaries
from extractor.contests.seated import names_others, seated_on
from extractor.contests.topic_limits import (
    in_passing,
    is_numbered,
    is_of_another,
    is_told_before,
    is_undivided,
    other_chamber,
)
from extractor.mentions import Analysis, Mention
from extractor.packs.pack import Packs
from extractor.rules.anchor_words import AnchorWords

__all__ = ["Topic", "apply_topic", "has_twin", "party_of", "read_topic"]

LEAD = 5  # sentences
SEVERAL = 3
"""Areas of which an article tells when it tells of a night of many races, not of one."""


@dataclass(slots=True)
class Topic:
    """What headline and lead say of the vote."""

    position: Mention | None = None
    constituency: Mention | None = None
    committee: Mention | None = None
    seated: Mention | None = None
    slate: Mention | None = None
    kind: str | None = None
    headline: bool = False
    member_posts: frozenset[str] = frozenset()
    offices: list[Mention] = field(default_factory=list)
    """Whether the headline itself names the position."""


def read_topic(found: Analysis, packs: Packs) -> Topic:
    """The topic of a document."""
    words, former = AnchorWords(packs), packs.cue("former")
    topic = Topic(member_posts=packs.cue("member_posts"))
    phrases = found.contests
    lead = [m for index, m in phrases if index < LEAD]
    kinds = [
        (index, m.attrs["contest.kind"]) for index, m in phrases if index < LEAD and "contest.kind" in m.attrs
    ]
    if kinds and not in_passing(kinds):
        topic.kind = kinds[0][1]
    elif found.sentences and is_of_primaries(found, packs):
        topic.kind = "nomination"
    topic.position = only(posts_of(found, phrases, words))
    if topic.position is None and topic.kind == "nomination":
        topic.position = only(
            [
                m
                for m in found.mentions
                if m.label == "POSITION"
                and m.attrs.get("adjective")
                and m.text.lower().endswith(("ial", "oral"))
            ]
        )
    headline = [(index, m) for index, m in phrases if index == 0]
    topic.position = topic.position or only(posts_of(found, headline, words))
    topic.headline = any(index == 0 and "post" in m.attrs["parts"] for index, m in phrases)
    topic.offices = contested_offices(found, packs)
    several = len(topic.offices) > 1
    if several and not topic.headline:
        topic.position = None
    topic.constituency = only([p for m in lead for p in m.attrs["parts"].get("place", [])])
    end = found.sentences[min(LEAD, len(found.sentences)) - 1].end if found.sentences else 0
    if topic.constituency is None and topic.kind in {None, "nomination"}:
        topic.constituency = only(
            [
                m
                for m in found.mentions
                if m.attrs.get("office")
                and m.label == "PLACE"
                and m.start < end
                and not is_past(found, m, former)
            ]
        )
    if topic.constituency is not None and is_nation(topic.constituency):
        topic.constituency = None
    heads = [m for index, m in phrases if index == 0] if several else lead
    counters = tuple(packs.cue("counting_bodies"))
    topic.committee = only([p for m in heads for p in m.attrs["parts"].get("body", [])])
    if topic.committee is not None and (
        names_others(found, topic.committee) or topic.committee.text.lower().endswith(counters)
    ):
        topic.committee = None
    if topic.committee is None:
        topic.seated = only(seated_on(found, packs.cue("seated")))
    topic.slate = only(
        [p for _, m in phrases for p in m.attrs["parts"].get("slate", []) if "contest.kind" in m.attrs]
    )
    if topic.slate is not None and any(
        m.label == "SLATE" and m.kind == "party" and m.id != topic.slate.id and m.start < end
        for m in found.mentions
    ):
        topic.slate = None
    return topic


def posts_of(found: Analysis, phrases: list[tuple[int, Mention]], words: AnchorWords) -> list[Mention]:
    """The posts that phrases of contests name, generic ones aside."""
    posts = [p for _, m in phrases for p in m.attrs["parts"].get("post", [])]
    return [p for p in posts if not words.is_generic(found, p)]


def is_nation(place: Mention) -> bool:
    """Whether a place is a country, which is nobody's constituency."""
    return bool(place.attrs.get("nation")) and not place.attrs.get("area")


def is_past(found: Analysis, place: Mention, former: frozenset[str]) -> bool:
    """Whether the office of a place is a past one: "the former mayor of Tasman Bay"."""
    token = found.token_at(place.start)
    return not former.isdisjoint(found.lowers[max(0, token - 4) : token])


def only(mentions: list[Mention]) -> Mention | None:
    """The one thing that all mentions name, or None."""
    return mentions[0] if mentions and len({m.id for m in mentions}) == 1 else None


def party_of(found: Analysis, person: str) -> str | None:
    """The party that the article gives a person, by id, where it gives one only."""
    parties = {
        f.mention.id
        for f in found.attributes
        if f.subject.id == person
        and f.field == "affiliation"
        and f.value == "stood_for"
        and f.mention.kind == "party"
    }
    return parties.pop() if len(parties) == 1 else None


def apply_topic(found: Analysis, topic: Topic, drafts: list[Draft], packs: Packs) -> None:
    """Give drafts what the topic knows and they lack."""
    current = [d for d in drafts if d.timing == "current"]
    undivided, chambers = packs.cue("undivided_posts"), packs.cue("chambers")
    alone = packs.cue("posts_of_no_board")
    if topic.kind is not None:
        for draft in current:
            here = draft.anchors.get("constituency")
            elsewhere = (
                here is not None
                and topic.constituency is not None
                and here.mention.id != topic.constituency.id
            )
            if (
                "kind" not in draft.settings
                and not (topic.kind == "by-election" and (elsewhere or len(current) > 3))
                and not (topic.kind == "nomination" and is_general(found, draft))
            ):
                draft.settings["kind"] = topic.kind
    share_kind(current)
    taken = topic.position is not None and any(
        "position" in d.anchors
        and d.anchors["position"].value == topic.position.id
        and d.is_won()
        and "constituency" not in d.anchors
        for d in current
    )
    areas = {d.anchors["constituency"].mention.id for d in current if "constituency" in d.anchors}
    races = sum(bool(d.candidacies) for d in current)
    single = not areas or (len(areas) < SEVERAL and races <= SEVERAL)
    owned = topic.position is not None and any(
        "position" in d.anchors and d.anchors["position"].value == topic.position.id and d.is_won()
        for d in current
    )
    moved_on = min(
        (
            min(draft.sentences)
            for draft in current
            if topic.position is not None and tells_of_another(draft, topic.position, "position")
        ),
        default=len(found.sentences),
    )
    held = {f.subject.id: f.mention.id.split("-")[-1] for f in found.attributes if f.field == "office"}
    for draft in current:
        if (
            topic.committee is not None
            and "committee" not in draft.anchors
            and not ("position" in draft.anchors and is_told_before(found, draft, topic.committee, current))
            and not other_chamber(draft, topic.committee, chambers)
            and not is_undivided(draft.anchors.get("position"), alone)
        ):
            draft.anchors["committee"] = carried(topic.committee)
        if (
            topic.seated is not None
            and not is_of_another(draft, topic.seated, current)
            and draft.settings.get("kind") != "nomination"
            and "committee" not in draft.anchors
            and sits(draft, topic.member_posts)
        ):
            draft.anchors["committee"] = carried(topic.seated)
        if not draft.candidacies:
            continue
        if (
            topic.position is not None
            and not (owned and is_told_before(found, draft, topic.position, current))
            and not (
                is_undivided(topic.position, undivided)
                and "constituency" in draft.anchors
                and is_numbered(draft.anchors["constituency"].mention)
            )
            and not (taken and draft.is_won() and "constituency" not in draft.anchors)
            and not draft.anchors.keys() & {"position", "committee"}
            and (
                min(draft.sentences) <= moved_on
                or all(held.get(key) in {None, topic.position.id.split("-")[-1]} for key in draft.candidacies)
            )
            and (single or topic.headline or topic.kind == "nomination")
        ):
            draft.anchors["position"] = carried(topic.position)
        if (
            topic.constituency is not None
            and "constituency" not in draft.anchors
            and not (
                is_numbered(topic.constituency) and is_undivided(draft.anchors.get("position"), undivided)
            )
            and (len(current) == 1 or draft is current[0])
            and not is_told_before(found, draft, topic.constituency, current)
        ):
            draft.anchors["constituency"] = carried(topic.constituency)
        if (
            topic.slate is not None
            and draft.settings.get("kind") == "nomination"
            and not has_twin(draft, current)
        ):
            for candidacy in draft.people():
                if not candidacy.affiliations and party_of(found, candidacy.key) in {None, topic.slate.id}:
                    reading = Reading(topic.slate.name, topic.slate, "topic", "carried")
                    candidacy.affiliations[topic.slate.id] = (reading, "stood_for")
    share_post(current)


def sits(draft: Draft, member_posts: frozenset[str]) -> bool:
    """Whether who is elected has a seat on the body, and no office of it: no post, or that of a member."""
    post = draft.anchors.get("position")
    return post is None or (post.mention.id or "").split("-")[-1] in member_posts


def share_kind(drafts: list[Draft]) -> None:
    """What one claim says of several places is of one kind in all of them."""
    told = {
        (claim.sentence, claim.start, claim.rule)
        for d in drafts
        if d.settings.get("kind") == "nomination"
        for claim in d.claims
    }
    for draft in drafts:
        if "kind" not in draft.settings and any((c.sentence, c.start, c.rule) in told for c in draft.claims):
            draft.settings["kind"] = "nomination"


def share_post(drafts: list[Draft]) -> None:
    """Who won in several areas stood for one post in all of them."""
    posts = {
        c.key: d.anchors["position"].mention for d in drafts if "position" in d.anchors for c in d.people()
    }
    for key, post in posts.items():
        won = [d for d in drafts if d.has_won(key) and "constituency" in d.anchors]
        for draft in won if len(won) > 1 else []:
            if not draft.anchors.keys() & {"position", "committee"}:
                draft.anchors["position"] = carried(post)


def has_twin(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether another party's primary in the same place is told of as well."""
    here = draft.anchors.get("constituency")
    return here is not None and any(
        other is not draft
        and other.is_won()
        and "constituency" in other.anchors
        and other.anchors["constituency"].value == here.value
        for other in drafts
    )


def is_general(found: Analysis, draft: Draft) -> bool:
    """Whether somebody beat candidates of other parties, which no party's primary sees."""
    people = list(draft.people())
    beaten = any(c.value("outcome") == "not_elected" for c in people)
    return beaten and len({party_of(found, c.key) for c in people} - {None}) > 1


def carried(mention: Mention) -> Reading:
    return Reading(mention.id, mention, "topic", "carried")
