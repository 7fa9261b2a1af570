"""The file of holidays: the real one, and one with faults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from inspection_lib.definitions import read_holidays, read_holidays_with_problems
from inspection_lib.errors import InvalidFilesError
from inspection_lib.model import NO_CALENDAR, limits
from tests.conftest import ROOT


def test_the_holidays_of_the_workbench() -> None:
    """The file has 2016 to 2027; 2027 is not verified; Saturdays that are worked are working days."""
    calendar = read_holidays(ROOT / "checklists" / "holidays.csv", "checklists/holidays.csv")
    assert calendar.years == frozenset(range(2016, 2028))
    assert calendar.unverified == {2027}
    assert calendar.is_working_day(date(2019, 1, 5)) is True
    assert calendar.is_working_day(date(2026, 8, 31)) is False
    assert calendar.next_working_day(date(2026, 8, 29)) == date(2026, 9, 3)
    assert (calendar.file, len(calendar.digest)) == ("checklists/holidays.csv", 64)


def test_without_a_file_no_year_is_known(tmp_path: Path) -> None:
    """A workbench may have none."""
    assert read_holidays(tmp_path / "none.csv", "none.csv") is NO_CALENDAR


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("2017-02-30,x,holiday,s", "'2017-02-30' does not fit date."),
        ("2017-02-03,x,holidy,s", "'holidy' is not valid for kind. The nearest valid name is 'holiday'."),
        ("2017-01-01,x,holiday,s", "The day 2017-01-01 is there twice."),
        ("2017-02-03,x,worked Saturday,s", "2017-02-03 is no weekend"),
    ],
)
def test_each_fault_is_named_with_its_row(tmp_path: Path, row: str, text: str) -> None:
    """A wrong day could move a deadline, so the file is refused."""
    path = tmp_path / "holidays.csv"
    path.write_text(f"date,name,kind,source\n2017-01-01,x,holiday,s\n{row}\n", encoding="utf-8")
    (problem,) = read_holidays_with_problems(path, "h.csv")[1]
    assert (problem.file, problem.line) == ("h.csv", 3)
    assert text in str(problem.fault)
    with pytest.raises(InvalidFilesError):
        read_holidays(path, "h.csv")


def test_missing_columns_and_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    """One problem each."""
    path = tmp_path / "holidays.csv"
    for content, text in ((b"date,name\n", "kind, source"), (b"\xff\xfe\x00", "not in UTF-8")):
        path.write_bytes(content)
        (problem,) = read_holidays_with_problems(path, "h.csv")[1]
        assert text in str(problem.fault)


def test_a_row_that_is_no_day_is_a_fault(tmp_path: Path) -> None:
    """A note among the days, or a row whose day is missing: what is not read is never passed over."""
    path = tmp_path / "holidays.csv"
    rows = "2017-01-01,x,holiday,s\nĐã đối chiếu,,,\n,Tết,holiday,s\n2017-01-02,x,holiday,s\n"
    path.write_text(f"date,name,kind,source\n{rows}", encoding="utf-8")
    assert [problem.line for problem in read_holidays_with_problems(path, "h.csv")[1]] == [3, 4]


@pytest.mark.parametrize(
    ("cell", "text"), [("A" * 200_000, "more than 131072 letters"), ('"x" y', "quotation marks")]
)
def test_a_cell_that_no_reader_takes_is_named_with_its_row(tmp_path: Path, cell: str, text: str) -> None:
    """A missing quotation mark may make one cell of half the file."""
    path = tmp_path / "holidays.csv"
    path.write_text(f"date,name,kind,source\n2017-01-01,{cell},holiday,s\n", encoding="utf-8")
    (problem,) = read_holidays_with_problems(path, "h.csv")[1]
    assert problem.line == 2
    assert text in str(problem.fault)


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    """The size is looked at first, as for every table."""
    path = tmp_path / "holidays.csv"
    with path.open("wb") as file:
        file.truncate(limits.LARGE_CSV_BYTES + 1)
    (problem,) = read_holidays_with_problems(path, "h.csv")[1]
    assert "more than" in str(problem.fault)
