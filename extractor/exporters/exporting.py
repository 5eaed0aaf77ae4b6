"""One call for every format, each found by its entry point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol, cast

from extractor.errors import OutputError

__all__ = ["ExportReport", "Exporter", "export_records", "find_exporters"]

GROUP = "extractor.exporters"

# A source tree that is not installed has no entry points: these are the ones that pyproject.toml names.
OWN = {
    "csv": "extractor.exporters.flat_csv:export_csv",
    "parquet": "extractor.exporters.flat_parquet:export_parquet",
    "label-studio": "extractor.exporters.label_studio:export_label_studio",
}


@dataclass(frozen=True)
class ExportReport:
    """What was written: `contests` records were read, `rows` rows or tasks written.

    `empty` contests have neither candidacies nor slate results, so that a flat table has no row for them.
    """

    format: str
    out: Path
    contests: int
    rows: int
    empty: int = 0


class Exporter(Protocol):
    """Writes the records of a file to `out`, whole or not at all."""

    def __call__(
        self, records_path: Path, out: Path, *, excel: bool = False, articles: Path | None = None
    ) -> ExportReport:
        """Write `out`; an option that means nothing in the format is an `OutputError`."""


def find_exporters() -> dict[str, Callable[[], Exporter]]:
    """Every format's name and what loads its exporter.

    Example:
        >>> {"csv", "parquet", "label-studio"} <= set(find_exporters())
        True
    """
    points = [EntryPoint(name, value, GROUP) for name, value in OWN.items()]
    points += entry_points(group=GROUP)
    return {point.name: cast(Callable[[], Exporter], point.load) for point in points}


def export_records(
    records_path: str | Path,
    out: str | Path,
    format: str,
    *,
    excel: bool = False,
    articles: str | Path | None = None,
) -> ExportReport:
    """Write `records.jsonl` in another format; `out` is replaced only when the new file is whole.

    Args:
        records_path: JSON Lines, one record a line; `.gz` is read as such.
        out: the file to write.
        format: `csv`, `parquet` (needs the extra `duckdb`), `label-studio`, or another package's.
        excel: for `csv`: a byte order mark, and no cell that a spreadsheet takes for a formula.
        articles: for `label-studio`: the run's `articles.jsonl`, which has the texts.

    Errors:
        RecordError: a line is broken or of another schema version.
        OutputError: the format is not known, an option does not fit it, or `out` cannot be written.

    Example:
        >>> import tempfile, pathlib
        >>> from extractor.records import Record
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> record = Record(id="c0", article={"id": "a", "sha256": "00"}, kind="election", candidacies=[{}])
        >>> _ = (folder / "records.jsonl").write_text(record.model_dump_json())
        >>> export_records(folder / "records.jsonl", folder / "results.csv", "csv").rows
        1
    """
    found = find_exporters()
    if format not in found:
        raise OutputError(f"no format {format!r}: choose one of {', '.join(sorted(found))}")
    try:
        exporter = found[format]()
    except (ImportError, AttributeError) as error:
        raise OutputError(f"the exporter of {format!r} cannot be loaded: {error}") from error
    source = Path(articles) if articles is not None else None
    return exporter(Path(records_path), Path(out), excel=excel, articles=source)
