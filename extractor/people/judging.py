"""Judging: when a run of name words is a person, and what of it is the name.

A title or a known given name makes it certain; words of organisations, ordinary words and lines in capitals
speak against it.
"""

from __future__ import annotations

import itertools

from extractor.mentions import Analysis, Mention, Sentence
from extractor.naming import slug
from extractor.people.names import INITIALS, PARTICLES, SUFFIXES, join_hyphens, natural_name
from extractor.people.runs import NameRuns, Setting
from extractor.people.words import NameWords

__all__ = ["NameJudge", "is_title_case"]


class NameJudge:
    """Decides whether a run of name words is a person."""

    def __init__(self, words: NameWords, name_runs: NameRuns) -> None:
        self.words = words
        self.name_runs = name_runs

    def mention(
        self, setting: Setting, run: list[int], title: str | None, shouting: bool, sentence: Sentence
    ) -> Mention | None:
        """A mention for a run of name words, or None where it is no person."""
        found = setting.found
        if run and run[0] and found.lowers[run[0] - 1] == "by" and run[0] - 1 == sentence.first_token:
            return None
        while run and (
            (found.words[run[-1]] in PARTICLES and found.words[run[-1] - 1] != "-")
            or found.words[run[-1]] in {"-", '"', "("}
        ):
            run = run[:-1]
        run = self.without_honours(found, run)
        if shouting:
            run = run[: self.name_runs.surname_at(found, run)]
        run = self.without_tail(setting, run)
        words = [found.words[i] for i in run]
        plain = [w for w in words if w not in {'"', "(", ")", "'", "“", "”", "‘", "’"}]
        if not plain:
            return None
        named = plain[0] in self.words.given_common or plain[0] in self.words.given
        organised = any(
            w.lower() in self.words.org_nouns and not (named and w in self.words.given_common)
            for w in (plain[1:] if named else plain)
        )
        if organised and not self.words.is_surname(plain):
            return None
        lead = self.words_before_given(plain)
        if lead and title is None:
            run, plain = run[lead:], plain[lead:]
        loud = self.opens_loud(found, sentence, run, plain)
        swapped = 0 if loud else self.surnames_first(plain)
        if (
            not swapped
            and not loud
            and plain[0].isupper()
            and len(plain[0]) > 3
            and "." not in plain[0]
            and not plain[-1].isupper()
            and not self.words.is_given(plain[0])
        ):
            return None
        tokens = join_hyphens(plain[swapped:] + plain[:swapped])
        mention = found.mention("PERSON", run[0], run[-1], rule="shape")
        if mention.text.endswith(("'s", "’s")):
            return None
        given = self.words.is_given(tokens[0]) or (tokens[0] in self.words.given_common and len(tokens) > 1)
        by_model = any(s < mention.end and mention.start < e for s, e in setting.trained)
        strong = title is not None or given or by_model
        if self.is_ordinary(tokens, title, setting.titled):
            return None
        if len(tokens) == 1:
            if title is None:
                return None
            mention.attrs["surname_only"] = True
        elif (
            len(tokens) > 6
            or (shouting and not given and "." not in tokens[0])
            or (" " not in mention.text and title is None)
            or (
                all(w.isupper() and len(w) > 1 for w in tokens)
                and not given
                and sentence.last_token - sentence.first_token > 8
            )
        ):
            return None
        if INITIALS.match(tokens[0]) and len(tokens) > 1 and len(tokens[-1]) > 2:
            if is_acronym(found, tokens):
                return None
            strong = True
        mention.name = natural_name(tokens if swapped else mention.text.split())
        mention.id = slug(mention.name)
        mention.weak = not strong
        lead = run[0]
        while title and lead > sentence.first_token and found.lowers[lead - 1] in self.words.led_titles:
            lead -= 1
        mention.attrs.update(
            words=[natural_name([w]) for w in tokens if w.lower() not in SUFFIXES] or tokens,
            strong=strong,
            honorific=title,
            lead=lead,
        )
        return mention

    def words_before_given(self, words: list[str]) -> int:
        """How many ordinary words with a capital stand before a given name: "Striker Ben Hale"."""
        first = next((i for i, word in enumerate(words[:-1]) if self.words.is_given(word)), 0)
        return first if all(self.words.is_common(word) for word in words[:first]) else 0

    def surnames_first(self, words: list[str]) -> int:
        """How many surnames in capitals stand before given names: "HOLT Nia"."""
        size = sum(
            1
            for _ in itertools.takewhile(
                lambda word: word.isupper() and len(word) > 3 and word.isalpha(), words
            )
        )
        behind = words[size:]
        return (
            size
            if size and behind and all(map(self.words.is_given, behind)) and not behind[0].isupper()
            else 0
        )

    def opens_loud(self, found: Analysis, sentence: Sentence, run: list[int], words: list[str]) -> bool:
        """Whether an article or caption sets its first word in capitals, which is a given name: "NIA Holt
        has been elected"."""
        behind = found.words[run[-1] + 1 : run[-1] + 2]
        return (
            run[0] == sentence.first_token
            and words[0].isupper()
            and len(words) > 1
            and not any(word.isupper() and len(word) > 1 for word in words[1:])
            and self.words.is_given(words[0].capitalize())
            and bool(behind)
            and behind[0].islower()
            and behind[0].isalpha()
        )

    def without_honours(self, found: Analysis, run: list[int]) -> list[int]:
        """A name without the degrees and honours behind it: "Ann Cole AM FRSN"; what else is in capitals may
        be all of a name."""
        end = len(run)
        while end > 2 and self.is_honour(found.words[run[end - 1]]):
            end -= 1
        return run if found.words[run[end - 1]].isupper() else run[:end]

    def is_honour(self, word: str) -> bool:
        """Whether capitals are a degree or an honour."""
        return not word.islower() and word.lower() in self.words.honours

    def without_tail(self, setting: Setting, run: list[int]) -> list[int]:
        """A run up to the first ordinary word that follows two words of a name: "Ann Cole Appointed"."""
        for at in range(2, len(run)):
            word = setting.found.words[run[at]]
            inside = setting.found.words[run[at] - 1] in {"-", "("}
            if self.words.is_common(word) and not inside and word not in setting.titled:
                return run[:at]
        return run

    def is_ordinary(self, tokens: list[str], title: str | None, titled: set[str]) -> bool:
        """Whether a run holds an ordinary word, and no given name or title says that it is a person's."""
        led = len(tokens) > 2 and tokens[0] in self.words.given_common and tokens[1].lower() in PARTICLES
        sure = (
            led
            or self.words.is_given(tokens[0])
            or (
                title is not None
                and (
                    tokens[0] in self.words.given_common
                    or title.split()[-1].lower() not in self.words.post_nouns
                )
            )
        )
        return not sure and any(self.words.is_common(word) and word not in titled for word in tokens)


def is_acronym(found: Analysis, tokens: list[str]) -> bool:
    """Whether capitals before a name are no initials, since they stand before other words as well."""
    word = tokens[0]
    if len(word) < 2 or "." in word:
        return False
    behind = {after for before, after in itertools.pairwise(found.words) if before == word}
    return len(word) > 2 or len(behind) > 1


def is_title_case(found: Analysis, sentence: Sentence, titles: frozenset[str] = frozenset()) -> bool:
    """Whether a line is a headline in title case, where capitals say nothing; titles before names do not
    make one: "elected President Holt and Treasurer Orr"."""
    words = [
        w
        for w in found.words[sentence.first_token : sentence.last_token + 1]
        if w[:1].isalpha() and len(w) > 3 and w.lower() not in titles
    ]
    if len(words) < 5:
        return False
    return (
        sum(w[:1].isupper() for w in words) >= 0.8 * len(words)
        and "," not in found.words[sentence.first_token : sentence.last_token + 1]
    )
