"""The history of a unit and the log of a campaign, from events alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspection_lib.model import REMOVED, EventKind, Place, TextKind
from inspection_lib.record.account import LogKind, campaign_log, unit_history
from inspection_lib.record.evidence import evidence_folder
from inspection_lib.record.importing import FileToImport
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.redaction import RemovalRequest, redact
from tests.record.machines import a_recorder, an_answer, share
from tests.record.test_correction import a_correction

SHA = "a" * 64
PLACE = Place("bảng.csv", SHA, 7)


def history(recorder: Recorder, item: str = "X") -> list[tuple[EventKind, str, bool, bool]]:
    found = unit_history("c", "060", recorder.store.events("c", "060"), item)
    return [(line.kind, line.raw, line.stands, line.is_counted) for line in found.lines]


def log(recorder: Recorder) -> list[tuple[LogKind, str, int]]:
    found = campaign_log("c", recorder.store, recorder.origin)
    return [(line.kind, line.what, line.events) for line in found.lines]


def imported(recorder: Recorder) -> None:
    entry = replace(an_answer("yes"), place=PLACE)
    recorder.import_files([FileToImport(PLACE.file, SHA, (entry,), actor="Thư ký")])


def test_a_history_says_which_answer_stands(tmp_path: Path) -> None:
    """An imported answer has its file and row; a correction is marked."""
    recorder = a_recorder(tmp_path)
    imported(recorder)
    recorder.correct(a_correction("no"))
    found = unit_history("c", "060", recorder.store.events("c", "060"), "X")
    first, last = found.lines
    assert (first.file, first.sha256, first.row, first.machine) == ("bảng.csv", SHA, 7, "office")
    assert (first.stands, last.stands) == (False, True)
    assert (last.is_correction, last.note, last.role) == (True, "Nhập nhầm", "Trưởng đoàn")
    whole = unit_history("c", "060", recorder.store.events("c", "060"))
    assert whole.lines[0].kind is EventKind.OPENED
    assert len(whole.lines) == 4


def test_what_came_with_an_import_that_was_taken_back_does_not_count(tmp_path: Path) -> None:
    """The event that took it back belongs to the history of the item."""
    recorder = a_recorder(tmp_path)
    imported(recorder)
    recorder.withdraw_import(SHA, actor="Thư ký")
    assert history(recorder) == [
        (EventKind.ANSWERED, "yes", False, False),
        (EventKind.IMPORT_WITHDRAWN, "", False, True),
    ]
    assert log(recorder) == [
        (LogKind.IMPORTED, "bảng.csv", 1),
        (LogKind.IMPORT_WITHDRAWN, "bảng.csv", 2),
    ]


def test_texts_that_were_taken_out_are_named_and_not_shown(tmp_path: Path) -> None:
    """Who took what out, and why, is a line of its own."""
    recorder = a_recorder(tmp_path)
    recorder.record([replace(an_answer("yes"), note="bí mật")])
    folder = evidence_folder("sqlite:///office.db", tmp_path)
    redact(recorder, RemovalRequest("060", "X", reason="Theo đơn", actor="Trưởng đoàn"), folder)
    answer, removal = unit_history("c", "060", recorder.store.events("c", "060"), "X").lines
    assert (answer.note, answer.removed) == (REMOVED, ("note",))
    assert (removal.kind, removal.texts, removal.note) == (EventKind.REDACTED, (TextKind.NOTE,), "Theo đơn")
    assert removal.raw == ""
    assert log(recorder) == [(LogKind.REDACTED, "X", 1)]


def test_the_log_tells_decisions_corrections_and_other_machines_apart(tmp_path: Path) -> None:
    """Of a merge the events of the other machine are known, and when the last one was recorded."""
    office, laptop = a_recorder(tmp_path), a_recorder(tmp_path, "laptop")
    office.record([an_answer("yes")])
    laptop.record([an_answer("no")])
    share(office, laptop)
    office.record([replace(a_correction("no"), note="Theo biên bản")])
    office.correct(a_correction("yes"))
    assert sorted(log(office)) == [
        (LogKind.ARRIVED, "", 2),
        (LogKind.CORRECTED, "X", 1),
        (LogKind.DECIDED, "X", 1),
    ]
    found = campaign_log("c", office.store, "office").lines
    assert [line.at for line in found] == sorted(line.at for line in found)
    assert {line.units for line in found} == {("060",)}
    (arrived,) = [line for line in found if line.kind is LogKind.ARRIVED]
    assert arrived.machine == "laptop"


def test_nothing_recorded_is_no_line(tmp_path: Path) -> None:
    """Neither is an error."""
    recorder = a_recorder(tmp_path)
    assert history(recorder) == []
    assert log(recorder) == []
