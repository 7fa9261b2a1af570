"""A computer with today's version that works with what version 0.1.0 left."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspection_lib.model import ResponseEvent
from inspection_lib.record import create_store, verify_chain
from tests.conftest import CAMPAIGN, ROOT
from tests.makers import machines

PAST = ROOT / "tests" / "data" / "0.1.0"
STORE = "sqlite:///outputs/inspection.db"
PASSPHRASE = "minh hoa 0.1.0"


@dataclass(frozen=True)
class Machine(machines.Machine):
    """A computer with today's version: its workbench and its own settings."""

    passphrase: str = PASSPHRASE

    def events(self, unit: str, origin: str = "") -> list[ResponseEvent]:
        """A unit's events, all or those of one machine; every chain is verified."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("INSPECTION_CONFIG", str(self.config))
            events = create_store(STORE, self.folder).events(CAMPAIGN, unit)
        verify_chain(events)
        return [event for event in events if origin in ("", event.origin)]

    def answer(self, unit: str, item: str, raw: str) -> None:
        """Import a table of one answer."""
        table = self.folder / "answer.csv"
        table.write_text(f"unit,item,source,value\n{unit},{item},inspector,{raw}\n", encoding="utf-8")
        self("import", CAMPAIGN, str(table), "--replace")


def a_machine(folder: Path, config: str = "") -> Machine:
    """A workbench with the old plan, units and registers, today's checklists, and nothing recorded."""
    shutil.copytree(PAST / "home" / "checklists", folder / "checklists")
    shutil.copytree(ROOT / "checklists" / "definitions", folder / "checklists" / "definitions")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    if config:
        shutil.copytree(PAST / config, folder / "config")
    return Machine(folder, folder / "config")


def not_adopted(folder: Path) -> Machine:
    """The office's machine before the store was adopted."""
    machine = a_machine(folder, "config-office")
    shutil.copytree(PAST / "home" / "outputs", machine.folder / "outputs")
    return machine
