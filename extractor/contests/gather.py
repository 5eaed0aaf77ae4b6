"""Gathering: claims that speak of the same contest become one draft.

Two claims speak of the same contest when they agree in timing, contradict each other in no anchor, and
share a candidate or an anchor. A claim without either joins the contest that its paragraph is about,
if it only adds figures or losers; a winner of its own starts a contest of its own.
"""

from __future__ import annotations

import itertools

from extractor.contests.draft import CandidacyDraft, Draft, Reading
from extractor.contests.topic import party_of
from extractor.mentions import Analysis, Claim, Fact, Mention

__all__ = ["gather", "reject_reason"]

ANCHOR_FIELDS = {
    "post": "position",
    "body": "committee",
    "place": "constituency",
    "organisation": "organisation",
    "date": "date",
    "term": "term",
}
FIGURES = {"majority": "majority", "turnout": "turnout"}
REJECTING = ("noise", "poll", "hypothetical", "expected", "denied", "claimed", "quoted")
DISTINCT = frozenset(
    ["pro", "vice", "deputy", "assistant", "co", "lieutenant", "associate", "junior", "senior", "joint",
        "acting", "elect", "secretary", "treasurer", "depute", "shadow"]
)  # fmt: skip
"""Words that make another post of a post."""
PAST = frozenset({"former", "ex", "ex-", "onetime", "one-time", "then", "retired", "ousted"})
SHORT = 2  # sentences
NEAR = 3  # sentences: how far a claim without anchors reaches back


def reject_reason(claim: Claim) -> str | None:
    """Why a claim counts for nothing, or None where it counts."""
    for mark in REJECTING:
        if mark in claim.qualifiers:
            return f"stands under {mark!r}"
    if "nomination" in claim.qualifiers and not any(f.field == "outcome" for f in claim.facts):
        return "figures are nominations"
    post = claim.anchors.get("post")
    if (
        post is not None
        and any(name == "post" and m is post for name, m in claim.slots)
        and post.text.lower().split()[-1] in {"delegate", "delegates"}
    ):
        return "delegates are no post"
    if claim.settings.get("wins_one_seat") and not names_one_seat(claim):
        return "no single seat is named"
    if not claim.facts:
        return "says nothing of anybody"
    return None


def names_one_seat(claim: Claim) -> bool:
    """Whether a party's win is that of one seat: a by-election, a mayoralty, the seat of a place."""
    contest = claim.anchors.get("contest")
    if contest is None:
        place = claim.anchors.get("place")
        bystanders = any(name == "bystander" for name, _ in claim.slots)
        return place is not None and (bystanders or bool(place.attrs.get("area")))
    parts = contest.attrs.get("parts", {})
    single = not contest.text.lower().endswith("s") and contest.attrs.get("contest.kind") != "nomination"
    return single and any(len(parts.get(part, ())) == 1 for part in ("place", "post"))


def no_evidence(found: Analysis, claim: Claim) -> str | None:
    """Winning and beating happen in sport and at awards too: a claim needs an election nearby. A text of a
    sentence or two is taken at its word."""
    short = not found.electoral and len(found.sentences) <= SHORT
    if short or claim.group is not None or claim.anchors.keys() & {"contest", "seats"}:
        return None
    near = [
        n
        for n in (0, claim.sentence - 2, claim.sentence - 1, claim.sentence, claim.sentence + 1)
        if 0 <= n < len(found.sentences)
    ]
    if any(n in found.electoral for n in near):
        return None
    return "no word of an election nearby"


def order_of(claim: Claim) -> tuple[int, int, bool, int]:
    """Claims in the order of the text; of those about one subject first the one that says who won which
    seats."""
    decides = "seats" in claim.anchors and any(f.field == "outcome" for f in claim.facts)
    return claim.sentence, claim.start, not decides, -claim.end


def stranger(drafts: list[Draft], claim: Claim) -> bool:
    """Whether nobody of a claim is a candidate yet: who is may be told of without a word of an election."""
    known = {key for draft in drafts if draft.timing == "current" for key in draft.candidacies}
    place = claim.anchors.get("place")
    return place is None or known.isdisjoint(person_key(f.subject) for f in claim.facts)


def person_key(mention: Mention) -> str:
    return mention.id


def gather(found: Analysis) -> list[Draft]:
    """Join the claims of a document to drafts, in the order of the text."""
    drafts: list[Draft] = []
    leading: tuple[int, Mention] | None = None
    for claim in sorted(found.claims, key=order_of):
        reason = reject_reason(claim) or (no_evidence(found, claim) if stranger(drafts, claim) else None)
        if reason:
            found.rejected.append((claim, reason))
            continue
        if "partial" in claim.qualifiers:
            claim.facts = [f for f in claim.facts if f.field != "outcome"]
        for single in [part for place in split_places(claim) for part in split_parties(found, place)]:
            settle_labels(single)
            read_percentages(single)
            take_office(found, single)
            take_heading(found, single)
            draft = choose(found, drafts, single)
            if draft is None:
                draft = Draft(timing=timing_of(single))
                drafts.append(draft)
            add(found, draft, single)
            if leading is not None and single.sentence == leading[0] + 1:
                inherit(draft, single, leading[1])
            if single.settings.get("leads"):
                leading = (single.sentence, single.facts[0].subject)
    return drafts


def inherit(draft: Draft, claim: Claim, slate: Mention) -> None:
    """Winners named right after "Candidates backed by X have won" are X's, where nothing else is said of
    them."""
    for fact in claim.facts:
        if fact.field == "outcome" and fact.value == "elected" and fact.subject.label == "PERSON":
            candidacy = draft.candidacies[person_key(fact.subject)]
            reading = Reading(slate.name, slate, "leading-slate", "carried")
            candidacy.affiliations.setdefault(slate.id, (reading, "backed_by"))


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
    named = sorted({p for p in parties.values() if p})
    if len(named) < 2:
        return [claim]
    pair_off(claim, parties)
    if None in parties.values():
        return [claim]
    return [claim.part([f for f in claim.facts if parties.get(f.subject.id) == party]) for party in named]


def pair_off(claim: Claim, parties: dict[str, str | None]) -> None:
    """Winners and losers told in the same order belong together in pairs: "Cruz, Sanders beat Trump,
    Clinton"."""
    won = list(
        dict.fromkeys(
            f.subject.id for f in claim.facts if f.field == "outcome" and f.value in {"elected", "nominated"}
        )
    )
    lost = list(
        dict.fromkeys(f.subject.id for f in claim.facts if f.field == "outcome" and f.value == "not_elected")
    )
    if len(won) != len(lost):
        return
    for winner, loser in zip(won, lost, strict=True):
        parties[loser] = parties[loser] or parties[winner]
        parties[winner] = parties[winner] or parties[loser]


def take_heading(found: Analysis, claim: Claim) -> None:
    """A claim that names no contest speaks of the one that the heading above it names."""
    if claim.anchors.keys() & {"post", "place", "body", "contest"} or claim.group is not None:
        return
    line = found.sentences[claim.sentence].line
    above = [n for n in found.headings if n < line]
    if above:
        for kind, mention in found.headings[max(above)].items():
            mention.attrs["basis"] = "carried"
            claim.anchors.setdefault(kind, mention)


def settle_labels(claim: Claim) -> None:
    """A slot takes several labels; the mention's own label says which anchor it is."""
    post = claim.anchors.get("post")
    if post is not None and post.label == "COMMITTEE":
        claim.anchors.pop("post")
        claim.anchors.setdefault("body", post)
    if post is not None and post.text.lower().split()[-1] in {"candidate", "nominee"}:
        claim.settings.setdefault("contest.kind", "nomination")
    place = claim.anchors.get("place")
    if place is not None and place.attrs.get("nation") and not place.attrs.get("area"):
        claim.anchors.pop("place")
    contest = claim.anchors.get("contest")
    if contest is not None and contest.label == "PLACE":
        claim.anchors.setdefault("place", contest)


def read_percentages(claim: Claim) -> None:
    """Two bare figures that make a hundred are percentages: "beat Ferris 52-48"."""
    figures = [f for f in claim.facts if f.field == "votes"]
    if len(figures) != 2 or any(f.mention.label != "COUNT" for f in figures):
        return
    values = [f.value for f in figures]
    if all(isinstance(v, (int, float)) for v in values) and 99 <= sum(values) <= 101:
        for fact in figures:
            fact.field = "share"
            fact.value = float(fact.value)


def take_office(found: Analysis, claim: Claim) -> None:
    """Who is ousted or kept in office names the post by the office: "ousted Sheriff Ben Wray"."""
    role = claim.settings.get("office")
    if role is None or claim.anchors.keys() & {"post", "body", "contest"}:
        return
    wanted = "not_elected" if role == "loser" else "elected"
    people = {f.subject.id for f in claim.facts if f.field == "outcome" and f.value == wanted}
    offices = {
        f.mention.id: f.mention
        for f in found.attributes
        if f.field == "office" and f.subject.id in people and is_held(found, f.mention)
    }
    if len(offices) == 1:
        claim.anchors["post"] = next(iter(offices.values()))


def is_held(found: Analysis, office: Mention) -> bool:
    """Whether an office before a name is held, not past: "former mayor Tom Ferris"."""
    token = found.token_at(office.start)
    before = set(found.lowers[max(0, token - 2) : token])
    return office.label == "POSITION" and before.isdisjoint(PAST)


def timing_of(claim: Claim) -> str:
    return "previous" if "previous" in claim.qualifiers else "current"


def anchors_of(claim: Claim) -> dict[str, str]:
    """The ids of a claim's anchors by record field."""
    out = {ANCHOR_FIELDS[k]: m.id or m.text for k, m in claim.anchors.items() if k in ANCHOR_FIELDS}
    total = next(
        (f.mention.attrs["of"] for f in claim.facts if f.field == "seats" and "of" in f.mention.attrs), None
    )
    if total is not None:
        out["of"] = str(total)
    return out


def clash(draft: Draft, anchors: dict[str, str]) -> bool:
    """Whether a claim's anchors contradict a draft's."""
    if "of" in anchors and "seats" in draft.figures and str(draft.figures["seats"].value) != anchors["of"]:
        return True
    for name in ("position", "constituency", "committee", "organisation"):
        known = draft.anchors.get(name)
        if (
            known is not None
            and name in anchors
            and not same_thing(known.mention.id or known.mention.text, anchors[name])
        ):
            return True
    return False


def same_thing(left: str, right: str) -> bool:
    """Whether two ids name one thing: equal, or one's words all stand in the other."""
    if left == right:
        return True
    a, b = {singular(w) for w in left.split("-")}, {singular(w) for w in right.split("-")}
    return (a <= b or b <= a) and not any(w in DISTINCT or w.isdigit() for w in a ^ b)


def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def choose(found: Analysis, drafts: list[Draft], claim: Claim) -> Draft | None:
    """The draft that a claim belongs to, or None where it starts a new one."""
    timing = timing_of(claim)
    anchors = anchors_of(claim)
    keys = {person_key(f.subject) for f in claim.facts if f.subject.label == "PERSON"}
    winners = {
        person_key(f.subject)
        for f in claim.facts
        if f.field == "outcome" and f.value in {"elected", "nominated"}
    }
    slates_only = not keys
    best: tuple[float, int, Draft] | None = None
    for order, draft in enumerate(drafts):
        if draft.timing != timing or clash(draft, anchors):
            continue
        shared = keys & set(draft.candidacies)
        if (
            claim.group is not None
            and draft.block is not None
            and claim.group != draft.block
            and len(shared) < 2
        ):
            continue
        if other_party(found, draft, claim, keys):
            continue
        if shared and one_of_several(draft, claim, winners):
            continue
        if (
            keys
            and draft.slates
            and not draft.candidacies
            and not anchors
            and claim.sentence != max(draft.sentences)
            and not draft.settings.get("wins_one_seat")
        ):
            continue
        score = 3.0 * len(shared)
        for name in ("position", "constituency", "committee"):
            known = draft.anchors.get(name)
            if known is not None and name in anchors:
                score += 2.0 if name != "committee" else 1.0
        distance = claim.sentence - max(draft.sentences)
        if (
            slates_only
            and draft.slates
            and distance <= 12
            and not winners
            and not (anchors and not set(anchors) & set(draft.anchors))
        ):
            score += 2.5
        if not shared and not slates_only:
            if rival_winner(draft, winners, anchors):
                continue
            if not anchors and distance <= (1 if winners else NEAR) and same_paragraph(found, draft, claim):
                score += 1.0 if not winners else 0.5
            if not winners and distance == 0:
                score += 1.0
            if not anchors and distance <= NEAR and awaits_winner(found, draft, keys):
                score += 1.0
            if not winners and not anchors and only_contest(drafts, draft):
                score += 1.0
        if score >= 1.0 and (best is None or (score, order) > (best[0], best[1])):
            best = (score, order, draft)
    return best[2] if best else None


def one_of_several(draft: Draft, claim: Claim, winners: set[str]) -> bool:
    """Whether a claim gives a post of its own to one of several who were elected together: "A, B and C were
    elected to the board, which chose B as its chair"."""
    if "post" not in claim.anchors or "position" in draft.anchors:
        return False
    have = {c.key for c in draft.winners()}
    return len(have) > 1 and len(winners) < len(have) and bool(winners & have)


def awaits_winner(found: Analysis, draft: Draft, keys: set[str]) -> bool:
    """Whether a draft knows the party that won its one seat and nobody yet who stood."""
    if not draft.settings.get("wins_one_seat") or draft.candidacies:
        return False
    parties = {party_of(found, key) for key in keys}
    return None in parties or not parties.isdisjoint(draft.slates)


def only_contest(drafts: list[Draft], draft: Draft) -> bool:
    """Whether an article speaks of one current contest between people only, so far."""
    return (
        draft.timing == "current"
        and any(map(draft.has_won, draft.candidacies))
        and sum(d.timing == "current" and bool(d.candidacies) for d in drafts) == 1
    )


def other_party(found: Analysis, draft: Draft, claim: Claim, keys: set[str]) -> bool:
    """Whether a primary's draft and a claim speak of candidates of different parties."""
    if "nomination" not in {draft.settings.get("kind"), claim.settings.get("contest.kind"), found.kind}:
        return False
    mine = {party_of(found, k) for k in keys} - {None}
    theirs = {party_of(found, c.key) for c in draft.people()} - {None}
    slate = claim.anchors.get("slate")
    if slate is not None:
        mine.add(slate.id)
    return bool(mine and theirs and mine.isdisjoint(theirs))


def rival_winner(draft: Draft, winners: set[str], anchors: dict[str, str]) -> bool:
    """Whether a draft of one post already has another winner."""
    if not winners or any(draft.has_won(key) for key in winners):
        return False
    have = list(itertools.islice(filter(draft.has_won, draft.candidacies), 2))
    if not have:
        return False
    several = draft.settings.get("seats", 1) > 1 or len(have) > 1
    same_anchor = any(n in anchors and n in draft.anchors for n in ("position", "constituency", "committee"))
    return not several and not same_anchor


def same_paragraph(found: Analysis, draft: Draft, claim: Claim) -> bool:
    here = found.sentences[claim.sentence]
    there = found.sentences[max(draft.sentences)]
    return here.paragraph - there.paragraph <= 1


def add(found: Analysis, draft: Draft, claim: Claim) -> None:
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
            draft.figures.setdefault(
                FIGURES[kind], Reading(mention.value, mention, claim.rule, "stated", weight)
            )
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
                draft.candidacies[person_key(subject)].affiliations.setdefault(
                    slate.id, (reading, "stood_for")
                )


def record(found: Analysis, draft: Draft, claim: Claim, fact: Fact, weight: int) -> None:
    """Write one fact into a draft."""
    reading = Reading(fact.value, fact.mention, claim.rule, fact.basis, weight)
    if fact.subject.label == "SLATE" and claim.settings.get("party_rows"):
        party = draft.candidacy(f"party:{fact.subject.id}", fact.subject, party=True)
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
    candidacy: CandidacyDraft = draft.candidacy(person_key(fact.subject), fact.subject)
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
