"""Rules as sentences with holes, compiled to regular expressions over a skeleton.

    {winner+} @beat {loser} by {winner.count} to {loser.count}

| piece | meaning |
| --- | --- |
| `word` | that word, in lower case |
| `[a b]`, `[a|b]` | optional, alternatives allowed |
| `(a|b c)` | one of these |
| `@group` | one of the cue words of that group |
| `{role}` | one mention; `{role+}` a list of them ("A, B and C") |
| `{role:slate}` | a mention of another label than the role's own; `{role:person|slate}` either |
| `{role.field}` | a figure or a name that belongs to that role |
| `…` | up to 8 units, no person among them, not past `;` or a bracket |
| `……` | the same, up to 24 units |
| `_` | up to 5 words of a noun phrase: no punctuation, preposition, conjunction or verb to be |
| `~` | up to 40 units of any kind, not past `;` |
| `^`, `$` | start and end of the sentence |
| `\\(`, `\\)` | a bracket of the text |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractor.errors import PackError
from extractor.rules.slots import ROLES, Slot, list_of, read_slot, slot_labels

__all__ = ["Template", "compile_template"]

GAP = r"(?:(?!PERSON:|[;:()\"] )[^ ]+ )"
MODIFIERS = (
    r"(?:(?!(?:PERSON:|[^A-Za-z0-9'-]|and |or |but |of |in |on |at |to |for |by |with |from |"
    r"as |that |who |which |than |over |after |while |whereas |"
    r"was |were |is |are |has |have |had |said |would |will |not ))[^ ]+ ){0,5}?"
)
OWNED = {
    re.compile(r"\{(?:winner|nominee|advancing)\+?\}"): "(?!'s POSITION:)",
    re.compile(r"\{candidate\+?\}"): "(?!'s (?:support|supporters|voters|votes|backers|base|side|share) )",
}
"""Behind who won no gap begins with another's office: in "Nia Holt's running mate won" she did not. Behind
whoever has a figure none begins with a thing of theirs: "took votes from Nia Holt's side, receiving 23%"."""
TOKEN = re.compile(r"\{[^{}]*\}|@[\w-]+|……|…|~|\\[()]|[\[\]()|^$]|[^\s\[\]()|{}@…~]+")
BRACKETS = frozenset({r"\(", r"\)"})
GAP_SIZES = {"…": 8, "……": 24}
EXPRESSIONS = {
    "|": "|",
    "^": r"(?:^|(?<=[\"“] ))",
    "$": r"(?=[.!?;]? ?[\"”]? ?$|[.!?;] )",
    "_": MODIFIERS,
    "~": r"(?:(?!; )[^ ]+ ){0,40}?",
    r"\(": r"\( ",
    r"\)": r"\) ",
}
OPEN_PIECES = frozenset({"…", "……", "_", "~", "^", "$"})
"""Pieces that hold no word of their own."""


@dataclass(frozen=True)
class Template:
    """A compiled rule text: the expression and the slot behind each of its groups.

    `required` says what no match can do without: of each set one phrase or one label.
    """

    source: str
    expression: str
    slots: dict[str, Slot]
    literals: tuple[str, ...]
    required: tuple[frozenset[str], ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression; most rules are never tried on the first articles, so it waits."""
        return re.compile(self.expression)

    def matches(self, text: str, verbs: frozenset[str]) -> Iterator[re.Match[str]]:
        """The matches in a skeleton's text; one that ends with the next clause's subject ("A beat B and C
        defeated D", where `verbs` hold "defeated") leaves that subject to the next match."""
        at = 0
        while hit := self.regex.search(text, at):
            yield hit
            at = max(hit.end(), hit.start() + 1)
            if text[hit.end() :].split(" ", 1)[0] in verbs:
                at = max(hit.start() + 1, text.rfind(" ", 0, max(hit.end() - 1, 0)) + 1)


def apart(word: str) -> str:
    """A word as the tokenizer cuts it: hyphens between letters and a genitive 's stand alone."""
    if "-" not in word and "'" not in word:
        return word
    return re.sub(r"(?<=\w)-(?=\w)", " - ", re.sub(r"(?<=\w)'s\b", " 's", word))


@lru_cache(maxsize=1_000)
def all_apart(words: tuple[str, ...]) -> frozenset[str]:
    """The words of a cue group as the tokenizer cuts them; many rules use the same group."""
    return frozenset(map(apart, words))


@lru_cache(maxsize=1_000)
def cue_expression(words: tuple[str, ...]) -> str:
    ordered = sorted(all_apart(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w) for w in ordered) + ") "


def required_phrases(pieces: list[str], cues: Mapping[str, list[str]]) -> list[frozenset[str]]:
    """What every match of some pieces holds: sets of phrases and labels, one of each set.

    Example:
        >>> [sorted(s) for s in required_phrases(["{winner}", "(", "won", "|", "took", "it", ")"], {})]
        [['PERSON'], ['took it', 'won']]
    """
    branches = read_branches(iter(pieces), cues)
    return branches[0] if len(branches) == 1 else []


def read_branches(pieces: Iterator[str], cues: Mapping[str, list[str]]) -> list[list[frozenset[str]]]:
    """The alternatives up to the closing bracket, each with what it requires."""
    branches: list[list[frozenset[str]]] = [[]]
    words: list[str] = []

    def end_phrase() -> None:
        if words:
            branches[-1].append(frozenset([" ".join(words)]))
            words.clear()

    for piece in pieces:
        if piece not in OPEN_PIECES and piece not in BRACKETS and piece[0] not in "[]()|@{":
            words.append(apart(piece))
            continue
        end_phrase()
        if piece in ")]":
            break
        if piece == "|":
            branches.append([])
        elif piece == "[":
            read_branches(pieces, cues)  # optional: nothing of it is required
        elif piece == "(":
            inner = read_branches(pieces, cues)
            if all(inner):
                branches[-1].append(frozenset().union(*map(rarest, inner)))
        elif piece in BRACKETS:
            branches[-1].append(frozenset([piece[1]]))
        elif piece[0] == "@":
            branches[-1].append(all_apart(tuple(cues[piece[1:]])))
        elif slot := read_slot(piece):
            branches[-1].append(frozenset(slot_labels(slot, "").split("|")))
    end_phrase()
    return branches


def rarest(required: list[frozenset[str]]) -> frozenset[str]:
    """The set that the fewest sentences can be thought to hold: one of words before one of labels."""
    return next((words for words in required if not any(w.isupper() for w in words)), required[0])


def compile_template(source: str, cues: Mapping[str, list[str]], where: str = "") -> Template:
    """Compile a rule text.

    Raises PackError for an unknown slot, label or cue group and for unbalanced brackets.

    Example:
        >>> t = compile_template("{winner} @beat {loser}", {"beat": ["beat"]})
        >>> t.regex.search("PERSON:0 beat PERSON:1 ").group("winner_0")
        'PERSON:0 '
    """
    out: list[str] = []
    slots: dict[str, Slot] = {}
    literals: list[str] = []
    stack: list[str] = []
    unread = TOKEN.sub("", source).split()
    if unread:
        raise PackError(
            f"cannot read {unread[0]!r} in {source!r}: close what it opens, or leave it out", id=where
        )
    gap = GAP.replace("PERSON:", "PERSON:|SLATE:") if "{slate" in source else GAP
    before = ""
    for piece in TOKEN.findall(source):
        if piece in {"…", "……", "~"}:
            out += [never for role, never in OWNED.items() if role.match(before)]
        before = piece
        if piece in "[(":
            stack.append(piece)
            out.append("(?:")
        elif piece in ")]":
            if not stack or stack.pop() != {")": "(", "]": "["}[piece]:
                raise PackError(f"unbalanced {piece!r} in {source!r}", id=where)
            out.append(")?" if piece == "]" else ")")
        elif piece in EXPRESSIONS:
            out.append(EXPRESSIONS[piece])
        elif piece in GAP_SIZES:
            out.append(f"{gap}{{0,{GAP_SIZES[piece]}}}?")
        elif piece.startswith("@"):
            group = piece[1:]
            if group not in cues:
                raise PackError(f"no cue group {group!r}", id=where)
            out.append(cue_expression(tuple(cues[group])))
            if not stack:
                literals.append(group)
        elif piece.startswith("{"):
            slot = read_slot(piece)
            if not slot:
                raise PackError(f"cannot read the slot {piece}", id=where)
            labels = slot_labels(slot, where)
            group = f"{slot['role']}_{len(slots)}"
            slots[group] = Slot(slot["role"], slot["field"], bool(slot["many"]))
            one = rf"(?:{labels}):\d+ "
            wide = ROLES.get(slot["role"]) is not None
            out.append(f"(?P<{group}>{list_of(labels, wide=wide) if slot['many'] else one})")
        elif piece != piece.lower():
            raise PackError(
                f"capitals in {piece!r}: skeletons are in lower case", id=where, hint=piece.lower()
            )
        else:
            out.append(re.escape(apart(piece)) + " ")
    if stack:
        raise PackError(f"unbalanced {stack[-1]!r} in {source!r}", id=where)
    required = tuple(required_phrases(TOKEN.findall(source), cues))
    return Template(source, r"(?<![^ ])" + "".join(out), slots, tuple(literals), required)
