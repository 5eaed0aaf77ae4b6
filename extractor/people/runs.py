"""Where the words of a name begin and end in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.mentions import Analysis, Mention
from extractor.people.names import INITIALS, NAME_WORD, PARTICLES, SMALL_START
from extractor.people.words import NameWords

HYPHENS = frozenset("-‐‑")

__all__ = ["NameRuns", "Setting", "blocked_tokens"]


def blocked_tokens(found: Analysis) -> dict[int, Mention]:
    """Tokens that belong to a gazetteer or grammar mention, with the longest such mention."""
    out: dict[int, Mention] = {}
    for mention in sorted(found.mentions, key=len):
        if mention.label in {"SLATE", "COMMITTEE", "POSITION", "PLACE", "ORGANISATION"}:
            for token in range(found.token_at(mention.start), found.token_at(mention.end - 1) + 1):
                out[token] = mention
    return out


@dataclass(slots=True)
class Setting:
    """What the readers of names know of the article around them.

    `blocked` are the tokens of gazetteer and grammar mentions, `starts` the first tokens of sentences,
    `lower_words` the words that stand in lower case somewhere, `titled` those that follow a title, and
    `trained` the character spans that a trained pipeline calls a person.
    """

    found: Analysis
    blocked: dict[int, Mention]
    starts: set[int]
    lower_words: set[str]
    titled: set[str]
    trained: set[tuple[int, int]]


class NameRuns:
    """Reads runs of name words."""

    def __init__(self, words: NameWords) -> None:
        self.words = words

    def read_run(self, setting: Setting, index: int, last: int) -> tuple[list[int], str | None, int]:
        """The next run of name words from `index`: its tokens, the title before it, and where to go on."""
        found, blocked, starts = setting.found, setting.blocked, setting.starts
        words, lowers = found.words, found.lowers
        title = None
        run: list[int] = []
        begin = index
        while index <= last:
            word, low = words[index], lowers[index]
            if word == "\n" and (run or title) and index < last:  # a name in text that is wrapped
                index += 1
                continue
            pair = words[index : index + 2]
            if not run and " ".join(pair).lower() in self.words.titles and word[:1].isupper():
                title = " ".join([title, *pair] if title else pair)
                index += 2
                continue
            elect = index + 2 <= last and lowers[index + 1 : index + 3] == ["-", "elect"]
            compound = (
                index < last and found.ends[index] == found.starts[index + 1] and lowers[index + 1] == "-"
            )
            if not run and low in self.words.titles and compound:
                if not elect:
                    return run, None, index + 1
                title, index = f"{word}-elect", index + 3
                continue
            if not run and low in self.words.titles and (word[:1].isupper() or low.endswith(".")):
                title = word if title is None else f"{title} {word}"
                index += 1
                continue
            if self.is_block(found, index, blocked, run):
                break
            capital = word[:1].isupper() and bool(NAME_WORD.match(word))
            named = (
                index + 1 <= last
                and words[index + 1][:1].isupper()
                and index + 1 not in blocked
                and (self.words.is_given(word) or word in self.words.given_common)
            )
            if (
                capital
                and low in self.words.not_people
                and not (not run and named and not word.isupper())
                and not (run and self.words.is_given(words[run[0]]) and low in self.words.surname_nouns)
            ):
                break
            if (
                capital
                and not run
                and index < last
                and self.describes(word)
                and self.words.is_given(words[index + 1])
                and index + 1 not in blocked
                and not self.are_initials(found, index, last)
            ):
                index += 1  # "Coach Ann Cole"
                continue
            if capital and not run and self.ends_unit(setting, index, last):
                index += 1  # "the Department of Medicine Ann Cole"
                continue
            if capital and not run and low in self.words.openers and not named:
                index += 1
                title = None
                if index > last:
                    return run, title, index
                continue
            if (
                capital
                and not run
                and index in starts
                and word.lower() in setting.lower_words
                and not self.words.is_given(word)
                and title is None
            ):
                index += 1
                continue
            onward = None if capital else self.link(found, index, last, blocked, bool(run or title))
            if onward is not None:
                run += range(index, onward)
                index = onward
                continue
            if capital:
                if run and word == words[run[0]] and len(run) > 1:
                    break  # a caption that repeats the name
                run.append(index)
            elif run and low in {'"', "(", "'"} and index + 2 <= last:
                close = next(
                    (i for i in range(index + 1, min(last, index + 4) + 1) if lowers[i] in {'"', ")", "'"}),
                    None,
                )
                nick = (
                    close is not None
                    and all(words[i][:1].isupper() for i in range(index + 1, close))
                    and close + 1 <= last
                    and words[close + 1][:1].isupper()
                )
                if (
                    not nick
                    or close is None
                    or close + 1 in blocked
                    or not NAME_WORD.match(words[close + 1])
                    or any(words[i].isupper() and len(words[i]) < 4 for i in range(index + 1, close))
                ):
                    break
                run += range(index, close + 1)
                index = close + 1
                continue
            else:
                break
            index += 1
        return run, title, max(index, begin + 1)

    def ends_unit(self, setting: Setting, index: int, last: int) -> bool:
        """Whether a word ends the name of a department and a given name comes behind it."""
        lowers = setting.found.lowers
        unit = index > 1 and lowers[index - 1] == "of" and lowers[index - 2] in self.words.org_nouns
        word = setting.found.words[index]
        behind = setting.found.words[index + 1 : min(index + 3, last + 1)]
        return (
            unit
            and not self.words.is_given(word)
            and len(behind) == 2
            and self.words.is_given(behind[0])
            and behind[1][:1].isupper()
            and index + 1 not in setting.blocked
        )

    def are_initials(self, found: Analysis, index: int, last: int) -> bool:
        """Whether two capitals stand for given names, since only one name follows: "SM Farhad won"."""
        word = found.words[index]
        behind = found.words[index + 2] if index + 2 <= last else ""
        more = behind[:1].isupper() or behind.lower() in PARTICLES
        return len(word) == 2 and word.isupper() and "." not in word and not more

    def describes(self, word: str) -> bool:
        """Whether a word before a given name says what somebody is: "Coach", "CEO", "Optometrist"."""
        acronym = word.isupper() and 1 < len(word) < 4 and "." not in word
        trade = word.endswith("ist") and not self.words.is_given(word)
        return acronym or trade or self.words.is_common(word) or word.lower() in self.words.describers

    def surname_at(self, found: Analysis, run: list[int]) -> int:
        """How many tokens of a run are given names, initials and the first surname: what a headline in
        title case says after them is no name."""
        size = 1
        while size < len(run):
            word, before = found.words[run[size]], found.words[run[size - 1]]
            size += 1
            joined = word == "-" or before == "-" or word.lower() in PARTICLES
            if not joined and not (self.words.is_given(word) or INITIALS.match(word)):
                break
        while size + 1 < len(run) and found.words[run[size]] == "-":
            size += 2
        return size

    def link(
        self, found: Analysis, index: int, last: int, blocked: dict[int, Mention], begun: bool
    ) -> int | None:
        """Where a name goes on behind particles, hyphens and small beginnings of surnames: the token of its
        next capital, or the one behind its last part that is written small ("Jae-won")."""
        at = index
        while begun and at <= min(last, index + 4):
            word, low = found.words[at], found.lowers[at]
            if at > index and word[:1].isupper() and NAME_WORD.match(word):
                return at if self.free(found, at, blocked) else None
            glued = at > 0 and found.ends[at - 1] == found.starts[at]
            glued_behind = at < last and found.ends[at] == found.starts[at + 1]
            if SMALL_START.match(word):
                return at + 1
            if low == "'" and glued_behind and not glued and found.lowers[at + 1] == "t":
                at += 2
            elif word in HYPHENS and glued and glued_behind:
                behind = found.words[at + 1]
                if behind.islower() and at == index and self.is_second_half(found, at + 1, last):
                    return at + 2
                at += 1
            elif low in PARTICLES and word.islower():
                at += 1
            else:
                return None
        return None

    def is_second_half(self, found: Analysis, index: int, last: int) -> bool:
        """Whether a small word behind a hyphen is half a given name: "Jae-won", not "Cole-backed"."""
        word = found.words[index]
        alone = index == last or found.ends[index] < found.starts[index + 1] or found.words[index + 1] != "-"
        return alone and len(word) < 7 and word not in self.words.compound_tails and not word.endswith("ed")

    def opens_name(self, found: Analysis, run: list[int]) -> bool:
        """Whether a run begins with a given name; one that is a common word too, only inside a sentence:
        "Florida's Bill Nelson"."""
        word, before = found.words[run[0]], found.words[run[0] - 1 : run[0]]
        if self.words.is_given(word):
            return True
        inside = bool(before) and (before[0][-1:].isalnum() or before[0] == ",")
        return word in self.words.given_common and len(run) == 1 and inside

    def is_block(self, found: Analysis, index: int, blocked: dict[int, Mention], run: list[int]) -> bool:
        """Whether a gazetteer mention ends a run at this token; a one-word name after a given name does
        not."""
        mention = blocked.get(index)
        if mention is None:
            return False
        single = found.starts[index] == mention.start and found.ends[index] == mention.end
        word = found.words[index]
        if single and not run and mention.label == "POSITION" and self.is_given_post(found, index):
            return False
        if (
            single
            and mention.label in {"PLACE", "SLATE", "ORGANISATION"}
            and not (word.isupper() and len(word) < 5)
        ):
            behind = found.words[index + 1] if index + 1 < len(found.words) else ""
            if (
                run
                and (behind != ":" or len(run) == 1)
                and all(found.lowers[i] not in self.words.not_people for i in run)
                and (self.opens_name(found, run) or (len(run) > 1 and behind in self.words.name_verbs))
            ):
                return False
            if (
                not run
                and (word in self.words.given or word in self.words.given_common)
                and mention.label == "PLACE"
                and behind[:1].isupper()
                and NAME_WORD.match(behind)
                and behind.lower() not in self.words.not_people | self.words.org_nouns
                and self.free(found, index + 1, blocked)
            ):
                return False
        if (
            mention.label == "POSITION"
            and single
            and len(run) == 1
            and self.words.is_given(found.words[run[0]])
            and word[:1].isupper()
            and word.lower() in self.words.surname_posts
        ):
            return False
        return mention.label != "POSITION" or found.words[index][:1].isupper()

    def is_given_post(self, found: Analysis, index: int) -> bool:
        """Whether a word that names a post is a given name here: "Dean Mulcahy", not "Dean Ann Cole"."""
        word = found.words[index]
        if word.lower() not in self.words.surname_posts or not (
            word in self.words.given or word in self.words.given_common
        ):
            return False
        behind = found.words[index + 1 : index + 3]
        return (
            bool(behind)
            and behind[0][:1].isupper()
            and bool(NAME_WORD.match(behind[0]))
            and not self.words.is_given(behind[0])
            and not (len(behind) > 1 and behind[1][:1].isupper())
        )

    def free(self, found: Analysis, index: int, blocked: dict[int, Mention]) -> bool:
        """Whether a token belongs to no mention, or to a one-word place that may be a surname."""
        mention = blocked.get(index)
        return mention is None or (
            mention.label == "PLACE"
            and found.starts[index] == mention.start
            and found.ends[index] == mention.end
        )
