"""Jobs of the sample campaign."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.unit_report import Job
from tests.conftest import CAMPAIGN, ROOT


def a_job(
    output: str | Path = "/nowhere", unit_code: str = "060", store_url: str = "", **more: object
) -> Job:
    """A job; what is not given is that of unit 060, run in this process."""
    job = Job(
        workbench_folder=str(ROOT),
        store_url=store_url,
        campaign_id=CAMPAIGN,
        unit_code=unit_code,
        language="en",
        output=str(output),
        made_at="2017-06-30T00:00:00+00:00",
        engine="inprocess",
    )
    return type(job)(**{name: getattr(job, name) for name in Job.__slots__} | more)  # type: ignore[arg-type]
