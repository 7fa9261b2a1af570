"""The recorder writes this machine's chains. On real SQLite; on every store: storage/test_contract.py."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import AnswerError, NotFoundError
from inspection_lib.model import Entry, EventKind, Source
from tests.conftest import ROOT
from tests.record.machines import a_recorder, an_answer


def test_only_the_room_of_the_record_writes_events() -> None:
    """No other module calls what adds events to a store."""
    adding = {"append_chosen", "add_chains"}
    package = ROOT / "inspection_lib"
    writers = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in adding
    }
    assert writers == {"record"}


def test_the_first_event_opens_the_inspection_for_all_machines(tmp_path: Path) -> None:
    """It names the checklist; a machine that finds the inspection opened does not open it again."""
    office, laptop = a_recorder(tmp_path, "office"), a_recorder(tmp_path, "laptop")
    first = office.record([an_answer("yes")])
    assert [event.kind for event in first] == [EventKind.OPENED, EventKind.ANSWERED]
    assert first[0].raw == "k.v1 digest"
    laptop.store.add_chains(first)
    assert [event.kind for event in laptop.record([an_answer("no")])] == [EventKind.ANSWERED]


def test_one_entry_gives_its_units_whole_record(tmp_path: Path) -> None:
    """All chains as the store gives them then, other machines' too, also where the entry adds nothing."""
    office, laptop = a_recorder(tmp_path, "office"), a_recorder(tmp_path, "laptop")
    laptop.store.add_chains(office.record([an_answer("yes")]))
    for entry in (an_answer("no"), an_answer("yes"), an_answer("yes")):
        found = laptop.record_one(entry)
        assert found == laptop.store.events(laptop.campaign.id, entry.unit_code)
    assert [event.origin for event in found] == ["laptop", "laptop", "office", "office"]


def test_a_record_is_submitted_once(tmp_path: Path) -> None:
    """The second time says nothing new."""
    recorder = a_recorder(tmp_path)
    assert [event.kind for event in recorder.submit("060", actor="a")] == [
        EventKind.OPENED,
        EventKind.SUBMITTED,
    ]
    assert recorder.submit("060", actor="a") == []


def test_nothing_is_recorded_unless_everything_fits(tmp_path: Path) -> None:
    """A wrong answer, an unknown item and an unknown unit keep the good entries beside them out."""
    recorder, good = a_recorder(tmp_path), an_answer("yes")
    for bad, kind in (
        (an_answer("perhaps"), AnswerError),
        (replace(good, item_id="NO"), NotFoundError),
        (replace(good, unit_code="999"), NotFoundError),
    ):
        with pytest.raises(kind):
            recorder.record([good, bad])
    assert recorder.record([]) == []
    assert recorder.store.events("c", "060") == []


def test_an_answer_is_recorded_in_its_canonical_form(tmp_path: Path) -> None:
    """However it is written, it is the same answer."""
    recorder = a_recorder(tmp_path)
    recorded = recorder.answer("060", "X", Source.INSPECTOR, " Có ", actor="a", note="n")
    assert (recorded[-1].raw, recorded[-1].note) == ("yes", "n")
    assert recorder.record([Entry("060", EventKind.ANSWERED, "X", "inspector", "YES", note="n")]) == []
