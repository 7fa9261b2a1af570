"""The form of a visit that carries only what is open."""

from __future__ import annotations

from inspection_lib.visit import open_definition, open_states, open_work_at
from inspection_lib.visit.desk import Desk
from tests.makers.later_visit import a_later_desk
from tests.visit.conftest import an_entry


def test_the_form_has_the_items_with_open_findings_and_says_that_the_rest_is_not_there(desk: Desk) -> None:
    """What passed is not in it; the states are those of its items, with every open finding."""
    desk.answer(an_entry(1, "30/6/2017"))
    desk.answer(an_entry(2, "0", item="A05"))
    desk.answer({"type": "submit", "client": "tab:3"})
    later = a_later_desk(desk)
    work = open_work_at(later)
    whole, form = later.definition(), open_definition(later, work)
    items = [item.id for area in form.areas for part in area.criteria for item in part.items]
    assert items[0] == "A01"
    assert "A05" not in items
    assert set(items) <= work.shown
    assert len(items) < sum(len(part.items) for area in whole.areas for part in area.criteria)
    assert "không hiển thị ở đây" in form.only_open
    states = open_states(later, work)
    assert {state.id for state in states.items} == work.shown
    (finding,) = next(state for state in states.items if state.id == "A01").findings
    assert finding.due == "17/7/2017"


def test_answers_of_the_visit_itself_take_nothing_out_before_it_is_submitted(desk: Desk) -> None:
    """A form that is opened again in the middle of the visit still has what was answered in it."""
    desk.answer(an_entry(1, "3", item="A05"))
    desk.answer({"type": "submit", "client": "tab:2"})
    later = a_later_desk(desk)
    later.answer(an_entry(1, "0", item="A05"))
    assert "A05" in open_work_at(later).by_item
    later.answer({"type": "submit", "client": "tab:2"})
    assert "A05" not in open_work_at(later).by_item


def test_nothing_is_open_where_nothing_was_concluded(desk: Desk) -> None:
    """The first visit of a unit has no such form."""
    desk.answer(an_entry(1, "30/6/2017"))
    assert not open_work_at(desk).by_item
