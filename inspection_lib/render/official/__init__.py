"""Official papers after Decree 30/2020/NĐ-CP: one value for each, written as .docx, PDF and .xlsx.

It loads python-docx and openpyxl, so that it is a door of its own.
"""

from __future__ import annotations

from inspection_lib.render.official.frame import Frame
from inspection_lib.render.official.making import (
    NamedPaper,
    Template,
    make_papers,
    write_papers,
)
from inspection_lib.render.official.styles import template_document

__all__ = [
    "Frame",
    "NamedPaper",
    "Template",
    "make_papers",
    "template_document",
    "write_papers",
]
