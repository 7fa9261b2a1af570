"""Machines that take packages of tablets in, and packages as a form saves them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from inspection_lib.exchange.acceptance import Merged
from inspection_lib.exchange.package_file import package_hmac
from inspection_lib.keys import FormSecret, new_form_secret
from inspection_lib.model import Campaign, Checklist, ResponseEvent, Source
from inspection_lib.record.chain import in_order
from inspection_lib.record.evidence import evidence_folder
from inspection_lib.record.fold import find_contradictions, fold_answers
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import create_store
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN
from tests.exchange.merging import merge_into

UNIT, FIRST, SECOND = "060", "A01", "A02"
DEVICE, TAB = "9f3a" * 4, "0b1c" * 4
ACTOR = "Thành viên đoàn kiểm tra"
PAPER = b"%PDF-1.7 a scan"
SHA256 = hashlib.sha256(PAPER).hexdigest()


class Office:
    """A machine that takes packages in."""

    def __init__(
        self,
        folder: Path,
        name: str,
        workbench: Workbench,
        campaign: Campaign,
        checklists: dict[str, Checklist],
    ) -> None:
        url = f"sqlite:///{folder / name}.db"
        self.workbench, self.folder, self.config = workbench, folder, folder / f"{name}-config"
        self.store, self.evidence = create_store(url, folder), evidence_folder(url, folder)
        self.recorder = Recorder(self.store, campaign, checklists, f"m-{name}")
        self.checklist = checklists["district"]

    def answer(self, raw: str, item: str = FIRST) -> str:
        """Answer an item here; gives the event's digest."""
        return self.recorder.answer(UNIT, item, Source.INSPECTOR, raw, actor=ACTOR)[-1].digest

    def merge(self, path: Path, *known_from: str) -> Merged:
        """Take a package in that somebody here knows to be the inspector's."""
        with self.at_home():
            named = known_from or (ACTOR,)
            return merge_into(self.workbench, self.store, self.evidence, path, known_from=named)

    def merge_unnamed(self, path: Path) -> Merged:
        """Take a package in without a word whose it is."""
        with self.at_home():
            return merge_into(self.workbench, self.store, self.evidence, path)

    def new_form(self) -> FormSecret:
        with self.at_home():
            return new_form_secret(CAMPAIGN, UNIT, self.checklist.digest)

    @contextmanager
    def at_home(self) -> Iterator[None]:
        """The settings are those of this machine."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("INSPECTION_CONFIG", str(self.config))
            yield

    def merge_from(self, other: Office) -> None:
        """Add the events of another machine, as its bundle would."""
        self.store.add_chains(other.events(), other.store.unit_ends(CAMPAIGN, UNIT).ends)

    def events(self) -> list[ResponseEvent]:
        return self.store.events(CAMPAIGN, UNIT)

    def stands(self, item: str) -> str:
        """The answer that counts, or nothing."""
        answer = fold_answers(self.checklist, in_order(self.events())).get(item)
        return answer.finding.raw if answer and answer.finding else ""

    def contradictory(self) -> list[str]:
        return [item.id for item, _ in find_contradictions(self.checklist, self.events())]


BuildOffice = Callable[[str], Office]


def an_entry(number: int, raw: str = "2017-01-15", item: str = FIRST, **also: object) -> dict[str, object]:
    entry = {
        "item": item,
        "source": "inspector",
        "kind": "answered",
        "client": f"{TAB}:{number}",
        "actor": ACTOR,
        "raw": raw,
    }
    return entry | {"answered_at": f"2017-05-22T09:00:{number:02}.000Z"} | also


def a_file(number: int) -> dict[str, object]:
    entry = an_entry(number, kind="attached", name="quét.pdf", sha256=SHA256, size=len(PAPER))
    return {key: value for key, value in entry.items() if key != "raw"}


def a_package(
    office: Office,
    entries: list[dict[str, Any]],
    files: tuple[bytes, ...] = (),
    *,
    form: FormSecret | None = None,
    **also: object,
) -> Path:
    """A package, with the HMAC of ``form`` if one is given."""
    manifest = {
        "format": "inspection-form",
        "version": 2 if form else 1,
        "campaign": CAMPAIGN,
        "unit": UNIT,
        "checklist": office.checklist.name,
        "digest": office.checklist.digest,
        "device": DEVICE,
        "actor": ACTOR,
        "made_at": "2017-05-22T10:00:00.000Z",
        **({"form": form.id} if form else {}),
    }
    lines = "".join(f"{json.dumps(entry)}\n" for entry in entries)
    members = {"manifest.json": json.dumps(manifest | also).encode(), "entries.jsonl": lines.encode()}
    members |= {f"files/{hashlib.sha256(content).hexdigest()}": content for content in files}
    if form:
        members["package.hmac"] = hmac_of(form, members)
    return pack(office.folder / "tablet.zip", members)


def hmac_of(form: FormSecret, members: dict[str, bytes]) -> bytes:
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    return package_hmac(form.secret, digests).encode()


def pack(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def unpack(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
