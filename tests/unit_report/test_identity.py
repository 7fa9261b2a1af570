"""A report of another unit is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.errors import WrongReportError
from inspection_lib.report import ReportHead, head_from_json
from inspection_lib.unit_report.identity import check_identity
from tests.conftest import ROOT
from tests.unit_report.jobs import a_job


@pytest.fixture(scope="module")
def report() -> ReportHead:
    """The golden report of unit 060."""
    return head_from_json((ROOT / "tests" / "golden" / "report-060.json").read_text(encoding="utf-8"))


def page(unit: str = "060", table: str = "060", campaign: str = "2017-dot-1") -> str:
    """A page with the marks of a unit and a campaign."""
    return (
        f'<meta name="inspection-unit" content="{unit}">'
        f'<meta name="inspection-campaign" content="{campaign}">'
        f'<table data-unit="{table}">'
    )


def test_the_ordered_report_is_accepted(report: ReportHead) -> None:
    """Unit, campaign and run agree in the report and on the page."""
    check_identity(a_job(made_at=report.provenance.made_at), report, page())


@pytest.mark.parametrize(
    "wrong",
    [page(unit="061"), page(table="061"), page(campaign="other"), ""],
    ids=["another unit", "another unit's table", "another campaign", "no marks"],
)
def test_a_page_of_something_else_is_refused(report: ReportHead, wrong: str) -> None:
    """Even where `report.json` is right."""
    with pytest.raises(WrongReportError, match="not of unit 060"):
        check_identity(a_job(made_at=report.provenance.made_at), report, wrong)


def test_a_report_of_another_run_or_unit_is_refused(report: ReportHead) -> None:
    """Even where the page is right."""
    job = a_job(made_at=report.provenance.made_at)
    for other in (replace(job, made_at="2018-01-01T00:00:00+00:00"), replace(job, unit_code="061")):
        with pytest.raises(WrongReportError):
            check_identity(other, report, page(other.unit_code, other.unit_code))
