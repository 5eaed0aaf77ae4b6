"""Who a short form is: a surname, a given name, a name with words left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from extractor.mentions import Analysis, Mention
from extractor.stages.bodies import slug
from extractor.stages.name_words import NameWords
from extractor.stages.names import SUFFIXES, natural_name

__all__ = ["Known", "ShortForms"]

BEATEN = frozenset({"beat", "beats", "defeated", "defeats", "ousted", "unseated", "trounced", "toppled"})


@dataclass(slots=True)
class Known:
    """A person of the article: the canonical mention's name and every way to call them."""

    name: str
    words: list[str]
    strong: bool
    count: int = 0
    mentions: list[Mention] = field(default_factory=list)

    @property
    def family(self) -> str:
        """The surname, with its suffix left out."""
        words = [w for w in self.words if w.lower() not in SUFFIXES]
        return words[-1]


class ShortForms:
    """Ties short forms to the people of an article."""

    def __init__(self, words: NameWords) -> None:
        self.words = words

    def merge_variants(self, found: Analysis, people: dict[str, Known]) -> None:
        """A name that is another one's with words left out is the same person: "Allen West", "Allen B.
        West"."""
        full = [k for k in people.values() if len(k.words) > 1]
        for known in sorted(full, key=lambda k: len(k.words)):
            longer = [
                o for o in full
                if o is not known and len(o.words) > len(known.words)
and o.words[0] == known.words[0] and o.words[-1] == known.words[-1]
            ]  # fmt: skip
            if len(longer) == 1:
                target = longer[0]
                for mention in known.mentions:
                    mention.name, mention.id = target.name, slug(target.name)
                target.mentions += known.mentions
                target.strong |= known.strong
                people.pop(known.name.casefold(), None)

    def resolve(
        self, found: Analysis, people: dict[str, Known], blocked: dict[int, Mention], starts: set[int]
    ) -> None:
        """Surnames, and given names where the article uses them, resolved when only one person bears them."""
        by_family: dict[str, list[Known]] = defaultdict(list)
        by_given: dict[str, list[Known]] = defaultdict(list)
        full = [k for k in people.values() if len(k.words) > 1]
        for known in full:
            by_family[known.family].append(known)
            by_given[known.words[0]].append(known)
            if len(known.words) > 2:
                by_family[" ".join(known.words[-2:])].append(known)
        for known in [k for k in people.values() if len(k.words) == 1]:
            owners = by_family.get(known.words[0], [])
            if len(owners) == 1:
                for mention in known.mentions:
                    mention.name, mention.id = owners[0].name, slug(owners[0].name)
            elif not owners:
                by_family[known.words[0]].append(known)
        covered = {
            t
            for m in found.mentions
            if m.label == "PERSON"
            for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)
        }
        shared = [m for m in found.mentions if m.label == "PERSON" and m.attrs.get("surname_only")]
        for mention in shared:
            mention.attrs["ambiguous"] = len(by_family.get(mention.attrs["words"][0], [])) > 1
        for index, word in enumerate(found.words):
            if index in covered or not word[:1].isupper():
                continue
            key = natural_name([word])
            holder = blocked.get(index)
            if holder is not None and (
                holder.start != found.starts[index]
                or holder.end != found.ends[index]
                or holder.label in {"POSITION", "COMMITTEE"}
            ):
                continue
            owners = by_family.get(key, [])
            sure = [o for o in owners if o.strong]
            owners = sure if len(sure) == 1 else owners
            given_form = False
            if not owners and holder is None:
                owners = by_given.get(key, [])
                given_form = True
            if len(owners) != 1 or (holder is not None and not owners[0].strong):
                continue
            if holder is not None and owners[0].count < 1:
                continue
            if given_form and not self.words.is_given(key):
                continue
            if (
                index + 1 < len(found.words)
                and found.words[index + 1][:1].isupper()
                and found.lowers[index + 1] in self.words.org_nouns
            ):
                continue
            if index in starts and key.lower() in self.words.openers:
                continue
            mention = found.mention(
                "PERSON", index, index, id=slug(owners[0].name), name=owners[0].name, rule="short-form"
            )
            mention.attrs.update(words=owners[0].words, strong=owners[0].strong, short=True, honorific=None)
            found.mentions.append(mention)
        self.unknown_rivals(found, blocked, starts)

    def unknown_rivals(self, found: Analysis, blocked: dict[int, Mention], starts: set[int]) -> None:
        """A surname that nobody introduced, where only a person can stand: "lost to Mongan by five votes"."""
        covered = {
            t for m in found.mentions for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)
        }
        for index in range(2, len(found.words) - 1):
            word, before, second = found.words[index], found.lowers[index - 1], found.lowers[index - 2]
            if (
                not (word[:1].isupper() and word[1:].islower() and len(word) > 2)
                or index in covered
                or index in starts
            ):
                continue
            led = before in BEATEN or (before == "to" and second in {"lost", "loses", "fell", "conceded"})
            if (
                not led
                or found.words[index + 1][:1].isupper()
                or found.lowers[index] in self.words.not_people | self.words.openers | self.words.org_nouns
            ):
                continue
            for at in range(len(found.words)):
                if found.words[at] == word and at not in covered:
                    mention = found.mention("PERSON", at, at, id=slug(word), name=word, rule="rival")
                    mention.weak = True
                    mention.attrs.update(words=[word], strong=False, honorific=None, surname_only=True)
                    found.mentions.append(mention)
                    covered.add(at)
