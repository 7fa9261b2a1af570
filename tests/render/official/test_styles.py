"""The styles are those of Decree 30/2020/NĐ-CP, Annex I."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from inspection_lib.render.official import Template
from inspection_lib.render.official.styles import FONT, LOOKS, MARGINS, Style

DECREE = {
    Style.STATE: (12, 13, True, False),
    Style.MOTTO: (13, 14, True, False),
    Style.ABOVE: (12, 13, False, False),
    Style.ISSUER: (12, 13, True, False),
    Style.NUMBER: (13, 13, False, False),
    Style.DAY: (13, 14, False, True),
    Style.TITLE: (13, 14, True, False),
    Style.SUBJECT: (13, 14, True, False),
    Style.ADDRESSEE: (13, 14, False, False),
    Style.ATTACHED: (13, 14, False, True),
    Style.TEXT: (13, 14, False, False),
    Style.HEADING: (13, 14, True, False),
    Style.SIGNATORY: (13, 14, True, False),
    Style.NAME: (13, 14, True, False),
    Style.RECIPIENTS: (12, 12, True, True),
    Style.RECIPIENT: (11, 11, False, False),
    Style.PAGE_NUMBER: (13, 14, False, False),
}


@pytest.mark.parametrize("style", list(DECREE))
def test_sizes_and_letters_are_those_of_the_decree(style: Style) -> None:
    """Annex I, part V."""
    low, high, bold, italic = DECREE[style]
    look = LOOKS[style]
    assert low <= look.size <= high
    assert (look.bold, look.italic) == (bold, italic)


def test_text_is_justified_with_an_indented_first_line(template: Template) -> None:
    """1 cm, at least 6 points between paragraphs, single spacing; the font is Times New Roman."""
    style = Document(io.BytesIO(template.content)).styles[Style.TEXT]
    form = style.paragraph_format
    assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(form.first_line_indent.mm) == round(Mm(10).mm)
    assert (form.space_after.pt, form.line_spacing, style.font.name) == (6, 1, FONT)


def test_every_style_has_a_look_and_a_line_in_the_template(template: Template) -> None:
    """An office sees each of them in Word."""
    assert set(LOOKS) == set(Style)
    shown = [each.style.name for each in Document(io.BytesIO(template.content)).paragraphs]
    assert shown == [style.value for style in Style]


def test_margins_are_within_those_of_the_decree() -> None:
    """In mm."""
    assert 20 <= MARGINS["top"] <= 25
    assert 20 <= MARGINS["bottom"] <= 25
    assert 30 <= MARGINS["left"] <= 35
    assert 15 <= MARGINS["right"] <= 20
