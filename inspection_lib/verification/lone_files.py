"""Check one file of a report that lies by itself, such as a page that somebody sent by mail."""

from __future__ import annotations

import json
from typing import Any

from inspection_lib.errors import InspectionError
from inspection_lib.language import Language, Message, Text, message
from inspection_lib.render import page_fault
from inspection_lib.report import report_to_json
from inspection_lib.unit_report import record_from_text, record_to_text
from inspection_lib.verification.compare import first_difference_of_texts
from inspection_lib.verification.page_check import (
    check_notebook,
    check_page,
    notebook_parameters_used,
    report_in_page,
)
from inspection_lib.verification.reference import Reference, extensions_here, no_store
from inspection_lib.verification.remarks import (
    Checked,
    Remark,
    RemarkKind,
    difference,
    note,
    of_error,
    unchecked,
)
from inspection_lib.verification.signatures import check_page_signature, check_record_signature
from inspection_lib.verification.unit_check import check_answers, read_report
from inspection_lib.workbench import library_version, make_report

_CONTENT = Text("nội dung", "content")
_CHANGED: Message = message("It was changed: it does not fit its own digest.")


def check_lone_file(path: str, content: bytes, reference: Reference) -> Checked:
    """A page, `report.json`, `made.json` or a notebook; anything else is told as unknown."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return _unknown(path)
    if text.lstrip().startswith("<"):
        return _check_page(path, text, reference)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return _unknown(path)
    keys = found.keys() if isinstance(found, dict) else set()
    if "schema" in keys:
        return _check_report(path, text, reference)
    if "cells" in keys:
        return _check_notebook(path, text, reference)
    return _check_record(path, text, reference) if "inputs" in keys else _unknown(path)


def _unknown(path: str) -> Checked:
    text = message("It is not a report, list, bundle, package or store, or too damaged to tell.")
    return Checked(path, message("File"), (unchecked("", text),))


def _check_page(path: str, page: str, reference: Reference) -> Checked:
    what = message("Page of a report")
    fault, text = page_fault(page), report_in_page(page)
    if fault or text is None:
        return Checked(path, what, (difference("", fault or _CHANGED),))
    report, remarks = read_report(text)
    if report is not None:
        what = message("Page of the report of unit {unit}", unit=report.unit.code)
        remarks += check_answers(report, None, reference, vouched=False)
        remarks += _drawn(page, report_to_json(report), report.provenance.library_version)
    return Checked(path, what, (*remarks, check_page_signature(page, reference.trusted)))


def _drawn(page: str, report_json: str, version: str) -> list[Remark]:
    if version != library_version():
        text = message("The page was not drawn again: the report is of another version of the library.")
        return [unchecked("", text)]
    return check_page(page, report_json, None)


def _check_report(path: str, text: str, reference: Reference) -> Checked:
    """A `report.json` without its folder. It holds no digest: only the answers can say that it is right."""
    report, remarks = read_report(text)
    what = message("Result of a unit (report.json)")
    if report is not None:
        what = message("Result of unit {unit}", unit=report.unit.code)
        remarks += check_answers(report, None, reference, vouched=False)
        if report.provenance.library_version == library_version():
            found = first_difference_of_texts(text, report_to_json(report), _CONTENT)
            remarks += [difference("", found)] if found else []
    return Checked(path, what, tuple(remarks))


def _check_record(path: str, text: str, reference: Reference) -> Checked:
    """A `made.json` without its folder: it can be compared with nothing but its digest and its signature."""
    what = message("Record of a report (made.json)")
    try:
        record = record_from_text(text)
    except ValueError:
        return Checked(path, what, (difference("", _CHANGED),))
    found = first_difference_of_texts(text, record_to_text(record), _CONTENT)
    remarks = [difference("", found)] if found else []
    signed, _ = check_record_signature(record, reference.trusted)
    alone = unchecked("", message("It lies alone: the files of the report are not beside it."))
    return Checked(path, what, (*remarks, *signed, alone))


def _check_notebook(path: str, text: str, reference: Reference) -> Checked:
    """An executed notebook without its folder: what it shows is drawn again from the answers."""
    run: dict[str, Any] = notebook_parameters_used(text)
    what = message("Notebook of a report")
    if not run.get("unit") or not run.get("campaign"):
        return Checked(path, what, (unchecked("", message("It was not run for a unit.")),))
    what = message("Notebook of the report of unit {unit}", unit=run["unit"])
    if reference.workbench is None or reference.store is None:
        fault = no_store(reference)
        why = [note("", part) for part in (fault.message, fault.remedy) if part]
        text_ = message("The report was not compared with the answers.")
        return Checked(path, what, (unchecked("", text_), *why))
    try:
        report = make_report(
            reference.workbench,
            reference.store_url,
            run["campaign"],
            run["unit"],
            made_at=run.get("made_at", ""),
        )
    except InspectionError as error:
        return Checked(path, what, tuple(of_error(RemarkKind.UNCHECKED, "", error)))
    language = Language.EN if run.get("language") == Language.EN.value else Language.VI
    remarks = check_notebook(text, report, language, None, extensions_here(reference))
    alone = unchecked("", message("It lies alone: its cells and what it says of its run were not compared."))
    return Checked(path, what, (*remarks, alone))
