"""Tables of exports: which columns are questions, and what a row says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from inspection_lib.exchange.odk_table import (
    Submission,
    has_labels,
    missing_columns,
    named,
    photo_names,
    read_submissions,
    unknown_columns,
)
from inspection_lib.model import Checklist
from inspection_lib.tables import Account, RawTable

OWN = ("KEY", "unit", "checklist", "campaign", "actor", "end")


def table(headings: Sequence[str], *rows: Sequence[str]) -> RawTable:
    numbered = tuple((line, tuple(row)) for line, row in enumerate(rows, start=2))
    return RawTable("form.csv", 1, tuple(headings), numbered, Account("form.csv", "", "csv"))


def read(checklists: dict[str, Checklist], headings: Sequence[str], *rows: Sequence[str]) -> list[Submission]:
    return read_submissions(table(headings, *rows), checklists.values())


@pytest.mark.parametrize(
    ("headings", "missing"),
    [
        (OWN, []),
        (("phieu/unit", "phieu/checklist", "phieu/campaign", "meta/instanceID"), []),
        (("unit", "checklist", "campaign", "_uuid"), []),
        (("unit", "campaign", "KEY"), ["checklist"]),
        (("unit", "checklist", "campaign"), ["KEY, instanceID, _uuid"]),
        (("ten", "PARENT_KEY", "KEY"), ["unit", "checklist", "campaign"]),
    ],
)
def test_a_table_of_submissions_has_the_forms_columns_and_an_id(
    headings: Sequence[str], missing: Sequence[str]
) -> None:
    """Groups before the names do not matter; logs and repeats are no such tables."""
    assert missing_columns(table(headings)) == missing


@pytest.mark.parametrize(
    ("heading", "is_label"),
    [
        ("Đơn vị được kiểm tra", True),
        ("Phần chung/ĐƠN VỊ được  kiểm tra", True),
        ("Recorded by (role)", True),
        ("unit", False),
        ("Ghi chú", False),
    ],
)
def test_labels_in_place_of_names_are_noticed(heading: str, is_label: bool) -> None:
    """By the labels of the unit and the role, in both languages."""
    assert has_labels(table(["KEY", heading])) == is_label


def test_the_last_part_of_a_heading_is_the_question(checklists: dict[str, Checklist]) -> None:
    """Central writes `-`, Kobo `/` or what one chooses."""
    headings = (*OWN, "area_1-A01_g-A01_state", "area_1/A02_g/A02", "A12_note")
    (submission,) = read(checklists, headings, ("uuid:1", "060", "v", "c", "a", "e", "done", " a ", "xem"))
    assert (submission.line, submission.instance) == (2, "uuid:1")
    assert {name: submission.cells[name] for name in ("A01_state", "A02", "A12_note")} == {
        "A01_state": "done",
        "A02": "a",
        "A12_note": "xem",
    }


def test_two_columns_of_a_question_that_nobody_knows_may_differ(
    checklists: dict[str, Checklist],
) -> None:
    """Only the form's own questions have one answer."""
    headings = (*OWN, "one/photo_taken_by", "two/photo_taken_by")
    (submission,) = read(checklists, headings, ("uuid:1", "060", "v", "c", "a", "e", "x", "y"))
    assert submission.faults == ()


def test_three_columns_of_a_question(checklists: dict[str, Checklist]) -> None:
    """Each column that differs from the first filled one is named."""
    headings = (*OWN, "x/A02", "y/A02", "z/A02")
    (submission,) = read(checklists, headings, ("uuid:1", "060", "v", "c", "a", "e", "a", "", "b"))
    (fault,) = submission.faults
    assert "x/A02 (a)" in str(fault)
    assert "z/A02 (b)" in str(fault)


def test_unknown_columns_are_named_when_they_hold_something(checklists: dict[str, Checklist]) -> None:
    """Not those that servers add, and not empty ones."""
    headings = (*OWN, "gps-Latitude", "empty", "_id", "__version__", "A02_photo_URL", "DeviceID", "x/A02")
    row = ("uuid:1", "060", "v", "c", "a", "e", "22.6", " ", "1", "v1", "https://kobo", "d", "a")
    assert unknown_columns(table(headings, row), checklists.values()) == ["gps-Latitude"]


def test_versions_and_photos_are_named(checklists: dict[str, Checklist]) -> None:
    """Each version once; photos by their cells."""
    headings = (*OWN, "A02_photo", "A12_photo")
    rows = [
        (key, "060", version, "c", "a", "e", "a.jpg", "")
        for key, version in (("1", "v"), ("2", "v"), ("3", "w"))
    ]
    assert named(table(headings, *rows), "checklist") == ["v", "w"]
    assert [photo_names(one) for one in read(checklists, headings, *rows)] == [["a.jpg"]] * 3
