"""The form of a visit that carries only what is open."""

from __future__ import annotations

import json

import pytest

from inspection_lib.errors import NotFoundError
from inspection_lib.visit import only_what_is_open
from inspection_lib.visit.desk import Desk
from inspection_lib.visit.widget import open_form
from tests.conftest import CAMPAIGN
from tests.makers.later_visit import LATER, a_later_desk
from tests.visit.conftest import STORE, UNIT, an_entry


def test_the_form_has_the_items_with_open_findings_and_says_that_the_rest_is_not_there(desk: Desk) -> None:
    """What passed is not in it; the states are those of its items, with every open finding."""
    desk.answer(an_entry(1, "30/6/2017"))
    desk.answer(an_entry(2, "0", item="A05"))
    desk.answer({"type": "submit", "client": "tab:3"})
    later = a_later_desk(desk)
    opened = only_what_is_open(later)
    work, whole, form = opened.work, later.definition(), opened.definition()
    items = [item.id for area in form.areas for part in area.criteria for item in part.items]
    assert items[0] == "A01"
    assert "A05" not in items
    assert set(items) <= work.shown
    assert len(items) < sum(len(part.items) for area in whole.areas for part in area.criteria)
    assert "không hiển thị ở đây" in form.only_open
    states = opened.states()
    assert {state.id for state in states.items} == work.shown
    (finding,) = next(state for state in states.items if state.id == "A01").findings
    assert finding.due == "17/7/2017"


def test_answers_of_the_visit_itself_take_nothing_out_before_it_is_submitted(desk: Desk) -> None:
    """A form that is opened again in the middle of the visit still has what was answered in it."""
    desk.answer(an_entry(1, "3", item="A05"))
    desk.answer({"type": "submit", "client": "tab:2"})
    later = a_later_desk(desk)
    later.answer(an_entry(1, "0", item="A05"))
    assert "A05" in only_what_is_open(later).work.by_item
    later.answer({"type": "submit", "client": "tab:2"})
    assert "A05" not in only_what_is_open(later).work.by_item


def test_nothing_is_open_where_nothing_was_concluded(desk: Desk) -> None:
    """The first visit of a unit has no such form."""
    desk.answer(an_entry(1, "30/6/2017"))
    assert not only_what_is_open(desk).work.by_item
    with pytest.raises(NotFoundError, match="Nothing is open"):
        open_form(desk.workbench, STORE, CAMPAIGN, UNIT, only_open=True)


def test_the_live_form_records_and_is_told_of_its_own_items_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message of the browser is answered as in the whole form; an open finding stays beside its item."""
    desk.answer(an_entry(1, "3", item="A05"))
    desk.answer({"type": "submit", "client": "tab:2"})
    later = a_later_desk(desk)
    form = open_form(later.workbench, STORE, LATER, UNIT, only_open=True)
    assert json.loads(form.definition)["only_open"]
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(form, "send", sent.append)
    form._handle_custom_msg({"type": "hello", "client": ""}, [])
    form._handle_custom_msg(an_entry(2, "0", item="A05"), [])
    shown = [{state["id"]: state for state in reply["items"]} for reply in sent if reply["type"] == "states"]
    assert set(shown[0]) == only_what_is_open(later).work.shown
    assert shown[1]["A05"]["heads"][0]["raw"] == "0"
    assert shown[1]["A05"]["findings"] == shown[0]["A05"]["findings"] != []
