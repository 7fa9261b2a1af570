"""Word files: paragraphs, tables with merged cells, and what is not taken in."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from inspection_lib.tables import LIMITS, LeftOutKind, Sheet, Sheets, TableLimits, read_sheets, read_table
from inspection_lib.tables.values import Columns
from tests.tables.word_parts import SPACE, a_document, a_paragraph, a_table


def read(content: bytes, limits: TableLimits = LIMITS) -> Sheets:
    """The file as sheets."""
    return read_sheets(Path("x.docx"), limits, content=content)


def sheet_of(content: bytes) -> Sheet:
    """The one sheet of a file without problems."""
    sheets = read(content)
    assert sheets.problems == ()
    return sheets.sheets[0]


def test_a_file_of_python_docx() -> None:
    """Merged cells hold their value everywhere, and say from where it comes."""
    document = Document()
    document.add_paragraph("BẢNG ĐIỂM")
    table = document.add_table(3, 3)
    for at, text in enumerate(("STT", "Điểm", "")):
        table.cell(0, at).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    for at, text in enumerate(("", "Tối đa", "Tự chấm")):
        table.cell(1, at).text = text or table.cell(1, at).text
    table.cell(2, 1).text = "2\n điểm"
    content = io.BytesIO()
    document.save(content)
    lines = sheet_of(content.getvalue()).lines
    assert [(line.table, line.row, line.cells) for line in lines] == [
        (0, 0, ("BẢNG ĐIỂM",)),
        (1, 1, ("STT", "Điểm", "Điểm")),
        (1, 2, ("STT", "Tối đa", "Tự chấm")),
        (1, 3, ("", "2\n điểm", "")),
    ]
    assert (lines[1].covered_from_left, lines[2].covered_from_above) == ({2}, {0})
    assert [lines[2].own(at) for at in range(4)] == ["", "Tối đa", "Tự chấm", ""]


def test_what_stands_inside_cells() -> None:
    """Tables inside a cell, boxes, breaks and symbols are text of the cell; a second copy of a box is not."""
    inner = a_table(("trong",))
    frame = f"<w:r><w:txbxContent>{a_paragraph('hộp')}</w:txbxContent></w:r>"
    box = f"<w:p><w:r><w:t>trước </w:t></w:r>{frame}</w:p>"
    copy = f"<mc:Fallback>{a_paragraph('hai lần')}</mc:Fallback>"
    sign = '<w:sym w:font="Wingdings" w:char="F0FC"/>'
    signs = f"<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/>{sign}</w:r></w:p>"
    lines = sheet_of(a_document(a_table((a_paragraph("ngoài") + inner, box + copy, signs)))).lines
    assert lines[0].cells == ("ngoài\ntrong", "hộp\ntrước", "a\nb ✓")


def test_what_is_not_read_is_told() -> None:
    """Deleted text, pictures, footnotes."""
    old, new = "<w:r><w:delText>cũ</w:delText><w:t>cũ</w:t></w:r>", "<w:r><w:t>mới</w:t></w:r>"
    deleted = f"<w:p><w:del>{old}</w:del><w:ins>{new}</w:ins></w:p>"
    note = f'<w:footnote w:id="1">{a_paragraph("Theo quyết định")}</w:footnote>'
    notes = f"<w:footnotes {SPACE}>{note}</w:footnotes>"
    picture = "<w:p><w:r><w:drawing/></w:r></w:p>"
    sheet = sheet_of(a_document(a_table((deleted, picture)), footnotes=notes))
    assert sheet.lines[0].cells == ("mới", "")
    assert [(one.kind, one.line) for one in sheet.left_out] == [
        (LeftOutKind.WARNING, 1),
        (LeftOutKind.PICTURE, 1),
        (LeftOutKind.NOTE, 0),
    ]


def test_texts_in_old_fonts_are_converted() -> None:
    """Each run by its own font."""
    old = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>KÕ ho¹ch</w:t></w:r>'
    content = a_document(f"<w:p>{old}<w:r><w:t> Kế hoạch</w:t></w:r></w:p>")
    assert sheet_of(content).lines[0].cells == ("Kế hoạch Kế hoạch",)


@pytest.mark.parametrize(
    ("body", "limits", "text"),
    [
        (a_table(*[("x",)] * 30), replace(LIMITS, rows=20), "more than {count} rows"),
        (a_table(('<w:tcPr><w:gridSpan w:val="99999"/></w:tcPr>', "x")), LIMITS, "more than {count} columns"),
        (a_paragraph("x" * 200_000), LIMITS, "more than {count} letters"),
        (a_paragraph("x" * 9) * 20_000, replace(LIMITS, unpacked_bytes=2**20), "would unpack to more"),
        (a_table(*[("x" * 1000,)] * 300), replace(LIMITS, memory=2**18), "of memory"),
    ],
)
def test_what_is_too_large_is_refused(body: str, limits: TableLimits, text: str) -> None:
    """Before it fills the machine: a zip bomb, a million columns."""
    problems = read(a_document(body), limits).problems
    assert [text in problem.fault.message.text for problem in problems] == [True]


def test_what_is_damaged_is_refused() -> None:
    """A part that ends too early, a document type, no zip behind the first letters."""
    for content in (a_document("<w:tbl>"), a_document("", prolog="<!DOCTYPE x>"), a_document("")[:-30]):
        assert len(read(content).problems) == 1


def test_thousands_of_rows_are_quick() -> None:
    """Five thousand rows of merged cells take less than five seconds of processor time."""
    text = a_paragraph("x")
    begins = f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{text}'
    goes_on = f"<w:tcPr><w:vMerge/></w:tcPr>{text}"
    rows = [(goes_on if at % 5 else begins, "Kế hoạch", "2") for at in range(5000)]
    content = a_document(a_table(*rows))
    before = time.process_time()
    assert len(sheet_of(content).lines) == 5000
    assert time.process_time() - before < 5


def test_answers_are_not_read_from_word_files() -> None:
    """Their readers ask for a table."""
    table = read_table(
        Path("x.docx"), Columns({"unit": ()}, ("unit",)), content=a_document(a_table(("unit",)))
    )
    assert len(table.problems) == 1
