"""Annexes as workbooks: numbers and days as such, no text becomes a formula."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

from openpyxl import load_workbook

from inspection_lib.model import PaperKind
from inspection_lib.render.official import NamedPaper
from inspection_lib.render.official.content import Cell, Column, Table
from inspection_lib.render.official.workbook_writer import workbook_file
from tests.render.sheets import MARK


def test_each_table_is_a_sheet_that_prints_on_a4(papers: dict[PaperKind, NamedPaper]) -> None:
    """With its mark above and on every sheet, and its headings on each."""
    book = load_workbook(io.BytesIO(workbook_file(papers[PaperKind.SCORES].paper)))
    assert book.sheetnames == ["Các huyện, thành phố", "Tiêu chí"]
    for sheet in book:
        assert sheet.cell(3, 1).value == MARK
        assert sheet.oddFooter.center.text == MARK
        assert (str(sheet.page_setup.paperSize), sheet.print_title_rows) == ("9", "$4:$4")


def test_days_are_days_and_formulas_texts(papers: dict[PaperKind, NamedPaper]) -> None:
    """What people typed is never computed."""
    book = load_workbook(io.BytesIO(workbook_file(papers[PaperKind.ACTIONS].paper)))
    assert isinstance(book.active.cell(5, len(book.active[4])).value, datetime)
    table = Table("a/b*?", "", (Column("=1+1", 20),), ((Cell("=cmd()"),),))
    paper = replace(papers[PaperKind.ACTIONS].paper, blocks=(table,))
    sheet = load_workbook(io.BytesIO(workbook_file(paper))).active
    assert (sheet.cell(4, 1).value, sheet.cell(5, 1).value) == ("'=1+1", "'=cmd()")
