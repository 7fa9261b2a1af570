"""Write a paper as a PDF for archives (PDF/A-2b) that screen readers can read (PDF/UA-1).

It needs the extra `papers` (typst). A letter that the font lacks stops the paper: it is never left out.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from inspection_lib.errors import InspectionError
from inspection_lib.language import for_xml, message
from inspection_lib.model import SIGNATURE_BOX
from inspection_lib.render.official.content import Block, Paper, PaperTable, frame_width
from inspection_lib.render.signatures import stroke_path
from inspection_lib.render.visit_minutes import SignaturePlace

SOURCE = Path(__file__).parents[1] / "assets" / "official.typ"
STANDARDS = ["a-2b", "ua-1"]
FONTS = ("Times New Roman", "Tinos", "Liberation Serif")
"""The font of official papers, and free ones of the same widths. The first complete one is used."""
TRIAL = "Độc lập - Tự do - Hạnh phúc, ưỡng ễ ặ \N{MINUS SIGN}"
"""Letters that a font for Vietnamese has: Liberation Serif has them since version 2."""


def pdf_file(paper: Paper, made_at: datetime) -> bytes:
    """The paper as a PDF. Equal arguments give equal bytes.

    Raises InspectionError without typst, without a font, and for a letter that the font lacks.
    """
    typst = _typst()
    inputs = {"paper": json.dumps(_as_json(paper), ensure_ascii=False), "font": _font()}
    try:
        content: bytes = typst.compile(
            SOURCE.read_bytes(), format="pdf", pdf_standards=STANDARDS, sys_inputs=inputs, timestamp=made_at
        )
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        raise InspectionError(
            message("The font {font} lacks a letter of this paper: {cause}.", font=_font(), cause=str(error)),
            message("Take the letter out of the text, or write the paper as .docx."),
        ) from error
    return content


def _typst() -> ModuleType:
    try:
        import typst  # an extra
    except ImportError as error:
        raise InspectionError(
            message("PDF files need the package typst, which is not installed."),
            message("Install it with: pip install 'inspection-workbench[papers]'; or write --to docx."),
        ) from error
    return typst


@cache
def _font() -> str:
    """The font of papers on this machine. Raises InspectionError where there is none."""
    typst = _typst()
    families = set(typst.Fonts().families())
    for font in FONTS:
        if font in families and _has_vietnamese(typst, font):
            return font
    raise InspectionError(
        message("No font for official papers is installed: {fonts}.", fonts=", ".join(FONTS)),
        message("Install one (on Debian: fonts-croscore, which has Tinos), or write --to docx."),
    )


def _has_vietnamese(typst: ModuleType, font: str) -> bool:
    page = f'#set text(font: "{font}", fallback: false)\n#set document(title: "x")\n*_{TRIAL}_* {TRIAL}'
    try:
        typst.compile(page.encode(), format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError:
        return False
    return True


def _as_json(paper: Paper) -> dict[str, Any]:
    """The paper for the source: the text of each cell, signatures as SVG, no letter that XML lacks."""
    plain = asdict(paper)
    plain["blocks"] = [_block(block) for block in paper.blocks]
    plain["signatures"]["places"] = [_place(place) for place in paper.signatures.places]
    if paper.letterhead:
        plain["letterhead"]["stamps"] = [[each, frame_width(each)] for each in paper.letterhead.stamps]
    cleaned: dict[str, Any] = json.loads(for_xml(json.dumps(plain, ensure_ascii=False)))
    return cleaned


def _block(block: Block) -> dict[str, Any]:
    if not isinstance(block, PaperTable):
        return asdict(block)
    return {
        "title": block.title,
        "columns": [asdict(column) for column in block.columns],
        "rows": [[cell.text for cell in row] for row in block.rows],
    }


def _place(place: SignaturePlace) -> dict[str, str]:
    fields = ("title", "office", "sentence", "warning")
    words = {field: str(getattr(place, field)) for field in fields}
    if not place.strokes:
        return words | {"picture": ""}
    wide, high = SIGNATURE_BOX
    return words | {
        "picture": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
        f'<path d="{stroke_path(place.strokes)}" fill="none" stroke="#0b2a6b" stroke-width="6" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    }
