"""Nominees: whether an article says that all who were proposed were elected, as of most company boards."""

from __future__ import annotations

from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["Nominees"]

BEFORE = 6  # words between the verb and the nominees


class Nominees:
    """Reads that all who stood were elected."""

    def __init__(self, packs: Packs) -> None:
        self.stood_for_seats = packs.cue("stood_for_seats")
        self.totals = packs.cue("everybody")
        self.proposed = packs.cue("proposed_people")
        self.elected = packs.cue("was_elected")
        self.were_elected = [verb for verb in packs.cue("were_elected") if " " in verb]

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
            if any(f" {verb} " in behind for verb in self.were_elected):
                return True
        return False

    def elected_nominees(self, words: list[str], at: int) -> bool:
        """ "Stockholders elected the nine director nominees": all who were proposed."""
        at = next((n for n in range(at, len(words)) if words[n] in self.proposed), at)
        before = words[max(0, at - BEFORE) : at]
        return words[at] in self.proposed and bool(set(before) & self.elected)
