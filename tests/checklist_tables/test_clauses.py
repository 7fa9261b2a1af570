"""Words on scoring as clauses: a condition and its points."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inspection_lib.checklist_tables.clauses import Clause, clause_of, clauses_of, with_comma, written


@pytest.mark.parametrize(
    ("text", "condition", "points"),
    [
        ("Đạt: 1 điểm", "Đạt", "1"),
        ("- Ban hành đúng hạn: 1,5đ.", "Ban hành đúng hạn", "1.5"),
        ("Chậm 15 ngày được 0.5 điểm", "Chậm 15 ngày", "0.5"),
        ("0,25 điểm: có một phần", "có một phần", "0.25"),
        ("Từ 90% trở lên: 2", "Từ 90% trở lên", "2"),
        ("b) Không ban hành: không tính điểm", "Không ban hành", "0"),
    ],
)
def test_a_clause_with_points(text: str, condition: str, points: str) -> None:
    """The points stand last, first, or after a colon."""
    assert clause_of(text) == Clause(condition, Decimal(points))


def test_clauses_without_a_number() -> None:
    """All points, or none named."""
    assert clause_of("Từ 80 % trở lên: đủ điểm") == Clause("Từ 80 % trở lên", is_full=True)
    assert clause_of("Xem hướng dẫn") == Clause("Xem hướng dẫn")
    assert clause_of("Có: điểm tối đa").brings(Decimal(3)) == 3


def test_semicolons_part_clauses_that_all_say_points() -> None:
    """In other lines they are part of the condition."""
    assert len(clauses_of("đạt: 1 điểm; không đạt: 0 điểm")) == 2
    assert clauses_of("Đủ 6 nội dung; có kết quả, phân công: 1,5 điểm") == (
        Clause("Đủ 6 nội dung; có kết quả, phân công", Decimal("1.5")),
    )
    assert clauses_of(" \n.\n") == ()


def test_numbers() -> None:
    """Without zeros at the end, as files and as Vietnamese texts write them."""
    assert (written(Decimal("1.50")), written(Decimal("100")), with_comma(Decimal("0.25"))) == (
        "1.5",
        "100",
        "0,25",
    )
