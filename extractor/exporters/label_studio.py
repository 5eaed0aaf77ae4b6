"""Records as Label Studio tasks: each value marked in the text, for annotators to correct.

A region is a marked span with a label. Its `contest` is the number of the contest that it belongs to
(several where a committee is named once for all), its `value` what the span means where it does not say so
itself ("three" is 3, "Holt" is "Nia Holt"); a value that begins with `=` says that the words are no accepted
name ("the panel" is "= Appeals Panel"). Relations tie an outcome, votes, a share and affiliations to
their candidate, and the seats won to their slate. `LABEL_CONFIG` is the labelling interface of the project.

Corrected annotations go the other way through `extractor.exporters.annotations`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.databases.article_list import Text, read_texts
from extractor.databases.record_file import read_records
from extractor.errors import OutputError, RecordError
from extractor.exporters.exporting import ExportReport
from extractor.exporters.whole_file import whole_file
from extractor.records import Candidacy, Record

__all__ = ["CONTEST_LABELS", "LABELS", "LABEL_CONFIG", "export_label_studio"]

CONTEST_LABELS = ("committee", "position", "constituency", "seats")
LABELS = (
    *CONTEST_LABELS,
    "candidate",
    "party",
    "affiliation",
    "outcome",
    "votes",
    "share",
    "slate",
    "seats_won",
)
NAMES = ("committee", "position", "constituency", "candidate", "party", "affiliation", "slate")
OUTCOMES = (
    "elected",
    "not_elected",
    "nominated",
    "advanced",
    "eliminated",
    "withdrawn",
    "disqualified",
    "tied",
)

LABEL_CONFIG = f"""<View>
  <Style>.htx-text {{ white-space: pre-wrap; }}</Style>
  <Labels name="label" toName="text">
    {" ".join(f'<Label value="{label}"/>' for label in LABELS)}
  </Labels>
  <Text name="text" value="$text" granularity="word"/>
  <Header value="Not found in the text: mark it, or leave it out"/>
  <Text name="unplaced" value="$unplaced"/>
  <TextArea name="contest" toName="text" perRegion="true" editable="true" maxSubmissions="1"
    placeholder="number of the contest: 1"/>
  <TextArea name="value" toName="text" perRegion="true" editable="true" maxSubmissions="1"
    placeholder="what the words mean, if they do not say it: 3, Nia Holt, 1100-1900"/>
  <Choices name="outcome" toName="text" perRegion="true" visibleWhen="region-selected"
    whenTagName="label" whenLabelValue="outcome">
    {" ".join(f'<Choice value="{outcome}"/>' for outcome in OUTCOMES)}
  </Choices>
  <Header value="Numbers of contests of an earlier election; of contests that may be left out; notes"/>
  <TextArea name="previous" toName="text" editable="true" maxSubmissions="1"/>
  <TextArea name="optional" toName="text" editable="true" maxSubmissions="1"/>
  <TextArea name="notes" toName="text" editable="true" maxSubmissions="1"/>
</View>
"""

CANDIDACY = re.compile(r"/candidacies/(\d+)(?:/(candidate|outcome|votes(?:_min|_max)?|share)(?:/name)?)?")
AFFILIATION = re.compile(r"/candidacies/(\d+)/affiliations/(\d+)(?:/(?:name|id))?")
SLATE = re.compile(r"/slates/(\d+)(?:/slate(?:/name|/id)?|/(seats_won))?")
CONTEST = re.compile(rf"/({'|'.join(CONTEST_LABELS)})(?:/name|/id)?")

Key = tuple[str, int, int, str, int]  # label, start, end, value, number of the contest (0: several)


def export_label_studio(
    records_path: Path, out: Path, *, excel: bool = False, articles: Path | None = None
) -> ExportReport:
    """Write one task for each article of `articles`, also where no record was found in it.

    Errors:
        RecordError: a line is broken, or the records are of other texts than the articles.
        OutputError: `articles` is missing, or `out` cannot be written.
    """
    if articles is None or excel:
        raise OutputError("label-studio needs articles, the run's articles.jsonl, and has no use for excel")
    texts = read_texts(articles)
    records: dict[str, list[Record]] = defaultdict(list)
    contests = 0
    for number, record in read_records(records_path):
        text = texts.get(record.article.id)
        if text is None or not text.fits(record):
            raise RecordError(
                f"{records_path}:{number}: {articles} does not have the text of {record.article.id}: "
                "give the articles.jsonl of the same run"
            )
        records[record.article.id].append(record)
        contests += 1
    taken: set[str] = set()
    tasks = [make_task(text, records[article], taken) for article, text in texts.items()]
    with whole_file(out) as part:
        part.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return ExportReport("label-studio", out, contests, len(tasks))


def make_task(text: Text, records: list[Record], taken: set[str]) -> dict[str, Any]:
    """One task: the text, what it is called, and the records as a prediction."""
    document = text.document
    while document in taken:
        document += "-again"
    taken.add(document)
    regions = Regions(text.text)
    for number, record in enumerate(records, 1):
        regions.add_record(record, number)
    previous = [str(n) for n, record in enumerate(records, 1) if record.timing == "previous"]
    result = list(regions.results())
    if previous:
        value = {"text": [" ".join(previous)]}
        result.append(
            {"id": "previous", "from_name": "previous", "to_name": "text", "type": "textarea", "value": value}
        )
    provenance = next((record.provenance for record in records if record.provenance), None)
    return {
        "data": {
            "text": text.text,
            "document": document,
            "article_id": text.article_id,
            "unplaced": "\n".join(regions.unplaced) or "nothing",
        },
        "predictions": [
            {"model_version": f"extractor {provenance.extractor}" if provenance else "extractor"}
            | {"result": result}
        ],
    }


class Regions:
    """The regions of one text and the relations between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.contests: dict[Key, set[int]] = defaultdict(set)
        self.relations: dict[tuple[Key, Key], None] = {}
        self.unplaced: list[str] = []

    def add_record(self, record: Record, number: int) -> None:
        """Mark every value of a record that has evidence; list the others."""
        anchors: dict[tuple[str, int], list[Key]] = defaultdict(list)
        values: dict[tuple[str, int], list[Key]] = defaultdict(list)
        places: dict[tuple[str, int], tuple[int, int]] = {}
        for entry in record.evidence:
            if self.text[entry.start : entry.end] != entry.text:
                raise RecordError(f"{record.id}: evidence {entry.field} is not at its place in the text")
            found = read_pointer(record, entry.field)
            if found is None:
                continue
            owner, label, value = found
            if entry.basis != "stated" and label in NAMES:
                value = f"= {value}"
            key: Key = (label, entry.start, entry.end, value, 0 if owner[0] == "contest" else number)
            self.contests[key].add(number)
            if owner[0] != "contest":
                places.setdefault(owner, (entry.start, entry.end))
                (anchors if label in ("candidate", "party", "slate") else values)[owner].append(key)
        for owner, name, label in owners(record):
            if not anchors[owner] and owner in places:
                # Evidence for its figures only: the name is laid over the first of them.
                key = (label, *places[owner], f"= {name}", number)
                self.contests[key].add(number)
                anchors[owner].append(key)
            if not anchors[owner]:
                self.unplaced.append(f"contest {number}: {label} {name}")
            for key in values[owner]:
                self.relations[key, anchors[owner][0]] = None

    def results(self) -> Iterator[dict[str, Any]]:
        """The regions and relations in Label Studio's words."""
        ids = {key: f"r{i}" for i, key in enumerate(sorted(self.contests), 1)}
        for key, name in ids.items():
            label, start, end, value, _ = key
            span = {"start": start, "end": end, "text": self.text[start:end]}
            common = {"id": name, "to_name": "text"}
            yield common | {"from_name": "label", "type": "labels", "value": span | {"labels": [label]}}
            numbers = {"text": [" ".join(map(str, sorted(self.contests[key])))]}
            if label == "outcome":
                choice = {"choices": [value]}
                yield common | {"from_name": "outcome", "type": "choices", "value": span | choice}
            elif value != span["text"]:
                meaning = {"text": [value]}
                yield common | {"from_name": "value", "type": "textarea", "value": span | meaning}
            yield common | {"from_name": "contest", "type": "textarea", "value": span | numbers}
        for source, target in self.relations:
            yield {"type": "relation", "from_id": ids[source], "to_id": ids[target], "direction": "right"}


def owners(record: Record) -> Iterator[tuple[tuple[str, int], str, str]]:
    """The candidacies and slates of a record: which, its name and the label of its name."""
    for i, candidacy in enumerate(record.candidacies):
        if candidacy.candidate:
            yield ("candidacy", i), candidacy.candidate.name, "candidate"
        elif candidacy.affiliations:
            yield ("candidacy", i), candidacy.affiliations[0].name, "party"
    for i, result in enumerate(record.slates):
        yield ("slate", i), result.slate.name, "slate"


def read_pointer(record: Record, field: str) -> tuple[tuple[str, int], str, str] | None:
    """What an evidence field is about: its owner, label and value; None where annotators do not mark it."""
    try:
        if match := CONTEST.fullmatch(field):
            value = getattr(record, match[1])
            shown = str(value) if match[1] == "seats" else value.name
            return ("contest", 0), match[1], shown
        if match := CANDIDACY.fullmatch(field):
            return candidacy_value(record.candidacies[int(match[1])], int(match[1]), match[2] or "candidate")
        if match := AFFILIATION.fullmatch(field):
            i, j = int(match[1]), int(match[2])
            candidacy = record.candidacies[i]
            label = "affiliation" if candidacy.candidate or j else "party"
            return ("candidacy", i), label, candidacy.affiliations[j].name
        if match := SLATE.fullmatch(field):
            result = record.slates[int(match[1])]
            if match[2]:
                return ("slate", int(match[1])), "seats_won", str(result.seats_won)
            return ("slate", int(match[1])), "slate", result.slate.name
    except (IndexError, AttributeError):
        raise RecordError(f"{record.id}: evidence {field} points at nothing in the record") from None
    return None


def candidacy_value(candidacy: Candidacy, i: int, part: str) -> tuple[tuple[str, int], str, str]:
    """The label and value of one part of a candidacy."""
    owner = ("candidacy", i)
    if part == "candidate":
        if candidacy.candidate:
            return owner, "candidate", candidacy.candidate.name
        return owner, "party", candidacy.affiliations[0].name
    if part == "outcome":
        return owner, "outcome", str(candidacy.outcome)
    if part == "share":
        return owner, "share", str(candidacy.share)
    if candidacy.votes is not None:
        return owner, "votes", str(candidacy.votes)
    return owner, "votes", f"{candidacy.votes_min or 0}-{candidacy.votes_max or ''}"
