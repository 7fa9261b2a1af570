"""Find all pages and papers under a folder, and derive their numbers again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from inspection_lib.batch import ACCOUNT
from inspection_lib.errors import InspectionError, InvalidFilesError, Problem
from inspection_lib.files import Folder, open_folder
from inspection_lib.language import Fault, message
from inspection_lib.report import Report, own_report_from_json
from inspection_lib.unit_report import read_record
from inspection_lib.verification.campaign_check import INDEX, outputs_of
from inspection_lib.verification.overview_trace import is_overview, trace_overview
from inspection_lib.verification.page_trace import Traced, trace_index, trace_page_alone, trace_unit
from inspection_lib.verification.paper_trace import PAPER_ENDINGS, PaperSources, content_of, trace_paper
from inspection_lib.verification.reference import Reference
from inspection_lib.verification.remarks import Checked, RemarkKind, of_error, unchecked
from inspection_lib.verification.unit_check import MARKS, PAGE_MARK
from inspection_lib.workbench import REPORT_JSON, place_of


def trace_folder(path: str, output: str, reference: Reference) -> Iterator[Traced]:
    """Everything with numbers under a folder: campaigns first, then papers and pages that lie elsewhere.

    ``output`` is the folder with the reports of the campaigns, for papers that lie apart from them. A
    campaign's id stands for its folder there. Raises InvalidFilesError where no such folder is.
    """
    top = Path(path) if Path(path).is_dir() else Path(output) / path
    if not top.is_dir():
        remedy = message("Write a folder, or a campaign whose reports lie in {output}.", output=output)
        raise InvalidFilesError([Problem(path, 0, Fault(message("There is no such folder."), remedy))])
    top = outputs_of(top.resolve())
    campaigns = list(_campaigns(top))
    seen: set[Path] = set()
    for folder in campaigns:
        yield from _campaign(folder, reference, seen)
    papers = _papers([*campaigns, top, *top.parents], output, reference)
    for one in _others(top, seen):
        yield _alone(one, papers, reference)


def _campaigns(top: Path) -> Iterator[Path]:
    """The folders of campaigns: the folder itself, one of a unit in it, or those below it."""
    if _is_unit(top) or _is_campaign(top):
        yield top
    else:
        yield from (each for each in sorted(top.iterdir()) if each.is_dir() and _is_campaign(each))


def _is_campaign(folder: Path) -> bool:
    below = (each for each in folder.iterdir() if each.is_dir())
    return (folder / ACCOUNT).is_file() or (folder / INDEX).is_file() or any(_is_unit(each) for each in below)


def _is_unit(folder: Path) -> bool:
    return any((folder / name).is_file() for name in MARKS)


def _campaign(path: Path, reference: Reference, seen: set[Path]) -> Iterator[Traced]:
    if _is_unit(path):
        yield _noted(trace_unit(open_folder(str(path.parent)), path.name, reference), seen)
        return
    folder = open_folder(str(path))
    for traced in trace_index(folder, reference):
        yield _noted(traced, seen)
    for unit in sorted(each for each in path.iterdir() if each.is_dir() and _is_unit(each)):
        yield _noted(trace_unit(folder, unit.name, reference), seen)


def _noted(traced: Traced, seen: set[Path]) -> Traced:
    seen.add(Path(traced.checked.path).resolve())
    return traced


def _others(top: Path, seen: set[Path]) -> Iterator[Path]:
    for each in sorted(top.rglob("*")):
        hidden = any(part.startswith((".", "~")) for part in each.relative_to(top).parts)
        if each.suffix in (".html", *PAPER_ENDINGS) and not hidden and each.is_file() and each not in seen:
            yield each


def _papers(places: Sequence[Path], output: str, reference: Reference) -> PaperSources | None:
    """What papers are made from again; None without a workbench."""
    workbench = reference.workbench
    if workbench is None:
        return None
    found: dict[str, dict[str, Report]] = {}

    def reports_of(campaign_id: str) -> Mapping[str, Report]:
        if campaign_id not in found:
            near = [place for place in places if place.name == campaign_id]
            named = [
                *(place / campaign_id for place in places),
                Path(place_of(workbench, output, campaign_id)),
            ]
            folders = [place for place in (*near, *named) if place.is_dir() and _is_campaign(place)]
            found[campaign_id] = _reports(open_folder(str(folders[0]))) if folders else {}
        return found[campaign_id]

    return PaperSources(workbench, reports_of)


def _reports(folder: Folder) -> dict[str, Report]:
    """The reports of a campaign by unit. One that was changed is left out: its page tells so."""
    reports = {}
    for code in folder.folders():
        text = folder.read(f"{code}/{REPORT_JSON}")
        try:
            report = own_report_from_json(text) if text else None
        except InspectionError:
            continue
        if report is None or report.is_public or text is None:
            continue
        record = read_record(folder, code)
        digest = dict(record.digests).get(REPORT_JSON, "") if record else ""
        if digest in ("", sha256(text.encode()).hexdigest()):
            reports[code] = report
    return reports


def _alone(path: Path, papers: PaperSources | None, reference: Reference) -> Traced:
    """A page of a report or of a notebook that lies alone, the minutes, a paper, or any other file."""
    try:
        page = content_of(path).decode(errors="replace") if path.suffix == ".html" else ""
    except InspectionError as error:
        return Traced(Checked(str(path), message("File"), tuple(of_error(RemarkKind.UNCHECKED, "", error))))
    if PAGE_MARK in page:
        return trace_page_alone(str(path), page)
    if is_overview(page):
        return trace_overview(path, page, reference)
    if papers is None:
        text = message("There is no workbench here.")
        return Traced(Checked(str(path), message("Paper"), (unchecked("", text),)))
    return trace_paper(path, papers)
