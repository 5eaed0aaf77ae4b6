"""Who is who among the candidacies of the records of one contest.

String similarity proposes, the contest decides:

1. Two candidacies of one record are two people, whatever they are called.
2. The same name, with or without title and middle names, is one person.
3. An initial and a bare surname are a person's if nobody else in the contest can be meant; where two
   candidates share the surname, they are nobody's and stay by themselves.
4. "Jon" and "John", or a misspelling, is believed if the two have the same votes or share, or the same party
   and no different outcome, and figures that do not contradict; and if nobody else can be meant.
5. A party's line without a name is the party's only candidate's, if a figure agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from extractor.merging.spelling import Likeness, Name, compare_names, fold, parse_name
from extractor.records import Candidacy, Record

__all__ = ["Entry", "Person", "find_people", "parties_of"]

ROUGH = {"about", "over", "under"}


@dataclass(frozen=True)
class Entry:
    """One candidacy of one record."""

    record: str
    index: int
    candidacy: Candidacy
    name: Name | None
    text: str

    @property
    def place(self) -> tuple[str, int]:
        """Where the candidacy stands."""
        return self.record, self.index


@dataclass(eq=False)
class Person:
    """The candidacies, one a record at most, that are one person's."""

    entries: list[Entry] = field(default_factory=list)

    @property
    def records(self) -> set[str]:
        """Ids of the records that have the person."""
        return {entry.record for entry in self.entries}

    @property
    def bare(self) -> bool:
        """Whether nobody gives more than the surname."""
        return all(entry.name is not None and entry.name.bare for entry in self.entries)

    @property
    def place(self) -> tuple[str, int]:
        """The first of the candidacies' places, to put people in order."""
        return min(entry.place for entry in self.entries)


def entries_of(record: Record) -> list[Entry]:
    """The candidacies of a record."""
    return [
        Entry(
            record.id,
            index,
            candidacy,
            parse_name(candidacy.candidate)
            if candidacy.candidate and candidacy.candidate.kind == "person"
            else None,
            fold(candidacy.candidate.name) if candidacy.candidate else "",
        )
        for index, candidacy in enumerate(record.candidacies)
    ]


def find_people(records: Sequence[Record]) -> list[Person]:
    """The people of a contest, whatever the order of the records.

    Example:
        >>> from extractor.records import ArticleRef, Candidate
        >>> def tell(id, *names):
        ...     return Record(id=id, article=ArticleRef(id=id, sha256=id), kind="election",
        ...                   candidacies=[Candidacy(candidate=Candidate(id=n, name=n)) for n in names])
        >>> told = [tell("1", "Nia Holt", "Ed Vane"), tell("2", "Cllr Holt"), tell("3", "N. Holt")]
        >>> people = find_people(told)
        >>> sorted([entry.candidacy.candidate.name for entry in person.entries] for person in people)
        [['Ed Vane'], ['Nia Holt', 'Cllr Holt', 'N. Holt']]
    """
    people = group_same([entry for record in records for entry in entries_of(record)])
    for level in (Likeness.FULL, Likeness.INITIAL):
        people = [p for family in by_family(people) for p in join_level(family, level)]
    people = join_level(people, Likeness.SIMILAR)
    people = [p for family in by_family(people) for p in join_surnames(family)]
    people = join_parties(sorted(people, key=lambda person: person.place))
    for person in people:
        person.entries.sort(key=lambda entry: entry.place)
    return sorted(people, key=lambda person: person.place)


def group_same(entries: list[Entry]) -> list[Person]:
    """People by equal names; bare surnames and nameless lines wait, and so do two of a name in one record."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        same = (
            (entry.name or entry.text) if entry.text and not (entry.name and entry.name.bare) else entry.place
        )
        groups.setdefault((same,), []).append(entry)
    people = []
    for group in groups.values():
        unique = len({entry.record for entry in group}) == len(group)
        people += [Person(list(group))] if unique else [Person([entry]) for entry in group]
    return people


def by_family(people: list[Person]) -> list[list[Person]]:
    """People with one surname together; those without a person's name each alone."""
    families: dict[tuple[object, ...], list[Person]] = {}
    for person in sorted(people, key=lambda person: person.place):
        name = person.entries[0].name
        families.setdefault((name.family,) if name else person.place, []).append(person)
    return list(families.values())


def join_level(people: list[Person], level: Likeness) -> list[Person]:
    """Join people who are alike at a level, each with the only one it can be, until nothing changes."""
    people = sorted(people, key=lambda person: person.place)
    while True:
        pairs = [(a, b) for a, b in combinations(people, 2) if may_join(a, b, level)]
        chosen = next((pair for pair in pairs if not has_rival(pair, pairs)), None)
        if chosen is None:
            return people
        one, other = chosen
        joined = Person(one.entries + other.entries)
        people = [joined if person is one else person for person in people if person is not other]


def has_rival(pair: tuple[Person, Person], pairs: list[tuple[Person, Person]]) -> bool:
    """Whether one of two may as well be a third, who is not the other's spelling too."""
    for mine, other in (pair, pair[::-1]):
        for a, b in pairs:
            third = b if a is mine else a if b is mine else None
            if third is None or third is other:
                continue
            if third.records & other.records or alike(third, other) is None:
                return True
    return False


def join_surnames(people: list[Person]) -> list[Person]:
    """Give bare surnames to the one candidate of that surname; to nobody where there are several."""
    bare = [person for person in people if person.bare]
    full = [person for person in people if not person.bare]
    if not bare or len(full) > 1:
        return people
    joined = Person([entry for person in full for entry in person.entries])
    for person in bare:
        if joined.records & person.records:
            return people  # two of the name in one record: each may be either
        joined.entries += person.entries
    return [joined]


def alike(one: Person, other: Person) -> Likeness | None:
    """The likeness of two people's spellings: None if any two of them are different people's."""
    best: Likeness | None = None
    for mine in {entry.name for entry in one.entries}:
        for theirs in {entry.name for entry in other.entries}:
            found = compare_names(mine, theirs) if mine and theirs else None
            if found is None:
                return None
            best = found if best is None else max(best, found)
    return best


def may_join(one: Person, other: Person, level: Likeness) -> bool:
    """Whether names, and for misspellings the figures, let two be one."""
    if one.records & other.records:
        return False
    if one.bare or other.bare:
        return False  # a surname alone waits for `join_surnames`
    found = alike(one, other)
    if found is None or found < level:
        return False
    return level > Likeness.SIMILAR or proved(one, other)


def proved(one: Person, other: Person) -> bool:
    """Whether the contest itself says that two spellings are one person's."""
    pairs = [(a.candidacy, b.candidacy) for a in one.entries for b in other.entries]
    if any(compare_figures(a, b) is False for a, b in pairs):
        return False
    if any(compare_figures(a, b) for a, b in pairs):
        return True
    outcomes = {c.outcome for pair in pairs for c in pair if c.outcome}
    return len(outcomes) == 1 and any(parties_of(a) & parties_of(b) for a, b in pairs)


def compare_figures(one: Candidacy, other: Candidacy) -> bool | None:
    """Whether votes or shares agree: True; False where exact ones differ; None where there are none."""
    if one.votes is not None and other.votes is not None:
        if one.votes == other.votes:
            return True
        if not {one.votes_qualifier, other.votes_qualifier} & ROUGH:
            return False
    if one.share is not None and other.share is not None:
        return abs(one.share - other.share) < 0.06
    return None


def parties_of(candidacy: Candidacy) -> set[str]:
    """Ids of what a candidacy stood for, where the article does not say that it was only backed by it."""
    return {a.id for a in candidacy.affiliations if a.relation in (None, "stood_for", "member_of")}


def join_parties(people: list[Person]) -> list[Person]:
    """Give lines without a name to the only candidate of the party, and to each other."""
    for nameless in [person for person in people if is_nameless(person)]:
        if nameless not in people:
            continue
        party = parties_of(nameless.entries[0].candidacy)
        for other in [p for p in people if p is not nameless and not p.records & nameless.records]:
            rivals = [
                p for p in people if p not in (other, nameless) and not is_nameless(p) and has_party(p, party)
            ]
            agree = [
                compare_figures(a.candidacy, b.candidacy) for a in nameless.entries for b in other.entries
            ]
            same_line = is_nameless(other) and parties_of(other.entries[0].candidacy) == party
            if (
                party
                and has_party(other, party)
                and not rivals
                and (same_line or (True in agree and False not in agree))
            ):
                other.entries += nameless.entries
                people = [p for p in people if p is not nameless]
                break
    return people


def is_nameless(person: Person) -> bool:
    return all(entry.candidacy.candidate is None for entry in person.entries)


def has_party(person: Person, party: set[str]) -> bool:
    return any(parties_of(entry.candidacy) & party for entry in person.entries)
