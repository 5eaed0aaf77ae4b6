"""Names in rows that nothing else knows, by where they stand."""

from __future__ import annotations

import re

from extractor.lists.lines import FIGURES, Line
from extractor.lists.row_words import RowWords
from extractor.mentions import Analysis, Mention
from extractor.naming import slug
from extractor.people.names import INITIALS, natural_name, quiet_surname

__all__ = ["RowNames"]

BOUNDS = frozenset({":", "-", "–", "—", ",", ";", "and", "&", "/"})
ENDS: tuple[list[str], ...] = ([], ["\n"], [","], [";"], ["and"], ["&"], ["."], ["/"])
NAME_TOKEN = re.compile(r"^[^\W\d_](?:[^\W\d_]|['’.-])*\.?$")


class RowNames:
    """Reads the name of a row from its capitals and commas."""

    def __init__(self, words: RowWords) -> None:
        self.words = words

    def turn(self, found: Analysis, line: Line, first: int, chosen: list[Mention]) -> None:
        """ "FRAYNE, Anthea": a surname with the first name behind it is a whole name, and nobody else's short
        form."""
        person = next((m for m in chosen if m.label == "PERSON" and m.start == found.starts[first]), None)
        if person is None or not person.attrs.get("short") or first + 2 > line.last:
            return
        comma = found.token_at(person.end - 1) + 1
        if comma + 1 > line.last or found.lowers[comma] != "," or not found.words[comma + 1][:1].isupper():
            return
        figures = [m for m in chosen if m.label in FIGURES]
        whole = self.guess(found, first, line.last, set(), figures)
        if whole is not None and whole.end > person.end and len(whole.attrs["words"]) > 1:
            chosen.remove(person)
            chosen.append(whole)

    def beside_initial(self, found: Analysis, index: int, run: list[int], stop: int) -> bool:
        """Whether a word that is no name elsewhere is one here, in "A Ferris" or "R Short"."""
        if run:
            return run == [index - 1] and INITIALS.match(found.words[index - 1]) is not None
        ahead = found.words[index + 1] if index + 1 < stop else ""
        return len(found.words[index]) == 1 and NAME_TOKEN.match(ahead) is not None and ahead[:1].isupper()

    def before_given(self, found: Analysis, index: int, run: list[int]) -> bool:
        """Whether capitals are a surname, since a comma and a given name follow: "FRENCH, Tony"."""
        behind = found.words[index + 1 : index + 3]
        return (
            not run
            and found.words[index].isupper()
            and behind[:1] == [","]
            and behind[-1] in self.words.given
        )

    def is_common_noun(self, found: Analysis, index: int) -> bool:
        """Whether the word behind a lone capital is one in small letters that rows are not made of."""
        word = found.words[index]
        return (
            len(word) > 2
            and word.isalpha()
            and word.islower()
            and word not in self.words.filler
            and word not in self.words.marks
        )

    def beside(self, found: Analysis, rest: list[int]) -> list[Mention]:
        """Names among those behind the label of a post, of words that are none elsewhere: "Trustees: Ann Cole
        and Science Bell"; each stands between commas, semicolons, "and" or the ends of the list."""
        out: list[Mention] = []
        runs: list[list[int]] = []
        for index in rest:
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        for run in runs:
            bounded = found.lowers[run[0] - 1] in BOUNDS and found.lowers[run[-1] + 1 : run[-1] + 2] in ENDS
            if not bounded or not 2 <= len(run) <= 3:
                return []
            if not all(NAME_TOKEN.match(found.words[t]) and found.words[t][:1].isupper() for t in run):
                return []
            mention = self.named(found, run)
            mention.weak = True
            out.append(mention)
        return out

    def named(self, found: Analysis, run: list[int]) -> Mention:
        """The mention of a guessed name over some tokens."""
        mention = found.mention("PERSON", run[0], run[-1], rule="row")
        words = [found.words[i] for i in run]
        if "," in words:
            cut = words.index(",")
            words = words[cut + 1 :] + [quiet_surname(w) for w in words[:cut]]
        mention.name = natural_name([w for w in words if w != ","])
        mention.id = slug(mention.name)
        mention.attrs.update(
            words=[natural_name([w]) for w in words if w not in {"-", ","}],
            strong=False,
            honorific=None,
            guessed=True,
        )
        return mention

    def independent(self, found: Analysis, index: int) -> Mention:
        """Who stands as an independent without a name, "Ind – 176": one of the rows of parties."""
        mention = found.mention("PERSON", index, index, rule="row")
        mention.name, mention.id, mention.weak = mention.text, slug(mention.text), True
        mention.attrs.update(words=[mention.text], strong=False, honorific=None, guessed=True)
        return mention

    def guess(
        self, found: Analysis, first: int, last: int, covered: set[int], figures: list[Mention]
    ) -> Mention | None:
        """A name that nothing else knows: the capitalised words before the first figure of a row."""
        stop = min((found.token_at(f.start) for f in figures), default=last + 1)
        run: list[int] = []
        for index in range(first, min(stop, last + 1)):
            word = found.words[index]
            if word == "(" and not run:
                break
            if index in covered or not word.strip():
                if run:
                    break
                continue
            if (
                (
                    NAME_TOKEN.match(word)
                    and word[:1].isupper()
                    and (
                        (
                            found.lowers[index] not in self.words.not_people
                            and found.lowers[index] not in self.words.filler
                        )
                        or self.beside_initial(found, index, run, stop)
                        or self.before_given(found, index, run)
                    )
                )
                or (
                    run
                    and found.lowers[index] in {"-", "'"}
                    and found.ends[index - 1] == found.starts[index]
                    and index + 1 < stop
                )
                or (
                    run
                    and found.lowers[index] == ","
                    and len(run) == 1
                    and index + 1 < stop
                    and found.words[index + 1][:1].isupper()
                    and (found.words[run[0]].isupper() or found.words[index + 1] in self.words.given)
                )
            ):
                run.append(index)
            elif run:
                break
        while run and found.lowers[run[-1]] in {"-", "'", ","}:
            run.pop()
        if len(run) == 1 and found.lowers[run[0]] in self.words.rounds:  # "Stage 1:"
            return None
        if not run or len(run) > 6:
            return None
        if len(run) == 1 and run[0] < last and self.is_common_noun(found, run[0] + 1):
            return None  # "Registered supporters 1,204"
        mention = self.named(found, run)
        mention.weak = not self.before_given(found, run[0], [])
        return mention
