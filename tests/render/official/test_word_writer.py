"""Papers as Word files: page, numbers, marks, signatures."""

from __future__ import annotations

import io
from dataclasses import replace

from docx import Document
from docx.oxml.ns import qn

from inspection_lib.model import PaperKind
from inspection_lib.render.official import NamedPaper, Template
from inspection_lib.render.official.styles import Style
from inspection_lib.render.official.word_writer import word_file
from inspection_lib.render.visit_minutes import SignaturePlace
from tests.render.official.reading import word_text
from tests.render.sheets import MARK


def test_page_and_numbers_follow_the_decree(papers: dict[PaperKind, NamedPaper], template: Template) -> None:
    """A4, margins, the page's number in the top margin but not on page 1, the mark on every page."""
    content = word_file(papers[PaperKind.MINUTES].paper, template.content, template.name)
    section = Document(io.BytesIO(content)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert {section.footer.paragraphs[0].text, section.first_page_footer.paragraphs[0].text} == {MARK}
    real = replace(papers[PaperKind.MINUTES].paper, mark="")
    section = Document(io.BytesIO(word_file(real, template.content, template.name))).sections[0]
    assert section.footer.paragraphs[0].text == ""


def test_the_words_of_a_paper_are_all_there_and_no_others(
    papers: dict[PaperKind, NamedPaper], template: Template
) -> None:
    """Nothing of the template's own text; letters that XML cannot hold are left out."""
    paper = papers[PaperKind.NOTICE].paper
    text = word_text(word_file(replace(paper, subject="Kết\x00 luận"), template.content, template.name))
    assert "Kết luận" in text
    assert Style.TEXT.value not in text
    for block in paper.blocks:
        assert getattr(block, "text", "") in text


def test_the_signature_block_keeps_together(papers: dict[PaperKind, NamedPaper], template: Template) -> None:
    """Rows are not broken over pages, and each paragraph keeps with the next."""
    content = word_file(papers[PaperKind.MINUTES].paper, template.content, template.name)
    document = Document(io.BytesIO(content))
    table = document.tables[-1]
    assert table.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
    styles = [paragraph.style for cell in table.rows[0].cells for paragraph in cell.paragraphs]
    assert all(style.paragraph_format.keep_with_next for style in styles)


def test_a_drawn_signature_is_a_picture_with_a_text(
    papers: dict[PaperKind, NamedPaper], template: Template
) -> None:
    """Screen readers say whose it is; no room is left to sign by hand."""
    paper = papers[PaperKind.MINUTES].paper
    place = SignaturePlace("THƯ KÝ", "Công chức Sở Nội vụ", ((0, 0, 500, 300),), "Ký trên màn hình")
    signed = replace(paper, signatures=replace(paper.signatures, places=(place,)))
    content = word_file(signed, template.content, template.name)
    assert 'descr="THƯ KÝ: Công chức Sở Nội vụ"' in Document(io.BytesIO(content)).tables[-1]._tbl.xml


def test_the_last_paragraph_stays_with_the_signatures(
    papers: dict[PaperKind, NamedPaper], template: Template
) -> None:
    """No page holds signatures alone."""
    for kind in (PaperKind.MINUTES, PaperKind.RESULTS):
        content = word_file(papers[kind].paper, template.content, template.name)
        (last,) = [each for each in Document(io.BytesIO(content)).paragraphs if each.text.endswith("./.")]
        assert last.paragraph_format.keep_with_next
