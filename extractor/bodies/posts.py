"""Positions that no pack knows: a run of words that ends in a post noun, with its tail.

"Women's rights officer", "Vice President (Welfare)", "Superintendent of Public Instruction". The place, the
slate and the society before a post are no part of it.
"""

from __future__ import annotations

import re

from extractor.bodies.noun_phrases import NounPhrases
from extractor.mentions import Analysis, Mention
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["Posts"]

NTH = re.compile(r"^\d+(?:st|nd|rd|th)$")
LABEL = 7  # tokens behind a post noun that may belong to the label of a line
REACH = 3  # tokens between a tail and the noun of a committee
MODIFIERS = 3  # unknown words in lower case that a post may begin with


class Posts:
    """Reads the position that a post noun names."""

    def __init__(self, packs: Packs, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.nouns = packs.cue("post_nouns")
        self.modifiers = packs.cue("post_modifiers")
        self.given = packs.words.get("given_names_common", frozenset())
        self.bodies = packs.cue("body_nouns")
        self.stops = packs.cue("phrase_stops")
        self.common = packs.words.get("common_words", frozenset())
        self.ordinary = self.common | self.modifiers
        self.tails = packs.cue("post_tails")
        self.tail_links = packs.cue("post_tail_links")
        self.town_posts = packs.cue("town_posts")
        self.town_nouns = packs.cue("town_nouns")
        self.common = packs.words.get("common_words", frozenset())
        self.firsts = packs.cue("record_words")
        self.suffixes = packs.cue("post_suffixes")
        self.leads = packs.cue("post_leads")
        self.ranked = tuple(sorted(packs.cue("ranked_posts")))
        self.owners = packs.cue("post_owners")
        self.generic = packs.cue("generic_owners")
        self.determiners = packs.cue("post_determiners")
        self.slate_tails = packs.cue("party_nouns") | {"'s", "'"}

    def read(self, found: Analysis, index: int, first: int, last: int) -> Mention | None:
        """A position: modifiers, a post noun and its tail ("(Welfare)", "of Public Instruction")."""
        if self.is_given_name(found, index, last):
            return None
        if index < last and found.words[index][:1].isupper() and self.is_named(found, index + 1, index + 1):
            return None  # "the Fire Officers Union"
        start = self.phrases.modifiers(found, index, first, self.modifiers)
        while start < index and (
            (self.phrases.is_owner(found, start, index) and found.lowers[start] not in self.modifiers)
            or self.is_acronym(found, start)
        ):
            start += 1
        start = self.behind_place(found, start, index)
        start = self.behind_slate(found, start, index)
        start = self.without_owner(found, self.with_lowercase(found, start, first), index)
        start = self.behind_place(found, start, index)
        while start < index and ends_name(found, start):
            start += 1
        if (
            index - start > 1
            and found.lowers[start] in self.firsts
            and (found.lowers[start + 1] not in self.modifiers and found.words[start + 1][:1].isupper())
        ):
            start += 2  # "the first Democratic sheriff"
        start = self.behind_name(found, start, index)
        end = self.end(found, start, index, first, last)
        if end is None:
            return None
        mention = found.mention("POSITION", start, end, rule="post-noun")
        named = self.behind_count(found, start, index)
        call(mention, found.text[found.starts[named] : mention.end])
        mention.attrs["counted"] = named > start
        mention.attrs["bare"] = start == index == end
        if found.lowers[index] in self.town_posts and end == index:
            self.take_town(found, mention, start, index)
        return mention

    def take_town(self, found: Analysis, mention: Mention, start: int, index: int) -> None:
        """The town before a town's post is no part of its name: "Eastbrook Mayor" is a mayor."""
        inner = index
        while inner > start and found.lowers[inner - 1] in self.modifiers - self.town_nouns:
            inner -= 1
        last = inner - 1
        named = range(start, inner)
        if not named or any(
            not found.words[t][:1].isupper() or found.lowers[t] in self.common for t in named if t < last
        ):
            return
        if found.lowers[last] in self.common and found.lowers[last] not in self.town_nouns:
            return
        if found.lowers[last] in self.town_nouns and len(named) < 2:
            return
        call(mention, " ".join(found.words[inner : index + 1]).lower())
        town = found.mention("PLACE", start, last, rule="town-of-post")
        call(town, town.text)
        mention.attrs["town"] = town

    def is_given_name(self, found: Analysis, index: int, last: int) -> bool:
        """Whether a post's noun is somebody's given name: "Labour's Dean Harker"."""
        owned = index > 0 and found.lowers[index - 1] in {"'s", "'", ":", ";", "candidate"}
        named = index < last and found.words[index + 1][:1].isupper() and found.words[index + 1].isalpha()
        return owned and named and found.words[index] in self.given

    def end(self, found: Analysis, start: int, index: int, first: int, last: int) -> int | None:
        """The last token of a post with its tail; none where a heading's dash follows ("President - Ann")."""
        end = index
        lowers, words = found.lowers, found.words
        label = self.label(found, start, index, last) if is_first(found, start, first) else None
        if label is not None:
            return label
        if lowers[end + 1 : end + 2] == ["-"] and not self.suffixes.isdisjoint(lowers[end + 2 : end + 3]):
            end += 2
        if lowers[end + 1 : end + 2] == ["("] and end + 2 <= last:
            close = next((i for i in range(end + 2, min(last, end + 10) + 1) if lowers[i] == ")"), None)
            if (
                close
                and words[end + 2][:1].isupper()
                and not any(ch.isdigit() for i in range(end + 2, close) for ch in words[i])
                and not (close == end + 3 and spells(words[end + 2], words[start : index + 1]))
            ):
                end = close
        elif not self.tail_links.isdisjoint(lowers[end + 1 : end + 2]) and end + 2 <= last:
            tail = end + 2 + (lowers[end + 2] in self.phrases.definite)
            stop = tail
            while stop <= last and (
                lowers[stop] in self.tails
                or (
                    lowers[stop] in self.phrases.conjunctions
                    and stop > tail
                    and stop + 1 <= last
                    and lowers[stop + 1] in self.tails
                )
            ):
                stop += 1
            if (
                stop > tail
                and not self.opens_body(found, stop, last)
                and not self.is_named(found, stop, last)
                and not self.goes_on(found, stop, last)
            ):
                end = stop - 1
        elif (
            lowers[end + 1 : end + 2] == ["-"]
            and end + 2 <= last
            and words[end + 2][:1].isupper()
            and found.starts[end + 1] > found.ends[end]
            and start == first
            and not self.phrases.is_ordinal(lowers[first])
        ):
            return end if end > start or last - first < LABEL else None
        return end

    def goes_on(self, found: Analysis, stop: int, last: int) -> bool:
        """Whether a noun behind makes a tail another's name: "president of the state cricket association"."""
        return (
            stop <= last
            and found.lowers[stop - 1] not in self.phrases.definite
            and is_plain(found.words[stop])
            and found.words[stop - 1].islower()
            and found.lowers[stop] not in self.stops
            and any(w in self.owners for w in found.lowers[stop : stop + 3])
        )

    def label(self, found: Analysis, start: int, index: int, last: int) -> int | None:
        """The last token of a post that is the label of a line, with the office behind its noun: "VP
        Academic: ...", "Vice President Welfare & Community: ..."."""
        stop = next((t for t in range(index + 2, min(last, index + LABEL) + 1) if ends_label(found, t)), None)
        if stop is None:
            return None
        tailed = found.lowers[index + 1] in self.tail_links
        for at in range(index + 1 + tailed, stop):
            word, low = found.words[at], found.lowers[at]
            if low in self.phrases.linking or low == ",":
                continue
            if not (tailed or word[:1].isupper()) or word in self.phrases.given or low not in self.ordinary:
                return None
        return stop - 1

    def opens_body(self, found: Analysis, stop: int, last: int) -> bool:
        """Whether the words of a tail go on to a committee: "chair of the Public Accounts Committee"."""
        for token in range(stop, min(last, stop + REACH) + 1):
            if found.lowers[token] in self.bodies:
                return True
            if (
                not found.words[token].isalpha()
                or found.lowers[token] in self.stops - self.phrases.conjunctions
            ):
                return False
        return False

    def is_named(self, found: Analysis, stop: int, last: int) -> bool:
        """Whether a tail only begins the name of a society: "secretary of the Public Servants Union"."""
        while stop <= last and found.words[stop][:1].isupper():
            if found.lowers[stop] in self.owners:
                return True
            stop += 1
        return False

    def behind_slate(self, found: Analysis, start: int, index: int) -> int:
        """Where a post starts behind the slate of its holder: "Labour Party leader" is a leader."""
        if start == index:
            return start
        slate = next(
            (
                m
                for m in found.mentions
                if m.label == "SLATE"
                and m.start == found.starts[start]
                and m.end < found.starts[index]
                and not (m.attrs.get("common") and found.lowers[start] in self.modifiers)
            ),
            None,
        )
        if slate is None:
            return start
        start = found.token_at(slate.end - 1) + 1
        while start < index and found.lowers[start] in self.slate_tails:
            start += 1
        return start

    def behind_place(self, found: Analysis, start: int, index: int) -> int:
        """Where a post starts behind the place that it belongs to: "Ohio governor" is a governor."""
        if start == index:
            return start
        place = next(
            (
                m
                for m in found.mentions
                if m.label == "PLACE"
                and not m.attrs.get("area")
                and m.start <= found.starts[start] < m.end
                and m.end < found.starts[index]
            ),
            None,
        )
        if place is None:
            return start
        start = found.token_at(place.end - 1) + 1
        while start < index and found.lowers[start] in {"'s", "'"}:
            start += 1
        return start

    def behind_count(self, found: Analysis, start: int, index: int) -> int:
        """Where a post starts behind the count of its holders: "the 68th president" is a president, not so
        "2nd vice-president"."""
        counted = start < index and NTH.match(found.lowers[start])
        return start + 1 if counted and not found.lowers[start + 1].startswith(self.ranked) else start

    def behind_name(self, found: Analysis, start: int, index: int) -> int:
        """Where a post in lower case starts behind the unknown names before it: "elected Ada Quill general
        secretary" chose a general secretary."""
        stop = start
        while stop < index and found.words[stop][:1].isupper() and found.words[stop].isalpha():
            stop += 1
        names = [found.words[at] for at in range(start, stop)]
        behind = found.words[index + 1 : index + 2]
        if behind and behind[0][:1].isupper():
            return start  # "Mill Dal president Ada Quill": the names are of a body, its holder's stand behind
        if len(names) < 2 or not all(w.islower() for w in found.words[stop : index + 1] if w.isalpha()):
            return start
        known = any(w.lower() in self.modifiers or w.lower() in self.common or w.isupper() for w in names)
        return start if known else stop

    def with_lowercase(self, found: Analysis, start: int, first: int) -> int:
        """Unknown modifiers in lower case belong to a post that a verb or preposition leads in: "elected as
        elections coordinator"."""
        at = start
        while at > first and start - at < MODIFIERS and is_plain(found.words[at - 1]):
            if found.lowers[at - 1] in self.stops | self.leads:
                break
            at -= 1
        if at == start or at - 1 < first:
            return start
        lead = at - 1
        while lead > first and found.lowers[lead] in self.determiners:
            lead -= 1
        return at if found.lowers[lead] in self.leads else start

    def without_owner(self, found: Analysis, start: int, index: int) -> int:
        """A post without the society whose it is: "Weavers' Guild president"."""
        for token in range(index - 1, start - 1, -1):
            owned = token > start or found.lowers[max(0, token - 1)] in {"'", "'s"}
            named = found.lowers[max(0, token - 1)] not in self.generic
            if owned and named and found.lowers[token] in self.owners and found.words[token][:1].isupper():
                behind = token + 1
                while behind < index and found.lowers[behind] in {"'s", "'", "-"}:
                    behind += 1
                return behind
        return start

    def is_acronym(self, found: Analysis, start: int) -> bool:
        """Whether the first word is the organisation's acronym ("VUWSA President"), not part of the post."""
        word = found.words[start]
        return (
            word.isupper() and len(word) > 1 and found.lowers[start] not in self.modifiers and word.isalpha()
        )


def is_first(found: Analysis, start: int, first: int) -> bool:
    """Whether a post opens its sentence, a bullet aside."""
    return start == first or (start == first + 1 and not found.words[first][:1].isalnum())


def ends_label(found: Analysis, token: int) -> bool:
    """Whether a colon, or a dash between spaces before a name, ends the label of a line."""
    word = found.words[token]
    if word in {"-", "–", "—"}:
        spaced = found.starts[token] > found.ends[token - 1]
        return spaced and found.words[token + 1 : token + 2] != [] and found.words[token + 1][:1].isupper()
    return word == ":"


def spells(acronym: str, words: list[str]) -> bool:
    """Whether a bracket only repeats the initials of a post: "Women's Rights Officer (WRO)"."""
    initials = "".join(w[0] for w in words if w[:1].isalpha() and w[:1].isupper())
    return len(initials) > 1 and acronym.isupper() and acronym.endswith(initials)


def ends_name(found: Analysis, token: int) -> bool:
    """Whether a word is the second half of a double name: "Ida Jonsson-Blind president"."""
    words, starts, ends = found.words, found.starts, found.ends
    return (
        token > 1
        and words[token - 1] == "-"
        and ends[token - 1] == starts[token]
        and ends[token - 2] == starts[token - 1]
        and words[token][:1].isupper()
        and words[token - 2].istitle()
    )


def is_plain(word: str) -> bool:
    """Whether a word is written in small letters only."""
    return word.isalpha() and word.islower()
