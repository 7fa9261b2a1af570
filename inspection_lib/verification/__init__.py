"""Check what was made: reports, lists, bundles, packages and stores, down to the answers. Sign reports."""

from __future__ import annotations

from inspection_lib.verification.paths import check_path
from inspection_lib.verification.reference import Reference, open_reference
from inspection_lib.verification.remarks import Checked, Remark, RemarkKind, Status
from inspection_lib.verification.signing import sign_report

__all__ = [
    "Checked",
    "Reference",
    "Remark",
    "RemarkKind",
    "Status",
    "check_path",
    "open_reference",
    "sign_report",
]
