"""Who a short form is: a surname, a given name, a name with words left out."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.mentions import Analysis, Mention
from extractor.naming import slug
from extractor.people.names import PARTICLES, natural_name
from extractor.people.namesakes import last_named
from extractor.people.spellings import fold, tokens_of
from extractor.people.words import NameWords

__all__ = ["Known", "ShortForms"]


@dataclass(slots=True)
class Known:
    """A person of the article: the canonical mention's name and every way to call them."""

    name: str
    words: list[str]
    strong: bool
    count: int = 0
    kin: bool = False  # only ever brought in as somebody's relative
    mentions: list[Mention] = field(default_factory=list)


class WholeNames:
    """The names of an article, each folded once, by the words that a short form of them can consist of."""

    def __init__(self, people: list[Known]) -> None:
        self.folded = {id(known): fold(known.words) for known in people}
        self.by_pair: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self.by_end: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        for known in people:
            words = self.folded[id(known)]
            if len(words) < 3:  # nothing that is shorter has the two words that every name here has
                continue
            for word in dict.fromkeys(words[1:]):
                self.by_pair[words[0], word].append(known)
            for first in range(1, len(words) - 1):
                self.by_end[tuple(words[first:])].append(known)

    def opened(self, short: list[str]) -> list[Known]:
        """Those whose longer name has the same first word, and the others in the same order."""
        out = []
        for known in self.by_pair.get((short[0], short[-1]), ()):
            rest = iter(self.folded[id(known)])
            if len(self.folded[id(known)]) > len(short) and all(word in rest for word in short):
                out.append(known)
        return out

    def ended(self, short: list[str]) -> list[Known]:
        """Those whose longer name has another first word and ends with these words."""
        return [o for o in self.by_end.get(tuple(short), ()) if self.folded[id(o)][0] != short[0]]


class ShortForms:
    """Ties short forms to the people of an article."""

    def __init__(self, words: NameWords) -> None:
        self.words = words

    def merge_variants(self, found: Analysis, people: dict[str, Known], lower_words: set[str]) -> None:
        """A name that is another one's with words left out is the same person: "Allen West", "Allen B.
        West", and "Te Kanawa" of "Ngaire Te Kanawa"; so is "Ann Cole Elected", in a headline."""
        full = [k for k in people.values() if len(k.words) > 1]
        by_fold: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        for known in full:
            by_fold[tuple(fold(known.words))].append(known)
        for alike in by_fold.values():  # "Jose Nunez" and "José Núñez"
            for known in [k for k in alike if k.name.isascii()]:
                accented = [o for o in alike if o is not known]
                if len(accented) == 1:
                    self.join(known, accented[0], people)
                    alike.remove(known)
        full = [known for known in full if known in by_fold[tuple(fold(known.words))]]
        place = {id(known): at for at, known in enumerate(full)}
        by_words: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        for known in full:
            by_words[tuple(known.words)].append(known)
        for known in sorted(full, key=lambda k: -len(k.words)):
            openings = (by_words.get(tuple(opening), ()) for opening in glued_openings(known, lower_words))
            short = min(itertools.chain(*openings), key=lambda o: place[id(o)], default=None)
            if short is not None:
                for mention in known.mentions:
                    cut = found.text.find(short.words[-1], mention.start, mention.end)
                    mention.end = cut + len(short.words[-1]) if cut >= 0 else mention.end
                    mention.text = found.text[mention.start : mention.end]
                    mention.attrs["words"] = short.words
                self.join(known, short, people)
                by_words[tuple(known.words)].remove(known)
        full = [known for known in full if known in by_words[tuple(known.words)]]
        whole = WholeNames(full)
        for known in sorted(full, key=lambda k: len(k.words)):
            longer = self.longer(known, whole)
            if len(longer) == 1:
                self.join(known, longer[0], people)

    def join(self, known: Known, target: Known, people: dict[str, Known]) -> None:
        """Give the mentions of one name to another."""
        for mention in known.mentions:
            mention.name, mention.id = target.name, slug(target.name)
        target.mentions += known.mentions
        target.strong |= known.strong
        people.pop(known.name.casefold(), None)

    def longer(self, known: Known, whole: WholeNames) -> list[Known]:
        """Those of whose names this one is the rest with words left out: some of the middle, some of the
        second surname, all given names, or what is put before a given name: "Chaudhary Tariq Aslam"."""
        short = whole.folded[id(known)]
        found = whole.opened(short)
        is_given = self.words.is_given(known.words[0])
        return found + [
            o
            for o in whole.ended(short)
            if not is_given or not self.words.is_given(o.words[0]) or any(m in o.name for m in '"“(')
        ]

    def resolve(
        self, found: Analysis, people: dict[str, Known], blocked: dict[int, Mention], starts: set[int]
    ) -> None:
        """Surnames, and given names where the article uses them, resolved when only one person bears them."""
        by_family: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        by_given: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        full = [k for k in people.values() if len(k.words) > 1]
        for known in full:
            known.kin = all(self.is_kin(found, mention) for mention in known.mentions)
            by_given[tokens_of(known.words[:1])].append(known)
            for first in range(1, len(known.words)):
                by_family[tokens_of(known.words[first:])].append(known)
        for known in full:  # the first of two surnames stands alone as well
            for word in known.words[1:-1]:
                key = tokens_of([word])
                if len(word) > 2 and word.lower() not in PARTICLES and not self.words.is_given(word):
                    owners = by_family.get(key, [])
                    if not owners:
                        by_family[key].append(known)
        for known in [k for k in people.values() if len(k.words) == 1]:
            owners = by_family.get(tokens_of(known.words), [])
            if not owners and all(self.is_knightly(mention) for mention in known.mentions):
                owners = by_given.get(tokens_of(known.words), [])
            if not owners:
                owners = [
                    o for o in by_given.get(tokens_of(known.words), []) if self.words.is_family_first(o.words)
                ]
            if len(owners) == 1:
                for mention in known.mentions:
                    mention.name, mention.id = owners[0].name, slug(owners[0].name)
            elif not owners:
                by_family[tokens_of(known.words)].append(known)
        covered = {
            t
            for m in found.mentions
            if m.label == "PERSON"
            for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)
        }
        for mention in found.mentions:
            if mention.label == "PERSON" and mention.attrs.get("surname_only"):
                owners = by_family.get(tokens_of(mention.attrs["words"]), [])
                mention.attrs["ambiguous"] = len(owners) > 1
        longest = max(map(len, [*by_family, *by_given]), default=0)
        folded = fold(found.lowers)
        openings = {key[0] for key in (*by_family, *by_given) if key}
        for index, opening in enumerate(folded):
            if opening not in openings or index in covered:
                continue
            for size in range(min(longest, len(folded) - index), 0, -1):
                key = tuple(folded[index : index + size])
                if key not in by_family and key not in by_given:
                    continue
                last = index + size - 1
                if not covered.isdisjoint(range(index, last + 1)) or not self.is_form(found, index, last):
                    continue
                owner = self.owner(found, index, last, by_family, by_given, key, blocked)
                if owner is None or (index == last and index in starts and key[0] in self.words.openers):
                    continue
                found.mentions.append(short_form(found, index, last, owner))
                covered.update(range(index, last + 1))
                break
        self.unknown_rivals(found, starts)

    def is_knightly(self, mention: Mention) -> bool:
        """Whether a title stands with given names: "Sir Paul"."""
        titles = (mention.attrs.get("honorific") or "").lower().split()
        return not self.words.given_titles.isdisjoint(titles)

    def is_kin(self, found: Analysis, mention: Mention) -> bool:
        """Whether a person is brought in as a relative: "his father, the late Pierre Holt"."""
        first = found.token_at(mention.start)
        before = found.lowers[max(0, first - 6) : first]
        behind = found.lowers[found.token_at(mention.end - 1) + 1 :][:3]
        for pause in (".", ";", "\n"):
            if pause in before:
                before = before[len(before) - before[::-1].index(pause) :]
        related = not self.words.kin.isdisjoint(before)
        owned = len(behind) == 3 and behind[0] == "," and behind[1] in self.words.kin_owners
        return related or (owned and behind[2] in self.words.kin)

    def is_form(self, found: Analysis, first: int, last: int) -> bool:
        """Whether the tokens are written as a name and end where it ends: no word with a hyphen is cut, and
        no organisation's noun follows."""
        words = found.words[first : last + 1]
        if not all(w[:1].isupper() or w == "-" or w.lower() in PARTICLES for w in words):
            return False
        if not words[-1][:1].isupper() or words[0] == "-":
            return False
        if last + 1 < len(found.words):
            behind = found.words[last + 1]
            if behind[:1].isupper() and found.lowers[last + 1] in self.words.org_nouns:
                return found.starts[last + 1] in {m.start for m in found.mentions if m.label == "DATE"}
        return True

    def owner(
        self, found: Analysis, first: int, last: int, by_family: dict[tuple[str, ...], list[Known]],
        by_given: dict[tuple[str, ...], list[Known]], key: tuple[str, ...], blocked: dict[int, Mention],
    ) -> Known | None:  # fmt: skip
        """The one person who bears a short form; one that a pack knows as a place or a party needs a
        person who is sure."""
        holders = [blocked[t] for t in range(first, last + 1) if t in blocked]
        for holder in holders:
            if (
                holder.start < found.starts[first]
                or holder.end > found.ends[last]
                or holder.label in {"POSITION", "COMMITTEE"}
            ):
                return None
        owners = by_family.get(key, [])
        owners = [o for o in owners if not o.kin] or owners
        sure = [o for o in owners if o.strong]
        if len(sure) == 1 and owners[0] is sure[0] and all(o.count == 1 for o in owners[1:]):
            owners = sure
        told = first == last and found.lowers[last + 1 : last + 2]  # "Karanjit secured 13"
        if (
            not owners
            and not holders
            and (
                self.words.is_given(natural_name(found.words[first : last + 1]))
                or (told and told[0] in self.words.name_verbs)
            )
        ):
            owners = by_given.get(key, [])
        if not owners and not holders:
            owners = [o for o in by_given.get(key, []) if self.words.is_family_first(o.words)]
        if len(owners) > 1 and not holders:
            nearest = last_named(found, found.starts[first], [o.mentions for o in owners])
            owners = owners if nearest is None else [owners[nearest]]
        if len(owners) != 1 or (holders and not (owners[0].strong and owners[0].count)):
            return None
        return owners[0]

    def unknown_rivals(self, found: Analysis, starts: set[int]) -> None:
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
            led = before in self.words.beaten or (before == "to" and second in self.words.yielded)
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


def glued_openings(known: Known, lower_words: set[str]) -> Iterator[list[str]]:
    """What a name is without words at its end, where the article writes one of these small elsewhere."""
    small = False
    for size in range(len(known.words) - 1, 1, -1):
        small = small or known.words[size].lower() in lower_words
        if small:
            yield known.words[:size]


def short_form(found: Analysis, first: int, last: int, owner: Known) -> Mention:
    """A mention of a person by a short form."""
    mention = found.mention("PERSON", first, last, id=slug(owner.name), name=owner.name, rule="short-form")
    mention.attrs.update(words=owner.words, strong=owner.strong, short=True, honorific=None)
    return mention
