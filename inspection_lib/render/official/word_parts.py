"""What Word files are put together from: the office's template, styled paragraphs, rules, bare tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.document import DocumentPart
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import Fault, for_xml, message
from inspection_lib.render.official.styles import TEXT_WIDTH, Style

STAMP_HEIGHT = 8
"""In mm, as the decree has it for the degree of urgency."""
TWENTIETHS_A_MILLIMETRE = 1440 / 25.4


def open_template(template: bytes, name: str) -> WordDocument:
    """The template without its text. ``name`` is what errors call it.

    Raises InvalidFilesError where it is no Word file, or lacks styles: with all that are missing.
    """
    try:
        document = Document(io.BytesIO(template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        fault = Fault(
            message("This is not a Word document (.docx)."),
            message("Save it in Word as .docx, or write a new one with `inspection paper-template`."),
        )
        raise InvalidFilesError([Problem(name, 0, fault)]) from error
    known = {style.name for style in document.styles}
    remedy = message("Give the style its name again, or write a new document: `inspection paper-template`.")
    missing = [
        Problem(name, 0, Fault(message("The style '{style}' is missing.", style=style.value), remedy))
        for style in Style
        if style.value not in known
    ]
    if missing:
        raise InvalidFilesError(missing)
    body = document.element.body
    for element in [each for each in body if each.tag != qn("w:sectPr")]:
        body.remove(element)
    return document


def styled(paragraph: Paragraph, style: Style) -> Paragraph:
    """Give a paragraph a style, by its id: python-docx would look its name up each time."""
    paragraph._p.style = _style_ids(paragraph.part.package.main_document_part)[style]
    return paragraph


@lru_cache(maxsize=1)
def _style_ids(part: DocumentPart) -> Mapping[str, str]:
    return {style.name: style.style_id for style in part.document.styles if style.name}


def add(document: WordDocument, words: str, style: Style) -> Paragraph:
    """Add a paragraph."""
    return styled(document.add_paragraph(for_xml(words)), style)


def add_filled(document: WordDocument, words: str, style: Style) -> None:
    """Add a paragraph whose rest is dotted to the right margin, to write on."""
    paragraph = add(document, f"{words}\t", style)
    end = round(TEXT_WIDTH * TWENTIETHS_A_MILLIMETRE)
    tabs = f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:leader="dot" w:pos="{end}"/></w:tabs>'
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(parse_xml(tabs), "w:spacing", "w:ind", "w:jc")


def add_rule(paragraph: Paragraph, column: float, width: float) -> None:
    """Make a paragraph a line in the middle of its column, in mm: Word draws it as an upper border."""
    form = styled(paragraph, Style.RULE).paragraph_format
    form.left_indent = form.right_indent = Mm(max((column - width) / 2, 0))
    form.line_spacing = Pt(2)
    _draw_borders(paragraph, ["top"], size=6)


def _draw_borders(paragraph: Paragraph, sides: Iterable[str], size: int, space: int = 0) -> None:
    """Draw black lines at sides of a paragraph: ``size`` in eighths of a point, ``space`` to it in points."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="000000"/>' for side in sides
    )
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def add_frame(paragraph: Paragraph, column: float, width: float) -> None:
    """Frame a paragraph of one line in the middle of its column, 8 mm high; widths in mm."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(max((column - width) / 2, 0))
    form.line_spacing = Mm(STAMP_HEIGHT)
    _draw_borders(paragraph, ("top", "left", "bottom", "right"), size=8)


def add_contact(document: WordDocument, lines: Sequence[str]) -> None:
    """Put lines into the foot of page 1, under a line over the whole width."""
    foot = document.sections[0].first_page_footer
    for number, line in enumerate(lines):
        first = foot.paragraphs[0]
        paragraph = foot.add_paragraph() if first.text else first
        styled(paragraph, Style.CONTACT).add_run(for_xml(line))
        if number == 0:
            _draw_borders(paragraph, ["top"], size=6, space=1)


def bare_table(document: WordDocument, rows: int, widths: Sequence[float], room: float = 0) -> Table:
    """A table without lines; ``room`` in mm is left beside each cell. No row is broken over two pages."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    leave_room(table, room)
    set_widths(table, widths)
    return table


def leave_room(table: Table, room: float) -> None:
    """Leave room in mm beside the text of each cell, with the table's edge at the margin of the page."""
    inside = round(room * TWENTIETHS_A_MILLIMETRE)
    sides = "".join(f'<w:{side} w:w="{inside}" w:type="dxa"/>' for side in ("left", "right"))
    properties = table._tbl.tblPr
    properties.append(parse_xml(f'<w:tblInd {nsdecls("w")} w:w="{inside}" w:type="dxa"/>'))
    properties.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Fix the widths of a table's columns, in mm, and keep each row on one page."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def repeat_first_row(table: Table) -> None:
    """Show the first row of a table at the top of each page."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def mark_feet(document: WordDocument, mark: str) -> None:
    """Put the mark of a demonstration into the foot of every page, the first one included."""
    section = document.sections[0]
    for foot in (section.first_page_footer, section.footer) if mark else ():
        first = foot.paragraphs[0]
        styled(foot.add_paragraph() if first.text else first, Style.MARK).add_run(for_xml(mark))
