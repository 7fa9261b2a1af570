"""Files with answers to the items X and Y of unit 060, for tests of imports."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from inspection_lib.model import Entry, EventKind, Place
from inspection_lib.record.chain import in_order
from inspection_lib.record.fold import fold_answers
from inspection_lib.record.importing import FileToImport
from inspection_lib.record.recorder import Recorder
from tests.record.machines import CHECKLIST, an_answer

Row = tuple[str, str, str]
"""Item, answer, and when it was given."""


def a_file(*rows: Row, name: str = "") -> FileToImport:
    """A file with these rows, the first in line 2. Files with the same rows and name are the same."""
    sha256 = hashlib.sha256(f"{name} {rows}".encode()).hexdigest()
    entries = tuple(
        replace(
            an_answer(raw),
            item_id=item,
            answered_at=when,
            actor="Đoàn kiểm tra",
            place=Place(name or "f.csv", sha256, line),
        )
        for line, (item, raw, when) in enumerate(rows, start=2)
    )
    return FileToImport(name or "f.csv", sha256, entries)


def bring(recorder: Recorder, *files: FileToImport, replaces: bool = False) -> list[bool]:
    """Import files in one command; whether each was recorded."""
    return [not result.is_refused for result in recorder.import_files(files, replace_undecided=replaces)]


def type_in(recorder: Recorder, raw: str, item: str = "X") -> None:
    """Answer an item in the form."""
    recorder.record([Entry("060", EventKind.ANSWERED, item, "inspector", raw, actor="Tổ 1")])


def found(recorder: Recorder, item: str = "X") -> str:
    """The answer that counts; empty if there is none."""
    answers = fold_answers(CHECKLIST, in_order(recorder.store.events("c", "060")))
    finding = answers[item].finding if item in answers else None
    return finding.raw if finding else ""


def count(recorder: Recorder) -> int:
    """How many events the unit has."""
    return len(recorder.store.events("c", "060"))


def places(pairs: Sequence[tuple[Entry, Entry]]) -> list[tuple[int, int]]:
    """The rows of pairs of entries."""
    return [(one.place.row, other.place.row) for one, other in pairs if one.place and other.place]
