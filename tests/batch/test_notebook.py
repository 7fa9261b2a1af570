"""The batch as the notebook `batch.ipynb` runs it, under a tqdm bar."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspection_lib.record.storage import EventStore, create_store
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.workbenches import a_workbench

STORE = "sqlite:///outputs/inspection.db"
CODE = """
import json, sys
from inspection_lib.batch.notebook import make_reports
from inspection_lib.errors import NotFoundError
from inspection_lib.workbench import open_workbench
from tests.makers.executors import reports_made_here

folder, store_url, campaign_id, language, *runs = sys.argv[1:]
texts = []
for units in runs:
    try:
        with reports_made_here():
            home = open_workbench(folder)
            texts.append(make_reports(home, store_url, campaign_id, units.split(","), language=language))
    except NotFoundError as error:
        texts.append(str(error))
print(json.dumps(texts))
"""
"""Runs of the batch in one process. tqdm decides at its import what kind of bar it shows, and IPython in the
same process changes that decision; so each test has a new process."""


@dataclass(frozen=True)
class Made:
    """What the runs returned, and what the process printed to its error stream."""

    texts: list[str]
    errors: str


def make(workbench: Workbench, *runs: str, language: str = "vi") -> Made:
    """Run the batch several times in one new process, each time for some units."""
    words = [str(workbench.folder), STORE, CAMPAIGN, language, *runs]
    done = subprocess.run(
        [sys.executable, "-c", CODE, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return Made(json.loads(done.stdout.splitlines()[-1]), done.stderr)


@pytest.fixture
def office(tmp_path: Path, sample_store: EventStore) -> Workbench:
    """A workbench with the sample's answers of two units."""
    workbench = a_workbench(tmp_path)
    store = create_store(STORE, workbench.folder)
    for unit in ("060", "061"):
        store.add_chains(sample_store.events(CAMPAIGN, unit))

    return workbench


def test_a_notebook_makes_what_is_not_up_to_date(office: Workbench) -> None:
    """One report, then that one and another: the first is skipped; the bar counts.

    A wrong code is refused.
    """
    made = make(office, "060", "060,061", "999")
    first, again, wrong = made.texts
    assert "Đã lập 1 báo cáo, 0 không đổi" in first
    assert "Đã lập 1 báo cáo, 1 không đổi" in again
    assert (office.folder / "outputs" / CAMPAIGN / "061" / "report.html").is_file()
    assert again.splitlines()[1].endswith("index.html")
    assert "1/1" in made.errors
    assert "999" in wrong


def test_a_unit_that_fails_is_listed_with_its_reason(office: Workbench) -> None:
    """A notebook that breaks: its error stands beside the unit's code."""
    path = office.folder / "notebooks" / "unit_report.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace('show(report, \\"losses\\", language)', "1 / 0"),
        encoding="utf-8",
    )
    (text,) = make(office, "060", language="en").texts
    assert "1 failed" in text
    assert "060: Cell" in text
    assert "ZeroDivisionError" in text
