"""The minutes as a Word file with the same text as the page. Loads python-docx: import this module on use."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from inspection_lib.language import Catalogue, for_xml
from inspection_lib.render.minutes import Minutes, make_minutes, seal_sentence
from inspection_lib.render.signatures import signature_png
from inspection_lib.render.visit_minutes import Paragraph, ParagraphKind, SignaturePlace
from inspection_lib.report import Report

FONT = "Times New Roman"
DOTS = "." * 96


def minutes_word(report: Report, catalogue: Catalogue) -> bytes:
    """The minutes as .docx: A4, Times New Roman 14, the margins of official documents."""
    minutes = make_minutes(report, catalogue)
    document = _empty_document()
    _number_pages(document)
    if minutes.demonstration:
        _mark_every_page(document, minutes.demonstration)
    _masthead(document, minutes)
    _add_paragraph(document, minutes.title, bold=True, centred=True)
    _add_paragraph(document, minutes.subject, bold=True, centred=True)
    for paragraph in minutes.paragraphs:
        _add_of_kind(document, paragraph)
    _signatures(document, minutes)
    _add_paragraph(document, seal_sentence(report, catalogue), size=12)
    for line in minutes.copies:
        _add_paragraph(document, line, size=11)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _empty_document() -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(30),
        Mm(15),
        Mm(20),
        Mm(20),
    )
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.paragraph_format.space_after = Pt(6)
    return document


def _number_pages(document: WordDocument) -> None:
    """The page number, centred in the head of every page but the first, as Decree 30/2020 has it."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number = paragraph.add_run("2")
    number.font.size = Pt(13)
    field.append(number._r)
    paragraph._p.append(field)


def _mark_every_page(document: WordDocument, mark: str) -> None:
    """The mark of a demonstration in the foot of every page, the first one included."""
    section = document.sections[0]
    for foot in (section.first_page_footer, section.footer):
        paragraph = foot.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(for_xml(mark))
        run.bold, run.font.size, run.font.color.rgb = True, Pt(10), RGBColor(0x7A, 0x4F, 0x07)


def _add_paragraph(
    document: WordDocument, text: str, *, bold: bool = False, centred: bool = False, size: int = 14
) -> WordParagraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(for_xml(text))
    run.bold, run.font.size = bold, Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _add_of_kind(document: WordDocument, paragraph: Paragraph) -> None:
    match paragraph.kind:
        case ParagraphKind.HEADING | ParagraphKind.SUBHEADING | ParagraphKind.WARNING:
            _add_paragraph(document, paragraph.text, bold=True).paragraph_format.keep_with_next = (
                paragraph.kind is not ParagraphKind.WARNING
            )
        case ParagraphKind.ITEM:
            _add_paragraph(document, f"- {paragraph.text}").paragraph_format.left_indent = Mm(8)
        case ParagraphKind.BLANKS:
            for _ in range(paragraph.lines):
                _add_paragraph(document, DOTS)
        case ParagraphKind.TEXT:
            _add_paragraph(document, paragraph.text)


def _masthead(document: WordDocument, minutes: Minutes) -> None:
    table = document.add_table(rows=1, cols=2)
    _fill_cell(table, 0, [(minutes.authority, False), (minutes.team, True), (minutes.number, False)])
    _fill_cell(table, 1, [(minutes.motto[0], True), (minutes.motto[1], True)])


def _signatures(document: WordDocument, minutes: Minutes) -> None:
    table = document.add_table(rows=1, cols=3)
    for column, place in enumerate(minutes.signatures):
        _fill_cell(table, column, [(place.title, True)])
        if place.strokes:
            _draw(table, column, place)
        else:
            _add_to_cell(table, column, [(minutes.sign_here, False), ("\n\n\n", False)])
        words = (place.office, place.sentence, place.warning)
        _add_to_cell(table, column, [(text, text == place.warning) for text in words if text])


def _draw(table: Table, column: int, place: SignaturePlace) -> None:
    """Put a signature that was drawn on a screen into a cell, as a picture."""
    paragraph = table.cell(0, column).add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture = paragraph.add_run().add_picture(io.BytesIO(signature_png(place.strokes)), width=Mm(45))
    picture._inline.docPr.set("descr", for_xml(f"{place.title}: {place.office}"))


def _fill_cell(table: Table, column: int, lines: list[tuple[str, bool]]) -> None:
    for number, line in enumerate(lines):
        _add_line(table.cell(0, column).paragraphs[0] if number == 0 else None, table, column, line)


def _add_to_cell(table: Table, column: int, lines: list[tuple[str, bool]]) -> None:
    for line in lines:
        _add_line(None, table, column, line)


def _add_line(first: WordParagraph | None, table: Table, column: int, line: tuple[str, bool]) -> None:
    text, bold = line
    paragraph = first if first is not None else table.cell(0, column).add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(for_xml(text))
    run.bold, run.font.size = bold, Pt(13)
