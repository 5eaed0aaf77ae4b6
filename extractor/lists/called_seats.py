"""How many seats a list fills, where its headings or the article call for so many."""

from __future__ import annotations

from extractor.lists.lines import Line
from extractor.mentions import Analysis, Claim, Mention
from extractor.numbers.figures import read_words
from extractor.packs.pack import Packs

__all__ = ["CalledSeats"]


class CalledSeats:
    """Reads the numbers that call for seats: "vote for three", "Vice-Presidents (2)"."""

    def __init__(self, packs: Packs) -> None:
        self.seat_calls = packs.cue("seat_calls")
        self.seat_tails = packs.cue("seat_tails")
        self.were_elected = packs.cue("were_elected")
        self.term_units = packs.cue("term_units")
        self.electing = packs.cue("electing_verbs")
        self.stood = packs.cue("stood_for_seats")
        self.terms = packs.cue("term_plurals")

    def called(self, found: Analysis, claim: Claim, heads: list[Line]) -> None:
        """Seats that a heading calls for: "vote for three", "2 to be elected"."""
        for head in reversed(heads):
            if "seats" in claim.anchors:
                return
            text = found.lowers[head.first : head.last + 1]
            terms = self.of_terms(found, head) if head.kind != "prose" else None
            if terms is not None:
                claim.anchors["seats"] = terms
                return
            for mention in head.mentions:
                if mention.label not in {"COUNT", "SEATS"} or not isinstance(mention.value, int):
                    continue
                at, end = found.token_at(mention.start), found.token_at(mention.end - 1)
                before = f" {' '.join(text[max(0, at - head.first - 5) : at - head.first])} "
                after = f" {' '.join(text[end - head.first + 1 : end - head.first + 5])} "
                called = any(before.endswith(f" {phrase} ") for phrase in self.seat_calls)
                called = called or any(after.startswith(f" {p} ") for p in self.seat_tails)
                if (called or self.in_brackets(found, head, mention)) and mention.value < 50:
                    claim.anchors["seats"] = mention
                    break

    def in_brackets(self, found: Analysis, head: Line, mention: Mention) -> bool:
        """ "Vice-Presidents (2)": a number in brackets behind a post or an area of a heading."""
        at = found.token_at(mention.start)
        return (
            head.kind != "prose"
            and found.lowers[at - 1] == "("
            and found.lowers[at + 1 : at + 2] == [")"]
            and any(m.label in {"POSITION", "PLACE"} and m.end == found.ends[at - 2] for m in head.mentions)
        )

    def told_above(self, found: Analysis, claim: Claim, line: Line, names: set[str]) -> None:
        """What the paragraph right above a table says was voted on: "shareholders elected four directors to
        the Board of Directors", "the election of the six nominees to serve as Class I directors"."""
        for index in reversed(line.sentences):
            sentence = found.sentences[index]
            verb = next(
                (
                    t
                    for t in range(sentence.first_token, sentence.last_token)
                    if found.lowers[t] in self.electing
                ),
                None,
            )
            if verb is None:
                continue
            inside = [m for m in line.mentions if found.ends[verb] <= m.start < sentence.end]
            for mention in inside:
                ahead = found.lowers[found.token_at(mention.end - 1) + 1 :][:2]
                counts = mention.label == "SEATS" or (
                    mention.label == "COUNT" and not self.stood.isdisjoint(ahead)
                )
                if counts and isinstance(mention.value, int) and mention.value < 50:
                    claim.anchors.setdefault("seats", mention)
            chosen = {m.text for m in inside if m.label == "PERSON"} & names
            if "seats" not in claim.anchors and not chosen:
                continue
            for mention in inside:
                kind = {"POSITION": "post", "COMMITTEE": "body"}.get(mention.label)
                if kind is not None and kind not in claim.anchors:
                    mention.attrs["basis"] = "carried"
                    claim.anchors[kind] = mention
            return

    def name_end(self, found: Analysis, head: Line) -> int:
        """The last token of what a heading names, without a colon or the term in brackets behind it."""
        opened = next((t for t in range(head.first + 1, head.last) if found.lowers[t] == "("), head.last)
        if not self.term_units.isdisjoint(found.lowers[opened : head.last]):
            return opened - 1
        return head.last - (found.lowers[head.last] in {":", "-"})

    def of_terms(self, found: Analysis, head: Line) -> Mention | None:
        """ "Trustee (two four-year terms)": how many terms of one length are to be filled."""
        text = [w for w in found.lowers[head.first : head.last + 1] if w != "-"]
        for at, word in enumerate(text):
            if word not in self.terms or at < 2:
                continue
            span = 2 if self.is_length(text[at - 1]) else 3 if text[at - 1] in self.term_units else 0
            number = read_words(text, at - span, at - span) if 0 < span <= at else None
            if number is None or not 1 < number[0] < 50:
                continue
            tokens = range(head.first, head.last + 1)
            last = next(t for t in tokens if found.lowers[t] == word)
            return found.mention("SEATS", last, last, value=number[0])
        return None

    def is_length(self, word: str) -> bool:
        """ "four-year" as one word."""
        return word.endswith(tuple(f"-{unit}" for unit in self.term_units))

    def stated(self, found: Analysis, claim: Claim) -> None:
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
        if found.lowers[at - 1 : at] not in (["first"], ["top"]) or found.lowers[at - 2 : at - 1] == ["("]:
            return False
        return found.says(end + 1, end + 7, (verb for verb in self.were_elected if " " in verb))
