"""When a country is a candidate: seats on bodies whose members are countries."""

from __future__ import annotations

from itertools import pairwise

from extractor.mentions import Analysis, Mention
from extractor.packs.pack import Packs

__all__ = ["Nations"]

REACH = 30
"""Tokens before the first country of a list in which it is said that all were elected."""

NEAR = 4
"""Tokens behind a country in which its figure or its verb stands."""


class Nations:
    """Turns countries into candidates where an article tells of a vote on them."""

    def __init__(self, packs: Packs) -> None:
        self.bodies = tuple(phrase.split() for phrase in packs.cue("bodies_of_nations"))
        self.electing = packs.cue("elects_nations")
        self.verbs = packs.cue("nation_verbs")
        self.leads = packs.cue("nation_leads")
        self.telling = packs.cue("nation_tellers")
        self.namesakes = packs.cue("nation_namesakes")

    def find(self, found: Analysis) -> None:
        """Relabel the countries that stand where candidates stand."""
        places = sorted((m for m in found.mentions if m.label == "PLACE"), key=lambda m: m.start)
        nations = [
            m
            for at, m in enumerate(places)
            if m.attrs.get("nation")
            or (m.text.lower() in self.namesakes and self.is_among(found, places[max(0, at - 1) : at + 2]))
        ]
        if not nations or not self.tells_of_body(found):
            return
        standing = [m for m in nations if self.stands_alone(found, m)]
        if not any(self.is_voted_on(found, m) for m in standing):
            return
        for mention in standing:
            mention.label, mention.rule, mention.weak = "PERSON", "nation", False
            mention.attrs.update(
                candidate_kind="country", words=mention.name.split(), strong=True, honorific=None,
                lead=found.token_at(mention.start),
            )  # fmt: skip

    def is_among(self, found: Analysis, beside: list[Mention]) -> bool:
        """Whether a name that a state shares stands between two countries of a list."""
        if len(beside) < 3 or not (beside[0].attrs.get("nation") and beside[2].attrs.get("nation")):
            return False
        gaps = (found.text[a.end : b.start].strip() for a, b in pairwise(beside))
        return all(gap in {",", ", and", "and", ";", "; and"} for gap in gaps)

    def tells_of_body(self, found: Analysis) -> bool:
        """Whether the article names a body whose members are countries."""
        words = found.lowers
        firsts: dict[str, list[list[str]]] = {}
        for phrase in self.bodies:
            firsts.setdefault(phrase[0], []).append(phrase)
        return any(
            words[at : at + len(phrase)] == phrase
            for at, word in enumerate(words)
            for phrase in firsts.get(word, ())
        )

    def stands_alone(self, found: Analysis, mention: Mention) -> bool:
        """Whether a country is named for itself, not as the home of somebody or something."""
        first, last = found.token_at(mention.start), found.token_at(mention.end - 1)
        before = found.lowers[first - 1] if first else ""
        after = found.words[last + 1 : last + 3]
        if before == "the":
            before = found.lowers[first - 2] if first > 1 else ""
        if after[:1] in (["'s"], ["’s"]):
            return after[1:2] != [] and after[1][:1].isdigit()
        if before == "(" and first > 1 and found.words[first - 2][:1].isupper():
            return False
        return before not in self.leads and not (after and after[0] == "-")

    def is_voted_on(self, found: Analysis, mention: Mention) -> bool:
        """Whether a country is elected, or has a figure or a verb of candidates."""
        first, last = found.token_at(mention.start), found.token_at(mention.end - 1)
        before, behind = found.lowers[max(0, first - 2) : first], found.lowers[last + 1 : last + 1 + NEAR]
        if self.electing.intersection(before):
            return True
        if (
            before
            and before[-1] in self.telling
            and self.electing.intersection(found.lowers[max(0, first - REACH) : first])
        ):
            return True
        if any(m.label == "VOTES" and 0 <= found.token_at(m.start) - last <= NEAR for m in found.mentions):
            return True
        return bool(behind) and behind[0] in self.verbs and bool(self.electing.intersection(behind))
