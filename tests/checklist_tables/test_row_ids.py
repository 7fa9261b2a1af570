"""Ids of rows: valid, unique, and the same each time."""

from __future__ import annotations

import pytest

from inspection_lib.checklist_tables.outline import Node, RowPlace
from inspection_lib.checklist_tables.row_ids import give_ids
from inspection_lib.model import is_id


def ids(*numbers: str, around: str = "") -> list[str]:
    """The ids of rows with these numbers, below a row or at the top."""
    nodes = [Node(number, "x", 0, RowPlace(row=at, line=at)) for at, number in enumerate(numbers, start=2)]
    top = [Node(around, "x", 0, RowPlace(row=1, line=1), children=nodes)] if around else nodes
    give_ids(top)
    return [node.id for node in nodes]


@pytest.mark.parametrize(
    ("numbers", "around", "expected"),
    [
        (("1.1.1", "1.1.2"), "1.1", ["1.1.1", "1.1.2"]),
        (("a", "đ"), "I", ["I.a", "I.dd"]),
        (("1", "1"), "", ["1", "1-2"]),
        (("1.1", "1_1"), "", ["1.1", "1_1-2"]),
        (("", "?"), "", ["r2", "r3"]),
        (("9" * 60,), "", ["r2"]),
    ],
)
def test_ids(numbers: tuple[str, ...], around: str, expected: list[str]) -> None:
    """1.1 and 1_1 are one name in forms for phones."""
    assert ids(*numbers, around=around) == expected
    assert all(map(is_id, expected))


def test_deep_rows_keep_ids_within_the_limit() -> None:
    """Ten levels of long numbers."""
    node = top = Node("12345678", "x", 0, RowPlace(row=1, line=1))
    for row in range(2, 12):
        node.children = [Node("abcdefgh", "x", row, RowPlace(row=row, line=row))]
        node = node.children[0]
    give_ids([top])
    assert all(is_id(one.id) for one in top.nodes())
    assert len({one.id for one in top.nodes()}) == 11
