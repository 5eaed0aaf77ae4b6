"""Lists and tables: blocks of rows under a heading, read by their geometry.

A block of rows with figures is one contest; its winners are marked, or are the first N by figure where
N is stated or the heading names a single post. A block of bare names is a result only where its
heading or lead says so. Rows that begin or end in a post are a contest each.
"""

from __future__ import annotations

import itertools
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

GAP = 2  # blank lines that a block survives
LABEL = 14  # tokens before the colon of a labelled row
NEAR = 12  # lines that a heading reaches down


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

    def __call__(self, doc: Doc) -> Doc:
        """Add the claims of a document's lists."""
        found = analysis(doc)
        lines = self.reader.read(found)
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
        heads = [self.words(found, h) for h in block.headings[-3:]]
        closest = heads[-1] if heads else set()
        title = self.words(found, lines[0]) if lines else set()
        self.drop_numbering(block)
        with_figures = sum(bool(r.figures) for _, r in block.rows) >= max(1, 0.6 * len(block.rows))
        posts = [r for _, r in block.rows if r.posts and r.people]
        if closest & self.candidate_cues and not closest & self.result_cues and not with_figures:
            return
        if closest & self.withdrawn_cues:
            outcome: str | None = "withdrawn"
        elif closest & self.loser_cues:
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
            if len(block.rows) < 2 and not marked and not block.headings:
                return
            self.read_figures(found, lines, block, number)
        elif outcome and len(block.rows) >= 1 and all(r.people for _, r in block.rows):
            self.read_names(found, lines, block, number, outcome, closest, near)

    def is_read(self, found: Analysis, line: Line) -> bool:
        """Whether a line's first sentence is a row already."""
        return found.sentences[line.sentences[0]].kind in {"row", "tail"}

    def read_labelled(self, found: Analysis, index: int, number: int) -> None:
        """One contest in one sentence: "Corby Heath (Thornley BC): LD 1,104 (48.6%), C 702 (30.9%)"."""
        sentence = found.sentences[index]
        tokens = range(sentence.first_token, min(sentence.last_token, sentence.first_token + LABEL) + 1)
        colon = next((t for t in tokens if found.lowers[t].endswith(":")), None)
        inside = found.within(sentence.start, sentence.end)
        begin = sentence.start
        if colon is not None and colon > sentence.first_token:
            begin = found.ends[colon]
            label = [m for m in inside if m.end <= found.starts[colon]]
            if any(m.label in {"PERSON", "VOTES", "SHARE"} for m in label):
                return
        rows = self.reader.entries(found, begin, sentence.end, inside)
        if len(rows) < 2:
            return
        claim = Claim("labelled", sentence.start, sentence.end, index, group=number)
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
        self.rank(claim, entries)
        found.claims.append(claim)

    def label_anchors(
        self, found: Analysis, claim: Claim, first: int, last: int, *, area: bool = True
    ) -> None:
        """What stands before the colon: a place, a post, a body; where `area`, other words as the area."""
        start, end = found.starts[first], found.ends[last]
        for mention in found.within(start, end):
            kind = {"POSITION": "post", "COMMITTEE": "body", "PLACE": "place"}.get(mention.label)
            if kind:
                claim.anchors.setdefault(kind, mention)
        if area and "place" not in claim.anchors and "post" not in claim.anchors:
            stop = next((t for t in range(first, last + 1) if found.lowers[t] in {"(", ",", "-"}), last + 1)
            if stop > first and found.words[first][:1].isupper():
                place = found.mention("PLACE", first, stop - 1, rule="label")
                place.name = place.text
                place.id = slug(place.text)
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
        self.stated_seats(found, claim)
        if not claim.anchors.keys() & {"post", "body", "place"} and lines:
            for mention in lines[0].mentions:
                if mention.label in {"COMMITTEE", "POSITION"}:
                    mention.attrs["basis"] = "carried"
                    claim.anchors.setdefault("body" if mention.label == "COMMITTEE" else "post", mention)

    def stated_seats(self, found: Analysis, claim: Claim) -> None:
        """Seats that the article states elsewhere for the post of this block: "the two General Executive
        positions"."""
        post = claim.anchors.get("post")
        if post is None or "seats" in claim.anchors:
            return
        name = {w for w in post.text.lower().split() if w.isalpha()}
        for mention in found.mentions:
            if mention.label == "SEATS" and len(name) > 1 and name <= set(mention.text.lower().split()):
                claim.anchors["seats"] = mention
                return

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
                if not claim.anchors:
                    self.anchor(found, claim, Block(headings=above[-2:]), lines)
                groups[key], entries[key] = claim, []
            claim = groups[key]
            claim.end = row.line.end
            for index in row.line.sentences:
                found.sentences[index].kind = "row"
            self.fill_entry(found, claim, row.cells, entries[key])
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
    ) -> None:
        """The facts of one table row."""
        who = mention_of(found, "PERSON", cells["candidate"])
        row = Row(who.start, who.end, people=[who])
        claim.facts.append(Fact(who, "named", who.name, who))
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
        self.anchor(found, claim, block, lines)
        entries: list[tuple[Row, Mention, Mention | None]] = []
        said = self.heading_outcome(found, block)
        seats = self.counts_seats(found, block)
        for _, row in block.rows:
            who = self.subject(row)
            if who is None:
                continue
            votes = first_of(row, {"VOTES"}) or first_of(row, {"COUNT", "SEATS", "DATE"}, integer=True)
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
        self.rank(claim, entries)
        if claim.facts:
            found.claims.append(claim)

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
        words = [w for w in found.lowers[head.first : head.last + 1] if w.isalpha()]
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
            return 1 if claim.settings.get("party_rows") and "place" in claim.anchors else None
        last = [w for w in post.text.lower().replace("(", " (").split() if w.isalpha()]
        return None if not last or last[-1] in self.plural_posts else 1

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


def shape(row: Row) -> tuple[bool, bool]:
    """What rows of one block have in common."""
    return bool(row.figures), bool(row.posts) and not row.figures


def first_of(row: Row, labels: set[str], integer: bool = False) -> Mention | None:
    """The first figure of a row with one of the labels."""
    return next(
        (m for m in row.figures if m.label in labels and not (integer and not isinstance(m.value, int))), None
    )
