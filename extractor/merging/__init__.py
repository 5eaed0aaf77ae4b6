"""Many articles about one contest become one result, with every article's word beside the preferred one.

    spelling ─► identity ──┬─► sameness ─► joining ─► merging
    places, dates ─────────┘   models ─► preference ─► candidacies ─► values ─┘

`preference` has the written rule of which value is preferred, `sameness` of what is one contest, `identity`
of who is one person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from extractor.merging.joining import join_records
from extractor.merging.models import MergedContest, merged_schema
from extractor.merging.values import merge_contest
from extractor.records import Record

__all__ = ["DAYS", "MergedContest", "join_records", "merge_records", "merged_schema", "split_contests"]

DAYS = 60


def merge_records(
    records: Iterable[Record], *, days: int = DAYS, keep_apart: Collection[frozenset[str]] = ()
) -> list[MergedContest]:
    """Join records that are of one contest and merge their values; every record is a piece of one contest.

    The result is the same whatever the order of the records.

    Args:
        records: records with different ids.
        days: how far the dates of one contest's records may be from each other. Days of the vote that two
            articles state themselves may differ by 7 at most.
        keep_apart: pairs of record ids that must not be in one contest.

    Example:
        >>> from extractor.records import ArticleRef, Candidacy, Candidate
        >>> def tell(id, name, **known):
        ...     return Record(id=id, article=ArticleRef(id=id, sha256=id, published="2024-03-06"),
        ...         kind="by-election", constituency={"id": "moor-ward", "name": "Moor ward"},
        ...         candidacies=[Candidacy(candidate=Candidate(id="holt", name=name), **known)])
        >>> told = [tell("1", "Nia Holt", votes=1204), tell("2", "Cllr Holt", outcome="elected")]
        >>> [contest] = merge_records(told)
        >>> holt = contest.candidacies[0]
        >>> holt.candidate.name, holt.votes, holt.outcome
        ('Nia Holt', 1204, 'elected')
        >>> split_contests([contest]) == told
        True
    """
    return [merge_contest(group) for group in join_records(records, days, keep_apart)]


def split_contests(contests: Iterable[MergedContest]) -> list[Record]:
    """The records that contests were made from, as they were, in the order of their ids."""
    pieces = (piece for contest in contests for piece in contest.pieces)
    return sorted(pieces, key=lambda record: record.id)
