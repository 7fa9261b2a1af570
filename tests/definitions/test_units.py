"""Lists of units: faults with their lines, circles of parents."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from inspection_lib.definitions.units import UNIT_COLUMNS, read_units_with_problems
from inspection_lib.report import office_of_before
from tests.conftest import ROOT

UNITS = (ROOT / "checklists" / "units" / "backan-2017.csv").read_text(encoding="utf-8").splitlines()


def test_faults_of_units_stand_on_their_lines_also_after_a_bad_row(tmp_path: Path) -> None:
    """A row that cannot be read does not shift the lines of those below it."""
    lines = UNITS[:6]
    lines[2] = lines[2].replace(",department,", ",departmint,")
    lines[4] = lines[4].replace(",06,", ",99,", 1)
    path = tmp_path / "units.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [
        problem.line for problem in read_units_with_problems(path, office_of_before(), "units.csv")[1]
    ] == [3, 5]


def test_units_that_stand_above_themselves_are_refused(tmp_path: Path) -> None:
    """A circle of parents is reported in the lines of its units, and in no other line."""
    lines = UNITS[:6]
    codes = [line.split(",")[0] for line in lines]
    circle = {2: codes[3], 3: codes[2], 4: codes[4]}
    for number, parent in circle.items():
        cells = next(csv.reader([lines[number]]))
        cells[UNITS[0].split(",").index("parent")] = parent
        lines[number] = ",".join(f'"{cell}"' for cell in cells)
    path = tmp_path / "units.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = read_units_with_problems(path, office_of_before(), "units.csv")[1]
    problems = [problem for problem in found if "of the kind" not in str(problem)]
    assert [problem.line for problem in problems] == [3, 4, 5]
    assert all("is above itself" in str(problem) for problem in problems)


def test_a_units_file_without_a_column_is_reported_once(tmp_path: Path) -> None:
    """Without the column no row can be read."""
    path = tmp_path / "units.csv"
    path.write_text(",".join(UNIT_COLUMNS[1:]) + "\n", encoding="utf-8")
    units, (problem,) = read_units_with_problems(path, office_of_before(), "units.csv")
    assert units == ()
    assert str(problem).startswith("units.csv:1: The columns code are missing.")


def test_somebody_answers_for_a_unit_whose_head_is_not_named(tmp_path: Path) -> None:
    """A report would say that nobody has to mend what was found."""
    path = tmp_path / "units.csv"
    path.write_text("code,kind,name\nX1,commune,Xã Một\n", encoding="utf-8")
    (unit,), problems = read_units_with_problems(path, office_of_before(), "units.csv")
    assert problems == []
    assert (unit.head.vi, unit.head.en) == ("Người đứng đầu đơn vị", "Head of the unit")


@pytest.mark.parametrize("code", ["đơn-vị", "q/../../x", "..", "a b", "x" * 65])
def test_a_code_that_cannot_name_a_folder_is_refused(tmp_path: Path, code: str) -> None:
    """Reports, minutes, bundles and notebooks have files named by the code."""
    path = tmp_path / "units.csv"
    path.write_text(f"{UNITS[0]}\n{code},province,Tỉnh,Province,,,,,,,verified,\n", encoding="utf-8")
    units, problems = read_units_with_problems(path, office_of_before(), "units.csv")
    assert units == ()
    assert "does not fit code" in str(problems[0])


def test_codes_that_differ_in_capital_letters_only_are_refused(tmp_path: Path) -> None:
    """In the line of each: on Windows and macOS their reports would lie in one folder."""
    path = tmp_path / "units.csv"
    lines = [UNITS[0], *(UNITS[1].replace("06,", f"{code},", 1) for code in ("a1", "A1", "b1"))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = read_units_with_problems(path, office_of_before(), "units.csv")[1]
    assert [problem.line for problem in found] == [2, 3]
    assert all("The codes A1, a1 differ" in str(problem) for problem in found)
