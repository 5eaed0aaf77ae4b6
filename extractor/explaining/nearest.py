"""The nearest rule: how far the rules came in a sentence, and the first word at which they failed.

A rule text is cut into its pieces. Beginning from the left, more and more of them are matched until one
fails; the word that stands there is named. A rule of which the rest fits behind that word came nearest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.explaining.notation import MarkedSpan
from extractor.mentions import Analysis
from extractor.packs.pack import Rule
from extractor.rules.facts import read_slots
from extractor.rules.rulebook import allowed
from extractor.rules.skeleton import Skeleton
from extractor.rules.template import TOKEN, Template, compile_template
from extractor.stages.claims import Claims

__all__ = ["NearMiss", "Nearness", "cut_pieces"]

NEAR = 3  # score below which a rule came nowhere near
WORDS_SHOWN = 6
SKIPS = 2  # words that may stand in the place of the piece that failed
OPEN_PIECES = frozenset({"…", "……", "~", "^", "$"})


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that failed in a sentence.

    `matched` is what it matched, `failed_at` the word at which it failed ("" at the sentence's end),
    `wanted` the piece of the rule that failed there, in words; `slots` what was filled until then.
    """

    rule: str
    matched: str
    failed_at: str
    offset: int
    wanted: str
    slots: tuple[MarkedSpan, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where rules are looked for: one sentence of a document, and its skeleton."""

    found: Analysis
    index: int
    skeleton: Skeleton


class Nearness:
    """Finds the nearest rules of a pipeline; keeps what it compiles. `only` names the one rule to try."""

    def __init__(self, stage: Claims, *, only: str | None = None) -> None:
        self.rules = [
            compiled.rule for compiled in stage.rulebook.claim_rules if only in (None, compiled.rule.id)
        ]
        self.cues = stage.packs.cues
        self.compiled: dict[str, Template] = {}

    def find(
        self, found: Analysis, index: int, skeleton: Skeleton, *, limit: int = 3, near: int = NEAR
    ) -> list[NearMiss]:
        """The rules that came nearest in a sentence without reading it, the nearest first."""
        place = Place(found, index, skeleton)
        best: dict[str, NearMiss] = {}
        fired = {claim.rule for claim in found.claims if claim.sentence == index}
        for rule in self.rules:
            misses = [] if rule.id in fired else [self.compare(place, rule, text) for text in rule.text]
            scored = [miss for miss in misses if miss is not None and miss.score >= near]
            if scored:
                best[rule.id] = max(scored, key=lambda miss: miss.score)
        return sorted(best.values(), key=lambda miss: -miss.score)[:limit]

    def compare(self, place: Place, rule: Rule, text: str) -> NearMiss | None:
        """How far one rule text came; None where not even its first piece matches."""
        pieces = cut_pieces(text)
        done, hit, template = 0, None, None
        while done < len(pieces):
            longer = self.template(pieces[: done + 1], rule)
            more = longer.regex.search(place.skeleton.text)
            if more is None:
                break
            done, hit, template = done + 1, more, longer
        if hit is None or template is None:
            return None
        score = sum(map(weigh, pieces[:done]))
        if done < len(pieces):
            wanted = self.word_piece(pieces[done])
            score += self.weigh_rest(pieces[done + 1 :], rule, place.skeleton, hit.end())
        else:
            wanted = self.read_conditions(place, rule, hit)
        return make_miss(place, rule, template, hit, wanted, score) if wanted else None

    def read_conditions(self, place: Place, rule: Rule, hit: re.Match[str]) -> str:
        """The condition that forbids a rule whose text fits; "" if none does."""
        sentence = place.found.sentences[place.index]
        words = set(place.found.lowers[sentence.first_token : sentence.last_token + 1])
        for groups, where, held in (
            (rule.needs, "sentence", words),
            (rule.article, "article", set(place.found.lowers)),
        ):
            for group in groups:
                if held.isdisjoint(re.split("[ -]", word)[0] for word in self.cues.get(group, [])):
                    return f"a word of {self.word_piece('@' + group)} in the {where}"
        if not allowed(rule, place.skeleton, hit.start(), hit.end()):
            return (
                "no word of its not_after before the match, none of its not_before here, and none of its"
                " not_inside within"
            )
        return ""

    def weigh_rest(self, rest: list[str], rule: Rule, skeleton: Skeleton, position: int) -> int:
        """A bonus where what follows fits, as if the word that failed were the one that was wanted."""
        if not any(map(weigh, rest)):
            return 1
        regex = self.template(rest, rule).regex
        for _ in range(SKIPS + 1):
            if regex.match(skeleton.text, position):
                return 1 + sum(map(weigh, rest))
            word, _, after = skeleton.text[position:].partition(" ")
            if not after or not word.strip(".!?"):
                break
            position += len(word) + 1
        return 0

    def template(self, pieces: list[str], rule: Rule) -> Template:
        """Pieces of a rule text, compiled once."""
        source = " ".join(pieces)
        if source not in self.compiled:
            self.compiled[source] = compile_template(source, self.cues, rule.id)
        return self.compiled[source]

    def word_piece(self, piece: str) -> str:
        """A piece of a rule, with the first words of its cue group."""
        words = self.cues.get(piece[1:]) if piece.startswith("@") else None
        if not words:
            return piece
        more = ", …" if len(words) > WORDS_SHOWN else ""
        return f"{piece} ({', '.join(words[:WORDS_SHOWN])}{more})"


def cut_pieces(text: str) -> list[str]:
    """The pieces of a rule text that must match one after another.

    Example:
        >>> cut_pieces("{winner+} [@adverb] (won|took) [the|a] {post}")
        ['{winner+}', '[ @adverb ]', '( won | took )', '[ the | a ]', '{post}']
    """
    pieces: list[str] = []
    depth = 0
    for token in TOKEN.findall(text):
        if token == "|" and not depth:
            return [text]
        if depth:
            pieces[-1] += f" {token}"
        else:
            pieces.append(token)
        depth += (token in "[(") - (token in "])")
    return pieces


def weigh(piece: str) -> int:
    """What a piece counts for: words of an election more than a name, which any sentence has."""
    if piece.startswith("[") or piece in OPEN_PIECES:
        return 0
    return 1 if piece.startswith("{") or len(piece) == 1 else 2


def make_miss(
    place: Place, rule: Rule, template: Template, hit: re.Match[str], wanted: str, score: int
) -> NearMiss:
    found, skeleton = place.found, place.skeleton
    start, end = skeleton.span(hit.start(), max(hit.start(), hit.end() - 1))
    offset, word = found.sentences[place.index].end, ""
    if hit.end() < len(skeleton.text):
        unit = skeleton.units[skeleton.unit_at(hit.end())]
        offset, word = unit.start, found.text[unit.start : unit.end]
    filled = read_slots(skeleton, template, hit)
    slots = tuple(
        MarkedSpan(name, m.start, m.end, m.text) for name, mentions in filled.items() for m in mentions
    )
    return NearMiss(rule.id, found.text[start:end], word, offset, wanted, slots, score)
