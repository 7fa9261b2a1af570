"""Names of inspected offices, and anchors that stay."""

from __future__ import annotations

import re

import pytest

from inspection_lib.language import Text
from inspection_lib.render.names import anchor, index_link
from inspection_lib.report import office_of_before


@pytest.mark.parametrize(
    ("kind", "name", "office"),
    [
        ("district", "Huyện Na Rì", "UBND huyện Na Rì"),
        ("district", "Thành phố Bắc Kạn", "UBND thành phố Bắc Kạn"),
        ("commune", "Xã An Thắng", "UBND xã An Thắng"),
        ("commune", "Ủy ban nhân dân xã An Thắng", "Ủy ban nhân dân xã An Thắng"),
        ("commune", "UBND xã An Thắng", "UBND xã An Thắng"),
        ("department", "Sở Giao thông vận tải", "Sở Giao thông vận tải"),
    ],
)
def test_the_inspected_office_of_a_place_is_its_committee(kind: str, name: str, office: str) -> None:
    """A place is not inspected, its People's Committee is; a department is an office itself."""
    assert office_of_before().office_name(kind, Text(name, "")).vi == office


def test_an_anchor_is_the_id_and_never_breaks_a_link() -> None:
    """Plain ids stay as they are; other letters are written in hex, and two ids never share an anchor."""
    assert anchor("C14") == "C14"
    assert anchor("C14.register", "finding-") == "finding-C14.register"
    assert index_link("06.SGTVT") == "../index.html#unit-06.SGTVT"
    hostile = ["a b", "a/b", "a#b", 'a"b', "đ", "d"]
    assert len({anchor(name) for name in hostile}) == len(hostile)
    assert all(re.fullmatch(r"[\w.-]+", anchor(name), re.ASCII) for name in hostile)
