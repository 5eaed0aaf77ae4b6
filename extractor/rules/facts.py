"""Facts: what a match of a rule says of whom."""

from __future__ import annotations

import itertools
from typing import Any

from extractor.mentions import Analysis, Claim, Fact, Mention
from extractor.packs.pack import Rule
from extractor.rules.skeleton import Skeleton
from extractor.rules.slots import ANCHORS, ROLES
from extractor.rules.template import Template

__all__ = ["all_plural", "keep_attributes", "make_claim", "read_slots", "split_posts", "suits"]

AFFILIATIONS = {"slate": "stood_for", "backer": "backed_by", "endorser": "endorsed_by", "member": "member_of"}
FIGURES = frozenset({"votes", "count", "share", "rank"})


def read_slots(
    skeleton: Skeleton,
    template: Template,
    hit: Any,
    verbs: frozenset[str] = frozenset(),
    singular: frozenset[str] = frozenset(),
    objects: frozenset[str] = frozenset(),
) -> dict[str, list[Mention]]:
    """The mentions behind each slot of a match, by slot name.

    Whoever a list ends with is the next clause's subject where a verb of `verbs` follows the match ("A beat
    B and C defeated D"), and alone before a `singular` verb or behind a word of `objects` ("over B, and C was
    re-elected", "beating B, and C ran unopposed").
    """
    out: dict[str, list[Mention]] = {}
    for group, slot in template.slots.items():
        if not hit[group]:
            continue
        named = skeleton.named(hit[group])
        if len(named) > 1 and named[-1].label == "PERSON":
            behind = skeleton.text[hit.end(group) :].split(" ", 1)[0]
            if hit.end(group) == hit.end() and behind in verbs:
                named = named[:-1]
            elif behind in singular and len(named) == 2 and " , and " in hit[group]:
                named = named[-1:]
            elif len(named) == 2 and " , and " in hit[group] and is_winning(slot.role):
                before = skeleton.text[: hit.start(group)].rsplit(" ", 2)
                if len(before) > 1 and before[-2] in objects:
                    named = named[-1:]
        out.setdefault(slot.name, []).extend(named)
    return out


def is_winning(role: str) -> bool:
    """Whether a role is of who won something."""
    return ROLES.get(role) in {"elected", "nominated"}


def suits(rule: Rule, slots: dict[str, list[Mention]]) -> bool:
    """Whether what a rule found is of the kind that it sets: `first` or `beaten` by rank, `several` of its
    people or slates; and whether its sides are different people."""
    ranks = [m.value for role, filled in slots.items() if role.endswith(".rank") for m in filled]
    if rule.set.get("first") and any(rank != 1 for rank in ranks):
        return False
    if rule.set.get("beaten") and 1 in ranks:
        return False
    sides = [{m.id for m in f} for role, f in slots.items() if ROLES.get(role) or role == "candidate"]
    if any(not one.isdisjoint(other) for one, other in itertools.combinations(sides, 2)):
        return False  # nobody beats himself
    return not rule.set.get("several") or sum(len(f) for role, f in slots.items() if role in ROLES) > 1


def all_plural(slots: dict[str, list[Mention]]) -> bool:
    """Whether all slates that a rule found are named in the plural: "Democrats Ann Cole and Bo Day"."""
    return all(
        m.text.lower().endswith("s") for name, filled in slots.items() if "slate" in name for m in filled
    )


def make_claim(rule: Rule, index: int, start: int, end: int, slots: dict[str, list[Mention]]) -> Claim:
    """A claim from the filled slots of a rule."""
    focus = slots.get(str(rule.set.get("focus")))
    claim = Claim(rule.id, focus[0].start if focus else start, end, index, settings=dict(rule.set))
    claim.slots = [(name, m) for name, filled in slots.items() for m in filled]
    roles = {name: filled for name, filled in slots.items() if "." not in name and name in ROLES}
    for role, subjects in roles.items():
        outcome = rule.set.get(f"{role}.outcome", ROLES[role])
        pairs = [(subject, m) for m in subjects for subject in members(m)]
        subjects = [subject for subject, _ in pairs]
        for subject, m in pairs:
            if role == "bystander":
                continue
            basis = "carried" if m is not subject else "stated"
            claim.facts.append(Fact(subject, "named", subject.name, subject))
            if outcome:
                claim.facts.append(Fact(subject, "outcome", outcome, m, basis))
            for key in ("incumbent", "outcome_basis"):
                if f"{role}.{key}" in rule.set:
                    claim.facts.append(Fact(subject, key, rule.set[f"{role}.{key}"], m, basis))
        for name, filled in slots.items():
            if name.startswith(f"{role}."):
                claim.facts += distribute(rule, name.split(".")[1], subjects, filled)
    owner, slates = str(rule.set.get("members", "")), slots.get("slate", [])
    for subject in roles.get(owner, []):
        claim.facts += (
            [Fact(person, "affiliation", "on_slate", slates[0]) for person in members(subject)]
            if slates
            else []
        )
    if "slate.seats_value" in rule.set:
        claim.facts += [Fact(s, "seats", rule.set["slate.seats_value"], s) for s in slates]
    for name, filled in slots.items():
        if (name in ANCHORS or name == "slate") and name not in roles:
            claim.anchors[name] = filled[0]
            if len(filled) > 1:
                claim.settings[f"{name}.list"] = filled
    return claim


def members(mention: Mention) -> list[Mention]:
    """The people behind a mention: those of a pronoun, else itself."""
    return list(mention.attrs.get("members", [mention]))


def distribute(rule: Rule, field: str, subjects: list[Mention], filled: list[Mention]) -> list[Fact]:
    """Figures to their owners: one each in order, or one for all where the rule says so."""
    relation = rule.set.get("relation")
    if field in AFFILIATIONS:
        return [Fact(s, "affiliation", relation or AFFILIATIONS[field], m) for s in subjects for m in filled]
    name = "votes" if field == "count" else field
    if len(filled) == 2 and rule.set.get("range"):  # of two people as well: no figure is one's own
        low, high = filled
        if not (low.value or 0) <= (high.value or 0):
            return []
        return [Fact(s, "votes_range", (low.value, high.value), low) for s in subjects] + [
            Fact(s, "votes_range_end", high.value, high) for s in subjects
        ]
    if len(filled) == len(subjects):
        pairs = list(zip(subjects, filled, strict=True))
    elif len(filled) == 1 and (rule.each or len(subjects) == 1):
        pairs = [(s, filled[0]) for s in subjects]
    else:
        return []
    sign = -1 if rule.set.get("negative") else 1
    return [Fact(s, name, m.name if m.value is None else sign * m.value, m) for s, m in pairs]


def split_posts(claim: Claim) -> list[Claim]:
    """As many posts as winners are one contest each: "A and B were elected president and secretary"."""
    posts = claim.settings.pop("post.list", None)
    subjects = list(claim.subjects())
    if posts and len(subjects) == 1 and claim.settings.get("each_post"):
        return [claim.part(list(claim.facts), post=post) for post in posts]
    if not posts or len(posts) != len(subjects):
        return [claim]
    return [
        claim.part([f for f in claim.facts if f.subject is subject], post=post)
        for post, subject in zip(posts, subjects, strict=True)
    ]


def keep_attributes(found: Analysis, claim: Claim, claims: list[Claim]) -> None:
    """What a phrase says of a person for the whole article goes to the attributes, figures to a claim."""
    if claim.settings.get("home") and "place" in claim.anchors:
        place = claim.anchors["place"]
        claim.facts += [Fact(s, "home", place.name, place) for s in claim.subjects()]
    figures = [f for f in claim.facts if f.field in FIGURES]
    known = {(a.subject.start, a.field, a.mention.start) for a in found.attributes}
    found.attributes += [
        f
        for f in claim.facts
        if f.field not in FIGURES
        and f.field != "named"
        and (f.subject.start, f.field, f.mention.start) not in known
    ]
    if figures:
        named = [Fact(f.subject, "named", f.subject.name, f.subject) for f in figures]
        claims.append(
            Claim(claim.rule, claim.start, claim.end, claim.sentence, named + figures, slots=claim.slots)
        )
