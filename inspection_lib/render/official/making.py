"""Make the papers of a campaign from the reports of its units, and write them as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from inspection_lib.errors import InspectionError, StoreError
from inspection_lib.files import check_id, os_errors_as, write_whole
from inspection_lib.language import Catalogue, message
from inspection_lib.model import CONCLUDED_PAPERS, PaperFormat, PaperKind
from inspection_lib.render.official.content import Paper
from inspection_lib.render.official.frame import Frame
from inspection_lib.render.official.minutes_paper import minutes_paper
from inspection_lib.render.official.monthly_paper import Month, monthly_paper
from inspection_lib.render.official.notice_paper import notice_paper
from inspection_lib.render.official.page_writer import page_file
from inspection_lib.render.official.pdf_writer import pdf_file
from inspection_lib.render.official.results_paper import results_paper
from inspection_lib.render.official.styles import template_document
from inspection_lib.render.official.table_papers import actions_paper, scores_paper
from inspection_lib.render.official.word_writer import word_file
from inspection_lib.render.official.workbook_writer import workbook_file
from inspection_lib.render.papers import free_path
from inspection_lib.report import Report, ReportState

ONE_UNIT = (PaperKind.MINUTES, PaperKind.NOTICE)
"""The papers that are about one unit: one is made for each."""
NAMES = {
    PaperKind.MINUTES: "bien-ban-kiem-tra",
    PaperKind.RESULTS: "bao-cao-ket-qua",
    PaperKind.NOTICE: "thong-bao-ket-luan",
    PaperKind.SCORES: "phu-luc-diem",
    PaperKind.ACTIONS: "phu-luc-nhiem-vu",
    PaperKind.MONTHLY: "bao-cao-thang",
}
"""How the names of files begin."""
OWN_TEMPLATE = Path("papers") / "template.docx"
"""Where the office's own template lies in its workbench."""
LONGEST_KEYWORDS = 255
"""How many letters Word takes as keywords of a file."""


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """A paper, the name of its file without the ending, and the last moment that its record holds."""

    stem: str
    paper: Paper
    moment: datetime


@dataclass(frozen=True, slots=True)
class Template:
    """The Word document that papers are written into, and what errors call it."""

    content: bytes
    name: str


def office_template(folder: Path, catalogue: Catalogue) -> Template:
    """The office's own document where its workbench at ``folder`` has one, else that of this version.

    Raises InspectionError for one that cannot be read.
    """
    path, name = folder / OWN_TEMPLATE, OWN_TEMPLATE.as_posix()
    if not path.is_file():
        return Template(template_document(catalogue), name)
    with os_errors_as(InspectionError, message("{path} cannot be read: {cause}.", path=str(path))):
        return Template(path.read_bytes(), name)


def ready_for(kind: PaperKind, reports: Iterable[Report]) -> list[Report]:
    """The reports that a paper can be made of: conclusions need a closed record, others an answer."""
    if kind is PaperKind.MONTHLY:
        return list(reports)
    conclusions = kind in CONCLUDED_PAPERS
    return [
        report
        for report in reports
        if report.concluded or not (conclusions or report.state is ReportState.NOT_INSPECTED)
    ]


def make_papers(
    kind: PaperKind,
    reports: Sequence[Report],
    frame: Frame,
    catalogue: Catalogue,
    month: date | None = None,
    numbers: Sequence[int] = (),
) -> tuple[NamedPaper, ...]:
    """The papers of one kind on these reports: each with its number, or numbered from the frame's on.

    ``month`` is a day of the month of a monthly report.
    """
    parts = _parts(kind, reports)
    frames = [replace(frame, number=number) for number in numbers]
    frames = frames or [frame.after(count) for count in range(len(parts))]
    return tuple(
        _named(kind, part, framed, catalogue, month) for part, framed in zip(parts, frames, strict=True)
    )


def paper_names(
    kind: PaperKind, reports: Sequence[Report], month: date | None = None
) -> tuple[tuple[str, str], ...]:
    """The names of the files of :func:`make_papers` without their endings, with the codes of several units.

    A monthly report is that of its month, whichever units have been inspected.
    """
    return tuple(
        (
            _stem(kind, part, month),
            " ".join(report.unit.code for report in part)
            if len(part) > 1 and kind is not PaperKind.MONTHLY
            else "",
        )
        for part in _parts(kind, reports)
    )


def _parts(kind: PaperKind, reports: Sequence[Report]) -> list[list[Report]]:
    """The reports of each paper."""
    if kind in ONE_UNIT:
        return [[report] for report in reports]
    return [list(reports)] if reports else []


def _stem(kind: PaperKind, reports: Sequence[Report], month: date | None) -> str:
    unit = [check_id(reports[0].unit.code)] if len(reports) == 1 else []
    of_month = [f"{month:%Y-%m}"] if month and kind is PaperKind.MONTHLY else []
    return ".".join([NAMES[kind], check_id(reports[0].campaign.id), *unit, *of_month])


def _named(
    kind: PaperKind, reports: Sequence[Report], frame: Frame, catalogue: Catalogue, month: date | None
) -> NamedPaper:
    first = reports[0]
    decimals = max(report.checklist.decimals for report in reports)
    written = catalogue.with_decimals(decimals).in_zone(first.office.zone)
    units = " ".join(report.unit.code for report in reports)
    paper = replace(
        _paper(kind, reports, frame, written, month), units=units if len(units) <= LONGEST_KEYWORDS else ""
    )
    return NamedPaper(_stem(kind, reports, month), paper, _last_moment(reports))


def _paper(
    kind: PaperKind, reports: Sequence[Report], frame: Frame, catalogue: Catalogue, month: date | None
) -> Paper:
    match kind:
        case PaperKind.MINUTES:
            return minutes_paper(reports[0], frame, catalogue)
        case PaperKind.NOTICE:
            return notice_paper(reports[0], frame, catalogue)
        case PaperKind.RESULTS:
            return results_paper(reports, frame, catalogue)
        case PaperKind.SCORES:
            return scores_paper(reports, frame, catalogue)
        case PaperKind.ACTIONS:
            return actions_paper(reports, frame, catalogue)
        case PaperKind.MONTHLY:
            reported = Month.of(month or reports[0].campaign.concluded_on)
            return monthly_paper(reports, reported, frame, catalogue)


def _last_moment(reports: Iterable[Report]) -> datetime:
    """The last moment in the records: the papers bear it, so that equal records give equal files.

    Tables may name days and moments without a zone: these are the office's.
    """
    listed = list(reports)
    zone, first = listed[0].office.zone, listed[0].campaign.visits_from
    moments = [
        moment if moment.tzinfo else moment.replace(tzinfo=zone)
        for report in listed
        for moment in map(datetime.fromisoformat, filter(None, (report.submitted_at, report.last_answer_at)))
    ]
    return max(moments, default=datetime(first.year, first.month, first.day, tzinfo=zone))


def write_papers(
    papers: Iterable[NamedPaper], formats: Iterable[PaperFormat], template: Template, folder: Path
) -> list[Path]:
    """Write papers into a folder and return the paths. A file that people changed is not replaced; a page is.

    Raises InvalidFilesError for a template that cannot be used, StoreError where nothing can be written, and
    what :func:`pdf_file` raises.
    """
    chosen = tuple(formats)
    files = [(named.stem, one, paper_content(named, one, template)) for named in papers for one in chosen]
    paths = []
    failed = message("The papers cannot be written to {path}: {cause}.", path=str(folder))
    with os_errors_as(StoreError, failed):
        for stem, one, content in files:
            is_page = one is PaperFormat.HTML
            path = folder / f"{stem}.html" if is_page else free_path(folder, stem, one.value, content)
            write_whole(path, content)
            paths.append(path)
    return paths


def paper_content(named: NamedPaper, one: PaperFormat, template: Template) -> bytes:
    """The bytes of a paper in a format. Raises as :func:`write_papers`."""
    match one:
        case PaperFormat.DOCX:
            return word_file(named.paper, template.content, template.name)
        case PaperFormat.HTML:
            return page_file(named.paper).encode()
        case PaperFormat.PDF:
            return pdf_file(named.paper, named.moment)
        case PaperFormat.XLSX:
            return workbook_file(named.paper)
