"""Rows of bare names: whether what stands above them tells who was elected, or what else became of them."""

from __future__ import annotations

from extractor.lists.announcements import words_of
from extractor.lists.blocks import Block, label_of
from extractor.lists.headings import Headings
from extractor.lists.lines import Line
from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["NameRows"]


class NameRows:
    """Tells lists of winners from other lists of names."""

    def __init__(self, packs: Packs, headings: Headings) -> None:
        self.headings = headings
        self.announcements = headings.announcements
        self.result_cues = packs.cue("list_results")
        self.candidate_cues = packs.cue("list_candidates")
        self.withdrawn_cues = packs.cue("list_withdrawn")
        self.loser_cues = packs.cue("list_losers")
        self.holders = packs.cue("incumbents")

    def are_told(
        self, found: Analysis, lines: list[Line], block: Block, closest: set[str], near: list[Line]
    ) -> bool:
        """Whether a block of bare names tells what became of them; `closest` are the words of the nearest
        heading, `near` is that heading."""
        has_mark = any(r.mark for _, r in block.rows)
        titled = self.announcements.titled(found, block, lines) or any(
            self.announcements.names_winners(found, head) for head in block.headings[:-1]
        )
        if (
            not has_mark
            and not titled
            and not closest & (self.result_cues | self.withdrawn_cues | self.loser_cues)
        ):
            above = [words_of(found, h) for h in block.headings[-3:-1]]
            if not any(a & self.result_cues and not a & self.candidate_cues for a in above):
                return False
        people = [p for _, r in block.rows for p in r.people]
        if self.holders & closest and len(people) > len(block.rows):
            return False  # columns of holders and of who follows them: "State Incumbent Governor-elect"
        sure = sum(not p.weak for p in people)
        if not people or sure < 0.5 * len(people):
            return False
        if len(people) == 1 and people[0].name.startswith(f"{people[0].text} "):  # a given name alone
            return False
        if (
            len(people) < (3 if len(block.rows) == 1 else 2)
            and not has_mark
            and label_of(found, block.rows[0][1], block.rows[0][0], "COMMITTEE") is None
            and not self.announcements.declared(found, block)
            and not (titled and any(m.label == "POSITION" for m in near[0].mentions))
            and (self.headings.heading_outcome(found, block) is None or not near or near[0].number == 0)
        ):
            return False
        captioned = len(block.rows) == 1 and bool(near) and near[0].kind == "prose"  # of a picture
        return has_mark or not captioned
