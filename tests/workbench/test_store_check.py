"""What `inspection check` says of the records in a store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from inspection_lib.model import Source
from inspection_lib.record import create_store
from inspection_lib.workbench import Workbench, check_store, open_recorder
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench

STORE = "sqlite:///outputs/inspection.db"


@pytest.fixture
def answered(tmp_path: Path) -> Workbench:
    """A workbench with one answer of two districts."""
    workbench = a_workbench(tmp_path)
    recorder = open_recorder(workbench, workbench.campaign(CAMPAIGN), create_store(STORE, tmp_path))
    for unit_code in ("060", "061"):
        recorder.answer(unit_code, "A01", Source.INSPECTOR, "20/1/2017", actor="Thư ký")
    return workbench


def problems_of(workbench: Workbench) -> list[tuple[bool, str]]:
    """For each problem whether it is a warning, and its English text."""
    found = check_store(workbench, create_store(STORE, workbench.folder), "the store")
    assert all(problem.file == "the store" for problem in found)
    return [(problem.warning, str(problem.fault)) for problem in found]


def test_records_on_the_plan_s_version_are_right(answered: Workbench) -> None:
    """Units without a record have nothing to check."""
    assert problems_of(answered) == []


def test_a_broken_chain_is_an_error_and_the_other_units_are_checked(answered: Workbench) -> None:
    """Somebody changed a recorded answer in the file."""
    with sqlite3.connect(answered.folder / "outputs" / "inspection.db") as database:
        triggers = [
            name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
        ]
        for name in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE events SET actor = 'x', recorded_at = '2001' WHERE unit = '060'")
    ((warning, text),) = problems_of(answered)
    assert not warning
    assert "060" in text
    assert "broken" in text


def test_a_lost_checklist_is_an_error(answered: Workbench) -> None:
    """The version on which the units stand is gone; the plan names another one."""
    definitions = answered.folder / "checklists" / "definitions"
    planned = dict(answered.campaign(CAMPAIGN).checklists)
    name = next(name for name in planned.values() if name.startswith("par-district"))
    text = (definitions / f"{name}.yaml").read_text(encoding="utf-8")
    version = name.rpartition(".v")[2]
    newer = text.replace(f"\nversion: {version}\n", "\nversion: 9\n")
    (definitions / "par-district.v9.yaml").write_text(newer, encoding="utf-8")
    plan = answered.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace(name, "par-district.v9"), encoding="utf-8")
    assert [warning for warning, _ in problems_of(answered)] == [True], "both units, one warning"
    (definitions / f"{name}.yaml").unlink()
    found = problems_of(answered)
    assert [warning for warning, _ in found] == [False], "both units, one error"
    assert all(f"There is no checklist '{name}'" in text for _, text in found)


def test_a_campaign_whose_checklists_do_not_fit_keeps_the_others_from_nothing(answered: Workbench) -> None:
    """Its own problem is told, and what is wrong with the records of another campaign beside it."""
    plans = answered.folder / "checklists" / "plans"
    plan = (plans / f"{CAMPAIGN}.yaml").read_text(encoding="utf-8")
    later = plan.replace(CAMPAIGN, "2017-dot-2").replace(
        "district: par-district.v2", "district: par-commune.v2"
    )
    (plans / "2017-dot-2.yaml").write_text(later, encoding="utf-8")
    definition = answered.folder / "checklists" / "definitions" / "par-district.v2.yaml"
    definition.write_text(
        definition.read_text("utf-8").replace("valid_to: 2018-06-21", "valid_to: 2018-06-22"), "utf-8"
    )
    found = check_store(answered, create_store(STORE, answered.folder), "the store")
    assert {problem.file for problem in found} == {"the store", "checklists/plans/2017-dot-2.yaml"}
