"""Machines that hand each other bundles."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.files.machine import machine_origin
from inspection_lib.keys import (
    new_key,
)
from inspection_lib.model import Campaign, Checklist, Source
from inspection_lib.record.evidence import evidence_folder
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import create_store
from inspection_lib.workbench import Workbench
from tests.exchange.machines import ACTOR, PASSPHRASE, UNIT, Build, Machine
from tests.exchange.packages import BuildOffice, Office


@pytest.fixture
def build(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    workbench: Workbench,
    campaign: Campaign,
    checklists: dict[str, Checklist],
) -> Build:
    def make(name: str) -> Machine:
        monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / name))
        url = f"sqlite:///{tmp_path / name}.db"
        recorder = Recorder(create_store(url, tmp_path), campaign, checklists, machine_origin())
        return Machine(workbench, recorder, evidence_folder(url, tmp_path), tmp_path / name)

    return make


@pytest.fixture
def laptop(build: Build) -> Machine:
    """A laptop with a key, an answer and a photo."""
    machine = build("laptop")
    new_key("Thành viên đoàn kiểm tra", PASSPHRASE)
    machine.answer("A01", "15/1/2017")
    piece = machine.evidence.keep("báo cáo.pdf", b"%PDF-1.7 demo", received="2017-05-15")
    machine.recorder.attach(UNIT, "A01", Source.INSPECTOR, piece, actor=ACTOR)
    return machine


@pytest.fixture
def offices(
    tmp_path: Path, workbench: Workbench, campaign: Campaign, checklists: dict[str, Checklist]
) -> BuildOffice:
    """Makes machines that take packages of tablets in."""
    return lambda name: Office(tmp_path, name, workbench, campaign, checklists)
