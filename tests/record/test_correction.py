"""A correction replaces one standing answer by an event with a reason, and is told apart from a decision."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import AnswerError, NotFoundError
from inspection_lib.model import Entry, EventKind, ResponseEvent, Source
from inspection_lib.record.chain import in_order
from inspection_lib.record.correction import is_correction
from inspection_lib.record.recorder import Recorder
from tests.record.machines import a_recorder, an_answer, share, standing


def a_correction(raw: str, reason: str = "Nhập nhầm") -> Entry:
    return Entry("060", EventKind.DECIDED, "X", "inspector", raw, note=reason, actor="Trưởng đoàn")


def events_of(recorder: Recorder) -> list[ResponseEvent]:
    return in_order(recorder.store.events("c", "060"))


def test_the_corrected_answer_stands_and_the_old_one_stays(tmp_path: Path) -> None:
    """Nothing is overwritten: there is one event more."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("yes")])
    before = events_of(recorder)
    (event,) = recorder.correct(a_correction("no"))
    assert events_of(recorder) == [*before, event]
    assert (event.kind, event.raw, event.note) == (EventKind.DECIDED, "no", "Nhập nhầm")
    assert standing(recorder) == ("no",)
    assert is_correction(event, events_of(recorder))


def test_an_answer_of_another_machine_is_corrected_too(tmp_path: Path) -> None:
    """And the correction counts on that machine."""
    office, laptop = a_recorder(tmp_path), a_recorder(tmp_path, "laptop")
    laptop.record([an_answer("yes")])
    share(office, laptop)
    (event,) = office.correct(a_correction("no"))
    assert standing(office) == ("no",)
    assert is_correction(event, events_of(office))
    share(laptop, office)
    assert standing(laptop) == ("no",)


@pytest.mark.parametrize(
    ("entry", "error", "words"),
    [
        (a_correction("yes"), AnswerError, "has this answer already"),
        (a_correction("no", " "), AnswerError, "needs a reason"),
        (a_correction("perhaps"), AnswerError, "does not fit"),
        (replace(a_correction("no"), item_id="Y"), AnswerError, "no answer to correct"),
        (replace(a_correction("no"), item_id="Z"), NotFoundError, "not in checklist"),
        (replace(a_correction("no"), source="self"), AnswerError, "no answer to correct"),
    ],
)
def test_what_is_no_correction_is_refused(
    tmp_path: Path, entry: Entry, error: type[Exception], words: str
) -> None:
    """Nothing is recorded."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("yes")])
    before = events_of(recorder)
    with pytest.raises(error, match=words):
        recorder.correct(entry)
    assert events_of(recorder) == before


def test_a_withdrawn_answer_is_not_corrected(tmp_path: Path) -> None:
    """There is nothing that could be wrong."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("yes"), replace(an_answer(""), kind=EventKind.WITHDRAWN)])
    with pytest.raises(AnswerError, match="no answer to correct"):
        recorder.correct(a_correction("no"))


def test_after_the_submission_it_needs_a_word_more(tmp_path: Path) -> None:
    """The minutes may be signed."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("yes")])
    recorder.submit("060", actor="a")
    with pytest.raises(AnswerError, match="is submitted"):
        recorder.correct(a_correction("no"))
    assert standing(recorder) == ("yes",)
    assert len(recorder.correct(a_correction("no"), after_submission=True)) == 1
    assert standing(recorder) == ("no",)


def test_a_decision_is_no_correction_whatever_came_before(tmp_path: Path) -> None:
    """Contradicting answers are decided; what was decided can be corrected afterwards."""
    office, laptop = a_recorder(tmp_path), a_recorder(tmp_path, "laptop")
    office.record([an_answer("yes")])
    laptop.record([an_answer("no")])
    share(office, laptop)
    with pytest.raises(AnswerError, match="recorded differently"):
        office.correct(a_correction("no"))
    (decision,) = office.decide("060", "X", Source.INSPECTOR, "no", actor="a", note="b")
    (correction,) = office.correct(a_correction("yes"))
    share(laptop, office)
    (again,) = laptop.correct(a_correction("no"))
    share(office, laptop)
    known = events_of(office)
    assert [is_correction(event, known) for event in (decision, correction, again)] == [False, True, True]
    chains = sorted(known, key=lambda event: event.origin)
    assert [is_correction(event, chains) for event in (decision, correction, again)] == [False, True, True]
