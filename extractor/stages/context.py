"""Context: marks that qualify what a clause says, after medspaCy's ConText (Harkema et al. 2009).

A mark does not delete anything: it says that a clause speaks of an earlier vote, of a vote to come, of a
condition, of a poll, or denies what it says. What that means for a claim is decided where claims are
made. Look-alikes ("never" phrases) win over the words that they contain, and a clause ends at its
terminators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from extractor.mentions import Analysis, Mark, Sentence, analysis
from extractor.numbers.years import YEAR, article_year, counted, runs_into, tells_news
from extractor.packs.chosen import packs_for
from extractor.packs.pack import ContextRule, Packs

__all__ = ["make_context"]

FOUR_DIGITS = re.compile(r"[12]\d\d\d")
WORD = re.compile(r"\w+")
NONE: frozenset[int] = frozenset()
POLL_STORY = 3  # marks of a poll under a headline with a poll: it is no result, whatever else it says
OTHER_STORY = 3  # sentences about sport or prizes, if they are one in
OTHER_SHARE = 5
TERMINATOR = re.compile(
    r"[;:]| - |, (?:but|while|whereas|although|though|and|with|who|which|when|after|before|as|so|yet)\b"
    r"|\b(?:but|while|whereas|although|though)\b"
)
COMPARISON = re.compile(
    r", (?:up|down|compared|a far cry|an? (?:increase|rise|gain|drop|fall|decrease|loss))\b"
    r"|\b(?:up|down) from\b"
    r"|, (?:\S+ )?(?:more|fewer|less|higher|lower) than\b"
    r"|\b(?:from|compared (?:with|to)) (?=\d[\d.,]*(?: ?%| per ?cent| pc| seats?| votes)? (?:in|at) "
    r"\D{0,12}(?:19|20)\d\d\b"
    r"(?! (?:up |down )?to\b))"
)
"""What comes behind is of an earlier vote, what stands before is not: "won 60 seats, up from 50 in 2019"."""

MEASURED = 10
"""Words back from a year in which the record is told that it measures: "the first in the county since"."""
RISE = re.compile(
    r"\bfrom [^,;]{1,40} in ((?:19|20)\d\d) (?:up |down )?to\b"
    r"|\([^()%]{0,60}%[^()]{0,60}?((?:19|20)\d\d)[^()]{0,60}\)"
)
"""A year that only measures: "from 33 % in 1999 to 18 %", "Green 165 (8%, no candidate in 2014)"."""

TERM = re.compile(r"\([^()]*\b(?:19|20)\d\d ?[-–/] ?\d{2,4}\b[^()]*\)")
"""A bracket with a span of years says when somebody held something: "(treasurer 2017-19)"."""

OPENED = re.compile(r"in (?:the )?(?:19|20)\d\d$")
"""A year that opens a sentence speaks for the clause on its subject too: "In 2022 Holt won, who beat Orr"."""

RELATIVE = frozenset({", who", ", which"})
COMMA = re.compile(r",(?!\d)")
"""A relative clause ends at the next comma."""


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
        self.openings: dict[str, dict[str, set[int]]] = {}
        self.unless: dict[int, re.Pattern[str]] = {}
        self.anywhere: set[int] = set()
        for number, rule in enumerate(packs.contexts.values()):
            never = re.compile(expression(rule.never)) if rule.never else None
            self.rules.append((rule, re.compile(expression(rule.words)), never))
            if rule.unless:
                self.unless[number] = re.compile(expression(rule.unless))
            for cue in rule.words:
                words = WORD.findall(cue)
                if not WORD.match(cue):
                    self.anywhere.add(number)
                    continue
                second = words[1] if len(words) > 1 else ""
                self.openings.setdefault(words[0], {}).setdefault(second, set()).add(number)
        self.electoral = packs.cue("electoral")
        self.poll_titles = packs.cue("poll_titles")
        self.result_titles = packs.cue("result_titles")
        calls = packs.cue("call_titles")
        self.call_titles = re.compile(expression(sorted(calls)) if calls else r"(?!)")
        self.year_leads = packs.cue("year_leads")
        self.days = packs.cue("relative_days")
        self.news = packs.cue("news_verbs")
        self.records = packs.cue("records")
        self.inverted = packs.cue("inverted")
        self.now = re.compile(expression(sorted(packs.cue("this_vote")) or ["this year"]))

    def __call__(self, doc: Doc) -> Doc:
        """Mark the clauses of a document."""
        found = analysis(doc)
        counts = counted(found)
        found.year = article_year(found, counts, self.year_leads, tells_news(found, self.days, self.news))
        for index, sentence in enumerate(found.sentences):
            self.mark(found, sentence, counts)
            words = found.lowers[sentence.first_token : sentence.last_token + 1]
            if not self.electoral.isdisjoint(words):
                found.electoral.add(index)
        self.mark_poll_story(found)
        self.mark_other_story(found)
        self.mark_call(found)
        return doc

    def mark_call(self, found: Analysis) -> None:
        """A headline about nominations that open or close has no result below it."""
        title = found.sentences[0] if found.sentences else None
        if title is None or not self.call_titles.search(lower_text(found, title)):
            return
        words = set(found.lowers[title.first_token : title.last_token + 1])
        if not words & self.result_titles:
            found.marks.append(Mark("noise", 0, len(found.text), "call-headline", "nominations"))

    def mark_poll_story(self, found: Analysis) -> None:
        """A headline about a poll makes every figure of the article a poll's."""
        if not found.sentences:
            return
        title = found.sentences[0]
        words = set(found.lowers[title.first_token : title.last_token + 1])
        polled = sum(mark.kind == "poll" or "poll" in mark.cue for mark in found.marks)
        if words & self.poll_titles and (polled >= POLL_STORY or not words & self.result_titles):
            found.marks.append(Mark("poll", 0, len(found.text), "poll-headline", "poll"))

    def mark_other_story(self, found: Analysis) -> None:
        """An article of which much is about sport or prizes, and whose headline names no election, is about
        these: what is won in its other sentences is not an office."""
        if not found.sentences:
            return
        noisy = {mark.start for mark in found.marks if mark.kind == "noise"}
        if 0 in found.electoral and found.sentences[0].start not in noisy:
            return
        if len(noisy) >= OTHER_STORY and len(noisy) * OTHER_SHARE >= len(found.sentences):
            found.marks.append(Mark("noise", 0, len(found.text), "other-story", "noise"))

    def places(self, text: str) -> dict[int, list[int]]:
        """Where each rule can match: where the first two words of one of its cues stand."""
        places: dict[int, list[int]] = {number: [] for number in self.anywhere}
        words = WORD.findall(text)
        for at, word in enumerate(words):
            following = self.openings.get(word)
            if following is None:
                continue
            second = words[at + 1] if at + 1 < len(words) else ""
            rules = following.get("", NONE) | following.get(second, NONE)
            if rules:
                start = next(islice(WORD.finditer(text), at, None)).start()
                for number in rules:
                    places.setdefault(number, []).append(start)
        return places

    def mark(self, found: Analysis, sentence: Sentence, counts: set[int]) -> None:
        """Add the marks of one sentence."""
        text = lower_text(found, sentence)
        places = self.places(text)
        for number in sorted(places):
            rule, pattern, never = self.rules[number]
            if number in self.unless and self.unless[number].search(text):
                continue
            masked = never.sub(lambda m: "~" * len(m[0]), text) if never else text
            everywhere = number in self.anywhere
            for hit in pattern.finditer(masked) if everywhere else hits_at(pattern, masked, places[number]):
                start, end = scope(text, hit.start(), hit.end(), rule.scope)
                if rule.mark == "previous" and rule.scope == "clause" and text.startswith(", when", end):
                    end = scope(text, end + 1, end + 2, "clause")[1]
                found.marks.append(
                    Mark(rule.mark, sentence.start + start, sentence.start + end, rule.id, hit[0])
                )
        if found.published is None:
            for hit in SINCE_THEN.finditer(text):
                found.marks.append(
                    Mark("previous", sentence.start + hit.start(), sentence.start + hit.end(), "year", hit[0])
                )
        self.mark_inversion(found, sentence, text)
        if found.year is None or not FOUR_DIGITS.search(text):
            return
        for hit in YEAR.finditer(text):
            if (
                int(hit[1]) < found.year
                and sentence.start + hit.start() not in counts
                and not self.now.search(text)
                and not self.is_record(text, hit.start())
                and not self.is_term(text, hit.start())
                and not runs_into(text, hit, found.year)
            ):
                opens = not hit.start() and text[hit.end() :].lstrip()[:1] == ":"
                start, end = scope(text, hit.start(), hit.end(), "sentence" if opens else "clause")
                term = next((t for t in TERM.finditer(text) if t.start() < hit.start() < t.end()), None)
                start, end = term.span() if term is not None else (start, end)
                if any(rise.start(rise.lastindex or 0) == hit.start() for rise in RISE.finditer(text)):
                    start, end = hit.span()
                if OPENED.match(text, 0, hit.end()) and text.startswith(tuple(RELATIVE), end):
                    end = scope(text, end + 1, end + 2, "clause")[1]
                found.marks.append(
                    Mark("previous", sentence.start + start, sentence.start + end, "year", hit[1])
                )

    def is_record(self, text: str, start: int) -> bool:
        """Whether a year only measures what is told: "its worst result since 1922"."""
        before = text[:start].split()
        return before[-1:] == ["since"] and not self.records.isdisjoint(before[-MEASURED:-1])

    def is_term(self, text: str, start: int) -> bool:
        """Whether a year belongs to the title that somebody won: "has been elected as the 2018 president"."""
        before = text[:start].split()
        while before and before[-1] in {"the", "as", "its", "their", "a"}:
            before.pop()
        return before[-1:] == ["elected"] and before[-2:-1] == ["been"]

    def mark_inversion(self, found: Analysis, sentence: Sentence, text: str) -> None:
        """A clause that opens with verb and subject in turn is a condition: "Had Holt won, she would"."""
        for token in range(sentence.first_token, sentence.last_token):
            opens = token == sentence.first_token or found.lowers[token - 1] in {",", ";", "-"}
            if not opens or found.lowers[token] not in self.inverted:
                continue
            behind = found.starts[token + 1 : token + 3]
            if any(m.start in behind and m.label in {"PERSON", "SLATE"} for m in found.mentions):
                start, end = scope(text, found.starts[token] - sentence.start, len(text), "after")
                found.marks.append(
                    Mark(
                        "hypothetical",
                        sentence.start + start,
                        sentence.start + end,
                        "inversion",
                        text[start:end],
                    )
                )


SINCE_THEN = re.compile(
    r"\bwho (?:was|were|had been) (?:first )?(?:re-?)?elected\b[^,;.]*?"
    r" (?:in|since) (?:[a-z]+ )?(?:19|20)\d\d\b"
)
"""A clause that tells how somebody came to an office, with its year."""


def hits_at(pattern: re.Pattern[str], text: str, places: list[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of some ascending places, none inside another."""
    done = 0
    for place in places:
        hit = pattern.match(text, place) if place >= done else None
        if hit is not None:
            done = hit.end()
            yield hit


def lower_text(found: Analysis, sentence: Sentence) -> str:
    """A sentence in the matching view and in lower case, each character in its place."""
    text = found.text[sentence.start : sentence.end]
    if text.isascii():
        return text.lower()
    chars = list(" " * (sentence.end - sentence.start))
    for token in range(sentence.first_token, sentence.last_token + 1):
        start, word = found.starts[token] - sentence.start, found.lowers[token]
        chars[start : start + len(word)] = word
    return "".join(chars)


def scope(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """The stretch that a cue at `start`..`end` qualifies."""
    if kind == "sentence":
        return 0, len(text)
    left, right = 0, len(text)
    for stop in COMPARISON.finditer(text, 0, start):
        left = stop.end()
    relative = False
    for stop in TERMINATOR.finditer(text):
        if stop.end() <= start:
            left = max(left, stop.end())
            relative = stop[0] in RELATIVE
        elif stop.start() >= end:
            right = stop.start()
            break
    if relative and (comma := COMMA.search(text, end, right)):
        right = comma.start()
    if kind == "after":
        return start, right
    if kind == "before":
        return left, end
    return left, right
