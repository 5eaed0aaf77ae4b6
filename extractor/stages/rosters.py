"""Rosters: which labels in front of names are posts that nothing else knows.

"President: A", "Ass Sec - B", "TU Liaison - C": where one label of a list is a post, its neighbours are posts.
"""

from __future__ import annotations

from extractor.line_reader import LineReader
from extractor.lines import SEPARATORS, Line
from extractor.mentions import Analysis, Mention
from extractor.naming import call
from extractor.pack import Packs

__all__ = ["Rosters"]

DASHES = frozenset({"-", "–", "—", "--"})
LABEL = 6  # tokens
LABELS = frozenset({"POSITION", "COMMITTEE"})


class Rosters:
    """Reads the labels of lists of officers."""

    def __init__(self, packs: Packs, reader: LineReader) -> None:
        self.reader = reader
        self.filler = packs.cue("row_filler")
        self.nouns = packs.cue("post_nouns")
        self.plain = packs.cue("plain_headings") | packs.cue("list_results") | packs.cue("list_candidates")

    def name_posts(self, found: Analysis, lines: list[Line]) -> None:
        """Call the unknown labels of each list of officers posts, and read their lines again."""
        run: list[tuple[Line, int]] = []
        for line in lines:
            if line.kind == "blank":
                continue
            end = self.label_end(found, line)
            if end is not None:
                run.append((line, end))
            else:
                self.settle(found, run)
                run = []
        self.settle(found, run)

    def label_end(self, found: Analysis, line: Line) -> int | None:
        """The last token of a line's label, where names and nothing else stand behind it."""
        first = line.first + (found.lowers[line.first] in SEPARATORS | {"•"})
        for token in range(first, min(first + LABEL, line.last) + 1):
            word = found.lowers[token]
            spaced = word in DASHES and found.starts[token] > found.ends[token - 1]
            if token > first and (word == ":" or spaced):
                break
        else:
            return None
        if token == line.last or not found.words[first][:1].isupper():
            return None
        if any(m.label in {"VOTES", "SHARE", "COUNT", "DATE"} for m in line.mentions):
            return None
        names = [m for m in line.mentions if m.label == "PERSON" and m.start >= found.ends[token]]
        if not names or names[0].start > found.starts[token + 1]:
            return None
        depth, loose = 0, []
        for t in range(token + 1, line.last + 1):
            depth += found.lowers[t].startswith("(") - found.lowers[t].startswith(")")
            plain = depth <= 0 and not any(m.start <= found.starts[t] < m.end for m in names)
            if (
                plain
                and found.lowers[t] not in SEPARATORS | self.filler
                and found.lowers[t] not in self.reader.words.marks
            ):
                loose.append(t)
        return token - 1 if len(loose) <= 1 else None

    def settle(self, found: Analysis, run: list[tuple[Line, int]]) -> None:
        """Where one label of several is a post, the others are."""
        labels = [self.known(line, found.ends[end]) for line, end in run]
        sure = sum(m is not None and m.label == "POSITION" for m in labels)
        sure += sum(
            m is None and found.lowers[end] in self.nouns for m, (_, end) in zip(labels, run, strict=True)
        )
        if len(run) < 2 or not sure:
            return
        for (line, end), known in zip(run, labels, strict=True):
            first = line.first + (found.lowers[line.first] in SEPARATORS | {"•"})
            if known is not None or found.lowers[end] in self.plain:
                continue
            post = found.mention("POSITION", first, end, rule="roster")
            call(post, post.text)
            taken = [m for m in line.mentions if m.end <= found.ends[end]]
            found.mentions = [m for m in found.mentions if all(m is not t for t in taken)] + [post]
            line.mentions = [post, *(m for m in line.mentions if all(m is not t for t in taken))]
            self.reader.judge(found, line)

    def known(self, line: Line, end: int) -> Mention | None:
        """The post or body that a label is, if something knows it."""
        inside = [m for m in line.mentions if m.label in LABELS and m.end <= end]
        return max(inside, key=len, default=None)
