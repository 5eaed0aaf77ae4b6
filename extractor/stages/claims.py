"""Claims: what a sentence says of a contest, by which rule.

A sentence is folded into its skeleton; phrase rules fold what belongs to one mention ("Republican
challenger David Rouzer") and write it down as attributes; claim rules then match what is left, once
before and once after appositions are taken out.
"""

from __future__ import annotations

from collections import deque

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.mentions import Analysis, Claim, Mention, Sentence, analysis
from extractor.packs.chosen import packs_for
from extractor.packs.pack import Packs, Rule
from extractor.people.antecedents import Antecedents
from extractor.people.options import Options
from extractor.people.tickets import make_ticket, pair_losers
from extractor.rules.anchor_words import AnchorWords
from extractor.rules.anchors import attach_anchors, label_anchors
from extractor.rules.facts import all_plural, keep_attributes, make_claim, read_slots, split_posts, suits
from extractor.rules.folding import build, fold_tickets, join_headline, spread
from extractor.rules.percentages import spread_percent
from extractor.rules.rulebook import Compiled, Rulebook, Trials, allowed
from extractor.rules.sharing import (
    absorb,
    covers,
    hold_ties,
    is_aside,
    keep_owners,
    keep_places,
    share_office,
    source_of,
    take_side,
)
from extractor.rules.skeleton import Skeleton
from extractor.rules.slots import ROLES
from extractor.rules.template import Template

__all__ = ["make_claims"]

PASSES = 3
HEAD = 5  # sentences whose contest phrases count even where they name nobody


@Language.factory(
    "election_claims", assigns=["doc.spans"], requires=["token.is_sent_start"], default_config={"packs": []}
)
def make_claims(nlp: Language, name: str, packs: list[str]) -> Claims:
    """The factory behind `nlp.add_pipe("election_claims")`."""
    return Claims(packs_for(packs))


class Claims:
    """Applies phrase and claim rules to every sentence that has evidence."""

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self.rulebook = Rulebook(packs)
        self.anchor_words = AnchorWords(packs)
        self.antecedents = Antecedents(packs)
        self.options = Options(packs)
        self.verbs = packs.cue("joined_verbs")
        self.next_verbs = packs.cue("next_subject_verbs")
        self.singular = packs.cue("singular_verbs")
        self.objects = packs.cue("object_leads")
        self.adverbs = packs.cue("joined_adverbs")
        self.joins = packs.cue("ticket_joins")
        self.caucus_words = packs.cue("caucus_words")
        self.orders = packs.cue("order_words")
        self.races = packs.cue("office_contests")
        self.article: set[str] = set()

    def __call__(self, doc: Doc) -> Doc:
        """Write the claims of a document."""
        found = analysis(doc)
        by_sentence = spread(found)
        self.article = set(found.lowers)
        for index, sentence in enumerate(found.sentences):
            mentions = by_sentence.get(index, [])
            names = any(m.label in {"PERSON", "SLATE"} for m in mentions)
            if sentence.kind in {"row", "tail"} or not (
                names or index < HEAD or self.names_race(found, sentence, mentions)
            ):
                continue
            self.read(found, index, sentence, mentions)
        doc.spans["mentions"] = [
            Span(doc, found.token_at(m.start), found.token_at(m.end - 1) + 1, m.label, span_id=m.id)
            for m in found.mentions
        ]
        return doc

    def names_race(self, found: Analysis, sentence: Sentence, mentions: list[Mention]) -> bool:
        """Whether a sentence may tell of a race without a name: "The race for treasurer was the closest"."""
        return any(m.label == "POSITION" for m in mentions) and not self.races.isdisjoint(
            found.lowers[sentence.first_token : sentence.last_token + 1]
        )

    def read(self, found: Analysis, index: int, sentence: Sentence, mentions: list[Mention]) -> None:
        """The claims of one sentence."""
        words = set(found.lowers[sentence.first_token : sentence.last_token + 1])
        claims: list[Claim] = []
        mentions = [*mentions, *self.antecedents.find(found, sentence, index, mentions)]
        mentions = [*mentions, *self.options.find(found, sentence, mentions)]
        skeleton = build(found, sentence, mentions, self.verbs, self.adverbs)
        if found.lowers[sentence.last_token] not in {".", "!", "?", '"', ":"}:
            skeleton = join_headline(skeleton)
        skeleton = self.fold(found, index, skeleton, self.rulebook.phrases, claims, words)
        skeleton = fold_tickets(found, skeleton, self.joins) if found.tickets else skeleton
        self.match(found, index, skeleton, claims, words, "any")
        full = self.fold(found, index, skeleton, self.rulebook.appositions, claims, words)
        if full.text != skeleton.text:
            self.match(found, index, full, claims, words, "full")
        keep_owners(claims)
        hold_ties(claims)
        if found.tickets:
            pair_losers(found, claims, self.joins)
        take_side(found, index, claims)
        said_by = source_of(skeleton)
        attach_anchors(self.anchor_words, found, sentence, full, skeleton, claims)
        label_anchors(found, sentence, claims)
        keep_places(claims)
        claims = absorb(claims)
        share_office(claims)
        spread_percent(found, sentence, claims)
        for claim in claims:
            claim.qualifiers = {
                m.kind
                for m in found.marks
                if m.start < claim.end
                and claim.start < m.end
                and covers(m.start, m.end, claim)
                and not is_aside(found, m.start, m.end, claim)
            }
            claim.settings.update({"attribution": said_by} if said_by is not None else {})
            claim.qualifiers -= set(claim.settings.get("despite", ()))
            if found.in_quotes(claim.start):
                claim.qualifiers.add("quoted")
        found.claims += claims

    def fold(
        self,
        found: Analysis,
        index: int,
        skeleton: Skeleton,
        trials: Trials,
        claims: list[Claim],
        words: set[str],
    ) -> Skeleton:
        """Apply phrase rules until none matches any more."""
        for _ in range(PASSES):
            before = skeleton.text
            possible = deque(trials.possible(self.rulebook.read(skeleton)))
            while possible:
                number, _, compiled, template, needs = possible.popleft()
                if not fits(compiled, needs, words) or not words.isdisjoint(compiled.without):
                    continue
                folded = self.fold_one(found, index, skeleton, compiled.rule, template, claims)
                if folded is not skeleton:
                    skeleton = folded
                    possible = deque(trials.possible(self.rulebook.read(skeleton), number))
            if skeleton.text == before:
                break
        return skeleton

    def fold_one(
        self,
        found: Analysis,
        index: int,
        skeleton: Skeleton,
        rule: Rule,
        template: Template,
        claims: list[Claim],
    ) -> Skeleton:
        into = rule.set.get("into")
        folds: list[tuple[int, int, Mention]] = []
        drops: list[tuple[int, int]] = []
        for hit in template.regex.finditer(skeleton.text):
            if hit.start() == hit.end() or not allowed(rule, skeleton, hit.start(), hit.end()):
                continue
            slots = read_slots(skeleton, template, hit)
            if rule.set.get("plural") and not all_plural(slots):
                continue
            start, end = skeleton.span(hit.start(), hit.end() - 1)
            if into:
                if into == "PERSON":
                    people = [m for filled in slots.values() for m in filled if m.label == "PERSON"]
                    ticket = make_ticket(found, people, rule.id)
                    folds += [(hit.start(), hit.end(), ticket)] if ticket is not None else []
                    continue
                mention = Mention(into, start, end, found.text[start:end], rule=rule.id)
                mention.attrs["parts"] = {}
                for name, filled in slots.items():
                    mention.attrs["parts"][name] = filled
                    if filled[0].value is not None and mention.value is None:
                        mention.value, mention.qualifier = filled[0].value, filled[0].qualifier
                        mention.attrs["figure"] = filled[0]
                mention.attrs.update({k: v for k, v in rule.set.items() if k != "into"})
                if into == "CONTEST" and self.is_group(mention):
                    continue
                folds.append((hit.start(), hit.end(), mention))
                if into == "CONTEST":
                    found.contests.append((index, mention))
                continue
            claim = make_claim(rule, index, start, end, slots)
            keep_attributes(found, claim, claims)
            keep = next(
                (
                    g
                    for g, s in template.slots.items()
                    if s.role in ROLES and s.role != "bystander" and s.field is None and hit[g]
                ),
                None,
            )
            if keep is None:
                drops.append((hit.start(), hit.end()))
                continue
            if hit.start(keep) > hit.start():
                drops.append((hit.start(), hit.start(keep)))
            if hit.end() > hit.end(keep):
                drops.append((hit.end(keep), hit.end()))
        if folds:
            return skeleton.fold(folds)
        return skeleton.drop(drops) if drops else skeleton

    def is_group(self, contest: Mention) -> bool:
        """Whether "the Forward caucus" is a group that stood, since no party is named by it."""
        slates = contest.attrs["parts"].get("slate", [])
        last = contest.text.lower().split()[-1]
        return last in self.caucus_words and bool(slates) and all(s.kind != "party" for s in slates)

    def match(
        self,
        found: Analysis,
        index: int,
        skeleton: Skeleton,
        claims: list[Claim],
        words: set[str],
        stage: str,
    ) -> None:
        """Apply claim rules to a skeleton."""
        seen = {(c.rule, tuple(id(m) for _, m in c.slots)) for c in claims}
        for _, _, compiled, template, needs in self.rulebook.claims.possible(self.rulebook.read(skeleton)):
            if (
                not fits(compiled, needs, words)
                or not words.isdisjoint(compiled.without)
                or not self.article.isdisjoint(compiled.article_without)
                or any(group.isdisjoint(self.article) for group in compiled.article)
                or any(not group.search(before_text(found, index)) for group in compiled.follows)
            ):
                continue
            for hit in template.matches(skeleton.text, self.next_verbs):
                if not allowed(compiled.rule, skeleton, hit.start(), hit.end()):
                    continue
                slots = read_slots(skeleton, template, hit, self.next_verbs, self.singular, self.objects)
                if not suits(compiled.rule, slots) or (self.orders & words and leaves_somebody(slots)):
                    continue
                start, end = skeleton.span(hit.start(), hit.end() - 1)
                claim = make_claim(compiled.rule, index, start, end, slots)
                key = (claim.rule, tuple(id(m) for _, m in claim.slots))
                if key not in seen:
                    seen.add(key)
                    claims += split_posts(claim)


def leaves_somebody(slots: dict[str, list[Mention]]) -> bool:
    """Whether several posts were read with one winner, where "respectively" says that there are as many."""
    return len(slots.get("post", ())) > 1 and len(slots.get("winner", ())) == 1


def before_text(found: Analysis, index: int) -> str:
    """The sentence before, in lower case."""
    if not index:
        return ""
    sentence = found.sentences[index - 1]
    return " ".join(found.lowers[sentence.first_token : sentence.last_token + 1])


def fits(compiled: Compiled, needs: frozenset[str], words: set[str]) -> bool:
    """Whether a sentence has the words that a rule and one of its texts need."""
    return not (needs and needs.isdisjoint(words)) and not any(
        group.isdisjoint(words) for group in compiled.groups
    )
