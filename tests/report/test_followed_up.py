"""The findings of two inspections of one unit, compared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language
from inspection_lib.model import ItemKind, Outcome, Source
from inspection_lib.record.storage import EventStore
from inspection_lib.render.overviews import draw_follow_up
from inspection_lib.report import FollowUpState, Report, follow_up
from inspection_lib.workbench import Workbench, load_inspection, open_recorder, report_of
from tests.conftest import CAMPAIGN
from tests.workbench.conftest import LATER, UNIT, make_two_campaigns

DAY = date(2018, 1, 15)


@pytest.fixture
def two_campaigns(
    tmp_path: Path, sample_store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> tuple[Workbench, EventStore]:
    """A workbench with the sample's answers of one unit, and a second campaign half a year later."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    return make_two_campaigns(tmp_path / "home", sample_store)


def report(workbench: Workbench, store: EventStore, campaign: str) -> Report:
    return report_of(load_inspection(workbench, store, workbench.campaign(campaign), UNIT))


def test_every_finding_appears_once_and_unseen_is_never_mended(
    two_campaigns: tuple[Workbench, EventStore],
) -> None:
    """One finding is mended, one is as bad as before, the rest was not looked at: each appears once."""
    workbench, store = two_campaigns
    before = report(workbench, store, CAMPAIGN)
    failed = [
        found
        for found in before.findings
        if found.outcome in (Outcome.FAIL, Outcome.PARTIAL) and found.scored
    ]
    checklist = workbench.checklists(workbench.campaign(LATER))["district"]
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
