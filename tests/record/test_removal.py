"""What a `redacted` event says, and events without the texts that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InspectionError
from inspection_lib.model import REMOVED, Entry, EventKind, Place
from inspection_lib.record.acceptance import accept_chains
from inspection_lib.record.chain import next_event
from inspection_lib.record.encoding import digest_of
from inspection_lib.record.removal import Removal, read_removal, taken_out, without_texts, write_removal
from inspection_lib.record.texts import NewSalt, random_salt, texts_fit
from tests.record.machines import a_recorder

ENTRY = Entry(
    "060",
    EventKind.ANSWERED,
    "X",
    "inspector",
    "yes",
    note="lời",
    evidence=("a", "b"),
    actor="r",
    place=Place("tệp.csv", "a" * 64, 3),
)
D1, D2 = "a" * 64, "b" * 64


def test_a_removal_is_written_and_read() -> None:
    """What is written is read back; removals of one event add up."""
    removal = Removal({D1: ("note", "evidence.1")}, {D1: D2}, (D2,))
    assert read_removal(write_removal(removal)) == removal
    other = Removal({D1: ("raw",)})
    assert taken_out([removal, other]) == {D1: {"note", "evidence.1", "raw"}}


@pytest.mark.parametrize("new_salt", [random_salt, None])
def test_an_event_without_texts_keeps_everything_else(new_salt: NewSalt | None) -> None:
    """Only the named texts read as removed; with commitments its digest can still be computed."""
    event = next_event(None, "c", "office", ENTRY, "2017", new_salt)
    without = without_texts(event, ["note", "file", "evidence.1", "evidence.7"])
    assert (without.raw, without.note, without.evidence) == ("yes", REMOVED, ("a", REMOVED))
    assert without.place == Place(REMOVED, "a" * 64, 3)
    assert without.removed == {"note", "file", "evidence.1"}
    assert without.digest == event.digest
    assert texts_fit(without)
    assert (digest_of(without) == event.digest) is bool(new_salt)


@pytest.mark.parametrize("kind", [EventKind.OPENED, EventKind.AMENDED, EventKind.REDACTED])
def test_what_a_record_needs_to_be_read_stays(kind: EventKind) -> None:
    """Whoever could take out the name of the checklist could make a unit's record unreadable."""
    event = next_event(None, "c", "office", Entry("060", kind, raw="{}", note="n"), "2017", random_salt)
    assert without_texts(event, ["raw", "note"]).removed == {"note"}


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "[]",
        "{}",
        '{"texts":{"x":["note"]}}',
        f'{{"texts":{{"{"a" * 64}":["digest"]}}}}',
        f'{{"kept":{{"{"a" * 64}":"{"b" * 64}"}},"texts":{{}}}}',
        f'{{"files":["../../etc"],"texts":{{"{"a" * 64}":["note"]}}}}',
        f'{{"more":1,"texts":{{"{"a" * 64}":["note"]}}}}',
    ],
)
def test_a_removal_that_cannot_be_read_is_not_taken_in(tmp_path: Path, raw: str) -> None:
    """It would lock the unit for ever."""
    office = a_recorder(tmp_path)
    event = next_event(
        None, "c", "evil", Entry("060", EventKind.REDACTED, "X", raw=raw), "2017-05-23T00:00:00+00:00"
    )
    with pytest.raises(InspectionError):
        accept_chains(office, [event])
    assert office.store.events("c", "060") == []
