"""Notebooks that were run with parameters that they did not expect: none may make another unit's report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from papermill import PapermillExecutionError, execute_notebook

from inspection_lib.record import EventStore, create_store
from inspection_lib.workbench import DEFAULT_STORE, Workbench
from tests.conftest import CAMPAIGN
from tests.makers.commands import run_here
from tests.makers.executors import reports_made_here
from tests.makers.workbenches import a_full_workbench

pytestmark = pytest.mark.slow

ENGINES = ("inprocess", "thisprocess", None)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, sample_store: EventStore) -> Workbench:
    """A workbench with the sample's answers of three units in its default store, and their reports.

    Each test looks only at what its own run says or writes; a report that is there is not made again.
    """
    workbench = a_full_workbench(tmp_path_factory.mktemp("bench") / "home")
    store, words = create_store(DEFAULT_STORE, workbench.folder), []
    for unit in ("061", "062", "06.SNV"):
        store.add_chains(sample_store.events(CAMPAIGN, unit))
        words += ["--unit", unit]
    with reports_made_here():
        assert run_here(workbench.folder, {}, "batch", CAMPAIGN, *words).status == 0
    return workbench


def run(bench: Workbench, notebook: str, engine: str | None, **parameters: object) -> Path:
    """Run a shipped notebook as `papermill NOTEBOOK OUT -p NAME VALUE` does; returns the executed copy."""
    out = bench.folder / "outputs" / "out.ipynb"
    execute_notebook(
        str(bench.folder / "notebooks" / notebook),
        str(out),
        parameters=parameters,
        engine_name=engine,
        kernel_name="python3",
        progress_bar=False,
        cwd=bench.folder,
    )
    return out


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_a_misspelt_parameter_stops_the_notebook(bench: Workbench, engine: str | None) -> None:
    """Case 59: `-p untt 061` made the report of the default unit and ended with status 0."""
    with pytest.raises(PapermillExecutionError, match=r"'untt'.*'unit'"):
        run(bench, "unit_report.ipynb", engine, untt=61, campaign=CAMPAIGN, output="nothing")
    assert not (bench.folder / "nothing").exists()


@pytest.mark.parametrize("notebook", ["unit_report.ipynb", "follow_up.ipynb", "site_visit.ipynb"])
def test_a_notebook_without_a_unit_lists_the_units_in_both_languages(bench: Workbench, notebook: str) -> None:
    """No shipped notebook names a unit by itself. It shows no traceback through the library."""
    with pytest.raises(PapermillExecutionError, match=r"060 Huyện Pác Nặm"):
        run(bench, notebook, "inprocess", campaign=CAMPAIGN)
    executed = (bench.folder / "outputs" / "out.ipynb").read_text(encoding="utf-8")
    assert "Chưa ghi đơn vị" in executed
    assert "No unit is named" in executed
    assert "folder.py" not in executed


@pytest.mark.parametrize(("units", "made"), [(["061", 62], ["061", "062"]), ("06.SNV", ["06.SNV"])], ids=str)
def test_the_batch_notebook_takes_units_as_papermill_passes_them(
    bench: Workbench, units: object, made: list[str]
) -> None:
    """Case 60: `-p units 061` passes the number 61, `-p units 06.SNV` a text.

    Other values are in tests/workbench/test_folder.py; that the notebook makes reports is in
    tests/unit_report/test_notebook.py.
    """
    with reports_made_here():  # the engine's fork keeps this
        run(bench, "batch.ipynb", "inprocess", units=units, jobs=1)
    outputs = bench.folder / "outputs" / CAMPAIGN
    account = json.loads((outputs / "batch.json").read_text(encoding="utf-8"))
    assert sorted(unit["unit"] for unit in account["units"] if unit["state"] in ("made", "skipped")) == made
    assert account["counts"]["failed"] == 0
    assert all((outputs / unit / "report.json").is_file() for unit in made)


def test_an_unknown_unit_of_the_batch_notebook_is_named(bench: Workbench) -> None:
    """Nothing is made when one of several codes is wrong."""
    with pytest.raises(PapermillExecutionError, match=r"'O61' is not inspected"):
        run(bench, "batch.ipynb", "inprocess", units="O61,063", jobs=1)
    assert not (bench.folder / "outputs" / CAMPAIGN / "063" / "report.json").exists()
