"""Election news into data: contests, candidacies and votes, each value with its place in the text.

    import extractor

    result = extractor.extract("Nia Holt was elected chair.", url="https://example.org/1")
    for record in result.records:
        print(record.model_dump_json())

Names are imported when they are first used, so that `import extractor` loads neither spaCy nor pydantic.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.article import Article
    from extractor.errors import (
        ArticleError,
        ExtractorError,
        LedgerError,
        OutputError,
        PackError,
        RecordError,
    )
    from extractor.extraction import Result, extract, extract_many
    from extractor.pipeline import load
    from extractor.records import Record, record_schema

__all__ = [
    "Article",
    "ArticleError",
    "ExtractorError",
    "LedgerError",
    "OutputError",
    "PackError",
    "Record",
    "RecordError",
    "Result",
    "__version__",
    "extract",
    "extract_many",
    "load",
    "record_schema",
]

__version__ = "0.1.0"

_HOME = {
    "Article": "article",
    "ArticleError": "errors",
    "ExtractorError": "errors",
    "LedgerError": "errors",
    "OutputError": "errors",
    "PackError": "errors",
    "Record": "records",
    "RecordError": "errors",
    "Result": "extraction",
    "extract": "extraction",
    "extract_many": "extraction",
    "load": "pipeline",
    "record_schema": "records",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
