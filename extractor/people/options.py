"""Candidates that are nobody in running text: "RON received 206 votes", "none of the above took 4 %"."""

from __future__ import annotations

from extractor.mentions import Analysis, Mention, Sentence
from extractor.naming import slug
from extractor.packs.pack import Packs

__all__ = ["Options"]

FIGURES = frozenset({"VOTES", "SHARE", "COUNT"})


class Options:
    """Finds them where a sentence gives them a figure or throws them out."""

    def __init__(self, packs: Packs) -> None:
        self.phrases: dict[str, list[list[str]]] = {}
        for option in sorted(packs.cue("prose_options"), key=lambda o: (-len(o), o)):
            parts = option.split()
            self.phrases.setdefault(parts[0], []).append(parts)
        self.acts = packs.cue("option_acts")
        self.leads = packs.cue("option_leads")
        self.nouns = packs.cue("option_nouns")

    def find(self, found: Analysis, sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
        """The options of a sentence, as people of the kind `option`."""
        first, last = sentence.first_token, sentence.last_token
        words = found.lowers[first : last + 1]
        if self.phrases.keys().isdisjoint(words):
            return []
        if self.acts.isdisjoint(words) and not any(m.label in FIGURES for m in mentions):
            return []
        out: list[Mention] = []
        for at, word in enumerate(words):
            for parts in self.phrases.get(word, ()):
                stop = at + len(parts)
                if words[at:stop] != parts or not self.stands(found, first + at, first + stop - 1, last):
                    continue
                mention = found.mention("PERSON", first + at, first + stop - 1, rule="option")
                mention.name, mention.id = mention.text, slug(mention.text)
                mention.attrs.update(
                    candidate_kind="option", words=mention.name.split(), strong=True, honorific=None
                )
                out.append(mention)
                break
        return [
            m for m in out if not any(p.start < m.end and m.start < p.end for p in mentions if not p.weak)
        ]

    def stands(self, found: Analysis, first: int, last: int, end: int) -> bool:
        """Whether the words are a candidate here: an acronym in capitals, and neither a purpose ("voted to
        re-open nominations") nor the owner of a noun ("the RON campaign")."""
        if first == last and not found.words[first].isupper():
            return False
        before = found.lowers[first - 1] if first else ""
        behind = found.lowers[last + 1] if last < end else ""
        return before not in self.leads and behind not in self.nouns
