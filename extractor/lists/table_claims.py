"""Claims of tables with a header: a contest for each area and post that the rows name."""

from __future__ import annotations

from extractor.lists.blocks import Block, Entry
from extractor.lists.headings import Headings
from extractor.lists.line_reader import LineReader
from extractor.lists.lines import Line, Row
from extractor.lists.ranking import Ranking
from extractor.lists.tables import Cell, Table, body_of, figure_of, mention_of
from extractor.mentions import Analysis, Claim, Fact, Mention
from extractor.naming import slug

__all__ = ["TableClaims"]

NEAR = 12  # lines that a heading reaches down


class TableClaims:
    """Writes the claims of tables."""

    def __init__(self, reader: LineReader, headings: Headings, ranking: Ranking) -> None:
        self.reader = reader
        self.headings = headings
        self.ranking = ranking

    def read_table(self, found: Analysis, lines: list[Line], table: Table, number: int) -> None:
        """A table with a header: one contest for each area and post it names."""
        groups: dict[tuple[str, ...], Claim] = {}
        entries: dict[tuple[str, ...], list[Entry]] = {}
        above = [
            n
            for n in lines
            if n.number < table.header.number
            and n.kind in {"heading", "lead"}
            and n.number > table.header.number - NEAR
        ]
        marks = set()
        if above:
            told = found.sentences[above[-1].sentences[-1]]
            marks = self.headings.marks_between(found, told.start, told.end)
        everybody = self.headings.nominees.all_elected(found)
        names = {r.cells["candidate"].text for r in table.rows if "candidate" in r.cells}
        prose = next(
            (n for n in reversed(lines) if n.number < table.header.number and n.kind != "blank"), None
        )
        side = None if "party" in table.columns else self.side_of(above)
        for row in table.rows:
            row.line.kind = table.header.kind = "table"
            cell = row.cells.get("candidate")
            if (
                cell is None
                or not any(ch.isalpha() for ch in cell.text)
                or cell.text.lower() in self.reader.words.no_candidates
            ):
                continue
            key = tuple(row.cells[c].text if c in row.cells else "" for c in ("place", "post", "body"))
            if key not in groups:
                claim = Claim(
                    "table", cell.start, cell.end, row.line.sentences[0], group=number + len(groups)
                )
                for column, kind, label in (("place", "place", "PLACE"), ("post", "post", "POSITION")):
                    if column in row.cells:
                        claim.anchors[kind] = mention_of(found, label, row.cells[column])
                if "body" in row.cells:
                    claim.anchors["body"] = body_of(found, row.cells["body"], table.body)
                claim.qualifiers |= marks
                if not claim.anchors and prose is not None and prose.kind in {"prose", "lead"}:
                    self.headings.seats.told_above(found, claim, prose, names)
                if not claim.anchors:
                    self.headings.anchor(found, claim, Block(headings=above[-2:]), lines)
                groups[key], entries[key] = claim, []
            claim = groups[key]
            claim.end = row.line.end
            for index in row.line.sentences:
                found.sentences[index].kind = "row"
            self.fill_entry(found, claim, row.cells, entries[key], won=table.winners or everybody)
            if side is not None:
                who = entries[key][-1][1]
                claim.facts.append(Fact(who, "affiliation", "stood_for", side, "carried"))
            self.fill_loser(found, claim, row.cells, entries[key])
        for key, claim in groups.items():
            self.ranking.rank(claim, entries[key])
            if claim.facts:
                found.claims.append(claim)

    def side_of(self, above: list[Line]) -> Mention | None:
        """The party or slate that heads a table, where it is one: all rows are its people."""
        slates = [m for m in above[-1].mentions if m.label == "SLATE"] if above else []
        return slates[0] if len({m.id for m in slates}) == 1 and slates[0].start == above[-1].start else None

    def fill_loser(self, found: Analysis, claim: Claim, cells: dict[str, Cell], entries: list[Entry]) -> None:
        """Who came second, where a row names the winner and the runner-up."""
        if "loser" not in cells or not any(ch.isalpha() for ch in cells["loser"].text):
            return
        beaten = {
            name: cells[column]
            for name, column in (("candidate", "loser"), ("votes", "loser_votes"), ("share", "loser_share"))
            if column in cells
        }
        self.fill_entry(found, claim, beaten, entries)
        row, who, _ = entries[-1]
        if row.mark is None:
            row.mark, row.mark_at = "not_elected", who
            claim.facts.append(Fact(who, "outcome", "not_elected", who))

    def fill_entry(
        self,
        found: Analysis,
        claim: Claim,
        cells: dict[str, Cell],
        entries: list[Entry],
        *,
        won: bool = False,
    ) -> None:
        """The facts of one table row."""
        who = mention_of(found, "PERSON", cells["candidate"])
        if cells["candidate"].text.lower() in self.reader.words.options:
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
        inside = found.within(cells["candidate"].start, cells["candidate"].end)
        row.slates = [m for m in inside if m.label == "SLATE"]
        if "party" not in cells and row.slates:
            claim.facts += [Fact(who, "affiliation", "stood_for", slate) for slate in row.slates]
        votes = figure_of(found, cells["votes"]) if "votes" in cells else None
        share = figure_of(found, cells["share"], share=True) if "share" in cells else None
        if votes is None and share is None and "votes" in cells:
            votes, share = both_of(found, cells["votes"])
        if votes is not None:
            claim.facts.append(Fact(who, "votes", votes.value, votes))
        if share is not None:
            claim.facts.append(Fact(who, "share", share.value, share))
        if "outcome" in cells:
            words = cells["outcome"].text.lower().split()
            mark = next((self.reader.words.marks[w] for w in words if w in self.reader.words.marks), None)
            if mark is None and " ".join(words) in self.reader.words.answers:
                mark = self.reader.words.answers[" ".join(words)]
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


def both_of(found: Analysis, cell: Cell) -> tuple[Mention | None, Mention | None]:
    """The votes and the share of a cell that holds both, in either order: "62% (45,755)"."""
    inside = found.within(cell.start, cell.end)
    counts = [m for m in inside if m.label in {"COUNT", "VOTES"} and isinstance(m.value, int)]
    shares = [m for m in inside if m.label == "SHARE"]
    if len(counts) != 1 or len(shares) != 1:
        return None, None
    return counts[0], shares[0]
