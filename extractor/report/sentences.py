"""The sentence around a value: what the page lights up, and all that a report of snippets shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
        sentences = _splitter()(_SURROGATE.sub("\ufffd", line)).sents
        return [(begin + sent.start_char, begin + sent.end_char) for sent in sentences] or [whole]


@cache
def _splitter() -> Callable[[str], Doc]:
    # Imported here, so that `--help` does not pay for it; put together by hand, because `spacy.blank` would
    # load every extraction stage that is installed, and cutting sentences needs none.
    from spacy.lang.en import English
    from spacy.pipeline import Sentencizer
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
    from spacy.vocab import create_vocab

    words = English.Defaults
    tokenizer = Tokenizer(
        create_vocab("en", words),
        rules=words.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(words.prefixes or []).search,
        suffix_search=compile_suffix_regex(words.suffixes or []).search,
        infix_finditer=compile_infix_regex(words.infixes or []).finditer,
    )
    sentencizer = Sentencizer()
    return lambda line: sentencizer(tokenizer(line))
