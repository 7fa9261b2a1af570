"""The sheet for people, and what is read from it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import REGISTERS
from inspection_lib.sampling.drawing import draw
from inspection_lib.sampling.sheet import read_results, sheet_bytes
from tests.sampling.registers import an_order, cases_of, some_cases

SAMPLE = draw(some_cases(40), an_order(3))
KEYS = [case.key for case in SAMPLE.cases]
HEADER = "Mã phiếu;Trường hợp;Có sai sót;Ghi chú"


def rows_of(content: bytes, page: int) -> list[list[object]]:
    """The cells of a page of a workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[page]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def read(folder: Path, *rows: str) -> dict[str, bool]:
    """The results of a CSV file with these rows."""
    path = folder / "sheet.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return read_results(path, SAMPLE)


def test_the_sheet_is_in_the_readers_language() -> None:
    """Drawn cases in their order, then those that were picked; a second page says how they were drawn."""
    drawn = {case.key for case in SAMPLE.cases}
    missed = next(str(at) for at in range(40) if str(at) not in drawn)
    sample = draw(some_cases(40), an_order(3, missed, KEYS[0]))
    content = sheet_bytes(sample, REGISTERS["one_stop"], open_catalogue(Language.VI))
    header, *rows = rows_of(content, 0)
    assert header == [
        "Mã phiếu",
        "Cách chọn",
        "Trường hợp",
        "Dòng trong sổ",
        "Ngày hẹn trả",
        "Có sai sót",
        "Ghi chú",
    ]
    assert [row[:3] for row in rows] == [
        *([f"M00{at}", "rút thăm", key] for at, key in enumerate(KEYS, start=1)),
        ["C001", "chỉ định", missed],
    ]
    facts = {str(row[0]): str(row[1]) for row in rows_of(content, 1)}
    assert facts["Con số trên giấy"] == "482915"
    assert facts["Mã băm của sổ"] == sample.digest
    assert facts["Tỷ lệ chấp nhận"] == "5\N{NO-BREAK SPACE}%"


def test_days_and_choices_are_in_the_readers_words() -> None:
    """3/1/2017 and có for Vietnamese readers; a due day with its hour."""
    columns = ("dossier", "due", "apology", "procedure")
    cases = cases_of([("1", "2017-01-03T08:30:00", "yes", "yes")])
    cases = type(cases)(cases.register, cases.file, columns, "dossier", cases.rows, 0)
    sample = draw(cases, an_order(1))
    content = sheet_bytes(sample, REGISTERS["one_stop"], open_catalogue(Language.VI))
    assert rows_of(content, 0)[1][4:7] == ["3/1/2017 08:30:00", "có", "yes"]
    content = sheet_bytes(sample, REGISTERS["one_stop"], open_catalogue(Language.EN))
    assert rows_of(content, 0)[1][4:7] == ["2017-01-03T08:30:00", "yes", "yes"]


def test_a_cell_of_a_register_is_no_formula() -> None:
    """A dossier that is called =1+1 stays a text."""
    sample = draw(cases_of([("=1+1", "x")]), an_order(1))
    content = sheet_bytes(sample, REGISTERS["one_stop"], open_catalogue(Language.EN))
    assert rows_of(content, 0)[1][2] == "'=1+1"


def test_a_filled_sheet_is_read_in_any_order(tmp_path: Path) -> None:
    """Words of people; a row that is missing was not looked at."""
    rows = [f"m003;{KEYS[2]};Có sai sót;thiếu phiếu hẹn", f"M001;{KEYS[0]};không;"]
    assert read(tmp_path, *rows) == {"M003": True, "M001": False}
    assert read(tmp_path, f"M001;{KEYS[0]};x;", f"M002;{KEYS[1]};chưa xem;") == {"M001": True}


def test_everything_wrong_with_a_sheet_is_told_at_once(tmp_path: Path) -> None:
    """An unknown code, one that is there twice, a word, rows that were torn apart."""
    with pytest.raises(InvalidFilesError) as refused:
        read(
            tmp_path,
            f"M009;{KEYS[0]};có;",
            f"M001;{KEYS[0]};có;",
            f"M001;{KEYS[0]};không;",
            f"M002;{KEYS[2]};không;",
            f"M003;{KEYS[2]};đạt;",
        )
    assert [problem.line for problem in refused.value.problems] == [2, 4, 5, 6]


def test_a_table_without_results_is_no_sheet(tmp_path: Path) -> None:
    """The reader of tables says which columns are missing."""
    path = tmp_path / "sheet.csv"
    path.write_text("Mã phiếu;Trường hợp\nM001;1\n", encoding="utf-8")
    with pytest.raises(InvalidFilesError):
        read_results(path, SAMPLE)
