"""A workbench with reports of two campaigns; a copy for tests that write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inspection_lib.files import open_folder
from inspection_lib.frames import open_update
from inspection_lib.record import open_store
from inspection_lib.workbench import DEFAULT_STORE, Workbench, place_of
from tests.conftest import CAMPAIGN, MadeOnce
from tests.makers.results import LATER, UNITS, two_results


def make_results(made_once: MadeOnce) -> Workbench:
    """Two campaigns with Parquet files, made once in a run. Nobody may write to it."""

    def make(folder: Path) -> None:
        workbench = two_results(folder / "home")
        for campaign_id in (CAMPAIGN, LATER):
            assert bring_up_to_date(workbench, campaign_id) == len(UNITS)

    return Workbench(made_once("results", make) / "home")


@pytest.fixture(scope="session")
def results(made_once: MadeOnce) -> Workbench:
    """Two campaigns with reports and Parquet files."""
    return make_results(made_once)


@pytest.fixture
def own_results(results: Workbench, tmp_path: Path) -> Workbench:
    """A copy to write to."""
    shutil.copytree(results.folder, tmp_path / "home")
    return Workbench(tmp_path / "home")


def bring_up_to_date(workbench: Workbench, campaign_id: str) -> int:
    """What a batch does at its end."""
    store = open_store(DEFAULT_STORE, workbench.folder)
    folder = open_folder(place_of(workbench, "outputs", campaign_id))
    return open_update(workbench, store, workbench.campaign(campaign_id), folder).write()
