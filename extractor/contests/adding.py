"""Adding: how what a claim says is written into the draft that it belongs to."""

from __future__ import annotations

from extractor.contests.draft import ANCHOR_FIELDS, CandidacyDraft, Draft, Reading
from extractor.mentions import Analysis, Claim, Fact, Mention

__all__ = ["add_claim", "inherit"]

FIGURES = ("majority", "turnout")


def add_claim(found: Analysis, draft: Draft, claim: Claim) -> None:
    """Write a claim's facts and anchors into a draft."""
    draft.sentences.append(claim.sentence)
    draft.rules.append(claim.rule)
    draft.claims.append(claim)
    if claim.group is not None:
        draft.block = claim.group
    weight = claim.end - claim.start
    for kind, mention in claim.anchors.items():
        if kind in ANCHOR_FIELDS:
            name = ANCHOR_FIELDS[kind]
            reading = Reading(mention.id, mention, claim.rule, mention.attrs.get("basis", "stated"), weight)
            if name not in draft.anchors or (
                len(mention.text) > len(draft.anchors[name].mention.text)
                and draft.anchors[name].basis != "stated"
            ):
                draft.anchors[name] = reading
        elif kind in FIGURES:
            draft.figures.setdefault(kind, Reading(mention.value, mention, claim.rule, "stated", weight))
        elif kind == "seats":
            draft.figures.setdefault("seats", Reading(mention.value, mention, claim.rule, "stated", weight))
            draft.settings["seats"] = mention.value
    for key, value in claim.settings.items():
        if key.startswith("contest."):
            draft.settings.setdefault(key.removeprefix("contest."), value)
        elif key in {"unranked", "wins_one_seat"}:
            draft.settings[key] = True
        elif key == "round":
            draft.settings.setdefault("round", value)
    for fact in claim.facts:
        record(found, draft, claim, fact, weight)
    if isinstance(claim.settings.get("attribution"), Mention) and draft.attribution is None:
        draft.attribution = claim.settings["attribution"]
    slate = claim.anchors.get("slate")
    if slate is not None and "nomination" in {claim.settings.get("contest.kind"), found.kind}:
        for subject in claim.subjects():
            if subject.label == "PERSON":
                reading = Reading(slate.name, slate, claim.rule, "carried", weight)
                draft.candidacies[subject.id].affiliations.setdefault(slate.id, (reading, "stood_for"))


def record(found: Analysis, draft: Draft, claim: Claim, fact: Fact, weight: int) -> None:
    """Write one fact into a draft."""
    reading = Reading(fact.value, fact.mention, claim.rule, fact.basis, weight)
    if fact.subject.label == "SLATE" and claim.settings.get("party_rows"):
        number = fact.subject.attrs.get("number", "")  # independents are one each
        party = draft.candidacy(f"party:{fact.subject.id}{number}", fact.subject, party=True)
        if fact.field != "named":
            party.add(fact.field, reading)
        return
    if fact.subject.label == "SLATE":
        if fact.field == "outcome":
            party = draft.candidacy(f"party:{fact.subject.id}", fact.subject, party=True)
            party.add("outcome", reading)
            return
        if fact.field == "named":
            return
        draft.slate(fact.subject).add(fact.field, reading)
        if fact.field == "seats" and "of" in fact.mention.attrs:
            draft.figures.setdefault("seats", Reading(fact.mention.attrs["of"], fact.mention, claim.rule))
        return
    candidacy: CandidacyDraft = draft.candidacy(fact.subject.id, fact.subject)
    if better_name(fact.subject, candidacy.mention):
        candidacy.mention = fact.subject
    if fact.field == "affiliation":
        candidacy.affiliations.setdefault(
            fact.mention.id,
            (Reading(fact.mention.name, fact.mention, claim.rule, fact.basis, weight), str(fact.value)),
        )
    else:
        candidacy.add(fact.field, reading)


def better_name(new: Mention, old: Mention) -> bool:
    """Whether a mention spells the name out more fully than the one kept so far."""
    return bool(old.attrs.get("short") and not new.attrs.get("short"))


def inherit(found: Analysis, draft: Draft, claim: Claim, slate: Mention) -> None:
    """Winners named right after "Candidates backed by X have won" are X's; but who is of another party is
    of no second one."""
    party = slate.kind == "party"
    owned = {f.subject.id for f in found.attributes if party and f.field == "affiliation"}
    for fact in claim.facts:
        if fact.field == "outcome" and fact.value == "elected" and fact.subject.label == "PERSON":
            if fact.subject.id in owned:
                continue
            candidacy = draft.candidacies[fact.subject.id]
            reading = Reading(slate.name, slate, "leading-slate", "carried")
            candidacy.affiliations.setdefault(slate.id, (reading, "backed_by"))
