"""The previous inspection beside the form."""

from __future__ import annotations

from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN
from tests.visit.conftest import STORE, UNIT, an_entry


def test_the_last_inspection_is_shown_and_never_counted(desk: Desk) -> None:
    """The item shows the earlier campaign's answer, and is unanswered itself."""
    desk.answer(an_entry(1))
    plans = desk.workbench.folder / "checklists" / "plans"
    later = (plans / f"{CAMPAIGN}.yaml").read_text(encoding="utf-8").replace(CAMPAIGN, "2017-dot-2")
    later = later.replace(
        "visits: {from: 2017-05-22, to: 2017-06-16}", "visits: {from: 2017-11-01, to: 2017-11-30}"
    )
    later = later.replace("concluded_on: 2017", "concluded_on: 2018")
    (plans / "2017-dot-2.yaml").write_text(later, encoding="utf-8")
    second = open_desk(Workbench(desk.workbench.folder), STORE, "2017-dot-2", UNIT, actor="Thành viên đoàn")
    state = next(state for state in second.states().items if state.id == "A01")
    assert "15/1/2017" in state.before
    assert state.heads == []
    assert state.judgement.outcome == "unanswered"
