"""Chains of tablets and phones are made of their entries alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import InspectionError, NotFoundError
from inspection_lib.model import Entry, EventKind
from inspection_lib.record.acceptance import accept_chains
from inspection_lib.record.chain import verify_chain
from inspection_lib.record.devices import device_chains, record_device
from tests.record.machines import a_recorder, an_answer, standing

ENTRIES = [
    replace(an_answer("yes", "tab:1"), answered_at="2017-05-22T09:00:00Z"),
    replace(an_answer("no", "tab:2"), answered_at="2017-05-22T08:00:00Z"),
]


def test_two_machines_make_the_same_chain_at_different_times(tmp_path: Path) -> None:
    """Neither the importing machine nor its clock is in the events; the order is that of the entries."""
    one, two = a_recorder(tmp_path, "one"), a_recorder(tmp_path, "two")
    two = replace(two, now=lambda: "2031-01-01T00:00:00.000000+00:00")
    two.record([an_answer("n/a")])
    chain = record_device(one, "t-1", ENTRIES)
    verify_chain(chain)
    assert device_chains(two, "t-1", ENTRIES, {}) == chain
    assert [event.kind for event in chain] == [EventKind.OPENED, EventKind.ANSWERED, EventKind.ANSWERED]
    assert standing(one) == ("no",)


def test_what_the_device_did_not_see_stands_beside(tmp_path: Path) -> None:
    """An answer that the device showed is replaced, another one is not."""
    recorder = a_recorder(tmp_path)
    shown = recorder.record([an_answer("yes")])[-1].digest
    accept_chains(recorder, device_chains(recorder, "t-1", ENTRIES[:1], {"tab:1": (shown,)}))
    assert standing(recorder) == ("yes",)
    accept_chains(recorder, device_chains(recorder, "t-2", ENTRIES[1:], {}))
    assert sorted(standing(recorder)) == ["no", "yes"]


def test_entries_that_come_again_add_nothing(tmp_path: Path) -> None:
    """Entries are known by their client; a longer file adds its end."""
    recorder = a_recorder(tmp_path)
    assert len(record_device(recorder, "t-1", ENTRIES[:1])) == 2
    assert record_device(recorder, "t-1", ENTRIES[:1]) == []
    assert len(record_device(recorder, "t-1", ENTRIES)) == 1


@pytest.mark.parametrize(
    "entry",
    [replace(ENTRIES[0], item_id="NO"), replace(ENTRIES[0], raw="perhaps"), replace(ENTRIES[0], note="\0")],
)
def test_an_entry_that_does_not_fit_is_refused(tmp_path: Path, entry: Entry) -> None:
    """An unknown item, an answer that cannot be read, a text that no database can hold."""
    recorder = a_recorder(tmp_path)
    with pytest.raises(InspectionError):
        record_device(recorder, "t-1", [ENTRIES[1], entry])
    with pytest.raises(NotFoundError):
        record_device(recorder, "t-1", [replace(ENTRIES[0], unit_code="999")])
    assert recorder.store.events("c", "060") == []


def test_a_secret_in_the_file_gives_the_same_salts_on_every_machine(tmp_path: Path) -> None:
    """The texts have commitments, and two laptops still make identical events."""
    one, two = a_recorder(tmp_path, "one"), a_recorder(tmp_path, "two")
    chain = record_device(one, "t-1", ENTRIES, secret="5e" * 16)
    verify_chain(chain)
    assert all(event.commitments for event in chain)
    assert record_device(two, "t-1", ENTRIES, secret="5e" * 16) == chain
    assert device_chains(two, "t-1", ENTRIES, {}, "5e" * 16) == chain
    others = device_chains(a_recorder(tmp_path, "three"), "t-1", ENTRIES, {}, "5f" * 16)
    assert others[0].digest != chain[0].digest


def test_a_chain_that_began_without_a_secret_goes_on_without(tmp_path: Path) -> None:
    """An older version took the first file in here or on another laptop: both have to go on alike."""
    one, two = a_recorder(tmp_path, "one"), a_recorder(tmp_path, "two")
    record_device(one, "t-1", ENTRIES[:1])
    record_device(one, "t-1", ENTRIES, secret="5e" * 16)
    record_device(two, "t-1", ENTRIES)
    assert one.store.events("c", "060") == two.store.events("c", "060")
