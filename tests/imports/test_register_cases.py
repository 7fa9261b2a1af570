"""Rows of registers in one form, however the file is written."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports import RegisterCases, RegisterFile, read_cases

FIRST, LAST = date(2017, 1, 1), date(2017, 4, 30)
PLAIN = """dossier,procedure,received,due,returned,apology
MH-1,Đăng ký đất đai,2017-01-03,2017-01-05,2017-01-04,
MH-2,Trợ cấp,2017-01-03T08:30:00,2017-01-06T11:00:00,,yes
MH-3,,2017-01-03,2017-01-05,2017-01-09,no
"""
CASES = [
    ("MH-1", "Đăng ký đất đai", "2017-01-03", "2017-01-05", "2017-01-04", "", ""),
    ("MH-2", "Trợ cấp", "2017-01-03T08:30:00", "2017-01-06T11:00:00", "", "yes", ""),
    ("MH-3", "", "2017-01-03", "2017-01-05", "2017-01-09", "no", ""),
]


def read(folder: Path, content: str) -> RegisterCases:
    """The cases of a one-stop register."""
    path = folder / "060.one_stop.csv"
    path.write_text(content, encoding="utf-8")
    return read_cases(RegisterFile("060", "one_stop", path), FIRST, LAST)


def test_each_row_is_a_case_with_all_columns_of_the_kind(tmp_path: Path) -> None:
    """A column that the file lacks is empty."""
    cases = read(tmp_path, PLAIN)
    assert [case.cells for case in cases.rows] == CASES
    assert [case.line for case in cases.rows] == [2, 3, 4]
    assert (cases.columns[0], cases.columns[-1], cases.key) == ("dossier", "state", "dossier")


@pytest.mark.parametrize(
    "content",
    [
        # Other headings, separator, order of columns, days, words, and a column of the system's own.
        "STT;Thư xin lỗi;Mã hồ sơ;Ngày trả kết quả;Ngày hẹn trả;Ngày tiếp nhận;Tên thủ tục\n"
        "1;;MH-1;4/1/2017;5/1/2017;3/1/2017;Đăng ký   đất đai\n"
        "2;có;MH-2;;11:00 6/1/2017;03/01/2017 8h30;Trợ cấp\n"
        "3;Không;MH-3;9/1/2017;05/01/2017;3/1/2017 00:00;\n",
        # Letters in another form of Unicode, guards, a total.
        PLAIN.replace("Đăng ký", "Đa\u0306ng ky\u0301\u00a0").replace("MH-1", '"=""MH-1"""')
        + "Tổng cộng,3,,,,\n",
    ],
)
def test_how_the_file_is_written_changes_nothing(tmp_path: Path, content: str) -> None:
    """The content is the same, and so are the cases."""
    assert [case.cells for case in read(tmp_path, content).rows] == CASES


def test_a_workbook_gives_the_same_cases(tmp_path: Path) -> None:
    """Days are days there, and hours hours."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    header, *rows = [line.split(",") for line in PLAIN.splitlines()]
    page.append(header)
    for row in rows:
        page.append([datetime.fromisoformat(cell) if cell[:4] == "2017" else cell for cell in row])
    path = tmp_path / "060.one_stop.xlsx"
    book.save(path)
    cases = read_cases(RegisterFile("060", "one_stop", path), FIRST, LAST)
    assert [case.cells for case in cases.rows] == CASES


def test_rows_outside_of_the_period_are_no_cases(tmp_path: Path) -> None:
    """As for measures; they are counted."""
    late = "MH-4,,2017-05-02,2017-05-05,,\nMH-5,,2016-11-02,2016-11-05,2016-12-01,\n"
    cases = read(tmp_path, PLAIN + late)
    assert ([case.cells for case in cases.rows], cases.not_counted) == (CASES, 2)


def test_a_large_register_is_read_in_blocks(tmp_path: Path) -> None:
    """With the same cases, in the order of the file; an hour at the end of a due day is none."""
    rows = [f"D{at},p,2017-01-03,2017-01-05 23:59:59,2017-01-04," for at in range(9_000)]
    cases = read(tmp_path, "\n".join([PLAIN.splitlines()[0], *rows, ""]))
    assert len(cases.rows) == 9_000
    assert cases.rows[-1].cells == ("D8999", "p", "2017-01-03", "2017-01-05", "2017-01-04", "", "")


def test_a_register_that_cannot_be_used_has_no_cases(tmp_path: Path) -> None:
    """A number that is there twice, and a day that is none, both at once."""
    with pytest.raises(InvalidFilesError) as refused:
        read(tmp_path, PLAIN + "MH-1,,2017-01-03,2017-01-05,,\nMH-9,,soon,2017-01-05,,\n")
    assert len(refused.value.problems) == 2
    with pytest.raises(InvalidFilesError):
        read(tmp_path, "dossier\n1\n")


def test_registers_of_other_kinds_have_cases_too(tmp_path: Path) -> None:
    """Counts have digits only; a text that nobody measures is kept."""
    path = tmp_path / "060.certificates.csv"
    path.write_text(
        "serial,issued_to_role,valid_from,valid_to,signed_in_period\n"
        "7,Chủ tịch\u00a0 UBND,1/1/2016,1/1/2018,1.646\n",
        encoding="utf-8",
    )
    cases = read_cases(RegisterFile("060", "certificates", path), FIRST, LAST)
    assert [case.cells for case in cases.rows] == [("7", "Chủ tịch UBND", "2016-01-01", "2018-01-01", "1646")]
