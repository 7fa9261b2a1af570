"""The recorder of this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.files import machine_origin
from inspection_lib.model import Source
from inspection_lib.record import create_store
from inspection_lib.workbench import DEFAULT_STORE, open_recorder
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench


def test_events_carry_this_machines_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the chains of two machines never mix."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    workbench = a_workbench(tmp_path / "home")
    store = create_store(DEFAULT_STORE, workbench.folder)
    recorder = open_recorder(workbench, workbench.campaign(CAMPAIGN), store)
    recorder.answer("060", "A01", Source.INSPECTOR, "2017-01-15", actor="Thành viên đoàn")
    assert {event.origin for event in store.events(CAMPAIGN, "060")} == {machine_origin()}
    assert (workbench.folder / "outputs" / "inspection.db").is_file()
