"""A workbench with two campaigns, and the answers of one unit in the first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inspection_lib.record.storage import EventStore, create_store
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.workbenches import a_workbench

UNIT, LATER = "060", "2017-dot-2"
STORE = "sqlite:///outputs/inspection.db"


@pytest.fixture
def two_campaigns(
    tmp_path: Path, sample_store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> tuple[Workbench, EventStore]:
    """A workbench with the sample's answers of one unit, and a second campaign half a year later."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    return make_two_campaigns(tmp_path / "home", sample_store)


def make_two_campaigns(folder: Path, sample_store: EventStore) -> tuple[Workbench, EventStore]:
    """The workbench of `two_campaigns`, with its open store."""
    workbench = a_workbench(folder)
    shutil.copytree(
        ROOT / "checklists" / "registers" / CAMPAIGN, workbench.folder / "checklists" / "registers" / CAMPAIGN
    )
    plans = workbench.folder / "checklists" / "plans"
    later = (plans / f"{CAMPAIGN}.yaml").read_text(encoding="utf-8").replace(CAMPAIGN, LATER)
    later = later.replace(
        "visits: {from: 2017-05-22, to: 2017-06-16}", "visits: {from: 2017-11-01, to: 2017-11-30}"
    )
    (plans / f"{LATER}.yaml").write_text(
        later.replace("concluded_on: 2017", "concluded_on: 2018"), encoding="utf-8"
    )
    store = create_store(STORE, workbench.folder)
    store.add_chains(sample_store.events(CAMPAIGN, UNIT))
    return workbench, store
