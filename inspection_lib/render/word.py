"""The minutes as a Word file, with the same words as the page."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from inspection_lib.language import Catalogue
from inspection_lib.render.minutes import Block, BlockKind, Minutes, make_minutes, seal_sentence
from inspection_lib.report import Report

FONT = "Times New Roman"
DOTS = "." * 96


def minutes_word(report: Report, t: Catalogue) -> bytes:
    """The minutes as .docx: A4, Times New Roman 14, the margins of official documents."""
    minutes = make_minutes(report, t)
    document = _empty()
    if minutes.demonstration:
        _paragraph(document, minutes.demonstration.upper(), bold=True)
    _masthead(document, minutes)
    _paragraph(document, minutes.title, bold=True, centred=True)
    _paragraph(document, minutes.subject, bold=True, centred=True)
    for block in minutes.blocks:
        _block(document, block)
    _signatures(document, minutes)
    _paragraph(document, seal_sentence(report, t), size=12)
    for line in minutes.copies:
        _paragraph(document, line, size=11)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _empty() -> Doc:
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


def _paragraph(
    document: Doc, text: str, *, bold: bool = False, centred: bool = False, size: int = 14
) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(_clean(text))
    run.bold, run.font.size = bold, Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _block(document: Doc, block: Block) -> None:
    match block.kind:
        case BlockKind.HEADING | BlockKind.SUBHEADING | BlockKind.WARNING:
            _paragraph(document, block.text, bold=True).paragraph_format.keep_with_next = (
                block.kind is not BlockKind.WARNING
            )
        case BlockKind.ITEM:
            _paragraph(document, f"- {block.text}").paragraph_format.left_indent = Mm(8)
        case BlockKind.BLANKS:
            for _ in range(block.lines):
                _paragraph(document, DOTS)
        case BlockKind.TEXT:
            _paragraph(document, block.text)


def _masthead(document: Doc, minutes: Minutes) -> None:
    table = document.add_table(rows=1, cols=2)
    _fill(table, 0, [(minutes.authority, False), (minutes.team, True), (minutes.number, False)])
    _fill(table, 1, [(minutes.motto[0], True), (minutes.motto[1], True)])


def _signatures(document: Doc, minutes: Minutes) -> None:
    table = document.add_table(rows=1, cols=3)
    for column, place in enumerate(minutes.signatures):
        _fill(table, column, [(place, True), (minutes.sign_here, False), ("\n\n\n", False)])


def _fill(table: Table, column: int, lines: list[tuple[str, bool]]) -> None:
    cell = table.cell(0, column)
    for number, (text, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(_clean(text))
        run.bold, run.font.size = bold, Pt(13)


def _clean(text: str) -> str:
    """A text without what XML cannot hold."""
    return "".join(
        letter for letter in text if letter in "\n\t" or (letter >= " " and letter not in "\ufffe\uffff")
    )
