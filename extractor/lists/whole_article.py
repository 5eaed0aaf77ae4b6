"""What an article as a whole says of its lists: that all were elected, that each is for one seat."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.lists.lines import Line
from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["WholeArticle"]


class WholeArticle:
    """Reads sentences and headlines that hold for every list below them."""

    def __init__(self, packs: Packs) -> None:
        self.electing_past = packs.cue("was_elected")
        self.one_seat = packs.cue("one_seat_votes")
        self.proposed = packs.cue("proposed_people")
        self.stood_for_seats = packs.cue("stood_for_seats")
        self.totals = packs.cue("everybody")
        self.were_elected = packs.cue("were_elected")

    def all_elected(self, found: Analysis) -> bool:
        """Whether a sentence says that all who stood were elected: "each of the nominees was elected"."""
        for sentence in found.sentences:
            words = found.lowers[sentence.first_token : sentence.last_token + 1]
            at = next((n for n, word in enumerate(words) if word in self.stood_for_seats), None)
            if at is not None and self.elected_nominees(words, at):
                return True
            if at is None or not set(words[max(0, at - 5) : at]) & self.totals:
                continue
            behind = f" {' '.join(words[at + 1 :])} "
            if any(f" {verb} " in behind for verb in self.were_elected if " " in verb):
                return True
        return False

    def elected_nominees(self, words: list[str], at: int) -> bool:
        """ "Stockholders elected the nine director nominees": all who were proposed."""
        at = next((n for n in range(at, len(words)) if words[n] in self.proposed), at)
        before = words[max(0, at - 6) : at]
        return words[at] in self.proposed and bool(set(before) & self.electing_past)

    def is_by_election(self, found: Analysis, heads: Sequence[Line] = ()) -> bool:
        """Whether the headline or a heading speaks of by-elections, each for one seat."""
        spans = [(0, found.sentences[0].end), *((h.start, h.end) for h in heads if h.kind == "heading")]
        return any(word in found.text[start:end].lower() for start, end in spans for word in self.one_seat)
