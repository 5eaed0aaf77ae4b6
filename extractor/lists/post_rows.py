"""Rows of posts: "President: Nia Holt" is a contest of its own, won by who stands in it; rows of one post
below each other are one contest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.lists.blocks import Block, first_of, label_of, slates_of
from extractor.lists.lines import Line, Row
from extractor.mentions import Analysis, Claim, Fact

__all__ = ["contested_post", "post_claims"]


def post_claims(
    found: Analysis, block: Block, claim_of: Callable[[Line, Row, int], Claim], *, in_list: bool
) -> Iterator[Claim]:
    """Rows of a post and its holder: a contest for each post. A row that is alone needs a mark between the
    two, or stands below the name of the body."""
    head = block.headings[-1] if block.headings else None
    above = [m for m in head.mentions if m.label == "COMMITTEE"] if head and head.kind == "heading" else []
    previous: Claim | None = None
    for offset, (line, row) in enumerate(block.rows):
        if not row.people or not row.posts:
            continue
        between = found.text[
            min(row.posts[0].end, row.people[0].end) : max(row.posts[-1].start, row.people[0].start)
        ]
        aside = bool(above) and not row.post_first and between.strip() == "("
        if not in_list and not aside and row.mark is None and not any(mark in between for mark in ":|–—-("):
            continue
        claim = claim_of(line, row, offset)
        anchor(found, claim, line, row)
        if aside:  # "Ann Cole (student rep)" below the name of the body
            claim.anchors.setdefault("body", above[0])
        fill(claim, row)
        if previous is not None and is_same(previous, claim):
            previous.facts += claim.facts
            previous.end = claim.end
            continue
        if previous is not None:
            yield previous
        previous = claim
    if previous is not None:
        yield previous


def anchor(found: Analysis, claim: Claim, line: Line, row: Row) -> None:
    """The post of a row, and the body and area that it is of."""
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


def fill(claim: Claim, row: Row) -> None:
    """The facts of a row."""
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


def is_same(one: Claim, other: Claim) -> bool:
    """Whether two rows are of one post, of one body and in one area."""
    return all(
        (one.anchors[kind].id if kind in one.anchors else None)
        == (other.anchors[kind].id if kind in other.anchors else None)
        for kind in ("post", "body", "place")
    )


def contested_post(row: Row) -> str | None:
    """The post of a row with a figure: rows of one post below each other are rivals."""
    return row.posts[0].id if row.posts and row.figures and row.mark != "withdrawn" else None
