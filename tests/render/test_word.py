"""The minutes as a Word file: the same text as the page, and any text of people."""

from __future__ import annotations

import io
from dataclasses import replace
from html import unescape

from docx import Document

from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language, Text
from inspection_lib.render.minutes import make_minutes, minutes_page
from inspection_lib.render.word import minutes_word
from inspection_lib.report import Report
from tests.render.sheets import MARK

VI = open_catalogue(Language.VI)


def words_of(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_page_and_word_file_have_the_same_text(report: Report) -> None:
    """Every paragraph of the minutes is in both, word for word."""
    page, word = minutes_page(report, VI), " ".join(words_of(minutes_word(report, VI)))
    plain = unescape(page)
    for paragraph in make_minutes(report, VI).paragraphs:
        assert paragraph.text in plain
        assert paragraph.text in word


def test_letters_that_xml_cannot_hold_break_no_paper(report: Report) -> None:
    """A remark with such letters is in the Word file without them."""
    finding = replace(report.findings[0], recommendation=Text("Làm\uffff ngay\x00", ""))
    words = " ".join(words_of(minutes_word(replace(report, findings=(finding,)), VI)))
    assert "Làm ngay" in words


def test_hostile_text_stays_text(report: Report) -> None:
    """Markup in a remark is shown as it was typed, in both files, and no other text is lost."""
    hostile = "<b>&</b><script>alert(1)</script>"
    findings = (replace(report.findings[0], note=hostile), *report.findings[1:])
    changed = replace(report, findings=findings)
    assert "<script>" not in minutes_page(changed, VI)
    said = words_of(minutes_word(changed, VI))
    assert any(hostile in text for text in said)
    assert len(said) == len(words_of(minutes_word(report, VI)))


def test_every_page_of_the_word_file_is_marked(report: Report) -> None:
    """The foot of the first page and the foot of all others; a real inspection has none."""
    document = Document(io.BytesIO(minutes_word(report, VI)))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    for foot in (section.first_page_footer, section.footer):
        assert foot.paragraphs[0].text == MARK
    real = replace(report, campaign=replace(report.campaign, demonstration=False))
    section = Document(io.BytesIO(minutes_word(real, VI))).sections[0]
    assert section.footer.paragraphs[0].text == ""
