"""The facts of a visit on the desk: how they come in, and what the form is told of them."""

from __future__ import annotations

import json
from typing import Any

from inspection_lib.model import EventKind, FactField
from inspection_lib.visit.desk import Desk
from inspection_lib.visit.fact_states import fact_name, read_fact_name
from inspection_lib.visit.replies import (
    Acknowledged,
    FactState,
    MinutesReply,
    Refused,
    Reply,
    States,
)
from tests.conftest import CAMPAIGN
from tests.visit.conftest import UNIT, an_entry


def a_fact(count: int, item: str, value: str, **more: object) -> dict[str, object]:
    return {"type": "fact", "client": f"tab:{count}", "item": item, "value": value, "seen": []} | more


def states_of(replies: list[Reply]) -> States:
    (states,) = (reply for reply in replies if isinstance(reply, States))
    return states


def facts_of(replies: list[Reply]) -> dict[str, FactState]:
    return {fact.item: fact for fact in states_of(replies).facts}


def sign(desk: Desk, count: int, **more: Any) -> list[Reply]:
    states = states_of(desk.answer({"type": "ping", "client": ""}))
    value = {"office": "Chủ tịch", "strokes": [[1, 2, 3, 4]], "head": states.head, "ends": states.ends}
    return desk.answer(a_fact(count, "#signed_unit", json.dumps(value | more)))


def test_a_fact_has_a_name() -> None:
    """The item may be empty; ids have no sign of their own that is in the way."""
    names = ["#begun", "A01#explained"]
    assert [read_fact_name(name) for name in names] == [("", "begun"), ("A01", "explained")]
    assert fact_name("A01", FactField.AGREED) == "A01#agreed"


def test_a_fact_is_recorded_with_its_role_and_acknowledged_once(desk: Desk) -> None:
    """The same message again, as after a lost reply, adds nothing."""
    said = a_fact(1, "A01#explained", "Do thiếu người, gọi 0912 345 678", actor="Thư ký")
    replies = desk.answer(said)
    assert isinstance(replies[-1], Acknowledged)
    state = facts_of(replies)["A01#explained"]
    assert (state.value, state.actor, state.personal) == (said["value"], "Thư ký", ["phone"])
    assert isinstance(desk.answer(said)[-1], Acknowledged)
    events = desk.recorder.store.events(CAMPAIGN, UNIT)
    assert [event.kind for event in events] == [EventKind.OPENED, EventKind.NOTED]
    assert facts_of(desk.answer(a_fact(2, "A01#explained", "")))["A01#explained"].value == ""


def test_what_is_no_fact_is_refused_for_good(desk: Desk) -> None:
    """A field that does not exist, a moment that is none: repeating would not help."""
    for name, value in (("#weather", "mưa"), ("#begun", "sáng nay"), ("ZZ#agreed", "x")):
        (refused,) = desk.answer(a_fact(1, name, value))
        assert isinstance(refused, Refused)
        assert refused.why == "invalid"


def test_a_signature_says_when_the_record_changed_after_it(desk: Desk) -> None:
    """It fits until something is answered; then the form is told what."""
    desk.answer(an_entry(1))
    desk.answer(a_fact(2, "#begun", "2017-05-24T08:00"))
    assert facts_of(sign(desk, 3))["#signed_unit"].remark == ""
    assert "#signed_unit" not in facts_of(desk.answer({"type": "ping", "client": ""}))
    remark = facts_of(desk.answer(an_entry(4, "16/1/2017")))["#signed_unit"].remark
    assert remark == "Hồ sơ đã thay đổi sau khi ký: kết quả A01."
    assert "khớp" in facts_of(sign(desk, 5, head="a" * 64))["#signed_unit"].remark


def test_the_minutes_of_the_form_are_filled_and_signed(desk: Desk) -> None:
    """Begin, explanation and the drawn signature stand in the file that the form offers."""
    desk.answer(an_entry(1))
    desk.answer(a_fact(2, "#begun", "2017-05-24T08:05"))
    desk.answer(a_fact(3, "A01#explained", "Do thiếu người"))
    sign(desk, 4)
    (minutes,) = (
        reply
        for reply in desk.answer({"type": "submit", "client": "tab:5"})
        if isinstance(reply, MinutesReply)
    )
    page = (desk.workbench.folder / minutes.files[0]).read_text(encoding="utf-8")
    for words in ("08 giờ 05, ngày 24/5/2017", "Do thiếu người", "<svg", "Chữ ký vẽ trên màn hình"):
        assert words in page
    assert "đã thay đổi sau khi ký" not in page
