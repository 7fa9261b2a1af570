"""Check the report of one unit: its files against each other, and all of them against the answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from inspection_lib.batch import input_names
from inspection_lib.errors import ChainError, ForkedChainError, FrozenChecklistError, InspectionError
from inspection_lib.files import Folder
from inspection_lib.language import Language, Text, message
from inspection_lib.record import EventStore
from inspection_lib.report import (
    Report,
    ReportHead,
    head_from_json,
    register_rows_csv,
    report_from_json,
    report_to_json,
)
from inspection_lib.unit_report import (
    FILES,
    RECORD,
    REPORT_NOTEBOOK,
    REPORT_PAGE,
    Record,
    record_from_text,
    record_to_text,
    summary_of,
)
from inspection_lib.verification.compare import first_difference, first_difference_of_texts, with_names_of
from inspection_lib.verification.page_check import check_notebook, check_page
from inspection_lib.verification.reference import (
    Reference,
    extensions_here,
    library_here,
    no_store,
    notebook_of,
)
from inspection_lib.verification.remarks import (
    Remark,
    RemarkKind,
    difference,
    known_since,
    note,
    of_error,
    softened,
    standing,
    unchecked,
)
from inspection_lib.verification.signatures import check_record_signature, check_same_signature
from inspection_lib.workbench import (
    REGISTER_ROWS,
    REPORT_JSON,
    ReportAgain,
    make_report_again,
)

_OF_THE_RECORD = (ChainError, ForkedChainError, FrozenChecklistError)
"""Errors that say that the record in the store is not what was recorded."""

_OF_A_RUN = ("batch.log", "unit_report.failed.ipynb")
"""What a run leaves beside a report."""


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """The files of a unit's folder as texts, by their names. ``unit_code`` is the folder's name."""

    unit_code: str
    texts: Mapping[str, str]
    broken: tuple[str, ...] = ()
    """Files that are not text in UTF-8."""
    others: tuple[str, ...] = ()
    """Files that belong to no report."""


MARKS = frozenset({RECORD, REPORT_JSON, REPORT_PAGE})
"""Files by which a unit's folder is known. A notebook alone may be anybody's."""
PAGE_MARK = 'id="report-data"'
"""What a page of a report holds, and other pages do not."""


def read_report_files(folder: Folder, unit_code: str) -> ReportFiles:
    """Read the files of a unit's folder. Raises OSError."""
    texts: dict[str, str] = {}
    broken, others = [], []
    for name in folder.names(unit_code):
        if name not in (RECORD, REGISTER_ROWS, *FILES):
            others += [] if name in _OF_A_RUN or name.startswith(".") else [name]
        else:
            try:
                texts[name] = folder.read(f"{unit_code}/{name}") or ""
            except UnicodeDecodeError:
                broken.append(name)
    return ReportFiles(unit_code, texts, tuple(broken), tuple(others))


def check_unit(files: ReportFiles, reference: Reference) -> list[Remark]:
    """Everything that can be said about a unit's report, the most telling difference first."""
    remarks = [difference(name, message("The file is not text.")) for name in files.broken]
    record, found = read_unit_record(files)
    remarks += found
    report, found = read_report(files.texts.get(REPORT_JSON))
    remarks += found
    if record is None:
        return remarks
    signed, vouched = check_record_signature(record, reference.trusted)
    of_files = _check_files(files, record)
    if REPORT_PAGE in files.texts:
        of_files += check_same_signature(record, files.texts[REPORT_PAGE])
    vouched = vouched and not of_files
    if report is not None:
        remarks += check_whose(record, head_from_json(files.texts[REPORT_JSON]), files.unit_code)
        remarks += check_answers(report, record, reference, vouched=vouched)
        if language_of(record) is None:
            remarks.append(difference(RECORD, message("Its language is none that this workbench has.")))
        elif dict(record.inputs).get("library") == library_here():
            remarks += _check_drawn(files, record, report, reference)
        else:
            text = message("The page was not drawn again: the report is of another version of the library.")
            remarks.append(unchecked(REPORT_PAGE, text))
    if files.others:
        text = message("Files that are no part of the report: {names}.", names=", ".join(files.others))
        signed = [*signed, note("", text)]
    return remarks + signed + of_files


def read_unit_record(files: ReportFiles) -> tuple[Record | None, list[Remark]]:
    """The record beside a report, and what is wrong with it by itself."""
    text = files.texts.get(RECORD)
    if text is None:
        missing = message(
            "{file} is missing: the report was not finished, or somebody removed it.", file=RECORD
        )
        return None, [difference(RECORD, missing)]
    try:
        record = record_from_text(text)
    except ValueError:
        return None, [difference(RECORD, message("It was changed: it does not fit its own digest."))]
    if not record.digests:
        return record, [_without_digests(record)]
    found = first_difference_of_texts(text, record_to_text(record), Text("nội dung", "content"))
    return record, [difference(RECORD, found)] if found else []


def _without_digests(record: Record) -> Remark:
    """A record of version 0.1.0 has no digests; from one of this library somebody took them out."""
    if dict(record.inputs).get("library") == library_here():
        return difference(RECORD, message("The digests of the files were taken out of it."))
    return unchecked(RECORD, message("It is of an earlier version and holds no digests of the files."))


def read_report(text: str | None) -> tuple[Report | None, list[Remark]]:
    """The report in the text of `report.json`, and what is wrong with it."""
    if text is None:
        return None, [difference(REPORT_JSON, message("{file} is missing.", file=REPORT_JSON))]
    try:
        return report_from_json(text), []
    except InspectionError as error:
        return None, of_error(RemarkKind.DIFFERENCE, REPORT_JSON, error)


def _check_files(files: ReportFiles, record: Record) -> list[Remark]:
    """Every file that the record names is there with its digest, and no other file of a report."""
    remarks = []
    named = dict(record.digests)
    for name in (*FILES, *sorted(named.keys() - set(FILES))):
        text = files.texts.get(name)
        if text is None:
            if name not in files.broken:
                remarks.append(difference(name, message("{file} is missing.", file=name)))
            continue
        digest = hashlib.sha256(text.encode()).hexdigest()
        if named and named.get(name) != digest:
            text_ = message("The file was changed after the report was made: its digest is another one.")
            remarks.append(difference(name, text_))
        if dict(record.sizes).get(name) != len(text.encode()):
            where = Text(f"độ dài tệp {name}", f"size of {name}")
            stands = standing(where, str(dict(record.sizes).get(name, "")), str(len(text.encode())))
            remarks.append(difference(RECORD, stands))
    for name in files.texts.keys() - named.keys() - {RECORD, *FILES}:
        if named:
            remarks.append(difference(name, message("The file does not belong to this report.")))
    return remarks


def check_whose(record: Record, report: ReportHead, unit_code: str) -> list[Remark]:
    """Folder, record and report are of one unit, campaign and moment, and the summary is the report's."""
    should = replace(
        record,
        unit_code=report.unit.code,
        campaign_id=report.campaign.id,
        made_at=report.provenance.made_at,
        summary=summary_of(report),
    )
    found = first_difference(json.loads(record_to_text(record)), json.loads(record_to_text(should)))
    remarks = [difference(RECORD, found)] if record != should and found else []
    if report.unit.code != unit_code:
        where = Text("đơn vị", "unit")
        remarks.append(difference(REPORT_JSON, standing(where, report.unit.code, unit_code)))
    return remarks


def check_answers(
    report: Report, record: Record | None, reference: Reference, *, vouched: bool
) -> list[Remark]:
    """The report made again from the answers in the store, compared value for value.

    ``record`` is None for a `report.json` alone. ``vouched`` says that a trusted key signed report and
    record: a difference that a newer library or a changed plan explains is then no sign of a forgery.
    """
    if reference.workbench is None or reference.store is None:
        return [unchecked("", message("The report was not compared with the answers.")), *_why(reference)]
    origin = report.provenance
    try:
        again = make_report_again(
            reference.workbench,
            reference.store,
            report.campaign.id,
            report.unit.code,
            chain_head=origin.chain_head,
            made_at=origin.made_at,
            public=report.is_public,
        )
        changed = _changed_inputs(report, record, reference)
    except _OF_THE_RECORD as error:
        return of_error(RemarkKind.DIFFERENCE, "", error)
    except InspectionError as error:
        text = message("The report was not compared with the answers.")
        return [unchecked("", text), *of_error(RemarkKind.NOTE, "", error)]
    if again is None:
        text = message(
            "The record in the store never was as this report says, with {count} entries: the report or the "
            "record is not the true one.",
            count=origin.events,
        )
        return [difference(REPORT_JSON, text)]
    remarks = [*_compare(report, again), *_known_since(report, reference.store)]
    if again.later:
        text = message(
            "{count} entries were recorded after this report was made. Make it again.", count=again.later
        )
        remarks.append(unchecked("", text))
    elif "events" in changed:
        text = message("The record in the store is not the one that the report was made from.")
        remarks.append(difference(RECORD, text))
    return _explained(remarks, [name for name in changed if name != "events"], record, vouched=vouched)


def _known_since(report: Report, store: EventStore) -> list[Remark]:
    """Since when it is known that nothing was taken out of the record, if an earlier version began it."""
    day = store.unit_ends(report.campaign.id, report.unit.code).known_since
    return [note("", known_since(day))] if day else []


def _why(reference: Reference) -> list[Remark]:
    fault = no_store(reference)
    return [note("", part) for part in (fault.message, fault.remedy) if part]


def _changed_inputs(report: Report, record: Record | None, reference: Reference) -> list[str]:
    """The names of the inputs that are not those of now; empty where that is not known."""
    if record is None:
        return []
    before = dict(record.inputs)
    language = language_of(record) or Language.VI
    now = dict(reference.inputs_of(report.campaign.id, report.unit.code, language, made_by=record))
    before.setdefault("extensions", "")  # reports of before name none
    return [
        name for name in (*now, *(before.keys() - now.keys())) if now and before.get(name) != now.get(name)
    ]


def _compare(report: Report, again: ReportAgain) -> list[Remark]:
    forks, remarks = with_names_of(again.report.forks, report.forks)
    made_again = replace(again.report, forks=forks)
    stands, should = (json.loads(report_to_json(one)) for one in (report, made_again))
    found = first_difference(stands, should)
    if found is None:
        return remarks
    if again.removed:
        text = message(
            "{count} texts of the record were removed after this report was made.", count=again.removed
        )
        return [unchecked(REPORT_JSON, text), note(REPORT_JSON, found)]
    return [difference(REPORT_JSON, found)]


def _explained(
    remarks: list[Remark], changed: list[str], record: Record | None, *, vouched: bool
) -> list[Remark]:
    """The remarks with what explains them: inputs that changed since the report was made."""
    if not changed:
        return remarks
    text = message("Changed since the report was made: {inputs}.", inputs=input_names(changed))
    if vouched:
        return softened(remarks, text) or [unchecked(RECORD, text)]
    return [*remarks, unchecked(RECORD, text)]


def _check_drawn(files: ReportFiles, record: Record, report: Report, reference: Reference) -> list[Remark]:
    """Everything that is written or drawn from the report: its JSON, the notebook, the page, the rows."""
    language = language_of(record) or Language.VI
    text = files.texts[REPORT_JSON]
    found = first_difference_of_texts(text, report_to_json(report), Text("nội dung", "content"))
    remarks = [difference(REPORT_JSON, found)] if found else []
    notebook, page = files.texts.get(REPORT_NOTEBOOK), files.texts.get(REPORT_PAGE)
    try:
        if notebook is not None:
            path = notebook_of(record, reference)
            template = path.read_text(encoding="utf-8") if path else None
            remarks += check_notebook(notebook, report, language, template, extensions_here(reference))
        if page is not None:
            remarks += check_page(page, text, notebook)
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        # parts that no report has side by side, such as a finding on an item that is not there
        wrong = message("No page can be drawn from it: {cause}.", cause=type(error).__name__)
        remarks.append(difference(REPORT_JSON, wrong))
    rows = files.texts.get(REGISTER_ROWS, "")
    found = first_difference_of_texts(rows, register_rows_csv(report), Text("nội dung", "content"))
    return [*remarks, difference(REGISTER_ROWS, found)] if found else remarks


def language_of(record: Record) -> Language | None:
    """The language of a report; None where its record names none that is known."""
    name = dict(record.inputs).get("language", "")
    return Language(name) if name in tuple(Language) else None
