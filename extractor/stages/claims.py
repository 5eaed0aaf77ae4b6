"""Claims: what a sentence says of a contest, by which rule.

A sentence is folded into its skeleton; phrase rules fold what belongs to one mention ("Republican
challenger David Rouzer") and write it down as attributes; claim rules then match what is left, once
before and once after appositions are taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor.anchors import attach_anchors, label_anchors
from extractor.antecedents import pronoun_mentions
from extractor.errors import PackError
from extractor.mentions import Analysis, Claim, Fact, Mention, Sentence, analysis
from extractor.pack import Packs, Rule
from extractor.skeleton import Skeleton, Unit
from extractor.stages.packs import packs_for
from extractor.template import ANCHORS, ROLES, Template, compile_template

__all__ = ["make_claims"]

LABEL_RANK = {label: n for n, label in enumerate(
    ["PERSON", "VOTES", "SEATS", "SHARE", "MAJORITY", "TURNOUT", "STATISTIC", "COMMITTEE", "SLATE",
        "POSITION", "ORGANISATION", "PLACE", "RANK", "MONEY", "AGE", "DATE", "COUNT"]
)}  # fmt: skip
ADVERBS = frozenset(["easily", "narrowly", "handily", "also", "then", "comfortably", "later",
    "decisively", "barely"])  # fmt: skip
PASSES = 3
HEAD = 5  # sentences whose contest phrases count even where they name nobody
AFFILIATIONS = {"slate": "stood_for", "backer": "backed_by", "endorser": "endorsed_by", "member": "member_of"}
FIGURES = frozenset({"votes", "count", "share", "rank"})


@dataclass(slots=True)
class Compiled:
    """A rule with its compiled texts and the cue words without which it cannot match."""

    rule: Rule
    templates: list[Template]
    needs: list[frozenset[str]]
    groups: list[frozenset[str]]
    article: list[frozenset[str]]
    without: frozenset[str]


@Language.factory(
    "election_claims", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_claims(nlp: Language, name: str, packs: list[str]) -> Claims:
    """The factory behind `nlp.add_pipe("election_claims")`."""
    return Claims(packs_for(packs))


class Claims:
    """Applies phrase and claim rules to every sentence that has evidence."""

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self.phrases = [self.compile(r) for r in packs.phrases.values() if r.stage == "any"]
        self.appositions = [self.compile(r) for r in packs.phrases.values() if r.stage == "full"]
        self.claims = [self.compile(r) for r in packs.claims.values()]
        self.verbs = packs.cue("joined_verbs")
        self.article: set[str] = set()

    def compile(self, rule: Rule) -> Compiled:
        """A rule's texts and conditions, ready to match; raises `PackError` for a group that is nowhere."""
        unknown = [g for g in (*rule.needs, *rule.article) if g not in self.packs.cues]
        if unknown:
            raise self.broken(
                rule, f"no pack has the words @{unknown[0]}: add them under [cues] or mend the name"
            )
        try:
            templates = [compile_template(text, self.packs.cues, rule.id) for text in rule.text]
        except PackError as error:
            raise self.broken(rule, str(error)) from error
        needs = [
            first_words(self.packs.cues[t.literals[0]]) if t.literals else frozenset() for t in templates
        ]
        groups = [first_words(self.packs.cues[g]) for g in rule.needs]
        article = [first_words(self.packs.cues[g]) for g in rule.article]
        return Compiled(rule, templates, needs, groups, article, frozenset(rule.without))

    def broken(self, rule: Rule, message: str) -> PackError:
        """What is wrong with a rule, with its file and line."""
        place = self.packs.places.get(rule.id)
        file, line = (Path(place.file), place.line) if place else (None, None)
        return PackError(message, file=file, line=line, id=rule.id)

    def __call__(self, doc: Doc) -> Doc:
        """Write the claims of a document."""
        found = analysis(doc)
        by_sentence = spread(found)
        self.article = set(found.lowers)
        for index, sentence in enumerate(found.sentences):
            mentions = by_sentence.get(index, [])
            names = any(m.label in {"PERSON", "SLATE"} for m in mentions)
            if sentence.kind in {"row", "tail"} or not (names or index < HEAD):
                continue
            self.read(found, index, sentence, mentions)
        spans = (
            doc.char_span(m.start, m.end, m.label, span_id=m.id, alignment_mode="expand")
            for m in found.mentions
        )
        doc.spans["mentions"] = [span for span in spans if span is not None]
        return doc

    def read(self, found: Analysis, index: int, sentence: Sentence, mentions: list[Mention]) -> None:
        """The claims of one sentence."""
        words = set(found.lowers[sentence.first_token : sentence.last_token + 1])
        claims: list[Claim] = []
        mentions = [*mentions, *pronoun_mentions(found, sentence, index, mentions)]
        skeleton = build(found, sentence, mentions, self.verbs)
        if found.lowers[sentence.last_token] not in {".", "!", "?", '"', ":"}:
            skeleton = join_headline(skeleton)
        skeleton = self.fold(found, index, skeleton, self.phrases, claims, words)
        self.match(found, index, skeleton, claims, words, "any")
        full = self.fold(found, index, skeleton, self.appositions, claims, words)
        if full.text != skeleton.text:
            self.match(found, index, full, claims, words, "full")
        keep_owners(claims)
        said_by = source_of(skeleton)
        attach_anchors(found, sentence, full, skeleton, claims)
        label_anchors(found, sentence, claims)
        claims = absorb(claims)
        for claim in claims:
            claim.qualifiers = {
                m.kind
                for m in found.marks
                if m.start < claim.end and claim.start < m.end and covers(m.start, m.end, claim)
            }
            claim.settings.update({"attribution": said_by} if said_by is not None else {})
            claim.qualifiers -= set(claim.settings.get("despite", ()))
            if found.in_quotes(claim.start):
                claim.qualifiers.add("quoted")
        found.claims += claims

    def fold(
        self,
        found: Analysis,
        index: int,
        skeleton: Skeleton,
        rules: list[Compiled],
        claims: list[Claim],
        words: set[str],
    ) -> Skeleton:
        """Apply phrase rules until none matches any more."""
        for _ in range(PASSES):
            before = skeleton.text
            for compiled in rules:
                if any(group.isdisjoint(words) for group in compiled.groups):
                    continue
                for template, needs in zip(compiled.templates, compiled.needs, strict=True):
                    if needs and needs.isdisjoint(words):
                        continue
                    skeleton = self.fold_one(found, index, skeleton, compiled.rule, template, claims)
            if skeleton.text == before:
                break
        return skeleton

    def fold_one(
        self,
        found: Analysis,
        index: int,
        skeleton: Skeleton,
        rule: Rule,
        template: Template,
        claims: list[Claim],
    ) -> Skeleton:
        into = rule.set.get("into")
        folds: list[tuple[int, int, Mention]] = []
        drops: list[tuple[int, int]] = []
        for hit in template.regex.finditer(skeleton.text):
            if hit.start() == hit.end() or not allowed(rule, skeleton, hit.start(), hit.end()):
                continue
            slots = read_slots(skeleton, template, hit)
            start, end = skeleton.span(hit.start(), hit.end() - 1)
            if into:
                mention = Mention(into, start, end, found.text[start:end], rule=rule.id)
                mention.attrs["parts"] = {}
                for name, filled in slots.items():
                    mention.attrs["parts"][name] = filled
                    if filled[0].value is not None and mention.value is None:
                        mention.value, mention.qualifier = filled[0].value, filled[0].qualifier
                        mention.attrs["figure"] = filled[0]
                mention.attrs.update({k: v for k, v in rule.set.items() if k != "into"})
                folds.append((hit.start(), hit.end(), mention))
                if into == "CONTEST":
                    found.contests.append((index, mention))
                continue
            claim = make_claim(rule, index, start, end, slots)
            keep_attributes(found, claim, claims)
            keep = next(
                (
                    g
                    for g, s in template.slots.items()
                    if s.role in ROLES and s.role != "bystander" and s.field is None and hit[g]
                ),
                None,
            )
            if keep is None:
                drops.append((hit.start(), hit.end()))
                continue
            if hit.start(keep) > hit.start():
                drops.append((hit.start(), hit.start(keep)))
            if hit.end() > hit.end(keep):
                drops.append((hit.end(keep), hit.end()))
        if folds:
            return skeleton.fold(folds)
        return skeleton.drop(drops) if drops else skeleton

    def match(
        self,
        found: Analysis,
        index: int,
        skeleton: Skeleton,
        claims: list[Claim],
        words: set[str],
        stage: str,
    ) -> None:
        """Apply claim rules to a skeleton."""
        seen = {(c.rule, tuple(id(m) for _, m in c.slots)) for c in claims}
        for compiled in self.claims:
            if (
                words & compiled.without
                or any(group.isdisjoint(words) for group in compiled.groups)
                or any(group.isdisjoint(self.article) for group in compiled.article)
            ):
                continue
            for template, needs in zip(compiled.templates, compiled.needs, strict=True):
                if needs and needs.isdisjoint(words):
                    continue
                for hit in template.regex.finditer(skeleton.text):
                    if not allowed(compiled.rule, skeleton, hit.start(), hit.end()):
                        continue
                    slots = read_slots(skeleton, template, hit)
                    if compiled.rule.set.get("first") and not is_first(slots):
                        continue
                    start, end = skeleton.span(hit.start(), hit.end() - 1)
                    claim = make_claim(compiled.rule, index, start, end, slots)
                    key = (claim.rule, tuple(id(m) for _, m in claim.slots))
                    if key not in seen:
                        seen.add(key)
                        claims += split_posts(claim)


def absorb(claims: list[Claim]) -> list[Claim]:
    """A claim that names no post says nothing beside claims of the same people that do: its further facts
    go there."""
    kept: list[Claim] = []
    for claim in claims:
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
            kept.append(claim)
            continue
        for fact in claim.facts:
            for home in homes[fact.subject.id]:
                if not any(f.subject.id == fact.subject.id and f.field == fact.field for f in home.facts):
                    home.facts.append(fact)
    return kept


def source_of(skeleton: Skeleton) -> Mention | None:
    """Whose word a sentence passes on: "According to Forward, ..."."""
    texts = [u.text for u in skeleton.units[:2]]
    if texts == ["according", "to"] and len(skeleton.units) > 2:
        mention = next((u.mention for u in skeleton.units[2:6] if u.mention is not None), None)
        return (
            mention if mention is not None and mention.label in {"SLATE", "PERSON", "ORGANISATION"} else None
        )
    return None


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


def members(mention: Mention) -> list[Mention]:
    """The people behind a mention: those of a pronoun, else itself."""
    return list(mention.attrs.get("members", [mention]))


def first_words(cues: list[str]) -> frozenset[str]:
    """The token that each cue begins with."""
    return frozenset(re.split(r"[ -]", w)[0] for w in cues)


def allowed(rule: Rule, skeleton: Skeleton, start: int, end: int) -> bool:
    """Whether the words around a match permit it."""
    if rule.not_after:
        before = skeleton.text[:start].rsplit(" ", 4)
        tail = " ".join(before[-4:-1])
        if any(tail == w or tail.endswith(" " + w) for w in rule.not_after):
            return False
    if rule.not_before:
        ahead = skeleton.text[end : end + 40]
        if any(
            ahead.startswith(w + " ") or (w.endswith(":") and ahead.startswith(w)) for w in rule.not_before
        ):
            return False
    return True


def covers(start: int, end: int, claim: Claim) -> bool:
    """Whether a mark's stretch holds most of what a claim says of its subject.

    A neighbour clause's mark does not reach it; that of a relative clause does ("Holt, who won in 2019").
    """
    subject = max((m.end for _, m in claim.slots if m.start <= claim.start), default=claim.start)
    begin = subject if subject < claim.end else claim.start
    overlap = min(end, claim.end) - max(start, begin)
    return overlap * 2 >= claim.end - begin


def spread(found: Analysis) -> dict[int, list[Mention]]:
    """The mentions of each sentence."""
    out: dict[int, list[Mention]] = {}
    ordered = sorted(found.mentions, key=lambda m: m.start)
    at = 0
    for index, sentence in enumerate(found.sentences):
        while at < len(ordered) and ordered[at].start < sentence.start:
            at += 1
        ahead = at
        while ahead < len(ordered) and ordered[ahead].start < sentence.end:
            if ordered[ahead].end <= sentence.end:
                out.setdefault(index, []).append(ordered[ahead])
            ahead += 1
    return out


def after_letters(found: Analysis, index: int, last: int) -> int:
    """The token after the letters behind a name: "Ann Cole, QSO, JP, was re-elected"."""
    at = index
    while (
        at + 1 <= last
        and found.words[at] == ","
        and found.words[at + 1].isupper()
        and 2 <= len(found.words[at + 1]) <= 6
        and found.words[at + 1].isalpha()
    ):
        at += 2
    return at + 1 if at > index and at <= last and found.words[at] == "," else index


def subject_of(units: list[Unit]) -> Mention | None:
    """The subject that a joined verb goes back to; none where a comma closes an apposition of somebody
    else."""
    named = [
        (i, u.mention)
        for i, u in enumerate(units)
        if u.mention is not None and u.mention.label in {"PERSON", "SLATE"}
    ]
    if not named:
        return None
    at, subject = named[0]
    if subject.label == "SLATE":
        behind = next(((i, m) for i, m in named if m.label == "PERSON" and i - at <= 6), None)
        at, subject = behind if behind is not None else (at, subject)
    last, latest = named[-1]
    apposed = units[-1].text == "," and last > at and last + 1 < len(units) and units[last + 1].text == ","
    return None if apposed and latest.id != subject.id else subject


def opens(units: list[Unit]) -> bool:
    """Whether the sentence's first name stands near its start, so that it is the subject of later verbs."""
    first = next(
        (i for i, u in enumerate(units) if u.mention is not None and u.mention.label in {"PERSON", "SLATE"}),
        99,
    )
    return first <= 8 and not any(u.text in {"who", "which", "whose", "said", "if"} for u in units[first:])


def build(
    found: Analysis, sentence: Sentence, mentions: list[Mention], verbs: frozenset[str] = frozenset()
) -> Skeleton:
    """The skeleton of a sentence; where mentions overlap, the longer one, then the label's rank, decides.

    A verb of `verbs` that is joined on ("..., beat him in Ohio") gets the sentence's subject back.
    """
    chosen: list[Mention] = []
    for mention in sorted(
        mentions, key=lambda m: (m.label != "PERSON" or m.weak, -len(m), LABEL_RANK.get(m.label, 99))
    ):
        if all(mention.end <= c.start or c.end <= mention.start for c in chosen):
            chosen.append(mention)
    at = {found.token_at(m.start): m for m in chosen}
    for mention in chosen:
        lead = mention.attrs.get("lead")
        own = found.token_at(mention.start)
        if (
            lead is not None
            and lead < own
            and not any(
                lead <= found.token_at(c.start) < own or lead <= found.token_at(c.end - 1) < own
                for c in chosen
            )
        ):
            at[lead] = at.pop(own)
    units: list[Unit] = []
    index = sentence.first_token
    while index <= sentence.last_token:
        here = at.get(index)
        if here is not None:
            if (
                here.label == "POSITION"
                and units
                and units[-1].mention is not None
                and units[-1].mention.label == "ORGANISATION"
            ):
                here.attrs["owner"] = units.pop().mention
            units.append(Unit("", here.start, here.end, here))
            index = found.token_at(here.end - 1) + 1
            if here.label == "PERSON":
                index = after_letters(found, index, sentence.last_token)
            continue
        if not found.words[index].isspace():
            ahead = found.lowers[index + 1] if index < sentence.last_token else ""
            verb = found.lowers[index] in verbs or (found.lowers[index] in ADVERBS and ahead in verbs)
            if units and verb and units[-1].text in {",", "and", "but"} and units[-1].mention is None:
                subject = subject_of(units)
                if subject is not None and opens(units):
                    units.append(Unit("", found.starts[index], found.starts[index], subject))
            units.append(
                Unit(found.lowers[index].replace(" ", "") or "_", found.starts[index], found.ends[index])
            )
        index += 1
    return Skeleton(without_repeats(units))


def join_headline(skeleton: Skeleton) -> Skeleton:
    """Headlines join two names by a comma alone: "Cruz, Sanders win in Wisconsin"."""
    units = skeleton.units
    for at in range(1, len(units) - 1):
        before, after = units[at - 1].mention, units[at + 1].mention
        if (
            units[at].text == ","
            and before is not None
            and after is not None
            and before.label == after.label == "PERSON"
        ):
            follows = units[at + 2].text if at + 2 < len(units) else ""
            if follows not in {",", "and", "&"}:
                units[at] = Unit("and", units[at].start, units[at].end)
    return Skeleton(units)


def without_repeats(units: list[Unit]) -> list[Unit]:
    """A bracket that only repeats the mention before it, as an acronym does, is left out."""
    out: list[Unit] = []
    at = 0
    while at < len(units):
        if out and units[at].text == "(" and at + 2 < len(units) and units[at + 2].text == ")":
            before, inside = out[-1].mention, units[at + 1].mention
            if (
                before is not None
                and inside is not None
                and before.label == inside.label != "PERSON"
                and (before.id == inside.id or (inside.text.isupper() and inside.label != "SLATE"))
            ):
                at += 3
                continue
        out.append(units[at])
        at += 1
    return out


def read_slots(skeleton: Skeleton, template: Template, hit: Any) -> dict[str, list[Mention]]:
    """The mentions behind each slot of a match, by slot name."""
    out: dict[str, list[Mention]] = {}
    for group, slot in template.slots.items():
        if hit[group]:
            out.setdefault(slot.name, []).extend(skeleton.named(hit[group]))
    return out


def is_first(slots: dict[str, list[Mention]]) -> bool:
    """Whether every rank that a rule found is the first; of a rule that names none it holds."""
    return all(m.value == 1 for role, filled in slots.items() if role.endswith(".rank") for m in filled)


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


def distribute(rule: Rule, field: str, subjects: list[Mention], filled: list[Mention]) -> list[Fact]:
    """Figures to their owners: one each in order, or one for all where the rule says so."""
    relation = rule.set.get("relation")
    if field in AFFILIATIONS:
        return [Fact(s, "affiliation", relation or AFFILIATIONS[field], m) for s in subjects for m in filled]
    name = "votes" if field == "count" else field
    if len(filled) == len(subjects):
        pairs = list(zip(subjects, filled, strict=True))
    elif len(filled) == 1 and (rule.each or len(subjects) == 1):
        pairs = [(s, filled[0]) for s in subjects]
    elif len(filled) == 2 and rule.set.get("range"):
        low, high = filled
        return [Fact(s, "votes_range", (low.value, high.value), low) for s in subjects] + [
            Fact(s, "votes_range_end", high.value, high) for s in subjects
        ]
    else:
        return []
    return [Fact(s, name, m.value if m.value is not None else m.name, m) for s, m in pairs]


def keep_attributes(found: Analysis, claim: Claim, claims: list[Claim]) -> None:
    """What a phrase says of a person for the whole article goes to the attributes, figures to a claim."""
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
