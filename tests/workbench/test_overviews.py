"""The controls of the summary and follow-up notebooks, without a browser, on a real store."""

from __future__ import annotations

import ipywidgets as widgets
import pytest

from inspection_lib.errors import NotFoundError
from inspection_lib.model import Outcome
from inspection_lib.record.storage import EventStore
from inspection_lib.report import FollowUpState, summarize
from inspection_lib.workbench import Workbench, load_inspection, make_report, report_of
from inspection_lib.workbench.overviews import open_follow_up, open_province
from tests.conftest import CAMPAIGN
from tests.workbench.conftest import STORE, UNIT


def shown(table: widgets.Output) -> str:
    """The HTML that the table shows now."""
    (output,) = table.outputs
    return str(output["data"]["text/html"])


def test_the_follow_up_notebooks_controls_choose(two_campaigns: tuple[Workbench, EventStore]) -> None:
    """Without a second inspection no finding was looked at again. Choosing a state redraws the table."""
    workbench, _ = two_campaigns
    box = open_follow_up(workbench, STORE, CAMPAIGN, UNIT, today="2018-01-15")
    controls, table = box.children
    unit, state = controls.children
    assert [code for _, code in unit.options] == [UNIT]
    count = len(make_report(workbench, STORE, CAMPAIGN, UNIT).findings)
    assert shown(table).count('<tr><th scope="row">') == count
    state.value = FollowUpState.MENDED.value
    assert "Không có tồn tại nào" in shown(table)
    with pytest.raises(NotFoundError, match="no answers"):
        open_follow_up(workbench, STORE, CAMPAIGN, "061")


def test_the_summary_counts_what_units_fall_short_of(
    sample_store: EventStore, sample_url: str, workbench: Workbench
) -> None:
    """All 149 units at first, then those of one kind; the commonest shortcoming is counted as by hand."""
    box = open_province(workbench, sample_url, CAMPAIGN, language="en")
    controls, table = box.children
    assert "149 units" in shown(table)
    kind, _ = controls.children
    kind.value = "district"
    assert "8 units" in shown(table)
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
