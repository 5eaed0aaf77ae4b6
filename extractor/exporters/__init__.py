"""Records in other people's formats.

An exporter is a function of the shape `Exporter`, registered in the entry point group
`extractor.exporters`; a package of your own can register more. Importing this package imports no
optional library.
"""

from extractor.exporters.exporting import Exporter, ExportReport, export_records, find_exporters

__all__ = ["ExportReport", "Exporter", "export_records", "find_exporters"]
