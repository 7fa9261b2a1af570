"""Write a paper as a Word file, into a document whose styles the office may have changed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell

from inspection_lib.language import for_xml
from inspection_lib.model import PaperKind
from inspection_lib.render.official.content import Block, Letterhead, Paper, PaperTable, frame_width
from inspection_lib.render.official.styles import TEXT_WIDTH, Style
from inspection_lib.render.official.word_parts import (
    add,
    add_contact,
    add_filled,
    add_frame,
    add_rule,
    bare_table,
    leave_room,
    mark_feet,
    open_template,
    repeat_first_row,
    set_widths,
    styled,
)
from inspection_lib.render.signatures import signature_png
from inspection_lib.render.visit_minutes import Paragraph, ParagraphKind, SignaturePlace

LEFT_COLUMN = 66
"""Width in mm of the letterhead's left column."""
RIGHT_COLUMN = TEXT_WIDTH - LEFT_COLUMN
MOTTO_WIDTHS = {"vi": 57.0, "en": 64.0}
"""Width in mm of the motto in Times New Roman, bold, 13: its rule has its length, and Word measures none."""
WIDTH_OF_A_CAPITAL, WIDTH_OF_A_LETTER = 3.0, 2.5
"""Mean widths in mm: of bold capitals of 12 points, of bold text of 14 points."""
STYLES = {
    ParagraphKind.HEADING: Style.HEADING,
    ParagraphKind.SUBHEADING: Style.SUBHEADING,
    ParagraphKind.TEXT: Style.TEXT,
    ParagraphKind.WARNING: Style.WARNING,
    ParagraphKind.BASIS: Style.BASIS,
}


def word_file(paper: Paper, template: bytes, name: str) -> bytes:
    """The paper as .docx. ``name`` is what errors call the template. Raises InvalidFilesError."""
    document = open_template(template, name)
    add_contact(document, paper.contact)
    mark_feet(document, paper.mark)
    document.core_properties.title = for_xml(f"{paper.title} {paper.subject}")[:255]
    document.core_properties.language = paper.language
    document.core_properties.keywords = paper.units
    if paper.letterhead:
        _letterhead(document, paper.letterhead, paper.language)
    add(document, paper.title, Style.TITLE)
    add(document, paper.subject, Style.SUBJECT)
    if paper.letterhead:
        one_line = min(len(paper.subject) * WIDTH_OF_A_LETTER, TEXT_WIDTH)
        add_rule(document.add_paragraph(), TEXT_WIDTH, 0.4 * one_line)
    if paper.attached_to:
        add(document, paper.attached_to, Style.ATTACHED)
    for line in paper.addressees:
        add(document, line, Style.ADDRESSEE)
    for block in paper.blocks:
        _block(document, block)
    if paper.signatures.places:  # they never stand alone on a page
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    _end(document, paper)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _letterhead(document: WordDocument, head: Letterhead, language: str) -> None:
    table = bare_table(document, 2, (LEFT_COLUMN, RIGHT_COLUMN))
    left, right = table.rows[0].cells
    _fill(left, [(head.above, Style.ABOVE)] * bool(head.above) + [(head.issuer, Style.ISSUER)])
    share = 0.4 * min(len(head.issuer) * WIDTH_OF_A_CAPITAL, LEFT_COLUMN)
    add_rule(left.add_paragraph(), LEFT_COLUMN, share)
    _fill(right, [(head.motto[0], Style.STATE), (head.motto[1], Style.MOTTO)])
    add_rule(right.add_paragraph(), RIGHT_COLUMN, MOTTO_WIDTHS[language])
    left, right = table.rows[1].cells
    _fill(left, [(head.number, Style.NUMBER)])
    for stamp in head.stamps:
        add_frame(styled(left.add_paragraph(for_xml(stamp)), Style.STAMP), LEFT_COLUMN, frame_width(stamp))
    _fill(right, [(head.day, Style.DAY)])


def _fill(cell: _Cell, lines: Iterable[tuple[str, Style]]) -> None:
    """Write lines into an empty cell."""
    for number, (words, style) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        styled(paragraph, style).add_run(for_xml(words))


def _block(document: WordDocument, block: Block) -> None:
    match block:
        case PaperTable():
            _table(document, block)
        case Paragraph(kind=ParagraphKind.BLANKS):
            for _ in range(block.lines):
                add_filled(document, "", Style.BLANK)
        case Paragraph(kind=ParagraphKind.NAME):
            add_filled(document, f"- {block.text} ", Style.POINT)
        case Paragraph(kind=ParagraphKind.ITEM):
            add(document, f"- {block.text}", Style.POINT)
        case Paragraph():
            add(document, block.text, STYLES[block.kind])


def _table(document: WordDocument, block: PaperTable) -> None:
    if block.title:
        add(document, block.title, Style.CAPTION)
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.columns), style="Table Grid")
    set_widths(table, [column.width for column in block.columns])
    repeat_first_row(table)
    leave_room(table, 0.8)
    heads = [(column.title, Style.HEAD_CELL) for column in block.columns]
    styles = [Style.CENTRED_CELL if column.centred else Style.CELL for column in block.columns]
    lines = [list(zip((cell.text for cell in row), styles, strict=True)) for row in block.rows]
    _fill_rows(table, [heads, *lines])
    styled(document.add_paragraph(), Style.RULE)


def _fill_rows(table: WordTable, rows: Sequence[Sequence[tuple[str, Style]]]) -> None:
    """Write a line into each cell. The cells are listed once: python-docx counts them anew each time."""
    for row, lines in zip(table.rows, rows, strict=True):
        for cell, line in zip(row.cells, lines, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _fill(cell, [line])


def _end(document: WordDocument, paper: Paper) -> None:
    """Signatures and recipients. Their paragraphs keep with the next: the block stays on one page."""
    places, hint = paper.signatures.places, paper.signatures.hint
    if not places:
        return
    told = [(line, Style.RECIPIENT) for line in paper.recipients]
    told[0] = (told[0][0], Style.RECIPIENTS)
    if paper.drafter:
        told.append((paper.drafter.upper(), Style.DRAFTER))
    if paper.kind is PaperKind.MINUTES:
        table = bare_table(document, 1, [TEXT_WIDTH / len(places)] * len(places), room=2)
        for cell, place in zip(table.rows[0].cells, places, strict=True):
            _sign(cell, place, hint)
        for line, style in told:
            add(document, line, style)
    else:
        left, right = bare_table(document, 1, [TEXT_WIDTH / 2] * 2).rows[0].cells
        _fill(left, told)
        _sign(right, places[0], hint)
    add(document, paper.seal, Style.SEAL)


def _sign(cell: _Cell, place: SignaturePlace, hint: str) -> None:
    lines = [(line, Style.SIGNATORY) for line in place.title.split("\n")]
    if not place.strokes:
        lines += [(hint, Style.HINT)] * bool(hint) + [("", Style.SIGNATORY)] * 4
    _fill(cell, lines)
    if place.strokes:
        picture = styled(cell.add_paragraph(), Style.SIGNATORY).add_run()
        drawn = picture.add_picture(io.BytesIO(signature_png(place.strokes)), width=Mm(45))
        drawn._inline.docPr.set("descr", for_xml(f"{place.title}: {place.office}"))
    known = ((place.office, Style.NAME), (place.sentence, Style.HINT), (place.warning, Style.WARNING))
    for words, style in known:
        if words:
            styled(cell.add_paragraph(for_xml(words)), style)
