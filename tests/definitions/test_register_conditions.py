"""A condition picks rows: a column, a comparison, and a value, a column or an end of the period."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from inspection_lib.definitions.file_problems import open_file
from inspection_lib.definitions.register_conditions import read_conditions
from inspection_lib.model import Comparison, PeriodEnd, RowTest
from tests.definitions.register_files import LETTERS, sound_letters


@pytest.mark.parametrize(
    ("text", "row_test"),
    [
        ("way = post", RowTest("way", Comparison.EQUAL, value="post")),
        ("way != post", RowTest("way", Comparison.NOT_EQUAL, value="post")),
        ("gone<=came", RowTest("gone", Comparison.AT_MOST, other_column="came")),
        ("came < period_start", RowTest("came", Comparison.LESS_THAN, value=PeriodEnd.START)),
        ("pages > 3", RowTest("pages", Comparison.MORE_THAN, value=3)),
        ("mark >= 9,5", RowTest("mark", Comparison.AT_LEAST, value=Fraction(19, 2))),
        ("gone is empty", RowTest("gone", Comparison.EQUAL, value="")),
        ("note is not  empty", RowTest("note", Comparison.NOT_EQUAL, value="")),
        ("mark is empty", RowTest("mark", Comparison.NOT_EQUAL, other_column="mark")),
        ("pages is not empty", RowTest("pages", Comparison.EQUAL, other_column="pages")),
        ("note = gone", RowTest("note", Comparison.EQUAL, value="gone")),
    ],
)
def test_a_condition_is_read(tmp_path: Path, text: str, row_test: RowTest) -> None:
    """An empty figure differs from itself. A text is a text, also where a column has its name."""
    columns = {column.name: column for column in sound_letters(tmp_path).columns}
    path = tmp_path / "x.yaml"
    path.write_text(LETTERS, encoding="utf-8")
    problems = open_file(path, "x")
    assert read_conditions([text], ("rules", 0, "when"), columns, problems) == (row_test,)
    assert problems.problems == []
