"""Kinds of unit, and how the inspected office of a unit is called."""

from __future__ import annotations

import pytest

from inspection_lib.language import Text
from inspection_lib.model import Office, UnitKind

BOARD = UnitKind(
    "school",
    Text("Trường", "School"),
    Text("Các trường", "Schools"),
    Text("Ban giám hiệu {name}", "Board of {name}"),
    ("BGH", "Ban giám hiệu"),
)
PLAIN = UnitKind("clinic", Text("Phòng khám", "Clinic"), Text("Các phòng khám", "Clinics"))
OFFICE = Office(kinds=(BOARD, PLAIN))


@pytest.mark.parametrize(
    ("kind", "name", "office"),
    [
        ("school", Text("Trường Số 1", "School 1"), Text("Ban giám hiệu trường Số 1", "Board of School 1")),
        ("school", Text("BGH Trường Số 1", "Board 1"), Text("BGH Trường Số 1", "Board 1")),
        ("school", Text("Trường Số 1", ""), Text("Ban giám hiệu trường Số 1", "")),
        ("clinic", Text("Phòng khám A", "Clinic A"), Text("Phòng khám A", "Clinic A")),
        ("unknown", Text("Đơn vị A", "Unit A"), Text("Đơn vị A", "Unit A")),
    ],
)
def test_the_office_of_a_unit_is_called_as_its_kind_says(kind: str, name: Text, office: Text) -> None:
    """Without a form, or where the name says the office already, it is called as the unit."""
    assert OFFICE.office_name(kind, name) == office


def test_a_name_first_keeps_its_capital_letter() -> None:
    """Only within a Vietnamese phrase does the name begin with a small letter."""
    kind = UnitKind("k", Text("K", "K"), Text("K", "K"), Text("{name}, cơ sở chính", "{name}, main site"))
    assert kind.office_name(Text("Trường A", "School A")).vi == "Trường A, cơ sở chính"


def test_kinds_keep_the_order_of_the_settings() -> None:
    """A kind that is not there comes last, with its id as its name."""
    assert [kind.id for kind in OFFICE.sorted_kinds(["x", "clinic", "school", "clinic"])] == [
        "school",
        "clinic",
        "x",
    ]
    assert OFFICE.kind("x").name == Text("x", "x")
