"""Lists and tables: blocks of rows under a heading, read by their geometry.

A block of rows with figures is one contest; its winners are marked, or are the first N by figure where
N is stated or the heading names a single post. A block of bare names is a result only where its
heading or lead says so. Rows that begin or end in a post are a contest each.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractor.lists.announcements import words_of
from extractor.lists.blocks import (
    Block,
    Entry,
    counts_nobody,
    first_of,
    goes_on,
    label_of,
    slates_of,
    state,
    subject,
    votes_of,
)
from extractor.lists.columns import Columns
from extractor.lists.cutting import BlockCutter
from extractor.lists.headings import Headings
from extractor.lists.labelled import Labelled
from extractor.lists.line_reader import LineReader
from extractor.lists.lines import Line
from extractor.lists.name_rows import NameRows
from extractor.lists.post_rows import contested_post, post_claims
from extractor.lists.ranking import Ranking
from extractor.lists.rosters import Rosters
from extractor.lists.section_headings import note_headings
from extractor.lists.table_claims import TableClaims
from extractor.lists.tables import TableReader
from extractor.lists.ticket_rows import TicketRows
from extractor.mentions import Analysis, Claim, Fact, analysis
from extractor.packs.chosen import packs_for
from extractor.packs.pack import Packs

__all__ = ["make_lists"]


@Language.factory(
    "election_lists", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_lists(nlp: Language, name: str, packs: list[str]) -> Lists:
    """The factory behind `nlp.add_pipe("election_lists")`."""
    return Lists(packs_for(packs))


class Lists:
    """Reads blocks of rows and writes their claims."""

    def __init__(self, packs: Packs) -> None:
        self.reader = LineReader(packs)
        self.tables = TableReader(packs)
        self.rosters = Rosters(packs, self.reader)
        self.headings = Headings(packs)
        self.announcements = self.headings.announcements
        self.ranking = Ranking(packs)
        self.tickets = TicketRows(packs)
        self.columns = Columns(packs, self.headings)
        self.cutting = BlockCutter(packs, self.headings)
        self.labelled = Labelled(packs, self.reader, self.headings, self.ranking)
        self.table_claims = TableClaims(self.reader, self.headings, self.ranking)
        self.result_cues = packs.cue("list_results")
        self.tails = packs.cue("heading_tails")
        self.name_rows = NameRows(packs, self.headings)
        self.candidate_cues = packs.cue("list_candidates")
        self.above: Block | None = None
        self.common = packs.words.get("common_words", frozenset()) | packs.cue("plain_headings")

    def __call__(self, doc: Doc) -> Doc:
        """Add the claims of a document's lists."""
        found = analysis(doc)
        lines = self.reader.read(found)
        self.columns.read_ages([n for n in lines if n.kind != "blank"])
        note_headings(found, lines, self.common, self.tails)
        if self.result_cues.isdisjoint(found.lowers):
            return doc
        self.headings.begin(found, lines)
        self.headings.told = self.announcements.tells_results(found, lines)
        self.rosters.read(found, lines)
        for number, table in enumerate(self.tables.read(found, lines)):
            self.table_claims.read_table(found, lines, table, 1_000_000 + number * 1_000)
        for index, sentence in enumerate(found.sentences):
            if sentence.kind == "prose":
                self.labelled.read_labelled(found, index, 2_000_000 + index)
        self.above = None
        for number, block in self.cutting.numbered(found, lines):
            self.read_block(found, lines, block, number)
        return doc

    def read_block(self, found: Analysis, lines: list[Line], block: Block, number: int) -> None:
        """Write the claims of one block."""
        near = block.headings[-1:] if block.headings else []
        marks = self.headings.standing_marks(found, block)
        if block.polled or marks - {"previous"} or (near and self.announcements.names_others(found, near[0])):
            return
        heads = [words_of(found, h) for h in block.headings[-3:]]
        closest = heads[-1] if heads else set()
        title = words_of(found, lines[0]) if lines else set()
        self.columns.drop_numbering(block)
        self.columns.name_columns(found, block)
        self.columns.star(found, block)
        with_figures = sum(bool(r.figures) for _, r in block.rows) >= max(1, 0.6 * len(block.rows))
        posts = [r for _, r in block.rows if r.posts and r.people]
        labelled = len(posts) == len(block.rows) and near and near[0].kind == "prose"
        if labelled and len(block.rows) > 1:
            whole = set(found.lowers[near[0].first : near[0].last + 1])
            if whole & self.result_cues and not whole & self.candidate_cues:
                closest = closest | (whole & self.result_cues)
                heads = [*heads[:-1], closest]
        standing = bool(closest & self.candidate_cues and not closest & self.result_cues)
        if standing and not with_figures and not labelled:
            return
        marked = any(r.mark for _, r in block.rows)
        if (
            not with_figures
            and not marked
            and any(self.announcements.is_ahead(found, h) for h in block.headings)
        ):
            return
        outcome = self.announcements.outcome_of_names(found, near, closest)
        if near and self.announcements.presents(near[0], closest):
            closest = closest | {"elected"}
        announced = any(h & self.result_cues for h in [*heads, closest])
        like = with_figures and all(r.figures and r.slates for _, r in block.rows)
        if not (
            marked
            or announced
            or title & self.result_cues
            or (like and self.headings.told)
            or (with_figures and (counts_nobody(block) or goes_on(block, self.above)))
        ):
            return
        if len(posts) >= max(1, 0.6 * len(block.rows)) and not (
            with_figures and len(block.rows) > 1 and len({p.posts[0].id for p in posts}) == 1
        ):
            if outcome == "elected":
                self.read_posts(found, lines, block, number)
            return
        if with_figures:
            people = [p for _, r in block.rows for p in r.people]
            guessed = bool(people) and all(
                p.attrs.get("guessed") and len(p.attrs["words"]) < 2 for p in people
            )
            if len(block.rows) < 2 and not marked and (not block.headings or guessed):
                return
            if self.headings.of_election(block, title.union(closest, *heads)):
                self.above = block
                self.read_figures(found, lines, block, number)
        elif outcome and len(block.rows) >= 1 and all(r.people for _, r in block.rows):
            self.read_names(found, lines, block, number, outcome, closest, near)

    def claim(self, found: Analysis, block: Block, rule: str, number: int) -> Claim:
        """An empty claim over a block; its rows are no prose any more."""
        first, last = block.rows[0], block.rows[-1]
        for line, _ in block.rows:
            for index in line.sentences:
                found.sentences[index].kind = "row"
        return Claim(rule, first[1].start, last[1].end, first[0].sentences[0], group=number)

    def read_figures(self, found: Analysis, lines: list[Line], block: Block, number: int) -> None:
        """A block of names with figures: one contest, or one for each row that opens with its own place."""
        areas = [label_of(found, row, line, "PLACE") for line, row in block.rows]
        if len(areas) > 1 and all(areas) and len({a.id for a in areas if a is not None}) == len(areas):
            for at, entry in enumerate(block.rows):
                self.read_contest(found, lines, Block([entry], block.headings), number * 1000 + at)
        else:
            self.read_contest(found, lines, block, number)

    def read_contest(self, found: Analysis, lines: list[Line], block: Block, number: int) -> None:
        """The rows of one contest."""
        self.reader.entries.parties.name(found, [row for _, row in block.rows])
        claim = self.claim(found, block, "rows", number)
        claim.qualifiers |= self.headings.standing_marks(found, block) & {"previous"}
        line, top = block.rows[0]
        area = label_of(found, top, line, "PLACE") if block.rows[-1][0] is line else None
        if len({contested_post(r) for _, r in block.rows} - {None}) == 1 and all(
            r.posts for _, r in block.rows
        ):
            claim.anchors["post"] = top.posts[0]
        if area is not None:
            claim.anchors["place"] = area
        self.headings.anchor(found, claim, block, lines)
        entries: list[Entry] = []
        said = self.headings.heading_outcome(found, block)
        seats = self.headings.counts_seats(found, block)
        for _, row in block.rows:
            self.tickets.pair(found, row)
            who = subject(row)
            if who is None:
                continue
            votes = votes_of(row)
            share = first_of(row, {"SHARE"})
            state(claim, row, who)
            if who.label == "SLATE" and votes is not None and (seats or votes.label == "SEATS"):
                claim.facts.append(Fact(who, "seats", votes.value, votes))
                continue
            if votes is not None:
                claim.facts.append(Fact(who, "votes", votes.value, votes))
            if share is not None:
                claim.facts.append(Fact(who, "share", share.value, share))
            if said and row.mark is None and votes is not None:
                row.mark, row.mark_at = said, votes
            counted = who.label == "SLATE" and who.kind != "party"  # of several: "1,204 - 3 elected"
            if row.mark and row.mark_at is not None and not counted:
                claim.facts.append(Fact(who, "outcome", row.mark, row.mark_at))
            entries.append((row, who, votes or share))
        self.ranking.later_block(found, claim, block)
        self.ranking.chosen_before(found, claim, entries)
        one_seat = (
            said is None and len(entries) > 1 and self.headings.is_by_election(found, block.headings[-2:])
        )
        claim.settings["by_election"] = one_seat
        claim.settings["duel"] = said is None and self.ranking.fought_for_one(found, block)
        claim.settings["apart"] = one_seat and not self.headings.is_by_election(found)
        if one_seat and any(f.field == "votes" for f in claim.facts):
            claim.settings["party_rows"] = True
        below = line_below(lines, block.rows[-1][0])
        if self.ranking.goes_on(found, block, below, entries):
            self.ranking.advance(claim, entries)
        else:
            self.ranking.rank(claim, entries)
        if claim.facts:
            found.claims.append(claim)

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
        if not self.name_rows.are_told(found, lines, block, closest, near):
            return
        has_mark = any(r.mark for _, r in block.rows)
        ranked = not has_mark and self.ranking.is_ranked(closest)
        bodies = [label_of(found, row, line, "COMMITTEE") for line, row in block.rows]
        labelled = all(r.area for _, r in block.rows) or all(bodies)
        parts = [[entry] for entry in block.rows] if labelled else [block.rows]
        for offset, rows in enumerate(parts):
            part = Block(rows=rows, headings=block.headings)
            claim = self.claim(found, part, "names", number if len(parts) < 2 else number * 1000 + offset)
            area = rows[0][1].area if len(parts) > 1 else None
            if area is None and len(rows) == 1:
                area = label_of(found, rows[0][1], rows[0][0], "PLACE")
            if area is not None:
                claim.anchors["body" if area.label == "COMMITTEE" else "place"] = area
            body = bodies[offset] if all(bodies) else None
            if body is not None:
                claim.anchors["body"] = body
            self.headings.anchor(found, claim, part, lines)
            placed = self.ranking.placed(found, claim, rows) if ranked else {}
            for _, row in rows:
                for person in row.people:
                    claim.facts.append(Fact(person, "named", person.name, person))
                    mark = row.mark or (None if has_mark else placed.get(person.id) if ranked else outcome)
                    if mark:
                        claim.facts.append(Fact(person, "outcome", mark, row.mark_at or person))
                    for slate in slates_of(row, person):
                        claim.facts.append(Fact(person, "affiliation", "stood_for", slate))
            if has_mark:
                self.ranking.out_of_round(found, claim)
            found.claims.append(claim)

    def read_posts(self, found: Analysis, lines: list[Line], block: Block, number: int) -> None:
        """Rows that begin or end in a post: a contest for each post; of several candidates for one post the
        figures tell who won it."""
        at = 0
        for _, rows in itertools.groupby(block.rows, key=lambda r: contested_post(r[1])):
            part = Block(rows=list(rows), headings=block.headings)
            if len(part.rows) > 1 and contested_post(part.rows[0][1]) is not None:
                self.read_figures(found, lines, part, number * 1000 + at)
            else:
                found.claims += self.posts(found, part, number * 1000 + at, whole=len(block.rows) > 1)
            at += len(part.rows)

    def posts(self, found: Analysis, block: Block, number: int, *, whole: bool) -> Iterator[Claim]:
        """The claims of rows that begin or end in a post."""
        return post_claims(
            found,
            block,
            lambda line, row, at: self.claim(found, Block(rows=[(line, row)]), "post-row", number + at),
            in_list=whole,
        )


def line_below(lines: list[Line], line: Line) -> Line | None:
    """The next line that is not blank."""
    at = bisect_right(lines, line.number, key=lambda n: n.number)
    return next((n for n in itertools.islice(lines, at, None) if n.kind != "blank"), None)
