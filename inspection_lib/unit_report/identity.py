"""Refuse a report that is not the one that was ordered."""

from __future__ import annotations

import re

from inspection_lib.errors import WrongReportError
from inspection_lib.language import message
from inspection_lib.report import ReportHead
from inspection_lib.unit_report.job import Job


def check_identity(job: Job, report: ReportHead, page: str) -> None:
    """Raise WrongReportError unless a report and its page are of the job's unit, campaign and run.

    A notebook may do anything, so this is looked at afterwards: the unit's code stands in `report.json`, in
    the page's head, and at every table of the page.
    """
    ordered = (job.unit_code, job.campaign_id, job.made_at)
    found = (report.unit.code, report.campaign.id, report.provenance.made_at)
    marks = [
        f'<meta name="inspection-{name}" content="{value}">'
        for name, value in (("unit", job.unit_code), ("campaign", job.campaign_id))
    ]
    shown = set(re.findall(r'data-unit="([^"]*)"', page))
    if found != ordered or not all(mark in page for mark in marks) or shown - {job.unit_code}:
        raise WrongReportError(
            message(
                "The report that was made is of unit {made} in {campaign}, not of unit {unit}.",
                made=", ".join(sorted({report.unit.code, *shown} - {job.unit_code})) or report.unit.code,
                campaign=report.campaign.id,
                unit=job.unit_code,
            ),
            message("Nothing of it was kept as a page. Tell those who look after the workbench."),
        )
