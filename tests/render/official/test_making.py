"""Papers as files: the same numbers everywhere, nothing of people is replaced."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from inspection_lib.language import Language
from inspection_lib.model import PaperFormat, PaperKind
from inspection_lib.render.official import Frame, NamedPaper, Template, make_papers, write_papers
from inspection_lib.render.official.page_writer import page_file
from inspection_lib.render.official.pdf_writer import pdf_file
from inspection_lib.render.official.workbook_writer import workbook_file
from inspection_lib.render.sections import SECTIONS, draw_section
from inspection_lib.report import Report, report_from_json, report_to_json
from tests.render.official.reading import VI, numbers, page_text, pdf_pages

OF_FRAME = {"05", "03", "02", "2017"}
"""Number and day of the paper: no report has them."""


@pytest.mark.parametrize("kind", list(PaperKind))
def test_word_file_pdf_and_page_have_the_same_numbers(
    papers: dict[PaperKind, NamedPaper], words: Callable[[PaperKind], str], tmp_path: Path, kind: PaperKind
) -> None:
    """Each number as often in one as in the others."""
    named = papers[kind]
    word = numbers(words(kind))
    pdf = numbers("\n".join(pdf_pages(pdf_file(named.paper, named.moment), tmp_path)))
    assert word
    assert pdf - word == word - pdf == numbers("")
    page = numbers(page_text(page_file(named.paper).partition("<main>")[2]))
    assert page - word == word - page == numbers("")


def test_every_number_of_a_paper_stands_in_the_pages(
    papers: dict[PaperKind, NamedPaper], words: Callable[[PaperKind], str], worst: Report
) -> None:
    """Report and minutes as HTML have each of them. Counts, and the numbers of lists, are left out here."""
    sections = [draw_section(worst, name, Language.VI) for name in SECTIONS]
    pages = numbers(page_text("".join([*sections, page_file(papers[PaperKind.MINUTES].paper)])))
    counted = {str(number) for number in range(len(worst.findings) + 1)} | OF_FRAME
    for kind in (PaperKind.MINUTES, PaperKind.NOTICE, PaperKind.SCORES, PaperKind.ACTIONS):
        assert set(numbers(words(kind))) - set(pages) - counted == set(), kind


def test_tables_workbooks_and_json_have_the_same_values(
    papers: dict[PaperKind, NamedPaper], worst: Report
) -> None:
    """Points of items, of areas, the score, and the last day of each task."""
    content = json.loads(report_to_json(worst))
    scores = load_workbook(io.BytesIO(workbook_file(papers[PaperKind.SCORES].paper)))
    units, items = (list(sheet.iter_rows(min_row=5, values_only=True)) for sheet in scores)
    expected = [*(area["score"]["points"] for area in content["areas"]), content["total"]["index"]]
    assert [f"{value:.2f}" for value in units[0][2:-1]] == [f"{Decimal(value):.2f}" for value in expected]
    assert [row[0] for row in items] == [item["id"] for item in content["items"]]
    for row, item in zip(items, content["items"], strict=True):
        told = (item["maximum"], item["claim_points"], item["points"])
        assert [None if value == "–" else f"{value:.2f}" for value in row[2:5]] == [
            None if value is None else f"{Decimal(value):.2f}" for value in told
        ]
    actions = load_workbook(io.BytesIO(workbook_file(papers[PaperKind.ACTIONS].paper))).active
    due = sorted(str(row[-1])[:10] for row in actions.iter_rows(min_row=5, values_only=True))
    assert due == sorted(found["due_on"] for found in content["findings"] if found["due_on"])


def test_a_report_read_from_its_json_gives_the_same_papers(
    papers: dict[PaperKind, NamedPaper], worst: Report, frame: Frame
) -> None:
    """`report.json` holds all that papers show (drawn signatures are in no JSON)."""
    again = report_from_json(report_to_json(worst))
    for kind in (PaperKind.MINUTES, PaperKind.NOTICE, PaperKind.ACTIONS):
        assert make_papers(kind, [again], frame, VI)[0] == papers[kind]


def test_what_people_changed_is_not_replaced(
    papers: dict[PaperKind, NamedPaper], template: Template, tmp_path: Path
) -> None:
    """The same paper keeps its file; beside a completed Word file the new one gets a free name."""
    named = [papers[PaperKind.MINUTES]]
    formats = (PaperFormat.DOCX, PaperFormat.PDF)
    first = write_papers(named, formats, template, tmp_path)
    assert write_papers(named, formats, template, tmp_path) == first
    document = Document(str(first[0]))
    document.add_paragraph("Ý kiến của đơn vị")
    document.save(str(first[0]))
    second = write_papers(named, (PaperFormat.DOCX,), template, tmp_path)
    assert [path.name for path in second] == ["bien-ban-kiem-tra.2017-dot-1.066-2.docx"]


def test_a_moment_without_a_zone_is_the_offices(worst: Report, frame: Frame) -> None:
    """A table may give a day alone; the record is submitted with a zone."""
    told = replace(worst, last_answer_at="2017-07-20", submitted_at="2017-07-19T16:00:00+00:00")
    (named,) = make_papers(PaperKind.MINUTES, [told], frame, VI)
    assert named.moment.isoformat() == "2017-07-20T00:00:00+07:00"


def test_papers_about_one_unit_are_numbered_one_after_the_other(worst: Report, frame: Frame) -> None:
    """The first has the number that was given."""
    made = make_papers(PaperKind.NOTICE, [worst, worst], frame, VI)
    heads = [each.paper.letterhead for each in made]
    assert [head.number for head in heads if head] == ["Số: 05/TB-SNV", "Số: 06/TB-SNV"]
