"""Rows: how a stretch of a line is read as a name with its figures and marks.

A line holds rows where nearly all of its words are names, figures, party codes and marks.
"""

from __future__ import annotations

import itertools
import re

from extractor.lists.described_rows import DescribedRows
from extractor.lists.lines import FIGURES, SEPARATORS, Line, Row, is_title, reached
from extractor.lists.pair_rows import pair_row
from extractor.lists.row_names import RowNames
from extractor.lists.row_words import RowWords
from extractor.mentions import Analysis, Mention

__all__ = ["RowReader"]

ASIDE = 8  # tokens of a bracket
BULLET = re.compile(r"^(?:[-*•–—+·▪●◦]|\d{1,2}[.)]|[a-z]\))$")


class RowReader:
    """Reads the rows of a line, and the entries of a sentence that is a list."""

    def __init__(self, words: RowWords) -> None:
        self.words = words
        self.names = RowNames(words)
        self.describing = DescribedRows(words, self.names)

    def read(self, found: Analysis, line: Line) -> list[Row]:
        """The rows of a line: none where it is prose, several where rows run on in one line."""
        first = line.first
        while first <= line.last and (
            BULLET.match(found.lowers[first])
            or (found.lowers[first].isdigit() and found.lowers[first + 1 : first + 2] in (["."], [")"]))
        ):
            first += 1 if not found.lowers[first].isdigit() else 2
        bulleted = first > line.first
        first = self.words.behind_opening(found, first, line.last)
        if first > line.last:
            return []
        tail = self.words.round_tail(found, first, line.last)
        chosen = [m for m in self.choose(found, line, first) if found.token_at(m.start) not in tail]
        self.names.turn(found, line, first, chosen)
        if any(m.label == "MONEY" for m in chosen):
            return []
        if bulleted:
            described = self.describing.row(found, line, first, chosen)
            if described is not None:
                return [described]
        rows = self.plain(found, line, first, chosen)
        if not rows and bulleted:
            described = self.describing.row(found, line, first, chosen, least=3)
            return [described] if described is not None else []
        return rows

    def plain(self, found: Analysis, line: Line, first: int, chosen: list[Mention]) -> list[Row]:
        """The rows of a line in which nearly all words are names, figures, codes and marks."""
        options = self.words.find_options(found, first, line.last)
        covered: set[int] = set()
        for mention in [*chosen, *options]:
            covered.update(range(found.token_at(mention.start), found.token_at(mention.end - 1) + 1))
        score = pair_row(found, line, chosen, self.words.pair_results)
        if score is not None:
            return [score]
        covered |= self.asides(found, line, first, [*chosen, *options]) | self.terms(found, line)
        for title in (m for m in line.mentions if is_title(found, m, line)):
            covered.update(range(found.token_at(title.start), found.token_at(title.end - 1) + 1))
        covered |= self.words.behind_marks(found, first, line.last)
        covered.update(self.words.round_tail(found, first, line.last))
        loose = [i for i in range(first, line.last + 1) if i not in covered and found.words[i].strip()]
        marks = [(i, self.words.marks[found.lowers[i]]) for i in loose if found.lowers[i] in self.words.marks]
        rest = [
            i
            for i in loose
            if found.lowers[i] not in SEPARATORS
            and found.lowers[i] not in self.words.filler
            and found.lowers[i] not in self.words.marks
        ]
        people = [m for m in chosen if m.label == "PERSON"]
        figures = [m for m in chosen if m.label in FIGURES]
        told = any(f.label != "SEATS" for f in figures)
        named = told or (marks and rest and self.names.before_given(found, rest[0], []))
        named = named or bool(marks and rest and any(is_bracketed(found, m) for m in chosen))
        if not people and not options and rest and named:
            towns = self.surnames(found, rest, chosen)
            guess = self.names.guess(found, first, line.last, covered - towns, figures)
            if guess is not None:
                people = [guess]
                chosen = [m for m in chosen if not guess.start <= m.start < guess.end]
                chosen.append(guess)
                tokens = range(found.token_at(guess.start), found.token_at(guess.end - 1) + 1)
                rest = [i for i in rest if i not in tokens]
        if people and rest and not figures and self.is_labelled(found, first, chosen):
            beside = self.names.beside(found, rest)
            people, chosen = people + beside, chosen + beside
            rest = [i for i in rest if not any(m.start <= found.starts[i] < m.end for m in beside)]
        slates = [m for m in chosen if m.label == "SLATE"]
        if (
            not people
            and not options
            and not slates
            and told
            and found.lowers[first] in self.words.independents
        ):
            people = [self.names.independent(found, first)]
            chosen.append(people[0])
        nobody = bool(options) and all(o.attrs["nobody"] for o in options)
        if (
            nobody
            and not people
            and any(
                m.label in {"PLACE", "POSITION", "COMMITTEE"} and m.start == found.starts[first]
                for m in chosen
            )
        ):
            return []
        if not people and not options and not (slates and figures):
            return []
        if not figures and any(ch.isdigit() for i in rest for ch in found.words[i]):
            return []
        budget = 1 + (len(figures) > 0) + (line.last - first) // 14
        total = line.last - first + 1
        if len(rest) > budget or (len(rest) > 0 and not figures and total - len(rest) < 2):
            return []
        if rest and found.lowers[line.last] in {".", "!", "?"} and total > 5:
            return []
        ended = found.lowers[line.last] == "." and len(people) == 1 and not figures
        if ended and any(people[0].end < found.starts[i] < m.start for i, _ in marks for m in chosen):
            return []  # "Ann Cole won the youth section."
        if len(people) == 2 and self.is_sentence(found, line, people, marks):
            return []
        if len(people) > 1 and self.words.is_beaten(found, people, figures):
            return []
        stopped = found.lowers[line.last] in {".", "!", "?"}
        if stopped and (len(people) != 1 if not figures else len(figures) < len(people) > 2):
            return []
        return self.cut(found, line, first, sorted([*chosen, *options], key=lambda m: m.start), marks)

    def is_sentence(
        self, found: Analysis, line: Line, people: list[Mention], marks: list[tuple[int, str]]
    ) -> bool:
        """Whether the mark of two names is a verb between them: "Ann Cole defeated Bo Day", "Ann Cole
        elected, Bo Day concedes"."""
        verbs = any(people[0].end <= found.starts[i] < people[-1].start for i, _ in marks)
        behind = any(found.starts[i] > people[-1].start for i, _ in marks)
        differ = len({mark for _, mark in marks}) > 1
        return verbs and (found.lowers[line.last] == "." or not behind or differ)

    def years(self, found: Analysis, mentions: list[Mention]) -> list[Mention]:
        """What looks like a year and stands in no bracket."""
        return [
            m
            for m in mentions
            if m.label == "DATE" and m.text.isdigit() and found.lowers[found.token_at(m.start) - 1] != "("
        ]

    def terms(self, found: Analysis, line: Line) -> set[int]:
        """The tokens that say for how long: "Ann Cole – 2-year term"."""
        out: set[int] = set()
        for mention in line.mentions:
            nothing = mention.label in FIGURES and self.words.counts_nothing(found, mention)
            if nothing or self.numbers_post(found, mention, line):
                token = found.token_at(mention.start)
                out.add(token)
                while token < line.last and found.lowers[token + 1] in self.words.term_units | {"-"}:
                    token += 1
                    out.add(token)
        return out

    def asides(self, found: Analysis, line: Line, first: int, chosen: list[Mention]) -> set[int]:
        """The tokens in brackets that say where or for how long: "(Local 29)", "(Northern)"; behind the
        figure of nobody, "Abstentions: 7 (who came too late)", whatever they say."""
        nobody = any(m.attrs.get("nobody") for m in chosen) and not any(m.label == "PERSON" for m in chosen)
        if not nobody and not any(m.label == "PERSON" for m in chosen):
            return set()
        heard = [m for m in chosen if m.label not in {"PLACE", "ORGANISATION", "COMMITTEE", "SEATS"}]
        out: set[int] = set()
        opened = None
        for token in range(first + 1, line.last + 1):
            if found.lowers[token] == "(":
                opened = token
            elif found.lowers[token] == ")" and opened is not None:
                start, end = found.starts[opened], found.ends[token]
                told = any(start < m.start < end for m in heard) or any(
                    found.lowers[t] in self.words.marks for t in range(opened, token)
                )
                if not told and (token - opened <= ASIDE or nobody):
                    out.update(range(opened, token + 1))
                opened = None
        return out

    def choose(self, found: Analysis, line: Line, first: int) -> list[Mention]:
        """Non-overlapping mentions of a line: people, then the longest."""
        chosen: list[Mention] = []
        begin = found.starts[first]
        for mention in sorted(
            (m for m in line.mentions if not self.is_surname(found, m, first)),
            key=lambda m: (
                m.label != "PERSON",
                m.label in FIGURES and m.label == "SEATS",
                not m.attrs.get("code"),
                -len(m),
            ),
        ):
            if (
                mention.start < begin
                or mention.label in {"RANK", "AGE"}
                or is_title(found, mention, line)
                or (mention.label in FIGURES and self.words.counts_nothing(found, mention))
                or self.numbers_post(found, mention, line)
            ):
                continue
            if all(mention.end <= c.start or c.end <= mention.start for c in chosen):
                chosen.append(mention)
        return chosen

    def is_surname(self, found: Analysis, mention: Mention, first: int) -> bool:
        """Whether a place in capitals is the surname of a row: "JORDAN, Steph"."""
        behind = found.words[first + 1 : first + 3]
        if mention.label == "PLACE" and mention.text in self.words.given and behind[:1] == [","]:
            # "HILL, Florence": the given name is a place's as well
            return found.words[first].isupper() and mention.start == found.starts[first + 2]
        return (
            mention.label == "PLACE"
            and mention.start == found.starts[first]
            and mention.end == found.ends[first]
            and mention.text.isupper()
            and behind[:1] == [","]
            and behind[-1][:1].isupper()
            and not behind[-1].isupper()
        )

    def surnames(self, found: Analysis, rest: list[int], chosen: list[Mention]) -> set[int]:
        """Places of one word right behind a loose word in capitals: "Miles Richardson" is a name."""
        ends = {found.token_at(m.start): found.token_at(m.end - 1) for m in chosen if m.label == "PLACE"}
        return {t for t, end in ends.items() if end == t and t - 1 in rest and found.words[t - 1].istitle()}

    def is_labelled(self, found: Analysis, first: int, chosen: list[Mention]) -> bool:
        """Whether a line begins with a post and a colon or dash: "Trustees: ..."."""
        post = next((m for m in chosen if m.label == "POSITION" and m.start == found.starts[first]), None)
        return post is not None and found.text[post.end : post.end + 3].lstrip()[:1] in {":", "-", "–", "—"}

    def numbers_post(self, found: Analysis, mention: Mention, line: Line) -> bool:
        """Whether a number only tells posts of one name apart: "Ann Cole, Vice-President 2"."""
        if mention.label not in FIGURES or not isinstance(mention.value, int) or mention.value > 9:
            return False
        return any(
            m.label == "POSITION"
            and found.text[m.end : mention.start].strip(" #") == ""
            and m.end <= mention.start
            for m in line.mentions
        )

    def cut(
        self, found: Analysis, line: Line, first: int, mentions: list[Mention], marks: list[tuple[int, str]]
    ) -> list[Row]:
        """One row a name; a second name with figures or a post of its own starts a second row."""
        subjects = [m for m in mentions if m.label in {"PERSON", "OPTION"}]
        figures = [m for m in mentions if m.label in FIGURES]
        posts = [m for m in mentions if m.label == "POSITION"]
        start, end = found.starts[first], line.end
        run_on = len(subjects) > 1 and (
            len(figures) >= len(subjects) or (not figures and len(posts) >= len(subjects))
        )
        if not run_on:
            return [self.fill(found, start, end, mentions, marks)]
        leading = bool(posts) and not figures and posts[0].start < subjects[0].start
        cuts = [m.start for m in (posts if leading else subjects)]
        if figures and figures[0].start < subjects[0].start:
            cuts = [m.start for m in figures]
        cuts = [start, *cuts[1:], end]
        rows = []
        for begin, stop in itertools.pairwise(cuts):
            inside = [m for m in mentions if m.start >= begin and m.end <= stop]
            if any(m.label in {"PERSON", "OPTION"} for m in inside):
                rows.append(
                    self.fill(
                        found,
                        begin,
                        stop,
                        inside,
                        [(i, k) for i, k in marks if begin <= found.starts[i] < stop],
                    )
                )
        return rows

    def fill(
        self, found: Analysis, start: int, end: int, mentions: list[Mention], marks: list[tuple[int, str]]
    ) -> Row:
        """A row over `start` to `end` with the name, figures and marks that stand inside."""
        row = Row(start, end)
        row.people = [m for m in mentions if m.label == "PERSON"]
        row.slates = [m for m in mentions if m.label == "SLATE"]
        row.posts = [m for m in mentions if m.label == "POSITION"]
        row.places = [m for m in mentions if m.label == "PLACE"]
        row.option = next((m for m in mentions if m.label == "OPTION"), None)
        figures = [m for m in mentions if m.label in FIGURES]
        if row.slates and all(m.label == "SHARE" for m in figures):  # "Lab 2025 (53.5%)" is of votes
            figures = sorted([*figures, *self.years(found, mentions)], key=lambda m: m.start)
        row.figures = reached(found, figures) or [m for m in mentions if m.label == "DATE" and row.people]
        row.transferred = figures[:1] != row.figures[:1] and bool(figures)
        subject = row.people[0].start if row.people else start
        row.post_first = bool(row.posts) and row.posts[0].start < subject
        for index, kind in marks:
            negated = found.lowers[index - 1] == "not" if index else False
            row.mark = "not_elected" if negated else kind
            row.mark_at = found.mention("COUNT", index, index)
            break
        return row


def is_bracketed(found: Analysis, mention: Mention) -> bool:
    """Whether a slate fills a bracket: "Sol Alami (Team Connect) - Elected"."""
    around = found.text[mention.start - 1 : mention.start] + found.text[mention.end : mention.end + 1]
    return mention.label == "SLATE" and around == "()"
