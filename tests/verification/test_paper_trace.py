"""Every number of a paper is derived again from the reports that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from inspection_lib.language import Language, in_english, open_catalogue
from inspection_lib.model import PaperFormat, PaperKind
from inspection_lib.render.official import Frame, make_papers, office_template, write_papers
from inspection_lib.report import Report, report_from_json
from inspection_lib.verification import Checked, Status
from inspection_lib.verification.paper_trace import PaperSources, named_file, trace_paper
from inspection_lib.workbench import open_workbench
from tests.conftest import CAMPAIGN
from tests.verification.office import UNIT, UNITS, Office

VI = open_catalogue(Language.VI)
MONTH = date(2017, 7, 1)


@pytest.fixture(scope="module")
def papers(made_office: Path) -> PaperSources:
    """What papers of the office are made from again."""
    out = made_office / "out" / CAMPAIGN
    reports = {
        code: report_from_json((out / code / "report.json").read_text(encoding="utf-8")) for code in UNITS
    }
    return PaperSources(open_workbench(str(made_office / "home")), lambda _campaign: reports)


def written(
    papers: PaperSources,
    folder: Path,
    kind: PaperKind,
    *codes: str,
    number: int | None = None,
    language: Language = Language.VI,
    formats: tuple[PaperFormat, ...] = (PaperFormat.DOCX,),
) -> Iterator[Path]:
    """The files of a paper on some units, in a folder of their own."""
    settings, catalogue = papers.workbench.settings(), open_catalogue(language)
    day = date(2017, 6, 30) if number else None
    frame = Frame(settings.name, settings.place, settings.papers, number, day)
    reports: list[Report] = [papers.reports_of(CAMPAIGN)[code] for code in codes]
    made = make_papers(kind, reports, frame, catalogue, MONTH)
    template = office_template(papers.workbench.folder, catalogue)
    yield from write_papers(made, formats, template, folder)


def told(checked: Checked) -> list[str]:
    return [in_english(remark.text) for remark in checked.remarks]


@pytest.mark.parametrize(
    ("kind", "codes", "formats"),
    [
        (PaperKind.MINUTES, (UNIT,), (PaperFormat.DOCX,)),
        (PaperKind.NOTICE, (UNIT,), (PaperFormat.PDF,)),
        (PaperKind.SCORES, UNITS, (PaperFormat.XLSX,)),
        (PaperKind.ACTIONS, UNITS[:2], (PaperFormat.XLSX,)),
        (PaperKind.RESULTS, UNITS[:2], (PaperFormat.DOCX,)),
        (PaperKind.MONTHLY, UNITS[1:], (PaperFormat.DOCX,)),
    ],
)
def test_papers_as_they_were_made_are_right(
    papers: PaperSources,
    tmp_path: Path,
    kind: PaperKind,
    codes: tuple[str, ...],
    formats: tuple[PaperFormat, ...],
) -> None:
    """On one unit or on several, which the file names, also where the paper does not list them."""
    for path in written(papers, tmp_path, kind, *codes, formats=formats):
        traced = trace_paper(path, papers)
        assert (traced.checked.status, told(traced.checked)) == (Status.RIGHT, [])
        assert traced.numbers > 10


def test_an_english_paper_is_compared_with_the_english_one(papers: PaperSources, tmp_path: Path) -> None:
    """The language is found by trying."""
    (path,) = written(papers, tmp_path, PaperKind.NOTICE, UNIT, language=Language.EN)
    assert trace_paper(path, papers).checked.status is Status.RIGHT


def test_number_and_day_of_a_paper_are_told_as_not_derived(papers: PaperSources, tmp_path: Path) -> None:
    """They come with the signature: status 3, and each of them is named."""
    (path,) = written(papers, tmp_path, PaperKind.NOTICE, UNIT, number=5)
    found = trace_paper(path, papers).checked
    assert found.status is Status.UNCHECKED
    assert told(found)[0].startswith("4 numbers were filled in")
    assert told(found)[0].endswith(": 05, 30, 6, 2017.")


def test_a_changed_number_is_named_in_a_word_file_and_in_a_workbook(
    papers: PaperSources, tmp_path: Path
) -> None:
    """With its paragraph or cell; a line that somebody wrote has no derivation."""
    (word,) = written(papers, tmp_path, PaperKind.MINUTES, UNIT)
    document = Document(str(word))
    document.add_paragraph("Đơn vị có 77 ý kiến")
    document.save(str(word))
    assert "“77” has no derivation; in “Đơn vị có 77 ý kiến”" in told(trace_paper(word, papers).checked)[0]
    (book,) = written(papers, tmp_path, PaperKind.SCORES, UNIT, formats=(PaperFormat.XLSX,))
    content = load_workbook(book)
    cell = content.worksheets[1]["E6"]
    should, cell.value = cell.value, 99.5
    content.save(book)
    (first,) = told(trace_paper(book, papers).checked)
    assert f"{content.worksheets[1].title} E6: it says “99.5”; it should say “{should}”" in first
    assert first.endswith(f"inspection explain {CAMPAIGN} {UNIT}")


def test_a_page_is_derived_from_the_units_that_it_names(papers: PaperSources, tmp_path: Path) -> None:
    """A changed number is named."""
    (page,) = written(papers, tmp_path, PaperKind.RESULTS, *UNITS[:2], formats=(PaperFormat.HTML,))
    assert trace_paper(page, papers).checked.status is Status.RIGHT
    page.write_text(page.read_text(encoding="utf-8").replace("2017", "2071", 1), encoding="utf-8")
    assert trace_paper(page, papers).checked.status is Status.DIFFERENT


def test_a_file_whose_name_says_nothing_is_not_passed_silently(papers: PaperSources, tmp_path: Path) -> None:
    """Nor one that cannot be read, nor one of reports that are not here: status 3."""
    (path,) = written(papers, tmp_path, PaperKind.NOTICE, UNIT)
    renamed = path.rename(tmp_path / "văn bản.docx")
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.7")
    (other,) = written(papers, tmp_path, PaperKind.NOTICE, UNIT)
    nothing = PaperSources(papers.workbench, lambda _campaign: {})
    for one, known in ((renamed, papers), (tmp_path / "hỏng.pdf", papers), (other, nothing)):
        assert trace_paper(one, known).checked.status is Status.UNCHECKED


def test_the_name_of_a_file_says_which_paper_it_is(papers: PaperSources, office: Office) -> None:
    """Campaigns and units may have dots and dashes; a second file of a paper ends with a number."""
    assert office
    names = {
        "bien-ban-kiem-tra.2017-dot-1.06.STP": (PaperKind.MINUTES, "06.STP", None),
        "bao-cao-thang.2017-dot-1.2017-06-2": (PaperKind.MONTHLY, "", date(2017, 6, 1)),
        "bao-cao-ket-qua.2017-dot-1": (PaperKind.RESULTS, "", None),
        "thong-bao-ket-luan.2017-dot-1.060-3": (PaperKind.NOTICE, "060", None),
    }
    for name, expected in names.items():
        found = named_file(Path(f"{name}.docx"), papers.campaigns)
        assert found is not None
        assert (found.kind, found.unit_code, found.month) == expected
    assert named_file(Path("bao-cao-thang.2031-dot-9.docx"), papers.campaigns) is None
    assert named_file(Path("bien-ban-kiem-tra.2017-dot-1.no-unit.docx"), papers.campaigns) is None
