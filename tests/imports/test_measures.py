"""Measures of registers, with the numbers of the rows that count against them."""

from __future__ import annotations

from pathlib import Path

from tests.imports.one_stop import (
    LATE,
    NO_APOLOGY,
    ON_TIME,
    PENDING,
    figures_of_rows,
    measures_of,
)


def test_a_measure_counts_and_names_the_rows_against_it(tmp_path: Path) -> None:
    """A dossier on its due day is on time, a pending one does not count; the header is row 1."""
    assert figures_of_rows(tmp_path, ON_TIME, LATE, PENDING, NO_APOLOGY) == {
        "settled_on_time": (1, 3, (3, 5)),
        "apologies": (1, 2, (5,)),
    }


def test_row_numbers_are_those_of_the_file_also_after_an_empty_line(tmp_path: Path) -> None:
    """A reader who looks the row up in the file finds it."""
    assert figures_of_rows(tmp_path, LATE, "", NO_APOLOGY)["settled_on_time"] == (0, 2, (2, 4))


def test_an_empty_register_gives_0_of_0(tmp_path: Path) -> None:
    """A header alone has no rows to count; no check takes 0 of 0 for a share."""
    assert figures_of_rows(tmp_path) == {"settled_on_time": (0, 0, ()), "apologies": (0, 0, ())}


def test_no_register_gives_no_measure(tmp_path: Path) -> None:
    """Most units have no registers."""
    assert measures_of(tmp_path) == ()
