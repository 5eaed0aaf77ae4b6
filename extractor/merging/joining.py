"""Records joined into contests.

Records are compared only with those that share a key (a surname and a place, two surnames, a surname and its
votes, ...), and under a key that very many share, only with their neighbours in time. A contest grows from
the best supported pairs, and only as long as none of its records contradicts another. A record that fits two
contests that contradict each other, and neither better, joins neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from extractor.merging.places import core
from extractor.merging.sameness import Piece, Support, contradiction, support
from extractor.records import Record

__all__ = ["join_records"]

# Records under one key that are compared with each; and a record's best neighbours that are weighed.
NEIGHBOURS = 40
WEIGHED = 60
NAMES = 10  # surnames of a record that make pairs

Clash = Callable[[str, str], str | None]


def join_records(
    records: Iterable[Record], days: int = 60, apart: Collection[frozenset[str]] = ()
) -> list[list[Record]]:
    """Groups of records, each of one contest, in the order of their first ids, whatever the order given.

    Args:
        records: with different ids.
        days: how far dates may be from each other.
        apart: pairs of ids that must not be in one group.
    """
    pieces = {record.id: Piece.of(record) for record in sorted(records, key=lambda record: record.id)}
    edges: dict[tuple[str, str], Support] = {}
    clashes: dict[tuple[str, str], str | None] = {}

    def clash(a: str, b: str) -> str | None:
        pair = (a, b) if a < b else (b, a)
        if pair not in clashes:
            clashes[pair] = contradiction(pieces[pair[0]], pieces[pair[1]], days, apart)
        return clashes[pair]

    for a, b in sorted(pairs_to_compare(list(pieces.values()), days)):
        if not clash(a, b):
            found = support(pieces[a], pieces[b])
            if found:
                edges[a, b] = found

    doubtful = find_doubtful(edges, clash)
    group_of = {id: [id] for id in pieces}
    for a, b in sorted(edges, key=lambda pair: (edges[pair], pair), reverse=True):
        one, other = group_of[a], group_of[b]
        if one is other or (a, b) in doubtful or any(clash(x, y) for x in one for y in other):
            continue
        joined = sorted(one + other)
        group_of.update(dict.fromkeys(joined, joined))
    unique = {group[0]: group for group in group_of.values()}
    return [[pieces[id].record for id in unique[first]] for first in sorted(unique)]


def find_doubtful(edges: dict[tuple[str, str], Support], clash: Clash) -> set[tuple[str, str]]:
    """Pairs of a record with one of two contests that contradict each other and fit it as well.

    Two contests that only time parts are told apart by nearness; otherwise figures, people and places are
    compared and nearness is no argument.
    """
    neighbours: dict[str, list[tuple[Support, str]]] = defaultdict(list)
    for (a, b), found in edges.items():
        neighbours[a].append((found, b))
        neighbours[b].append((found, a))
    doubtful = set()
    for id, found_ones in neighbours.items():
        best = sorted(found_ones, reverse=True)[:WEIGHED]
        for (more, one), (less, other) in combinations(best, 2):
            reason = clash(one, other)
            if reason is None:
                continue
            if weight(more, reason) == weight(less, reason):
                doubtful |= {ordered(id, one), ordered(id, other)}
            else:
                weaker = other if weight(more, reason) > weight(less, reason) else one
                doubtful.add(ordered(id, weaker))
    return doubtful


def weight(found: Support, reason: str) -> tuple[int, ...]:
    """What counts between two contests that contradict each other for a reason."""
    if reason == "date":
        return found.figures, found.people, found.nearness
    return found.figures, found.people, found.places if reason != "article" else 0


def ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def pairs_to_compare(pieces: Sequence[Piece], days: int) -> Iterator[tuple[str, str]]:
    """Pairs of ids that share a key, each pair perhaps more than once."""
    blocks: dict[tuple[object, ...], list[Piece]] = defaultdict(list)
    for piece in pieces:
        for key in set(keys_of(piece)):
            blocks[key].append(piece)
    seen = set()
    for block in blocks.values():
        block.sort(key=in_time)
        for index, piece in enumerate(block):
            for other in block[index + 1 : index + 1 + NEIGHBOURS]:
                pair = ordered(piece.record.id, other.record.id)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def in_time(piece: Piece) -> tuple[date, str, str, str]:
    """The order under a key: time, then what is alike beside each other."""
    record = piece.record
    return (
        piece.span.first or date.min,
        core(record.constituency) or "",
        " ".join(piece.families),
        record.id,
    )


def keys_of(piece: Piece) -> Iterator[tuple[object, ...]]:
    """The keys of a record; records of one contest share one of them, those of different ones seldom do."""
    record = piece.record
    places = {field: core(getattr(record, field)) for field in ("organisation", "committee", "constituency")}
    for family in piece.families:
        for place in places.values():
            if place:
                yield "surname", family, place
        if record.position:
            yield "surname", family, "position", record.position.id
    for pair in combinations(piece.families[:NAMES], 2):
        yield "surnames", *pair
    for candidacy in record.candidacies:
        if candidacy.votes:
            yield "votes", candidacy.votes, places["constituency"] or places["committee"]
    body = places["committee"] or places["organisation"]
    if body and places["constituency"]:
        yield "place", body, places["constituency"]
    if body and record.position:
        yield "post", body, record.position.id
    for result in record.slates:
        yield "slate", body, places["constituency"], result.slate.id
