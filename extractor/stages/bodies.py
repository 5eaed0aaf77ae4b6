"""The stage of what no pack knows: which noun names what, and which of two overlapping mentions stays.

Slates come first, for their names are no part of a post. Committees, posts, organisations and areas are
read at their nouns, places by the words beside them; acronyms that the article spells out come last.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractor.bodies.areas import Areas
from extractor.bodies.committees import Committees
from extractor.bodies.noun_phrases import NounPhrases
from extractor.bodies.organisations import Organisations
from extractor.bodies.places import UnknownPlaces
from extractor.bodies.posts import Posts
from extractor.bodies.sections import Sections
from extractor.mentions import Analysis, Mention, analysis
from extractor.packs.chosen import packs_for
from extractor.packs.pack import Packs
from extractor.slates.proved import Slates

__all__ = ["make_bodies"]


@Language.factory(
    "election_bodies", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_bodies(nlp: Language, name: str, packs: list[str]) -> Bodies:
    """The factory behind `nlp.add_pipe("election_bodies")`."""
    return Bodies(packs_for(packs))


class Bodies:
    """Finds bodies, posts and areas by their nouns, and slates by their frames."""

    def __init__(self, packs: Packs) -> None:
        phrases = NounPhrases(packs)
        self.slates = Slates(packs)
        self.committees = Committees(packs, phrases)
        self.posts = Posts(packs, phrases)
        self.organisations = Organisations(packs, phrases)
        self.areas = Areas(packs, phrases)
        self.sections = Sections(packs, phrases)
        self.unknown_places = UnknownPlaces(packs)
        self.fillers = packs.cue("acronym_fillers")

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
                for mention in self.at(found, index, first, last):
                    tokens = range(found.token_at(mention.start), found.token_at(mention.end - 1) + 1)
                    clash = [
                        m
                        for m in found.mentions
                        if m.label == mention.label and m.start < mention.end and mention.start < m.end
                    ]
                    if any(len(m) >= len(mention) for m in clash) or is_party_name(mention, tokens, covered):
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
        self.resolve(found)
        self.shorten(found, doc.user_data.get("election_acronyms", {}))
        return doc

    def at(self, found: Analysis, index: int, first: int, last: int) -> list[Mention]:
        """The mentions whose noun stands at a token."""
        word = found.lowers[index]
        out: list[Mention | None] = []
        if word in self.committees.nouns:
            out.append(self.committees.read(found, index, first))
        if word in self.posts.nouns:
            out.append(self.posts.read(found, index, first, last))
        if word in self.organisations.nouns and found.words[index][:1].isupper():
            out.append(self.organisations.read(found, index, first, last))
        if self.areas.is_area_noun(found, index, last):
            out.append(self.areas.read(found, index, first, last))
        elif word in self.sections.nouns:
            out.append(self.sections.read(found, index, first))
        return [m for m in out if m is not None]

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

    def resolve(self, found: Analysis) -> None:
        """An acronym that packs know for several bodies is the one that the article spells out: "the NEC" is
        its National Executive Committee."""
        bodies = [m for m in found.mentions if m.label == "COMMITTEE"]
        short = [m for m in bodies if m.text.isupper() and 2 <= len(m.text) <= 6 and m.text.isalpha()]
        if not short:
            return
        spelled: dict[str, dict[str, Mention]] = {}
        for body in bodies:
            initials = "".join(w[0] for w in body.text.split() if w.lower() not in self.fillers).upper()
            spelled.setdefault(initials, {}).setdefault(body.id, body)
        for mention in short:
            known = {key: m for key, m in spelled.get(mention.text, {}).items() if " " in m.text}
            if len(known) == 1:
                mention.id, whole = next(iter(known.items()))
                mention.name = whole.name

    def spell_out(self, found: Analysis) -> None:
        """An acronym of a post that the article spells out elsewhere is that post: "DPCS" for "Deputy
        President (C & S)"."""
        posts = [m for m in found.mentions if m.label == "POSITION" and " " in m.text]
        initials = {
            "".join(
                w[0] for w in re.findall(r"[A-Za-z]+", m.text) if w.lower() not in self.fillers
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


def is_party_name(mention: Mention, tokens: range, covered: set[tuple[str, int]]) -> bool:
    """Whether a committee would be read in words of a party's name: "the United National Congress"."""
    return mention.label == "COMMITTEE" and len(tokens) > 1 and all(("SLATE", t) in covered for t in tokens)
