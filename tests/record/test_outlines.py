"""The outline of a unit says the same, whether heads of events or whole events are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.model import Entry, EventKind, Place, Source
from inspection_lib.record.importing import FileToImport
from inspection_lib.record.outlines import UnitOutline, campaign_outlines, outline_of
from inspection_lib.record.recorder import Recorder
from tests.record.machines import a_recorder, an_answer, share
from tests.record.test_correction import a_correction

SHA = "b" * 64


def submit(recorder: Recorder, _: Path) -> None:
    recorder.submit("060", actor="Thư ký")


def withdraw(recorder: Recorder, _: Path) -> None:
    recorder.record([Entry("060", EventKind.WITHDRAWN, "X", Source.INSPECTOR.value, actor="Thư ký")])


def take_back(recorder: Recorder, _: Path) -> None:
    entry = replace(an_answer("no"), place=Place("bảng.csv", SHA, 2))
    recorder.import_files([FileToImport("bảng.csv", SHA, (entry,))], replace_undecided=True)
    recorder.withdraw_import(SHA, actor="Thư ký")


def correct(recorder: Recorder, _: Path) -> None:
    recorder.correct(a_correction("no"))


def contradict(recorder: Recorder, folder: Path) -> None:
    other = a_recorder(folder, "laptop")
    other.record([an_answer("no")])
    share(recorder, other)


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        ((), UnitOutline(1, 1)),
        ((submit,), UnitOutline(1, 1, submitted_at="set")),
        ((withdraw,), UnitOutline(0, 0)),
        ((take_back,), UnitOutline(1, 1)),
        ((correct, submit), UnitOutline(1, 1, submitted_at="set")),
        ((contradict,), UnitOutline(1, 1, contradictory=("X",))),
    ],
)
def test_heads_say_what_whole_events_say(
    tmp_path: Path, happened: tuple[Callable[[Recorder, Path], None], ...], expected: UnitOutline
) -> None:
    """Also where an import was taken back, or two machines answered the same item."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("yes")])
    for step in happened:
        step(recorder, tmp_path)
    events = recorder.store.events("c", "060")
    found = campaign_outlines(recorder.store, "c")["060"]
    assert found == outline_of(events)
    assert found == replace(
        expected,
        last_recorded_at=max(event.recorded_at for event in events),
        submitted_at=found.submitted_at if expected.submitted_at else "",
    )
    assert bool(found.submitted_at) == bool(expected.submitted_at)


def test_what_only_the_unit_said_is_no_inspection(tmp_path: Path) -> None:
    """An answer of the unit itself does not make the unit a visited one."""
    recorder = a_recorder(tmp_path)
    recorder.record([replace(an_answer("yes"), source=Source.SELF.value)])
    found = campaign_outlines(recorder.store, "c")["060"]
    assert isinstance(found, UnitOutline)
    assert (found.answered, found.inspected) == (1, 0)
