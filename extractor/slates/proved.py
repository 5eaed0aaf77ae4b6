"""Slates that no pack knows, and every further mention of them.

A frame proves a name, and so does an acronym of a proved name. What is proved once is a slate wherever the
article says it again.
"""

from __future__ import annotations

from extractor.mentions import Analysis, Mention
from extractor.naming import call
from extractor.packs.pack import Packs
from extractor.slates.frames import SlateFrames
from extractor.slates.names import SlateNames

__all__ = ["Slates"]


class Slates:
    """Finds the slates of an article by their frames."""

    def __init__(self, packs: Packs) -> None:
        self.names = SlateNames(packs)
        self.frames = SlateFrames(packs, self.names)

    def find(self, found: Analysis, acronyms: dict[str, str]) -> None:
        """Add the slates of a document to its mentions."""
        self.names.open(found)
        proved: dict[tuple[str, ...], Mention] = {}
        for sentence in found.sentences:
            for mention in self.frames.read(found, sentence.first_token, sentence.last_token):
                if self.keep(found, mention) and not self.names.is_person(mention.text.split()):
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
                if len(key) == 1 and (
                    (index in starts and word.lower() in self.names.lower) or self.is_surname(found, index)
                ):
                    continue
                mention = found.mention(
                    "SLATE", index, end - 1, id=model.id, name=model.name, kind=model.kind, rule="proved-name"
                )
                self.keep(found, mention)

    def is_surname(self, found: Analysis, index: int) -> bool:
        """Whether a slate that is called by a surname stands in its bearer's own name here: "Nia Holt", of
        "the Holt-led panel"."""
        before, behind = found.words[index - 1 : index], found.lowers[index + 1 : index + 2]
        return (
            bool(before)
            and before[0].istitle()
            and before[0].isalpha()
            and before[0].lower() not in self.names.openers | self.names.first_words | self.names.nouns
            and found.ends[index - 1] + 1 == found.starts[index]
            and found.words[index].istitle()
            and not (behind and (behind[0] == "-" or behind[0] in self.names.nouns))
        )
