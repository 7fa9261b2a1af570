"""The reports of three units, made once by the real command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inspection_lib.imports.responses import read_responses
from inspection_lib.model import Campaign, Checklist
from inspection_lib.record import Recorder, create_store
from inspection_lib.workbench import Workbench
from tests.batch.setups import chosen, make_setup
from tests.conftest import CAMPAIGN, ROOT, MadeOnce
from tests.verification.office import UNITS, Office, copy_of


@pytest.fixture(scope="session")
def made_office(
    made_once: MadeOnce, workbench: Workbench, campaign: Campaign, checklists: dict[str, Checklist]
) -> Path:
    """The folder of an office with its reports. Only read it."""

    def fill(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("INSPECTION_CONFIG", str(folder / "config"))
            recorder = Recorder(
                create_store(f"sqlite:///{folder}/own.db", workbench.folder), campaign, checklists
            )
            for path in sorted((ROOT / "checklists" / "responses" / CAMPAIGN).glob("*.csv")):
                imported, _ = read_responses(path, campaign, checklists)
                recorder.record(entry for _, entry in imported.entries if entry.unit_code in UNITS)
            setup = make_setup(folder, f"sqlite:///{folder}/own.db", registers=True)
            done = setup.run_here(*chosen(*UNITS))
            assert done.returncode == 0, done.stderr

    return made_once("office", fill)


@pytest.fixture
def office(made_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office whose files the test may change, with the machine's key of those who wrote the store."""
    shutil.copytree(made_office / "config", tmp_path / "config")
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    return copy_of(made_office, tmp_path)
