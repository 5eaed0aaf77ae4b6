"""Context: marks that qualify what a clause says, after medspaCy's ConText (Harkema et al. 2009).

A mark does not delete anything: it says that a clause speaks of an earlier vote, of a vote to come, of a
condition, of a poll, or denies what it says. What that means for a claim is decided where claims are
made. Look-alikes ("never" phrases) win over the words that they contain, and a clause ends at its
terminators.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractor.mentions import Analysis, Mark, Sentence, analysis
from extractor.pack import ContextRule, Packs
from extractor.stages.packs import packs_for

__all__ = ["make_context"]

YEAR = re.compile(r"(?<![\d,.$£€])(1[89]\d\d|20\d\d)(?![\d,.]*\d|%)")
HEAD = 400  # characters: where an article dates itself
TERMINATOR = re.compile(
    r"[;:]| - |, (?:but|while|whereas|although|though|and|with|who|which|when|after|before|as|so|yet)\b"
    r"|\b(?:but|while|whereas|although|though)\b"
)


@Language.factory(
    "election_context", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_context(nlp: Language, name: str, packs: list[str]) -> Context:
    """The factory behind `nlp.add_pipe("election_context")`."""
    return Context(packs_for(packs))


def expression(words: list[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in ordered) + r")(?![\w-])"


class Context:
    """Puts marks on clauses."""

    def __init__(self, packs: Packs) -> None:
        self.rules: list[tuple[ContextRule, re.Pattern[str], re.Pattern[str] | None]] = []
        for rule in packs.contexts.values():
            never = re.compile(expression(rule.never)) if rule.never else None
            self.rules.append((rule, re.compile(expression(rule.words)), never))
        self.electoral = packs.cue("electoral")
        self.poll_titles = packs.cue("poll_titles")
        self.result_titles = packs.cue("result_titles")
        self.now = re.compile(expression(sorted(packs.cue("this_vote")) or ["this year"]))

    def __call__(self, doc: Doc) -> Doc:
        """Mark the clauses of a document."""
        found = analysis(doc)
        found.year = article_year(found)
        for index, sentence in enumerate(found.sentences):
            self.mark(found, sentence)
            words = found.lowers[sentence.first_token : sentence.last_token + 1]
            if not self.electoral.isdisjoint(words):
                found.electoral.add(index)
        self.mark_poll_story(found)
        return doc

    def mark_poll_story(self, found: Analysis) -> None:
        """A headline about a poll makes every figure of the article a poll's."""
        if not found.sentences:
            return
        title = found.sentences[0]
        words = set(found.lowers[title.first_token : title.last_token + 1])
        if words & self.poll_titles and not words & self.result_titles:
            found.marks.append(Mark("poll", 0, len(found.text), "poll-headline", "poll"))

    def mark(self, found: Analysis, sentence: Sentence) -> None:
        """Add the marks of one sentence."""
        words = found.lowers[sentence.first_token : sentence.last_token + 1]
        starts = [s - sentence.start for s in found.starts[sentence.first_token : sentence.last_token + 1]]
        plain = list(" " * (sentence.end - sentence.start))
        for word, start in zip(words, starts, strict=True):
            plain[start : start + len(word)] = word
        text = "".join(plain)
        for rule, pattern, never in self.rules:
            masked = never.sub(lambda m: "~" * len(m[0]), text) if never else text
            for hit in pattern.finditer(masked):
                start, end = scope(text, hit.start(), hit.end(), rule.scope)
                found.marks.append(
                    Mark(rule.mark, sentence.start + start, sentence.start + end, rule.id, hit[0])
                )
        if found.published is None:
            for hit in SINCE_THEN.finditer(text):
                found.marks.append(
                    Mark("previous", sentence.start + hit.start(), sentence.start + hit.end(), "year", hit[0])
                )
        if found.year is None:
            return
        for hit in YEAR.finditer(text):
            if int(hit[1]) < found.year and not self.now.search(text):
                start, end = scope(text, hit.start(), hit.end(), "clause")
                found.marks.append(
                    Mark("previous", sentence.start + start, sentence.start + end, "year", hit[1])
                )


SINCE_THEN = re.compile(
    r"\bwho (?:was|were|had been) (?:first )?(?:re-?)?elected\b[^,;.]*? (?:in|since) (?:[a-z]+ )?(?:19|20)\d\d\b"
)
"""A clause that tells how somebody came to an office, with its year."""


def scope(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """The stretch that a cue at `start`..`end` qualifies."""
    if kind == "sentence":
        return 0, len(text)
    left, right = 0, len(text)
    for stop in TERMINATOR.finditer(text):
        if stop.end() <= start:
            left = stop.end()
        elif stop.start() >= end:
            right = stop.start()
            break
    if kind == "after":
        return start, right
    if kind == "before":
        return left, end
    return left, right


def article_year(found: Analysis) -> int | None:
    """The year that the article speaks from: its date, else the latest year of its head, else of its body."""
    if found.published is not None:
        return found.published.year
    head = [int(y) for y in YEAR.findall(found.text[:HEAD])]
    if head:
        return max(head)
    anywhere = [int(y) for y in YEAR.findall(found.text)]
    return max(anywhere) if anywhere else None
