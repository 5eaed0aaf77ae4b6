"""Slates that an article names only in brackets after their people: "Ann Cole (Real Change)"."""

from __future__ import annotations

import re
from collections import defaultdict

from extractor.mentions import Analysis, Mention
from extractor.naming import slug

__all__ = ["add_bracketed_slates"]

BRACKET = re.compile(r"\(([A-Z][A-Za-z'’]+(?: (?:[A-Z][A-Za-z'’]+|of|and|the|for|to)){0,4})\)")


def add_bracketed_slates(found: Analysis, no_slates: frozenset[str]) -> None:
    """A name that stands in brackets after several people is their slate: "Ann Cole (Real Change)"; what
    `no_slates` holds is none: "(Ind)", "(elected)"."""
    ends = {m.end for m in found.mentions if m.label == "PERSON" and not m.attrs.get("surname_only")}
    uses: dict[str, list[re.Match[str]]] = defaultdict(list)
    for hit in BRACKET.finditer(found.text):
        before = hit.start()
        while before > 0 and found.text[before - 1] == " ":
            before -= 1
        if before in ends:
            uses[hit[1]].append(hit)
    for name, hits in uses.items():
        whole = found.text.count(name)
        taken = any(
            m.label in {"SLATE", "PLACE", "POSITION"} and m.start == hits[0].start(1) for m in found.mentions
        )
        if taken or (len(hits) < 2 and whole < 2) or name.lower() in no_slates:
            continue
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", found.text):
            found.mentions = [
                m
                for m in found.mentions
                if not (m.label == "PERSON" and m.start < hit.end() and hit.start() < m.end)
            ]
            found.mentions.append(
                Mention("SLATE", hit.start(), hit.end(), name, slug(name), name, "slate", rule="bracket")
            )
