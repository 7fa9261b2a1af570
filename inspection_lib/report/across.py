"""The rules across items and across time of a checklist that are broken, or that could not be checked."""

from __future__ import annotations

from inspection_lib.model import Assessment, Checklist
from inspection_lib.report.across_line import AcrossLine


def across_lines(checklist: Checklist, assessment: Assessment) -> tuple[AcrossLine, ...]:
    """The rules in the order of the checklist. One that holds has no line."""
    broken = {finding.id: finding.reason for finding in assessment.checks}
    unknown = {one.id: one.reason for one in assessment.unchecked}
    reasons = unknown | broken
    return tuple(
        AcrossLine(line.id, line.title, line.why, reasons[line.id], is_broken=line.id in broken)
        for line in checklist.checks
        if line.id in reasons
    )
