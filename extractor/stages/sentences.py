"""Sentences: where to look, and what is quoted.

A line break ends a sentence, because list rows and headings carry no full stop; not so one that a mail
program put into a paragraph because the next word had no room. Inside a line a sentence ends at `.`, `?` or
`!` before a capital; abbreviations and initials are single tokens already (spaCy's tokenizer exceptions) and
so never end one.

A sentence longer than `LONGEST` is cut: rules compare the mentions of one sentence with each other, so its
length bounds their time. No sentence of the 842 real articles at hand has more than 167 tokens.
"""

from __future__ import annotations

import itertools
import re

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from extractor.mentions import Analysis, Sentence, analysis

__all__ = ["LONGEST", "make_sentences", "quote_spans", "split_sentences"]

QUOTES = re.compile(r"[\"“”„]")
LONGEST = 300
"""Tokens of a sentence; what is longer is cut, at a comma if there is one, and the article is flagged."""

PARAGRAPH = re.compile(r"(\n[ \t]*\n\s*)")
LISTED = re.compile(r"[-*•>|]|\d+[.)]\s")
NARROW, WIDE = 55, 100  # characters: widths to which text is wrapped
SLACK = 2
SPEECH = 4  # words: shorter quoted bits are names and scare quotes, not speech
MARGIN = 60  # tokens before it in which a pause is looked for
PAUSES = frozenset({",", ";", ":", "|"})
MARKS = frozenset(".?!…")
ENDERS = frozenset({".", "?", "!", "…", "..."})
CLOSERS = frozenset({'"', "'", ")", "]", "''"})
ABBREVIATIONS = frozenset(
    ["rep.", "reps.", "sen.", "sens.", "smt.", "fr.", "ald.", "amb.", "ven.", "drs.", "mme.", "sra.",
        "cpl.", "cr.", "gov.", "lt.", "col.", "gen.", "maj.", "capt.", "rev.", "hon.", "cllr.", "prof.",
        "dr.", "ma.", "coun.", "couns.", "mr.", "mrs.", "ms.", "st.", "no.", "vs.", "jr.", "sr.", "dist.", "dept.", "assemb.",
        "atty.", "sgt.", "del.", "supt.", "pres.", "u.s.", "u.k.", "d.c.", "fig.", "approx.", "inc.",
        "bro.", "sis.", "corp.", "engr.", "barr.", "adv.", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.",
        "aug.", "sept.", "sep.", "oct.", "nov.", "dec.", "ala.", "ariz.", "ark.", "calif.", "colo.", "conn.",
        "fla.", "ga.", "ill.", "ind.", "kan.", "ky.", "la.", "md.", "mass.", "mich.", "minn.", "miss.",
        "mo.", "mont.", "neb.", "nev.", "okla.", "ore.", "pa.", "tenn.", "tex.", "va.", "vt.", "wash.",
        "wis.", "wyo."]
)  # fmt: skip
INITIAL = re.compile(r"^[a-z]\.$|^(?:[a-z]\.){2,}$")


def quote_spans(text: str) -> list[tuple[int, int]]:
    """Spans of direct speech of at least four words; an opening mark without a partner runs to the line's
    end.

    Example:
        >>> quote_spans('He said: "We have won it all today" and left.')
        [(9, 35)]
    """
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        opened: int | None = None
        for mark in QUOTES.finditer(line):
            opening = mark[0] in "“„" or (mark[0] == '"' and opened is None)
            if opening and opened is None:
                opened = mark.start()
            elif not opening and opened is not None:
                if len(line[opened : mark.end()].split()) >= SPEECH:
                    spans.append((offset + opened, offset + mark.end()))
                opened = None
        if opened is not None and len(line[opened:].split()) >= SPEECH:
            spans.append((offset + opened, offset + len(line)))
        offset += len(line) + 1
    return spans


def ends_sentence(lowers: list[str], words: list[str], index: int) -> bool:
    """Whether the token at `index` closes a sentence inside its line."""
    word = lowers[index]
    if word in ENDERS or (
        len(word) > 2 and word[-1] in ".?!" and word not in ABBREVIATIONS and not INITIAL.match(word)
    ):
        pass
    else:
        return False
    if word == "." and lowers[index - 2 : index - 1] == ["("] and lowers[index + 1 : index + 2] == [")"]:
        return False  # "(inc.)"
    after = index + 1
    while after < len(words) and lowers[after] in CLOSERS:
        after += 1
    if after >= len(words) or words[after].isspace():
        return True
    first = words[after][0]
    return (
        first.isupper()
        or first.isdigit()
        or lowers[after] in {'"', "'", "-", "(", "["}
        or not first.isascii()
    )


def wrapped_breaks(text: str) -> set[int]:
    """Where line breaks stand that only fill a paragraph to a width, as in mail: each next word had no room,
    and one of them at least goes on in small letters; in a mail, that holds for its other paragraphs too."""
    found: list[tuple[int, bool, list[int]]] = []
    offset = 0
    for paragraph in PARAGRAPH.split(text):
        lines = paragraph.split("\n")
        width = max(map(len, lines))
        if len(lines) > 1 and NARROW <= width <= WIDE:
            breaks: list[int] = []
            goes_on = False
            at = offset
            for line, following in itertools.pairwise(lines):
                at += len(line) + 1
                word = following.split(" ", 1)[0]
                if word and not LISTED.match(following) and len(line) + 1 + len(word) >= width - SLACK:
                    breaks.append(at - 1)
                    goes_on |= word[0].islower() and line[-1:] not in MARKS
            found.append((width, goes_on, breaks))
        offset += len(paragraph)
    widths = [width for width, goes_on, _ in found if goes_on]
    least = min(widths) if len(widths) > 1 else WIDE + 1
    return {at for width, goes_on, breaks in found if goes_on or width >= least for at in breaks}


def split_sentences(found: Analysis) -> list[Sentence]:
    """Cut the tokens into sentences; white-space tokens belong to none."""
    wrapped = wrapped_breaks(found.text)
    sentences: list[Sentence] = []
    first: int | None = None
    line = paragraph = 0

    def close(last: int) -> None:
        nonlocal first
        if first is not None:
            sentences.append(Sentence(found.starts[first], found.ends[last], first, last, line, paragraph))
        first = None

    previous = -1
    for index, word in enumerate(found.words):
        if word.isspace() or not word:
            breaks = word.count("\n")
            if breaks and found.starts[index] + word.index("\n") not in wrapped:
                close(previous)
                line += breaks
                paragraph += breaks > 1
            continue
        if first is None:
            if sentences and found.lowers[index] in CLOSERS and sentences[-1].line == line:
                sentences[-1].end, sentences[-1].last_token = found.ends[index], index
                continue
            first = index
        previous = index
        if found.lowers[index][-1:] in MARKS and ends_sentence(found.lowers, found.words, index):
            close(index)
        elif index - first >= LONGEST - MARGIN and (word in PAUSES or index - first >= LONGEST - 1):
            found.cut_sentences += 1
            close(index)
    close(previous)
    return sentences


TAIL = 0.5  # of the article: boilerplate stands in its second half
TAIL_MARKERS = re.compile(
    r"^\W*(?:more (?:from|stories|on this)|"
    r"related (?:stories|articles|news|links|content|topics)|"
    r"you may also like|copyright\b|©|most (?:read|popular|viewed)|"
    r"recommended|trending|latest news|about the author)\b",
    re.IGNORECASE,
)
INSERT_MARKERS = re.compile(
    r"^\W*(?:read (?:more|also|next)|also read|sign up (?:for|to)|subscribe|follow us|share this|"
    r"advertisement|click here)\b",
    re.IGNORECASE,
)
PROSE = 90  # characters: a line of text, not a headline
SENTENCE = 8  # words of a sentence that sends readers elsewhere


def mark_tail(found: Analysis) -> None:
    """Mark related links, newsletters and share bars as `tail`: nothing is read there. Links end an article
    or are set into it, which goes on with the next line of prose."""
    half = len(found.text) * TAIL
    state = ""
    inserted = -1
    ends: dict[int, Sentence] = {s.line: s for s in found.sentences}
    starts: dict[int, int] = {}
    for sentence in found.sentences:
        starts.setdefault(sentence.line, sentence.start)
        head = found.text[sentence.start : sentence.start + 40]
        last = ends[sentence.line]
        stopped = found.text[sentence.start : last.end].rstrip("\"'”’)")[-1:] in {".", "!", "?"}
        if state == "insert" and sentence.line != inserted:
            long = last.end - starts[sentence.line] >= PROSE and stopped
            state = "insert" if not long or INSERT_MARKERS.match(head) else ""
        if sentence.start >= half and state != "tail":
            if TAIL_MARKERS.match(head):
                state = "tail"
            elif INSERT_MARKERS.match(head):
                words = sentence.last_token - sentence.first_token
                state, inserted = ("line" if words > SENTENCE and stopped else "insert"), sentence.line
        if state:
            sentence.kind = "tail"
        if state == "line":
            state = ""


@Language.factory("election_sentences", assigns=["token.is_sent_start", "doc.spans"], default_config={})
def make_sentences(nlp: Language, name: str) -> Sentences:
    """The factory behind `nlp.add_pipe("election_sentences")`."""
    return Sentences()


class Sentences:
    """Finds sentences and direct speech."""

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc.spans["sentences"]` and the sentence starts."""
        found = analysis(doc)
        found.quotes = quote_spans(found.text)
        found.sentences = split_sentences(found)
        if len(doc):
            # One array: a token's own setter asks the whole document each time.
            marks = numpy.full((len(doc), 1), -1, dtype="int32").astype("uint64")
            marks[[0, *(s.first_token for s in found.sentences)]] = 1
            doc.from_array(["SENT_START"], marks)  # type: ignore[arg-type]
        for sentence in found.sentences:
            middle = (sentence.start + sentence.end) // 2
            sentence.quoted = found.in_quotes(middle) and found.in_quotes(sentence.start)
        mark_tail(found)
        doc.spans["sentences"] = [doc[s.first_token : s.last_token + 1] for s in found.sentences]
        return doc
