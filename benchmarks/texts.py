"""Articles to measure on, all invented: the same seed writes the same ones.

The words of the filler are made of syllables, with few common and many rare ones as in real text, so that
vocabularies grow as they do on news.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

__all__ = ["hostile_text", "write_article", "write_articles"]

GIVEN = [
    "Nia",
    "Sam",
    "Ed",
    "Ruth",
    "Omar",
    "Ines",
    "Tom",
    "Kofi",
    "Lena",
    "Priya",
    "Joss",
    "Mei",
    "Anton",
    "Bea",
    "Carl",
    "Dina",
    "Elif",
    "Farid",
    "Greta",
    "Hugo",
]
PLACES = [
    "Ashcombe",
    "Pennick",
    "Ballyfinch",
    "Thornley",
    "Westmere",
    "Kilburn",
    "Ravensby",
    "Oldcastle",
    "Marlow",
    "Stanwick",
]
POSTS = ["chair", "secretary", "treasurer", "mayor", "president", "vice-president", "general secretary"]
SLATES = ["Labour", "Conservative", "Liberal Democrat", "Green", "Independent"]
ONSETS = [
    "b",
    "br",
    "c",
    "d",
    "f",
    "g",
    "gl",
    "h",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
]
SYLLABLES = [onset + rest for onset in ONSETS for rest in ("a", "e", "i", "o", "u", "ai", "en", "or")]
COMMON = ["".join(pair) for pair in itertools.product(SYLLABLES[::2], SYLLABLES[1::2])]
random.Random(0).shuffle(COMMON)
SMALL = [
    "the",
    "of",
    "a",
    "to",
    "in",
    "and",
    "was",
    "for",
    "on",
    "that",
    "with",
    "it",
    "as",
    "by",
    "at",
    "from",
    "his",
    "her",
    "were",
    "had",
    "has",
    "but",
    "not",
    "this",
    "which",
    "their",
]


def write_articles(count: int, relevant: float, *, words: int = 650, seed: int = 1) -> Iterator[str]:
    """So many articles, `relevant` of them (0 to 1) with election results, about so many words each.

    Example:
        >>> texts = list(write_articles(20, 0.1, words=100))
        >>> len(texts), sum("elected" in text for text in texts)
        (20, 2)
    """
    rng = random.Random(seed)
    step = 1 / relevant if relevant else float("inf")
    due = step / 2
    for number in range(count):
        chosen = number + 0.5 >= due
        if chosen:
            due += step
        yield write_article(rng, relevant=chosen, words=words)


def write_article(rng: random.Random, *, relevant: bool, words: int = 650) -> str:
    """One article: a headline, a blank line, paragraphs."""
    place = rng.choice(PLACES)
    paragraphs = [result_paragraph(rng, place) for _ in range(3)] if relevant else []
    written = sum(len(p.split()) for p in paragraphs)
    while written < words:
        paragraph = " ".join(filler_sentence(rng) for _ in range(rng.randint(2, 5)))
        written += len(paragraph.split())
        paragraphs.insert(rng.randint(0, len(paragraphs)), paragraph)
    headline = f"{person(rng)} elected in {place}" if relevant else filler_sentence(rng, 5).rstrip(".")
    return f"{headline}\n\n" + "\n\n".join(paragraphs) + "\n"


def hostile_text(kind: str, size: int) -> str:
    """A text that is hard on programs: "line", "names" or "quotes", of about `size` characters.

    Example:
        >>> hostile_text("quotes", 12)
        '“““elected”””'
    """
    if kind == "line":
        unit = "Nia Holt was elected chair with 1,204 votes and "
        return unit * (size // len(unit))
    if kind == "names":
        rng = random.Random(1)
        names: list[str] = []
        while size > 0:
            names.append(person(rng))
            size -= len(names[-1]) + 2
        return "Elected: " + ", ".join(names) + "."
    depth = (size - 5) // 2
    return "“" * depth + "elected" + "”" * depth


def person(rng: random.Random) -> str:
    return f"{rng.choice(GIVEN)} {word(rng, 0.3).capitalize()}"


def word(rng: random.Random, rare: float = 0.01) -> str:
    """A word: one of 8,000, the first far more often, or, with a chance of `rare`, one of millions."""
    if rng.random() >= rare:
        return COMMON[int(len(COMMON) * rng.random() ** 3)]
    return "".join(rng.choices(SYLLABLES, k=4))


def filler_sentence(rng: random.Random, length: int | None = None) -> str:
    words = [
        rng.choice(SMALL) if rng.random() < 0.45 else word(rng) for _ in range(length or rng.randint(9, 28))
    ]
    if rng.random() < 0.3:
        words.insert(rng.randint(1, len(words)), person(rng))
    if rng.random() < 0.2:
        words.insert(rng.randint(1, len(words)), f"{rng.randint(2, 9000):,}")
    sentence = " ".join(words)
    return sentence[0].upper() + sentence[1:] + "."


def result_paragraph(rng: random.Random, place: str) -> str:
    first, second, third = (person(rng) for _ in range(3))
    most, less, least = sorted((rng.randint(90, 9000) for _ in range(3)), reverse=True)
    post, slate, other = rng.choice(POSTS), rng.choice(SLATES), rng.choice(SLATES)
    return rng.choice((
        f"{first} was elected {post} of {place} Council with {most:,} votes, ahead of {second} on {less:,} "
        f"and {third} on {least:,}.",
        f"{first} ({slate}) won the {place} seat with {most:,} votes. "
        f"{second} ({other}) received {less:,} votes.",
        f"In the contest for {post}, {first} beat {second} by {most:,} votes to {less:,}.",
        f"Results for {post}:\n{first} ({slate}) – {most:,} votes, elected\n"
        f"{second} ({other}) – {less:,} votes\n{third} – {least:,} votes",
    ))  # fmt: skip
