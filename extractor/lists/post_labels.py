"""Lines of a roll of officers whose label or name nothing else reads whole.

Beside rows of a post and its holder, "Reading Room & Cafeteria Secretary – Uma Sal (Independent)" is one too:
its label is the post as a whole, and the capitals behind the mark are a name.
"""

from __future__ import annotations

from extractor.lists.lines import FIGURES, Line, Row
from extractor.lists.row_names import RowNames
from extractor.mentions import Analysis
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["PostLabels"]

LABEL = 16  # tokens of a label
NAME = 6  # tokens of a name
DASHES = frozenset({"-", "–", "—"})
BULLETS = frozenset({"-", "*", "•", "+", "·", "–", "—"})
JOINTS = frozenset({"&", ",", "and"})


class PostLabels:
    """Reads such lines by their neighbours."""

    def __init__(self, packs: Packs, names: RowNames) -> None:
        self.names = names
        self.nouns = packs.cue("post_nouns")
        self.common = packs.words.get("common_words", frozenset())
        self.nobody = packs.cue("not_candidates")

    def fill(self, found: Analysis, lines: list[Line]) -> None:
        """Make rows of the lines of a roll that are none yet, and whole posts of its labels."""
        real = [n for n in lines if n.kind != "blank"]
        self.fill_brackets(found, real)
        known = [self.is_roll(n) for n in real]
        for at, line in enumerate(real):
            beside = any(known[k] for k in (at - 2, at - 1, at + 1, at + 2) if 0 <= k < len(real))
            if not beside or line.kind not in {"row", "heading", "prose"}:
                continue
            first = line.first + (found.lowers[line.first] in BULLETS)
            mark = self.mark(found, first, line.last)
            if mark is None:
                continue
            if line.kind == "row" and known[at]:
                self.widen(found, line, line.rows[0], first, mark)
                self.drop_alias(found, line.rows[0])
                self.whole_name(found, line, line.rows[0], mark)
            elif line.kind != "row":
                row = self.row(found, line, first, mark)
                if row is not None:
                    line.kind, line.rows = "row", [row]

    def fill_brackets(self, found: Analysis, real: list[Line]) -> None:
        """Lines of a name and its bearer's post in brackets, "Ann Cole (student life coordinator)"."""
        rows = [self.bracket_row(found, n) if n.kind in {"row", "heading", "prose"} else None for n in real]
        for at, (line, row) in enumerate(zip(real, rows, strict=True)):
            beside = [rows[k] for k in (at - 1, at + 1) if 0 <= k < len(rows)]
            if row is not None and any(beside):
                line.kind, line.rows = "row", [row]

    def bracket_row(self, found: Analysis, line: Line) -> Row | None:
        """The row of a line that is a name and a bracket that ends in the noun of a post."""
        first, last = line.first + (found.lowers[line.first] in BULLETS), line.last
        if found.words[last] != ")" or found.lowers[last - 1] not in self.nouns or last - first > LABEL:
            return None
        opening = next((t for t in range(first, last) if found.words[t] == "("), last)
        inside = range(opening + 1, last)
        if not 2 <= opening - first <= NAME or not all(
            self.is_name_word(found, t) for t in range(first, opening)
        ):
            return None
        if not all(
            found.words[t].replace("-", "").isalpha() or found.lowers[t] in JOINTS | {"-", "'s", "/"}
            for t in inside
        ):
            return None
        known = [m for m in line.mentions if m.label == "PERSON" and m.end == found.ends[opening - 1]]
        person = next((m for m in known if m.start == found.starts[first] or not m.attrs.get("short")), None)
        if person is None:
            person = self.names.guess(found, first, opening - 1, set(), [])
        if person is None or len(person.attrs.get("words", ())) < 2:
            return None
        post = found.mention("POSITION", opening + 1, last - 1, rule="post-label")
        call(post, post.text)
        return Row(person.start, line.end, people=[person], posts=[post])

    def is_roll(self, line: Line) -> bool:
        """Whether a line is one row of a post and its holder."""
        return (
            line.kind == "row"
            and len(line.rows) == 1
            and bool(line.rows[0].posts)
            and line.rows[0].post_first
            and bool(line.rows[0].people)
        )

    def mark(self, found: Analysis, first: int, last: int) -> int | None:
        """The colon or spaced dash behind a label that ends in the noun of a post, its acronym aside."""
        for at in range(first + 1, min(last, first + LABEL) + 1):
            word = found.words[at]
            spaced = found.starts[at] > found.ends[at - 1]
            if word == ":" or (word in DASHES and spaced):
                end = at - 1
                if found.words[end] == ")":
                    end = next((t - 1 for t in range(end, first, -1) if found.words[t] == "("), first)
                return at if found.lowers[end] in self.nouns and at < last else None
        return None

    def widen(self, found: Analysis, line: Line, row: Row, first: int, mark: int) -> None:
        """A label with "&" in it is a post as a whole: what stands before the joint is no place."""
        post = row.posts[0]
        start = found.token_at(post.start)
        before = range(first, start)
        if not before or post.end > found.starts[mark] or not row.post_first:
            return
        if not any(found.lowers[t] in JOINTS for t in before):
            return
        if any(
            found.words[t].isalpha() and found.words[t].islower() and found.lowers[t] not in JOINTS
            for t in before
        ):
            return
        spans = [m for m in line.mentions if m.label == "PLACE" and m.start == found.starts[first]]
        if any(m.end == found.ends[start - 1] for m in spans):
            return
        whole = found.mention("POSITION", first, found.token_at(post.end - 1), rule="post-label")
        call(whole, whole.text)
        row.posts[0] = whole
        row.slates = [s for s in row.slates if s.start >= found.starts[mark]]

    def drop_alias(self, found: Analysis, row: Row) -> None:
        """A bracket that repeats a part of the name says how its bearer is called: "Mo Abu Sad (Sad Kay)"."""
        if len(row.people) < 2:
            return
        name, *aliases = row.people
        words = set(name.text.split())
        inside = found.text[name.end : aliases[0].start].strip() == "("
        alike = any(not words.isdisjoint(a.text.split()) for a in aliases)
        if inside and alike and found.text.find(")", name.end, aliases[-1].start) < 0:
            row.people = [name]

    def whole_name(self, found: Analysis, line: Line, row: Row, mark: int) -> None:
        """A name begins behind the mark, though only a part of it is known: "Maz Islam", where Rais Islam
        stands elsewhere."""
        known = row.people[0]
        begin, end = found.token_at(known.start), found.token_at(known.end - 1)
        lead = known.attrs.get("lead")
        if not mark < begin <= mark + NAME or (lead is not None and lead < begin):
            return
        if not all(self.is_name_word(found, t) for t in range(mark + 1, begin)):
            return
        if known.attrs.get("short"):
            while end < line.last and self.is_name_word(found, end + 1):
                end += 1
        if begin == mark + 1 and end == found.token_at(known.end - 1):
            return
        whole = self.names.guess(found, mark + 1, end, set(), [])
        if whole is not None and whole.start == found.starts[mark + 1] and whole.end == found.ends[end]:
            row.people[0] = whole

    def row(self, found: Analysis, line: Line, first: int, mark: int) -> Row | None:
        """The row of a line whose capitals behind the mark nothing else knows as a name."""
        stop = next(
            (t for t in range(mark + 1, line.last + 1) if not self.is_name_word(found, t)), line.last + 1
        )
        size = stop - mark - 1
        if not 2 <= size <= NAME or (stop <= line.last and found.words[stop] not in {"(", ","}):
            return None
        words = found.words[mark + 1 : stop]
        if all(w in self.common for w in words) or found.lowers[mark + 1] in self.nobody:
            return None
        known = next(
            (m for m in line.mentions if m.label == "PERSON" and m.start == found.starts[mark + 1]), None
        )
        person = known
        if known is None or known.end < found.ends[stop - 1]:
            person = self.names.guess(found, mark + 1, stop - 1, set(), [])
        if person is None or len(person.attrs.get("words", ())) < 2:
            return None
        behind = [m for m in line.mentions if m.start >= person.end]
        end = mark - 1
        if found.words[end] == ")":
            end = next(t - 1 for t in range(end, first, -1) if found.words[t] == "(")
        post = found.mention("POSITION", first, end, rule="post-label")
        inner = [m for m in line.mentions if m.label == "POSITION" and m.end == found.ends[end]]
        joined = any(found.lowers[t] in JOINTS for t in range(first, end))
        if inner and not joined:
            post = max(inner, key=len)
        else:
            call(post, post.text)
        return Row(
            found.starts[first],
            line.end,
            people=[person],
            posts=[post],
            post_first=True,
            slates=[m for m in behind if m.label == "SLATE"],
            figures=[m for m in behind if m.label in FIGURES and not m.attrs.get("rank")],
        )

    def is_name_word(self, found: Analysis, token: int) -> bool:
        """Whether a word may belong to a name: a capital, or a hyphen or apostrophe inside one."""
        word: str = found.words[token]
        glued = word in {"-", "'", "’", "'s"} and found.ends[token - 1] == found.starts[token]
        return (word[:1].isupper() and any(ch.isalpha() for ch in word)) or glued
