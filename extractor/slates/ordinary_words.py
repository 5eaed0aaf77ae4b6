"""Names that are ordinary words too: when such a word stands where a name would."""

from __future__ import annotations

from collections.abc import Container

from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["OrdinaryWords"]


class OrdinaryWords:
    """Tells names from the words that they are, by their neighbours."""

    def __init__(self, packs: Packs) -> None:
        self.cues = packs.cue("slate_evidence")
        self.posts_ahead = packs.cue("contest_behind_post")
        self.posts_behind = packs.cue("contest_before_post")

    def contested(self, found: Analysis, first: int, last: int) -> bool:
        """Whether the word for an office, which may mean those who hold it, stands beside that for its
        contest: "the leadership race", "won the leadership"."""
        behind = found.lowers[last + 1 : last + 2]
        before = found.lowers[max(0, first - 3) : first]
        return not self.posts_ahead.isdisjoint(behind) or not self.posts_behind.isdisjoint(before)

    def evident(self, found: Analysis, first: int, last: int, codes: Container[str]) -> bool:
        """Whether an ordinary word stands where a name would: with a cue, behind a name in brackets where it
        is no party's code, or with a capital within a sentence."""
        lowers = found.lowers
        after = lowers[last + 1] if last + 1 < len(lowers) else ""
        behind = lowers[last + 2] if last + 2 < len(lowers) else ""
        before = lowers[first - 1] if first else ""
        if after in self.cues or (after == "-" and behind in self.cues) or before in self.cues:
            return True
        if before == "(" and after == ")" and found.words[first] not in codes:
            return first > 1 and not found.words[first - 2][:1].islower()  # "Ann Cole (Progress)"
        starts = {s.first_token for s in found.sentences}
        if first in starts or before in {'"', "'", "("}:
            word = found.words[first]
            return any(
                w == word and i not in starts and found.lowers[i - 1] not in {'"', "'"}
                for i, w in enumerate(found.words)
                if i != first
            )
        return True
