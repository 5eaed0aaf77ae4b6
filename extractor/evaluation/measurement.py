"""Measures a run: records against gold, with everything that tells how far to trust the figure."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from pydantic import ValidationError

from extractor.errors import ExtractorError
from extractor.evaluation.changes import compare_runs
from extractor.evaluation.evidence import check_evidence
from extractor.evaluation.extras import score_extras
from extractor.evaluation.intervals import bootstrap_intervals
from extractor.evaluation.results import (
    EXTRA_FIELDS,
    DocumentResult,
    Evaluation,
    EvidenceResult,
    Group,
    Score,
    add_fields,
    add_scores,
    macro_f1,
)
from extractor.evaluation.scoring import SCORED, Facts, Tally, score_document
from extractor.evaluation.sources import Texts, digest_gold, document_of, half_of, read_gold, read_records

__all__ = ["evaluate", "read_evaluation"]


def evaluate(
    gold_dir: str | Path,
    records_path: str | Path,
    *,
    articles: str | Path | None = None,
    against: str | Path | None = None,
    bootstrap: int = 1000,
    seed: int = 0,
) -> Evaluation:
    """Score a run's records against gold.

    Args:
        gold_dir: folder with a `<document>.json` per article, searched with its subfolders. A record belongs
            to the document whose name is the stem of its article's source; others are left out and named.
        records_path: the records, one JSON object a line.
        articles: an articles.jsonl or a folder of source files, to check that evidence stands where it says;
            without it the files that the records name are tried.
        against: an earlier run to list gains and losses against: its records, or its saved evaluation.
        bootstrap: samples for the intervals; 0 for none.
        seed: of the samples; the same seed gives the same intervals.

    Raises:
        RecordError: a line is not a record.
        ExtractorError: there is no gold, or a file of it is not gold.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> contest = '{"position": ["chair"], "candidacies": [{"name": ["Nia Holt"], "outcome": "elected"}]}'
        >>> _ = (folder / "a.json").write_text('{"genre": "club", "contests": [' + contest + "]}")
        >>> record = '{"article": {"source": "a.txt"}, "candidacies": [{"candidate": {"name": "Nia Holt"}}]}'
        >>> _ = (folder / "records.jsonl").write_text(record)
        >>> evaluate(folder, folder / "records.jsonl").fields["outcome"].missed
        1
    """
    gold_dir, records_path = Path(gold_dir), Path(records_path)
    gold, digest = read_gold(gold_dir), digest_gold(gold_dir)
    records = read_records(records_path)
    evidence = check_evidence(records, Texts(Path(articles) if articles else None))
    evaluation = _measure(gold, records, evidence, gold_dir, records_path, digest)
    evaluation.intervals = bootstrap_intervals(evaluation.documents, samples=bootstrap, seed=seed)
    if against is not None:
        earlier = read_evaluation(against)
        if earlier is None:
            path = Path(against)
            earlier = _measure(gold, read_records(path), EvidenceResult(), gold_dir, path, digest)
        evaluation.change = compare_runs(earlier, evaluation)
    return evaluation


def read_evaluation(path: str | Path) -> Evaluation | None:
    """An evaluation saved with `to_json`; None where the file holds something else, such as records.

    Raises:
        ExtractorError: the evaluation was saved by a release that had other fields.
    """
    try:
        data = json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(data, dict) or "gold_digest" not in data:
        return None
    try:
        return Evaluation.model_validate(data)
    except ValidationError as error:
        raise ExtractorError(
            f"{path}: an evaluation that this release cannot read ({error}); compare with that run's records"
        ) from error


def _measure(
    gold: dict[str, Facts],
    records: list[Facts],
    evidence: EvidenceResult,
    gold_dir: Path,
    records_path: Path,
    digest: str,
) -> Evaluation:
    made: defaultdict[str, list[Facts]] = defaultdict(list)
    for record in records:
        made[document_of(record)].append(record)
    documents = [_measure_document(name, truth, made.get(name, [])) for name, truth in gold.items()]
    negatives = [document for document in documents if document.negative]
    return Evaluation(
        gold=gold_dir.as_posix(),
        gold_digest=digest,
        records=records_path.as_posix(),
        documents=documents,
        total=add_scores(document.score for document in documents),
        macro_f1=macro_f1(documents) or 0.0,
        fields=add_fields((document.fields for document in documents), SCORED),
        extras=add_fields((document.extras for document in documents), EXTRA_FIELDS),
        genres=_group(documents, by="genre"),
        halves=_group(documents, by="half"),
        contests=sum(document.contests for document in documents),
        exact_contests=sum(document.exact_contests for document in documents),
        negatives=len(negatives),
        negatives_with_output=sum(document.records > 0 for document in negatives),
        evidence=evidence,
        strangers=sorted(made.keys() - gold.keys()),
    )


def _measure_document(name: str, truth: Facts, records: list[Facts]) -> DocumentResult:
    tally, exact, contests = score_document(name, truth["contests"], records)
    extras = score_extras(name, truth["contests"], records)
    return DocumentResult(
        name=name,
        genre=truth.get("genre", "?"),
        half=half_of(name),
        contests=contests,
        exact_contests=exact,
        negative=not truth["contests"],
        records=len(records),
        fields=_scores(tally, SCORED),
        extras=_scores(extras, EXTRA_FIELDS),
        errors=tally.errors + extras.errors,
    )


def _scores(tally: Tally, kinds: tuple[str, ...]) -> dict[str, Score]:
    scores = {
        kind: Score(right=tally.right[kind], missed=tally.missed[kind], spurious=tally.spurious[kind])
        for kind in kinds
    }
    return {kind: score for kind, score in scores.items() if score.facts}


def _group(documents: list[DocumentResult], *, by: str) -> dict[str, Group]:
    """The documents by genre or by half, in the order of their names."""
    groups: defaultdict[str, list[DocumentResult]] = defaultdict(list)
    for document in documents:
        groups[getattr(document, by)].append(document)
    return {
        name: Group(
            documents=len(group),
            score=add_scores(document.score for document in group),
            macro_f1=macro_f1(group),
        )
        for name, group in sorted(groups.items())
    }
