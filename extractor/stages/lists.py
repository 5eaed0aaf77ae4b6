"""Lists and tables: blocks of rows under a heading, read by their geometry.

A block of rows with figures is one contest; its winners are marked, or are the first N by figure where
N is stated or the heading names a single post. A block of bare names is a result only where its
heading or lead says so. Rows that begin or end in a post are a contest each.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from extractor.lines import Line, LineReader, Row
from extractor.mentions import Analysis, Claim, Fact, Mention, analysis
from extractor.naming import slug
from extractor.pack import Packs
from extractor.stages.packs import packs_for
from extractor.tables import Cell, Table, TableReader, figure_of, mention_of

__all__ = ["make_lists"]

LABEL = 14  # tokens before the colon of a labelled row
NEAR = 12  # lines that a heading reaches down
STANDING = frozenset({"poll", "noise", "hypothetical", "expected", "nomination", "previous"})
"""Marks of a heading that stand over the rows below it."""
FORMER = re.compile(r"\bin ((?:19|20)\d\d) (?:was|were)\b", re.IGNORECASE)
FULL = (97.0, 101.5)  # what a column of percentages sums to


@Language.factory(
    "election_lists", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_lists(nlp: Language, name: str, packs: list[str]) -> Lists:
    """The factory behind `nlp.add_pipe("election_lists")`."""
    return Lists(packs_for(packs))


@dataclass(slots=True)
class Block:
    """Rows that belong together, with the lines that head them."""

    rows: list[tuple[Line, Row]] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)


class Lists:
    """Reads blocks of rows and writes their claims."""

    def __init__(self, packs: Packs) -> None:
        self.reader = LineReader(packs)
        self.tables = TableReader(packs)
        self.result_cues = packs.cue("list_results")
        self.candidate_cues = packs.cue("list_candidates")
        self.withdrawn_cues = packs.cue("list_withdrawn")
        self.loser_cues = packs.cue("list_losers")
        self.loser_labels = packs.cue("loser_labels")
        self.were_elected = packs.cue("were_elected")
        self.mixed_headings = packs.cue("mixed_headings")
        self.presenting = packs.cue("list_presenting")
        self.plain_headings = packs.cue("plain_headings")
        self.plural_posts = packs.cue("plural_posts")
        self.round_words = packs.cue("round_words")
        self.lost_leads = packs.cue("lost_leads")
        self.seat_calls = packs.cue("seat_calls")
        self.seat_tails = packs.cue("seat_tails")
        self.one_seat = packs.cue("one_seat_votes")
        self.points = packs.cue("point_nouns")
        self.electoral = packs.cue("electoral")

    def __call__(self, doc: Doc) -> Doc:
        """Add the claims of a document's lists."""
        found = analysis(doc)
        lines = self.reader.read(found)
        self.served: set[int] = set()
        note_headings(found, lines)
        whole = set(found.lowers)
        if whole.isdisjoint(self.result_cues):
            return doc
        for number, table in enumerate(self.tables.read(found, lines)):
            self.read_table(found, lines, table, 1_000_000 + number * 1_000)
        for index, sentence in enumerate(found.sentences):
            if sentence.kind == "prose":
                self.read_labelled(found, index, 2_000_000 + index)
        for number, block in enumerate(self.blocks([n for n in lines if not self.is_read(found, n)])):
            self.read_block(found, lines, block, number)
        return doc

    def blocks(self, lines: list[Line]) -> list[Block]:
        """Cut the lines into blocks; a heading or prose between rows ends a block."""
        out: list[Block] = []
        current: Block | None = None
        headings: list[Line] = []
        previous: Line | None = None
        for line in lines:
            if line.kind == "blank":
                continue
            if line.kind == "row":
                if (
                    current is None
                    or (previous is not None and previous.kind != "row")
                    or (current.rows and shape(current.rows[-1][1]) != shape(line.rows[0]))
                ):
                    fresh = previous is None or previous.kind != "row"
                    current = Block(headings=list(headings) if fresh or current is None else current.headings)
                    out.append(current)
                current.rows += [(line, row) for row in line.rows]
            elif line.kind in {"heading", "lead"}:
                if previous is not None and previous.kind in {"row", "prose"}:
                    headings = [
                        h
                        for h in headings[-2:]
                        if h.number > line.number - NEAR * 3 and previous.kind == "row"
                    ]
                headings.append(line)
                current = None
            elif line.kind == "prose":
                headings = [line]
                current = None
            previous = line
        return [b for b in out if b.rows]

    def words(self, found: Analysis, line: Line) -> set[str]:
        """The words of a heading or lead; of prose only its last sentence counts."""
        first = found.sentences[line.sentences[-1]].first_token if line.kind != "heading" else line.first
        return set(found.lowers[first : line.last + 1])

    def read_block(self, found: Analysis, lines: list[Line], block: Block, number: int) -> None:
        """Write the claims of one block."""
        near = block.headings[-1:] if block.headings else []
        marks = self.standing_marks(found, block)
        if marks - {"previous"}:
            return
        heads = [self.words(found, h) for h in block.headings[-3:]]
        closest = heads[-1] if heads else set()
        title = self.words(found, lines[0]) if lines else set()
        self.drop_numbering(block)
        self.name_columns(found, block)
        self.star(found, block)
        with_figures = sum(bool(r.figures) for _, r in block.rows) >= max(1, 0.6 * len(block.rows))
        posts = [r for _, r in block.rows if r.posts and r.people]
        if closest & self.candidate_cues and not closest & self.result_cues and not with_figures:
            return
        if closest & self.withdrawn_cues:
            outcome: str | None = "withdrawn"
        elif closest & self.loser_cues or (near and self.says_lost(found, near[0])):
            outcome = "not_elected"
        else:
            outcome = "elected"
        marked = any(r.mark for _, r in block.rows)
        presents = bool(
            closest & self.presenting
            and near
            and any(m.label in {"COMMITTEE", "POSITION"} for m in near[0].mentions)
        )
        if presents and not closest & self.candidate_cues:
            closest = closest | {"elected"}
            heads = [*heads[:-1], closest]
        resultful = bool(marked or any(h & self.result_cues for h in heads) or title & self.result_cues)
        if not resultful:
            return
        if len(posts) >= max(1, 0.6 * len(block.rows)) and not (
            with_figures and len(block.rows) > 1 and len({p.posts[0].id for p in posts}) == 1
        ):
            if outcome == "elected":
                self.read_posts(found, block, number)
            return
        if with_figures:
            people = [p for _, r in block.rows for p in r.people]
            guessed = bool(people) and all(
                p.attrs.get("guessed") and len(p.attrs["words"]) < 2 for p in people
            )
            if len(block.rows) < 2 and not marked and (not block.headings or guessed):
                return
            if self.of_election(found, block, title.union(*heads)):
                self.read_figures(found, lines, block, number)
        elif outcome and len(block.rows) >= 1 and all(r.people for _, r in block.rows):
            self.read_names(found, lines, block, number, outcome, closest, near)

    def of_election(self, found: Analysis, block: Block, words: set[str]) -> bool:
        """Whether names with figures are of an election: headings or headline speak of one or name a post or
        body, or the rows themselves count votes, name parties or mark winners."""
        if words & self.electoral:
            return True
        if any(
            m.label in {"COMMITTEE", "POSITION"}
            for head in block.headings[-3:]
            if head.kind != "prose"
            for m in head.mentions
        ):
            return True
        return any(
            row.slates or row.mark or row.option or any(f.label == "VOTES" for f in row.figures)
            for _, row in block.rows
        )

    def standing_marks(self, found: Analysis, block: Block) -> set[str]:
        """What stands over a block: the marks of its nearest heading, or of the last sentence of prose."""
        if not block.headings:
            return self.marks_between(found, block.rows[0][1].start, block.rows[0][1].end)
        last = found.sentences[block.headings[-1].sentences[-1]]
        return self.marks_between(found, last.start, last.end)

    def marks_between(self, found: Analysis, start: int, end: int) -> set[str]:
        """The standing marks of a stretch; "the result in 2019 was" tells of a vote before the one of the
        headline, where that does not name the year itself."""
        marks = {m.kind for m in found.marks if m.start < end and start < m.end} & STANDING
        told = FORMER.search(found.text, start, end)
        if told is not None and told[1] not in found.text[: found.sentences[0].end]:
            marks.add("previous")
        return marks

    def says_lost(self, found: Analysis, head: Line) -> bool:
        """ "The following were not elected:"."""
        first = found.sentences[head.sentences[-1]].first_token
        text = f" {' '.join(found.lowers[first : head.last + 1])} "
        return any(f" {phrase} " in text for phrase in self.lost_leads)

    def name_columns(self, found: Analysis, block: Block) -> None:
        """A column of bare figures that sums to a hundred holds percentages; a column of years no votes, and
        points are nobody's votes."""
        for _, row in block.rows:
            row.figures = [
                f
                for f in row.figures
                if found.lowers[found.token_at(f.end - 1) + 1 :][:1] not in [[w] for w in self.points]
            ]
        people = [r for _, r in block.rows if r.people or r.slates]
        if people and all(f.label == "DATE" for r in people for f in r.figures):
            for row in people:
                row.figures = []
        width = {len(r.figures) for r in people}
        if len(people) < 2 or len(width) != 1 or not width - {0}:
            return
        for column in range(width.pop()):
            figures = [r.figures[column] for r in people]
            values = [f.value for f in figures if f.label == "COUNT" and f.value is not None]
            told = self.told_percent(found, block)
            whole = len(values) == len(figures) and FULL[0] <= sum(values) <= FULL[1]
            if whole and (len(people[0].figures) > 1 or told or any(isinstance(v, float) for v in values)):
                for figure in figures:
                    figure.label = "SHARE"

    def told_percent(self, found: Analysis, block: Block) -> bool:
        """Whether the nearest heading speaks of percent."""
        head = block.headings[-1] if block.headings else None
        return head is not None and bool(
            {"%", "percent", "percentage", "share"} & set(found.lowers[head.first : head.last + 1])
        )

    def star(self, found: Analysis, block: Block) -> None:
        """Rows with an asterisk or in bold won, where they are the first by figure and some rows are bare."""
        rows = [r for _, r in block.rows if r.people and r.figures]
        bright = [r for r in rows if r.starred]
        if not bright or len(bright) == len(rows) or any(r.mark == "elected" for r in rows):
            return
        if any("*" in line and "incumbent" in line for line in found.text.lower().split("\n")):
            return
        best = [first_of(r, {"VOTES", "COUNT", "SHARE"}) for r in bright]
        rest = [first_of(r, {"VOTES", "COUNT", "SHARE"}) for r in rows if not r.starred]
        low = min((f.value or 0 for f in best if f is not None), default=0)
        if all(f is not None and (f.value or 0) <= low for f in rest):
            for row, figure in zip(bright, best, strict=True):
                row.mark, row.mark_at = "elected", figure

    def is_read(self, found: Analysis, line: Line) -> bool:
        """Whether a line's first sentence is a row already."""
        return found.sentences[line.sentences[0]].kind in {"row", "tail"}

    def read_labelled(self, found: Analysis, index: int, number: int) -> None:
        """One contest in one sentence: "Corby Heath (Thornley BC): LD 1,104 (48.6%), C 702 (30.9%)"."""
        sentence = found.sentences[index]
        tokens = range(sentence.first_token, min(sentence.last_token, sentence.first_token + LABEL) + 1)
        colon = next((t for t in tokens if found.lowers[t].rstrip("*_").endswith(":")), None)
        inside = found.within(sentence.start, sentence.end)
        begin = sentence.start
        if colon is not None and colon > sentence.first_token:
            begin = found.ends[colon]
            label = [m for m in inside if m.end <= found.starts[colon]]
            if any(m.label in {"VOTES", "SHARE"} for m in label):
                return
        rows = self.reader.entries(found, begin, sentence.end, inside)
        if len(rows) < 2:
            return
        if begin > sentence.start and any(r.people for r in rows) and any(m.label == "PERSON" for m in label):
            return
        marks = self.marks_between(found, sentence.start, sentence.end)
        if marks & (STANDING - {"previous"}) or not self.electoral_near(found, index, rows):
            return
        claim = Claim("labelled", sentence.start, sentence.end, index, group=number)
        claim.qualifiers |= marks & {"previous"}
        lead = " ".join(found.lowers[sentence.first_token : colon]) if colon is not None else ""
        told = any(f" {verb} " in f" {lead} " for verb in self.were_elected)
        said = (
            "not_elected"
            if lead in self.loser_labels
            else "elected"
            if told or lead in {"elected", "winners"}
            else None
        )
        if colon is not None and begin > sentence.start and (said is None or told):
            self.label_anchors(found, claim, sentence.first_token, colon - 1, area=not told)
        entries: list[tuple[Row, Mention, Mention | None]] = []
        for row in rows:
            who = self.subject(row)
            votes = first_of(row, {"VOTES", "COUNT", "DATE"}, integer=True)
            share = first_of(row, {"SHARE"})
            if who is None:
                continue
            self.state(claim, row, who)
            for name, figure in (("votes", votes), ("share", share)):
                if figure is not None:
                    claim.facts.append(Fact(who, name, figure.value, figure))
            if said and row.mark is None and votes is not None:
                row.mark, row.mark_at = said, votes
            if row.mark and row.mark_at is not None:
                claim.facts.append(Fact(who, "outcome", row.mark, row.mark_at))
            entries.append((row, who, votes or share))
        sentence.kind = "row"
        claim.settings["party_rows"] = True
        claim.settings["by_election"] = said is None and self.is_by_election(found)
        self.rank(claim, entries)
        found.claims.append(claim)

    def is_by_election(self, found: Analysis) -> bool:
        """Whether the headline speaks of by-elections, each for one seat."""
        title = found.text[: found.sentences[0].end].lower()
        return any(word in title for word in self.one_seat)

    def electoral_near(self, found: Analysis, index: int, rows: list[Row]) -> bool:
        """Whether a list in a sentence is of an election: by its words, its neighbours', or its parties."""
        if sum(bool(r.slates) for r in rows) > 1 or any(r.option for r in rows):
            return True
        return any(n in found.electoral for n in (0, index - 1, index, index + 1) if n >= 0)

    def label_anchors(
        self, found: Analysis, claim: Claim, first: int, last: int, *, area: bool = True
    ) -> None:
        """What stands before the colon: a place, a post, a body; where `area`, other words as the area."""
        start, end = found.starts[first], found.ends[last]
        for mention in found.within(start, end):
            kind = {"POSITION": "post", "COMMITTEE": "body", "PLACE": "place"}.get(mention.label)
            if kind:
                claim.anchors.setdefault(kind, mention)
        if not area or "post" in claim.anchors:
            return
        stop = next((t for t in range(first, last + 1) if found.lowers[t] in {"(", ",", "-"}), last + 1)
        words = [found.words[t] for t in range(first, stop) if found.words[t][:1].isalpha()]
        if not words or any(w[:1].islower() and w not in self.reader.filler for w in words):
            return
        known = claim.anchors.get("place")
        if {w.lower() for w in words} & (self.plain_headings | self.result_cues | self.round_words):
            return
        if known is None or found.starts[first] <= known.start < found.starts[stop - 1]:
            place = found.mention("PLACE", first, stop - 1, rule="label")
            place.name = place.text
            place.id = slug(place.text)
            if known is None or len(place) > len(known):
                claim.anchors["place"] = place

    def drop_numbering(self, block: Block) -> None:
        """Numbers that count the rows, 1, 2, 3 ..., are nobody's votes."""
        leading = [
            r.figures[0] if r.figures and r.figures[0].start <= r.start + 1 else None for _, r in block.rows
        ]
        values = [m.value if m is not None else None for m in leading]
        if len(values) > 1 and all(isinstance(v, int) for v in values):
            steps = {
                b - a for a, b in itertools.pairwise(values) if isinstance(a, int) and isinstance(b, int)
            }
            if steps == {1}:
                for _, row in block.rows:
                    row.figures = row.figures[1:]

    def claim(self, found: Analysis, block: Block, rule: str, number: int) -> Claim:
        """An empty claim over a block; its rows are no prose any more."""
        first, last = block.rows[0], block.rows[-1]
        for line, _ in block.rows:
            for index in line.sentences:
                found.sentences[index].kind = "row"
        return Claim(rule, first[1].start, last[1].end, first[0].sentences[0], group=number)

    def anchor(self, found: Analysis, claim: Claim, block: Block, lines: list[Line]) -> None:
        """Position, committee, place and seats from the headings, the nearest first."""
        for depth, head in enumerate(reversed(block.headings[-3:])):
            if depth and head.number in self.served and claim.anchors.keys() & {"post", "body", "place"}:
                continue
            mentions = (
                head.mentions
                if head.kind == "heading"
                else [m for m in head.mentions if m.start >= found.sentences[head.sentences[-1]].start]
            )
            for mention in mentions:
                kind = {"POSITION": "post", "COMMITTEE": "body", "PLACE": "place"}.get(mention.label)
                if kind == "place" and head.kind != "heading":
                    continue
                if (
                    kind
                    and kind not in claim.anchors
                    and not (kind == "post" and depth and "body" in claim.anchors)
                ):
                    claim.anchors[kind] = mention
                    mention.attrs["basis"] = "carried"
                if mention.label == "SEATS" and "seats" not in claim.anchors:
                    claim.anchors["seats"] = mention
            if not depth and head.kind == "heading" and not {"post", "body", "place"} & set(claim.anchors):
                words = [w for w in found.lowers[head.first : head.last + 1] if w.isalpha()]
                if (
                    words
                    and len(words) <= 6
                    and not set(words) & (self.plain_headings | self.result_cues)
                    and not set(words) <= self.round_words
                    and found.words[head.first][:1].isupper()
                ):
                    last = head.last - (found.lowers[head.last] in {":", "-"})
                    post = found.mention("POSITION", head.first, last, rule="heading")
                    post.name = post.text
                    post.id = slug(post.name)
                    post.attrs["basis"] = "carried"
                    claim.anchors["post"] = post
            if claim.anchors.keys() & {"post", "place"}:
                break
        if block.headings:
            self.served.add(block.headings[-1].number)
            self.called_seats(found, claim, block.headings[-2:])
        self.stated_seats(found, claim)
        if not claim.anchors.keys() & {"post", "body", "place"} and lines:
            for mention in lines[0].mentions:
                if mention.label in {"COMMITTEE", "POSITION"}:
                    mention.attrs["basis"] = "carried"
                    claim.anchors.setdefault("body" if mention.label == "COMMITTEE" else "post", mention)

    def called_seats(self, found: Analysis, claim: Claim, heads: list[Line]) -> None:
        """Seats that a heading calls for: "vote for three", "2 to be elected"."""
        for head in reversed(heads):
            if "seats" in claim.anchors:
                return
            text = found.lowers[head.first : head.last + 1]
            for mention in head.mentions:
                if mention.label not in {"COUNT", "SEATS"} or not isinstance(mention.value, int):
                    continue
                at, end = found.token_at(mention.start), found.token_at(mention.end - 1)
                before = f" {' '.join(text[max(0, at - head.first - 5) : at - head.first])} "
                after = f" {' '.join(text[end - head.first + 1 : end - head.first + 5])} "
                called = any(before.endswith(f" {phrase} ") for phrase in self.seat_calls)
                if (
                    called or any(after.startswith(f" {p} ") for p in self.seat_tails)
                ) and mention.value < 50:
                    claim.anchors["seats"] = mention
                    break

    def stated_seats(self, found: Analysis, claim: Claim) -> None:
        """Seats that the article states elsewhere: "the first three are elected", or for the post of this
        block "the two General Executive positions"."""
        if "seats" not in claim.anchors:
            for mention in found.mentions:
                if (
                    mention.label in {"COUNT", "SEATS"}
                    and isinstance(mention.value, int)
                    and 1 < mention.value < 50
                    and self.tops(found, mention)
                ):
                    claim.anchors["seats"] = mention
                    return
        post = claim.anchors.get("post")
        if post is None or "seats" in claim.anchors:
            return
        name = {w for w in post.text.lower().split() if w.isalpha()}
        for mention in found.mentions:
            if mention.label == "SEATS" and len(name) > 1 and name <= set(mention.text.lower().split()):
                claim.anchors["seats"] = mention
                return

    def tops(self, found: Analysis, mention: Mention) -> bool:
        """ "The first three candidates are elected": so many of the list below or above."""
        at, end = found.token_at(mention.start), found.token_at(mention.end - 1)
        if found.lowers[at - 1 : at] not in (["first"], ["top"]):
            return False
        behind = f" {' '.join(found.lowers[end + 1 : end + 8])} "
        return any(f" {verb} " in behind for verb in self.were_elected if " " in verb)

    def read_table(self, found: Analysis, lines: list[Line], table: Table, number: int) -> None:
        """A table with a header: one contest for each area and post it names."""
        groups: dict[tuple[str, ...], Claim] = {}
        entries: dict[tuple[str, ...], list[tuple[Row, Mention, Mention | None]]] = {}
        above = [
            n
            for n in lines
            if n.number < table.header.number
            and n.kind in {"heading", "lead"}
            and n.number > table.header.number - NEAR
        ]
        marks = self.marks_between(found, above[-1].start, above[-1].end) if above else set()
        for row in table.rows:
            row.line.kind = table.header.kind = "table"
            cell = row.cells.get("candidate")
            if (
                cell is None
                or not any(ch.isalpha() for ch in cell.text)
                or cell.text.lower() in self.reader.no_candidates
            ):
                continue
            key = tuple(row.cells[c].text if c in row.cells else "" for c in ("place", "post"))
            if key not in groups:
                claim = Claim(
                    "table", cell.start, cell.end, row.line.sentences[0], group=number + len(groups)
                )
                for column, kind, label in (("place", "place", "PLACE"), ("post", "post", "POSITION")):
                    if column in row.cells:
                        claim.anchors[kind] = mention_of(found, label, row.cells[column])
                claim.qualifiers |= marks
                if not claim.anchors:
                    self.anchor(found, claim, Block(headings=above[-2:]), lines)
                groups[key], entries[key] = claim, []
            claim = groups[key]
            claim.end = row.line.end
            for index in row.line.sentences:
                found.sentences[index].kind = "row"
            self.fill_entry(found, claim, row.cells, entries[key], won=table.winners)
        for key, claim in groups.items():
            self.rank(claim, entries[key])
            if claim.facts:
                found.claims.append(claim)

    def fill_entry(
        self,
        found: Analysis,
        claim: Claim,
        cells: dict[str, Cell],
        entries: list[tuple[Row, Mention, Mention | None]],
        *,
        won: bool = False,
    ) -> None:
        """The facts of one table row."""
        who = mention_of(found, "PERSON", cells["candidate"])
        if cells["candidate"].text.lower() in self.reader.options:
            who.label, who.attrs["candidate_kind"] = "OPTION", "option"
            who.name, who.id = who.text, slug(who.text)
        row = Row(who.start, who.end, people=[who])
        claim.facts.append(Fact(who, "named", who.name, who))
        if won:
            row.mark, row.mark_at = "elected", who
            claim.facts.append(Fact(who, "outcome", "elected", who))
        if "party" in cells and any(ch.isalpha() for ch in cells["party"].text):
            claim.facts.append(
                Fact(who, "affiliation", "stood_for", mention_of(found, "SLATE", cells["party"]))
            )
        votes = figure_of(found, cells["votes"]) if "votes" in cells else None
        share = figure_of(found, cells["share"], share=True) if "share" in cells else None
        if votes is not None:
            claim.facts.append(Fact(who, "votes", votes.value, votes))
        if share is not None:
            claim.facts.append(Fact(who, "share", share.value, share))
        if "outcome" in cells:
            words = cells["outcome"].text.lower().split()
            mark = next((self.reader.marks[w] for w in words if w in self.reader.marks), None)
            if mark:
                row.mark = "not_elected" if "not" in words else mark
                claim.facts.append(
                    Fact(
                        who,
                        "outcome",
                        row.mark,
                        Mention("COUNT", cells["outcome"].start, cells["outcome"].end, ""),
                    )
                )
        entries.append((row, who, votes or share))

    def subject(self, row: Row) -> Mention | None:
        """Who a row is about."""
        if row.people:
            return row.people[0]
        if row.option is not None:
            return None if row.option.attrs.get("nobody") else row.option
        return row.slates[0] if row.slates else None

    def read_figures(self, found: Analysis, lines: list[Line], block: Block, number: int) -> None:
        """A block of names with figures: one contest."""
        claim = self.claim(found, block, "rows", number)
        claim.qualifiers |= self.standing_marks(found, block) & {"previous"}
        self.anchor(found, claim, block, lines)
        entries: list[tuple[Row, Mention, Mention | None]] = []
        said = self.heading_outcome(found, block)
        seats = self.counts_seats(found, block)
        for _, row in block.rows:
            who = self.subject(row)
            if who is None:
                continue
            votes = votes_of(row)
            share = first_of(row, {"SHARE"})
            self.state(claim, row, who)
            if who.label == "SLATE" and votes is not None and (seats or votes.label == "SEATS"):
                claim.facts.append(Fact(who, "seats", votes.value, votes))
                continue
            if votes is not None:
                claim.facts.append(Fact(who, "votes", votes.value, votes))
            if share is not None:
                claim.facts.append(Fact(who, "share", share.value, share))
            if said and row.mark is None and votes is not None:
                row.mark, row.mark_at = said, votes
            if row.mark and row.mark_at is not None:
                claim.facts.append(Fact(who, "outcome", row.mark, row.mark_at))
            entries.append((row, who, votes or share))
        self.later_round(found, claim, block)
        claim.settings["by_election"] = said is None and len(entries) > 1 and self.is_by_election(found)
        self.rank(claim, entries)
        if claim.facts:
            found.claims.append(claim)

    def later_round(self, found: Analysis, claim: Claim, block: Block) -> None:
        """A block of a round speaks of the contest of the block before it where two names are the same: the
        last figure that anybody reached is theirs, and the earlier order elected nobody."""
        head = block.headings[-1] if block.headings else None
        earlier = next((c for c in reversed(found.claims) if c.rule == "rows"), None)
        if head is None or earlier is None:
            return
        words = {w for w in found.lowers[head.first : head.last + 1] if w.isalpha()}
        mine = {f.subject.id for f in claim.facts if f.field in {"votes", "share"}}
        theirs = {f.subject.id for f in earlier.facts if f.field in {"votes", "share"}}
        if not words or not words <= self.round_words or len(mine & theirs) < 2 or not mine <= theirs:
            return
        claim.group = earlier.group
        for kind, mention in earlier.anchors.items():
            claim.anchors.setdefault(kind, mention)
        earlier.facts = [
            f
            for f in earlier.facts
            if not (f.field in {"votes", "share"} and f.subject.id in mine)
            and not (f.field == "outcome" and f.basis == "derived")
        ]

    def counts_seats(self, found: Analysis, block: Block) -> bool:
        """Whether the heading right above says that the figures are seats."""
        if not block.headings:
            return False
        head = block.headings[-1]
        return "seats" in found.lowers[head.first : head.last + 1]

    def heading_outcome(self, found: Analysis, block: Block) -> str | None:
        """What a heading like "Elected:" or "Not elected" says of all rows below it."""
        if not block.headings or any(r.mark for _, r in block.rows):
            return None
        head = block.headings[-1]
        if self.says_lost(found, head):
            return "not_elected"
        words = [w for w in found.lowers[head.first : head.last + 1] if w.isalpha()]
        text = f" {' '.join(words)} "
        if head.kind == "lead" and any(
            f" {verb} " in text for verb in self.were_elected if verb.endswith(" elected")
        ):
            return None if {"results", "result"} & set(words) else "elected"
        if len(words) > 6 or set(words) & self.mixed_headings:
            return None
        if words[:2] == ["not", "elected"] or set(words) & self.loser_cues:
            return "not_elected"
        return "elected" if set(words) & {"elected", "winners", "successful"} else None

    def state(self, claim: Claim, row: Row, who: Mention) -> None:
        if who.label == "SLATE":
            claim.facts.append(Fact(who, "named", who.name, who))
            return
        for person in row.people or [who]:
            claim.facts.append(Fact(person, "named", person.name, person))
            for slate in row.slates:
                claim.facts.append(Fact(person, "affiliation", "stood_for", slate))

    def rank(self, claim: Claim, entries: list[tuple[Row, Mention, Mention | None]]) -> None:
        """Winners by figure, where nothing marks them and the number of seats is known."""
        wanted = {"PERSON", "SLATE"} if claim.settings.get("party_rows") else {"PERSON"}
        people = [(r, w, f) for r, w, f in entries if f is not None and w.label in wanted]
        if any(r.mark == "elected" for r, _, _ in entries):
            for row, who, figure in people:
                if row.mark is None and figure is not None:
                    claim.facts.append(Fact(who, "outcome", "not_elected", figure, "derived"))
            return
        seats = claim.anchors.get("seats")
        count = seats.value if seats is not None and isinstance(seats.value, int) else self.single(claim)
        if not count and self.contested(claim, entries):
            count = 1
        if not count or not people:
            claim.settings["unranked"] = True
            return
        ordered = sorted(people, key=lambda e: -(e[2].value or 0) if e[2] else 0)
        edge = ordered[count - 1][2] if count <= len(ordered) else None
        beyond = ordered[count][2] if count < len(ordered) else None
        if edge is not None and beyond is not None and edge.value == beyond.value:
            return
        for place, (_, who, figure) in enumerate(ordered):
            if figure is not None:
                claim.facts.append(
                    Fact(who, "outcome", "elected" if place < count else "not_elected", figure, "derived")
                )

    def single(self, claim: Claim) -> int | None:
        """One, where the heading names a post in the singular."""
        post = claim.anchors.get("post")
        if post is None:
            if claim.settings.get("by_election"):
                return 1
            return 1 if claim.settings.get("party_rows") and "place" in claim.anchors else None
        last = [w for w in post.text.lower().replace("(", " (").split() if w.isalpha()]
        return None if not last or last[-1] in self.plural_posts else 1

    def contested(self, claim: Claim, entries: list[tuple[Row, Mention, Mention | None]]) -> bool:
        """Whether two people, and nobody else, fought for one place: a vote between two fills one seat."""
        return (
            len(entries) == 2
            and all(w.label == "PERSON" and f is not None and f.value for _, w, f in entries)
            and bool(claim.anchors.keys() & {"post", "place"})
        )

    def read_names(
        self,
        found: Analysis,
        lines: list[Line],
        block: Block,
        number: int,
        outcome: str,
        closest: set[str],
        near: list[Line],
    ) -> None:
        """A block of bare names under a heading that says what became of them."""
        has_mark = any(r.mark for _, r in block.rows)
        if not has_mark and not closest & (self.result_cues | self.withdrawn_cues | self.loser_cues):
            above = [self.words(found, h) for h in block.headings[-3:-1]]
            if not any(a & self.result_cues and not a & self.candidate_cues for a in above):
                return
        people = [p for _, r in block.rows for p in r.people]
        sure = sum(not p.weak for p in people)
        if not people or sure < 0.5 * len(people):
            return
        if (
            len(people) < 2
            and not has_mark
            and (self.heading_outcome(found, block) is None or not near or near[0].number == 0)
        ):
            return
        claim = self.claim(found, block, "names", number)
        self.anchor(found, claim, block, lines)
        for _, row in block.rows:
            for person in row.people:
                claim.facts.append(Fact(person, "named", person.name, person))
                mark = row.mark or (None if has_mark else outcome)
                if mark:
                    claim.facts.append(Fact(person, "outcome", mark, row.mark_at or person))
                for slate in row.slates:
                    claim.facts.append(Fact(person, "affiliation", "stood_for", slate))
        found.claims.append(claim)

    def read_posts(self, found: Analysis, block: Block, number: int) -> None:
        """Rows of a post and its holder: a contest each."""
        for offset, (line, row) in enumerate(block.rows):
            if not row.people or not row.posts:
                continue
            between = found.text[
                min(row.posts[0].end, row.people[0].end) : max(row.posts[-1].start, row.people[0].start)
            ]
            if len(block.rows) < 2 and not any(mark in between for mark in ":|–—-"):
                continue
            claim = self.claim(found, Block(rows=[(line, row)]), "post-row", number * 1000 + offset)
            post = row.posts[0] if row.post_first else row.posts[-1]
            claim.anchors["post"] = post
            for mention in line.mentions:
                if (
                    mention.label == "COMMITTEE"
                    and row.start <= mention.start < row.end
                    and (mention.end <= post.start or mention.start >= post.end)
                ):
                    claim.anchors.setdefault("body", mention)
            for person in row.people:
                claim.facts.append(Fact(person, "named", person.name, person))
                claim.facts.append(Fact(person, "outcome", row.mark or "elected", row.mark_at or person))
                for slate in row.slates:
                    claim.facts.append(Fact(person, "affiliation", "stood_for", slate))
                votes = first_of(row, {"VOTES", "COUNT"}, integer=True)
                if votes is not None and len(row.people) == 1:
                    claim.facts.append(Fact(person, "votes", votes.value, votes))
                share = first_of(row, {"SHARE"})
                if share is not None and len(row.people) == 1:
                    claim.facts.append(Fact(person, "share", share.value, share))
            found.claims.append(claim)


def note_headings(found: Analysis, lines: list[Line]) -> None:
    """Headings that are nothing but a place, post or body; any other heading ends their reach."""
    for line in lines[1:]:
        if line.kind not in {"heading", "lead"}:
            continue
        pure = [
            m
            for m in line.mentions
            if m.label in {"PLACE", "POSITION", "COMMITTEE"} and len(m) >= 0.7 * (line.end - line.start)
        ]
        kinds = {"PLACE": "place", "POSITION": "post", "COMMITTEE": "body"}
        found.headings[line.number] = {kinds[m.label]: m for m in pure[:1]}


def votes_of(row: Row) -> Mention | None:
    """The votes of a row: what is called votes, else its only figure or the first of two; of more only one
    that is the sum of the others, since a column without a head may count anything."""
    called = first_of(row, {"VOTES"})
    if called is not None:
        return called
    counts = [m for m in row.figures if m.label in {"COUNT", "SEATS", "DATE"} and isinstance(m.value, int)]
    if len(counts) < 3:
        return counts[0] if counts else None
    values = [m.value for m in counts if m.value is not None]
    return next((m for m in counts if m.value is not None and 2 * m.value == sum(values)), None)


def shape(row: Row) -> tuple[bool, bool]:
    """What rows of one block have in common."""
    return bool(row.figures), bool(row.posts) and not row.figures


def first_of(row: Row, labels: set[str], integer: bool = False) -> Mention | None:
    """The first figure of a row with one of the labels."""
    return next(
        (m for m in row.figures if m.label in labels and not (integer and not isinstance(m.value, int))), None
    )
