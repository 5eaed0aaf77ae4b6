"""Folding: how a sentence and its mentions become the skeleton that rules are matched against."""

from __future__ import annotations

from extractor.mentions import Analysis, Mention, Sentence
from extractor.rules.skeleton import Skeleton, Unit

__all__ = ["build", "fold_tickets", "join_headline", "spread"]

LABEL_RANK = {label: n for n, label in enumerate(
    ["PERSON", "VOTES", "SEATS", "SHARE", "MAJORITY", "TURNOUT", "STATISTIC", "COMMITTEE", "SLATE",
        "POSITION", "ORGANISATION", "PLACE", "RANK", "MONEY", "AGE", "DATE", "COUNT"]
)}  # fmt: skip
OWNERS = frozenset({"PERSON", "SLATE"})
CLAUSES = frozenset({"while", "whereas"})
YOUNGER = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
JOINTS = frozenset({",", "and", "but"})


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


def build(
    found: Analysis,
    sentence: Sentence,
    mentions: list[Mention],
    verbs: frozenset[str] = frozenset(),
    adverbs: frozenset[str] = frozenset(),
) -> Skeleton:
    """The skeleton of a sentence; where mentions overlap, the longer one, then the label's rank, decides.

    A verb of `verbs` that is joined on ("..., beat him in Ohio"), with one of `adverbs` before it or none,
    gets the sentence's subject back.
    """
    chosen: list[Mention] = []
    for mention in sorted(
        mentions, key=lambda m: (m.label != "PERSON" or m.weak, -len(m), LABEL_RANK.get(m.label, 99))
    ):
        for other in chosen:
            if mention.start < other.end and other.start < mention.end:
                break
        else:
            chosen.append(mention)
    at = {found.token_at(m.start): m for m in chosen}
    for mention in chosen:
        lead = mention.attrs.get("lead")
        own = found.token_at(mention.start)
        if lead is None or lead >= own:
            continue
        taken = [found.token_at(c.end - 1) for c in chosen if lead <= found.token_at(c.end - 1) < own]
        lead = max(taken, default=lead - 1) + 1
        if lead < own:
            at[lead] = at.pop(own)
    units: list[Unit] = []
    lowers, starts, ends = found.lowers, found.starts, found.ends
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
        word = lowers[index]
        if not word.isspace():
            if units and units[-1].text in JOINTS and units[-1].mention is None:
                ahead = lowers[index + 1] if index < sentence.last_token else ""
                if word in verbs or (word in adverbs and ahead in verbs):
                    subject = subject_of(units)
                    if subject is not None and opens(units):
                        units.append(Unit("", starts[index], starts[index], subject))
            if word == "'" and is_owner(units, starts[index]):
                word = "'s"
            units.append(Unit(word.replace(" ", "") or "_", starts[index], ends[index]))
        index += 1
    return Skeleton(without_repeats(units))


def is_owner(units: list[Unit], start: int) -> bool:
    """Whether an apostrophe makes a possessive of the name right before it: "Tom Ferris' 744"."""
    owner = units[-1].mention if units else None
    return owner is not None and owner.end == start and owner.text.endswith("s") and owner.label in OWNERS


def after_letters(found: Analysis, index: int, last: int) -> int:
    """The token after the letters behind a name: "Ann Cole, QSO, JP, was re-elected", "Bo Day, Jr."."""
    if index < last and found.words[index] == "," and found.lowers[index + 1] in YOUNGER:
        index += 2
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
    clause = max((i for i, u in enumerate(units) if u.text in CLAUSES), default=-1)
    named = [
        (i, u.mention)
        for i, u in enumerate(units)
        if i > clause and u.mention is not None and u.mention.label in {"PERSON", "SLATE"}
    ]
    if not named:
        return None
    at, subject = named[0]
    for index, mention in named[1:]:
        after = units[index + 1] if index + 1 < len(units) else None
        joined = [u.text for u in units[max(0, index - 2) : index]] == [",", "and"]
        if joined and after is not None and after.mention is None and after.text.isalpha():
            at, subject = index, mention  # ", and Orr became ..." is a clause of its own
    if subject.label == "SLATE" and units[min(at + 1, len(units) - 1)].text != ",":
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


def fold_tickets(found: Analysis, skeleton: Skeleton, joins: frozenset[str]) -> Skeleton:
    """The two of a known ticket as one wherever they are named with one of `joins` between them."""
    units, folds = skeleton.units, []
    for at in range(len(units) - 2):
        left, right = units[at].mention, units[at + 2].mention
        if left is None or right is None or units[at + 1].text not in joins:
            continue
        known = found.tickets.get((left.id, right.id))
        if known is not None:
            ticket = Mention("PERSON", left.start, right.end, found.text[left.start : right.end])
            ticket.id, ticket.name, ticket.rule = known.id, known.name, known.rule
            ticket.attrs = dict(known.attrs)
            end = skeleton.text.index(" ", skeleton.offsets[at + 2]) + 1
            folds.append((skeleton.offsets[at], end, ticket))
    return skeleton.fold(folds) if folds else skeleton
