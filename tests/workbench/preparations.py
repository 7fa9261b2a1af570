"""An office with a record, and the file with which it prepares laptops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspection_lib.exchange import Preparation, open_archive, read_preparation
from inspection_lib.keys import SigningKey, load_key, new_key
from inspection_lib.model import Source
from inspection_lib.record import EventStore, create_store
from inspection_lib.workbench import Workbench, open_recorder, prepare_machines
from tests.exchange.machines import repacked
from tests.makers.workbenches import a_workbench

MADE = "2026-11-28T08:00:00.000000+00:00"
NOW = "2026-11-29T08:00:00.000000+00:00"
ONE, TWO = "máy tính 1 của đoàn", "máy tính 2 của đoàn"
EARLIER = "2017-dot-1"
PASSPHRASE = "mật khẩu dài"
UNIT_THEN = "060"


@dataclass(frozen=True)
class Office:
    """The office's computer. ``at`` makes the test work on a machine by its name."""

    folder: Path
    workbench: Workbench
    store: EventStore
    key: SigningKey
    at: Callable[[str], Path]

    def prepared(
        self,
        *machines: str,
        campaigns: Sequence[str] = (EARLIER,),
        made_at: str = MADE,
        protected_disks: bool = False,
    ) -> Path:
        """The file for some machines, made on the office's computer."""
        self.at("office")
        content = prepare_machines(
            self.workbench,
            self.store,
            campaigns,
            machines or (ONE, TWO),
            self.key,
            made_at,
            protected_disks=protected_disks,
        )
        path = self.folder / "chuan-bi.zip"
        path.write_bytes(content)
        return path


def an_office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office that has one answer of a district."""

    def at(name: str) -> Path:
        monkeypatch.setenv("INSPECTION_CONFIG", str(folder / f"{name}-config"))
        return folder / name

    at("office")
    workbench = small(a_workbench(folder / "office"))
    store = create_store("sqlite:///outputs/inspection.db", workbench.folder)
    recorder = open_recorder(workbench, workbench.campaign(EARLIER), store)
    recorder.answer(UNIT_THEN, "A01", Source.INSPECTOR, "15/1/2017", actor="Thành viên")
    new_key("Văn phòng", PASSPHRASE)
    return Office(folder, workbench, store, load_key(PASSPHRASE), at)


def small(workbench: Workbench) -> Workbench:
    """With the plan of districts alone: a checklist takes a second to read."""
    checklists = workbench.folder / "checklists"
    for path in checklists.rglob("*.yaml"):
        if path.stem not in (EARLIER, "par-district.v1", "par-district.v2"):
            path.unlink()
    plan = checklists / "plans" / f"{EARLIER}.yaml"
    text = plan.read_text(encoding="utf-8").replace(
        "kinds: [department, district, commune]", "kinds: [district]"
    )
    names = "{department: par-department.v2, district: par-district.v2, commune: par-commune.v2}"
    plan.write_text(text.replace(names, "{district: par-district.v2}"), encoding="utf-8")
    return workbench


def read(path: Path) -> Preparation:
    """The preparation in a file."""
    return read_preparation(open_archive(path, str))


def changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The file after somebody without the office's key changed it."""
    path.write_bytes(repacked(path.read_bytes(), change))
    return path
