"""Derive every number of a page again: a unit's report, the index of a campaign, its status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from inspection_lib.batch import ACCOUNT, Order, SheetMaker, UnitState, draw_campaign_status, read_inputs
from inspection_lib.errors import InspectionError, ParameterError
from inspection_lib.files import Folder
from inspection_lib.language import Message, Text, message
from inspection_lib.model import Campaign
from inspection_lib.record import campaign_outlines
from inspection_lib.render import page_fault, with_signature
from inspection_lib.report import Report, head_from_json
from inspection_lib.unit_report import REPORT_NOTEBOOK, REPORT_PAGE, Record
from inspection_lib.verification.campaign_check import (
    INDEX,
    WrittenAccount,
    campaign_to_draw,
    follows_record,
    index_again,
    read_account,
    text_of,
)
from inspection_lib.verification.page_check import (
    first_difference_of_pages,
    language_of_page,
    page_of_report,
    page_of_sections,
    report_in_page,
)
from inspection_lib.verification.page_texts import ShownLine, visible_texts
from inspection_lib.verification.reference import Reference, extensions_here, library_here
from inspection_lib.verification.remarks import Checked, Remark, difference, note, quoted, softened, unchecked
from inspection_lib.verification.shown_numbers import (
    NUMBER,
    NumberDifference,
    number_differences,
    numbers_in,
)
from inspection_lib.verification.unit_check import (
    ReportFiles,
    check_whose,
    read_report,
    read_report_files,
    read_unit_record,
)
from inspection_lib.workbench import REPORT_JSON, library_version

_BROKEN_REPORT = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError)
"""What drawing raises for a report whose parts do not belong together."""

_OTHER_VERSION = message("The report is of another version of the library, which may write otherwise.")


@dataclass(frozen=True, slots=True)
class Traced:
    """What was found in one file with numbers; ``numbers`` counts those that were compared one by one."""

    checked: Checked
    numbers: int = 0


def trace_unit(folder: Folder, unit_code: str, reference: Reference) -> Traced:
    """The numbers on the page of a unit's report, derived from the `report.json` beside it."""
    files = read_report_files(folder, unit_code)
    page = files.texts.get(REPORT_PAGE)
    what = message("Report of unit {unit}", unit=unit_code)
    path = f"{folder.place}/{unit_code}/{REPORT_PAGE}"
    if page is None:
        missing = difference(REPORT_PAGE, message("{file} is missing.", file=REPORT_PAGE))
        return Traced(Checked(path, what, (missing,)))
    record, of_record = read_unit_record(files)
    report, of_report = read_report(files.texts.get(REPORT_JSON))
    remarks = [*of_record, *of_report, *_of_files(files, record, report)]
    try:
        compared = _page_remarks(page, files, record, report, reference)
    except _BROKEN_REPORT as error:
        wrong = message("No page can be drawn from it: {cause}.", cause=type(error).__name__)
        compared = [difference(REPORT_JSON, wrong)]
    return Traced(Checked(path, what, (*remarks, *compared)), numbers_in(visible_texts(page)))


def _of_files(files: ReportFiles, record: Record | None, report: Report | None) -> list[Remark]:
    """What does not fit between `report.json` and `made.json`, from which pages and index are derived."""
    if record is None or report is None:
        return []
    text, remarks = files.texts[REPORT_JSON], []
    digest = dict(record.digests).get(REPORT_JSON)
    if digest and digest != sha256(text.encode()).hexdigest():
        changed = message("The file was changed after the report was made: its digest is another one.")
        remarks.append(difference(REPORT_JSON, changed))
    return [*remarks, *check_whose(record, head_from_json(text), files.unit_code)]


def _page_remarks(
    page: str, files: ReportFiles, record: Record | None, report: Report | None, reference: Reference
) -> list[Remark]:
    if report is None:
        none = message("{count} numbers have no derivation.", count=numbers_in(visible_texts(page)))
        return [difference(REPORT_PAGE, none)]
    report_json, notebook = files.texts[REPORT_JSON], files.texts.get(REPORT_NOTEBOOK)
    try:
        drawn = page_of_report(notebook, report_json, extensions_here(reference)) if notebook else None
    except ParameterError as error:  # the code of an extension broke
        return [unchecked(REPORT_PAGE, error.message)]
    should, own = drawn or (page_of_sections(report_json, language_of_page(page)), "")
    remarks = compare_pages(page, should, REPORT_PAGE, f"{report.campaign.id} {report.unit.code}")
    if not _is_of_this_library(record):
        remarks = softened(remarks, _OTHER_VERSION)
    count = len(NUMBER.findall(re.sub("<[^>]*>", " ", own))) + _in_own_texts(should)
    return [*remarks, *_without_derivation(count)]


def _is_of_this_library(record: Record | None) -> bool:
    return record is None or dict(record.inputs).get("library") == library_here()


def _in_own_texts(page: str) -> int:
    """The numbers in texts that the office wrote into the notebook."""
    texts = re.findall(r'<section id="text-\d+" class="own-text.*?</section>', page, re.DOTALL)
    return sum(len(NUMBER.findall(re.sub("<[^>]*>", " ", text))) for text in texts)


def _without_derivation(count: int) -> list[Remark]:
    if not count:
        return []
    text = message("{count} numbers in parts of the notebook's own: nothing here derives them.", count=count)
    return [unchecked(REPORT_PAGE, text)]


def trace_page_alone(path: str, page: str) -> Traced:
    """A page of a report without its `report.json`: derived from the data that it carries itself."""
    what, count = message("Page of a report"), numbers_in(visible_texts(page))
    text = report_in_page(page)
    if text is None:
        fault = page_fault(page) or message("{count} numbers have no derivation.", count=count)
        return Traced(Checked(path, what, (difference("", fault),)), count)
    report, remarks = read_report(text)
    if report is not None:
        remarks += _with_its_data(page, text, report)
    alone = message("There is no report.json beside it: it was compared with the data that it carries.")
    return Traced(Checked(path, what, (*remarks, unchecked("", alone))), count)


def _with_its_data(page: str, report_json: str, report: Report) -> list[Remark]:
    try:
        should = page_of_sections(report_json, language_of_page(page))
    except _BROKEN_REPORT as error:
        return [difference("", message("No page can be drawn from it: {cause}.", cause=type(error).__name__))]
    remarks = compare_pages(page, should, "", f"{report.campaign.id} {report.unit.code}")
    if report.provenance.library_version == library_version():
        return remarks
    return softened(remarks, _OTHER_VERSION)


def compare_pages(page: str, should: str, place: str, named: str) -> list[Remark]:
    """Each number of a page that is not the one that should stand there, then any other difference.

    ``named`` are the campaign and the unit of a report, "" for other pages.
    """
    try:
        stands = with_signature(page, None) if named else page
    except ValueError:  # its data is broken, which `page_fault` tells
        stands = page
    found = number_differences(visible_texts(stands), visible_texts(should))
    remarks = [difference(place, number_words(each, named)) for each in found]
    if not remarks and (fault := first_difference_of_pages(stands, should)):
        remarks.append(difference(place, fault))
    if not remarks and named and (fault := page_fault(page)):
        remarks.append(difference(place, fault))
    return remarks


def number_words(found: NumberDifference, named: str = "") -> Message:
    """Where a number is wrong, what stands and what should, and which command derives it."""
    where = _where(found.line)
    item = found.line.anchor.removeprefix("finding-")
    is_item = bool(re.fullmatch(r"[A-Z][\w.]*", item)) and bool(found.line.row or item != found.line.anchor)
    command = f"inspection explain {named}{f' {item}' if is_item else ''}" if named else ""
    values = {"where": where, "stands": quoted(found.stands), "should": quoted(found.should)}
    if not found.should:
        return message(
            "{where}: {stands} has no derivation; in “{line}”.", **values, line=found.line.text[:80]
        )
    if not command:
        return message("{where}: it says {stands}; it should say {should}.", **values)
    return message(
        "{where}: it says {stands}; it should say {should}. How it came about: {command}",
        **values,
        command=command,
    )


def _where(line: ShownLine) -> Text:
    vi, en = [], []
    if line.heading:
        vi.append(f"mục “{line.heading}”")
        en.append(f"section “{line.heading}”")
    if line.row:
        vi.append(f"dòng “{line.row}”")
        en.append(f"row “{line.row}”")
    if not vi:
        return Text("đầu trang", "top of the page")
    return Text(", ".join(vi), ", ".join(en))


def trace_index(folder: Folder, reference: Reference) -> Iterator[Traced]:
    """The pages of a campaign's index and status, derived from `batch.json`, the records and the store."""
    what, text = message("List of a campaign"), text_of(folder, ACCOUNT)
    account = read_account(text) if text is not None else None
    if account is None:
        wrong = message("It was changed: it does not fit its own digest.")
        missing = message("{file} is missing.", file=ACCOUNT)
        fault = difference(ACCOUNT, missing if text is None else wrong)
        yield Traced(Checked(f"{folder.place}/{INDEX}", what, (fault,)))
        return
    campaign, why = campaign_to_draw(account, reference)
    index = index_again(campaign, folder, account) if campaign else {}
    status = _of_the_record(campaign, folder, account, reference) if campaign else {}
    for name in sorted(account.index):
        page = text_of(folder, name)
        if page is None:
            remarks = [difference(name, message("{file} is missing.", file=name))]
        elif name in index:
            remarks = compare_pages(page, index[name], name, "")
        else:
            remarks = _as_written(page, name, account, status.get(name))
            remarks += why[1:] if campaign is None else []
        count = numbers_in(visible_texts(page or ""))
        yield Traced(Checked(f"{folder.place}/{name}", what, tuple(remarks)), count)


def _of_the_record(
    campaign: Campaign, folder: Folder, account: WrittenAccount, reference: Reference
) -> dict[str, str]:
    """The pages of the status and the leadership's sheets, drawn from the record as it is now.

    Nothing where the record is not here; no sheet where what it was made from is another by now.
    """
    if reference.workbench is None or reference.store is None:
        return {}
    language = account.settings.language
    try:
        inputs = read_inputs(reference.workbench, campaign, reference.store, language)
        outlines = campaign_outlines(reference.store, campaign.id)
    except InspectionError:  # `inspection verify` tells what is wrong with the store
        return {}
    pages = draw_campaign_status(campaign, folder, inputs, outlines, account.made_at, language)
    order = Order(reference.workbench, campaign, reference.store_url, folder.place, language, account.made_at)
    failed = [unit.unit for unit in account.units if unit.state is UnitState.FAILED]
    return pages | SheetMaker(order, folder, account.library, outlines).draw_again(account.stale, failed)


def _as_written(page: str, name: str, account: WrittenAccount, should: str | None) -> list[Remark]:
    """A page that follows from the record, or cannot be drawn: as it should be, or with the run's digest."""
    if page == should:
        return []
    if sha256(page.encode()).hexdigest() != account.index[name]:
        text = message("The file was changed after the list was made: its digest is another one.")
        return [*(compare_pages(page, should, name, "") if should else []), difference(name, text)]
    count = numbers_in(visible_texts(page))
    written = message("{count} numbers are as the run wrote them; they are not derived again.", count=count)
    reason = message("It counts the record at the time of the run.")
    return [unchecked(name, written), *([note(name, reason)] if follows_record(name) else [])]
