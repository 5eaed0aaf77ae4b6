"""Which country an article speaks of, and which of several parties of one name it means.

"Labour", "Liberals" or "(C)" name another party in every country. What the article says decides: places,
names that only one country has, its words ("British", "Westminster", a currency), and how well several
names of many countries go together in one. Without evidence the name stays as it is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from extractor.mentions import Analysis, Mention
from extractor.naming import slug
from extractor.packs.pack import Packs

__all__ = ["CountryReader", "is_acronym", "settle_names"]

HEAD = 400  # characters in which an article says what it is about
MOST = 3  # mentions of one thing that count
PREFIX = "country_"


def is_acronym(text: str) -> bool:
    """Whether a text is two to four capitals, which mean another thing in every country."""
    bare = text.replace(".", "")
    return bare.isupper() and 2 <= len(bare) <= 4 and bare.isalpha()


class CountryReader:
    """Weighs what an article says of its country."""

    def __init__(self, packs: Packs) -> None:
        self.words: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        self.body_words = packs.cue("body_nouns") | packs.cue("body_modifiers")
        for group, words in packs.cues.items():
            if group.startswith(PREFIX):
                for word in words:
                    parts = word.split()
                    self.words[parts[0]].append((parts, group.removeprefix(PREFIX).upper()))

    def home(self, found: Analysis, hits: Iterable[Mention], codes: dict[str, set[str]]) -> str | None:
        """The country with the most evidence, where one has more than all others.

        `codes` are the party codes that the article uses, with the countries that have such a party.
        """
        score: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        meanings: dict[tuple[int, int, str], set[str | None]] = defaultdict(set)
        shared: dict[str, set[str]] = defaultdict(set, codes)
        for mention in hits:
            if mention.label not in {"SLATE", "PLACE", "COMMITTEE"} or self.is_plain(mention):
                continue
            if not is_acronym(mention.text):
                meanings[mention.start, mention.end, mention.label].add(mention.attrs.get("country"))
            elif mention.label == "SLATE" and mention.attrs.get("country"):
                shared[mention.text].add(mention.attrs["country"])
        for (start, end, label), countries in sorted(meanings.items()):
            text = found.text[start:end].casefold()
            named = {c for c in countries if c is not None}
            if len(countries) == 1 and named:
                seen[text] += 1
                if seen[text] <= MOST:
                    score[named.pop()] += (2 if start < HEAD else 1) * (2 if label == "SLATE" else 1)
            elif named and label == "SLATE":
                shared[text] = named
        for country, start in self.told(found):
            score[country] += 4 if start < HEAD else 2
        for countries_of in shared.values():
            score.update(dict.fromkeys(countries_of, 0.5))
        best = score.most_common(2)
        if not best or best[0][1] < 1 or (len(best) == 2 and best[0][1] == best[1][1]):
            return None
        return best[0][0]

    def is_plain(self, mention: Mention) -> bool:
        """Whether plain words for a body ("the Assembly") only happen to be one country's for it."""
        words = set(mention.text.lower().split())
        named = words <= set(mention.name.lower().split())
        return mention.label == "COMMITTEE" and not named and words <= self.body_words

    def told(self, found: Analysis) -> Iterable[tuple[str, int]]:
        """Demonyms, institutions and currencies with their countries, each counted a few times."""
        seen: Counter[tuple[str, ...]] = Counter()
        for index, word in enumerate(found.lowers):
            for parts, country in self.words.get(word, ()):
                if found.lowers[index : index + len(parts)] != parts or found.words[index].islower():
                    continue
                seen[tuple(parts)] += 1
                if seen[tuple(parts)] <= MOST:
                    yield country, found.starts[index]


def settle_names(hits: list[Mention], country: str | None) -> list[Mention]:
    """One meaning for each slate's name: the home country's, else the only one, else its own words."""
    out: list[Mention] = []
    spans: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in hits:
        if mention.label == "SLATE":
            spans[mention.start, mention.end].append(mention)
        else:
            out.append(mention)
    for meant in spans.values():
        home = [m for m in meant if m.attrs["country"] == country and country is not None]
        if home:
            out.append(home[0])
        elif len({m.id for m in meant}) == 1:
            out.append(meant[0])
        else:
            out.append(as_written(meant))
    return out


def as_written(meant: list[Mention]) -> Mention:
    """A name that several countries have: what all of them call it, else its own words."""
    mention = meant[0]
    kinds, names = {m.kind for m in meant}, {m.name for m in meant}
    mention.name = names.pop() if len(names) == 1 else " ".join(mention.text.split())
    mention.id = slug(mention.name)
    mention.kind = kinds.pop() if len(kinds) == 1 else "party"
    mention.attrs = {**mention.attrs, "country": None, "organisation": None}
    return mention
