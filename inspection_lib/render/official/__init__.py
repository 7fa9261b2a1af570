"""Official papers after Decree 30/2020/NĐ-CP: one value for each, written as .docx, PDF and .xlsx.

It loads python-docx and openpyxl, so that it is a door of its own.
"""

from __future__ import annotations

from inspection_lib.render.official.frame import Frame
from inspection_lib.render.official.making import (
    NAMES,
    ONE_UNIT,
    OWN_TEMPLATE,
    NamedPaper,
    Template,
    make_papers,
    office_template,
    paper_content,
    paper_names,
    ready_for,
    write_papers,
)
from inspection_lib.render.official.numbers import (
    Numbered,
    give_numbers,
    holding_numbers,
    keep_years,
    number_of_annex,
    read_numbers,
    write_numbers,
)
from inspection_lib.render.official.styles import template_document

__all__ = [
    "NAMES",
    "ONE_UNIT",
    "OWN_TEMPLATE",
    "Frame",
    "NamedPaper",
    "Numbered",
    "Template",
    "give_numbers",
    "holding_numbers",
    "keep_years",
    "make_papers",
    "number_of_annex",
    "office_template",
    "paper_content",
    "paper_names",
    "read_numbers",
    "ready_for",
    "template_document",
    "write_numbers",
    "write_papers",
]
