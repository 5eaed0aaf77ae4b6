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
    head = block.headings[-1] if block.headings else None
    above = [m for m in head.mentions if m.label == "COMMITTEE"] if head and head.kind == "heading" else []
    for offset, (line, row) in enumerate(block.rows):
        if not row.people or not row.posts:
            continue
        between = found.text[
            min(row.posts[0].end, row.people[0].end) : max(row.posts[-1].start, row.people[0].start)
        ]
        aside = bool(above) and not row.post_first and between.strip() == "("
        if len(block.rows) < 2 and not aside and not any(mark in between for mark in ":|–—-"):
            continue
        alike = [at for at, (_, r) in enumerate(block.rows) if r.posts and r.posts[-1].id == row.posts[-1].id]
        claim = claim_of(line, row, alike[0] if aside else offset)
        post = row.posts[0] if row.post_first else row.posts[-1]
        claim.anchors["post"] = post
        for mention in line.mentions:
            if (
                mention.label == "COMMITTEE"
                and row.start <= mention.start < row.end
                and (mention.end <= post.start or mention.start >= post.end)
            ):
                claim.anchors.setdefault("body", mention)
        if aside:  # "Ann Cole (student rep)" below the name of the body
            claim.anchors.setdefault("body", above[0])
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
