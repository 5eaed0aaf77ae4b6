"""Who won by the figures of a list, where nothing says so: the order of its rows and the seats."""

from __future__ import annotations

from extractor.lists.blocks import Block, Entry
from extractor.lists.lines import Line, Row
from extractor.mentions import Analysis, Claim, Fact, Mention
from extractor.packs.pack import Packs

__all__ = ["Ranking"]

FINALISTS = 2
ROUNDS = 8  # blocks of rows that may be rounds of one vote


class Ranking:
    """Orders the entries of a list."""

    def __init__(self, packs: Packs) -> None:
        self.plural_posts = packs.cue("plural_posts")
        self.round_words = packs.cue("round_words")
        self.orders = packs.cue("list_ranked")
        self.choosing = packs.cue("was_elected") | packs.cue("list_candidates")
        self.duels = packs.cue("one_seat_fights")
        self.open = packs.cue("seats_open")
        self.further = packs.cue("further_rounds")
        self.undecided = packs.cue("round_undecided")
        self.to_runoff = packs.cue("to_runoff")

    def rank(self, claim: Claim, entries: list[Entry]) -> None:
        """Winners by figure, where nothing marks them and the number of seats is known."""
        wanted = {"PERSON", "SLATE"} if claim.settings.get("party_rows") else {"PERSON"}
        people = [(r, w, f) for r, w, f in entries if f is not None and w.label in wanted]
        if any(r.mark == "elected" for r, _, _ in entries):
            for row, who, figure in people:
                if row.mark is None and figure is not None:
                    claim.facts.append(Fact(who, "outcome", "not_elected", figure, "derived"))
            return
        unread = people and any(f is None and w.label in wanted for _, w, f in entries)
        if unread or any(r.transferred for r, _, _ in entries):  # a count on the way is nobody's result
            claim.settings["unranked"] = True
            return
        seats = claim.anchors.get("seats")
        count = seats.value if seats is not None and isinstance(seats.value, int) else self.single(claim)
        if not count and self.contested(claim, entries):
            count = 1
        if not count or not people:
            claim.settings["unranked"] = True
            return
        if (
            len({f.label == "SHARE" for _, _, f in people if f is not None}) > 1
        ):  # votes of some, shares of others
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

    def goes_on(self, found: Analysis, block: Block, below: Line | None, entries: list[Entry]) -> bool:
        """Whether a vote goes on to a run-off: "Vice President - Run-off" over three names, or "no candidate
        has a majority; a run-off will be held" below them."""
        if any(row.mark for row, _, _ in entries):
            return False
        if below is not None and found.says(below.first, below.last, self.undecided):
            return found.says(below.first, below.last, self.further)
        head = block.headings[-1] if block.headings else None
        if any(n is not None and found.says(n.first, n.last, self.to_runoff) for n in (below, head)):
            return True
        title = found.sentences[0]
        if found.says(title.first_token, title.last_token, self.to_runoff) and is_short_of_half(entries):
            return True
        return (
            len(entries) > FINALISTS and head is not None and found.says(head.first, head.last, self.further)
        )

    def advance(self, claim: Claim, entries: list[Entry]) -> None:
        """The first two of a vote that goes on to a run-off advance to it."""
        people = [(w, f) for _, w, f in entries if f is not None and w.label == "PERSON"]
        people.sort(key=lambda e: -(e[1].value or 0))
        edge = [f.value for _, f in people[FINALISTS - 1 : FINALISTS + 1]]
        claim.settings["unranked"] = True
        if len(edge) > 1 and edge[0] == edge[1]:
            return
        for place, (who, figure) in enumerate(people):
            outcome = "advanced" if place < FINALISTS else "not_elected"
            claim.facts.append(Fact(who, "outcome", outcome, figure, "derived"))

    def is_ranked(self, words: set[str]) -> bool:
        """Whether a lead gives an order of all who stood: "the results, in order of ranking, are:"."""
        return bool(words & self.orders) and not words & self.choosing

    def placed(self, found: Analysis, claim: Claim, rows: list[tuple[Line, Row]]) -> dict[str, str]:
        """Who of a ranked list of names was elected, where the number of open seats is stated."""
        seats = claim.anchors.get("seats") or self.open_seats(found)
        people = [p.id for _, r in rows for p in r.people[:1]]
        if seats is None or not isinstance(seats.value, int) or seats.value > len(people):
            return {}
        claim.anchors.setdefault("seats", seats)
        return {who: "elected" if at < seats.value else "not_elected" for at, who in enumerate(people)}

    def out_of_round(self, found: Analysis, claim: Claim) -> None:
        """Who is marked as eliminated in a list of a round is of the contest of the rows before it."""
        out = {f.subject.id for f in claim.facts}
        if {f.value for f in claim.facts if f.field == "outcome"} != {"eliminated"}:
            return
        rows = [c for c in found.claims[-ROUNDS:] if c.rule == "rows"]
        earlier = next((c for c in reversed(rows) if out <= {f.subject.id for f in c.facts}), None)
        if earlier is not None:
            claim.group, claim.anchors = earlier.group, dict(earlier.anchors)

    def chosen_before(self, found: Analysis, claim: Claim, entries: list[Entry]) -> None:
        """A list of who was elected says who won in the list of figures below it: where several of its people
        stand there, the figures alone do not make one winner."""
        if "seats" in claim.anchors or any(r.mark for r, _, _ in entries):
            return
        listed = next((c for c in reversed(found.claims) if c.rule == "names"), None)
        if listed is None:
            return
        won = {f.subject.id for f in listed.facts if f.field == "outcome" and f.value == "elected"}
        here = [(row, who, figure) for row, who, figure in entries if who.id in won and figure is not None]
        if len(here) < 2 or len(here) == len(entries):
            return
        for row, who, figure in here:
            row.mark, row.mark_at = "elected", figure
            if figure is not None:
                claim.facts.append(Fact(who, "outcome", "elected", figure, "carried"))

    def fought_for_one(self, found: Analysis, block: Block) -> bool:
        """Whether the paragraph above a list says that all in it fought for one place: "Holt was challenged
        by Orr", "three stood for the seat held by Marsh"."""
        head = block.headings[-1] if block.headings else None
        if head is None or head.kind not in {"prose", "lead"}:
            return False
        named = {m.id for m in head.mentions if m.label == "PERSON"}
        people = {p.id for _, r in block.rows for p in r.people}
        return people <= named and found.says(head.first, head.last, self.duels)

    def open_seats(self, found: Analysis) -> Mention | None:
        """The seats that were open: "four seats were open", where only one such number is given."""
        stated = []
        for mention in found.mentions:
            if mention.label not in {"SEATS", "COUNT"} or not isinstance(mention.value, int):
                continue
            end = found.token_at(mention.end - 1)
            if mention.value < 50 and found.says(end + 1, end + 6, self.open):
                stated.append(mention)
        return stated[0] if len({m.value for m in stated}) == 1 else None

    def single(self, claim: Claim) -> int | None:
        """One, where the heading names a post in the singular."""
        post = claim.anchors.get("post")
        if claim.settings.get("duel"):
            return 1
        if post is None:
            if claim.settings.get("by_election"):
                return 1
            return 1 if claim.settings.get("party_rows") and "place" in claim.anchors else None
        last = [w for w in post.text.lower().replace("(", " (").split() if w.replace("-", "").isalpha()]
        return None if not last or last[-1] in self.plural_posts else 1

    def contested(self, claim: Claim, entries: list[Entry]) -> bool:
        """Whether two people, and nobody else, fought for one place: a vote between two fills one seat, and
        so does one of the only candidates of several parties."""
        parties = [r.slates[0].id for r, _, _ in entries if len(r.slates) == 1]
        shares = all(f is not None and f.label == "SHARE" for _, _, f in entries)
        partisan = shares and len(set(parties)) == len(parties) == len(entries) > 2
        return (
            (len(entries) == 2 or partisan)
            and all(w.label == "PERSON" and f is not None and f.value for _, w, f in entries)
            and bool(claim.anchors.keys() & {"post", "place"})
        )

    def later_block(self, found: Analysis, claim: Claim, block: Block) -> None:
        """A block of rows may be of a later round."""
        if block.headings:
            head = block.headings[-1]
            self.later_round(found, claim, found.lowers[head.first : head.last + 1])

    def later_round(self, found: Analysis, claim: Claim, label: list[str]) -> None:
        """A list of a round speaks of the contest of the list before it where two names are the same: the
        last figure that anybody reached is theirs, and the earlier order elected nobody."""
        earlier = next((c for c in reversed(found.claims) if c.rule == claim.rule), None)
        if earlier is None:
            return
        words = {w for w in label if w.isalpha()}
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


def is_short_of_half(entries: list[Entry]) -> bool:
    """Whether nobody of a list of three or more has half of the votes."""
    figures = [f.value for _, _, f in entries if f is not None and f.value]
    return len(figures) > FINALISTS and 2 * max(figures) <= sum(figures)
