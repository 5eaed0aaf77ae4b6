"""Headings that say themselves what they name: "Constituency: Food and Drink"."""

from __future__ import annotations

from extractor.lists.lines import Line
from extractor.mentions import Analysis, Claim
from extractor.naming import call
from extractor.packs.pack import Packs

__all__ = ["HeadingLabels"]


class HeadingLabels:
    """Reads the label of a heading and what stands behind it."""

    def __init__(self, packs: Packs) -> None:
        self.area_labels = packs.cue("area_labels")
        self.post_labels = packs.cue("post_labels")

    def read(self, found: Analysis, claim: Claim, head: Line) -> None:
        """A heading that says itself what it names: "Constituency: Food and Drink", "Post: Treasurer"."""
        words = found.lowers[head.first : head.last + 1]
        if head.kind != "heading" or words[1:2] != [":"] or len(words) < 3:
            return
        kind = "place" if words[0] in self.area_labels else "post" if words[0] in self.post_labels else None
        stop = head.last + 1
        last = next((t for t in range(head.first + 2, stop) if found.lowers[t] == "("), stop)
        if kind is None or last < head.first + 3:
            return
        posts = [
            m for m in head.mentions if m.label == "POSITION" and m.start == found.starts[head.first + 2]
        ]
        if kind == "post" and posts:  # "Position: Vice-President (Welfare)"
            last = max(last, found.token_at(max(m.end for m in posts) - 1) + 1)
        mention = found.mention("PLACE" if kind == "place" else "POSITION", head.first + 2, last - 1)
        call(mention, mention.text)
        mention.rule = "heading"
        mention.attrs["basis"] = "carried"
        claim.anchors[kind] = mention
