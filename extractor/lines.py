"""Lines: the geometry of lists and tables.

A line is read as a row where nearly all of its words are names, figures, party codes and marks; as a
heading where it is short and has no full stop; else it is prose.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from extractor.mentions import Analysis, Mention
from extractor.naming import slug
from extractor.pack import Packs
from extractor.stages.names import natural_name

__all__ = ["Line", "LineReader", "Row"]

BULLET = re.compile(r"^(?:[-*•–—+·▪●◦]|\d{1,2}[.)]|[a-z]\))$")
SEPARATORS = frozenset(
    {
        "):",
        "|",
        "-",
        ":",
        ",",
        ".",
        "(",
        ")",
        "[",
        "]",
        "=",
        "/",
        ";",
        "…",
        "..",
        "...",
        "....",
        "_",
        "*",
        "+",
        "'",
        '"',
        "%",
    }
)
NAME_TOKEN = re.compile(r"^[^\W\d_](?:[^\W\d_]|['’.-])*\.?$")
STARRED = re.compile(r"^\*{1,3}\w|\w\*|[\s)]\*{1,2}$")
HEADING_WORDS = 12
FIGURES = frozenset({"COUNT", "VOTES", "SHARE", "SEATS", "STATISTIC"})


@dataclass(slots=True)
class Row:
    """One row: who stands in it, its figures in order, and the words that mark an outcome."""

    start: int
    end: int
    people: list[Mention] = field(default_factory=list)
    slates: list[Mention] = field(default_factory=list)
    posts: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    option: Mention | None = None
    figures: list[Mention] = field(default_factory=list)
    mark: str | None = None
    mark_at: Mention | None = None
    post_first: bool = False
    starred: bool = False


@dataclass(slots=True)
class Line:
    """A line of the article: its tokens, its mentions, and what it is."""

    number: int
    first: int
    last: int
    start: int
    end: int
    sentences: list[int]
    mentions: list[Mention]
    kind: str = "prose"  # prose, row, heading, lead
    rows: list[Row] = field(default_factory=list)


class LineReader:
    """Tells rows, headings and prose apart."""

    def __init__(self, packs: Packs) -> None:
        self.marks = dict.fromkeys(packs.cue("mark_elected"), "elected")
        self.marks |= dict.fromkeys(packs.cue("mark_not_elected"), "not_elected")
        self.marks |= dict.fromkeys(packs.cue("mark_eliminated"), "eliminated")
        self.marks |= dict.fromkeys(packs.cue("mark_withdrawn"), "withdrawn")
        self.filler = packs.cue("row_filler")
        self.no_candidates = packs.cue("not_candidates")
        self.options: dict[str, list[tuple[int, list[str], bool]]] = {}
        nobody = packs.cue("options") | self.no_candidates
        for rank, option in enumerate(sorted(nobody, key=lambda o: (-len(o), o))):
            parts = option.split()
            known = self.options.setdefault(parts[0], [])
            known.append((rank, parts, option in self.no_candidates))
        self.not_people = packs.cue("not_people")
        self.given = packs.words.get("given_names", frozenset())

    def read(self, found: Analysis) -> list[Line]:
        """All lines of a document with their kind."""
        lines: list[Line] = []
        by_line: dict[int, list[int]] = {}
        for index, sentence in enumerate(found.sentences):
            by_line.setdefault(sentence.line, []).append(index)
        ordered = sorted(found.mentions, key=lambda m: (m.start, -m.end))
        for number, sentences in by_line.items():
            first, last = found.sentences[sentences[0]], found.sentences[sentences[-1]]
            inside = (
                [m for m in ordered if m.start >= first.start and m.end <= last.end]
                if len(ordered) < 400
                else within(ordered, first.start, last.end)
            )
            line = Line(number, first.first_token, last.last_token, first.start, last.end, sentences, inside)
            self.judge(found, line)
            lines.append(line)
        self.stand_up(found, lines)
        return lines

    def stand_up(self, found: Analysis, lines: list[Line]) -> None:
        """Rows whose cells stand on lines of their own, as copies of web tables have them: a name, then lines
        that are nothing but a party, a figure or a mark, in the same order for every name."""
        rows: list[tuple[Line, list[Line], str]] = []
        real = [n for n in lines if n.kind != "blank"]
        for at, line in enumerate(real):
            if not (line.kind == "row" and len(line.rows) == 1 and line.rows[0].people):
                continue
            if line.rows[0].figures or line.rows[0].posts or len(line.rows[0].people) > 1:
                continue
            cells = list(itertools.takewhile(lambda n: self.cell_kind(found, n), real[at + 1 : at + 6]))
            order = "".join(self.cell_kind(found, c) for c in cells)
            if "v" in order or "s" in order:
                rows.append((line, cells, order))
        for number, (line, cells, order) in enumerate(rows):
            beside = [o for k in (number - 1, number + 1) if 0 <= k < len(rows) for o in (rows[k][2],)]
            if not any(o.replace("m", "") == order.replace("m", "") for o in beside):
                continue
            self.join(found, line, cells)

    def cell_kind(self, found: Analysis, line: Line) -> str:
        """v, s, p or m where a line is only votes, a share, a party or a mark; else nothing."""
        tokens = [t for t in range(line.first, line.last + 1) if found.lowers[t] not in SEPARATORS]
        words = [t for t in tokens if found.lowers[t] not in self.filler]
        if not tokens or len(tokens) > 6:
            return ""
        if words and all(found.lowers[t] in self.marks for t in words):
            return "m"
        for label, kind in (("SLATE", "p"), ("VOTES", "v"), ("COUNT", "v"), ("SHARE", "s")):
            for mention in line.mentions:
                inside = [t for t in words if mention.start <= found.starts[t] < mention.end]
                if mention.label == label and len(inside) == len(words) and inside:
                    return kind
        return ""

    def join(self, found: Analysis, line: Line, cells: list[Line]) -> None:
        """One row of a name and the cells below it."""
        row = line.rows[0]
        for cell in cells:
            kind = self.cell_kind(found, cell)
            if kind == "m":
                token = next(t for t in range(cell.first, cell.last + 1) if found.lowers[t] in self.marks)
                negated = found.lowers[token - 1] == "not"
                row.mark = "not_elected" if negated else self.marks[found.lowers[token]]
                row.mark_at = found.mention("COUNT", token, token)
            row.slates += [m for m in cell.mentions if m.label == "SLATE" and kind == "p"][:1]
            row.figures += [m for m in cell.mentions if m.label in FIGURES and kind in {"v", "s"}][:1]
            row.end, cell.kind, cell.rows = cell.end, "blank", []
            line.sentences += cell.sentences
        line.end = row.end

    def judge(self, found: Analysis, line: Line) -> None:
        """Decide what a line is."""
        words = found.lowers[line.first : line.last + 1]
        real = [w for w in words if w.isalnum() or any(map(str.isalnum, w))]
        if not real:
            line.kind = "blank"
            return
        ending = found.lowers[line.last]
        if words[0] in {"by", "photo", "written", "posted", "photograph", "image", "story"}:
            line.kind = "byline"
            return
        if len(real) <= 60 and line.number > 0:
            rows = self.rows(found, line)
            if len(rows) == 1:
                rows[0].starred = starred(found, line)
            if rows:
                line.kind, line.rows = "row", rows
                return
        if ending == ":" or (words[-1] == "-" and len(real) > 2):
            line.kind = "lead"
        elif (
            len(real) <= HEADING_WORDS
            and ending not in {".", "?", "!", ",", ";"}
            and len(line.sentences) == 1
        ):
            line.kind = "heading"

    def rows(self, found: Analysis, line: Line) -> list[Row]:
        """The rows of a line: none where it is prose, several where rows run on in one line."""
        first = line.first
        while first <= line.last and (
            BULLET.match(found.lowers[first])
            or (found.lowers[first].isdigit() and found.lowers[first + 1 : first + 2] in (["."], [")"]))
        ):
            first += 1 if not found.lowers[first].isdigit() else 2
        if first > line.last:
            return []
        chosen = self.choose(found, line, first)
        self.turn_names(found, line, first, chosen)
        if any(m.label == "MONEY" for m in chosen):
            return []
        options = self.find_options(found, first, line.last)
        covered: set[int] = set()
        for mention in [*chosen, *options]:
            covered.update(range(found.token_at(mention.start), found.token_at(mention.end - 1) + 1))
        described = self.described(found, line, first, chosen)
        if described is not None:
            return [described]
        loose = [i for i in range(first, line.last + 1) if i not in covered and found.words[i].strip()]
        marks = [(i, self.marks[found.lowers[i]]) for i in loose if found.lowers[i] in self.marks]
        rest = [
            i
            for i in loose
            if found.lowers[i] not in SEPARATORS
            and found.lowers[i] not in self.filler
            and found.lowers[i] not in self.marks
        ]
        people = [m for m in chosen if m.label == "PERSON"]
        figures = [m for m in chosen if m.label in FIGURES]
        if not people and not options and rest and figures:
            guess = self.guess_name(found, first, line.last, covered, figures)
            if guess is not None:
                people = [guess]
                chosen.append(guess)
                tokens = range(found.token_at(guess.start), found.token_at(guess.end - 1) + 1)
                rest = [i for i in rest if i not in tokens]
        slates = [m for m in chosen if m.label == "SLATE"]
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
        verbs = [i for i, _ in marks if people and people[0].end <= found.starts[i] < people[-1].start]
        if len(people) == 2 and verbs and found.lowers[line.last] == ".":
            return []
        if not figures and found.lowers[line.last] in {".", "!", "?"} and len(people) != 1:
            return []
        return self.cut(found, line, first, sorted([*chosen, *options], key=lambda m: m.start), marks)

    def entries(self, found: Analysis, start: int, end: int, mentions: list[Mention]) -> list[Row]:
        """Entries that follow one another in a sentence, each a name or party with a figure of its own;
        none where words break the pattern."""
        inside = [m for m in mentions if m.start >= start and m.end <= end]
        chosen: list[Mention] = []
        for mention in sorted(
            inside, key=lambda m: (m.label != "PERSON", m.label in FIGURES and m.label == "SEATS", -len(m))
        ):
            if mention.label not in {"RANK", "AGE", "PLACE", "ORGANISATION", "COMMITTEE"} and all(
                mention.end <= c.start or c.end <= mention.start for c in chosen
            ):
                chosen.append(mention)
        chosen.sort(key=lambda m: m.start)
        people = [m for m in chosen if m.label == "PERSON"]
        figures = [m for m in chosen if m.label in {"COUNT", "VOTES", "SHARE", "DATE"}]
        subjects = people or [m for m in chosen if m.label == "SLATE"]
        if people:
            options = self.find_options(found, found.token_at(start), found.token_at(end - 1))
            extra = [o for o in options if o.start >= start and all(apart(o, m) for m in chosen)]
            chosen = sorted([*chosen, *extra], key=lambda m: m.start)
            subjects = [m for m in chosen if m.label in {"PERSON", "OPTION"}]
        if len(subjects) < 2 or len(figures) < len(subjects):
            return []
        covered = {t for m in chosen for t in range(found.token_at(m.start), found.token_at(m.end - 1) + 1)}
        tokens = range(found.token_at(start), found.token_at(end - 1) + 1)
        rest = [
            t
            for t in tokens
            if found.starts[t] >= start
            and t not in covered
            and found.words[t].strip()
            and found.lowers[t] not in SEPARATORS | self.filler
            and found.lowers[t] not in self.marks
            and any(c.isalpha() for c in found.lowers[t])
        ]
        labelled = found.text[:start].rstrip()[-1:] == ":"
        if len(rest) > (max(1, len(subjects) // 3) if labelled else 0):
            return []
        cuts = [m.start for m in subjects] + [end]
        rows = []
        for begin, stop in itertools.pairwise(cuts):
            part = [m for m in chosen if m.start >= begin and m.end <= stop]
            marks = [
                (t, self.marks[found.lowers[t]])
                for t in tokens
                if begin <= found.starts[t] < stop and found.lowers[t] in self.marks and t not in covered
            ]
            rows.append(self.fill(found, begin, stop, part, marks))
        return rows if all(r.figures for r in rows) else []

    def described(self, found: Analysis, line: Line, first: int, chosen: list[Mention]) -> Row | None:
        """A bullet that opens with a name and goes on to describe its bearer: "- Ann Cole: lecturer at
        ..."."""
        if first == line.first or line.last - first < 6:
            return None
        person = next(
            (m for m in chosen if m.label == "PERSON" and m.start == found.starts[first] and not m.weak), None
        )
        if person is None:
            return None
        after = found.token_at(person.end - 1) + 1
        figures = [m for m in chosen if m.label in FIGURES and found.token_at(m.start) - after < 4]
        if found.lowers[after] not in {":", ".", ",", "-", "("} or figures:
            return None
        slates = [
            m for m in chosen if m.label == "SLATE" and m.start == found.starts[min(after + 1, line.last)]
        ]
        return Row(person.start, person.end, people=[person], slates=slates)

    def choose(self, found: Analysis, line: Line, first: int) -> list[Mention]:
        """Non-overlapping mentions of a line: people, then the longest."""
        chosen: list[Mention] = []
        begin = found.starts[first]
        for mention in sorted(
            line.mentions,
            key=lambda m: (m.label != "PERSON", m.label in FIGURES and m.label == "SEATS", -len(m)),
        ):
            if (
                mention.start < begin
                or mention.label in {"RANK", "AGE"}
                or self.is_title(found, mention, line)
            ):
                continue
            if all(mention.end <= c.start or c.end <= mention.start for c in chosen):
                chosen.append(mention)
        return chosen

    def turn_names(self, found: Analysis, line: Line, first: int, chosen: list[Mention]) -> None:
        """ "FRAYNE, Anthea": a surname with the first name behind it is a whole name, and nobody else's short
        form."""
        person = next((m for m in chosen if m.label == "PERSON" and m.start == found.starts[first]), None)
        if person is None or not person.attrs.get("short") or first + 2 > line.last:
            return
        comma = found.token_at(person.end - 1) + 1
        if comma + 1 > line.last or found.lowers[comma] != "," or not found.words[comma + 1][:1].isupper():
            return
        figures = [m for m in chosen if m.label in FIGURES]
        whole = self.guess_name(found, first, line.last, set(), figures)
        if whole is not None and whole.end > person.end and len(whole.attrs["words"]) > 1:
            chosen.remove(person)
            chosen.append(whole)

    def is_title(self, found: Analysis, mention: Mention, line: Line) -> bool:
        """Whether a position is only the title of the name behind it ("Rep. Ann Cole")."""
        if mention.label != "POSITION":
            return False
        return any(
            m.label == "PERSON"
            and m.attrs.get("lead") is not None
            and found.starts[m.attrs["lead"]] <= mention.start
            and mention.end <= m.start
            for m in line.mentions
        )

    def find_options(self, found: Analysis, first: int, last: int) -> list[Mention]:
        """Re-open nominations, no confidence, write-ins: candidates that are nobody."""
        out: list[Mention] = []
        words = found.lowers[first : last + 1]
        hits = [
            (rank, at, len(parts), nobody)
            for at, word in enumerate(words)
            for rank, parts, nobody in self.options.get(word, ())
            if words[at : at + len(parts)] == parts
        ]
        for _, at, length, nobody in sorted(hits):
            mention = found.mention("OPTION", first + at, first + at + length - 1)
            if any(m.start < mention.end and mention.start < m.end for m in out):
                continue
            mention.name, mention.id = mention.text, slug(mention.text)
            mention.attrs["candidate_kind"] = "option"
            mention.attrs["nobody"] = nobody
            out.append(mention)
        return out

    def guess_name(
        self, found: Analysis, first: int, last: int, covered: set[int], figures: list[Mention]
    ) -> Mention | None:
        """A name that nothing else knows: the capitalised words before the first figure of a row."""
        stop = min((found.token_at(f.start) for f in figures), default=last + 1)
        run: list[int] = []
        for index in range(first, min(stop, last + 1)):
            word = found.words[index]
            if index in covered or not word.strip():
                if run:
                    break
                continue
            if (
                (
                    NAME_TOKEN.match(word)
                    and word[:1].isupper()
                    and found.lowers[index] not in self.not_people
                    and found.lowers[index] not in self.filler
                )
                or (
                    run
                    and found.lowers[index] in {"-", "'"}
                    and found.ends[index - 1] == found.starts[index]
                    and index + 1 < stop
                )
                or (
                    run
                    and found.lowers[index] == ","
                    and len(run) == 1
                    and index + 1 < stop
                    and found.words[index + 1][:1].isupper()
                    and (found.words[run[0]].isupper() or found.words[index + 1] in self.given)
                )
            ):
                run.append(index)
            elif run:
                break
        while run and found.lowers[run[-1]] in {"-", "'", ","}:
            run.pop()
        if not run or len(run) > 6:
            return None
        mention = found.mention("PERSON", run[0], run[-1], rule="row")
        words = [found.words[i] for i in run]
        if "," in words:
            cut = words.index(",")
            words = words[cut + 1 :] + words[:cut]
        mention.name = natural_name([w for w in words if w != ","])
        mention.id, mention.weak = slug(mention.name), True
        mention.attrs.update(
            words=[natural_name([w]) for w in words if w not in {"-", ","}],
            strong=False,
            honorific=None,
            guessed=True,
        )
        return mention

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
        row.figures = [m for m in mentions if m.label in FIGURES] or [
            m for m in mentions if m.label == "DATE" and row.people
        ]
        subject = row.people[0].start if row.people else start
        row.post_first = bool(row.posts) and row.posts[0].start < subject
        for index, kind in marks:
            negated = found.lowers[index - 1] == "not" if index else False
            row.mark = "not_elected" if negated else kind
            row.mark_at = found.mention("COUNT", index, index)
            break
        return row


def starred(found: Analysis, line: Line) -> bool:
    """Whether a line is marked by an asterisk at its name or end, or set in bold; a bullet is no mark."""
    begin = found.text.rfind("\n", 0, line.start) + 1
    text = found.text[begin : line.end].strip()
    return bool(STARRED.search(text)) and not text.startswith("* ")


def apart(left: Mention, right: Mention) -> bool:
    """Whether two mentions share no character."""
    return left.end <= right.start or right.end <= left.start


def within(ordered: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions inside a span, by bisection."""
    from bisect import bisect_left

    at = bisect_left(ordered, start, key=lambda m: m.start)
    out = []
    while at < len(ordered) and ordered[at].start < end:
        if ordered[at].end <= end:
            out.append(ordered[at])
        at += 1
    return out
