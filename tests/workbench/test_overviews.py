"""The summary and follow-up notebooks: what their controls show, without a browser, on a real store."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import ipywidgets as widgets
import pytest

from inspection_lib.errors import NotFoundError
from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language
from inspection_lib.model import ItemKind, Outcome, Source, UnitKind
from inspection_lib.record.storage import EventStore, create_store
from inspection_lib.render.overviews import draw_follow_up
from inspection_lib.report import FollowUpState, Report, follow_up, summarize
from inspection_lib.workbench import Workbench, load_inspection, make_report, open_recorder, report_of
from inspection_lib.workbench.overviews import open_follow_up, open_province
from tests.browser.conftest import a_workbench
from tests.conftest import CAMPAIGN, ROOT

UNIT, LATER = "060", "2017-dot-2"
STORE = "sqlite:///outputs/inspection.db"
DAY = date(2018, 1, 15)


@pytest.fixture
def again(
    tmp_path: Path, sample_store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> tuple[Workbench, EventStore]:
    """A workbench with the sample's answers of one unit, and a second campaign half a year later."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    workbench = a_workbench(tmp_path / "home")
    shutil.copytree(
        ROOT / "checklists" / "registers" / CAMPAIGN, workbench.folder / "checklists" / "registers" / CAMPAIGN
    )
    plans = workbench.folder / "checklists" / "plans"
    later = (plans / f"{CAMPAIGN}.yaml").read_text(encoding="utf-8").replace(CAMPAIGN, LATER)
    later = later.replace(
        "visits: {from: 2017-05-22, to: 2017-06-16}", "visits: {from: 2017-11-01, to: 2017-11-30}"
    )
    (plans / f"{LATER}.yaml").write_text(
        later.replace("concluded_on: 2017", "concluded_on: 2018"), encoding="utf-8"
    )
    store = create_store(STORE, workbench.folder)
    store.add_chains(sample_store.events(CAMPAIGN, UNIT))
    return workbench, store


def shown(table: widgets.Output) -> str:
    """The HTML that the table shows now."""
    (output,) = table.outputs
    return str(output["data"]["text/html"])


def report(workbench: Workbench, store: EventStore, campaign: str) -> Report:
    return report_of(load_inspection(workbench, store, workbench.campaign(campaign), UNIT))


def test_every_finding_appears_once_and_unseen_is_never_mended(again: tuple[Workbench, EventStore]) -> None:
    """One finding mended, one answered as badly as before, the rest not looked at: each stands once, in its state."""
    workbench, store = again
    before = report(workbench, store, CAMPAIGN)
    failed = [
        found
        for found in before.findings
        if found.outcome in (Outcome.FAIL, Outcome.PARTIAL) and found.scored
    ]
    checklist = workbench.checklists(workbench.campaign(LATER))[UnitKind.DISTRICT]
    recorder = open_recorder(workbench, workbench.campaign(LATER), store)
    levels = {
        item.id: item.levels[0][0]
        for item in checklist.items
        if item.kind is ItemKind.LEVEL and not item.applies_when
    }
    mended = next(found.item_id for found in failed if found.item_id in levels)
    old = load_inspection(workbench, store, workbench.campaign(CAMPAIGN), UNIT)
    still = next(
        found.item_id for found in failed if found.item_id != mended and old.answers[found.item_id].finding
    )
    finding = old.answers[still].finding
    assert finding
    recorder.answer(UNIT, mended, Source.INSPECTOR, levels[mended], actor="Thành viên đoàn")
    recorder.answer(UNIT, still, Source.INSPECTOR, finding.raw, actor="Thành viên đoàn", note="Vẫn như trước")
    recorder.answer(UNIT, "C00", Source.INSPECTOR, "yes", actor="Thành viên đoàn")
    recorder.answer(UNIT, "C14", Source.INSPECTOR, "100/100", actor="Thành viên đoàn")
    followed = follow_up(before, report(workbench, store, LATER), DAY)
    assert sorted(line.before.id for line in followed.lines) == sorted(found.id for found in before.findings)
    states = {
        line.before.item_id: line.state
        for line in followed.lines
        if line.before.id in {found.id for found in failed}
    }
    assert states[mended] is FollowUpState.MENDED
    (register,) = (line for line in followed.lines if line.before.id == "C14.register")
    assert register.state is FollowUpState.UNSEEN
    assert states[still] is FollowUpState.OPEN
    rest = {state for item, state in states.items() if item not in (mended, still, "C14")}
    assert rest <= {FollowUpState.UNSEEN, FollowUpState.GONE}
    assert all(
        line.overdue == (line.before.due_on < DAY)
        for line in followed.lines
        if line.state is FollowUpState.OPEN
    )
    assert not any(line.overdue for line in followed.lines if line.state is FollowUpState.MENDED)
    page = draw_follow_up(followed, None, open_catalogue(Language.VI))
    assert all(text in page for text in ("DỮ LIỆU MINH HỌA", "Vẫn như trước", "Đã khắc phục", "quá hạn"))


def test_the_follow_up_notebooks_controls_choose(again: tuple[Workbench, EventStore]) -> None:
    """Without a second inspection all findings wait to be looked at; the choice of a state draws the table again."""
    workbench, _ = again
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
    kind.value = UnitKind.DISTRICT.value
    assert "8 units" in shown(table)
    plan = workbench.campaign(CAMPAIGN)
    reports = [
        report_of(load_inspection(workbench, sample_store, plan, unit.code))
        for unit in plan.units
        if unit.kind is UnitKind.DISTRICT
    ]
    summary = summarize(reports)
    first = summary.common[0]
    outcomes = [item.outcome for each in reports for item in each.items if item.id == first.item_id]
    assert first.short == sum(outcome in (Outcome.FAIL, Outcome.PARTIAL) for outcome in outcomes)
    assert first.judged == first.short + outcomes.count(Outcome.PASS)
    assert sum(count for _, count in summary.grades) == 8
    scores = [each.total.index for each in summary.reports if each.total.index is not None]
    assert scores == sorted(scores, reverse=True)
