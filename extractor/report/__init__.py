"""One self-contained HTML page that shows what a run found, and where it stands in the articles.

`run` reads a run folder, `sentences` finds the sentence around a value, `payload` shapes what the page
needs, `page` writes it. The page itself (template, style, scripts) lies in `assets/` as plain files.
"""

from __future__ import annotations

from extractor.report.page import ReportSummary, write_report

__all__ = ["ReportSummary", "write_report"]
