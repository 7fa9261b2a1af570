"""The tables of the summary and follow-up notebooks, on a real store."""

from __future__ import annotations

from pathlib import Path

import nbformat
import papermill
import pytest
from nbconvert import HTMLExporter

from inspection_lib.errors import NotFoundError, ParameterError
from inspection_lib.model import Outcome
from inspection_lib.record.storage import EventStore
from inspection_lib.report import FollowUpState, summarize
from inspection_lib.verification import Status, open_reference
from inspection_lib.verification.overview_trace import trace_overview
from inspection_lib.workbench import Workbench, load_inspection, make_report, report_of
from inspection_lib.workbench.overviews import open_follow_up, open_province
from tests.conftest import CAMPAIGN, ROOT
from tests.workbench.conftest import STORE, UNIT


def test_the_follow_up_shows_the_findings_of_a_state(two_campaigns: tuple[Workbench, EventStore]) -> None:
    """Without a second inspection no finding was looked at again."""
    workbench, _ = two_campaigns
    page = open_follow_up(workbench, STORE, CAMPAIGN, UNIT, today="2018-01-15").html
    count = len(make_report(workbench, STORE, CAMPAIGN, UNIT).findings)
    assert page.count('<tr><th scope="row">') == count
    mended = open_follow_up(workbench, STORE, CAMPAIGN, UNIT, state=FollowUpState.MENDED.value)
    assert "Không có tồn tại nào" in mended._repr_html_()
    with pytest.raises(NotFoundError, match="no answers"):
        open_follow_up(workbench, STORE, CAMPAIGN, "061")
    with pytest.raises(ParameterError, match="mended"):
        open_follow_up(workbench, STORE, CAMPAIGN, UNIT, state="mendet")


@pytest.fixture(scope="module")
def districts(workbench: Workbench, sample_url: str) -> str:
    """The summary of the districts, in English."""
    return open_province(workbench, sample_url, CAMPAIGN, kind="district", language="en").html


def test_the_summary_counts_what_units_fall_short_of(
    districts: str, sample_store: EventStore, workbench: Workbench
) -> None:
    """The units of one kind; the commonest shortcoming is counted as by hand."""
    assert "8 units" in districts
    plan = workbench.campaign(CAMPAIGN)
    reports = [
        report_of(load_inspection(workbench, sample_store, plan, unit.code))
        for unit in plan.units
        if unit.kind == "district"
    ]
    summary = summarize(reports)
    first = summary.common[0]
    outcomes = [item.outcome for each in reports for item in each.items if item.id == first.item_id]
    assert first.short == sum(outcome in (Outcome.FAIL, Outcome.PARTIAL) for outcome in outcomes)
    assert first.judged == first.short + outcomes.count(Outcome.PASS)
    assert sum(count for _, count in summary.grades) == 8
    scores = [each.total.index for each in summary.reports if each.total.index is not None]
    assert scores == sorted(scores, reverse=True)


def test_each_kind_has_a_part_of_its_own(workbench: Workbench, sample_url: str) -> None:
    """Below one district lie communes alone: one table, no median over several checklists."""
    page = open_province(workbench, sample_url, CAMPAIGN, parent="060", language="en").html
    assert page.count('<section class="mathjax_ignore province"') == 1
    assert "<h3>Communes</h3>" in page
    with pytest.raises(ParameterError, match="district"):
        open_province(workbench, sample_url, CAMPAIGN, kind="distrikt")


@pytest.mark.parametrize(
    ("name", "parameters", "shown"),
    [
        ("follow_up", {"unit": UNIT}, "Tồn tại"),
        ("province_summary", {"kind": "district"}, "Các huyện, thành phố"),
    ],
)
def test_the_notebook_is_a_page_without_a_kernel(
    name: str, parameters: dict[str, str], shown: str, sample_url: str, tmp_path: Path
) -> None:
    """Papermill runs it, nbconvert makes a page of it: the tables stand there, and no widget."""
    copy = tmp_path / f"{name}.ipynb"
    papermill.execute_notebook(
        ROOT / "notebooks" / f"{name}.ipynb",
        copy,
        parameters={**parameters, "store": sample_url, "home": str(ROOT)},
        engine_name="thisprocess",
        progress_bar=False,
    )
    notebook = nbformat.read(copy, as_version=4)
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert "<table>" in page
    assert shown in page
    assert "widget-view" not in str(notebook)
    if "unit" in parameters:  # that of the province is traced in tests/verification/test_trace.py
        found = trace_overview(tmp_path / "Notebook.html", page, open_reference(sample_url, str(ROOT)))
        assert found.checked.status is not Status.DIFFERENT
        assert found.numbers > 20
