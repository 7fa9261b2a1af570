"""Making one unit's report."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import NotFoundError
from inspection_lib.record import EventStore
from inspection_lib.report import report_from_json
from inspection_lib.workbench import Workbench, library_version, make_report, write_report
from tests.conftest import CAMPAIGN
from tests.workbench.conftest import LATER, STORE, UNIT

MADE_AT = "2017-06-30T00:00:00+00:00"


def test_the_same_arguments_give_the_same_report(
    workbench: Workbench, sample_store: EventStore, sample_url: str
) -> None:
    """Also when papermill passes the unit as a number."""
    report = make_report(workbench, sample_url, CAMPAIGN, "060", made_at=MADE_AT)
    assert make_report(workbench, sample_url, CAMPAIGN, 60, made_at=MADE_AT) == report
    assert report.provenance.made_at == MADE_AT
    assert report.provenance.library_version == library_version()


def test_a_report_is_written_only_into_a_folder_that_is_named(
    workbench: Workbench, sample_store: EventStore, sample_url: str, tmp_path: Path
) -> None:
    """The notebook's parameter `output` is empty while people only look."""
    report = make_report(workbench, sample_url, CAMPAIGN, "060", made_at=MADE_AT)
    assert write_report(report, "") == ""
    path = Path(write_report(report, str(tmp_path / "new")))
    assert report_from_json(path.read_text(encoding="utf-8")) == report


def test_an_unknown_unit_is_refused(workbench: Workbench, sample_store: EventStore, sample_url: str) -> None:
    """No report is made of it."""
    with pytest.raises(NotFoundError, match="999"):
        make_report(workbench, sample_url, CAMPAIGN, "999")


def test_the_report_names_the_units_last_inspection(two_campaigns: tuple[Workbench, EventStore]) -> None:
    """Its score, and how many of its findings nobody has looked at again."""
    workbench, _ = two_campaigns
    earlier = make_report(workbench, STORE, CAMPAIGN, UNIT, made_at=MADE_AT)
    report = make_report(workbench, STORE, LATER, UNIT, made_at=MADE_AT)
    assert earlier.previous is None
    assert report.previous is not None
    assert (report.previous.campaign_id, report.previous.score) == (CAMPAIGN, earlier.total.index)
    assert report.previous.findings == report.previous.not_looked_at == len(earlier.findings)
