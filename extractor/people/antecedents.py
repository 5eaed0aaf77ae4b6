"""Antecedents: who "they", "she", "the pair" and "the faction" are.

A short form is resolved only where one reading survives (after eyecite's resolver): a plural needs a
list of that size in the sentence before, a singular the one person who is the subject there.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Claim, Mention, Sentence
from extractor.packs.pack import Packs

__all__ = ["Antecedents"]

SIZES: dict[str, int | None] = {"any": None, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
"""Cue groups of short forms end in the number of people that they stand for."""

FRONTED = 7
"""Tokens of a phrase before a pronoun that is still the subject of the sentence."""


class Antecedents:
    """Finds the short forms that open a sentence or a clause, and who is meant."""

    def __init__(self, packs: Packs) -> None:
        self.subjects = packs.cue("pronoun_subjects")
        self.subordinators = packs.cue("pronoun_subordinators")
        self.objects = packs.cue("pronoun_objects")
        self.object_leads = packs.cue("pronoun_object_leads")
        self.object_tails = packs.cue("pronoun_object_tails")
        self.openers = packs.cue("pronoun_openers")
        self.fronts = packs.cue("pronoun_fronts")
        self.clause_fronts = packs.cue("pronoun_clause_fronts")
        self.titles = {"she": packs.cue("titles_of_women"), "he": packs.cue("titles_of_men")}
        self.backed = packs.cue("backed_by")
        self.counted_things = packs.cue("counted_things")
        self.backed_groups = {
            word: size for name, size in SIZES.items() if size for word in packs.cue(f"backed_{name}")
        }
        self.plurals = [
            (words, size) for name, size in SIZES.items() for words in phrases_of(packs, f"plural_{name}")
        ]
        self.of_two = [
            (words, place)
            for group, place in (("named_first", 0), ("named_last", -1))
            for words in phrases_of(packs, group)
        ]
        self.slates = phrases_of(packs, "slate_again")
        phrases = [words for words, _ in (*self.plurals, *self.of_two)] + self.slates
        self.first_words = self.subjects | self.objects | self.backed_groups.keys() | {p[0] for p in phrases}

    def find(self, found: Analysis, sentence: Sentence, index: int, taken: list[Mention]) -> list[Mention]:
        """Mentions for the short forms of a sentence, each with its members in `attrs`."""
        out: list[Mention] = []
        for token in range(sentence.first_token, sentence.last_token + 1):
            word = found.lowers[token]
            if word not in self.first_words:
                continue
            before = found.lowers[token - 1] if token > sentence.first_token else None
            if word in self.objects and before in self.object_leads:
                out += self.rival(found, token, taken) if self.is_object(found, token) else []
            elif word in self.subjects and before in self.subordinators:
                out += self.only_person(found, token, taken)
            elif word in self.backed_groups and before in self.backed:
                members = list_before(found, index, self.backed_groups[word])
                out += people_again(found, token, token, members)
            elif (
                before is not None
                and before not in self.openers
                and not (
                    word in self.subjects
                    and (
                        self.is_fronted(found, sentence, token, taken)
                        or self.is_clause_fronted(found, sentence, token, taken)
                    )
                )
            ):
                continue
            elif word in self.subjects:
                doer = self.titled(found, token, taken) or subject_before(
                    found, sentence, index, token, taken
                )
                out += person_again(found, token, token, doer)
            else:
                out += self.several(found, sentence, index, token, taken)
                out += self.one_of_two(found, sentence, index, token)
                out += self.slate(found, sentence, index, token, taken)
        return out

    def is_fronted(self, found: Analysis, sentence: Sentence, token: int, taken: list[Mention]) -> bool:
        """Whether only a phrase of time or round stands before a pronoun: "In the run-off she beat Quill"."""
        return (
            token - sentence.first_token <= FRONTED
            and found.lowers[sentence.first_token] in self.fronts
            and not any(
                m.label == "PERSON" and sentence.start <= m.start < found.starts[token] for m in taken
            )
        )

    def is_object(self, found: Analysis, token: int) -> bool:
        """Whether a pronoun stands for somebody and owns nothing: "over her", not "over her colleague"."""
        behind = found.lowers[token + 1] if token + 1 < len(found.lowers) else "."
        return not behind.isalpha() or found.lowers[token] != "her" or behind in self.object_tails

    def is_clause_fronted(
        self, found: Analysis, sentence: Sentence, token: int, taken: list[Mention]
    ) -> bool:
        """Whether a pronoun is the subject of a further clause that a phrase of time opens: "Holt trailed,
        but after six rounds of counting she was declared the winner"."""
        for back in range(token - 1, max(sentence.first_token, token - FRONTED - 3), -1):
            if found.lowers[back] not in self.openers:
                continue
            start = found.starts[back]
            fronted = found.lowers[back + 1] in self.clause_fronts
            return fronted and not any(
                m.label == "PERSON" and start <= m.start < found.starts[token] for m in taken
            )
        return False

    def titled(self, found: Analysis, token: int, taken: list[Mention]) -> Mention | None:
        """Of several people whom the sentence has named, the only one whose title fits the pronoun: "Ms Holt
        trailed Orr, but she won"."""
        titles = self.titles.get(found.lowers[token], frozenset())
        here = {m.id: m for m in taken if m.label == "PERSON" and m.end <= found.starts[token]}
        if len(here) < 2:
            return None
        fitting = [
            m for m in here.values() if str(m.attrs.get("honorific") or "").lower().rstrip(".") in titles
        ]
        return fitting[0] if len(fitting) == 1 else None

    def rival(self, found: Analysis, token: int, taken: list[Mention]) -> list[Mention]:
        """The other of two people of the sentence: "Holt beat Quill, who had unseated him"."""
        rivals = {m.id: m for m in taken if m.label == "PERSON" and m.end <= found.starts[token]}
        first, *others = rivals.values() if rivals else (None,)
        if len(others) != 1:
            return []
        beats = token >= 2 and others[0].end == found.ends[token - 2]  # "Holt won, but Quill beat her"
        return person_again(found, token, token, first if beats else others[0])

    def only_person(self, found: Analysis, token: int, taken: list[Mention]) -> list[Mention]:
        """The one person whom the sentence has named: "Holt said that she had won"."""
        here = {m.id: m for m in taken if m.label == "PERSON" and m.end <= found.starts[token]}
        return person_again(found, token, token, next(iter(here.values()))) if len(here) == 1 else []

    def several(
        self, found: Analysis, sentence: Sentence, index: int, token: int, taken: list[Mention]
    ) -> list[Mention]:
        """People of whom the sentence before has a list: "The pair were elected"."""
        for words, size in self.plurals:
            last = token + len(words) - 1
            if found.lowers[token : last + 1] == words and last < sentence.last_token:
                behind = found.words[last + 1]
                if behind.lower() in self.counted_things or behind[:1].isupper():
                    return []
                members = list_here(found, token, taken, size) or list_before(found, index, size)
                return people_again(found, token, last, members)
        return []

    def one_of_two(self, found: Analysis, sentence: Sentence, index: int, token: int) -> list[Mention]:
        """The first or the last of two: "The latter lost". A name behind it is no short form."""
        for words, place in self.of_two:
            last = token + len(words) - 1
            if found.lowers[token : last + 1] == words and not starts_name(found, last + 1):
                listed = last_list(found, sentence, index)
                if len(listed) == 2 or (listed and place == -1):
                    return person_again(found, token, last, listed[place])
        return []

    def slate(
        self, found: Analysis, sentence: Sentence, index: int, token: int, taken: list[Mention]
    ) -> list[Mention]:
        """The slate that was named before: "The faction won four seats"."""
        for words in self.slates:
            if found.lowers[token : token + len(words)] == words:
                here = {m.id: m for m in taken if m.label == "SLATE" and m.end <= found.starts[token]}
                slate = next(iter(here.values())) if len(here) == 1 else slate_before(found, sentence, index)
                if slate is not None:
                    attrs = {**slate.attrs, "pronoun": True}
                    return [
                        found.mention(
                            "SLATE", token, token + 1, id=slate.id, name=slate.name, kind=slate.kind,
                            rule="faction", attrs=attrs,
                        )
                    ]  # fmt: skip
        return []


def phrases_of(packs: Packs, group: str) -> list[list[str]]:
    """The phrases of a cue group, cut into words."""
    return [phrase.split() for phrase in sorted(packs.cue(group))]


def person_again(found: Analysis, first: int, last: int, person: Mention | None) -> list[Mention]:
    """A mention of somebody whom the article has named."""
    if person is None:
        return []
    attrs = {"members": [person], "pronoun": True}
    return [found.mention("PERSON", first, last, id=person.id, name=person.name, rule="pronoun", attrs=attrs)]


def people_again(found: Analysis, first: int, last: int, members: list[Mention]) -> list[Mention]:
    """A mention of several people whom the article has named."""
    attrs = {"members": members, "pronoun": True}
    return [found.mention("PERSON", first, last, rule="pronoun", attrs=attrs)] if members else []


def starts_name(found: Analysis, token: int) -> bool:
    """Whether a word with a capital stands at a token."""
    return token < len(found.words) and found.words[token][:1].isupper()


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
            return people[0] if len(names) == 1 or starts_with else only_winner(found, back)
    return None


def only_winner(found: Analysis, index: int) -> Mention | None:
    """The one person whom a sentence says was elected, whoever else it names: "The branch elected Quill in
    succession to Holt"."""
    winners = {
        f.subject.id: f.subject
        for c in claims_before(found, index + 1, 1)
        for f in c.facts
        if f.field == "outcome" and f.value == "elected" and f.subject.label == "PERSON"
    }
    return next(iter(winners.values())) if len(winners) == 1 else None


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
