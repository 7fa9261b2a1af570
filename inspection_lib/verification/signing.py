"""Sign the reports that were made: an act of the office, like signing paper."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TypeVar

from inspection_lib.batch import reason_to_make
from inspection_lib.errors import WrongReportError
from inspection_lib.files import Folder
from inspection_lib.keys import SigningKey
from inspection_lib.language import Language, message
from inspection_lib.unit_report import REPORT_PAGE, Record, read_record, write_record
from inspection_lib.verification.reference import Reference
from inspection_lib.verification.remarks import RemarkKind
from inspection_lib.verification.signatures import with_page_signature, with_record_signature
from inspection_lib.verification.unit_check import check_unit, language_of, read_report_files

_MAKE_AGAIN = message("It was not signed. Make the report again: inspection batch CAMPAIGN --unit UNIT.")
_Value = TypeVar("_Value", int, str)


def sign_report(
    folder: Folder, unit_code: str, key: SigningKey, signed_at: str, reference: Reference
) -> bool:
    """Sign the page and the record of a unit's report; False where this key signed them already.

    Everything is checked first: nobody signs a page that says something else than the answers. Raises
    WrongReportError with the first difference, and where the report is missing, out of date, or cannot be
    compared with the answers.
    """
    files = read_report_files(folder, unit_code)
    record = read_record(folder, unit_code)
    if record is None:
        raise WrongReportError(message("There is no report that can be signed."), _MAKE_AGAIN)
    remarks = check_unit(files, reference)
    if differences := [remark for remark in remarks if remark.kind is RemarkKind.DIFFERENCE]:
        raise WrongReportError(differences[0].text, _MAKE_AGAIN)
    _check_timely(folder, record, reference)
    if record.signature and record.signature.key == key.signer.key:
        return False
    page = with_page_signature(files.texts[REPORT_PAGE], key, signed_at)
    content = page.encode()
    signed = replace(
        record,
        sizes=_replaced(record.sizes, len(content)),
        digests=_replaced(record.digests, hashlib.sha256(content).hexdigest()),
        md5=_replaced(record.md5, hashlib.md5(content, usedforsecurity=False).hexdigest()),
        signature=None,
    )
    folder.write(f"{unit_code}/{REPORT_PAGE}", page)
    write_record(folder, with_record_signature(signed, key, signed_at))
    return True


def _check_timely(folder: Folder, record: Record, reference: Reference) -> None:
    """Raise WrongReportError unless a run of the batch would leave the report as it is."""
    language = language_of(record) or Language.VI
    inputs = reference.inputs_of(record.campaign_id, record.unit_code, language, made_by=record)
    if not inputs:
        raise WrongReportError(
            message("The report cannot be compared with the answers here, and nobody signs unseen."),
            message("Sign on the machine that has the store, or name the store with --store."),
        )
    if (reason := reason_to_make(folder, record, inputs)) is not None:
        raise WrongReportError(reason, _MAKE_AGAIN)


def _replaced(of_files: tuple[tuple[str, _Value], ...], value: _Value) -> tuple[tuple[str, _Value], ...]:
    return tuple((name, value if name == REPORT_PAGE else known) for name, known in of_files)
