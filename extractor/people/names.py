"""How a person's name is written: natural order, normal case, particles, suffixes, hyphens."""

from __future__ import annotations

import re

__all__ = [
    "INITIALS",
    "NAME_WORD",
    "PARTICLES",
    "SMALL_START",
    "SUFFIXES",
    "join_hyphens",
    "natural_name",
    "quiet_surname",
]

PARTICLES = frozenset(
    [
        *("de", "da", "do", "dos", "das", "del", "della", "delle", "dei", "degli", "di", "du", "des"),
        *("la", "las", "le", "los", "y", "e", "i", "van", "von", "vom", "zu", "zum", "zur", "und"),
        *("der", "den", "ter", "ten", "te", "'t", "af", "av", "ap", "ab", "ferch", "wa", "ole", "arap"),
        *("bin", "binti", "binte", "bt", "bte", "ibn", "abu", "bint", "al", "el", "ul", "ur"),
        *("ní", "nic", "uí", "ni", "ó", "mac", "mhic", "st", "st."),
    ]
)
"""Words inside a surname that may be written small."""
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
MARKS = "\u0300-\u036f"
NAME_WORD = re.compile(rf"^(?:[^\W\d_]\.?|[^\W\d_](?:[^\W\d_]|[{MARKS}'’.-])*)$")
SMALL_START = re.compile(r"^[a-z]{1,4}['’]?[^\W\d_a-z][^\W\d_]+$")
"""A surname that begins small: dell'Orto, kaZulu."""
HALF_LOUD = re.compile(r"^(Mc|Mac|Fitz|[OD]['’]|De|Di|La|Le)([^\W\d_a-z]{2,})$")
INITIALS = re.compile(r"^(?:[A-Z]\.?){1,3}$")


def natural_name(words: list[str]) -> str:
    """A name in natural order and normal case, from the words as they stand.

    Example:
        >>> natural_name(["ANN", "O'HARE"]), natural_name(["SM", "Farid"])
        ("Ann O'Hare", 'SM Farid')
    """
    out: list[str] = []
    loud = [word.isupper() and len(word) > 2 and not INITIALS.match(word) for word in words]
    shouted = len(words) > 1 and all(word.isupper() for word in words)  # then three capitals are no initials
    for word in words:
        if word.isupper() and word.lower() in PARTICLES and len(word) > 1 and (any(loud) or shouted) and out:
            word = word.lower()
        elif word.isupper() and len(word) > 2 and (shouted or not INITIALS.match(word)):
            word = quiet_surname(word)
        elif HALF_LOUD.match(word):
            word = HALF_LOUD.sub(lambda m: m[1] + m[2].capitalize(), word)
        out.append(word)
    joined = " ".join(out)
    return re.sub(r" ?- ?", "-", joined) if " -" in joined or "- " in joined else joined


def quiet_surname(word: str) -> str:
    """A surname in capitals as it is written elsewhere, short ones as well, which are no initials there.

    Example:
        >>> quiet_surname("ORR"), quiet_surname("McHUGH"), quiet_surname("Holt")
        ('Orr', 'McHugh', 'Holt')
    """
    if HALF_LOUD.match(word):
        return HALF_LOUD.sub(lambda m: m[1] + m[2].capitalize(), word)
    if not word.isupper() or len(word) < 2:
        return word
    word = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), word)


def join_hyphens(words: list[str]) -> list[str]:
    """Words that the tokenizer cut at a hyphen, whole again.

    Example:
        >>> join_hyphens(["Ana", "Ruiz", "-", "Paz"])
        ['Ana', 'Ruiz-Paz']
    """
    out: list[str] = []
    for word in words:
        if word == "-" and out:
            out[-1] += "-"
        elif out and out[-1].endswith("-"):
            out[-1] += word
        else:
            out.append(word)
    return out
