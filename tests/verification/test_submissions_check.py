"""Exports of submissions are compared with the record."""

from __future__ import annotations

import zipfile
from pathlib import Path

from inspection_lib.exchange import read_odk, record_export
from inspection_lib.record import evidence_folder
from inspection_lib.verification import RemarkKind, Status, open_reference
from tests.makers.submissions import PHOTO, a_submission, as_csv, cell_name
from tests.verification.office import UNIT, Office
from tests.verification.test_archive_check import recorder_of


def an_export(office: Office, photo: bytes, *units: str) -> Path:
    """An export with a submission of each unit, the first one with a photo."""
    checklist = recorder_of(office).checklist_of(UNIT)
    item = checklist.items[0]
    rows = [a_submission(checklist, unit=unit, KEY=f"uuid:{unit}") for unit in units]
    rows[0][cell_name(item, "_photo")] = "a.jpg"
    path = office.folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("form.csv", as_csv(rows))
        archive.writestr("media/a.jpg", photo)
    return path


def recorded(office: Office) -> Path:
    """An export that was imported."""
    path, recorder = an_export(office, PHOTO, UNIT), recorder_of(office)
    evidence = evidence_folder(office.store_url, office.workbench)
    assert record_export(path, read_odk(path, recorder), recorder, evidence) > 0
    return path


def test_an_export_that_stands_in_the_record_is_right(office: Office) -> None:
    """Every cell is in the name of its chain."""
    path = recorded(office)
    (checked,) = office.check(path)
    assert checked.status is Status.RIGHT
    assert "Export of submissions" in checked.what.text
    assert "1 of 1 submissions" in office.first(path, RemarkKind.NOTE)


def test_what_is_not_in_the_record_is_counted(office: Office) -> None:
    """Nobody signed it, so nothing shows whether it was changed: another unit, and a changed answer."""
    recorded(office)
    path = an_export(office, PHOTO, UNIT, "058")
    assert office.status(path) is Status.UNCHECKED
    assert "1 of 2 submissions" in office.first(path, RemarkKind.NOTE)


def test_another_photo_is_a_difference(office: Office) -> None:
    """Its bytes are not in the name of the chain."""
    recorded(office)
    path = an_export(office, PHOTO + b"x", UNIT)
    assert office.status(path) is Status.DIFFERENT
    assert "a.jpg" in office.first(path)


def test_without_a_store_an_export_is_named_all_the_same(office: Office) -> None:
    """It is no broken bundle."""
    path = an_export(office, PHOTO, UNIT)
    nowhere = open_reference("sqlite:///nowhere.db", str(office.workbench))
    assert office.status(path, nowhere) is Status.UNCHECKED
