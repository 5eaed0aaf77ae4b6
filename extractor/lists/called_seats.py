"""How many seats a list fills, where its headings or the article call for so many."""

from __future__ import annotations

from extractor.lists.lines import Line
from extractor.mentions import Analysis, Claim, Mention
from extractor.packs.pack import Packs

__all__ = ["CalledSeats"]


class CalledSeats:
    """Reads the numbers that call for seats: "vote for three", "Vice-Presidents (2)"."""

    def __init__(self, packs: Packs) -> None:
        self.seat_calls = packs.cue("seat_calls")
        self.seat_tails = packs.cue("seat_tails")
        self.were_elected = packs.cue("were_elected")

    def called(self, found: Analysis, claim: Claim, heads: list[Line]) -> None:
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
