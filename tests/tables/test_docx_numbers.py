"""Numbers that Word writes by itself before paragraphs."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.tables import read_sheets
from tests.tables.word_parts import SPACE, a_document, a_paragraph, a_table

LEVELS = (
    ("upperRoman", "%1."),
    ("decimal", "%2."),
    ("decimal", "%2.%3"),
    ("lowerLetter", "%4)"),
    ("bullet", "·"),
)
SHOWN = "".join(
    f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for at, (kind, text) in enumerate(LEVELS)
)
NUMBERING = f"""<w:numbering {SPACE}>
  <w:abstractNum w:abstractNumId="7">{SHOWN}</w:abstractNum>
  <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""


def numbered(level: int, text: str = "", number: int = 3) -> str:
    """A paragraph of the list at a level."""
    return a_paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_of_all_levels() -> None:
    """They go on over cells and begin again under a new number; an unknown list has none."""
    levels = (0, 1, 2, 2, 3, 1, 2, 0, 1, 4)
    rows = [(numbered(level), "x") for level in levels] + [(numbered(0, number=9), "x")]
    content = a_document(a_table(*rows), numbering=NUMBERING)
    sheet = read_sheets(Path("x.docx"), content=content).sheets[0]
    assert [line.cells[0] for line in sheet.lines] == [
        *("I.", "1.", "1.1", "1.2", "a)", "2.", "2.1", "II.", "1.", "-", ""),
    ]


def test_a_number_stands_before_the_text_of_its_paragraph() -> None:
    """As people see it."""
    content = a_document(numbered(0, "Kế hoạch"), numbering=NUMBERING)
    assert read_sheets(Path("x.docx"), content=content).sheets[0].lines[0].cells == ("I. Kế hoạch",)
