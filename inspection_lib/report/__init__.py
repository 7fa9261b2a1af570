"""The Report: everything a reviewer reads as one value, how it is built, its JSON and its schema."""

from __future__ import annotations

from inspection_lib.report.build import build_report
from inspection_lib.report.files import ReportHead, head_from_json, report_schema, report_to_json
from inspection_lib.report.follow_up import FollowUp, FollowUpState, follow_up
from inspection_lib.report.province import ProvinceSummary, summarize
from inspection_lib.report.values import (
    AreaLine,
    FindingLine,
    ItemLine,
    LegalLine,
    MeasureLine,
    Report,
    ShownAnswer,
    Step,
)

__all__ = [
    "AreaLine",
    "FindingLine",
    "FollowUp",
    "FollowUpState",
    "ItemLine",
    "LegalLine",
    "MeasureLine",
    "ProvinceSummary",
    "Report",
    "ReportHead",
    "ShownAnswer",
    "Step",
    "build_report",
    "follow_up",
    "head_from_json",
    "report_schema",
    "report_to_json",
    "summarize",
]
