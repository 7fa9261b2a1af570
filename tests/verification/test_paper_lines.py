"""Word files, workbooks and PDFs as lines, and files that cannot be read."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import Workbook

from inspection_lib.errors import InspectionError
from inspection_lib.model import PaperFormat
from inspection_lib.verification import paper_lines as module
from inspection_lib.verification.paper_lines import paper_lines, paper_units


def a_word_file() -> bytes:
    document = Document()
    document.add_paragraph("Điểm 1,").add_run("50")
    document.add_table(1, 1).rows[0].cells[0].text = "Ô 7"
    document.sections[0].footer.paragraphs[0].text = "Chân trang 3"
    document.core_properties.keywords = "066 06.STP"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def a_book() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet["B2"] = "Điểm", 56.18
    book.properties.keywords = "066"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_word_file_has_the_lines_of_body_tables_and_feet() -> None:
    """A number that Word keeps in two pieces is one."""
    content = a_word_file()
    texts = [line.text for line in paper_lines(content, PaperFormat.DOCX)]
    assert [text for text in texts if text] == ["Điểm 1,50", "Ô 7", "Chân trang 3"]
    assert paper_units(content, PaperFormat.DOCX) == ("066", "06.STP")


def test_a_workbook_has_a_line_for_each_cell() -> None:
    """With the sheet and the cell."""
    content = a_book()
    line = paper_lines(content, PaperFormat.XLSX)[-1]
    assert (line.heading, line.row, line.text) == ("Điểm", "B2", "56.18")
    assert paper_units(content, PaperFormat.XLSX) == ("066",)


@pytest.mark.parametrize("one", [one for one in PaperFormat if one is not PaperFormat.HTML])
@pytest.mark.parametrize("content", [b"", b"PK\3\4 no zip", a_book()[:900]])
def test_a_file_that_cannot_be_read_is_an_error_in_words(one: PaperFormat, content: bytes) -> None:
    """Never a traceback."""
    with pytest.raises(InspectionError):
        paper_lines(content, one)


def test_without_poppler_a_pdf_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the program and what to install."""
    monkeypatch.setattr(module.shutil, "which", lambda _name: None)
    with pytest.raises(InspectionError) as raised:
        paper_lines(b"%PDF-1.7", PaperFormat.PDF)
    assert "pdftotext" in str(raised.value.fault)
