"""Slates that no pack knows, by grammar, and every further mention of them.

A frame proves a name: a slate noun behind it ("the Open Door ticket"), a backer's hyphen ("Open
Door-backed"), a group noun before it ("campaign group Open Door"), a share of seats ("Open Door won four
of the nine seats"), an acronym of a proved name. A name that is a person's or a place's is none. What
is proved once is a slate wherever the article says it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.mentions import Analysis, Mention
from extractor.naming import call, clean
from extractor.pack import Packs

__all__ = ["Slates"]

INNER = frozenset({"of", "and", "&", "for", "'s", "'", "-", "to", "in", "+", "the", "with"})
EDGES = frozenset({"of", "and", "&", "for", "'s", "'", "-", "/", ",", "to", "in", "with", "+"})
ARTICLES = frozenset({"the", "a", "an", "this", "our", "new", "its", "their"})
QUOTES = frozenset({'"', "'"})
AUXILIARIES = frozenset({"has", "have", "had", "also", "only", "just"})
NUMBER = re.compile(r"^\d{1,3}$")
REACH = 5  # tokens between a verb and the seats that it wins


class Slates:
    """Finds the slates of an article by their frames."""

    def __init__(self, packs: Packs) -> None:
        self.nouns = packs.cue("slate_nouns")
        self.name_nouns = packs.cue("slate_name_nouns")
        self.leading_nouns = packs.cue("slate_leading_nouns")
        self.standing = packs.cue("slate_standing")
        self.bodies = packs.cue("body_nouns") | packs.cue("named_organisations") | packs.cue("contest_nouns")
        self.backing = packs.cue("slate_backing")
        self.wins = packs.cue("slate_wins")
        self.prizes = packs.cue("slate_prizes")
        self.amounts = packs.cue("slate_amounts")
        self.collectives = packs.cue("slate_collectives")
        self.first_words = packs.cue("slate_first_words")
        self.not_names = packs.cue("not_slates")
        self.not_people = packs.cue("not_people")
        self.openers = packs.cue("sentence_openers")
        self.areas = packs.cue("area_nouns")
        self.posts = packs.cue("post_nouns") | packs.cue("person_titles")
        self.given = packs.words.get("given_names", frozenset())
        self.leads = self.given | packs.words.get("given_names_common", frozenset())

    def find(self, found: Analysis, acronyms: dict[str, str]) -> None:
        """Add the slates of a document to its mentions."""
        words = found.words
        self.families = {family for given, family in pairwise(words) if given in self.leads}
        self.lower = {word for word in words if word.islower()}
        self.places = {
            t
            for m in found.mentions
            if m.label in {"PLACE", "ORGANISATION"}
            for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)
        }
        self.known = {
            t
            for m in found.mentions
            if m.label == "SLATE"
            for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)
        }
        proved: dict[tuple[str, ...], Mention] = {}
        for sentence in found.sentences:
            for mention in self.framed(found, sentence.first_token, sentence.last_token):
                if self.keep(found, mention) and not self.is_person(mention.text.split()):
                    proved.setdefault(tuple(self.tokens(found, mention)), mention)
        self.spell_out(found, acronyms, proved)
        self.repeat(found, proved)

    def tokens(self, found: Analysis, mention: Mention) -> list[str]:
        """The words of a mention."""
        return found.words[found.token_at(mention.start) : found.token_at(mention.end - 1) + 1]

    def keep(self, found: Analysis, mention: Mention) -> bool:
        """Add a mention unless a longer one is there; shorter ones inside it go."""
        clash = [
            m
            for m in found.mentions
            if m.label == "SLATE" and m.start < mention.end and mention.start < m.end
        ]
        if any(len(m) >= len(mention) for m in clash):
            return False
        found.mentions = [m for m in found.mentions if not any(m is old for old in clash)]
        found.mentions.append(mention)
        return True

    def framed(self, found: Analysis, first: int, last: int) -> Iterator[Mention]:
        """The slates that the frames of one sentence prove."""
        lowers, words = found.lowers, found.words
        for index in range(first, last + 1):
            word = lowers[index]
            if word in self.nouns:
                yield from self.before_noun(found, index, first, last)
            if word in self.leading_nouns and words[index].islower():
                yield from self.behind_noun(found, index, last)
            if word == "-" and index < last and lowers[index + 1] in self.backing:
                yield from self.backer(found, index, first)
            if word in self.prizes and index > first:
                yield from self.winner(found, index, first)
            if word in self.standing and words[index].islower():
                yield from self.fielder(found, index, first)

    def before_noun(self, found: Analysis, index: int, first: int, last: int) -> Iterator[Mention]:
        """ "the Open Door ticket": capitals before a slate noun; a party keeps its noun in the name."""
        words, lowers = found.words, found.lowers
        start, end = self.back(found, index, first)
        noun, capital = lowers[index], words[index][:1].isupper()
        part = noun in self.name_nouns
        if capital and part:
            tail = self.tail(found, index, last)
            if tail > index and index not in self.known:
                yield self.make(found, start, tail, "slate-noun", "party" if noun == "party" else "alliance")
                return
        if start >= end or all(lowers[i] in self.not_names for i in range(start, end)):
            return
        if lowers[start] in self.areas or (part and not capital and noun != "party"):
            return
        kind = "party" if noun == "party" else "alliance" if part else "slate"
        slate = self.make(found, start, index if part else end - 1, "slate-noun", kind)
        again = index + 1 + (end - start)
        if not part and words[index + 1 : again] == words[start:end]:  # "Open Door slate Open Door"
            slate.end = found.ends[again - 1]
            slate.text = found.text[slate.start : slate.end]
        yield slate

    def owned(self, found: Analysis, start: int, end: int) -> int:
        """Where a name begins behind its owner: "Ann Cole's Liberal Party", but "People's Party"."""
        for token in range(end - 1, start, -1):
            if found.lowers[token] in {"'s", "'"} and found.lowers[token - 1] not in self.collectives:
                return token + 1
        return start

    def tail(self, found: Analysis, index: int, last: int) -> int:
        """The last token of "Movement for Democratic Change", counted from its noun."""
        if index + 2 > last or found.lowers[index + 1] not in {"of", "for"}:
            return index
        end = index + 2 + (found.lowers[index + 2] == "the")
        if end > last or not found.words[end][:1].isupper() or found.lowers[end] in self.posts:
            return index
        while end + 1 <= last and (
            found.words[end + 1][:1].isupper()
            or (
                found.lowers[end + 1] in {"and", "&"}
                and end + 2 <= last
                and found.words[end + 2][:1].isupper()
                and found.words[end + 2] not in self.given
            )
        ):
            end += 1
        return end

    def behind_noun(self, found: Analysis, index: int, last: int) -> Iterator[Mention]:
        """ "campaign group Open Door", "the faction Open Door"."""
        start, end = self.ahead(found, index + 1, last)
        if (
            start <= end
            and not self.has_person(found.words[start : end + 1])
            and found.lowers[start] not in self.posts | self.not_people | self.not_names
            and not self.is_elsewhere(found, start, end)
        ):
            yield self.make(found, start, end, "group-noun", "group")

    def backer(self, found: Analysis, index: int, first: int) -> Iterator[Mention]:
        """ "Open Door-backed": the capitals before the hyphen."""
        if found.ends[index] != found.starts[index + 1]:
            return
        start, end = self.back(found, index, first)
        if start < end and not self.has_person(found.words[start:end]):
            yield self.make(found, start, end - 1, "backed", "group")

    def winner(self, found: Analysis, index: int, first: int) -> Iterator[Mention]:
        """ "Open Door won four of the nine seats": who takes several seats at once is no person."""
        lowers = found.lowers
        for verb in range(index - 1, max(first, index - 2 * REACH), -1):
            if lowers[verb] not in self.wins:
                continue
            between = lowers[verb + 1 : index]
            number = next((n for n, w in enumerate(between) if w in self.amounts or NUMBER.match(w)), None)
            if number is None or number > REACH or {",", ";", "("} & set(between):
                return
            subject = verb
            while subject - 1 > first and lowers[subject - 1] in {
                "has",
                "have",
                "had",
                "also",
                "only",
                "just",
            }:
                subject -= 1
            if lowers[subject - 1] == ")":
                opening = next((i for i in range(subject - 2, first, -1) if lowers[i] == "("), subject)
                subject = opening
            start, end = self.back(found, subject, first)
            if start < end and self.is_name(found, start, end, first):
                yield self.make(found, start, end - 1, "seat-winner", "slate")
            return

    def fielder(self, found: Analysis, index: int, first: int) -> Iterator[Mention]:
        """ "Open Door candidates": who fields several; a name of several words, or an acronym."""
        start, end = self.back(found, index, first)
        acronym = end - start == 1 and found.words[start].isupper() and len(found.words[start]) > 2
        unknown = not self.known & set(range(start, end))
        if unknown and (end - start > 1 or acronym) and self.is_name(found, start, end, first):
            yield self.make(found, start, end - 1, "fielder", "slate")

    def is_name(self, found: Analysis, start: int, end: int, first: int) -> bool:
        """Whether capitals are a name and not the first word of a sentence, a person, a place or a post."""
        lowers, words = found.lowers, found.words
        if self.is_elsewhere(found, start, end) or any(
            lowers[i] in self.posts | self.bodies for i in range(start, end)
        ):
            return False
        if self.has_person(words[start:end]):
            return False
        if all(lowers[i] in self.not_people | self.not_names | self.openers for i in range(start, end)):
            return False
        return not (end - start == 1 and (words[start] in self.given or lowers[start] in self.lower))

    def is_elsewhere(self, found: Analysis, start: int, end: int) -> bool:
        """Whether all of a run is a place or an organisation already."""
        return all(i in self.places for i in range(start, end))

    def has_person(self, words: list[str]) -> bool:
        """Whether a person's name stands in a run: a given name and another, or a surname alone."""
        return self.is_person(words) or any(
            given in self.given and family[:1].isupper() and family not in self.given
            for given, family in pairwise(words)
        )

    def is_person(self, words: list[str]) -> bool:
        """Whether a name is a person's: a given name first, or a surname that stands behind one."""
        return (len(words) > 1 and words[0] in self.given and words[0] not in self.nouns) or (
            len(words) == 1 and words[0] in self.families
        )

    def back(self, found: Analysis, index: int, first: int) -> tuple[int, int]:
        """The run of capitals before a token, half-open; a quoted name is taken without its quotes."""
        words, lowers = found.words, found.lowers
        if index - 1 > first and lowers[index - 1] in QUOTES:
            opening = next(
                (i for i in range(index - 2, max(first, index - 8) - 1, -1) if lowers[i] in QUOTES), None
            )
            if opening is not None and words[opening + 1][:1].isupper():
                return opening + 1, index - 1
        start = index
        while start > first:
            word, low = words[start - 1], lowers[start - 1]
            inner = (
                low in INNER
                and start < index
                and start - 1 > first
                and words[start - 2][:1].isupper()
                and not (low in {"to", "in", "with", "the"} and self.ends_clause(found, start - 2, first))
            )
            numeral = word[:1].isdigit() and len(word) < 3 and start < index and words[start][:1].isupper()
            if not (word[:1].isupper() or numeral or inner):
                break
            start -= 1
        while start < index and (
            lowers[start] in EDGES | ARTICLES
            or (
                start == first
                and lowers[start] in self.openers
                and not (index - start > 1 and lowers[start] in self.first_words)
            )
        ):
            start += 1
        return self.joined(found, self.owned(found, start, index), index), index

    def joined(self, found: Analysis, start: int, end: int) -> int:
        """Where a name begins behind a person it is joined to: "Ann Cole of Open Door"."""
        for token in range(end - 2, start, -1):
            if found.lowers[token] in {"of", "for", "in"} and self.has_person(found.words[start:token]):
                return token + 1
        return start

    def ends_clause(self, found: Analysis, token: int, first: int) -> bool:
        """Whether the word before "to" is no part of a name: a place, or the sentence's first word."""
        return token in self.places or (token == first and found.lowers[token] in self.openers)

    def ahead(self, found: Analysis, start: int, last: int) -> tuple[int, int]:
        """The run of capitals from a token on, both ends included; empty where there is none."""
        words, lowers = found.words, found.lowers
        if start <= last and lowers[start] in QUOTES:
            start += 1
        end = start - 1
        while end + 1 <= last and (
            (words[end + 1][:1].isupper() and words[end + 1][:1].isalpha())
            or (
                end >= start
                and lowers[end + 1] in {"of", "for", "to", "-"}
                and end + 2 <= last
                and words[end + 2][:1].isupper()
            )
        ):
            end += 1
        return start, end

    def spell_out(
        self, found: Analysis, acronyms: dict[str, str], proved: dict[tuple[str, ...], Mention]
    ) -> None:
        """An acronym and what it stands for are one slate: either proves the other."""
        texts = {" ".join(m.text.split()): m for m in proved.values()}
        for short, long in acronyms.items():
            whole = texts.get(long) or texts.get(short)
            if whole is None:
                continue
            full = Mention("SLATE", whole.start, whole.end, whole.text, kind=whole.kind, rule=whole.rule)
            call(full, long)
            for text in (short, long):
                proved[tuple(text.split())] = full
            for mention in found.mentions:
                if mention.label == "SLATE" and mention.text in {short, long} and mention.rule == whole.rule:
                    mention.id, mention.name = full.id, full.name

    def repeat(self, found: Analysis, proved: dict[tuple[str, ...], Mention]) -> None:
        """Every further mention of a proved name."""
        firsts = {key[0] for key in proved}
        starts = {s.first_token for s in found.sentences}
        for index, word in enumerate(found.words):
            if word not in firsts:
                continue
            for key, model in proved.items():
                end = index + len(key)
                if tuple(found.words[index:end]) != key:
                    continue
                if len(key) == 1 and index in starts and word.lower() in self.lower:
                    continue
                mention = found.mention(
                    "SLATE", index, end - 1, id=model.id, name=model.name, kind=model.kind, rule="proved-name"
                )
                self.keep(found, mention)

    def make(self, found: Analysis, first: int, last: int, rule: str, kind: str) -> Mention:
        """A slate that is called by its own words."""
        mention = found.mention("SLATE", first, last, rule=rule, kind=kind)
        call(mention, clean(mention.text).strip("\"“”'‘’"))
        return mention
