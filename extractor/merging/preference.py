"""Which of several articles' values is preferred. This is the written rule:

1. An exact figure before "about", "over", "under" or a range; a fuller name before a shorter one; a date to
   the day before one to the month or year. (The one says more, it does not say otherwise.)
2. The more official: `declared` or `void`, then a plain statement of fact, then what the article passes on as
   somebody's claim (`attribution`) or calls disputed, then `provisional`, then `projected`.
3. The later article, by its day of publication; an article without one comes after those with one.
4. What more different texts say.
5. What is stated before what is carried, what is carried before what is derived.
6. The value that comes first in the order of its JSON text, so that the choice never depends on the order of
   the input.

Figures are never averaged or added up, and no value is dropped: the others stand beside the preferred one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from extractor.merging.dates import published_day
from extractor.merging.models import Source, Told, Wording
from extractor.records import Record

__all__ = ["Merger", "Word", "officialness", "weigh"]

BASES = {"stated": 2, "carried": 1, "derived": 0}


@dataclass(frozen=True)
class Word:
    """What one record says: the value, where it stands in the record, and how much it says by itself."""

    record: Record
    pointer: str
    value: Any
    fullness: int = 0

    @property
    def evidence(self) -> list[int]:
        """Places of the value's evidence in the record's list."""
        inside = self.pointer + "/"
        return [
            index
            for index, evidence in enumerate(self.record.evidence)
            if evidence.field == self.pointer or evidence.field.startswith(inside)
        ]

    @property
    def source(self) -> Source:
        """The word with its evidence."""
        return Source(
            record=self.record.id,
            article=self.record.article.id,
            field=self.pointer,
            wordings=[Wording(evidence=i, text=self.record.evidence[i].text) for i in self.evidence],
        )


def officialness(record: Record) -> int:
    """From 0, a projection, to 4, a declared result.

    Example:
        >>> from extractor.records import ArticleRef
        >>> one = Record(id="1", article=ArticleRef(id="a", sha256="0"), kind="election")
        >>> [officialness(one.model_copy(update={"status": s})) for s in ("declared", None, "provisional")]
        [4, 3, 1]
    """
    if record.status in ("declared", "void"):
        return 4
    if record.status in ("provisional", "projected"):
        return 1 if record.status == "provisional" else 0
    return 2 if record.attribution or record.status == "disputed" else 3


def plain(value: Any) -> Any:
    """The value as JSON has it."""
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def as_text(value: Any) -> str:
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False)


def weigh(
    field: str, words: Iterable[Word], same: Callable[[Any], str] | None = None
) -> tuple[Any, list[Told]]:
    """The preferred value of a field, and all values with who says so, the preferred first.

    Args:
        field: JSON pointer into the merged contest.
        words: what the records say; null says nothing.
        same: what makes two values one; else their JSON texts.
    """
    groups: dict[str, list[Word]] = {}
    for word in words:
        if word.value is not None:
            groups.setdefault((same or as_text)(word.value), []).append(word)
    if not groups:
        return None, []
    inside = {key: sorted(group, key=rank_word) for key, group in groups.items()}
    order = sorted(inside, key=lambda key: (*rank_group(inside[key]), key))
    told = [
        Told(
            field=field,
            value=plain(inside[key][0].value),
            preferred=index == 0,
            agreement=texts(inside[key]),
            sources=[word.source for word in sorted(inside[key], key=lambda w: (w.record.id, w.pointer))],
        )
        for index, key in enumerate(order)
    ]
    return inside[order[0]][0].value, told


def texts(words: Iterable[Word]) -> int:
    """How many different texts the words are from: a story that two sites carry is one."""
    return len({word.record.article.sha256 for word in words})


def rank_group(words: list[Word]) -> tuple[int, ...]:
    best = words[0]
    full, official, day, basis = standing(best)
    return full, official, day, -texts(words), basis


def rank_word(word: Word) -> tuple[Any, ...]:
    return (*standing(word), as_text(word.value), word.record.id)


def standing(word: Word) -> tuple[int, int, int, int]:
    """The lower, the more preferred: rules 1, 2, 3 and 5."""
    bases = [BASES[word.record.evidence[i].basis] for i in word.evidence]
    return (
        -word.fullness,
        -officialness(word.record),
        -(published_day(word.record) or date.min).toordinal(),
        -max(bases, default=0),
    )


class Merger:
    """Weighs fields and remembers what was told."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self.told: list[Told] = []
        self.conflicts: list[str] = []

    def weigh(
        self,
        field: str,
        words: Iterable[Word],
        same: Callable[[Any], str] | None = None,
        agree: Callable[[Any, Any], bool] | None = None,
    ) -> Any:
        """The preferred value of a field; `agree` says which other values do not contradict it."""
        value, told = weigh(field, words, same)
        self.told += told
        if any(agree is None or not agree(told[0].value, other.value) for other in told[1:]):
            self.conflicts.append(field)
        return value

    def of_contest(self, name: str, fullness: Callable[[Any], int] | None = None, **how: Any) -> Any:
        """The preferred value of a field of the contest itself."""
        words = []
        for record in self.records:
            value = getattr(record, name)
            words.append(Word(record, f"/{name}", value, fullness(value) if fullness and value else 0))
        return self.weigh(f"/{name}", words, **how)
