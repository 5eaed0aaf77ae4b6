"""Identical articles: the one whose source sorts first is kept, whatever order they are read in.

Which one that is, is known only after all are read, so there are two passes. The first keeps a digest
and a source for each article, nothing of its text; the second is the real reading:

    originals = find_originals(read_inputs(paths))
    for item in mark_duplicates(read_inputs(paths), originals):
        ...

Inputs that cannot be read twice (standard input) go through `mark_duplicates(inputs)` alone, which holds
them all in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractor.inputs.input import Input

__all__ = ["find_originals", "mark_duplicates"]


def find_originals(inputs: Iterable[Input]) -> dict[bytes, str]:
    """Map each text's sha256 to the source that sorts first (by code point) among those that have it.

    Example:
        >>> from extractor.article import Article
        >>> inputs = [Input(name, Article(text="Holt won.")) for name in ("b.txt", "a.txt")]
        >>> list(find_originals(inputs).values())
        ['a.txt']
    """
    originals: dict[bytes, str] = {}
    for item in inputs:
        if item.article is not None:
            digest = bytes.fromhex(item.article.sha256)
            first = originals.get(digest)
            if first is None or item.source < first:
                originals[digest] = item.source
    return originals


def mark_duplicates(inputs: Iterable[Input], originals: Mapping[bytes, str] | None = None) -> Iterator[Input]:
    """Yield the inputs in their order, all but one of identical articles as skipped, "duplicate of ...".

    Args:
        inputs: what is read.
        originals: of `find_originals`, over the same inputs; without it all inputs are held in memory.

    Example:
        >>> from extractor.article import Article
        >>> inputs = [Input(name, Article(text="Holt won.")) for name in ("b.txt", "a.txt")]
        >>> [item.problem for item in mark_duplicates(inputs)]
        [('skipped', 'duplicate of a.txt'), None]
    """
    if originals is None:
        inputs = list(inputs)
        originals = find_originals(inputs)
    kept: set[bytes] = set()
    for item in inputs:
        if item.article is not None:
            digest = bytes.fromhex(item.article.sha256)
            original = originals.get(digest, item.source)
            # A source can come twice, as when a path is given twice.
            if original != item.source or digest in kept:
                yield item.set_aside(f"duplicate of {original}", duplicate_of=original)
                continue
            kept.add(digest)
        yield item
