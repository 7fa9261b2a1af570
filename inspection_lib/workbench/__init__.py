"""The reading story: find the workbench's folder, load an inspection, make its report, check the files."""

from __future__ import annotations

from inspection_lib.workbench.checking import check_paths
from inspection_lib.workbench.inspections import (
    DEFAULT_STORE,
    REPORT_JSON,
    Workbench,
    campaign_of,
    earlier_inspection,
    file_digest,
    inspect_events,
    inspected_unit,
    library_version,
    load_inspection,
    load_shared,
    make_report,
    open_recorder,
    open_workbench,
    report_of,
    this_moment,
    unit_code,
    write_report,
)

__all__ = [
    "DEFAULT_STORE",
    "REPORT_JSON",
    "Workbench",
    "campaign_of",
    "check_paths",
    "earlier_inspection",
    "file_digest",
    "inspect_events",
    "inspected_unit",
    "library_version",
    "load_inspection",
    "load_shared",
    "make_report",
    "open_recorder",
    "open_workbench",
    "report_of",
    "this_moment",
    "unit_code",
    "write_report",
]
