"""The report of one unit of the sample."""

from __future__ import annotations

import pytest

from inspection_lib.record.storage import EventStore
from inspection_lib.report import Report
from inspection_lib.workbench import Workbench, make_report
from tests.conftest import CAMPAIGN


@pytest.fixture(scope="module")
def report(workbench: Workbench, sample_store: EventStore, sample_url: str) -> Report:
    assert sample_store
    return make_report(workbench, sample_url, CAMPAIGN, "060", made_at="2017-06-01T00:00:00+00:00")
