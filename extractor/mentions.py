"""What the stages write down about a document: mentions, sentences and claims.

All offsets are half-open `[start, end)` in code points of the article's text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from spacy.tokens import Doc

__all__ = ["Analysis", "Claim", "Fact", "Mark", "Mention", "Sentence", "analysis", "in_plain_marks"]

PLAIN = str.maketrans("‘’‛“”„–—―−‑\u00a0", "'''\"\"\"----- ")
"""The matching view: one character for one, so that offsets stay."""


def in_plain_marks(text: str) -> str:
    """A text in the matching view, with its capitals."""
    if not text.isascii():
        for mark, plain in PLAIN.items():  # far faster than `translate`, which asks for each character
            text = text.replace(chr(mark), chr(plain))
    return text


@dataclass(slots=True)
class Mention:
    """A piece of text that names something or counts something.

    `label` is one of the labels in `extractor.rules.slots.LABELS`; `id` and `name` are canonical where a
    pack knows the thing, else made from the text. `value` is the figure of a counting mention, `low`
    and `high` the ends of a stated range, `qualifier` one of exact, about, over, under.
    """

    label: str
    start: int
    end: int
    text: str
    id: str = ""
    name: str = ""
    kind: str | None = None
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    qualifier: str | None = None
    rule: str = ""
    weak: bool = False
    attrs: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class Sentence:
    """One sentence or list line: character span, token span, and what kind of line it stands on."""

    start: int
    end: int
    first_token: int
    last_token: int
    line: int
    paragraph: int
    kind: str = "prose"  # prose, heading, row
    quoted: bool = False


@dataclass(slots=True)
class Fact:
    """One statement about one subject: `field` of `subject` is `value`, read from `mention`."""

    subject: Mention
    field: str
    value: Any
    mention: Mention
    basis: str = "stated"


@dataclass(slots=True)
class Claim:
    """What one rule read in one sentence or row.

    `anchors` are the mentions that name the contest (committee, position, constituency, seats ...),
    by field. `qualifiers` are the context marks that stand over the claim (previous, expected ...).
    """

    rule: str
    start: int
    end: int
    sentence: int
    facts: list[Fact] = field(default_factory=list)
    anchors: dict[str, Mention] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    slots: list[tuple[str, Mention]] = field(default_factory=list)
    qualifiers: set[str] = field(default_factory=set)
    group: int | None = None

    def subjects(self) -> Iterator[Mention]:
        """Each subject once, in order."""
        seen: set[int] = set()
        for fact in self.facts:
            if id(fact.subject) not in seen:
                seen.add(id(fact.subject))
                yield fact.subject

    def part(self, facts: list[Fact], **anchors: Mention) -> Claim:
        """This claim for some of its facts, with anchors of their own besides; belongs to no group."""
        return replace(
            self,
            facts=facts,
            anchors={**self.anchors, **anchors},
            settings=dict(self.settings),
            qualifiers=set(self.qualifiers),
            group=None,
        )


@dataclass(slots=True)
class Mark:
    """A qualification that stands over a stretch of text: previous, expected, hypothetical, denied,
    claimed ..."""

    kind: str
    start: int
    end: int
    rule: str
    cue: str


@dataclass(slots=True)
class Analysis:
    """Everything that the stages found; kept in `doc.user_data["election"]`.

    `cut_sentences` counts the sentences that were too long to be read whole.
    `words`, `lowers`, `starts` and `ends` are the document's tokens as plain lists, since a loop over
    spaCy tokens costs more than most rules. `quotes` are the spans of direct speech. `dates` and `details`
    are apart from `mentions`, so that rules see the words of a date; `published_in_text` is the day that the
    article gives itself where nobody else says when it came out.
    """

    text: str = ""
    words: list[str] = field(default_factory=list)
    lowers: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    contests: list[tuple[int, Mention]] = field(default_factory=list)
    headings: dict[int, dict[str, Mention]] = field(default_factory=dict)
    attributes: list[Fact] = field(default_factory=list)
    tickets: dict[tuple[str, str], Mention] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    rejected: list[tuple[Claim, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    electoral: set[int] = field(default_factory=set)
    kind: str | None = None
    published: date | None = None
    published_in_text: date | None = None
    dates: list[Mention] = field(default_factory=list)
    details: list[Mention] = field(default_factory=list)
    year: int | None = None
    cut_sentences: int = 0

    def token_at(self, offset: int) -> int:
        """The index of the token that covers a character offset, or the one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds a character, or of the one before it."""
        return max(0, bisect_right(self.sentences, offset, key=lambda s: s.start) - 1)

    def heading_above(self, line: int) -> dict[str, Mention]:
        """What the nearest heading above a line is nothing but, by kind of anchor."""
        above = [n for n in self.headings if n < line]
        return self.headings[max(above)] if above else {}

    def marks_by_sentence(self) -> dict[int, list[Mark]]:
        """The marks by the sentence that they stand in; those over more than one under -1."""
        out: dict[int, list[Mark]] = {-1: []}
        for mark in self.marks:
            index = self.sentence_at(mark.start)
            inside = bool(self.sentences) and mark.end <= self.sentences[index].end
            out.setdefault(index if inside else -1, []).append(mark)
        return out

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie inside a character span, in order."""
        return sorted((m for m in self.mentions if m.start >= start and m.end <= end), key=lambda m: m.start)

    def in_quotes(self, offset: int) -> bool:
        """Whether a character stands in direct speech."""
        return any(start <= offset < end for start, end in self.quotes)

    def says(self, first: int, last: int, phrases: Iterable[str]) -> bool:
        """Whether one of some phrases, written as their tokens, stands among tokens `first` to `last`, both
        included."""
        text = f" {' '.join(self.lowers[first : last + 1])} "
        return any(f" {phrase} " in text for phrase in phrases)

    def mention(self, label: str, first: int, last: int, **more: Any) -> Mention:
        """A new mention over the tokens `first` to `last`, both included; not yet kept."""
        start, end = self.starts[first], self.ends[last]
        return Mention(label, start, end, self.text[start:end], **more)


class Lowered(dict[str, str]):
    """Words in the matching view and in lower case, each made once."""

    def __missing__(self, word: str) -> str:
        lowered = word.translate(PLAIN).lower()
        if len(word) < LONG:
            self[word] = lowered
        return lowered


LONG = 40  # characters of what is no word, and not kept
LOWERED = Lowered()
REMEMBERED = 20_000
"""Words that are kept from one document to the next."""


def analysis(doc: Doc, text: str | None = None) -> Analysis:
    """The analysis of a document, made when it is first asked for; `text` is its text, if it is at hand."""
    found = doc.user_data.get("election")
    if not isinstance(found, Analysis):
        # From an array: a loop over tokens takes as long as tokenising.
        text = doc.text if text is None else text
        places = doc.to_array(["IDX", "LENGTH"]).astype("int64")
        starts, ends = places[:, 0].tolist(), places.sum(axis=1).tolist()
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        if len(LOWERED) > REMEMBERED:
            LOWERED.clear()
        found = Analysis(text=text, words=words, lowers=[LOWERED[w] for w in words], starts=starts, ends=ends)
        doc.user_data["election"] = found
    return found
