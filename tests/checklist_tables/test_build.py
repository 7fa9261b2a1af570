"""Outlines of any depth become areas, criteria and items."""

from __future__ import annotations

from typing import Any

from tests.checklist_tables.office_tables import a_book, areas, items, read, said

HEAD = ("STT", "Tiêu chí", "Điểm tối đa")


def outline(rows: list[tuple[Any, ...]]) -> list[tuple[str, str, list[str]]]:
    """Each criterion: its area, its title, the ids of its items."""
    found = read(a_book([HEAD, *rows]))
    return [
        (area["id"], criterion["title"], [item["id"] for item in criterion["items"]])
        for area in areas(found)
        for criterion in area["criteria"]
    ]


def test_a_table_without_groups_is_one_area() -> None:
    """Which is told for the whole file."""
    assert outline([(1, "x", 1), (2, "y", 2)]) == [("A", "Nội dung kiểm tra", ["1", "2"])]


def test_two_levels_have_a_criterion_for_each_item() -> None:
    """So the report shows each under its own title."""
    assert outline([(1, "A", 3), ("1.1", "x", 1), ("1.2", "y", 2), (2, "B", 1)]) == [
        ("1", "x", ["1.1"]),
        ("1", "y", ["1.2"]),
        ("2", "B", ["2"]),
    ]


def test_more_than_three_levels_stand_before_the_question() -> None:
    """Which is told at the row of the level."""
    rows: list[tuple[Any, ...]] = [(1, "A", 2), ("1.1", "B", 2), ("1.1.1", "C", 2), ("1.1.1.1", "D", 2)]
    assert outline(rows) == [("1", "B", ["1.1.1.1"])]
    found = read(a_book([HEAD, *rows]))
    assert items(found)["1.1.1.1"]["question"] == "C: D"
    assert (
        4,
        "1.1.1",
        "A checklist has three levels; the heading '{title}' stands before the questions of its items.",
    ) in said(found)


def test_the_head_of_the_file_is_told_where_it_was_not_in_the_table() -> None:
    """The kind of unit, the day, bands, defaults and law."""
    found = read(a_book([HEAD, (1, "x", 1)]))
    texts = [one.fault.message.text for one in found.decisions if not one.place.row]
    assert len(texts) == 6
    assert found.tree["title"] == "bang"
    assert found.tree["defaults"] == {
        "severity": "medium",
        "days_to_mend": "30",
        "appraiser": "Cơ quan thẩm định",
        "recommendation": "Khắc phục nội dung chưa đạt và báo cáo kết quả khắc phục.",
    }
