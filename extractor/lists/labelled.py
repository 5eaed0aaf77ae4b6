"""Contests of one sentence: "Corby Heath (Thornley BC): LD 1,104 (48.6%), C 702 (30.9%)"."""

from __future__ import annotations

from extractor.lists.blocks import Block, Entry, first_of, state, subject
from extractor.lists.headings import STANDING, Headings
from extractor.lists.line_reader import LineReader
from extractor.lists.lines import Row
from extractor.lists.ranking import Ranking
from extractor.mentions import Analysis, Claim, Fact, Mention
from extractor.naming import slug
from extractor.packs.pack import Packs

__all__ = ["Labelled"]

LABEL = 36  # tokens before the colon of a labelled row
ABOVE = 3  # sentences between an area and the list of its parties


class Labelled:
    """Reads sentences that are lists."""

    def __init__(self, packs: Packs, reader: LineReader, headings: Headings, ranking: Ranking) -> None:
        self.reader = reader
        self.headings = headings
        self.ranking = ranking
        self.result_cues = packs.cue("list_results")
        self.loser_labels = packs.cue("loser_labels")
        self.independents = packs.cue("independent_codes")
        self.keeping = packs.cue("party_marks")
        self.defended = packs.cue("defended_seats")
        self.verbs = packs.cue("label_verbs")
        self.were_elected = packs.cue("were_elected")
        self.winners = packs.cue("winner_nouns")
        self.plain_headings = packs.cue("plain_headings")
        self.round_words = packs.cue("round_words")

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
        rows = self.reader.entries.read(found, begin, sentence.end, inside)
        if len(rows) < 2:
            return
        if begin > sentence.start and any(r.people for r in rows) and any(m.label == "PERSON" for m in label):
            return
        marks = self.headings.marks_between(found, sentence.start, rows[0].start + 1)
        contest = begin > sentence.start and any(m.label in {"PLACE", "POSITION", "COMMITTEE"} for m in label)
        if marks & (STANDING - {"previous"}) or not (
            self.electoral_near(found, index, rows) or (contest and self.of_results(found, rows))
        ):
            return
        if are_seats(rows):
            return
        claim = Claim("labelled", sentence.start, sentence.end, index, group=number)
        claim.qualifiers |= marks & {"previous"}
        lead = " ".join(found.lowers[sentence.first_token : colon]) if colon is not None else ""
        told = any(f" {verb} " in f" {lead} " for verb in self.were_elected) or (
            not self.winners.isdisjoint(lead.split()) and "not" not in lead.split()
        )
        said = (
            "not_elected"
            if lead in self.loser_labels
            else "elected"
            if told or lead in {"elected", "winners"}
            else None
        )
        if colon is not None and begin > sentence.start and (said is None or told):
            self.label_anchors(found, claim, sentence.first_token, colon - 1, area=not told)
        if "place" not in claim.anchors and all(not r.people for r in rows):
            self.area_above(found, claim, index)
        if not claim.anchors:
            claim.anchors.update(found.heading_above(sentence.line))
        entries: list[Entry] = []
        for row in rows:
            who = subject(row)
            votes = first_of(row, {"VOTES", "COUNT", "DATE"}, integer=True)
            share = first_of(row, {"SHARE"})
            if who is None:
                continue
            state(claim, row, who)
            for name, figure in (("votes", votes), ("share", share)):
                if figure is not None:
                    claim.facts.append(Fact(who, name, figure.value, figure))
            if said and row.mark is None and votes is not None:
                row.mark, row.mark_at = said, votes
            if row.mark and row.mark_at is not None:
                claim.facts.append(Fact(who, "outcome", row.mark, row.mark_at))
            entries.append((row, who, votes or share))
        sentence.kind = "row"
        if colon is not None:
            self.ranking.later_round(found, claim, found.lowers[sentence.first_token : colon])
        claim.settings["party_rows"] = True
        claim.settings["by_election"] = said is None and self.headings.is_by_election(found)
        if not self.is_led_by_unread(found, begin, sentence.end, rows):
            if self.ranking.goes_on(found, Block(), None, entries):
                self.ranking.advance(claim, entries)
            else:
                self.ranking.rank(claim, entries)
        found.claims.append(claim)

    def area_above(self, found: Analysis, claim: Claim, index: int) -> None:
        """The area that stands by itself before a list of parties, "Mere Ward, Ashby BC. Lab hold. Lab 706",
        or on the line above, "Hale East (Lab defence) on Ashby"."""
        for sentence in reversed(found.sentences[max(0, index - ABOVE) : index]):
            first, last = sentence.first_token, sentence.last_token
            words = found.lowers[first : last + 1]
            if len(words) > LABEL or sentence.kind == "row":
                return
            places = [m for m in found.within(sentence.start, sentence.end) if m.label == "PLACE"]
            if not places and not self.keeping.isdisjoint(words):
                continue
            if (places or not self.defended.isdisjoint(words)) and self.verbs.isdisjoint(words):
                opened = next((t for t in range(first + 1, last) if found.lowers[t] == "("), last + 1)
                self.label_anchors(found, claim, first, opened - 1)
                if "place" in claim.anchors:
                    claim.anchors["place"].attrs["area"] = True
            return

    def of_results(self, found: Analysis, rows: list[Row]) -> bool:
        """Whether the headline announces results and every row has a share of the votes."""
        title = found.lowers[found.sentences[0].first_token : found.sentences[0].last_token + 1]
        shared = all(any(f.label == "SHARE" for f in r.figures) for r in rows)
        return shared and not self.result_cues.isdisjoint(title)

    def is_led_by_unread(self, found: Analysis, start: int, end: int, rows: list[Row]) -> bool:
        """Whether somebody of no party, who makes no row, has more votes than all: "Ind 480, Lab 322"."""
        read = [m for row in rows for m in row.figures]
        highest = max((m.value for m in read if isinstance(m.value, int)), default=0)
        return any(
            m.label in {"VOTES", "COUNT"}
            and isinstance(m.value, int)
            and m.value > highest
            and m not in read
            and found.lowers[found.token_at(m.start) - 1] in self.independents
            for m in found.within(start, end)
        )

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
            if kind == "place" and mention.text[-1:].isdigit():
                claim.anchors[kind] = mention
            elif kind:
                claim.anchors.setdefault(kind, mention)
            elif mention.label == "SEATS" and "of" in mention.attrs:
                whole = Mention(
                    "SEATS", mention.start, mention.end, mention.text, value=int(mention.attrs["of"])
                )
                claim.anchors.setdefault("seats", whole)
            elif (
                mention.label == "COUNT"
                and isinstance(mention.value, int)
                and mention.value < 50
                and found.text[mention.start - 1] == "("
                and found.text[mention.end : mention.end + 1] == ")"
            ):
                claim.anchors.setdefault("seats", mention)
        if not area or "post" in claim.anchors:
            return
        stop = next((t for t in range(first, last + 1) if found.lowers[t] in {"(", ",", "-"}), last + 1)
        words = [found.words[t] for t in range(first, stop) if found.words[t][:1].isalpha()]
        if not words or any(w[:1].islower() and w not in self.reader.words.filler for w in words):
            return
        known = claim.anchors.get("place")
        if known is not None and "body" in claim.anchors:
            return
        if {w.lower() for w in words} & (self.plain_headings | self.result_cues | self.round_words):
            return
        if known is None or found.starts[first] <= known.start <= found.starts[stop - 1]:
            place = found.mention("PLACE", first, stop - 1, rule="label")
            place.name = place.text
            place.id = slug(place.text)
            if known is None or len(place) > len(known):
                claim.anchors["place"] = place


def are_seats(rows: list[Row]) -> bool:
    """Whether parties stand beside numbers in words: "Greens seven, Liberals two" are no votes."""
    figures = [m for row in rows for m in row.figures]
    return (
        not any(row.people or row.option for row in rows)
        and bool(figures)
        and all(m.label == "COUNT" and m.text.isalpha() for m in figures)
    )
