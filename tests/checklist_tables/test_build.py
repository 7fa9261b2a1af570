"""Outlines of any depth become areas, criteria and items."""

from __future__ import annotations

from typing import Any

from tests.checklist_tables.office_tables import a_book, areas, read, said

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


def test_more_levels_are_groups_in_a_criterion() -> None:
    """After the items of the criterion itself, as deep as a checklist has groups."""
    rows: list[tuple[Any, ...]] = [
        (1, "A", 5),
        ("1.1", "B", 5),
        ("1.1.1", "C", 2),
        ("1.1.1.1", "D", 2),
        ("1.1.2", "E", 3),
    ]
    found = read(a_book([HEAD, *rows]))
    (area,) = areas(found)
    (criterion,) = area["criteria"]
    assert (area["points"], criterion["id"]) == ("5", "1.1")
    assert [item["id"] for item in criterion["items"]] == ["1.1.2"]
    (group,) = criterion["groups"]
    assert (group["id"], group["title"], group["items"][0]["question"]) == ("1.1.1", "C", "D")


def test_levels_below_the_deepest_group_stand_before_the_question() -> None:
    """Which is told at the row of the level."""
    numbers = [".".join("1" * depth) for depth in range(1, 11)]
    found = read(a_book([HEAD, *((number, f"T{at}", 2) for at, number in enumerate(numbers, start=1))]))
    told = "Groups lie at most {depth} deep; heading '{title}' stands before the questions of its items."
    assert [place for place in said(found) if place[2] == told] == [(10, numbers[8], told)]
    (inside,) = areas(found)[0]["criteria"]
    for _ in range(6):
        (inside,) = inside["groups"]
    assert (inside["id"], inside["items"][0]["question"]) == (numbers[7], "T9: T10")
