"""Described rows: names whose bearers a line, or the paragraph below, goes on to describe.

- Ann Cole: lecturer at the school of art        Ann Cole
Dr Ann Cole, Chair of Materials, Mill College    Ann is a lecturer and has led the archive since 2019.
"""

from __future__ import annotations

import itertools

from extractor.lists.lines import FIGURES, Line, Row
from extractor.lists.row_names import RowNames
from extractor.lists.row_words import RowWords
from extractor.mentions import Analysis, Mention
from extractor.naming import call, slug
from extractor.people.names import natural_name

__all__ = ["DescribedRows", "describes"]

NAME_WORDS = 4
OPENING = 12  # tokens of a paragraph in which whom it is about is named
MARKS = frozenset({":", ".", ",", "-", "–", "—", "("})

BULLETS = frozenset({"-", "*", "•", "+", "·"})
TAIL = frozenset({")", "-", "–", "#", "*", "."})
"""What may stand behind a post that ends its line, beside numbers and terms."""
UNIT = 2  # tokens of the numbered part that a post is of

BRACKET = frozenset({"(", ":"})
"""What stands behind a name that might be no person's, in a list of people."""


class DescribedRows:
    """Reads lines that open with a name and go on to describe its bearer."""

    def __init__(self, words: RowWords, names: RowNames) -> None:
        self.words = words
        self.names = names

    def row(
        self, found: Analysis, line: Line, first: int, chosen: list[Mention], *, least: int = 6
    ) -> Row | None:
        """The row of a line that from `first` on opens with a name and describes its bearer in at least
        `least` tokens."""
        if line.last - first < least:
            return None
        person = next((m for m in chosen if m.label == "PERSON" and m.start == found.starts[first]), None)
        if person is None:
            return None
        after = found.token_at(person.end - 1) + 1
        if found.lowers[after : after + 1] == ["."] and found.words[after + 1 : after + 2] == [
            found.words[first]
        ]:
            person.weak = False  # "Juan Steyn. Juan is a lecturer"
        if after > line.last or found.lowers[after] not in (BRACKET if person.weak else MARKS):
            return None
        figures = [found.token_at(m.start) for m in chosen if m.label in FIGURES]
        if any(at - after < 4 for at in figures) or (
            figures and all(found.lowers[t] in MARKS | self.words.filler for t in range(after, min(figures)))
        ):
            return None  # "Ann Cole, MD, MPH: 512"
        if least < 6 and any(found.lowers[t] in self.words.marks for t in range(after, line.last + 1)):
            return None
        slates = [
            m for m in chosen if m.label == "SLATE" and m.start == found.starts[min(after + 1, line.last)]
        ]
        post = self.post(found, line, after)
        return Row(
            person.start,
            person.end if post is None else post.end,
            people=[person],
            slates=slates,
            posts=[] if post is None else [post],
        )

    def post(self, found: Analysis, line: Line, after: int) -> Mention | None:
        """The post that is all that follows a name, its number, term and brackets aside: "Ann Cole, Trustee
        3-year (2023-2026)", "Bo Day, Unit 3 Lead Steward"; not so "Chair of Materials, Mill College"."""
        if found.lowers[after] == "(":
            return None
        post = next(
            (m for m in line.mentions if m.label == "POSITION" and m.start > found.starts[after]), None
        )
        if post is None:
            return None
        begin, end = found.token_at(post.start), found.token_at(post.end - 1)
        depth = 0
        for token in range(end + 1, line.last + 1):
            word = found.lowers[token]
            depth += (word == "(") - (word == ")")
            if depth <= 0 and word not in TAIL and not word.isdigit() and word not in self.words.term_units:
                return None
        before = range(after + 1, begin)
        if not all(t == after + 1 or found.words[t].isdigit() for t in before) or len(before) > UNIT:
            return None
        if before and (len(before) < UNIT or found.lowers[after + 1] not in self.words.numbered):
            return None
        if before:
            post = found.mention("POSITION", after + 1, end, rule="roster")
            call(post, post.text)
            line.mentions.append(post)
        return post

    def read_runs(self, found: Analysis, lines: list[Line]) -> None:
        """Lines below a lead that each open with a name and its bearer's posts, without a bullet."""
        real = [n for n in lines if n.kind != "blank"]
        at = 0
        while at < len(real):
            at += 1
            if real[at - 1].kind != "lead":
                continue
            run = list(itertools.takewhile(lambda n: self.opens_with_name(found, n), real[at:]))
            if len(run) > 1:
                for line in run:
                    row = self.described(found, line)
                    if row is not None:
                        line.kind, line.rows = "row", [row]
            at += len(run)

    def fill_gaps(self, found: Analysis, lines: list[Line]) -> None:
        """Between bullets that each begin with a name, a bullet that begins with capitals and describes
        somebody is a row too, though nothing else tells that it is a name."""
        real = [n for n in lines if n.kind != "blank"]
        for at, line in enumerate(real):
            if line.kind not in {"heading", "prose"} or found.lowers[line.first] not in BULLETS:
                continue
            beside = [real[k] for k in (at - 1, at + 1) if 0 <= k < len(real) and real[k].kind == "row"]
            alike = [n for n in beside if found.lowers[n.first] == found.lowers[line.first]]
            if not any(self.opens_with_name(found, n) for n in alike):
                continue
            first = line.first + 1
            mark = next(
                (t for t in range(first + 2, min(first + 5, line.last)) if found.lowers[t] == "("), None
            )
            if mark is None or not all(found.words[t].isalpha() for t in range(first, mark)):
                continue
            name = self.names.guess(found, first, mark - 1, set(), [])
            if name is not None and name.end == found.ends[mark - 1] and len(name.attrs["words"]) > 1:
                line.kind, line.rows = "row", [Row(name.start, name.end, people=[name])]

    def fill_names(self, found: Analysis, lines: list[Line]) -> None:
        """Between bare names, one to a line, a line that begins with a given name is a name as well, though
        its words mean something else: "April Preston"."""
        real = [n for n in lines if n.kind != "blank"]
        bare = [is_bare_name(n) for n in real]
        for at, line in enumerate(real):
            beside = [bare[max(0, at - 2) : at], bare[at + 1 : at + 3]]
            words = found.words[line.first : line.last + 1]
            if (
                line.kind != "heading"
                or not 2 <= len(words) <= NAME_WORDS
                or words[0] not in self.words.given | self.words.given_common
                or not all(w[:1].isupper() and w.replace("-", "").isalpha() for w in words)
                or any(m.label not in {"PLACE", "PERSON", "DATE"} for m in line.mentions)
                or not any(side == [True, True] for side in beside)
                or not all(n.kind != "prose" for n in real[max(0, at - 1) : at + 2])
            ):
                continue
            name = found.mention("PERSON", line.first, line.last, rule="row")
            name.name = natural_name(words)
            name.id = slug(name.name)
            name.attrs.update(words=words, strong=False, honorific=None, guessed=True)
            line.kind, line.rows = "row", [Row(name.start, name.end, people=[name])]

    def opens_with_name(self, found: Analysis, line: Line) -> bool:
        """Whether a line is the row of one name already, or opens with a name and describes its bearer."""
        if line.kind == "row":
            return len(line.rows) == 1 and len(line.rows[0].people) == 1 and not line.rows[0].figures
        return self.described(found, line) is not None

    def described(self, found: Analysis, line: Line) -> Row | None:
        """The row of a heading-like line that opens with a name, its title aside."""
        if line.kind not in {"heading", "prose"} or found.lowers[line.last] in {".", "!", "?"}:
            return None
        person = next((m for m in line.mentions if m.label == "PERSON" and not m.weak), None)
        if person is None:
            return None
        begin = found.token_at(person.start)
        lead = person.attrs.get("lead")
        if begin != line.first and lead != line.first:
            return None
        end = found.token_at(person.end - 1)
        after = next((t for t in range(end + 1, min(end + 4, line.last)) if found.lowers[t] in MARKS), None)
        if after is None or any(found.words[t].upper() != found.words[t] for t in range(end + 1, after)):
            return None
        if any(m.label in FIGURES for m in line.mentions):
            return None
        return Row(person.start, person.end, people=[person])


def is_bare_name(line: Line) -> bool:
    """Whether a line is the row of one person and nothing else."""
    row = line.rows[0] if line.kind == "row" and len(line.rows) == 1 else None
    return row is not None and len(row.people) == 1 and not (row.figures or row.posts or row.slates)


def describes(found: Analysis, line: Line, row: Row, pronouns: frozenset[str]) -> bool:
    """Whether a paragraph below the bare name of a list tells who that is."""
    if len(row.people) != 1 or row.figures or row.posts:
        return False
    opening = found.lowers[line.first : line.first + OPENING]
    names = {w.lower() for w in row.people[0].attrs.get("words", ()) if len(w) > 2}
    return opening[0] in pronouns or bool(names & set(opening))
