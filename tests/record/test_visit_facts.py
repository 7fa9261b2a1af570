"""Facts of a visit: which stand, whose they are, and that a text in them can go."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import AnswerError, NotFoundError
from inspection_lib.model import (
    REMOVED,
    Entry,
    EventKind,
    FactField,
    ResponseEvent,
    Signature,
    Source,
    TextKind,
    VisitFacts,
    source_of_fact,
)
from inspection_lib.record.chain import in_order, verify_chain
from inspection_lib.record.evidence import evidence_folder
from inspection_lib.record.fact_shapes import write_signature
from inspection_lib.record.fold import fold_answers
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.redaction import RemovalRequest, redact
from inspection_lib.record.visit_facts import fold_facts, texts_of_facts
from tests.record.machines import a_recorder, an_answer

SIGNATURE = Signature("Chủ tịch", ((1, 2, 3, 4),), "", ())


def a_note(field: FactField, value: str, item_id: str = "", *, seen: tuple[str, ...] = ()) -> Entry:
    source = source_of_fact(field).value
    return Entry("060", EventKind.NOTED, item_id, source, field.value, note=value, actor="a", replaces=seen)


def facts_of(recorder: Recorder) -> VisitFacts:
    return fold_facts(in_order(recorder.store.events("c", "060")))


def note(recorder: Recorder, *entries: Entry) -> list[ResponseEvent]:
    return recorder.record(entries)


def test_the_latest_text_stands_and_the_same_again_adds_nothing(tmp_path: Path) -> None:
    """The first fact opens the inspection; an empty value takes a fact back."""
    recorder = a_recorder(tmp_path)
    recorded = note(recorder, a_note(FactField.EXPLAINED, "Do thiếu người", "X"))
    assert [event.kind for event in recorded] == [EventKind.OPENED, EventKind.NOTED]
    assert (recorded[1].raw, recorded[1].source, recorded[1].note) == ("explained", "unit", "Do thiếu người")
    assert note(recorder, a_note(FactField.EXPLAINED, "Do thiếu người", "X")) == []
    note(recorder, a_note(FactField.EXPLAINED, "Đã bổ sung người", "X"), a_note(FactField.PLACE, "Trụ sở"))
    facts = facts_of(recorder)
    assert facts.text(FactField.EXPLAINED, "X") == "Đã bổ sung người"
    assert facts.text(FactField.PLACE) == "Trụ sở"
    note(recorder, a_note(FactField.PLACE, ""))
    assert facts_of(recorder).text(FactField.PLACE) == ""


def test_what_the_unit_explains_is_no_answer(tmp_path: Path) -> None:
    """Neither the claim nor the finding of an item changes by it."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("no"), a_note(FactField.EXPLAINED, "Có làm, chưa lưu", "X")])
    checklist = recorder.current_checklist("060")
    answer = fold_answers(checklist, in_order(recorder.store.events("c", "060")))["X"]
    assert answer.claim is None
    assert answer.by(Source.INSPECTOR) is not None
    assert answer.finding is not None
    assert answer.finding.revisions == 0


def test_what_has_no_shape_is_refused_whole(tmp_path: Path) -> None:
    """A wrong moment, an unknown item and a field that does not exist record nothing."""
    recorder = a_recorder(tmp_path)
    for bad, kind in (
        (a_note(FactField.BEGUN, "sáng nay"), AnswerError),
        (a_note(FactField.EXPLAINED, "Do thiếu người", "NO"), NotFoundError),
        (a_note(FactField.EXPLAINED, "Do thiếu người"), AnswerError),
        (Entry("060", EventKind.NOTED, raw="weather", note="mưa"), AnswerError),
    ):
        with pytest.raises(kind):
            recorder.record([an_answer("yes"), bad])
    assert recorder.store.events("c", "060") == []


def test_a_fact_replaces_what_its_writer_saw_and_stands_beside_the_rest(tmp_path: Path) -> None:
    """Two machines that did not see each other: both texts are kept until somebody chooses."""
    office, laptop = a_recorder(tmp_path, "office"), a_recorder(tmp_path, "laptop")
    first = note(office, a_note(FactField.AGREED, "Ban hành kế hoạch", "X"))
    laptop.store.add_chains(first)
    note(laptop, a_note(FactField.AGREED, "Ban hành trong tháng", "X"))
    noted = facts_of(laptop).noted["X", FactField.AGREED]
    assert (noted.value, noted.others) == ("Ban hành trong tháng", ("Ban hành kế hoạch",))
    note(laptop, a_note(FactField.AGREED, "Ban hành kế hoạch", "X", seen=(first[-1].digest,)))
    noted = facts_of(laptop).noted["X", FactField.AGREED]
    assert (noted.value, noted.others) == ("Ban hành kế hoạch", ())


def test_texts_and_signatures_can_be_taken_out_and_the_chain_still_verifies(tmp_path: Path) -> None:
    """Which fact it was stays known; the hours of the visit stay."""
    recorder = a_recorder(tmp_path)
    note(
        recorder,
        a_note(FactField.BEGUN, "2017-05-24T08:00"),
        a_note(FactField.EXPLAINED, "Do ông A nghỉ", "X"),
        a_note(FactField.SIGNED_UNIT, write_signature(SIGNATURE)),
    )
    folder = evidence_folder(f"sqlite:///{tmp_path}/x.db", tmp_path)
    request = RemovalRequest("060", kinds=frozenset({TextKind.NOTE}), reason="tên người", actor="a")
    assert len(redact(recorder, request, folder).texts) == 2
    events = recorder.store.events("c", "060")
    verify_chain(events)
    facts = facts_of(recorder)
    assert facts.text(FactField.BEGUN) == "2017-05-24T08:00"
    assert facts.text(FactField.EXPLAINED, "X") == REMOVED
    (signed,) = facts.signatures
    assert (signed.field, signed.signature) == (FactField.SIGNED_UNIT, None)


def test_texts_that_people_wrote_are_looked_at_for_personal_data(tmp_path: Path) -> None:
    """Moments and strokes are none of them; of a signature the office is."""
    recorder = a_recorder(tmp_path)
    note(
        recorder,
        a_note(FactField.BEGUN, "2017-05-24T08:00"),
        a_note(FactField.PRESENT_UNIT, "Chủ tịch"),
        a_note(FactField.SIGNED_UNIT, write_signature(SIGNATURE)),
    )
    assert sorted(texts_of_facts(facts_of(recorder).noted)) == [("", "Chủ tịch"), ("", "Chủ tịch")]
