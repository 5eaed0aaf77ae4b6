"""Announcements: which lines say that the lists below them are results, and of whom."""

from __future__ import annotations

from extractor.lists.blocks import Block
from extractor.lists.lines import Line
from extractor.mentions import Analysis
from extractor.packs.pack import Packs

__all__ = ["Announcements", "words_of"]

SENTENCE = 8  # words of a lead that is a whole sentence
TOLD_LAST = 5  # tokens before a colon that say whom it lists


def words_of(found: Analysis, line: Line) -> set[str]:
    """The words of a heading or lead; of prose only its last sentence counts."""
    first = found.sentences[line.sentences[-1]].first_token if line.kind != "heading" else line.first
    return set(found.lowers[first : line.last + 1])


class Announcements:
    """Reads what leads, prose and the headline announce."""

    def __init__(self, packs: Packs) -> None:
        self.result_cues = packs.cue("list_results")
        self.results = packs.cue("announcing_leads")
        self.chosen = packs.cue("was_elected") | packs.cue("successful")
        self.announcing = packs.cue("list_announcing")
        self.candidate_cues = packs.cue("list_candidates")
        self.elected_word = packs.cue("elected_word")
        self.lost_leads = packs.cue("lost_leads")
        self.electoral = packs.cue("electoral")
        self.winners_here = packs.cue("winners_here")
        self.results_here = packs.cue("results_here")
        self.footnotes = packs.cue("footnotes")
        self.withdrawn_cues = packs.cue("list_withdrawn")
        self.loser_cues = packs.cue("list_losers")
        self.winner_headings = packs.cue("winner_headings")
        self.ahead = packs.cue("list_ahead")
        self.declaring = packs.cue("declaring_words")
        self.presenting = packs.cue("list_presenting")
        self.staying = packs.cue("list_staying")
        self.officials = packs.cue("list_officials")
        self.electing = packs.cue("was_elected") | packs.cue("list_new")

    def tells_results(self, found: Analysis, lines: list[Line]) -> bool:
        """Whether prose before the first row says that results are listed: "We have updated this list as
        results were announced"."""
        if any(mark.kind == "poll" for mark in found.marks):
            return False
        top = next((n.start for n in lines if n.kind == "row"), 0)
        return any(
            sentence.start < top
            and self.results.intersection(found.lowers[sentence.first_token : sentence.last_token + 1])
            for sentence in found.sentences[1:]
        )

    def announces(self, found: Analysis, line: Line) -> bool:
        """Whether a line ends in the announcement of results that follow in lists."""
        words = words_of(found, line)
        chosen = bool(words & self.chosen)
        if line.kind == "heading":
            return self.is_of_winners(words)
        if self.is_ahead(found, line):
            return False
        if self.points_down(found, line, self.winners_here | self.results_here):
            return True
        if words & self.candidate_cues and not chosen:
            return False
        if self.declares(found, line):
            return True
        if not words & self.result_cues:
            return False
        return bool(words & self.announcing if line.kind == "prose" else chosen or words & self.results)

    def names_winners(self, found: Analysis, line: Line) -> bool:
        """Whether a line announces lists of those who were elected, not of all who stood."""
        if line.kind == "heading":
            return self.is_of_winners(words_of(found, line))
        if self.points_down(found, line, self.winners_here):
            return True
        return (
            line.kind == "lead" and self.announces(found, line) and bool(words_of(found, line) & self.chosen)
        )

    def outcome_of_names(self, found: Analysis, near: list[Line], words: set[str]) -> str:
        """What became of the names below the nearest heading, if they are a result."""
        if words & self.withdrawn_cues:
            return "withdrawn"
        lost = words & self.loser_cues or (near and self.says_lost(found, near[0]))
        return "not_elected" if lost else "elected"

    def presents(self, head: Line, words: set[str]) -> bool:
        """Whether a heading brings in who holds posts now: "Your new committee"."""
        named = any(m.label in {"COMMITTEE", "POSITION"} for m in head.mentions)
        return bool(named and words & self.presenting and not words & self.candidate_cues)

    def is_of_winners(self, words: set[str]) -> bool:
        """Whether a heading says nothing but that winners follow: "Successful candidates"."""
        said = {word for word in words if word.isalpha()}
        return bool(said & self.chosen) and said <= self.winner_headings

    def points_down(self, found: Analysis, line: Line, phrases: frozenset[str]) -> bool:
        """ "Here's who was elected. For more about each body, see ...": some sentence of a paragraph points
        at the lists below it."""
        return line.kind != "heading" and found.says(line.first, line.last, phrases)

    def stands(self, found: Analysis, line: Line) -> bool:
        """Whether a line reaches down over several lists: it announces results, or an election to come."""
        return self.announces(found, line) or self.is_ahead(found, line)

    def is_ahead(self, found: Analysis, line: Line) -> bool:
        """ "The following posts are contested and we will proceed to an election:": nobody has won them."""
        first = found.sentences[line.sentences[-1]].first_token
        return line.kind != "heading" and found.says(first, line.last, self.ahead)

    def declares(self, found: Analysis, line: Line) -> bool:
        """ "The following were elected:", "The winners are:", "Your new officers:": what follows under the
        names of posts are winners."""
        words = words_of(found, line)
        if self.points_down(found, line, self.winners_here):
            return True
        if line.kind != "lead" or (words & self.candidate_cues and not words & self.elected_word):
            return False
        return bool(
            (words & self.announcing and words & self.elected_word)
            or words & self.declaring
            or (words & self.presenting and any(m.label in {"POSITION", "COMMITTEE"} for m in line.mentions))
        )

    def declared(self, found: Analysis, block: Block) -> bool:
        """Whether a block under the name of a post stands below the declaration of who was elected."""
        if len(block.headings) < 2 or not any(m.label == "POSITION" for m in block.headings[-1].mentions):
            return False
        return any(self.declares(found, h) and not self.says_lost(found, h) for h in block.headings[:-1])

    def titled(self, found: Analysis, block: Block, lines: list[Line]) -> bool:
        """Whether the headline announces the results of an election, and a block of names stands under
        nothing but the name of a post or body."""
        head = block.headings[-1] if block.headings else None
        if head is None or head.kind == "prose" or head is lines[0] or self.says_lost(found, head):
            return False
        title = words_of(found, lines[0])
        return (
            bool(title & self.results and title & self.electoral)
            and not title & self.candidate_cues
            and any(m.label in {"POSITION", "COMMITTEE"} and m.start == head.start for m in head.mentions)
        )

    def says_lost(self, found: Analysis, head: Line) -> bool:
        """ "The following were not elected:"."""
        first = found.sentences[head.sentences[-1]].first_token
        return found.says(first, head.last, self.lost_leads)

    def is_footnote(self, found: Analysis, line: Line) -> bool:
        """Whether a paragraph explains a mark of the rows above it: "* Ann Cole was lifted by a quota"."""
        return found.lowers[line.first] in self.footnotes

    def names_others(self, found: Analysis, head: Line) -> bool:
        """Whether a list is of people who were not elected in this vote: who stays or leaves, or ran it."""
        words = words_of(found, head)
        staying = words & self.staying
        if head.kind == "lead" and len(words) > SENTENCE:
            staying -= self.presenting  # "we are pleased to present you"
        if staying and not words & self.electing:
            return True
        if head.kind == "lead" and staying:  # "the new members join the continuing members:"
            tail = found.lowers[max(head.first, head.last - TOLD_LAST) : head.last]
            return any(w in staying for w in tail) and not any(w in self.electing for w in tail)
        return found.says(head.first, head.last, self.officials)
