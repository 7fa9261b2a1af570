"""What the tests of exports of phones share: the inputs, what was recorded, and changed copies."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from inspection_lib.record import (
    attached_files,
    fold_answers,
    in_order,
    open_store,
)
from inspection_lib.workbench import DEFAULT_STORE, Workbench
from tests.cli.conftest import Command
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.papers import a_photo
from tests.makers.submissions import as_csv

CASES = ROOT / "tests" / "cases"
FOLDER_ENTRY = CASES / "38-zip-with-a-folder-entry" / "submissions.zip"
REJECTED = CASES / "40-rejected-submission-counts" / "submissions.csv"
RENAMED = CASES / "42-kobo-renames-media" / "submissions.zip"
LATE = CASES / "43-one-photo-is-late" / "submissions.csv"
TWO_COLUMNS = CASES / "45-same-question-in-two-columns" / "submissions.csv"
KOBO_XLSX = CASES / "46-kobo-xlsx" / "submissions.xlsx"
CLOCK = CASES / "48-phone-clock-of-1970" / "submissions.csv"
SECOND_TABLE = CASES / "49-second-table-in-the-zip" / "submissions.zip"
ANSWERS = {"A01", "A02", "A12", "C19", "D02"}
PHOTO = a_photo("2017:05:24 09:30:00")


def imported(command: Command, path: Path, *options: str) -> str:
    """Import an export that must be taken in; what was printed, with the warnings."""
    ran = command("import-odk", CAMPAIGN, str(path), *options)
    assert ran.status == 0, ran.err
    return ran.out + ran.err


def answers(command: Command, unit: str = "060") -> dict[str, tuple[str, str]]:
    """The inspectors' answers of a unit, and when they were given, by item."""
    store = open_store(DEFAULT_STORE, command.folder)
    checklist = Workbench(command.folder).checklist("par-district.v1")
    found = fold_answers(checklist, in_order(store.events(CAMPAIGN, unit)))
    return {
        item: (answer.finding.raw, answer.finding.answered_at)
        for item, answer in found.items()
        if answer.finding
    }


def files(command: Command, unit: str = "060") -> set[str]:
    """The names of the files attached to a unit."""
    return set(attached_files(open_store(DEFAULT_STORE, command.folder).events(CAMPAIGN, unit)).values())


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def changed(folder: Path, path: Path, **changes: str) -> Path:
    """A copy of a case's table with other cells in the first submission."""
    rows = rows_of(path)
    rows[0] |= changes
    copy = folder / "changed.csv"
    copy.write_text(as_csv([dict.fromkeys(rows[0], "") | row for row in rows]), encoding="utf-8")
    return copy


def zipped(folder: Path, members: Mapping[str, bytes | str]) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
