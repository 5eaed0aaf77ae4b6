"""Positions that no pack knows: a run of words that ends in a post noun, with its tail.

"Women's rights officer", "Vice President (Welfare)", "Superintendent of Public Instruction". The place, the
slate and the society before a post are no part of it.
"""

from __future__ import annotations

from extractor.bodies.noun_phrases import NounPhrases
from extractor.bodies.portfolios import Portfolios
from extractor.bodies.post_starts import PostStarts, is_plain
from extractor.mentions import Analysis, Mention
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["Posts"]

LABEL = 7  # tokens behind a post noun that may belong to the label of a line
REACH = 3  # tokens between a tail and the noun of a committee


class Posts:
    """Reads the position that a post noun names."""

    def __init__(self, packs: Packs, phrases: NounPhrases) -> None:
        self.phrases = phrases
        self.starts = PostStarts(packs, phrases)
        self.portfolios = Portfolios(packs)
        self.nouns = packs.cue("post_nouns")
        self.modifiers = packs.cue("post_modifiers")
        self.given = packs.words.get("given_names_common", frozenset())
        self.bodies = packs.cue("body_nouns")
        self.stops = packs.cue("phrase_stops")
        self.common = packs.words.get("common_words", frozenset())
        self.ordinary = self.common | self.modifiers
        self.tails = packs.cue("post_tails")
        self.term_units = packs.cue("term_units")
        self.tail_links = packs.cue("post_tail_links")
        self.led = packs.cue("who_leads")
        self.leading = packs.cue("ways_to_lead")
        self.town_posts = packs.cue("town_posts")
        self.town_nouns = packs.cue("town_nouns")
        self.suffixes = packs.cue("post_suffixes")
        self.owners = packs.cue("post_owners")

    def read(self, found: Analysis, index: int, first: int, last: int) -> Mention | None:
        """A position: modifiers, a post noun and its tail ("(Welfare)", "of Public Instruction")."""
        if self.is_given_name(found, index, last):
            return None
        portfolio = self.portfolios.end(found, index, last)
        named = index < last and found.words[index][:1].isupper()
        if named and portfolio is None and self.is_named(found, index + 1, index + 1):
            return None  # "the Fire Officers Union"
        if index > first and found.lowers[index] in self.led and found.lowers[index - 1] in self.leading:
            return None  # "emerged as a clear leader"
        start = self.starts.find(found, index, first)
        start = self.portfolios.behind_other(found, start, index)
        end = self.end(found, start, index, first, last)
        if end is None:
            return None
        begin = self.starts.with_acronym(found, start, first)
        mention = found.mention("POSITION", begin, end, rule="post-noun")
        mention.attrs["acronym"] = begin < start
        counted = self.starts.behind_count(found, start, index)
        call(mention, found.text[found.starts[counted] : mention.end])
        mention.attrs["counted"] = counted > start
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
        if index + 1 < last and (index == 0 or "\n" in found.words[index - 1]):
            owned |= found.words[index + 2][:1].isdigit()  # "Dean Harker 107", a row
        return owned and named and found.words[index] in self.given

    def end(self, found: Analysis, start: int, index: int, first: int, last: int) -> int | None:
        """The last token of a post with its tail; none where a heading's dash follows ("President - Ann")."""
        end = index
        lowers, words = found.lowers, found.words
        label = self.label(found, start, index, last) if is_first(found, start, first) else None
        if label is not None:
            return label
        portfolio = self.portfolios.end(found, index, last)
        if portfolio is not None:
            end = portfolio
        elif (second := self.portfolios.second_title(found, index, last)) is not None:
            return second
        if lowers[end + 1 : end + 2] == ["-"] and not self.suffixes.isdisjoint(lowers[end + 2 : end + 3]):
            end += 2
        if lowers[end + 1 : end + 2] == ["("] and end + 2 <= last:
            close = next((i for i in range(end + 2, min(last, end + 10) + 1) if lowers[i] == ")"), None)
            if (
                close
                and words[end + 2][:1].isupper()
                and not any(ch.isdigit() for i in range(end + 2, close) for ch in words[i])
                and self.term_units.isdisjoint(lowers[end + 2 : close])
                and not (close == end + 3 and spells(words[end + 2], words[start : index + 1]))
            ):
                end = close
        elif (
            portfolio is None
            and not self.tail_links.isdisjoint(lowers[end + 1 : end + 2])
            and end + 2 <= last
        ):
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
