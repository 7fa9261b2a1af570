"""One unit's job: run its notebook, draw its page, make sure that it is this unit's, write its files."""

from __future__ import annotations

from inspection_lib.unit_report.job import (
    FILES,
    LAST_WORDS,
    RECORD,
    REPORT_NOTEBOOK,
    REPORT_PAGE,
    Job,
    Made,
    Parts,
    Record,
    read_record,
    see_log,
    too_long,
    unusable,
)

__all__ = [
    "FILES",
    "LAST_WORDS",
    "RECORD",
    "REPORT_NOTEBOOK",
    "REPORT_PAGE",
    "Job",
    "Made",
    "Parts",
    "Record",
    "read_record",
    "see_log",
    "too_long",
    "unusable",
]
