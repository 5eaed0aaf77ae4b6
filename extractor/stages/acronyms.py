"""Acronyms that the article itself defines: "national constitutional committee (NCC)" and "NCC (National
...)".

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
text" (2003), with offsets, in both orders. A defined acronym becomes a mention of what it stands for
wherever the article uses it, so that "NEC" means in each article what that article says.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractor.mentions import Analysis, Mention, analysis

__all__ = ["define", "make_acronyms"]

SHORT = re.compile(r"\(([A-Z][A-Za-z&+-]{0,8}[A-Za-z+])\)")
BEFORE = 90
SKIPPED = frozenset({"of", "the", "and", "for", "in", "on", "de", "to", "a"})


def define(short: str, words: list[str]) -> int | None:
    """How many of the words before a bracket spell its letters; None where they do not.

    Example:
        >>> define("NCC", ["the", "national", "constitutional", "committee"])
        3
    """
    letters = [c.lower() for c in short if c.isalpha()]
    at, taken = len(words), 0
    while letters and at > 0:
        at -= 1
        taken += 1
        word = words[at].lower().lstrip("\"'“‘")
        if word[:1] == letters[-1]:
            letters.pop()
            parts = re.split(r"[-/]", word)
            for part in reversed(parts[1:]):
                if letters and part[:1] == letters[-1]:
                    letters.pop()
        elif word in SKIPPED:
            continue
        else:
            return None
    if letters or not taken or taken > 10:
        return None
    while words[len(words) - taken].lower() in {"the", "a"}:
        taken -= 1
    return taken


@Language.factory(
    "election_acronyms", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={}
)
def make_acronyms(nlp: Language, name: str) -> Acronyms:
    """The factory behind `nlp.add_pipe("election_acronyms")`."""
    return Acronyms()


class Acronyms:
    """Gives an article's own acronyms the meaning that the article defines."""

    def __call__(self, doc: Doc) -> Doc:
        """Add a mention for every use of a defined acronym."""
        found = analysis(doc)
        meanings: dict[str, tuple[str, Mention | None]] = {}
        for hit in SHORT.finditer(found.text):
            if hit[1] in meanings or not any(c.isupper() for c in hit[1][1:]):
                continue
            before = found.text[max(0, hit.start() - BEFORE) : hit.start()].split("\n")[-1]
            words = before.split()
            count = define(hit[1], words)
            if count:
                long = " ".join(words[-count:]).strip("\"“'‘")
                start = found.text.rfind(long, 0, hit.start())
                known = next(
                    (
                        m
                        for m in found.mentions
                        if start - 1 <= m.start
                        and m.end >= hit.start() - 8
                        and m.end <= hit.end()
                        and m.start <= start + 4
                    ),
                    None,
                )
                meanings[hit[1]] = (long, known)
            else:
                known = next((m for m in found.mentions if hit.start() - 2 <= m.end <= hit.start()), None)
                if known is not None:
                    meanings[hit[1]] = (known.name, known)
        if meanings:
            self.spread(found, meanings)
        doc.user_data["election_acronyms"] = {short: long for short, (long, _) in meanings.items()}
        return doc

    def spread(self, found: Analysis, meanings: dict[str, tuple[str, Mention | None]]) -> None:
        """Add mentions of the acronyms whose long form is a mention already; of others, forget what packs
        say: they mean another thing."""
        for index, word in enumerate(found.words):
            if word not in meanings:
                continue
            long, known = meanings[word]
            if known is None:
                start, end = found.starts[index], found.ends[index]
                found.mentions = [
                    m
                    for m in found.mentions
                    if (m.start, m.end) != (start, end) or m.name.casefold() == long.casefold()
                ]
                continue
            mention = found.mention(
                known.label,
                index,
                index,
                id=known.id,
                name=known.name,
                kind=known.kind,
                attrs=dict(known.attrs),
            )
            found.mentions = [
                m for m in found.mentions if not (m.start == mention.start and m.end == mention.end)
            ]
            found.mentions.append(mention)
