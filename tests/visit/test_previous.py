"""The previous inspection beside the form."""

from __future__ import annotations

from datetime import date

from inspection_lib.visit.desk import Desk
from inspection_lib.visit.previous import previous_inspection
from tests.makers.later_visit import a_later_desk
from tests.visit.conftest import UNIT, an_entry


def test_the_last_inspection_is_shown_and_never_counted(desk: Desk) -> None:
    """The item shows the earlier campaign's answer, and is unanswered itself."""
    desk.answer(an_entry(1))
    state = next(state for state in a_later_desk(desk).states().items if state.id == "A01")
    assert "15/1/2017" in state.before
    assert state.heads == []
    assert state.judgement.outcome == "unanswered"


def test_an_open_finding_is_shown_with_its_day_and_who_mends_it(desk: Desk) -> None:
    """A finding of the last inspection stands at its item; an item that passed has none."""
    desk.answer(an_entry(1, "30/6/2017"))
    desk.answer(an_entry(2, "yes", item="A00"))
    desk.answer({"type": "submit", "client": "tab:3"})
    states = {state.id: state for state in a_later_desk(desk).states()}
    (finding,) = states["A01"].findings
    assert finding.text
    assert (finding.due, finding.responsible) == ("17/7/2017", "Chủ tịch UBND huyện Pác Nặm")
    assert states["A00"].findings == []


def test_what_is_overdue_is_so_by_the_day_of_the_visit(desk: Desk) -> None:
    """On the last day a task is still in time."""
    desk.answer(an_entry(1, "30/6/2017"))
    desk.answer({"type": "submit", "client": "tab:2"})
    later = a_later_desk(desk)
    store, campaign = later.recorder.store, later.recorder.campaign

    def is_overdue(today: date) -> bool:
        found = previous_inspection(later.workbench, store, campaign, UNIT, later.catalogue, today)
        return found.findings["A01"][0].overdue

    assert [is_overdue(date(2017, 7, 17)), is_overdue(date(2017, 7, 18))] == [False, True]
