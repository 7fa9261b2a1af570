"""The tables for analysts of a run: rows are made as units end, and the files are those of a later making."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from inspection_lib import frames
from inspection_lib.batch.orders import Order, make_order
from inspection_lib.batch.tables import RunTables
from inspection_lib.files import open_folder
from inspection_lib.frames import FRAMES_RECORDS, TABLES
from inspection_lib.language import Fault, Language, message
from inspection_lib.record import open_store
from inspection_lib.unit_report import JobResult
from inspection_lib.workbench import DEFAULT_STORE, Workbench
from tests.conftest import CAMPAIGN, MadeOnce
from tests.frames.conftest import make_results
from tests.makers.results import UNITS, keep_report, remark

FAILED = Fault(message("There is nothing to attach."))


@pytest.fixture
def order(made_once: MadeOnce, tmp_path: Path) -> Order:
    """An order for the first of two campaigns whose reports are there."""
    shutil.copytree(make_results(made_once).folder, tmp_path / "home")
    workbench = Workbench(tmp_path / "home")
    return make_order(
        workbench, workbench.campaign(CAMPAIGN), DEFAULT_STORE, "outputs", Language.VI, "inprocess"
    )


def folder_of(order: Order) -> Path:
    """The folder of the tables."""
    return (order.workbench.folder / "outputs" / CAMPAIGN / FRAMES_RECORDS).parent


@pytest.mark.parametrize("early", [UNITS, UNITS[:1], ()], ids=["all", "one", "none"])
def test_rows_made_while_a_run_goes_on_are_those_made_at_its_end(
    order: Order, early: tuple[str, ...]
) -> None:
    """However many were made before the last report was there."""
    right = {name: getattr(frames, name)(CAMPAIGN, workbench=order.workbench) for name in TABLES}
    shutil.rmtree(folder_of(order))
    tables = RunTables(order, open_folder(order.place))
    for code in early:
        tables.ended(JobResult(code, 1.0))
        tables.make_rows()
    tables.write()
    for name, frame in right.items():
        found = getattr(frames, name)(CAMPAIGN, workbench=order.workbench)
        assert found.attrs["stale"] == ()
        assert_frame_equal(found, frame)


def test_a_report_that_changes_after_its_rows_were_made_has_its_new_rows(order: Order) -> None:
    """Somebody may write into the folder; what stands there at the end is what the tables hold."""
    tables = RunTables(order, open_folder(order.place))
    tables.ended(JobResult(UNITS[0], 1.0))
    tables.make_rows()
    remark(order.workbench, UNITS[0])
    keep_report(order.workbench, open_store(DEFAULT_STORE, order.workbench.folder), CAMPAIGN, UNITS[0])
    tables.write()
    events = frames.scores(CAMPAIGN, workbench=order.workbench)["events"]
    report = order.workbench.folder / "outputs" / CAMPAIGN / UNITS[0] / "report.json"
    assert f'"events": {events[CAMPAIGN, UNITS[0]]}' in report.read_text(encoding="utf-8")


def test_what_failed_and_what_is_public_writes_nothing(order: Order) -> None:
    """Public copies have no tables, and a run that made nothing leaves them as they are."""
    before = {path: path.stat().st_mtime_ns for path in folder_of(order).iterdir()}
    for one, result in (
        (order, JobResult(UNITS[0], 1.0, FAILED)),
        (replace(order, is_public=True), JobResult(UNITS[0], 1.0)),
    ):
        tables = RunTables(one, open_folder(one.place))
        tables.ended(result)
        tables.make_rows()
        tables.write()
    assert {path: path.stat().st_mtime_ns for path in folder_of(order).iterdir()} == before
    shutil.rmtree(folder_of(order))
    RunTables(replace(order, is_public=True), open_folder(order.place)).write()
    assert not folder_of(order).exists()
