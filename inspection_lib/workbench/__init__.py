"""From a folder to a report: find the workbench, load an inspection, make its report, check people's files.

`workbench.overviews` draws controls with ipywidgets and is imported by its full path.
"""

from __future__ import annotations

from inspection_lib.workbench.checking import check_paths
from inspection_lib.workbench.folder import (
    Workbench,
    file_digest,
    find_unit,
    latest_campaign,
    open_workbench,
)
from inspection_lib.workbench.inspections import (
    earlier_campaigns,
    earlier_inspection,
    inspection_from_events,
    load_inspection,
    load_measures,
    load_shared,
)
from inspection_lib.workbench.reports import (
    REPORT_JSON,
    library_version,
    make_report,
    report_of,
    this_moment,
    write_report,
)
from inspection_lib.workbench.stores import DEFAULT_STORE, open_recorder

__all__ = [
    "DEFAULT_STORE",
    "REPORT_JSON",
    "Workbench",
    "check_paths",
    "earlier_campaigns",
    "earlier_inspection",
    "file_digest",
    "find_unit",
    "inspection_from_events",
    "latest_campaign",
    "library_version",
    "load_inspection",
    "load_measures",
    "load_shared",
    "make_report",
    "open_recorder",
    "open_workbench",
    "report_of",
    "this_moment",
    "write_report",
]
