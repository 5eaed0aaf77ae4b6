"""Details: what an article says of a vote beside its result.

How many voted, how long the elected serve, by which system, whether the result is final, who held the post.
A detail is written down where it stands; which contest it belongs to is decided when contests are put
together (`contests/detailing.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractor.mentions import Analysis, Mention, Sentence, analysis, in_plain_marks
from extractor.numbers.figures import TENS, UNITS, read_words
from extractor.packs.chosen import packs_for
from extractor.packs.pack import Packs
from extractor.stages.context import expression
from extractor.stages.dates import kinds_at

__all__ = ["make_details"]

WORDS = "|".join([*UNITS, *TENS, "twelve months"])
NUMBER = rf"(?<![\d,.£$€])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}|(?:{WORDS}))(?![\d,]*\d|\.\d|[\w%])"
PERCENT = r"(?<![\d.])(?P<percent>\d{1,2}(?:\.\d+)?|100) ?(?:%|per ?cent|pct?)"
LOOSE = (
    r"(?:(?:just|only|about|around|nearly|almost|over|under|a|an|record|low|high|mere|some|the|up|to) ){0,3}"
)
SPAN = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a"
LED = 80
"""Characters in front of a name or system in which the word that leads to it stands."""
UNITS_OF_TIME = {"year": 1.0, "month": 1 / 12}


@Language.factory(
    "election_details", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_details(nlp: Language, name: str, packs: list[str]) -> Details:
    """The factory behind `nlp.add_pipe("election_details")`."""
    return Details(packs_for(packs))


class Details:
    """Finds details by the words that stand beside their figures."""

    def __init__(self, packs: Packs) -> None:
        def words(group: str) -> str:
            held = packs.cue(group)
            return expression(sorted(held)) if held else r"(?!)"

        turnout, papers, voters, entitled = map(
            words, ("turnout_nouns", "ballot_papers", "voters", "entitled")
        )
        spoilt, cast, voted = words("spoilt"), words("cast_verbs"), words("voted_verbs")
        stop = r"(?! for| against| to| in| out| on| with| by| down| no| yes| present)"
        some = r"(?:the|its|our|their|(?:the )?[\w-]+'s?)"
        self.figures = [
            (field, re.compile(pattern))
            for field, pattern in (
                ("percent", rf"{turnout}(?: (?:was|of|at|stood at|reached|came to|is))?:? {LOOSE}{PERCENT}"),
                ("percent", rf"{PERCENT} {turnout}"),
                ("percent", rf"{PERCENT} of {some} (?P<all>{NUMBER}) (?:{entitled} )?{voters} {voted}{stop}"),
                ("ballots", rf"{turnout}(?: (?:was|of|at))?:? {LOOSE}{PERCENT} \((?P<number>{NUMBER})"),
                ("ballots", rf"(?P<number>{NUMBER}) {papers} {cast}(?: out of (?P<all>{NUMBER}))?{stop}"),
                ("ballots", rf"{papers} {cast}(?: was| were)?:? (?P<number>{NUMBER})(?! {papers} for)"),
                ("ballots", rf"(?P<number>{NUMBER})(?: out)? of {some} (?P<all>{NUMBER})"
                            rf" (?:{entitled} )?{voters}(?: who)? {voted}{stop}"),
                ("ballots", rf"(?<! of the )(?<!'s )(?P<number>{NUMBER})(?: {voters})? {voted}{stop}"),
                ("registered", rf"(?P<number>{NUMBER}) {entitled} {voters}"),
                ("registered", rf"(?P<number>{NUMBER})(?: {voters})?(?: who)?(?: are| were)? {entitled}"),
                ("registered", rf"{entitled} {voters}(?: was| is|:) (?P<number>{NUMBER})"),
                ("registered", rf"electorate(?: (?:of|was|is))?:? (?P<number>{NUMBER})"),
                ("spoilt", rf"(?P<number>{NUMBER}) (?:{papers} )?(?:was |were |being )?{spoilt}"),
                ("spoilt", rf"{spoilt}(?: {papers})?(?: was| were| came to)?: ?(?P<number>{NUMBER})"),
            )
        ]  # fmt: skip
        self.turnout = re.compile(rf"{turnout}|{papers}|{voted}|{entitled}|{spoilt}|electorate")
        self.serve = re.compile(words("serve"))
        self.wishes = re.compile(words("wishes"))
        self.sought = re.compile(words("term_sought"))
        self.term = re.compile(
            rf"{words('term_leads')} (?P<count>{SPAN})[- ](?P<unit>year|month)s?[- ]terms?(?![\w-])"
            rf"|{words('serve')}(?:,? [\w'-]+){{0,6}}? for (?:the next )?(?:another )?(?P<count2>{SPAN})"
            rf"(?: more)? (?P<unit2>year|month)s?(?! ago| in a row| running| now)(?![\w-])"
        )
        self.systems = [
            (group.removeprefix("system_").replace("_", "-"), re.compile(words(group)))
            for group in sorted(packs.cues)
            if group.startswith("system_") and group != "system_used"
        ]
        self.used = re.compile(rf"{words('system_used')}(?: (?:the|a|an))?(?: [\w-]+){{0,2}} ?\(?$")
        self.provisional = re.compile(words("provisional"))
        self.before = re.compile(rf"{words('holders_before')} (?:[a-z-]+ ){{0,4}}$")

    def __call__(self, doc: Doc) -> Doc:
        """Write the details of a document."""
        found = analysis(doc)
        if not found.claims:
            return doc
        marks, people = found.marks_by_sentence(), self.people(found)
        for index, sentence in enumerate(found.sentences):
            text = in_plain_marks(found.text[sentence.start : sentence.end]).lower()
            if len(text) == sentence.end - sentence.start:
                for mention in self.read(found, sentence, text.replace("\n", " "), people.get(index, [])):
                    mention.attrs["sentence"] = index
                    mention.attrs["marks"] = kinds_at(mention.start, marks[-1], marks.get(index, []))
                    found.details.append(mention)
        return doc

    def people(self, found: Analysis) -> dict[int, list[Mention]]:
        """The people by sentence, where an article speaks of holders at all."""
        out: dict[int, list[Mention]] = {}
        for person in found.mentions:
            if person.label == "PERSON":
                out.setdefault(found.sentence_at(person.start), []).append(person)
        return out

    def read(
        self, found: Analysis, sentence: Sentence, text: str, people: list[Mention]
    ) -> Iterator[Mention]:
        """The details of one sentence, given in small letters."""
        if self.turnout.search(text):
            yield from self.read_turnout(found, sentence, text)
        hit = self.term.search(text) if "year" in text or "month" in text else None
        sought = hit is not None and self.sought.search(text[max(0, hit.start() - 60) : hit.start()])
        if hit is not None and not sought and self.serve.search(text):
            number = hit["count"] or hit["count2"]
            length = 1 if number == "a" else count(number)
            if length is not None:
                years = length * UNITS_OF_TIME[hit["unit"] or hit["unit2"]]
                start = hit.start("count") if hit["count"] else hit.start("count2")
                value = int(years) if years == int(years) else round(years, 2)
                yield detail(found, sentence, (start, hit.end()), "TERM", "term", value)
        for system, pattern in self.systems:
            hit = pattern.search(text)
            if (
                hit is not None
                and not self.wishes.search(text)
                and (
                    self.used.search(text[max(0, hit.start() - LED) : hit.start()])
                    or text[hit.start() - 1 : hit.start()] == "("
                )
            ):
                yield detail(found, sentence, hit.span(), "SYSTEM", "voting_system", system)
        hit = self.provisional.search(text)
        if hit is not None:
            yield detail(found, sentence, hit.span(), "STATUS", "status", "provisional")
        for person in people:
            at = person.start - sentence.start
            if self.before.search(text[max(0, at - LED) : at]) is not None:
                span = (at, person.end - sentence.start)
                yield detail(found, sentence, span, "HOLDER", "previous_holders", person)

    def read_turnout(self, found: Analysis, sentence: Sentence, text: str) -> Iterator[Mention]:
        """The figures of a turnout, the first of each."""
        taken: set[str] = set()
        for field, pattern in self.figures:
            hit = pattern.search(text)
            if hit is None:
                continue
            groups = {field: "percent" if field == "percent" else "number", "registered": "all"}
            if field == "registered" or "all" not in pattern.groupindex:
                groups = {field: groups[field] if field == "percent" else "number"}
            for name, group in groups.items():
                value = None if not hit[group] or name in taken else read_value(name, hit[group])
                if value is not None:
                    taken.add(name)
                    yield detail(found, sentence, hit.span(group), "TURNOUT", name, value)


def read_value(field: str, words: str) -> float | int | None:
    """A percentage as it is, all others as counts."""
    return float(words) if field == "percent" else count(words)


def count(words: str) -> int | None:
    """The value of a number as it is written."""
    parts = words.split()
    read = read_words(parts, 0, len(parts) - 1)
    return int(read[0]) if read is not None and read[0] == int(read[0]) else None


def detail(
    found: Analysis, sentence: Sentence, span: tuple[int, int], label: str, field: str, value: object
) -> Mention:
    start, end = sentence.start + span[0], sentence.start + span[1]
    attrs = {"field": field, "value": value}
    return Mention(label, start, end, found.text[start:end], rule=field.replace("_", "-"), attrs=attrs)
