"""How the form shows what is recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.keys import MachineNames
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Entry, EventKind, NotApplicable, Source
from inspection_lib.record import in_order
from inspection_lib.visit import event_text
from inspection_lib.visit.desk import Desk
from inspection_lib.visit.previous import Previous
from inspection_lib.visit.replies import HistoryReply
from inspection_lib.visit.states import item_states, standing_of
from tests.builders import a_checklist, a_response, an_inspection, an_item
from tests.conftest import CAMPAIGN
from tests.makers.claims import claim_as_the_sample
from tests.visit.conftest import UNIT, an_entry, state_of


def test_history_shows_who_when_before_and_after(desk: Desk) -> None:
    """Two answers and a withdrawal are three rows, each with the answer before."""
    desk.answer(an_entry(1))
    desk.answer(an_entry(2, "20/1/2017"))
    desk.answer(an_entry(3, "", kind="withdrawn"))
    (history,) = desk.answer({"type": "history", "item": "A01"})
    assert isinstance(history, HistoryReply)
    assert [(row.was, row.becomes) for row in history.rows] == [
        ("", "15/1/2017"),
        ("15/1/2017", "20/1/2017"),
        ("20/1/2017", ""),
    ]
    assert all(row.who == "Thành viên đoàn" and row.when for row in history.rows)


@pytest.mark.parametrize(
    ("note", "lacks"), [("", True), ("không", True), ("Xã không có nhiệm vụ này", False)]
)
def test_not_applicable_without_a_reason_is_marked(note: str, lacks: bool) -> None:
    """For items whose checklist does not say whether a reason must be there to record it."""
    answers = {"A": a_response(NotApplicable(), note)}
    inspection = an_inspection(a_checklist([[an_item("A"), an_item("B")]]), answers)
    standing, names = standing_of(inspection, []), MachineNames({}, "")
    states = item_states(standing, open_catalogue(Language.VI), Previous(), {}, names)
    assert (states["A"].lacks_reason, states["B"].lacks_reason) == (lacks, False)


def test_a_remark_without_an_answer_is_recorded_and_comes_back(desk: Desk) -> None:
    """Nothing that was entered is lost, even without an answer."""
    desk.answer(an_entry(1, "", kind="remarked", note="Chờ hồ sơ"))
    state = state_of(desk.answer({"type": "hello"}))
    assert (state.note, state.heads) == ("Chờ hồ sơ", [])


def test_the_text_of_an_event_is_its_answer_or_its_evidence(desk: Desk) -> None:
    """A submission has neither."""
    desk.answer(an_entry(1))
    piece = {"type": "piece", "client": "tab:2", "item": "A01", "kind": "attached", "reference": "12/KH"}
    desk.answer(piece)
    desk.answer({"type": "submit", "client": "tab:3"})
    events = in_order(desk.recorder.store.events(CAMPAIGN, UNIT))
    item = desk.recorder.checklist_of(UNIT).item("A01")
    texts = [event_text(item, event, desk.catalogue) for event in events]
    assert [text for text in texts if text] == ["15/1/2017", "12/KH"]


def test_a_claim_is_sent_as_it_is_recorded(desk: Desk) -> None:
    """The form gives it as the inspectors' own answer; an item without a claim has none."""
    claims = claim_as_the_sample(desk)
    assert claims["A01"] == "2017-01-13"
    replies = desk.answer({"type": "hello"})
    state = state_of(replies)
    assert (state.claim_raw, state.claim, state.heads) == ("2017-01-13", "13/1/2017", [])
    assert state_of(replies, "A00").claim_raw == claims.get("A00", "")


def test_documents_that_the_unit_named_count_until_they_are_rejected(desk: Desk) -> None:
    """As in the report: the form must not list an item as unproven that the report takes for proven."""
    claim = Entry(
        UNIT, EventKind.ANSWERED, "A01", Source.SELF, "2017-01-13", evidence=("12/KH-UBND", "không")
    )
    desk.recorder.record([claim])
    desk.answer(an_entry(1))
    assert state_of(desk.answer({"type": "hello"})).claim_evidence == ["12/KH-UBND"]
    desk.answer(an_entry(2) | {"note": "Không chấp nhận tài liệu này"})
    assert state_of(desk.answer({"type": "hello"})).claim_evidence == []


def test_the_day_of_the_last_change_is_the_offices_day(desk: Desk) -> None:
    """What the unit claims is no change of the inspectors; an hour before midnight in UTC is the next day."""
    claim_as_the_sample(desk)
    assert state_of(desk.answer({"type": "hello"})).changed == ""
    desk.recorder = replace(desk.recorder, now=lambda: "2027-05-30T23:00:00.000000+00:00")
    assert state_of(desk.answer(an_entry(1))).changed == "2027-05-31"
