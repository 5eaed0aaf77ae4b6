"""Corrected Label Studio annotations as gold files.

A gold file is named like its article and has a record's facts: names are lists of accepted names, best
first, numbers are numbers, null is what the article does not state.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.databases.record_file import clean
from extractor.errors import OutputError, RecordError
from extractor.exporters.regions import Annotation
from extractor.exporters.whole_file import whole_file

__all__ = ["AnnotationReport", "import_annotations", "read_annotations"]


@dataclass(frozen=True)
class AnnotationReport:
    """The gold files written, and the documents that nobody has annotated yet."""

    files: list[Path]
    unannotated: list[str]


def import_annotations(annotations_path: str | Path, folder: str | Path) -> AnnotationReport:
    """Write a gold file into `folder` for each annotated task of a Label Studio export (JSON).

    Errors:
        RecordError: an annotation is incomplete; the message has a line for each thing to correct, and
            nothing is written. OutputError: the folder cannot be written.
    """
    gold, unannotated = read_annotations(annotations_path)
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write to {target}: {error}; give a writable folder") from error
    files = []
    for document, facts in gold.items():
        with whole_file(target / f"{document}.json") as part:
            part.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        files.append(target / f"{document}.json")
    return AnnotationReport(files, unannotated)


def read_annotations(annotations_path: str | Path) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The gold facts by document, and the documents without an annotation.

    Of several annotations of a task the one marked as ground truth counts, else the last; cancelled ones
    never do.

    Errors:
        RecordError: see `import_annotations`.
    """
    try:
        tasks = json.loads(Path(annotations_path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise RecordError(
            f"cannot read {annotations_path}: {error}; give Label Studio's JSON export"
        ) from error
    gold: dict[str, dict[str, Any]] = {}
    unannotated: list[str] = []
    wrong: list[str] = []
    for position, task in enumerate(tasks if isinstance(tasks, list) else [None], 1):
        try:
            document, text = task["data"]["document"], task["data"]["text"]
            results = chosen_result(task)
        except (TypeError, KeyError, AttributeError):
            raise RecordError(
                f"{annotations_path}: task {position} was not made by the label-studio export of extractor"
            ) from None
        if not isinstance(document, str) or not re.fullmatch(r"[^\W.][^/\\\0]{0,199}", document):
            raise RecordError(f"{annotations_path}: task {position}: {document!r} cannot name a file")
        if document in gold or document in unannotated:
            raise RecordError(f"{annotations_path}: {document} is there twice: export each task once")
        if results is None:
            unannotated.append(document)
            continue
        facts = Annotation(document, clean(text), clean(results))
        gold[document] = facts.gold()
        wrong += facts.wrong
    if wrong:
        raise RecordError(f"{annotations_path}: correct these in Label Studio:\n" + "\n".join(wrong))
    return gold, unannotated


def chosen_result(task: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The results of the annotation that counts; None where there is none."""
    done = [one for one in task.get("annotations") or [] if not one.get("was_cancelled")]
    best = next((one for one in done if one.get("ground_truth")), done[-1] if done else None)
    return None if best is None else list(best["result"])
