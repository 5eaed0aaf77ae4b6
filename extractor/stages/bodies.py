"""Committees, positions and places that no pack knows, by grammar.

A committee is a run of words that ends in a body noun ("the conference arrangements committee"), a
position one that ends in a post noun ("women's rights officer"), a place one with an area noun
("Precinct 6", "Third Bristol district"). Slates come first, for their names are no part of a post.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractor.mentions import Analysis, Mention, analysis
from extractor.naming import call, clean, slug
from extractor.pack import Packs
from extractor.stages.packs import packs_for
from extractor.stages.places import UnknownPlaces
from extractor.stages.slates import Slates

__all__ = ["make_bodies"]

JOINERS = frozenset({"of", "and", "&", "for", "'s", "'", "-", "/", ","})


@Language.factory(
    "election_bodies", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_bodies(nlp: Language, name: str, packs: list[str]) -> Bodies:
    """The factory behind `nlp.add_pipe("election_bodies")`."""
    return Bodies(packs_for(packs))


class Bodies:
    """Finds bodies, posts and areas by their nouns, and slates by their frames."""

    def __init__(self, packs: Packs) -> None:
        self.slates = Slates(packs)
        self.body_nouns = packs.cue("body_nouns")
        self.post_nouns = packs.cue("post_nouns")
        self.post_modifiers = packs.cue("post_modifiers")
        self.body_modifiers = packs.cue("body_modifiers")
        self.organisation_nouns = packs.cue("named_organisations")
        self.area_nouns = packs.cue("area_nouns")
        self.starters = packs.cue("sentence_openers")
        self.stops = packs.cue("phrase_stops")
        self.post_tails = packs.cue("post_tails")
        self.name_nouns = packs.cue("organisation_nouns") - self.body_nouns - self.post_nouns
        self.titles = packs.cue("person_titles")
        self.numbered_areas = packs.cue("numbered_areas")
        self.body_leads = packs.cue("body_leads")
        self.bare_bodies = packs.cue("bare_bodies")
        self.post_leads = packs.cue("post_leads")
        self.post_owners = packs.cue("post_owners")
        self.given = packs.words.get("given_names", frozenset())
        self.unknown_places = UnknownPlaces(packs)

    def __call__(self, doc: Doc) -> Doc:
        """Add the open-vocabulary mentions of a document."""
        found = analysis(doc)
        self.slates.find(found, doc.user_data.get("election_acronyms", {}))
        covered = {
            (m.label, t)
            for m in found.mentions
            for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)
        }
        for sentence in found.sentences:
            first, last = sentence.first_token, sentence.last_token
            for index in range(first, last + 1):
                word = found.lowers[index]
                for mention in self.at(found, word, index, first, last):
                    tokens = range(found.token_at(mention.start), found.token_at(mention.end - 1) + 1)
                    clash = [
                        m
                        for m in found.mentions
                        if m.label == mention.label and m.start < mention.end and mention.start < m.end
                    ]
                    if any(len(m) >= len(mention) for m in clash):
                        continue
                    for old in clash:
                        found.mentions.remove(old)
                        if (
                            old.id
                            and old.text.lower() in mention.text.lower()
                            and mention.label == "POSITION"
                            and len(old) == len(mention)
                        ):
                            mention.id, mention.name = old.id, old.name
                    covered.update((mention.label, t) for t in tokens)
                    found.mentions.append(mention)
            self.unknown_places.read(found, sentence)
        self.spell_out(found)
        self.shorten(found, doc.user_data.get("election_acronyms", {}))
        return doc

    def shorten(self, found: Analysis, acronyms: dict[str, str]) -> None:
        """An acronym that the article defines for a committee is that committee: "the NCC"."""
        bodies = {m.text.lower(): m for m in found.mentions if m.label == "COMMITTEE"}
        meant = {short: bodies[long.lower()] for short, long in acronyms.items() if long.lower() in bodies}
        for index, word in enumerate(found.words):
            body = meant.get(word)
            if body is None or any(
                m.start <= found.starts[index] and found.ends[index] <= m.end
                for m in found.mentions
                if m.label in {"COMMITTEE", "POSITION"}
            ):
                continue
            mention = found.mention("COMMITTEE", index, index, id=body.id, name=body.name, rule=body.rule)
            found.mentions.append(mention)

    def spell_out(self, found: Analysis) -> None:
        """An acronym of a post that the article spells out elsewhere is that post: "DPCS" for "Deputy
        President (C & S)"."""
        posts = [m for m in found.mentions if m.label == "POSITION" and " " in m.text]
        initials = {
            "".join(
                w[0] for w in re.findall(r"[A-Za-z]+", m.text) if w.lower() not in {"of", "and", "the", "for"}
            ).upper(): m
            for m in posts
        }
        for index, word in enumerate(found.words):
            spelled = initials.get(word) if 3 <= len(word) <= 6 and word.isupper() else None
            if spelled is None:
                continue
            start, end = found.starts[index], found.ends[index]
            found.mentions = [m for m in found.mentions if m.end <= start or m.start >= end]
            mention = found.mention(
                "POSITION", index, index, id=spelled.id, name=spelled.name, rule="post-acronym"
            )
            mention.attrs["spelled"] = True
            found.mentions.append(mention)

    def at(self, found: Analysis, word: str, index: int, first: int, last: int) -> list[Mention]:
        """The mentions whose noun stands at a token."""
        out: list[Mention | None] = []
        if word in self.body_nouns:
            out.append(self.body(found, index, first))
        if word in self.post_nouns:
            out.append(self.post(found, index, first, last))
        if word in self.organisation_nouns and found.words[index][:1].isupper():
            out.append(self.organisation(found, index, first, last))
        if word in self.area_nouns or (word in self.numbered_areas and is_numbered(found, index, last)):
            out.append(self.area(found, index, first, last))
        return [m for m in out if m is not None]

    def capitals(self, found: Analysis, index: int, first: int) -> int:
        """The first token of the run of capitalised words that ends before `index`; `index` if none."""
        start = index
        while start > first:
            word, low = found.words[start - 1], found.lowers[start - 1]
            if (
                word[:1].isupper()
                or (
                    word[:1].isdigit()
                    and start < index
                    and found.words[start][:1].isupper()
                    and len(word) < 3
                )
                or (
                    low in {"of", "and", "&", "'s", "'", "-", "for", "+"}
                    and start - 1 > first
                    and found.words[start - 2][:1].isupper()
                    and start < index
                )
            ):
                start -= 1
            else:
                break
        while start < index and (
            found.lowers[start] in JOINERS
            or (start == first and found.lowers[start] in self.starters)
            or found.lowers[start] in {"the", "a", "an", "this", "our", "new", "its", "their"}
        ):
            start += 1
        return start

    def modifiers(
        self, found: Analysis, index: int, first: int, known: frozenset[str], limit: int = 5
    ) -> int:
        """The first token of the run of capitals and known lower-case modifiers before `index`."""
        start = index
        while start > first and index - start < limit + 4:
            word, low = found.words[start - 1], found.lowers[start - 1]
            if low in self.stops and low != "and":
                break
            if (
                low in self.post_nouns
                and low not in self.post_modifiers
                and start < index
                and word[:1].isupper()
            ):
                break
            if low in known or (word[:1].isupper() and word[-1:] != ".") or ORDINAL_WORD.match(low):
                start -= 1
            elif (
                low == "'"
                and start < index
                and start - 1 > first
                and found.lowers[start - 2] in self.post_nouns
                and found.lowers[start - 2].endswith("s")
            ):
                start -= 2
            elif (
                low in {"-", "'s", "'", "&", "/", "and", "+"}
                and start < index
                and start - 1 > first
                and (found.lowers[start - 2] in known or found.words[start - 2][:1].isupper())
            ):
                capitals = found.words[start - 2][:1].isupper() and found.words[start][:1].isupper()
                if low == "and" and not (
                    capitals
                    and found.words[start - 2] not in self.given
                    and not self.is_name(found, start - 2, first)
                ):
                    break
                start -= 1
            else:
                break
        for token in range(index - 2, start - 1, -1):
            if self.is_name(found, token + 1, first) and found.lowers[token] not in known:
                start = token + 2
                break
        while start < index and (
            found.lowers[start] in {"'s", "'", "-", "&", "and", "/", "the", "a", "an", "new", "our", "its"}
            or (start == first and found.lowers[start] in self.starters)
        ):
            start += 1
        return start

    def is_name(self, found: Analysis, last: int, first: int) -> bool:
        """Whether the two words that end at `last` look like a person's name: a post or body starts after
        it."""
        if last - 1 < first:
            return False
        given, family = found.words[last - 1], found.words[last]
        return (
            given in self.given
            and given.lower() not in self.post_modifiers
            and family[:1].isupper()
            and family.lower() not in self.post_modifiers | self.post_nouns | self.body_nouns
            and not family.isupper()
        )

    def body(self, found: Analysis, index: int, first: int) -> Mention | None:
        """A committee: modifiers and a body noun; lower-case ones need a determiner or a preposition
        before."""
        start = self.modifiers(found, index, first, self.body_modifiers)
        if start == index:
            begin = index
            while (
                begin > first
                and index - begin < 4
                and found.words[begin - 1].isalpha()
                and found.words[begin - 1].islower()
                and found.lowers[begin - 1] not in self.stops
            ):
                begin -= 1
            if begin in (index, first) or found.lowers[begin - 1] not in {
                "the",
                "'s",
                "to",
                "'",
                "of",
                "a",
                "on",
                "national",
            }:
                return self.bare_body(found, index, first)
            start = begin
        while start < index and self.is_owner(found, start, index):
            start += 1
        if start == index:
            return self.bare_body(found, index, first)
        end = index
        if found.lowers[index + 1 : index + 3] in (
            ["of", "directors"],
            ["of", "trustees"],
            ["of", "governors"],
            ["of", "representatives"],
            ["of", "deputies"],
            ["of", "supervisors"],
            ["of", "education"],
            ["of", "selectmen"],
            ["of", "assessors"],
            ["of", "commissioners"],
        ):
            end = index + 2
        mention = found.mention("COMMITTEE", start, end, rule="body-noun")
        call(mention, mention.text)
        return mention

    def bare_body(self, found: Analysis, index: int, first: int) -> Mention | None:
        """ "elected to the board": the noun alone, where one is elected to it or sits on it."""
        lowers = found.lowers
        if (
            index - 2 < first
            or lowers[index - 1] != "the"
            or lowers[index - 2] not in self.body_leads
            or lowers[index + 1 : index + 2] in (["'s"], ["of"], ["room"], ["table"], ["-"])
            or lowers[index] not in self.bare_bodies
        ):
            return None
        mention = found.mention("COMMITTEE", index, index, rule="bare-body")
        call(mention, mention.text.lower())
        mention.attrs["bare"] = True
        return mention

    def is_owner(self, found: Analysis, start: int, index: int) -> bool:
        """Whether a word before the body's name belongs to its owner: "Labour's national committee"."""
        behind = found.lowers[start + 1] if start + 1 < index else ""
        return (behind in {"'s", "'"} and start + 2 < index) or found.lowers[start] in {"'s", "'"}

    def post(self, found: Analysis, index: int, first: int, last: int) -> Mention | None:
        """A position: modifiers, a post noun and its tail ("(Welfare)", "of Public Instruction")."""
        start = self.modifiers(found, index, first, self.post_modifiers)
        while start < index and (
            (self.is_owner(found, start, index) and found.lowers[start] not in self.post_modifiers)
            or self.is_acronym(found, start, index)
        ):
            start += 1
        start = self.behind_place(found, start, index)
        slate = next(
            (
                m
                for m in found.mentions
                if m.label == "SLATE"
                and m.start == found.starts[start]
                and m.end < found.starts[index]
                and not (m.attrs.get("common") and found.lowers[start] in self.post_modifiers)
            ),
            None,
        )
        if slate is not None:
            start = found.token_at(slate.end - 1) + 1
            while start < index and found.lowers[start] in {"'s", "'", "party"}:
                start += 1
        start = self.without_owner(found, self.with_lowercase(found, start, first), index)
        start = self.behind_place(found, start, index)
        end = index
        lowers, words = found.lowers, found.words
        if lowers[end + 1 : end + 3] == ["-", "elect"] or lowers[end + 1 : end + 3] == ["-", "designate"]:
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
        elif lowers[end + 1 : end + 2] in (["of"], ["for"]) and end + 2 <= last:
            tail = end + 2 + (lowers[end + 2] == "the")
            stop = tail
            while stop <= last and (
                lowers[stop] in self.post_tails
                or (
                    lowers[stop] == "and"
                    and stop > tail
                    and stop + 1 <= last
                    and lowers[stop + 1] in self.post_tails
                )
            ):
                stop += 1
            if stop > tail:
                end = stop - 1
        elif (
            lowers[end + 1 : end + 2] == ["-"]
            and end + 2 <= last
            and words[end + 2][:1].isupper()
            and found.starts[end + 1] > found.ends[end]
            and start == first
        ):
            return None
        mention = found.mention("POSITION", start, end, rule="post-noun")
        call(mention, mention.text)
        mention.attrs["bare"] = start == index == end
        return mention

    def with_lowercase(self, found: Analysis, start: int, first: int) -> int:
        """Unknown modifiers in lower case belong to a post that a verb or preposition leads in: "elected as
        elections coordinator"."""
        at = start
        while at > first and start - at < MODIFIERS and is_plain(found.words[at - 1]):
            if found.lowers[at - 1] in self.stops | self.post_leads:
                break
            at -= 1
        if at == start or at - 1 < first:
            return start
        lead = at - 1
        while lead > first and found.lowers[lead] in {"the", "its", "their", "new", "a"}:
            lead -= 1
        return at if found.lowers[lead] in self.post_leads else start

    def without_owner(self, found: Analysis, start: int, index: int) -> int:
        """A post without the society whose it is: "Weavers' Guild president"."""
        for token in range(index - 1, start, -1):
            if found.lowers[token] in self.post_owners and found.words[token][:1].isupper():
                behind = token + 1
                while behind < index and found.lowers[behind] in {"'s", "'", "-"}:
                    behind += 1
                return behind
        return start

    def behind_place(self, found: Analysis, start: int, index: int) -> int:
        """Where a post starts behind the place that it belongs to: "Ohio governor" is a governor."""
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

    def is_acronym(self, found: Analysis, start: int, index: int) -> bool:
        """Whether the first word is the organisation's acronym ("VUWSA President"), not part of the post."""
        word = found.words[start]
        return (
            word.isupper()
            and len(word) > 1
            and found.lowers[start] not in self.post_modifiers
            and word.isalpha()
        )

    def organisation(self, found: Analysis, index: int, first: int, last: int) -> Mention | None:
        """ "Victoria University", "University of Waikato", "Council of Trade Unions"."""
        words, lowers = found.words, found.lowers
        start = self.capitals(found, index, first)
        end = index
        if lowers[index + 1 : index + 2] == ["of"] and index + 2 <= last and words[index + 2][:1].isupper():
            end = index + 2
            while end + 1 <= last and words[end + 1][:1].isupper() and lowers[end + 1] not in self.post_nouns:
                end += 1
        for token in range(start, index):
            if lowers[token] in self.post_nouns | self.area_nouns:
                start = token + 1
        while start < index and lowers[start] in JOINERS | {"the"}:
            start += 1
        if start == end:
            return None
        mention = found.mention("ORGANISATION", start, end, rule="organisation-noun")
        call(mention, mention.text)
        return mention

    def area(self, found: Analysis, index: int, first: int, last: int) -> Mention | None:
        """ "Ward 2", "Third Bristol district", "Green Lake County", "Ohio's 12th Congressional District"."""
        words, lowers = found.words, found.lowers
        start = end = index
        if (
            lowers[index + 1 : index + 2] == ["of"]
            and index + 2 <= last
            and words[index + 2][:1].isupper()
            and lowers[index + 2] not in self.starters
        ):
            end = index + 2
            while (
                end + 1 <= last
                and words[end + 1][:1].isupper()
                and lowers[end + 1] not in self.post_nouns | self.body_nouns
            ):
                end += 1
            start = index
            while start > first and words[start - 1][:1].isupper() and lowers[start - 1] not in self.starters:
                start -= 1
            mention = found.mention("PLACE", start, end, rule="area-noun", attrs={"area": True})
            mention.name = clean(found.text[found.starts[index + 2] : found.ends[end]])
            mention.id = slug(mention.name)
            return mention
        if (
            index + 1 <= last
            and re.match(r"^(?:\d{1,3}[A-Z]?|[A-Z]|[IVX]+)$", words[index + 1])
            and words[index][:1].isupper()
        ):
            end = index + 1
        else:
            while start > first and (
                words[start - 1][:1].isupper()
                or ORDINAL_WORD.match(lowers[start - 1])
                or lowers[start - 1]
                in {
                    "congressional",
                    "house",
                    "senate",
                    "assembly",
                    "legislative",
                    "state",
                    "electoral",
                    "parliamentary",
                }
                or (
                    lowers[start - 1] in {"'s", "-", "and"}
                    and start < index
                    and start - 2 >= first
                    and words[start - 2][:1].isupper()
                )
            ):
                start -= 1
            while start < index and (
                lowers[start] in {"'s", "-", "and", "the", "in", "for"}
                or (start == first and lowers[start] in self.starters)
            ):
                start += 1
            if start == index or not any(
                words[i][:1].isupper() or words[i][:1].isdigit() for i in range(start, index)
            ):
                return None
            behind = index + 1
            if behind <= last and words[behind][:1].isupper() and lowers[behind] in self.name_nouns:
                return None
            if start == index - 1 and start > first and lowers[start - 1] in self.titles:
                return None
            if all(
                lowers[i]
                in {
                    "congressional",
                    "house",
                    "senate",
                    "assembly",
                    "legislative",
                    "state",
                    "electoral",
                    "new",
                    "the",
                    "district",
                }
                for i in range(start, index)
            ):
                return None
        mention = found.mention("PLACE", start, end, rule="area-noun")
        call(mention, mention.text)
        mention.attrs["area"] = True
        return mention


MODIFIERS = 3


def spells(acronym: str, words: list[str]) -> bool:
    """Whether a bracket only repeats the initials of a post: "Women's Rights Officer (WRO)"."""
    initials = "".join(w[0] for w in words if w[:1].isalpha() and w[:1].isupper())
    return len(initials) > 1 and acronym.isupper() and acronym.endswith(initials)


def is_numbered(found: Analysis, index: int, last: int) -> bool:
    """Whether a noun has a number or letter behind it as a seat has: "Seat 3", "Position B"."""
    behind = found.words[index + 1] if index < last else ""
    return found.words[index][:1].isupper() and (behind.isdigit() or (behind.isupper() and len(behind) == 1))


def is_plain(word: str) -> bool:
    """Whether a word is written in small letters only."""
    return word.isalpha() and word.islower()


ORDINAL_WORD = re.compile(
    r"^(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$"
)
