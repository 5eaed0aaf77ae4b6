"""Rows of posts: "President: Nia Holt" is a contest of its own, won by who stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.lists.blocks import Block, first_of, label_of, slates_of
from extractor.lists.lines import Line, Row
from extractor.mentions import Analysis, Claim, Fact

__all__ = ["post_claims"]


def post_claims(
    found: Analysis, block: Block, claim_of: Callable[[Line, Row, int], Claim]
) -> Iterator[Claim]:
    """Rows of a post and its holder: a contest each."""
    for offset, (line, row) in enumerate(block.rows):
        if not row.people or not row.posts:
            continue
        between = found.text[
            min(row.posts[0].end, row.people[0].end) : max(row.posts[-1].start, row.people[0].start)
        ]
        if len(block.rows) < 2 and not any(mark in between for mark in ":|–—-"):
            continue
        claim = claim_of(line, row, offset)
        post = row.posts[0] if row.post_first else row.posts[-1]
        claim.anchors["post"] = post
        for mention in line.mentions:
            if (
                mention.label == "COMMITTEE"
                and row.start <= mention.start < row.end
                and (mention.end <= post.start or mention.start >= post.end)
            ):
                claim.anchors.setdefault("body", mention)
        area = label_of(found, row, line, "PLACE")
        if area is not None:
            claim.anchors.setdefault("place", area)
        for person in row.people:
            claim.facts.append(Fact(person, "named", person.name, person))
            claim.facts.append(Fact(person, "outcome", row.mark or "elected", row.mark_at or person))
            for slate in slates_of(row, person):
                claim.facts.append(Fact(person, "affiliation", "stood_for", slate))
            votes = first_of(row, {"VOTES", "COUNT"}, integer=True)
            if votes is not None and len(row.people) == 1:
                claim.facts.append(Fact(person, "votes", votes.value, votes))
            share = first_of(row, {"SHARE"})
            if share is not None and len(row.people) == 1:
                claim.facts.append(Fact(person, "share", share.value, share))
        yield claim
