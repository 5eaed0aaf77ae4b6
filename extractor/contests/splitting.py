"""Splitting: one claim that tells of several contests becomes a claim for each.

A sentence gives one winner several places, winners and losers of two parties in one primary, or several
who stood each in a state of their own.
"""

from __future__ import annotations

from extractor.contests.draft import WON
from extractor.contests.topic import party_of
from extractor.mentions import Analysis, Claim, Fact, Mention
from extractor.packs.pack import Packs

__all__ = ["split_claim"]

BEHIND = 2  # tokens
TITLE = 2  # characters between a title and the name behind it


def split_claim(found: Analysis, claim: Claim, packs: Packs) -> list[Claim]:
    """The claims of one contest each that a claim is made of."""
    return [
        single
        for place in split_places(claim)
        for party in split_parties(found, place)
        for winner in split_winners(found, party)
        for home in split_homes(found, winner, packs)
        for officer in split_offices(found, home, packs)
        for single in split_kept_offices(found, officer)
    ]


def split_kept_offices(found: Analysis, claim: Claim) -> list[Claim]:
    """Holders of different offices who were kept in them: "Clerk Ann Cole and Assessor Bo Day were
    re-elected"."""
    if claim.settings.get("office") != "winner" or claim.anchors.keys() & {"post", "body", "contest"}:
        return [claim]
    subjects = list(dict.fromkeys(f.subject.id for f in claim.facts))
    won = {f.subject.id for f in claim.facts if f.field == "outcome" and f.value in WON}
    if len(subjects) < 2 or won != set(subjects):
        return [claim]
    offices = {
        f.subject.id: f.mention
        for f in found.attributes
        if f.field == "office" and f.subject.id in subjects and f.mention.label == "POSITION"
    }
    if len({m.id for m in offices.values()}) < len(subjects):
        return [claim]
    return [
        claim.part([f for f in claim.facts if f.subject.id == subject], post=offices[subject])
        for subject in subjects
    ]


def split_places(claim: Claim) -> list[Claim]:
    """A win "in Florida, Ohio and North Carolina" is one contest for each place."""
    places = claim.settings.get("place.list")
    if not places or len(places) < 2:
        return [claim]
    out = []
    for place in places:
        copy = Claim(
            claim.rule,
            claim.start,
            claim.end,
            claim.sentence,
            list(claim.facts),
            dict(claim.anchors),
            dict(claim.settings),
            claim.slots,
            set(claim.qualifiers),
        )
        copy.anchors["place"] = place
        copy.settings.pop("place.list")
        out.append(copy)
    return out


def split_parties(found: Analysis, claim: Claim) -> list[Claim]:
    """In a primary, winners of two parties won two contests."""
    if "nomination" not in {claim.settings.get("contest.kind"), found.kind}:
        return [claim]
    parties = {
        f.subject.id: party_of(found, f.subject.id) for f in claim.facts if f.subject.label == "PERSON"
    }
    outcomes = {f.value for f in claim.facts if f.field == "outcome"}
    if outcomes == {"advanced"} and len(parties) == 2 and sum(p is None for p in parties.values()) == 1:
        return []  # "Holt will face Democrat Orr in the general election": of two primaries
    named = sorted({p for p in parties.values() if p})
    if len(named) < 2 or (claim.settings.get("contest.kind") is None and beat_another(claim)):
        return [claim]
    if is_across(claim, parties):
        claim.settings["contest.kind"] = "election"
        return [claim]
    pair_off(claim, parties)
    if None in parties.values():
        return [claim]
    return [claim.part([f for f in claim.facts if parties.get(f.subject.id) == party]) for party in named]


def beat_another(claim: Claim) -> bool:
    """Whether one winner beat one loser: if they are of two parties, it was no primary."""
    people = {f.subject.id: f.value for f in claim.facts if f.field == "outcome"}
    return len(people) == 2 and "not_elected" in people.values() and len(set(people.values())) == 2


def split_winners(found: Analysis, claim: Claim) -> list[Claim]:
    """Two who won a state's primary won one each, where no party is said: "Vane and Orr win Iowa
    primary"."""
    contest = claim.anchors.get("contest")
    if (
        contest is None
        or contest.attrs.get("contest.kind") != "nomination"
        or "place" not in claim.anchors
        or claim.anchors.keys() & {"slate", "seats"}
        or any(f.field != "outcome" and f.field != "named" for f in claim.facts)
    ):
        return [claim]
    subjects = list(dict.fromkeys(f.subject.id for f in claim.facts))
    won = {f.subject.id for f in claim.facts if f.field == "outcome" and f.value in WON}
    if len(subjects) != 2 or won != set(subjects):
        return [claim]
    parties = {party_of(found, subject) for subject in subjects}
    if len(parties) == 1 and None not in parties:
        return [claim]
    return [claim.part([f for f in claim.facts if f.subject.id == subject]) for subject in subjects]


def split_homes(found: Analysis, claim: Claim, packs: Packs) -> list[Claim]:
    """Holders of a state's or district's post who stood each at home: "Senators Holt of Ohio and Orr of
    Maine both lost"."""
    if (
        claim.anchors.keys() & {"place", "post", "contest"}
        or claim.group is not None
        or "nomination" in {claim.settings.get("contest.kind"), found.kind}
    ):
        return [claim]
    subjects = list(dict.fromkeys(f.subject.id for f in claim.facts if f.subject.label == "PERSON"))
    homes = {
        f.subject.id: f.mention
        for f in found.attributes
        if f.field == "home" and f.subject.id in subjects and not f.mention.attrs.get("nation")
    }
    if len(homes) < len(subjects) or len({m.id for m in homes.values()}) < len(subjects):
        return [claim]
    outcomes = {f.value for f in claim.facts if f.field == "outcome"}
    bracketed = len(subjects) > 1 and all(found.text[m.end : m.end + 1] == ")" for m in homes.values())
    if len(outcomes) != 1 or not (bracketed or holds_post(found, claim, subjects, packs.cue("home_posts"))):
        return [claim]
    if len(subjects) == 1:
        last = found.token_at(claim.end - 1) + BEHIND
        said = found.lowers[found.token_at(claim.start) : last + 1]
        if packs.cue("home_contests").isdisjoint(said):
            return [claim]
    return [
        claim.part([f for f in claim.facts if f.subject.id == subject], place=homes[subject])
        for subject in subjects
    ]


def split_offices(found: Analysis, claim: Claim, packs: Packs) -> list[Claim]:
    """Officers told by their titles: "the new officers are President Holt and Secretary Ferris"; nobody else
    of such a list is told a post. Behind a post, a title before each further name is a post too: "elected
    President Holt and Secretary Ferris"."""
    people = {f.subject.id: f.subject for f in claim.facts if f.subject.label == "PERSON"}
    post = claim.anchors.get("post")
    if not claim.settings.get("offices") and len(people) < 2:
        return [claim]
    offices = {
        f.subject.id: f.mention
        for f in found.attributes
        if f.field == "office"
        and f.subject.id in people
        and claim.start <= f.mention.start
        and f.mention.end <= people[f.subject.id].start <= f.mention.end + TITLE
    }
    whole = post is None or post.text.lower() in packs.cue("officer_groups")
    alone = not claim.anchors.keys() & {"body", "place", "contest", "organisation"}
    if whole and alone and len({o.id for o in offices.values()}) == len(offices) == len(people) > 1:
        listed = True
    else:
        listed = bool(claim.settings.get("offices"))
    if listed:
        groups = with_followers(found, people, offices)
        return [claim.part(told(claim, group), post=offices[min(group & offices.keys())]) for group in groups]
    first = min(people.values(), key=lambda m: m.start)
    if post is None or not offices or not post.end <= first.start <= post.end + TITLE:
        return [claim]
    own = {who: office for who, office in offices.items() if who != first.id}
    rest = claim.part(told(claim, people.keys() - own.keys()))
    return [rest, *(claim.part(told(claim, {who}), post=office) for who, office in own.items())]


def with_followers(
    found: Analysis, people: dict[str, Mention], offices: dict[str, Mention]
) -> list[set[str]]:
    """Who holds each office of a list: behind a title in the plural more names may follow, "Trustees Ann
    Cole, Bo Day and Ida Orr"."""
    groups: list[set[str]] = []
    last: Mention | None = None
    for who, person in sorted(people.items(), key=lambda p: p[1].start):
        if who in offices:
            groups.append({who})
            last = person if offices[who].text.lower().endswith("s") else None
            continue
        if last is not None and not found.text[last.end : person.start].replace("and", "").strip(" ,&"):
            groups[-1].add(who)
            last = person
        else:
            last = None
    return groups


def told(claim: Claim, people: set[str]) -> list[Fact]:
    """The facts of a claim about some of its people."""
    return [f for f in claim.facts if f.subject.id in people]


def holds_post(found: Analysis, claim: Claim, subjects: list[str], home_posts: frozenset[str]) -> bool:
    """Whether one of several is told to hold a state's or district's post."""
    titles = {str(f.subject.attrs.get("honorific") or "").lower() for f in claim.facts}
    return not titles.isdisjoint(home_posts) or any(
        f.field == "office"
        and f.subject.id in subjects
        and not home_posts.isdisjoint(f.mention.text.lower().split())
        for f in found.attributes
    )


def is_across(claim: Claim, parties: dict[str, str | None]) -> bool:
    """Whether one winner beat somebody of another party only: no primary, whatever the article is about."""
    won = {f.subject.id for f in claim.facts if f.field == "outcome" and f.value in WON}
    lost = {f.subject.id for f in claim.facts if f.field == "outcome" and f.value == "not_elected"}
    contest = claim.anchors.get("contest")
    told = contest is not None and contest.attrs.get("contest.kind") == "nomination"
    beaten = {parties.get(subject) for subject in lost}
    return (
        len(won) == 1
        and bool(lost)
        and not told
        and None not in beaten
        and not beaten & {parties.get(subject) for subject in won}
    )


def pair_off(claim: Claim, parties: dict[str, str | None]) -> None:
    """Winners and losers told in the same order belong together in pairs: "Cruz, Sanders beat Trump,
    Clinton"."""
    won = list(dict.fromkeys(f.subject.id for f in claim.facts if f.field == "outcome" and f.value in WON))
    lost = list(
        dict.fromkeys(f.subject.id for f in claim.facts if f.field == "outcome" and f.value == "not_elected")
    )
    if len(won) != len(lost):
        return
    for winner, loser in zip(won, lost, strict=True):
        parties[loser] = parties[loser] or parties[winner]
        parties[winner] = parties[winner] or parties[loser]
