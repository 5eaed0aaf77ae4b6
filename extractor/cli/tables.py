"""Records and rules as people read them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from extractor.records import Candidacy, Record

__all__ = ["contest_table", "contest_title", "describe_candidacy"]


def contest_title(record: Record) -> str:
    """What a contest is about, in a few words.

    Example:
        >>> contest_title(Record(id="1", article={"id": "a", "sha256": ""}, kind="by-election",
        ...     constituency={"id": "moor-ward", "name": "Moor Ward"}))
        'by-election: Moor Ward'
    """
    refs = (record.position, record.constituency, record.committee, record.organisation)
    where = ", ".join(ref.name for ref in refs if ref)
    previous = " (previous)" if record.timing == "previous" else ""
    return f"{record.kind}: {where or 'not named'}{previous}"


def describe_candidacy(candidacy: Candidacy) -> str:
    """A candidate with party, figures and outcome."""
    name = candidacy.candidate.name if candidacy.candidate else ""
    parties = ", ".join(affiliation.name for affiliation in candidacy.affiliations)
    who = f"{name} ({parties})" if name and parties else name or parties
    figures = [f"{candidacy.votes:,} votes"] if candidacy.votes is not None else []
    if candidacy.votes_min is not None and candidacy.votes_max is not None:
        figures.append(f"{candidacy.votes_min:,} to {candidacy.votes_max:,} votes")
    if candidacy.share is not None:
        figures.append(f"{candidacy.share:g} %")
    outcome = candidacy.outcome.replace("_", " ") if candidacy.outcome else ""
    return ": ".join(part for part in (who, ", ".join([outcome, *figures] if outcome else figures)) if part)


def describe_slates(record: Record) -> Iterable[str]:
    for result in record.slates:
        figures = [f"{result.seats_won:,} seats"] if result.seats_won is not None else []
        figures += [f"{result.votes:,} votes"] if result.votes is not None else []
        figures += [f"{result.share:g} %"] if result.share is not None else []
        yield ": ".join(part for part in (result.slate.name, ", ".join(figures)) if part)


def contest_table(records: Iterable[Record]) -> Table:
    """One row a contest: article, contest, who won, with what."""
    table = Table("article", "contest", "result", box=None, pad_edge=False, header_style="bold")
    for record in records:
        won = [c for c in record.candidacies if c.outcome in ("elected", "nominated", "advanced")]
        lines = [*map(describe_candidacy, won or record.candidacies), *describe_slates(record)]
        shown = "\n".join(lines[:4]) + (f"\n... {len(lines) - 4} more" if len(lines) > 4 else "")
        source = (record.article.source or record.article.id).rstrip("/").rpartition("/")[2]
        table.add_row(Text(source), Text(contest_title(record)), Text(shown))
    return table
