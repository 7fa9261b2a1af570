"""A trusted sender brings the chains of other machines as they are, and cannot write in them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url

from inspection_lib.errors import BundleError, ChainError
from inspection_lib.exchange.bundle import make_bundle
from inspection_lib.exchange.merge import merge_file
from inspection_lib.keys import load_key, new_key, trust
from inspection_lib.language import Language
from inspection_lib.model import Entry, EventKind, Source
from inspection_lib.record.chain import next_event
from inspection_lib.record.encoding import canonical_json, event_to_json
from inspection_lib.record.storage import create_store
from inspection_lib.render import draw_section
from inspection_lib.workbench import load_inspection, report_of
from tests.conftest import CAMPAIGN
from tests.exchange.machines import ACTOR, PASSPHRASE, UNIT, Build, Machine, merge, repacked

LEADER = "Trưởng đoàn kiểm tra"
MADE = "2017-05-15T00:00:00+00:00"


def everybody_trusts(build: Build, *names: str) -> dict[str, Machine]:
    """Machines that have keys and trust each other's."""
    machines, keys = {}, []
    for name in names:
        machines[name] = build(name)
        keys.append(new_key(ACTOR, PASSPHRASE).key)
    for name in names:
        build(name)
        for key in keys:
            trust(key, ACTOR)
    return machines


def bundle_of(build: Build, name: str, machine: Machine) -> bytes:
    build(name)
    return machine.bundle()


def answer_as(machine: Machine, origin: str, item: str, raw: str) -> None:
    """Answer under another machine's name, with this machine's key, in a store of one's own."""
    path = Path(make_url(machine.store.name).database or "")
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM chain_ends")
    database.close()
    machine.store.adopt(origin, "2026-11-28")
    replace(machine.recorder, origin=origin).answer(UNIT, item, Source.INSPECTOR, raw, actor=LEADER)


def test_a_trusted_sender_cannot_go_on_with_another_machines_chain(build: Build, tmp_path: Path) -> None:
    """Neither with the chain of the machine that takes the bundle in, nor with a third one's."""
    machines = everybody_trusts(build, "office", "laptop", "rogue")
    office, laptop, rogue = machines["office"], machines["laptop"], machines["rogue"]
    office.answer("A01", "15/1/2017")
    laptop.answer("A02", "a")
    true = bundle_of(build, "laptop", laptop)
    build("office")
    merge(office, true, tmp_path)
    build("rogue")
    merge(rogue, true, tmp_path)
    other = bundle_of(build, "office", office)
    build("rogue")
    merge(rogue, other, tmp_path)
    before = office.store.events(CAMPAIGN, UNIT)
    for origin in (laptop.recorder.origin, office.recorder.origin):
        build("rogue")
        answer_as(rogue, origin, "A02", "b")
        forged = rogue.bundle()
        build("office")
        with pytest.raises(BundleError, match="omebody else wrote"):
            merge(office, forged, tmp_path)
        assert office.store.events(CAMPAIGN, UNIT) == before
    laptop.answer("A02", "c")
    later = bundle_of(build, "laptop", laptop)
    build("office")
    assert merge(office, later, tmp_path).events == 1


def test_a_bundle_that_was_passed_on_is_taken_in(build: Build, tmp_path: Path) -> None:
    """The end of each chain is signed by its own machine, whoever hands it over."""
    machines = everybody_trusts(build, "office", "laptop", "courier")
    office, laptop, courier = machines["office"], machines["laptop"], machines["courier"]
    laptop.answer("A02", "a")
    for raw in ("b", "c"):
        content = bundle_of(build, "laptop", laptop)
        build("courier")
        merge(courier, content, tmp_path)
        passed_on = bundle_of(build, "courier", courier)
        build("office")
        assert merge(office, passed_on, tmp_path).events
        assert office.store.events(CAMPAIGN, UNIT) == laptop.store.events(CAMPAIGN, UNIT)
        laptop.answer("A02", raw)


def rolled_back(machine: Machine, change: Callable[[], None], folder: Path) -> None:
    """Put the store back to what it was before ``change``."""
    path = Path(make_url(machine.store.name).database or "")
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    shutil.copy(path, folder / "kept.db")
    change()
    for beside in path.parent.glob(f"{path.name}-*"):
        beside.unlink()
    shutil.copy(folder / "kept.db", path)


def test_a_store_that_was_put_back_is_found_by_what_others_know(build: Build, tmp_path: Path) -> None:
    """The bundle of a laptop holds more events of the office than the office. Nothing heals silently."""
    machines = everybody_trusts(build, "office", "laptop")
    office, laptop = machines["office"], machines["laptop"]
    build("office")
    office.answer("A01", "15/1/2017")
    laptop.answer("A02", "a")

    def go_on() -> None:
        build("office")
        office.answer("A01", "16/1/2017")
        content = office.bundle()
        build("laptop")
        merge(laptop, content, tmp_path)

    rolled_back(office, go_on, tmp_path)
    content = bundle_of(build, "laptop", laptop)
    build("office")
    with pytest.raises(BundleError, match="the store was shortened, or an older copy was put back"):
        merge(office, content, tmp_path)
    assert len(office.store.events(CAMPAIGN, UNIT)) == 2
    shutil.copy(tmp_path / "office.db", tmp_path / "restored.db")
    path = tmp_path / "laptop.zip"
    path.write_bytes(content)
    restored = create_store(f"sqlite:///{tmp_path}/restored.db", tmp_path)
    recorder = replace(office.recorder, store=restored)
    merged = merge_file(path, lambda _: recorder, office.evidence, lambda: "", warn=print, restore_own=True)
    assert [event.raw for event in restored.events(CAMPAIGN, UNIT) if event.item_id == "A01"] == [
        "2017-01-15",
        "2017-01-16",
    ]
    office.answer("A01", "17/1/2017")
    merged = merge(office, content, tmp_path)
    assert merged.forks == ((UNIT, office.recorder.origin, 3),)
    assert [event.raw for event in office.store.forks(CAMPAIGN, UNIT)] == ["2017-01-16"]
    inspection = load_inspection(office.workbench, office.store, office.recorder.campaign, UNIT)
    page = draw_section(report_of(inspection), "summary", Language.EN)
    assert "A01 = 2017-01-17" in page
    assert "A01 = 2017-01-16" in page
    put_in_place_of_the_fork(office)
    with pytest.raises(ChainError, match="contradicting events that are kept for unit 060"):
        load_inspection(office.workbench, office.store, office.recorder.campaign, UNIT)


def put_in_place_of_the_fork(machine: Machine) -> None:
    """Another event that is whole in itself, in the table of forks of a machine's store."""
    origin = machine.recorder.origin
    before = [event for event in machine.store.events(CAMPAIGN, UNIT) if event.origin == origin][1]
    entry = Entry(UNIT, EventKind.ANSWERED, "A01", "inspector", "2017-01-01", actor=LEADER)
    forged = next_event(before, CAMPAIGN, origin, entry, MADE)
    with sqlite3.connect(str(make_url(machine.store.name).database)) as database:
        row = (forged.digest, event_to_json(forged))
        assert database.execute("UPDATE forked_events SET digest = ?, content = ?", row).rowcount == 1
    database.close()


def as_version_1(content: bytes) -> bytes:
    """A bundle as an earlier version made it, signed by the same inspector."""
    key = load_key(PASSPHRASE)

    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest["version"] = 1
        for end in manifest["chains"]:
            for name in ("own", "key", "signature"):
                del end[name]
        members["manifest.json"] = canonical_json(manifest).encode()
        members["manifest.sig"] = key.sign(members["manifest.json"])

    return repacked(content, change)


def test_a_bundle_of_an_earlier_version_may_begin_a_chain_and_not_go_on_with_one(
    build: Build, tmp_path: Path
) -> None:
    """Nothing shows which machine wrote its events: that is told. A signed bundle goes on."""
    machines = everybody_trusts(build, "office", "laptop")
    office, laptop = machines["office"], machines["laptop"]
    build("laptop")
    laptop.answer("A02", "a")
    old = as_version_1(laptop.bundle())
    laptop.answer("A02", "b")
    older, signed = as_version_1(laptop.bundle()), laptop.bundle()
    build("office")
    assert merge(office, old, tmp_path).unsigned == (laptop.recorder.origin,)
    assert merge(office, old, tmp_path).events == 0
    with pytest.raises(BundleError, match="not signed by that machine"):
        merge(office, older, tmp_path)
    merged = merge(office, signed, tmp_path)
    assert (merged.events, merged.unsigned) == (1, ())
    assert office.store.events(CAMPAIGN, UNIT) == laptop.store.events(CAMPAIGN, UNIT)


def test_a_signed_end_that_was_changed_is_refused(build: Build, tmp_path: Path) -> None:
    """The inspector signs the manifest anew; the machine's signature in it does not fit any more."""
    machines = everybody_trusts(build, "office", "laptop")
    office, laptop = machines["office"], machines["laptop"]
    build("laptop")
    laptop.answer("A02", "a")
    key = load_key(PASSPHRASE)

    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest["chains"][0]["key"] = key.signer.key
        members["manifest.json"] = canonical_json(manifest).encode()
        members["manifest.sig"] = key.sign(members["manifest.json"])

    content = repacked(make_bundle(laptop.recorder, [UNIT], laptop.evidence, key, MADE), change)
    build("office")
    with pytest.raises(BundleError, match="signature at the end of the chain"):
        merge(office, content, tmp_path)
    assert office.store.events(CAMPAIGN, UNIT) == []
