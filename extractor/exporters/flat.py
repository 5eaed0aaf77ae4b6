"""Records as one flat table: a row for each candidacy, and one for each slate result.

Column names are OpenElections' (`county`, `precinct`, `office`, `district`, `party`, `candidate`, `votes`)
and Democracy Club's (`organisation_name`, `election_date`, `seats_contested`, `elected`, `total_electorate`,
`turnout_reported`, `turnout_percentage`, `spoilt_ballots`) where they mean the same, the contract's
elsewhere. `row_type` says `candidacy` or `slate`: add up one kind only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.databases.rows import iso_date
from extractor.databases.tables import Column, columns
from extractor.records import Candidacy, Record

__all__ = ["FLAT_COLUMNS", "flat_rows"]

FLAT_COLUMNS: tuple[Column, ...] = columns("""
    row_type text!
    article_id text!
    source text
    article_title text
    published date
    publisher text
    contest_id text!
    kind text!
    timing text!
    status text
    organisation_name text
    committee text
    office text
    constituency text
    county text
    precinct text
    district text
    election_date text
    round_number integer
    round_kind text
    voting_system text
    seats_contested integer
    total_electorate integer
    turnout_reported integer
    turnout_percentage number
    spoilt_ballots integer
    majority integer
    candidate text
    candidate_kind text
    party text
    affiliations text
    outcome text
    elected boolean
    incumbent boolean
    votes number
    votes_min number
    votes_max number
    votes_qualifier text
    share number
    rank integer
    seats_won integer
    seats_change integer
    slate_seats_contested integer
    attribution text
    flags text
    confidence number
    schema_version text!
""")

ELECTED = {"elected": True, "not_elected": False, "eliminated": False}


def flat_rows(record: Record, place: str) -> Iterator[dict[str, Any]]:
    """The rows of one record, every column in each, null where the article does not say.

    Example:
        >>> record = Record(id="c0", article={"id": "a", "sha256": "00"}, kind="election",
        ...     slates=[{"slate": {"id": "open-door", "name": "Open Door"}, "seats_won": 3}])
        >>> [(row["row_type"], row["party"], row["seats_won"]) for row in flat_rows(record, "r.jsonl:1")]
        [('slate', 'Open Door', 3)]
    """
    contest = dict.fromkeys(column.name for column in FLAT_COLUMNS) | contest_cells(record, place)
    for candidacy in record.candidacies:
        yield contest | candidacy_cells(candidacy)
    for result in record.slates:
        yield contest | {
            "row_type": "slate",
            "party": result.slate.name,
            "seats_won": result.seats_won,
            "seats_change": result.seats_change,
            "slate_seats_contested": result.seats_contested,
            "votes": result.votes,
            "share": result.share,
        }


def contest_cells(record: Record, place: str) -> dict[str, Any]:
    """What all rows of a contest have in common."""
    article, round_, turnout = record.article, record.round, record.turnout
    cells: dict[str, Any] = {
        "article_id": article.id,
        "source": article.source,
        "article_title": article.title,
        "published": iso_date(article.published, place),
        "publisher": article.publisher,
        "contest_id": record.id,
        "kind": record.kind,
        "timing": record.timing,
        "status": record.status,
        "organisation_name": record.organisation.name if record.organisation else None,
        "committee": record.committee.name if record.committee else None,
        "office": record.position.name if record.position else None,
        "election_date": record.date.value if record.date else None,
        "round_number": round_.number if round_ else None,
        "round_kind": round_.kind if round_ else None,
        "voting_system": record.voting_system,
        "seats_contested": record.seats,
        "majority": record.majority,
        "attribution": record.attribution,
        "flags": "; ".join(record.flags) or None,
        "confidence": record.confidence,
        "schema_version": record.schema_version,
    }
    if turnout:
        cells |= {
            "total_electorate": turnout.registered,
            "turnout_reported": turnout.ballots,
            "turnout_percentage": turnout.percent,
            "spoilt_ballots": turnout.spoilt,
        }
    if record.constituency:
        name = record.constituency.name
        cells |= {"constituency": name, area_column(name): name}
    return cells


def area_column(name: str) -> str:
    """Which of OpenElections' three areas a constituency is, by the word that its name has for itself."""
    words = name.casefold().split()
    if "precinct" in words:
        return "precinct"
    return "county" if words[-1:] == ["county"] else "district"


def candidacy_cells(candidacy: Candidacy) -> dict[str, Any]:
    """What a candidacy adds to its contest."""
    candidate = candidacy.candidate
    names = [f"{a.name} ({a.relation})" if a.relation else a.name for a in candidacy.affiliations]
    return {
        "row_type": "candidacy",
        "candidate": candidate.name if candidate else None,
        "candidate_kind": candidate.kind if candidate else None,
        "party": party_name(candidacy),
        "affiliations": "; ".join(names) or None,
        "outcome": candidacy.outcome,
        "elected": ELECTED.get(candidacy.outcome) if candidacy.outcome else None,
        "incumbent": candidacy.incumbent,
        "votes": candidacy.votes,
        "votes_min": candidacy.votes_min,
        "votes_max": candidacy.votes_max,
        "votes_qualifier": candidacy.votes_qualifier,
        "share": candidacy.share,
        "rank": candidacy.rank,
    }


def party_name(candidacy: Candidacy) -> str | None:
    """What the candidate stood for, else a party, else whatever backs the candidate first."""
    ranked = sorted(
        candidacy.affiliations,
        key=lambda a: 0 if a.relation == "stood_for" else 1 if a.kind == "party" else 2,
    )
    return ranked[0].name if ranked else None
