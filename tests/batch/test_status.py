"""The status of a campaign counts each unit once, and a broken record hides no other unit."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.batch.inputs import Inputs, read_inputs
from inspection_lib.batch.status import campaign_status
from inspection_lib.files import open_folder
from inspection_lib.language import Language
from inspection_lib.model import Source
from inspection_lib.record import Recorder, campaign_outlines, create_store
from inspection_lib.report import RecordStep, ReportStep
from inspection_lib.workbench import DEFAULT_STORE, Workbench
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench

NAMES = ("one", "two")


def recorders(workbench: Workbench) -> list[Recorder]:
    campaign = workbench.campaign(CAMPAIGN)
    stores = [create_store(f"sqlite:///{name}.db", workbench.folder) for name in NAMES]
    return [
        Recorder(store, campaign, workbench.checklists(campaign), name)
        for store, name in zip(stores, NAMES, strict=True)
    ]


def test_each_unit_is_in_one_state_and_the_counts_add_up(tmp_path: Path) -> None:
    """Begun, submitted, contradicting; all others have not begun. The sums by kind are those of all."""
    workbench = a_workbench(tmp_path)
    campaign = workbench.campaign(CAMPAIGN)
    store = create_store(DEFAULT_STORE, tmp_path)
    for recorder, raw in zip(recorders(workbench), ("20/2/2017", "15/1/2017"), strict=True):
        recorder.answer("060", "A01", Source.INSPECTOR, raw, actor="Thư ký")
        store.add_chains(recorder.store.events(CAMPAIGN, "060"))
    own = Recorder(store, campaign, workbench.checklists(campaign))
    own.answer("061", "A01", Source.SELF, "20/2/2017", actor="Thư ký")
    own.submit("062", actor="Thư ký")
    inputs: Inputs = read_inputs(workbench, campaign, store, Language.VI)
    found = campaign_status(
        campaign, campaign_outlines(store, CAMPAIGN), open_folder(str(tmp_path / "outputs")), inputs
    )
    assert [unit.unit for unit in found.units] == [unit.code for unit in campaign.units]
    units = {unit.unit: unit for unit in found.units}
    assert units["060"].contradictory == ("A01",)
    claimed = units["061"]
    assert (claimed.record, claimed.answered, claimed.inspected) == (RecordStep.SELF_SCORED, 1, 0)
    assert units["062"].record is RecordStep.SUBMITTED
    assert units["062"].submitted_at == units["062"].last_recorded_at != ""
    assert {unit.report for unit in found.units} == {ReportStep.NONE}
    total = found.total
    assert total.not_inspected == total.units - 1, "only 060 has an answer of the inspectors"
    assert total.units == len(units)
    assert (total.self_scored, total.not_submitted, total.submitted, total.contradictory) == (1, 1, 1, 1)
    assert total.not_begun == total.units - 3 == total.not_reported - 3
    assert sum(counts.not_begun for counts in found.kinds) == total.not_begun


def test_a_broken_record_is_named_and_stops_no_other(tmp_path: Path) -> None:
    """Somebody shortened a chain in the database."""
    import sqlite3

    workbench = a_workbench(tmp_path)
    campaign = workbench.campaign(CAMPAIGN)
    store = create_store(DEFAULT_STORE, tmp_path)
    own = Recorder(store, campaign, workbench.checklists(campaign))
    for unit in ("060", "061"):
        own.answer(unit, "A01", Source.INSPECTOR, "20/2/2017", actor="Thư ký")
    with sqlite3.connect(tmp_path / "outputs" / "inspection.db") as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{trigger}"')
        database.execute("DELETE FROM events WHERE unit='060' AND number=2")
    database.close()
    inputs = read_inputs(workbench, campaign, store, Language.VI)
    found = campaign_status(
        campaign, campaign_outlines(store, CAMPAIGN), open_folder(str(tmp_path / "outputs")), inputs
    )
    units = {unit.unit: unit for unit in found.units}
    assert units["060"].record is RecordStep.BROKEN
    assert units["060"].fault.text
    assert units["061"].record is RecordStep.OPEN
    assert (found.total.broken, found.total.not_submitted) == (1, 1)
