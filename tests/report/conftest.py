"""The reports of all units of the sample."""

from __future__ import annotations

import pytest

from inspection_lib.judging.assessment import assess
from inspection_lib.model import Campaign
from inspection_lib.record.storage import EventStore
from inspection_lib.report import Report, build_report
from inspection_lib.workbench import Workbench, load_inspection

MADE_AT = "2017-06-30T00:00:00+00:00"


@pytest.fixture(scope="session")
def reports(workbench: Workbench, campaign: Campaign, sample_store: EventStore) -> dict[str, Report]:
    """The reports of all 149 units."""
    made = {}
    for unit in campaign.units:
        inspection = load_inspection(workbench, sample_store, campaign, unit.code)
        made[unit.code] = build_report(inspection, assess(inspection), made_at=MADE_AT, library_version="0")
    return made
