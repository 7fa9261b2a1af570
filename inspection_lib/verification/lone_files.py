"""Check one file of a report that lies by itself, such as a page that somebody sent."""

from __future__ import annotations

import json

from inspection_lib.language import Language, Text, message
from inspection_lib.report import report_from_json, report_to_json
from inspection_lib.unit_report import RECORD, REPORT_NOTEBOOK, record_from_text, record_to_text
from inspection_lib.verification.compare import first_difference_of_texts
from inspection_lib.verification.page_check import check_notebook, notebook_parameters_used
from inspection_lib.verification.reference import Reference
from inspection_lib.verification.remarks import Checked, Remark, difference, unchecked
from inspection_lib.verification.signatures import check_record_signature
from inspection_lib.verification.unit_check import check_answers, read_report
from inspection_lib.workbench import make_report


def check_lone_report(path: str, text: str, reference: Reference) -> Checked:
    """A `report.json` without its folder."""
    report, remarks = read_report(text)
    what = message("Result of a unit (report.json)")
    if report is not None:
        found = first_difference_of_texts(text, report_to_json(report), Text("nội dung", "content"))
        remarks += check_answers(report, None, reference, vouched=False)
        remarks += [difference("", found)] if found else []
        what = message("Result of unit {unit}", unit=report.unit.code)
    remarks.append(_alone())
    return Checked(path, what, tuple(remarks))


def check_lone_record(path: str, text: str, reference: Reference) -> Checked:
    """A `made.json` without its folder: it can be compared with nothing but itself and its signature."""
    what = message("Record of a report (made.json)")
    try:
        record = record_from_text(text)
    except ValueError:
        return Checked(path, what, (difference("", message("It was changed: it does not fit its own digest.")),))
    found = first_difference_of_texts(text, record_to_text(record), Text("nội dung", "content"))
    remarks = [difference("", found)] if found else []
    signed, _ = check_record_signature(record, reference.trusted)
    return Checked(path, what, (*remarks, *signed, _alone()))
