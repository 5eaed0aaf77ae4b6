"""Dates: which dates an article speaks of, and which of them are of a vote.

A date says of itself whose it is: "Tuesday's primary" and "the ballot held on 4 May" are of a vote, "since
2019", "announced on Friday" and "takes office in June" are not. All others belong to what their clause says.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractor.dates import DateSpan, read_dates, stated_day
from extractor.mentions import Analysis, Mark, Mention, analysis, in_plain_marks
from extractor.packs.chosen import packs_for
from extractor.packs.pack import Packs
from extractor.stages.context import expression

__all__ = ["kinds_at", "make_dates"]

BEFORE = 120
"""Characters in front of a date in which the word that governs it stands."""
STOP = re.compile(r"[;:,.]|\b(?:and|but|who|which|while|that|as)\b|\bin the\b")
PLAIN_WORD = r"(?: (?!(?:after|before|in|on|at|to|as|and|for|with|when|that|who|by|of|a)\b)[a-z][\w.-]*)"
TOWARDS = re.compile(r"\b(?:for|into|to|towards?|against|ahead of)(?: the| this| next)? $")
"""What leads to a date that is to come, or to a term of office."""
AFTER = frozenset({"after", "following"})
OF_WHOM = r"(?: (?:of|for|to|by|among|in|at) (?:[\w'.-]+ ){0,5}?[\w'.-]+)?"


@Language.factory(
    "election_dates", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_dates(nlp: Language, name: str, packs: list[str]) -> Dates:
    """The factory behind `nlp.add_pipe("election_dates")`."""
    return Dates(packs_for(packs))


def kinds_at(offset: int, *marks: list[Mark]) -> set[str]:
    """Which marks stand over a character."""
    return {mark.kind for group in marks for mark in group if mark.start <= offset < mark.end}


class Dates:
    """Finds the dates of a document; `kind` is `vote`, `other`, or None where the clause decides."""

    def __init__(self, packs: Packs) -> None:
        votes = expression(sorted(packs.cue("dated_votes"))) if packs.cue("dated_votes") else r"(?!)"
        verbs = expression(sorted(packs.cue("dated_verbs"))) if packs.cue("dated_verbs") else r"(?!)"
        never = packs.cue("not_vote_dates")
        meetings = packs.cue("dated_meetings")
        self.behind_vote = re.compile(rf"^(?:'s|')?{PLAIN_WORD}{{0,4}}? {votes}")
        self.behind_meeting = re.compile(
            rf"^(?:'s|')(?: [a-z][\w.-]*){{0,3}}? {expression(sorted(meetings))}" if meetings else r"(?!)"
        )
        self.before_vote = re.compile(
            rf"(?:{votes}{OF_WHOM},?(?: (?:was|were|that was|which was|being))?"
            rf"(?: (?:held|conducted|took place))?"
            rf"|{verbs})(?: (?:here|there|across the \w+|nationwide))?,?"
            rf"(?: (?:on|in|at|over|during|late|early|of))?(?: the)? ?$"
        )
        told = packs.cue("told_verbs")
        self.told = re.compile(rf"^(?: [a-z]+ly| has| have)? {expression(sorted(told))}" if told else r"(?!)")
        self.told_anywhere = re.compile(expression(sorted(told)) if told else r"(?!)")
        self.meeting = re.compile(expression(sorted(meetings)) if meetings else r"(?!)")
        unions = packs.cue("numbered_unions")
        self.unions = re.compile(rf"{expression(sorted(unions))} #?$" if unions else r"(?!)")
        links = expression(sorted(packs.cue("not_vote_links"))) if packs.cue("not_vote_links") else r"(?!)"
        self.links = re.compile(rf"{links}(?: (?:the|early|late|mid|about|around|\w+ing\b.*))? $")
        self.links_vote = re.compile(rf"({links})(?: (?:a|an|the|its|their|his|her))?{PLAIN_WORD}{{0,4}} ?$")
        self.never = re.compile(expression(sorted(never))) if never else re.compile(r"(?!)")

    def __call__(self, doc: Doc) -> Doc:
        """Write the dates of a document."""
        found = analysis(doc)
        if not found.claims:
            return doc
        if found.published is None:
            found.published_in_text = stated_day(found.text)
        today = found.published or found.published_in_text
        plain = in_plain_marks(found.text)
        marks = found.marks_by_sentence()
        for index, sentence in enumerate(found.sentences):
            text = plain[sentence.start : sentence.end]
            if "\n" in text:
                text = text.replace("\n", " ")
            for span in read_dates(text, today):
                if today is not None and span.first > today:
                    continue
                mention = self.mention(found, sentence.start, text, span)
                mention.attrs["sentence"] = index
                mention.attrs["marks"] = kinds_at(mention.start, marks[-1], marks.get(index, []))
                found.dates.append(mention)
        return doc

    def mention(self, found: Analysis, offset: int, text: str, span: DateSpan) -> Mention:
        """One date, with what its neighbours say of it."""
        start, end = span.start + offset, span.end + offset
        mention = Mention("DATE", start, end, found.text[start:end], rule="date")
        mention.attrs |= {"first": span.first, "last": span.last}
        lowered = text.lower()
        mention.attrs["told"] = bool(self.told_anywhere.search(lowered))
        mention.attrs["meeting"] = bool(self.meeting.search(lowered))
        mention.kind = self.role(
            lowered[max(0, span.start - BEFORE) : span.start], lowered[span.end :][:60], span, mention.text
        )
        return mention

    def leads(self, before: str) -> bool:
        """Whether the last word before a date is of another thing: "a term ending, June 3"."""
        return any(m.end() == len(before) for m in self.never.finditer(before))

    def role(self, before: str, behind: str, span: DateSpan, words: str) -> str | None:
        """Whose date it is, by the words around it."""
        if TOWARDS.search(before) or self.told.match(behind) or self.unions.search(before):
            return "other"
        held = self.before_vote.search(before)
        if held and not self.never.search(held[0]) and not self.links.search(before):
            led = self.links_vote.search(before[: held.start()])
            return "vote" if not led or (led[1] in AFTER and span.first == span.last) else "other"
        stops = list(STOP.finditer(before))
        governor = before[stops[-1].end() :] if stops else before
        if self.never.search(governor) or self.links.search(governor) or self.leads(before.rstrip(" ,")):
            return "other"
        if self.behind_vote.match(behind):
            return "vote"
        if behind.startswith("'s") and not self.behind_meeting.match(behind):
            return "other"
        if words.lower().startswith("the "):
            return "other"
        year = (span.last - span.first).days > 300
        if year and not re.search(r"\b(?:in|of) $", before) and not self.behind_meeting.match(behind):
            return "other"
        return None
