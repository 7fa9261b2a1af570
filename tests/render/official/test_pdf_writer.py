"""PDFs for archives and screen readers; a letter that the font lacks is never left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspection_lib.errors import InspectionError
from inspection_lib.model import PaperKind
from inspection_lib.render.official import NamedPaper
from inspection_lib.render.official.pdf_writer import FONTS, pdf_file
from inspection_lib.render.visit_minutes import SignaturePlace
from tests.render.official.reading import pdf_pages

MOMENT = datetime(2017, 6, 1, tzinfo=UTC)


def test_equal_papers_give_equal_bytes_for_archives(papers: dict[PaperKind, NamedPaper]) -> None:
    """The metadata name PDF/A-2b and PDF/UA-1."""
    paper = papers[PaperKind.RESULTS].paper
    content = pdf_file(paper, MOMENT)
    assert content == pdf_file(paper, MOMENT)
    for part in (b"<pdfaid:part>2<", b"<pdfaid:conformance>B<", b"<pdfuaid:part>1<", b"/Lang(vi)"):
        assert part in content.replace(b" ", b"")


def test_a_letter_without_a_glyph_stops_the_paper(papers: dict[PaperKind, NamedPaper]) -> None:
    """The error names the letter and what to do."""
    paper = replace(papers[PaperKind.RESULTS].paper, subject="Kết quả \N{PILE OF POO}")
    with pytest.raises(InspectionError) as refused:
        pdf_file(paper, MOMENT)
    assert "\N{PILE OF POO}" in str(refused.value)
    assert "docx" in refused.value.fault.remedy.text


def test_markup_in_a_text_stays_text(papers: dict[PaperKind, NamedPaper], tmp_path: Path) -> None:
    """Texts are values: what looks like typst's markup is printed as it was typed."""
    hostile = '#panic("x") *a* _b_ $1/0$ <l> @ref \\ ] { "'
    paper = replace(papers[PaperKind.RESULTS].paper, subject=hostile)
    words = " ".join(" ".join(pdf_pages(pdf_file(paper, MOMENT), tmp_path)).split())
    assert hostile in words.replace("“", '"').replace("”", '"')


def test_a_drawn_signature_is_a_picture_with_a_text(papers: dict[PaperKind, NamedPaper]) -> None:
    """Screen readers say whose it is."""
    paper = papers[PaperKind.MINUTES].paper
    place = SignaturePlace("THƯ KÝ", "Công chức Sở Nội vụ", ((0, 0, 500, 300),), "Ký trên màn hình")
    signatures = replace(paper.signatures, places=(place, *paper.signatures.places[1:]))
    assert b"/Figure" in pdf_file(replace(paper, signatures=signatures), MOMENT)


def test_times_new_roman_comes_before_fonts_of_its_widths() -> None:
    """docs/papers.md names them."""
    assert FONTS == ("Times New Roman", "Tinos", "Liberation Serif")
