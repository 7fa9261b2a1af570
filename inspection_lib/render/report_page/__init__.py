"""The page of a unit's report, made from its executed notebook by an nbconvert exporter with its own template.

Importing this package loads nbconvert, which takes about half a second; the face of `render` does not import it.
"""

from __future__ import annotations

from inspection_lib.render.report_page.cleaning import clean_html
from inspection_lib.render.report_page.exporter import ReportExporter, export_page, open_exporter

__all__ = ["ReportExporter", "clean_html", "export_page", "open_exporter"]
