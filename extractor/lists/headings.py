"""What the lines above a block say of its rows: the contest, its seats, who won, and whether it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.lists.announcements import Announcements, words_of
from extractor.lists.area_headings import AreaHeadings
from extractor.lists.blocks import Block
from extractor.lists.called_seats import CalledSeats
from extractor.lists.heading_labels import HeadingLabels
from extractor.lists.lines import Line, is_title
from extractor.lists.nominees import Nominees
from extractor.lists.slate_headings import SlateHeadings
from extractor.mentions import Analysis, Claim, Mention
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["STANDING", "Headings"]

REACH = 36  # lines that a heading reaches down
WON_WORDS = 8
"""Words of a heading like "Winning candidates and their votes"; what is longer is a sentence."""
STANDING = frozenset({"poll", "noise", "hypothetical", "expected", "nomination", "previous"})
"""Marks of a heading that stand over the rows below it."""
NAMING = frozenset({"POSITION", "COMMITTEE", "PLACE", "SEATS", "PERSON"})
GLUED = re.compile(r"[^\W\d]%|[^\W\d_]\d|\d[,.]\d|[\)\[]\d")
"""Cells that a page has run together, "Council candidateVote%", "Ann Cole (X)18,732": no name of a post."""
FORMER = re.compile(r"\bin ((?:19|20)\d\d) (?:was|were)\b", re.IGNORECASE)


class Headings:
    """Reads the headings and leads of blocks."""

    def __init__(self, packs: Packs) -> None:
        self.compass = packs.cue("compass_words")
        self.by_areas = packs.cue("by_areas")
        self.served: set[int] = set()
        self.places: dict[int, int] = {}
        self.areal = False
        self.told = False
        self.seats = CalledSeats(packs)
        self.nominees = Nominees(packs)
        self.announcements = Announcements(packs)
        self.slates = SlateHeadings(packs)
        self.areas = AreaHeadings(packs)
        self.labels = HeadingLabels(packs)
        self.result_cues = packs.cue("list_results")
        self.loser_cues = packs.cue("list_losers")
        self.were_elected = packs.cue("were_elected")
        self.mixed_headings = packs.cue("mixed_headings")
        self.plain_headings = packs.cue("plain_headings")
        self.round_words = packs.cue("round_words")
        self.one_seat = packs.cue("one_seat_votes")
        self.electoral = packs.cue("electoral")

    def still_above(self, found: Analysis, headings: list[Line], line: Line, previous: Line) -> list[Line]:
        """The headings that still stand over a new one below `previous`: what announces the lists ("the
        results are as follows") and the last ones over a block of rows."""
        if self.slates.slate_of(found, line) is not None:
            headings = [h for h in headings if self.slates.slate_of(found, h) is None]
        if previous.kind == "row" and headings:
            kept = self.over(found, headings, 1)
        else:
            kept = [h for h in headings if self.announcements.stands(found, h)]
        here = self.places[line.number] - REACH
        winners = self.announcements.names_winners
        return [h for h in kept if self.places[h.number] > here or winners(found, h)]

    def over(self, found: Analysis, headings: list[Line], last: int = 2) -> list[Line]:
        """The headings over a block: what announces it, or an election to come, however far, and the last."""
        root = [h for h in headings if self.announcements.stands(found, h)][-1:]
        if not root or root[0] is headings[-1]:
            return headings[-2:] if last < 2 else list(headings)
        return root + [h for h in headings if h.number > root[0].number][-last:]

    def of_election(self, block: Block, words: set[str]) -> bool:
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

    def told_percent(self, found: Analysis, block: Block) -> bool:
        """Whether the nearest heading speaks of percent."""
        head = block.headings[-1] if block.headings else None
        return head is not None and bool(
            {"%", "percent", "percentage", "share"} & set(found.lowers[head.first : head.last + 1])
        )

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
        if self.announcements.says_lost(found, head):
            return "not_elected"
        words = [w for w in found.lowers[head.first : head.last + 1] if w.isalpha()]
        text = f" {' '.join(words)} "
        if head.kind == "lead" and any(
            f" {verb} " in text for verb in self.were_elected if verb.endswith(" elected")
        ):
            told = text.replace(" as a result ", " ")
            return None if " results " in told or " result " in told else "elected"
        over = block.headings[0]
        names = [m for m in head.mentions if m.label in {"PLACE", "POSITION", "COMMITTEE"}]
        beside = [
            found.lowers[t]
            for t in range(head.first, head.last + 1)
            if not any(m.start <= found.starts[t] < m.end for m in names)
        ]
        if (
            (names or self.announcements.declares(found, over))
            and over is not head
            and self.announcements.names_winners(found, over)
            and not set(beside) & self.mixed_headings
        ):
            return "elected"
        if len(words) <= WON_WORDS and "winning" in words and set(words) & self.announcements.candidate_cues:
            return "elected"
        counted = any(m.label in {"COUNT", "SEATS"} for m in head.mentions)
        if len(words) > 6 or set(words) & self.mixed_headings or (counted and names):
            return None  # "Trustees (3 to be elected)" heads all who stood
        if words[:2] == ["not", "elected"] or set(words) & self.loser_cues:
            return "not_elected"
        return "elected" if set(words) & {"elected", "winners", "successful"} else None

    def anchor(self, found: Analysis, claim: Claim, block: Block, lines: list[Line]) -> None:
        """Position, committee, place and seats from the headings, the nearest first."""
        if block.headings:
            self.labels.read(found, claim, block.headings[-1])
        for depth, head in enumerate(reversed(block.headings[-3:])):
            if depth and head.number in self.served and claim.anchors.keys() & {"post", "body", "place"}:
                continue
            area = self.areas.area_of(found, head) if not depth else None
            if area is not None:
                claim.anchors.setdefault("place", area)
                area.attrs["basis"] = "carried"
                break
            for mention in self.heard(found, head):
                kind = {"POSITION": "post", "COMMITTEE": "body", "PLACE": "place"}.get(mention.label)
                if (kind == "place" and head.kind != "heading") or is_inside(mention, head.mentions):
                    continue
                if is_title(found, mention, head):
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
            if depth or self.slates.slate_of(found, head) is not None:
                pass
            elif head.kind == "heading" and not {"post", "body", "place"} & set(claim.anchors):
                words = [w for w in found.lowers[head.first : head.last + 1] if w.isalpha()]
                if (
                    words
                    and len(words) <= 6
                    and not set(words) & (self.plain_headings | self.result_cues)
                    and not set(words) <= self.round_words
                    and not any(m.label == "COUNT" for m in head.mentions)
                    and found.words[head.first][:1].isupper()
                    and not GLUED.search(found.text, head.start, head.end)
                ):
                    last = self.seats.name_end(found, head)
                    areal = not self.compass.isdisjoint(words) or self.areal
                    named = found.mention("PLACE" if areal else "POSITION", head.first, last, rule="heading")
                    call(named, named.text)
                    named.attrs["basis"] = "carried"
                    claim.anchors["place" if areal else "post"] = named
            if claim.anchors.keys() & {"post", "place"}:
                break
        if block.section is not None and "place" not in claim.anchors:
            block.section.attrs["basis"] = "carried"
            claim.anchors["place"] = block.section
        if claim.anchors.keys() & {"place", "post"} and "body" not in claim.anchors:
            self.body_above(found, claim, block)
        if block.headings:
            self.served.add(block.headings[-1].number)
            self.seats.called(found, claim, block.headings[-1 if self.is_next(found, block) else -2 :])
        self.seats.stated(found, claim)
        if not claim.anchors.keys() & {"post", "body", "place"} and lines:
            for mention in lines[0].mentions:
                if mention.label in {"COMMITTEE", "POSITION"} and not is_title(found, mention, lines[0]):
                    mention.attrs["basis"] = "carried"
                    claim.anchors.setdefault("body" if mention.label == "COMMITTEE" else "post", mention)

    def is_next(self, found: Analysis, block: Block) -> bool:
        """Whether the nearest heading is of a post of its own, below the one of the post before."""
        if len(block.headings) < 2 or not any(m.label == "POSITION" for m in block.headings[-2].mentions):
            return False
        words = {w for w in words_of(found, block.headings[-1]) if w.isalpha()}
        return block.headings[-1].kind == "heading" and not words <= (self.plain_headings | self.result_cues)

    def begin(self, found: Analysis, lines: list[Line]) -> None:
        """Take up an article: no heading has served, and it may say that its lists are of areas, "two places
        in each region"."""
        self.served = set()
        self.told = False
        self.places = {line.number: at for at, line in enumerate(lines)}
        self.areal = found.says(0, len(found.lowers) - 1, self.by_areas)

    def body_above(self, found: Analysis, claim: Claim, block: Block) -> None:
        """An area's or a post's heading stands below the one of the body: "Executive Council 2023 - Results",
        "Youth committee election results:"; a heading that had a list of its own is no such."""
        for head in reversed(block.headings[-3:-1]):
            bodies = [m for m in self.heard(found, head) if m.label == "COMMITTEE"]
            if "post" in claim.anchors and (
                head.number in self.served or words_of(found, head).isdisjoint(self.result_cues)
            ):
                continue
            if head.kind in {"heading", "lead"} and len({m.id for m in bodies}) == 1:
                bodies[0].attrs["basis"] = "carried"
                claim.anchors["body"] = bodies[0]
                return

    def heard(self, found: Analysis, head: Line) -> list[Mention]:
        """The mentions of a heading or of the last sentence of a lead; where that names nothing ("The
        successful candidates are:"), what the sentence before says was elected."""
        if head.kind == "heading":
            return head.mentions
        last = found.sentences[head.sentences[-1]]
        mentions = [m for m in head.mentions if m.start >= last.start]
        if head.kind != "lead" or len(head.sentences) < 2 or any(m.label in NAMING for m in mentions):
            return mentions
        before = found.sentences[head.sentences[-2]]
        elected = next(
            (t for t in range(before.first_token, before.last_token) if found.lowers[t] in self.were_elected),
            None,
        )
        if elected is None:
            seats = [m for m in head.mentions if m.label == "SEATS" and before.start <= m.start < before.end]
            return [m for m in head.mentions if seats and seats[0].start <= m.start < before.end]
        return [m for m in head.mentions if found.ends[elected] <= m.start < before.end]

    def is_by_election(self, found: Analysis, heads: Sequence[Line] = ()) -> bool:
        """Whether the headline or a heading speaks of by-elections, each for one seat."""
        spans = [(0, found.sentences[0].end), *((h.start, h.end) for h in heads if h.kind == "heading")]
        return any(word in found.text[start:end].lower() for start, end in spans for word in self.one_seat)


def is_inside(post: Mention, mentions: list[Mention]) -> bool:
    """Whether a post is part of a body's name: "Board of Directors"."""
    return post.label == "POSITION" and any(
        m.label == "COMMITTEE" and m.start < post.start and post.end <= m.end for m in mentions
    )
