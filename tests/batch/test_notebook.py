"""The batch as the notebook `batch.ipynb` runs it: in this very process, under a tqdm bar."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.batch.notebook import make_reports
from inspection_lib.errors import NotFoundError
from inspection_lib.record.storage import EventStore, create_store
from inspection_lib.workbench import Workbench
from tests.browser.conftest import a_workbench
from tests.conftest import CAMPAIGN

STORE = "sqlite:///outputs/inspection.db"


@pytest.fixture
def office(tmp_path: Path, sample_store: EventStore) -> Workbench:
    """A workbench with the sample's answers of two units."""
    workbench = a_workbench(tmp_path)
    store = create_store(STORE, workbench.folder)
    for unit in ("060", "061"):
        store.add_chains(sample_store.events(CAMPAIGN, unit))
    return workbench


def test_a_notebook_makes_what_is_not_up_to_date(
    office: Workbench, capsys: pytest.CaptureFixture[str]
) -> None:
    """One report, then that one again and another: the first is passed over; the bar counts, a wrong code is refused."""
    assert "Đã lập 1 báo cáo, 0 không đổi" in make_reports(office, STORE, CAMPAIGN, ["060"])
    again = make_reports(office, STORE, CAMPAIGN, ["060", "061"])
    assert "Đã lập 1 báo cáo, 1 không đổi" in again
    assert (office.folder / "outputs" / CAMPAIGN / "061" / "report.html").is_file()
    assert again.splitlines()[1].endswith("index.html")
    assert "1/1" in capsys.readouterr().err
    with pytest.raises(NotFoundError, match="999"):
        make_reports(office, STORE, CAMPAIGN, ["999"])


def test_a_unit_that_fails_is_told_with_its_reason(office: Workbench) -> None:
    """A notebook that breaks: its error stands beside the unit's code."""
    path = office.folder / "notebooks" / "unit_report.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace('show(report, \\"losses\\", language)', "1 / 0"),
        encoding="utf-8",
    )
    said = make_reports(office, STORE, CAMPAIGN, ["060"], language="en")
    assert "1 failed" in said
    assert "060: Cell" in said
    assert "ZeroDivisionError" in said
