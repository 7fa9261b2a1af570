"""A drawn signature is bound to the record that was on the screen; what comes later is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import EventKind, FactField, Signature, Signed
from inspection_lib.record.chain import in_order
from inspection_lib.record.devices import device_chains
from inspection_lib.record.fact_shapes import write_signature
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.seal import chain_head
from inspection_lib.record.visit_facts import fold_facts
from tests.record.machines import a_recorder, an_answer
from tests.record.test_visit_facts import a_note

VI = open_catalogue(Language.VI)


def sign(recorder: Recorder, field: FactField = FactField.SIGNED_HEAD, **changed: object) -> None:
    """Sign what the record of this machine holds."""
    events = in_order(recorder.store.events("c", "060"))
    ends = tuple({event.origin: event.number for event in events}.items())
    signature = Signature("Trưởng đoàn", ((1, 2, 3, 4),), chain_head(events), ends)
    recorder.record([a_note(field, write_signature(replace(signature, **changed)))])  # type: ignore[arg-type]


def signed_of(recorder: Recorder) -> tuple[Signed, ...]:
    return fold_facts(in_order(recorder.store.events("c", "060"))).signatures


def words(signed: Signed) -> list[str]:
    return [VI.format(change) for change in signed.changes]


def test_the_other_signatures_and_the_submission_change_nothing(tmp_path: Path) -> None:
    """Three people sign one after another, then the record is submitted."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("yes")])
    sign(recorder)
    sign(recorder, FactField.SIGNED_UNIT)
    recorder.submit("060", actor="a")
    assert [(each.is_known, each.changes) for each in signed_of(recorder)] == [(True, ())] * 2


def test_what_is_recorded_later_is_named(tmp_path: Path) -> None:
    """An answer, a fact and a merge of another machine's chain, older or not."""
    recorder, laptop = a_recorder(tmp_path, "office"), a_recorder(tmp_path, "laptop")
    laptop.record([an_answer("no")])
    recorder.record([an_answer("yes")])
    sign(recorder)
    assert words(signed_of(recorder)[0]) == []
    recorder.record([a_note(FactField.ENDED, "2017-05-24T11:00")])
    assert words(signed_of(recorder)[0]) == ["thông tin buổi kiểm tra: kết thúc buổi kiểm tra"]
    recorder.store.add_chains(laptop.store.events("c", "060"))
    (signed,) = signed_of(recorder)
    assert signed.is_known
    assert words(signed)[0] == "kết quả X"


def test_a_state_that_the_record_never_had_is_told(tmp_path: Path) -> None:
    """A signature under another digest, or under more events than there are, fits nothing."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("yes")])
    sign(recorder, head="b" * 64)
    sign(recorder, FactField.SIGNED_UNIT, ends=(("office", 99),))
    assert [each.is_known for each in signed_of(recorder)] == [False, False]


def test_on_a_tablet_all_entries_before_it_are_signed(tmp_path: Path) -> None:
    """Nothing has a digest there; what the tablet recorded after the signature is named."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("yes")])
    base = in_order(recorder.store.events("c", "060"))
    signature = Signature("Chủ tịch", (), chain_head(base), (("m", len(base)),), 1, "c" * 64)
    ends = tuple({event.origin: event.number for event in base}.items())
    entries = [
        replace(an_answer("no"), client="t:1", answered_at="2017-05-24T08:00:00Z"),
        replace(
            a_note(FactField.SIGNED_UNIT, write_signature(replace(signature, ends=ends))),
            client="t:2",
            answered_at="2017-05-24T09:00:00Z",
        ),
    ]
    recorder.store.add_chains(device_chains(recorder, "f-1", entries, {}, "secret"))
    (signed,) = signed_of(recorder)
    assert (signed.is_known, signed.changes, signed.state) == (True, (), "c" * 64)
    later = replace(an_answer("yes"), client="t:3", answered_at="2017-05-24T10:00:00Z")
    recorder.store.add_chains(device_chains(recorder, "f-1", [*entries, later], {}, "secret"))
    assert words(signed_of(recorder)[0]) == ["kết quả X"]
    assert signed_of(recorder)[0].noted.value.count("Chủ tịch") == 1
    assert [event.kind for event in recorder.store.events("c", "060")].count(EventKind.NOTED) == 1
