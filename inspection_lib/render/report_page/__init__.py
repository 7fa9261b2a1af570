"""The page of a unit's report: an nbconvert exporter with its own template for executed notebooks.

Importing this package loads nbconvert, which takes half a second. The face of `render` does not load it.
"""

from __future__ import annotations

from inspection_lib.render.report_page.cleaning import clean_html
from inspection_lib.render.report_page.exporter import ReportExporter, export_page, open_exporter

__all__ = ["ReportExporter", "clean_html", "export_page", "open_exporter"]
