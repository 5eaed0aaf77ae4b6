"""Writing the page: one HTML file with its style, scripts and data inside, and no address to fetch from."""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor.errors import OutputError
from extractor.report.payload import LOW_CONFIDENCE, Contents, encode_json
from extractor.report.run import read_articles, read_ledger, read_records

__all__ = ["ReportSummary", "write_report"]

# One scope, in this order: each file uses only what stands in those before it.
_SCRIPTS = (
    "dom.js",
    "words.js",
    "bars.js",
    "passages.js",
    "contests.js",
    "inputs.js",
    "reading.js",
    "app.js",
)


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What went into a report: counts of lines, and the size of the file in bytes."""

    path: Path
    contests: int
    articles: int
    flagged: int
    low_confidence: int
    failures: int
    mismatches: int
    """Evidence whose text does not stand at its offsets: such values are shown, but light nothing up."""
    size: int


def write_report(run_dir: Path, out: Path, *, snippets: bool = False) -> ReportSummary:
    """Write the report of a run folder to `out`.

    The folder holds `records.jsonl` and, where the run kept them, `articles.jsonl` and `ledger.jsonl`.
    With `snippets` the page holds only the sentences that evidence stands in, so that it can be shared
    without passing on whole articles.

    Raises:
        RecordError, ArticleError, LedgerError: a line of the run cannot be read.
        OutputError: `out` cannot be written; a report that stood there before is left as it was.

    Example:
        >>> import tempfile
        >>> from extractor.records import ArticleRef, Record
        >>> run = Path(tempfile.mkdtemp())
        >>> record = Record(id="1", article=ArticleRef(id="a", sha256="0" * 64), kind="election")
        >>> _ = (run / "records.jsonl").write_text(record.model_dump_json())
        >>> write_report(run, run / "report.html").contests
        1
    """
    records, ledger = read_records(run_dir), read_ledger(run_dir)
    contents = Contents(records, ledger, snippets=snippets)
    flagged = sum(bool(record.flags) for record in records)
    low = sum(record.confidence is not None and record.confidence < LOW_CONFIDENCE for record in records)
    failures = sum(line.status == "failed" for line in ledger or ())
    style, script = _read("page.css"), "\n".join(_read(name) for name in _SCRIPTS)
    page = (
        _environment()
        .get_template("page.html")
        .generate(
            name=run_dir.resolve().name,
            style=Markup(style),
            script=Markup(script),
            style_hash=_csp_hash(style),
            script_hash=_csp_hash(script),
            contests=len(records),
            flagged=flagged,
            low=low,
            low_confidence=LOW_CONFIDENCE,
            failures=failures,
            has_ledger=ledger is not None,
            inputs=len(ledger or ()),
            snippets=snippets,
            blocks=(Markup(block) for block in contents.blocks(read_articles(run_dir))),
            index=lambda: Markup(encode_json(contents.index())),
        )
    )
    size = _write(out, page)
    return ReportSummary(
        out, len(records), len(contents.articles), flagged, low, failures, contents.mismatches, size
    )


def _environment() -> Environment:
    loader = PackageLoader("extractor.report", "assets")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _read(name: str) -> str:
    return files("extractor.report").joinpath("assets", name).read_text(encoding="utf-8")


def _csp_hash(content: str) -> Markup:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")


def _write(out: Path, chunks: Iterator[str]) -> int:
    """Write beside the target and move: a reader of `out` never sees half a page."""
    draft = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=out.parent, prefix=f".{out.name}.", delete=False
        ) as file:
            draft = Path(file.name)
            file.writelines(chunks)
        draft.chmod(0o644)
        size = draft.stat().st_size
        os.replace(draft, out)
        return size
    except OSError as error:
        raise OutputError(
            f"cannot write the report to {out}: {error.strerror or error}; "
            "choose another place or free some space"
        ) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
