"""An office with a store and the reports of three units, whose files a test may change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from inspection_lib.batch.account import account_digest
from inspection_lib.language import in_english
from inspection_lib.unit_report import record_from_text, record_to_text
from inspection_lib.unit_report.record import Record
from inspection_lib.verification import Checked, Reference, RemarkKind, Status, check_path, open_reference
from tests.conftest import CAMPAIGN

UNITS = ("060", "06.STP", "01834")
"""A district and a department with registers, and a commune without."""
UNIT, COMMUNE = "060", "01834"


@dataclass(frozen=True)
class Office:
    """A workbench, a store and the campaign's outputs, all below one folder."""

    folder: Path
    workbench: Path

    @property
    def out(self) -> Path:
        """The campaign's outputs."""
        return self.folder / "out" / CAMPAIGN

    @property
    def store_url(self) -> str:
        """The store of the three units."""
        return f"sqlite:///{self.folder / 'own.db'}"

    def file(self, name: str, unit: str = UNIT) -> Path:
        """A file of a unit's report."""
        return self.out / unit / name

    def reference(self) -> Reference:
        """What this office has to compare with, read anew."""
        return open_reference(self.store_url, str(self.workbench))

    def check(self, path: Path | str, reference: Reference | None = None) -> list[Checked]:
        """Everything at a path, checked. No file here is encrypted."""
        return list(check_path(str(path), reference or self.reference(), lambda: ""))

    def status(self, path: Path | str, reference: Reference | None = None) -> Status:
        """The worst status of what was checked at a path."""
        every = {checked.status for checked in self.check(path, reference)}
        return next(one for one in (Status.DIFFERENT, Status.UNCHECKED, Status.RIGHT) if one in every)

    def first(self, path: Path | str, kind: RemarkKind = RemarkKind.DIFFERENCE) -> str:
        """The first remark of a kind at a path, with the file's name, in English."""
        found = [remark for checked in self.check(path) for remark in checked.of_kind(kind)]
        return f"{found[0].place}: {in_english(found[0].text)}" if found else ""

    def rewrite(self, name: str, change: Callable[[str], str], unit: str = UNIT) -> None:
        """Change the text of a file; the change must do something."""
        path = self.file(name, unit)
        before = path.read_bytes().decode()
        after = change(before)
        assert after != before
        path.write_bytes(after.encode())

    def record(self, unit: str = UNIT) -> Record:
        """What `made.json` holds."""
        return record_from_text(self.file("made.json", unit).read_text(encoding="utf-8"))

    def write_record(self, record: Record, unit: str = UNIT) -> None:
        """Write `made.json` as the library writes it, with a fitting digest of itself."""
        self.file("made.json", unit).write_text(record_to_text(record), encoding="utf-8")

    def digest_again(self, unit: str = UNIT) -> None:
        """Make all digests of a report fit its files again, as a forger does."""
        found = json.loads(self.file("made.json", unit).read_text(encoding="utf-8"))
        for name in found["digests"]:
            content = self.file(name, unit).read_bytes()
            found["digests"][name] = sha256(content).hexdigest()
            found["sizes"][name] = len(content)
        del found["check"]
        self.write_record(record_from_text(json.dumps(found)), unit)

    def rewrite_account(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change `batch.json` and make its own digest fit again."""
        path = self.out / "batch.json"
        account = json.loads(path.read_text(encoding="utf-8"))
        change(account)
        account["check"] = account_digest(account)
        path.write_text(json.dumps(account, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def copy_of(made: Path, folder: Path) -> Office:
    """An office of its own for a test. The workbench's files are shared and only read."""
    shutil.copytree(made / "out", folder / "out")
    shutil.copyfile(made / "own.db", folder / "own.db")
    return Office(folder, made / "home")


def one_byte_changed(content: bytes, chance: Random) -> bytes:
    """The content with one byte at a random place replaced by another one."""
    at = chance.randrange(len(content))
    other = (content[at] + chance.randrange(1, 256)) % 256
    return content[:at] + bytes([other]) + content[at + 1 :]
