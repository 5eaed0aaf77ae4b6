"""What packs know of the words in rows: marks of an outcome, fillers, and candidates that are nobody."""

from __future__ import annotations

from extractor.mentions import Analysis, Mention
from extractor.naming import slug
from extractor.packs.pack import Packs

__all__ = ["RowWords"]


class RowWords:
    """The words that rows are made of beside names and figures."""

    def __init__(self, packs: Packs) -> None:
        self.marks = dict.fromkeys(packs.cue("mark_elected"), "elected")
        self.marks |= dict.fromkeys(packs.cue("mark_not_elected"), "not_elected")
        self.marks |= dict.fromkeys(packs.cue("mark_eliminated"), "eliminated")
        self.marks |= dict.fromkeys(packs.cue("mark_withdrawn"), "withdrawn")
        self.count_tail = packs.cue("count_tail")
        self.answers = dict.fromkeys(packs.cue("answer_elected"), "elected")
        self.answers |= dict.fromkeys(packs.cue("answer_not_elected"), "not_elected")
        self.independents = packs.cue("independent_codes")
        self.pair_results = packs.cue("pair_results")
        self.for_labels, self.against_labels = packs.cue("for_labels"), packs.cue("against_labels")
        self.filler = packs.cue("row_filler")
        self.beating = packs.cue("beat")
        self.losing = packs.cue("lost_to")
        self.facing = packs.cue("facing_words")
        self.no_candidates = packs.cue("not_candidates")
        self.term_units = packs.cue("term_units")
        self.numbered = packs.cue("numbered_bodies")
        self.of_rounds = packs.cue("round_words") | packs.cue("round_nouns")
        self.rounds = packs.cue("round_nouns")
        self.round_leads = packs.cue("round_leads")
        self.options: dict[str, list[tuple[int, list[str], bool]]] = {}
        nobody = packs.cue("options") | self.no_candidates
        for rank, option in enumerate(sorted(nobody, key=lambda o: (-len(o), o))):
            parts = option.split()
            known = self.options.setdefault(parts[0], [])
            known.append((rank, parts, option in self.no_candidates))
        self.not_people = packs.cue("not_people")
        self.given = packs.words.get("given_names", frozenset())
        self.given_common = packs.words.get("given_names_common", frozenset())

    def behind_marks(self, found: Analysis, first: int, last: int) -> set[int]:
        """The tokens that say in which count a mark was reached: "elected on the 2nd count"."""
        out: set[int] = set()
        for token in range(first, last + 1):
            marked = found.lowers[token - 1] in self.marks or token - 1 in out
            if token > first and marked and found.lowers[token] in self.count_tail:
                out.add(token)
        return out

    def round_tail(self, found: Analysis, first: int, last: int) -> range:
        """The tokens of a line that say in which round its figures were reached: "in round one", "after the
        second count"."""
        for token in range(first + 1, last):
            if found.lowers[token] not in self.round_leads:
                continue
            end = token + 1
            while end <= last and found.lowers[end] in self.of_rounds:
                end += 1
            if not self.rounds.isdisjoint(found.lowers[token + 1 : end]):
                return range(token, end)
        return range(0)

    def counts_nothing(self, found: Analysis, mention: Mention) -> bool:
        """Whether a figure is the length of a term or the number of a local: "3-year term", "Local 29"."""
        first, last = found.token_at(mention.start), found.token_at(mention.end - 1)
        behind = [w for w in found.lowers[last + 1 : last + 3] if w != "-"]
        return not self.term_units.isdisjoint(behind[:1]) or (
            first > 0 and found.lowers[first - 1] in self.numbered and mention.label == "COUNT"
        )

    def find_options(self, found: Analysis, first: int, last: int) -> list[Mention]:
        """Re-open nominations, no confidence, write-ins: candidates that are nobody."""
        out: list[Mention] = []
        words = found.lowers[first : last + 1]
        hits = [
            (rank, at, len(parts), nobody)
            for at, word in enumerate(words)
            for rank, parts, nobody in self.options.get(word, ())
            if words[at : at + len(parts)] == parts
        ]
        for _, at, length, nobody in sorted(hits):
            mention = found.mention("OPTION", first + at, first + at + length - 1)
            if any(m.start < mention.end and mention.start < m.end for m in out):
                continue
            mention.name, mention.id = mention.text, slug(mention.text)
            mention.attrs["candidate_kind"] = "option"
            mention.attrs["nobody"] = nobody
            out.append(mention)
        return out
