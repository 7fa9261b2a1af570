"""Laptops and offices with keys, stores and evidence of their own, and what they hand each other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.exchange.acceptance import Merged
from inspection_lib.exchange.bundle import make_bundle
from inspection_lib.keys import (
    load_key,
    trust,
)
from inspection_lib.model import Source
from inspection_lib.record.evidence import EvidenceFolder
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import EventStore
from inspection_lib.workbench import Workbench
from tests.exchange.merging import merge_into

UNIT = "060"


PASSPHRASE = "mật khẩu dài"


ACTOR = "Thành viên đoàn kiểm tra"


@dataclass(frozen=True)
class Machine:
    """A laptop: its own folder of keys, store and evidence."""

    workbench: Workbench
    recorder: Recorder
    evidence: EvidenceFolder
    config: Path

    @property
    def store(self) -> EventStore:
        return self.recorder.store

    def bundle(self, *units: str) -> bytes:
        return make_bundle(
            self.recorder, units or (UNIT,), self.evidence, load_key(PASSPHRASE), "2017-05-15T00:00:00+00:00"
        )

    def answer(self, item: str, raw: str) -> None:
        self.recorder.answer(UNIT, item, Source.INSPECTOR, raw, actor=ACTOR)


Build = Callable[[str], Machine]


def merge(machine: Machine, content: bytes, folder: Path) -> Merged:
    path = folder / "visit.zip"
    path.write_bytes(content)
    return merge_into(machine.workbench, machine.store, machine.evidence, path, PASSPHRASE)


def an_office(build: Build, laptop: Machine) -> Machine:
    key = load_key(PASSPHRASE).signer.key
    office = build("office")
    trust(key, ACTOR)
    return office


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The archive with its members changed by somebody who has no key."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, own in members.items():
            archive.writestr(name, own)
    return changed.getvalue()
