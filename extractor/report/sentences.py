"""The sentence around a value: what the page lights up, and all that a report of snippets shows."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["SentenceFinder"]

_LONGEST_LINE = 100_000
_SURROGATE = re.compile("[\ud800-\udfff]")


class SentenceFinder:
    """Finds sentences in one text; a sentence never crosses a line, so a table row is one.

    Example:
        >>> text = "Nia Holt won. Sam Orr lost."
        >>> start, end = SentenceFinder(text).around(4, 8)
        >>> text[start:end]
        'Nia Holt won.'
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines: dict[int, list[tuple[int, int]]] = {}

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The range of whole sentences that holds [start, end), in code points."""
        first, last = self._sentence_at(start), self._sentence_at(max(start, end - 1))
        return min(first[0], start), max(last[1], end)

    def _sentence_at(self, offset: int) -> tuple[int, int]:
        begin = self.text.rfind("\n", 0, offset) + 1
        if begin not in self._lines:
            self._lines[begin] = self._split(begin)
        for sentence in self._lines[begin]:
            if offset < sentence[1]:
                return sentence
        return self._lines[begin][-1]

    def _split(self, begin: int) -> list[tuple[int, int]]:
        stop = self.text.find("\n", begin)
        line = self.text[begin : stop if stop >= 0 else len(self.text)]
        whole = (begin, begin + len(line))
        if len(line) > _LONGEST_LINE:  # no prose: splitting it would cost much and help nobody
            return [whole]
        # spaCy's strings are UTF-8, which has no bytes for lone surrogates.
        sentences = _pipeline()(_SURROGATE.sub("\ufffd", line)).sents
        return [(begin + sent.start_char, begin + sent.end_char) for sent in sentences] or [whole]


@cache
def _pipeline() -> Language:
    import spacy  # here, so that `--help` does not pay for it

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp
