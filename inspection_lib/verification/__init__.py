"""Check what was made: reports, lists, bundles, packages and stores, down to the answers. Sign reports."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.verification.explanation import (
        EXPLANATION_SCHEMA,
        ExplainedItem,
        Explanation,
        Recomputed,
        RuleSetting,
        explain,
    )
    from inspection_lib.verification.page_trace import Traced
    from inspection_lib.verification.paths import check_path
    from inspection_lib.verification.reference import Reference, open_reference
    from inspection_lib.verification.remarks import Checked, Remark, RemarkKind, Status
    from inspection_lib.verification.signing import sign_report
    from inspection_lib.verification.trace import trace_folder

__all__ = [
    "EXPLANATION_SCHEMA",
    "Checked",
    "ExplainedItem",
    "Explanation",
    "Recomputed",
    "Reference",
    "Remark",
    "RemarkKind",
    "RuleSetting",
    "Status",
    "Traced",
    "check_path",
    "explain",
    "open_reference",
    "sign_report",
    "trace_folder",
]
