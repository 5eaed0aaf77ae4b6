"""Whether two records may tell of one contest (nothing contradicts) and whether they do (something says so).

What contradicts, whatever else agrees: one article (it told the two apart itself), a pair to be kept apart, a
nomination and an election, primaries of different parties, different organisations, committees, positions,
constituencies or rounds, a winner apiece whom the other does not know, and dates too far from each other. An
article cannot report what came after it, nor call earlier what was not yet news.

What says so: people in common, figures in common, and the names that both records give. Where a name is null
or less than the other record's, people have to agree; where a date is unknown, figures have to agree too.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from extractor.merging.dates import Span, days_between, span_of
from extractor.merging.identity import Person, compare_figures, find_people, parties_of
from extractor.merging.places import Fit, fits
from extractor.merging.spelling import Likeness, compare_names, parse_name, surnames_alike
from extractor.records import Candidacy, Record

__all__ = ["Piece", "Support", "contradiction", "support"]

# Articles name the day of the poll, of the count or of the declaration.
STATED_DAYS = 7
WON = frozenset({"elected", "nominated"})
UNFINISHED = frozenset({"provisional", "projected"})
DECIDED = frozenset({"elected", "not_elected", "nominated"})


@dataclass(frozen=True)
class Piece:
    """A record with what is compared again and again."""

    record: Record
    span: Span
    parties: frozenset[str]
    advanced: frozenset[str]
    decided: frozenset[str]
    families: tuple[str, ...]
    winners: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> Piece:
        """The piece of a record."""
        named = [(c, parse_name(c.candidate).family) for c in record.candidacies if c.candidate]
        primary = record.kind == "nomination"
        return cls(
            record,
            span_of(record),
            frozenset(p for c in record.candidacies for p in parties_of(c) if primary and stands_for(c, p)),
            frozenset(family for c, family in named if c.outcome == "advanced"),
            frozenset(family for c, family in named if c.outcome in DECIDED),
            tuple(sorted({family for c, family in named if c.candidate and c.candidate.kind != "option"})),
            frozenset(family for c, family in named if c.outcome in WON),
        )


def stands_for(candidacy: Candidacy, party: str) -> bool:
    return any(a.id == party and a.kind in (None, "party") for a in candidacy.affiliations)


def contradiction(one: Piece, other: Piece, days: int, apart: Collection[frozenset[str]] = ()) -> str | None:
    """Why two records cannot be of one contest; None where nothing speaks against it.

    Example:
        >>> from extractor.records import ArticleRef
        >>> def tell(id, **known):
        ...     return Piece.of(Record(id=id, article=ArticleRef(id=id, sha256=id), kind="election", **known))
        >>> contradiction(tell("1", constituency={"id": "moor", "name": "Moor"}),
        ...               tell("2", constituency={"id": "tarn", "name": "Tarn"}), 60)
        'constituency'
    """
    a, b = one.record, other.record
    if a.article.id == b.article.id:
        return "article"
    if frozenset((a.id, b.id)) in apart:
        return "kept apart"
    if (a.kind == "nomination") != (b.kind == "nomination"):
        return "kind"
    for field, fit in fits(a, b).items():
        if fit is Fit.DIFFERENT:
            return field
    if one.parties and other.parties and not one.parties & other.parties:
        return "party"
    if differ_in_round(one, other):
        return "round"
    if have_strange_winners(one, other):
        return "winners"
    return "date" if differ_in_date(one, other, days) else None


def differ_in_round(one: Piece, other: Piece) -> bool:
    """Whether rounds differ, or who goes through in one is decided on in the other."""
    a, b = one.record.round, other.record.round
    if a and b and (differ(a.number, b.number) or differ(a.kind, b.kind)):
        return True
    if (one.advanced and b and b.kind == "runoff") or (other.advanced and a and a.kind == "runoff"):
        return True
    return bool(one.advanced & other.decided or other.advanced & one.decided)


def have_strange_winners(one: Piece, other: Piece) -> bool:
    """Whether each has one winner, whom the other does not know at all.

    A winner who is the other's loser is a conflict about one contest; a contest for several seats may be told
    in parts.
    """
    if len(one.winners) != 1 or len(other.winners) != 1 or one.winners == other.winners:
        return False
    if any((piece.record.seats or 1) > 1 for piece in (one, other)):
        return False
    return not any(
        surnames_alike(winner, family)
        for mine, theirs in ((one, other), (other, one))
        for winner in mine.winners
        for family in theirs.families
    )


def differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def differ_in_date(one: Piece, other: Piece, days: int) -> bool:
    """Whether the two cannot have been at one time."""
    if tells_the_future(one, other) or tells_the_future(other, one):
        return True
    gap = days_between(one.span, other.span)
    if gap is None:
        return False
    return gap > (min(days, STATED_DAYS) if one.span.stated and other.span.stated else days)


def tells_the_future(one: Piece, other: Piece) -> bool:
    """Whether an article came out before the other record's vote, or calls earlier what was not yet news."""
    day, vote = one.span.before, other.span.first
    if day is None or vote is None:
        return False
    earlier = one.record.timing == "previous"
    if other.span.stated:
        return day - vote < timedelta(days=1 if earlier else -1)  # -1: it is tomorrow elsewhere
    return earlier and not one.span.stated and other.record.timing == "current" and vote >= day


@dataclass(frozen=True, order=True)
class Support:
    """How much says that two records are of one contest; more is more.

    `figures` votes, shares, majorities and seats agree, `people` are in both, `places` names are the same;
    `nearness` is minus the days from one to the other.
    """

    figures: int
    people: int
    places: int
    nearness: int


def support(one: Piece, other: Piece) -> Support | None:
    """What says that two records, which nothing contradicts, are of one contest; None if it is too little."""
    a, b = one.record, other.record
    fit = fits(a, b)
    same = {field for field, found in fit.items() if found is Fit.SAME}
    open_ = {f for f, found in fit.items() if found is Fit.OPEN and (getattr(a, f) or getattr(b, f))}
    shared = [person for person in find_people((a, b)) if len(person.entries) == 2]
    compared = [compare_figures(*(entry.candidacy for entry in person.entries)) for person in shared]
    agree, differing = compared.count(True), compared.count(False)
    more, less = compare_totals(a, b)
    figures = agree + more
    gap = days_between(one.span, other.span)
    found = Support(figures, len(shared), len(same), -(99_999 if gap is None else gap))
    fully = sum(1 for person in shared if in_full(person))
    if differing and not agree and are_far_off(shared) and not {a.status, b.status} & UNFINISHED:
        return None
    if gap is None or (a.round is None) != (b.round is None):
        strong = len(shared) >= 2 or (fully == 1 and min(len(a.candidacies), len(b.candidacies)) == 1)
        totals = not a.candidacies and not b.candidacies and more >= 2
        return found if figures and not differing and not less and same and (strong or totals) else None
    if shared:
        if overlaps(len(shared), fully, figures, same):
            return found
        return None
    return found if not open_ and told_in_parts(a, b, same, more, less) else None


def overlaps(people: int, fully: int, figures: int, same: set[str]) -> bool:
    """Whether people in common are enough.

    Two people, one of them in full; or one in full with a figure or a name in common; a lone surname needs
    the constituency, or the position and whose it is.
    """
    if people >= 2 and (fully or figures):
        return True
    if fully:
        return bool(figures or same)
    whose = bool(same & {"committee", "organisation"})
    return "constituency" in same or (whose and "position" in same) or people >= 2


def told_in_parts(a: Record, b: Record, same: set[str], agree: int, differing: int) -> bool:
    """Whether records without a person in common tell parts of one contest: all their names are the same.

    Winners must have room beside each other, and of a whole body's seats some figure has to agree.
    """
    body = bool(same & {"committee", "organisation"})
    if not a.candidacies and not b.candidacies:
        return body and agree > 0 and agree >= differing
    winners = [sum(c.outcome in WON for c in record.candidacies) for record in (a, b)]
    seats = {record.seats for record in (a, b) if record.seats is not None}
    if all(winners) and (len(seats) != 1 or sum(winners) > min(seats)):
        return False
    if not (a.candidacies and b.candidacies):
        return body and "constituency" in same
    multiple = a.seats == b.seats and (a.seats or 0) > 1
    return body and ("constituency" in same or ("position" in same and multiple))


def in_full(person: Person) -> bool:
    """Whether both records give more than a surname and an initial, or the same full line."""
    one, other = person.entries
    if one.name is None or other.name is None:
        return bool(one.text) and one.text == other.text
    return (compare_names(one.name, other.name) or 0) >= Likeness.FULL and one.name.fullness > 1


def compare_totals(a: Record, b: Record) -> tuple[int, int]:
    """How many figures of whole contests agree, and how many differ: majority, ballots, seats of slates.

    A majority agrees also with the votes that it is the difference of.
    """
    agree = differing = 0
    majorities = {m for m in (a.majority, b.majority) if m is not None}
    if a.majority is not None and b.majority is not None:
        agree, differing = (1, 0) if len(majorities) == 1 else (0, 1)
    elif majorities and majorities & {lead_of(a), lead_of(b)}:
        agree = 1
    if a.turnout and b.turnout and a.turnout.ballots and b.turnout.ballots:
        agree, differing = count(a.turnout.ballots == b.turnout.ballots, agree, differing)
    theirs = {result.slate.id: result for result in b.slates}
    for result in a.slates:
        match = theirs.get(result.slate.id)
        for figure in ("seats_won", "votes", "share"):
            mine, other = getattr(result, figure), getattr(match, figure, None)
            if mine is not None and other is not None:
                agree, differing = count(mine == other, agree, differing)
    return agree, differing


def count(same: bool, agree: int, differing: int) -> tuple[int, int]:
    return (agree + 1, differing) if same else (agree, differing + 1)


def lead_of(record: Record) -> float | None:
    """Votes of the first less votes of the second."""
    votes = sorted((c.votes for c in record.candidacies if c.votes is not None), reverse=True)
    return votes[0] - votes[1] if len(votes) > 1 else None


def are_far_off(shared: list[Person]) -> bool:
    """Whether somebody's figures differ by more than a correction or a late count explains."""
    for person in shared:
        one, other = (entry.candidacy for entry in person.entries)
        if one.votes is not None and other.votes is not None:
            if abs(one.votes - other.votes) > 0.2 * max(one.votes, other.votes):
                return True
        elif one.share is not None and other.share is not None and abs(one.share - other.share) > 5:
            return True
    return False
