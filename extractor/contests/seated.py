"""Bodies of the head: which body headline and lead say that somebody was elected to."""

from __future__ import annotations

from extractor.mentions import Analysis, Mention

__all__ = ["names_others", "seated_on"]

LEAD = 5  # sentences


def names_others(found: Analysis, committee: Mention) -> bool:
    """Whether headline or lead, before a committee is named, speak of another one."""
    return any(
        m.label == "COMMITTEE"
        and not m.attrs.get("bare")
        and m.id != committee.id
        and m.start < committee.start
        for m in found.mentions
    )


def seated_on(found: Analysis, seated: frozenset[str]) -> list[Mention]:
    """The bodies that the head says somebody was elected to or has a seat on; a bare "the board" is none."""
    out = []
    for sentence in found.sentences[:LEAD]:
        for mention in found.mentions:
            if (
                mention.label != "COMMITTEE"
                or mention.attrs.get("bare")
                or not sentence.start <= mention.start < sentence.end
            ):
                continue
            at = before_owner(found, found.token_at(mention.start), sentence.first_token)
            led = [w for w in found.lowers[max(sentence.first_token, at - 3) : at] if w != "the"][-2:]
            if len(led) == 2 and led[1] in {"to", "on", "onto", "for"} and led[0] in seated:
                out.append(mention)
    return out


def before_owner(found: Analysis, token: int, first: int) -> int:
    """Where a body starts with those whose it is: "Labour's" and "the party's" before "policy forum"."""
    while token - 2 >= first and found.lowers[token - 1] in {"'s", "’s", "'", "’"}:
        owner = next(
            (m for m in found.mentions if m.end == found.ends[token - 2] and m.label != "PERSON"), None
        )
        token = found.token_at(owner.start) if owner is not None else token - 2
    return token
