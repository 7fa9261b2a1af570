"""Headers in one line or more, and what columns hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.checklist_tables.layout import Role, find_layout
from inspection_lib.tables import read_sheets
from tests.checklist_tables.office_tables import (
    HOSPITAL,
    HOSPITAL_MERGED,
    PROVINCE,
    PROVINCE_MERGED,
    Rows,
    a_book,
)


def roles(rows: Rows, merged: tuple[str, ...] = (), at: int = 0) -> tuple[list[str], int]:
    """The roles of the columns, and how many lines the header has."""
    lines = read_sheets(Path("x.xlsx"), content=a_book(rows, merged)).sheets[0].lines
    layout = find_layout(lines, at)
    assert layout is not None
    return [column.role or "" for column in layout.columns], layout.lines


def test_headers_of_two_rows() -> None:
    """What a merged heading divides into has a role of its own."""
    assert roles(PROVINCE, PROVINCE_MERGED, 1) == (
        ["number", "content", "points", "given", "scoring", "evidence", "remark"],
        2,
    )
    assert roles(HOSPITAL, HOSPITAL_MERGED, 1) == (
        ["number", "content", "content", "points", "level", "level", "level", "evidence"],
        2,
    )


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Điểm chuẩn", Role.POINTS),
        ("Thang điểm (100)", Role.POINTS),
        ("Điểm tự chấm", Role.GIVEN),
        ("Điểm thẩm định", Role.GIVEN),
        ("Cơ quan thẩm định", Role.APPRAISER),
        ("Phương pháp chấm điểm", Role.SCORING),
        ("Tài liệu kiểm chứng", Role.EVIDENCE),
        ("Căn cứ", Role.LAW),
        ("Từ 90% trở lên", Role.LEVEL),
        ("Mã nội bộ", None),
    ],
)
def test_roles_of_headings(heading: str, role: Role | None) -> None:
    """Capitals, marks and brackets do not matter."""
    assert roles([("TT", "NỘI DUNG", heading), (1, "x", 1)])[0][2] == (role or "")


def test_rows_are_no_headers() -> None:
    """Though they hold the same words."""
    lines = (
        read_sheets(
            Path("x.xlsx"),
            content=a_book([("1", "Nội dung kế hoạch", "2"), ("2", "Điểm mới của tiêu chí", "Tài liệu")]),
        )
        .sheets[0]
        .lines
    )
    assert [find_layout(lines, at) for at in range(2)] == [None, None]
