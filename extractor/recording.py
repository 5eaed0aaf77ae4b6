"""Recording: a settled contest written down as a record, every value with its evidence."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import Any

from extractor.article import Article
from extractor.confidence import confidence_of
from extractor.contests.draft import CandidacyDraft, Draft, Reading, SlateDraft
from extractor.mentions import Analysis, Mention
from extractor.naming import slug
from extractor.records import (
    Affiliation,
    Candidacy,
    Candidate,
    Evidence,
    Provenance,
    Record,
    Ref,
    Round,
    SlateResult,
    Tally,
    Term,
    Turnout,
    VoteDate,
)

__all__ = ["write_records"]


def write_records(
    article: Article, found: Analysis, drafts: list[Draft], provenance: Provenance
) -> list[Record]:
    """The records of an article, in the order in which their contests are first spoken of."""
    ordered = sorted(drafts, key=lambda d: min(d.sentences))
    seen: Counter[str] = Counter()
    records = []
    for draft in ordered:
        record = write(article, found, draft, provenance)
        named = (record.organisation, record.committee, record.position, record.constituency)
        key = [
            article.sha256,
            record.kind,
            *(reference.id if reference else None for reference in named),
            record.timing,
            record.date.value if record.date else None,
            record.round.model_dump() if record.round else None,
        ]
        digest = json.dumps(key, sort_keys=True)
        ordinal = seen[digest]
        seen[digest] += 1
        record.id = hashlib.sha256(f"{digest}#{ordinal}".encode()).hexdigest()[:20]
        records.append(record)
    return records


class Writer:
    """Collects the evidence of one record."""

    def __init__(self, found: Analysis) -> None:
        self.found = found
        self.evidence: list[Evidence] = []

    def note(self, pointer: str, reading: Reading) -> None:
        """Add the evidence of a value."""
        mention = reading.mention
        self.evidence.append(
            Evidence(
                field=pointer,
                start=mention.start,
                end=mention.end,
                text=self.found.text[mention.start : mention.end],
                rule=reading.rule,
                basis=reading.basis,
            )
        )

    def ref(self, pointer: str, reading: Reading | None) -> Ref | None:
        """A named thing with its evidence."""
        if reading is None:
            return None
        self.note(pointer, reading)
        name = reading.mention.name or reading.mention.text
        return Ref(id=reading.mention.id or slug(name), name=name)


def write(article: Article, found: Analysis, draft: Draft, provenance: Provenance) -> Record:
    writer = Writer(found)
    seats = draft.figures.get("seats")
    majority = draft.figures.get("majority")
    turnout = draft.figures.get("turnout")
    record = Record(
        id="", article=article.ref(), kind=draft.settings.get("kind", "election"),
        organisation=writer.ref("/organisation", draft.anchors.get("organisation")),
        committee=writer.ref("/committee", draft.anchors.get("committee")),
        position=position(writer, draft),
        constituency=writer.ref("/constituency", draft.anchors.get("constituency")),
        timing=draft.timing, status=draft.settings.get("status"), provenance=provenance,
    )  # fmt: skip
    if draft.settings.get("round"):
        record.round = Round(kind=draft.settings["round"])
    if draft.attribution is not None:
        record.attribution = draft.attribution.name
    if seats is not None and isinstance(seats.value, int):
        record.seats = seats.value
        writer.note("/seats", seats)
    if majority is not None and isinstance(majority.value, int) and not majority.mention.attrs.get("percent"):
        record.majority = majority.value
        writer.note("/majority", majority)
    if draft.date is not None:
        value, precision = draft.date.value
        record.date = VoteDate(value=value, precision=precision, text=draft.date.mention.text)
        writer.note("/date", draft.date)
    if turnout is not None:
        record.turnout = read_turnout(turnout)
        writer.note("/turnout", turnout)
    write_details(writer, draft, record)
    for candidacy in draft.candidacies.values():
        record.candidacies.append(write_candidacy(writer, candidacy, len(record.candidacies)))
    for slate in draft.slates.values():
        written = write_slate(writer, slate, len(record.slates))
        if written is not None:
            record.slates.append(written)
    record.flags = sorted(draft.flags)  # type: ignore[arg-type]
    record.evidence = sorted(writer.evidence, key=lambda e: (e.field, e.start, e.end))
    record.confidence = confidence_of(record)
    return record


def write_details(writer: Writer, draft: Draft, record: Record) -> None:
    """Turnout, term, system, status and earlier holders, where nothing has said them yet."""
    held = draft.details
    figures = {name: held[name].value for name in Turnout.model_fields if name in held}
    if figures and record.turnout is None:
        record.turnout = Turnout(**figures)
        for name in figures:
            writer.note(f"/turnout/{name}", held[name])
    if "term" in held:
        record.term = Term(years=held["term"].value, text=held["term"].mention.text)
        writer.note("/term", held["term"])
    if "voting_system" in held:
        record.voting_system = held["voting_system"].value
        writer.note("/voting_system", held["voting_system"])
    if "status" in held and record.status is None:
        record.status = held["status"].value
        writer.note("/status", held["status"])
    if "previous_holders" in held:
        person: Mention = held["previous_holders"].value
        record.previous_holders = [Ref(id=person.id or slug(person.name), name=person.name or person.text)]
        writer.note("/previous_holders/0", held["previous_holders"])


def position(writer: Writer, draft: Draft) -> Ref | None:
    """The post, singular where one of several is meant."""
    reading = draft.anchors.get("position")
    ref = writer.ref("/position", reading)
    if ref is not None and reading is not None:
        known_short = (
            reading.mention.attrs.get("spelled")
            or reading.mention.attrs.get("adjective")
            or reading.mention.attrs.get("town")
            or len(reading.mention.text) <= 3
            or reading.mention.attrs.get("counted")
            or reading.mention.attrs.get("acronym")
        )
        ref.name = ref.name if known_short else " ".join(reading.mention.text.split())
        ref.name = re.sub(r"\s*-\s*(?:elect|designate)$", "", ref.name)
    return ref


def read_turnout(reading: Reading) -> Turnout:
    """A percentage, a number of ballots, as the figure says."""
    figure = reading.mention.attrs.get("figure")
    if figure is not None and figure.label in {"SHARE", "STATISTIC"} and isinstance(figure.value, float):
        return Turnout(percent=figure.value)
    if isinstance(reading.value, int):
        return Turnout(ballots=reading.value)
    return (
        Turnout(percent=float(reading.value))
        if reading.value is not None and reading.value <= 100
        else Turnout()
    )


def write_candidacy(writer: Writer, draft: CandidacyDraft, index: int) -> Candidacy:
    at = f"/candidacies/{index}"
    candidacy = Candidacy()
    if not draft.party:
        candidacy.candidate = write_candidate(draft.mention)
        writer.note(f"{at}/candidate/name", Reading(None, draft.mention, draft.mention.rule or "named"))
    else:
        draft.affiliations.setdefault(draft.mention.id, (Reading(None, draft.mention, "party"), "stood_for"))
    for number, (reading, relation) in enumerate(draft.affiliations.values()):
        mention = reading.mention
        candidacy.affiliations.append(
            Affiliation(id=mention.id, name=mention.name, kind=mention.kind, relation=relation)
        )
        writer.note(f"{at}/affiliations/{number}", reading)
    for name in ("outcome", "outcome_basis", "incumbent", "share", "rank"):
        best = draft.best(name)
        if best is not None:
            setattr(candidacy, name, float(best.value) if name == "share" else best.value)
            writer.note(f"{at}/{name}", best)
    write_votes(writer, draft, candidacy, at)
    return candidacy


def write_candidate(mention: Mention) -> Candidate:
    kind = mention.attrs.get("candidate_kind", "person")
    if kind == "joint":
        return Candidate(id=mention.id, name=mention.name, kind=kind)
    words: list[str] = mention.attrs.get("words") or mention.name.split()
    return Candidate(
        id=mention.id, name=mention.name, given=" ".join(words[:-1]) or None, family=words[-1],
        honorific=mention.attrs.get("honorific"), kind=kind,
    )  # fmt: skip


def write_votes(writer: Writer, draft: CandidacyDraft, candidacy: Candidacy, at: str) -> None:
    votes, span = draft.best("votes"), draft.best("votes_range")
    if votes is not None:
        candidacy.votes = votes.value
        candidacy.votes_qualifier = votes.mention.qualifier or "exact"  # type: ignore[assignment]
        writer.note(f"{at}/votes", votes)
    elif span is not None:
        candidacy.votes_min, candidacy.votes_max = span.value
        writer.note(f"{at}/votes_min", span)
        end = draft.best("votes_range_end")
        if end is not None:
            writer.note(f"{at}/votes_max", end)
    for number, reading in enumerate(draft.readings.get("tallies", [])):
        first = "first" in reading.mention.text.lower()
        candidacy.tallies.append(Tally(kind="first_preferences" if first else "votes", value=reading.value))
        writer.note(f"{at}/tallies/{number}/value", reading)


def write_slate(writer: Writer, draft: SlateDraft, index: int) -> SlateResult | None:
    at = f"/slates/{index}"
    mention = draft.mention
    result = SlateResult(slate=Ref(id=mention.id, name=mention.name))
    found: dict[str, Any] = {}
    for name in ("seats_won", "seats_change", "votes", "share"):
        best = draft.best(name)
        if best is not None:
            found[name] = float(best.value) if name == "share" else best.value
            writer.note(f"{at}/{name}", best)
    if not found:
        return None
    writer.note(f"{at}/slate", Reading(None, mention, mention.rule or "named"))
    return result.model_copy(update=found)
