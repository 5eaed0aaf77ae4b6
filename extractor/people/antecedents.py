"""Antecedents: who "they", "she", "the pair" and "the faction" are.

A short form is resolved only where one reading survives (after eyecite's resolver): a plural needs a
list of that size in the sentence before, a singular the one person who is the subject there.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Mention, Sentence

__all__ = ["pronoun_mentions"]

SINGULAR = frozenset({"he", "she"})
SUBORDINATORS = frozenset(["after", "before", "when", "as", "that", "because", "while", "how", "since",
    "although", "though", "where"])  # fmt: skip
FRONTS = frozenset({"in", "on", "at", "this", "last"})
FRONTED = 7
"""Tokens of a phrase before a pronoun that is still the subject of the sentence."""
OBJECTS = frozenset({"him", "her", "them"})
BEATEN = frozenset(
    ["beat", "beating", "defeated", "defeating", "over", "against", "to", "unseating", "unseated",
        "ousted", "edging", "edged"]
)  # fmt: skip
PLURAL: dict[str, int | None] = {
    "they": None,
    "both": 2,
    "the pair": 2,
    "the duo": 2,
    "the two": 2,
    "the trio": 3,
    "the three": 3,
    "all three": 3,
    "all four": 4,
    "all five": 5,
    "all six": 6,
    "the four": 4,
    "the five": 5,
}
GROUPS = {"pair": 2, "duo": 2, "trio": 3}
"""Behind who backs them: "the Momentum-backed pair"."""

POSITIONAL = {"the latter": -1, "the former": 0}
FACTION = (
    "its top candidates",
    "its leading candidates",
    "its candidates",
    "its nominees",
    "the faction",
    "the slate",
    "the group",
    "the party",
    "the alliance",
    "the ticket",
    "the coalition",
)
PLURAL_WORDS = [(phrase.split(), size) for phrase, size in PLURAL.items()]
OPENINGS = (
    SINGULAR | OBJECTS | GROUPS.keys() | {phrase.split()[0] for phrase in (*PLURAL, *POSITIONAL, *FACTION)}
)


def pronoun_mentions(found: Analysis, sentence: Sentence, index: int, taken: list[Mention]) -> list[Mention]:
    """Mentions for the pronouns that open a sentence or a clause, each with its members in `attrs`."""
    lowers = found.lowers
    first, last = sentence.first_token, sentence.last_token
    out: list[Mention] = []
    for token in range(first, last + 1):
        word = lowers[token]
        if word not in OPENINGS:
            continue
        if word in OBJECTS and token > first and lowers[token - 1] in BEATEN:
            rivals = {m.id: m for m in taken if m.label == "PERSON" and m.end <= found.starts[token]}
            subject = next(iter(rivals), None)
            others = [m for key, m in rivals.items() if key != subject]
            if len(others) == 1:
                mention = found.mention(
                    "PERSON", token, token, id=others[0].id, name=others[0].name, rule="pronoun"
                )
                mention.attrs.update(members=others, pronoun=True)
                out.append(mention)
            continue
        inner = word in SINGULAR and token > first and lowers[token - 1] in SUBORDINATORS
        if inner:
            here = {m.id: m for m in taken if m.label == "PERSON" and m.end <= found.starts[token]}
            if len(here) == 1:
                who = next(iter(here.values()))
                mention = found.mention("PERSON", token, token, id=who.id, name=who.name, rule="pronoun")
                mention.attrs.update(members=[who], pronoun=True)
                out.append(mention)
            continue
        backed = word in GROUPS and token > first and lowers[token - 1] in {"backed", "supported"}
        if backed:
            members = list_before(found, index, GROUPS[word])
            if members:
                mention = found.mention("PERSON", token, token, rule="pronoun")
                mention.attrs.update(members=members, pronoun=True)
                out.append(mention)
            continue
        opening = token == first or lowers[token - 1] in {",", "and", "but", ";", '"', "-", "by"}
        opening = opening or (word in SINGULAR and is_fronted(found, first, token, taken))
        if not opening:
            continue
        if word in SINGULAR:
            doer = subject_before(found, sentence, index, token, taken)
            if doer is not None:
                mention = found.mention("PERSON", token, token, id=doer.id, name=doer.name, rule="pronoun")
                mention.attrs.update(members=[doer], pronoun=True)
                out.append(mention)
            continue
        for words, size in PLURAL_WORDS:
            if lowers[token : token + len(words)] == words and token + len(words) - 1 < last:
                members = list_here(found, token, taken, size) or list_before(found, index, size)
                behind = found.words[token + len(words)]
                if (
                    members
                    and behind.lower() not in {"seats", "positions", "posts", "of"}
                    and not behind[:1].isupper()
                ):
                    mention = found.mention("PERSON", token, token + len(words) - 1, rule="pronoun")
                    mention.attrs.update(members=members, pronoun=True)
                    out.append(mention)
                break
        for phrase, place in POSITIONAL.items():
            if (
                lowers[token : token + 2] == phrase.split()
                and not found.words[token + 2 : token + 3][0][:1].isupper()
            ):
                listed = last_list(found, sentence, index)
                if len(listed) == 2 or (listed and place == -1):
                    mention = found.mention(
                        "PERSON",
                        token,
                        token + 1,
                        id=listed[place].id,
                        name=listed[place].name,
                        rule="pronoun",
                    )
                    mention.attrs.update(members=[listed[place]], pronoun=True)
                    out.append(mention)
        for phrase in FACTION:
            words = phrase.split()
            if lowers[token : token + len(words)] == words:
                here = {m.id: m for m in taken if m.label == "SLATE" and m.end <= found.starts[token]}
                slate = next(iter(here.values())) if len(here) == 1 else slate_before(found, sentence, index)
                if slate is not None:
                    mention = found.mention(
                        "SLATE",
                        token,
                        token + 1,
                        id=slate.id,
                        name=slate.name,
                        kind=slate.kind,
                        rule="faction",
                        attrs=dict(slate.attrs),
                    )
                    mention.attrs["pronoun"] = True
                    out.append(mention)
    return out


def claims_before(found: Analysis, index: int, reach: int) -> list[Claim]:
    return [c for c in found.claims if index - reach <= c.sentence < index]


def list_here(found: Analysis, token: int, taken: list[Mention], size: int | None) -> list[Mention]:
    """The last people that the sentence has named so far, for a short form that says how many they are: "of
    A and B, both ..."."""
    named = {m.id: m for m in sorted(taken, key=lambda m: m.start)
             if m.label == "PERSON" and m.end <= found.starts[token]}  # fmt: skip
    return list(named.values())[-size:] if size is not None and len(named) >= size else []


def list_before(found: Analysis, index: int, size: int | None) -> list[Mention]:
    """The last list of people who did something, of the wanted size."""
    for claim in sorted(claims_before(found, index, 2), key=lambda c: (-c.sentence, c.start)):
        people = [f.subject for f in claim.facts if f.field == "outcome" and f.subject.label == "PERSON"]
        if len(people) >= 2 and (size is None or len(people) == size):
            return people
    return []


def subject_before(
    found: Analysis, sentence: Sentence, index: int, token: int, taken: list[Mention]
) -> Mention | None:
    """The person who is the subject of the sentence before, or who opens this one."""
    here = [m for m in taken if m.label == "PERSON" and m.end <= found.starts[token]]
    if here:
        return here[0] if len({m.id for m in here}) == 1 and not is_rival(found, here[0]) else None
    for back in range(index - 1, max(-1, index - 3), -1):
        before = found.sentences[back]
        if sentence.paragraph - before.paragraph > 1 or before.kind == "row":
            return None
        people = [m for m in found.mentions if m.label == "PERSON" and before.start <= m.start < before.end]
        if people:
            names = {m.id for m in people}
            starts_with = people[0].start - before.start < 40
            return people[0] if len(names) == 1 or starts_with else None
    return None


def is_fronted(found: Analysis, first: int, token: int, taken: list[Mention]) -> bool:
    """Whether only a phrase of time or round stands before a pronoun: "In the run-off she beat Quill"."""
    return (
        token - first <= FRONTED
        and found.lowers[first] in FRONTS
        and not any(
            m.label == "PERSON" and found.starts[first] <= m.start < found.starts[token] for m in taken
        )
    )


def is_rival(found: Analysis, person: Mention) -> bool:
    """Whether somebody is whom another ran against: "When Quill ran against Holt, he won"."""
    token = found.token_at(person.start)
    before = found.lowers[max(0, token - 4) : token]
    return "against" in before


def last_list(found: Analysis, sentence: Sentence, index: int) -> list[Mention]:
    """The last people that the sentence before joins with "and"."""
    if not index or sentence.paragraph - found.sentences[index - 1].paragraph > 1:
        return []
    before = found.sentences[index - 1]
    people = [m for m in found.mentions if m.label == "PERSON" and before.start <= m.start < before.end]
    if len(people) < 2:
        return []
    between = found.text[people[-2].end : people[-1].start].strip()
    return people[-2:] if between in {"and", ", and", "&"} else []


def slate_before(found: Analysis, sentence: Sentence, index: int) -> Mention | None:
    """The slate or party that the sentences before speak of, if it is one only."""
    for back in range(index - 1, max(-1, index - 3), -1):
        before = found.sentences[back]
        slates = [m for m in found.mentions if m.label == "SLATE" and before.start <= m.start < before.end]
        names = {m.id for m in slates}
        if len(names) == 1:
            return slates[-1]
        if names:
            return slates[0] if slates[0].start - before.start < 30 else None
    return None
