"""Tables of answers and units that were read wrongly: columns, sheets, cells, letters, layouts, formats."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inspection_lib.definitions import read_units_with_problems
from inspection_lib.imports import ImportedFile, read_responses
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Campaign, Checklist
from inspection_lib.report import office_of_before
from inspection_lib.tables import LeftOutKind
from tests.cli.conftest import Command, command
from tests.conftest import CAMPAIGN, ROOT

__all__ = ["command"]

CASES = ROOT / "tests" / "cases"
UNITS = sorted((CASES / "36-units-file-as-excel-saves-it").iterdir())
HEADER = "unit,item,source,value,note,evidence"


@pytest.fixture
def read(campaign: Campaign, checklists: dict[str, Checklist]):
    """Reads a file of a case, or the rows of a CSV file; gives the file and its problems as texts."""

    def of(path: Path, *leave_out: str) -> tuple[ImportedFile, list[str]]:
        imported, problems = read_responses(path, campaign, checklists, leave_out)
        return imported, [str(problem).removeprefix(f"{path}:") for problem in problems]

    return of


def case(number: str, name: str = "responses.csv") -> Path:
    """A file of a case."""
    (folder,) = CASES.glob(f"{number}-*")
    return folder / name


def raw_answers(imported: ImportedFile) -> dict[str, str]:
    return {entry.item_id: entry.raw for _, entry in imported.entries}


def kinds(imported: ImportedFile) -> list[tuple[str, int]]:
    return [(one.kind, one.line) for one in imported.account.left_out]


def a_csv(folder: Path, *lines: str) -> Path:
    path = folder / "r.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_01_an_unknown_column_refuses(read) -> None:
    """It is named by letter and heading, with the nearest known column."""
    _, (problem,) = read(case("01"))
    assert problem.startswith("1: Column F (Tài liệu minh chứng) is not known here.")
    assert "'tài liệu kiểm chứng'" in problem
    assert "--leave-out 'Tài liệu minh chứng'" in problem


def test_01_a_named_column_is_left_out_and_listed(command: Command) -> None:
    """With --leave-out the file is imported; the account names the column; another name is an error."""
    path = str(case("01"))
    ran = command("import", CAMPAIGN, path, "--leave-out", "tai lieu  MINH CHỨNG")
    assert (ran.status, "1 new events" in ran.out) == (0, True)
    assert "Column F (Tài liệu minh chứng) is not read." in ran.err
    error = command.bad("import", CAMPAIGN, path, "--leave-out", "Tài liệu")
    assert "--leave-out: No file has the column 'Tài liệu'." in error


def test_01_a_column_without_a_heading_is_left_out_by_its_letter(command: Command, tmp_path: Path) -> None:
    """The letter that the message names is the one that the command takes."""
    path = str(a_csv(tmp_path, "unit,item,source,,value", "060,C05,inspector,x,3"))
    assert "leave it out with --leave-out D." in command.bad("import", CAMPAIGN, path)
    ran = command("import", CAMPAIGN, path, "--leave-out", "D")
    assert (ran.status, "Column D is not read." in ran.err) == (0, True)


def test_02_two_columns_of_one_meaning_refuse(read) -> None:
    _, problems = read(case("02"))
    assert problems == ["1: The columns D (Giá trị), E (Kết quả) all stand for value. Keep one of them."]


def test_03_a_row_longer_than_the_header_refuses(read, tmp_path: Path) -> None:
    """Its line is named; empty cells at the end are none."""
    _, (problem,) = read(case("03"))
    assert problem.startswith("2: The row has more cells than the header.")
    imported, problems = read(a_csv(tmp_path, HEADER, "060,A02,inspector,b,,,,,"))
    assert (raw_answers(imported), problems) == ({"A02": "b"}, [])


def test_05_all_tables_of_a_folder_are_read(command: Command, tmp_path: Path) -> None:
    """TSV and XLSM, too; the XLS of the case is damaged and named. A percent is read as it is shown."""
    folder = tmp_path / "folder"
    shutil.copytree(case("05", "folder"), folder)
    (folder / "note.docx").write_bytes(b"x")
    (folder / "old").mkdir()
    ran = command("import", CAMPAIGN, str(folder))
    for name in ("communes.tsv", "districts.csv", "more.xlsm"):
        assert f"{name}: 1 rows, 1 new events." in ran.out
    assert "departments.xls: The file cannot be read" in ran.err
    assert "more.xlsm:2: warning: '89%' was read as 89: item C19 is a number." in ran.err
    assert "The file 'note.docx' is no table and is not read." in ran.err
    assert "The folder 'old' is not looked into." in ran.err
    assert ran.status == 1


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_05_old_formats_are_read(read, suffix: str) -> None:
    """Leading zeros and percents as the sheet shows them; an error is no empty cell."""
    files = ROOT / "tests" / "tables" / "files"
    imported, problems = read(files / f"responses.{suffix}")
    assert (raw_answers(imported), problems) == ({"C05": "3", "C19": "89"}, [])
    assert {entry.unit_code for _, entry in imported.entries} == {"060"}
    _, (problem,) = read(files / f"error.{suffix}")
    assert problem.startswith("3: Column D (Giá trị): the cell shows #DIV/0! instead of a value.")


def test_06_the_visible_sheet_is_read(read) -> None:
    imported, problems = read(case("06", "responses.xlsx"))
    assert (raw_answers(imported), problems) == ({"C05": "3"}, [])
    assert imported.account.sheet == "Ket qua"
    assert [str(one.message.values[0].value) for one in imported.account.left_out] == ["Ban cu"]


def test_08_escaped_letters_are_letters(read) -> None:
    imported, _ = read(case("08", "responses.xlsx"))
    ((_, entry),) = imported.entries
    assert (entry.raw, entry.note) == ("Dòng một\nDòng hai", "Ghi chú\nhai dòng")
    assert entry.evidence == ("KH 5/KH-UBND", "BC 7/BC-UBND")


def test_11_a_formula_that_gives_an_empty_text_is_empty(read) -> None:
    imported, problems = read(case("11", "responses.xlsx"))
    assert (raw_answers(imported), imported.entries[0][1].note, problems) == ({"A02": "b"}, "", [])


@pytest.mark.parametrize(("name", "raw"), [("responses.xlsx", "57.7"), ("computed.xlsx", "42.3333333333333")])
def test_12_fifteen_digits(read, name: str, raw: str) -> None:
    imported, problems = read(case("12", name))
    assert (raw_answers(imported), problems) == ({"C19": raw}, [])


def test_13_a_cell_with_an_error_refuses(read) -> None:
    _, problems = read(case("13", "responses.xlsx"))
    assert [problem.split(" instead")[0] for problem in problems] == [
        "2: Column E (note): the cell shows #REF!",
        "3: Column D (value): the cell shows #N/A",
    ]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "########", "Err:502"])
def test_13_in_a_csv_file(read, tmp_path: Path, error: str) -> None:
    """A CSV file saved from a spreadsheet holds the error as a text."""
    _, (problem,) = read(a_csv(tmp_path, HEADER, f"060,A12,inspector,{error},,"))
    assert f"2: Column D (value): the cell shows {error}" in problem


def test_16_a_password_is_named(read) -> None:
    _, (problem,) = read(case("16", "responses.xlsx"))
    assert problem.startswith("0: The file is protected by a password.")


def test_16_an_old_file_under_a_new_name(read, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    shutil.copy(ROOT / "tests" / "tables" / "files" / "responses.xls", path)
    _, (problem,) = read(path)
    assert problem.startswith("0: This is an old Excel file (.xls) under the name .xlsx.")


def test_17_a_picture_in_a_cell_refuses(read) -> None:
    _, (problem,) = read(case("17", "responses.xlsx"))
    assert problem.startswith("2: Column F (evidence): the cell holds a picture")
    assert "inspection attach" in problem


def test_19_an_old_font_code_is_converted(read) -> None:
    imported, problems = read(case("19", "responses.xlsx"))
    ((_, entry),) = imported.entries
    assert (entry.raw, entry.note) == ("Kế hoạch cải cách hành chính", "Địa phương đang khắc phục")
    assert kinds(imported) == [(LeftOutKind.CONVERTED, 2)] * 2
    assert problems == []


@pytest.mark.parametrize("code_page", ["cp1252", "latin-1"])
def test_19_letters_read_in_a_wrong_code_page_refuse(read, tmp_path: Path, code_page: str) -> None:
    """UTF-8 that was opened as Windows-1252 and saved: every letter with a mark is two wrong ones."""
    row = "060,A12,inspector,Sáng kiến huyện,,".encode().decode(code_page)
    _, (problem,) = read(a_csv(tmp_path, HEADER, row))
    assert problem.startswith("2: Column D (value): the letters of the cell are garbled.")
    header = "Đơn vị,Tiêu chí,Nguồn,Giá trị".encode().decode("latin-1")
    _, (problem,) = read(a_csv(tmp_path, header, "060,A12,self,x"))
    assert problem.startswith("1: Column A: the letters of ")
    _, (problem,) = read(a_csv(tmp_path, HEADER, "060,A12,inspector,S\ufffdng ki\ufffdn,,"))
    assert "garbled" in problem


@pytest.mark.parametrize("name", ["header.csv", "answer.csv"])
def test_20_letters_that_look_like_the_vietnamese_one(read, name: str) -> None:
    imported, problems = read(case("20", name))
    assert (len(imported.entries), problems) == (1, [])


@pytest.mark.parametrize("name", ["formula.csv", "apostrophe.csv"])
def test_22_guards_of_zeros(read, name: str) -> None:
    imported, problems = read(case("22", name))
    assert ([entry.unit_code for _, entry in imported.entries], problems) == (["060"], [])


def test_25_separators_inside_quotation_marks_do_not_count(read) -> None:
    imported, problems = read(case("25"))
    assert (raw_answers(imported), imported.entries[0][1].note, problems) == ({"A02": "b"}, "x", [])


@pytest.mark.parametrize(("name", "line"), [("title.csv", 4), ("blank.csv", 3)])
def test_26_the_header_stands_under_titles_and_blank_lines(read, name: str, line: int) -> None:
    imported, problems = read(case("26", name))
    assert ([at for at, _ in imported.entries], problems) == ([line], [])
    assert {at for _, at in kinds(imported)} == set(range(1, line - 1))


def test_28_totals_and_notes_among_answers(read, tmp_path: Path) -> None:
    rows = ["060,A02,inspector,b,,", "Tổng cộng,1,,,,", "", '"Ghi chú: số liệu của phần mềm",,,,,']
    imported, problems = read(a_csv(tmp_path, HEADER, *rows))
    assert (raw_answers(imported), problems) == ({"A02": "b"}, [])
    assert kinds(imported) == [(LeftOutKind.TOTAL, 3), (LeftOutKind.BLANK, 4), (LeftOutKind.NOTE, 5)]


def test_29_blank_answers_are_counted(command: Command) -> None:
    out = command.good("import", CAMPAIGN, str(case("29")))
    assert "1 rows, 1 new events." in out
    assert "2 rows without an answer." in out


def test_29_what_a_blank_row_holds_besides_is_named(read, tmp_path: Path) -> None:
    """A note without an answer is not taken in, and this is said."""
    imported, problems = read(a_csv(tmp_path, HEADER, "060,A02,inspector,,chưa kiểm tra,", "060,C05,,☐,,"))
    assert (imported.entries, imported.not_answered, problems) == ((), (2, 3), [])
    assert "its note is not taken in" in imported.account.left_out[0].message.text.format(columns="note")


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_36_units_as_excel_saves_them(path: Path) -> None:
    units, problems = read_units_with_problems(path, office_of_before(), path.name)
    assert problems == []
    (pac_nam,) = (unit for unit in units if unit.code == "060")
    assert (pac_nam.name.vi, str(pac_nam.valid_to)) == ("Huyện Pác Nặm", "2025-07-01")


def test_36_an_unknown_column_of_units_refuses(tmp_path: Path) -> None:
    text = (CASES / UNITS[0].parent.name / "blank-row.csv").read_text(encoding="utf-8")
    path = tmp_path / "u.csv"
    path.write_text(text.replace("successor", "sucessor"), encoding="utf-8")
    problems = [str(problem) for problem in read_units_with_problems(path, office_of_before(), "u.csv")[1]]
    assert any("sucessor" in problem for problem in problems)
    path.write_text(text.replace("source", "source,Điện thoại", 1), encoding="utf-8")
    problems = [str(problem) for problem in read_units_with_problems(path, office_of_before(), "u.csv")[1]]
    assert any("Column M (Điện thoại) is not known here." in problem for problem in problems)


def test_37_a_unit_by_its_name(read) -> None:
    """The name is taken where only one unit has it, and the account says so."""
    imported, problems = read(case("37"))
    assert [entry.unit_code for _, entry in imported.entries] == ["060", "01858"]
    assert (kinds(imported), problems) == ([(LeftOutKind.WARNING, 2), (LeftOutKind.WARNING, 3)], [])


def test_63_lock_files_are_passed_over(command: Command) -> None:
    ran = command("import", CAMPAIGN, str(case("63", "folder")))
    assert (ran.status, "1 rows, 1 new events" in ran.out) == (0, True)
    assert "~$districts.xlsx" in ran.err


def test_64_ticks_are_yes(read, campaign: Campaign) -> None:
    imported, problems = read(case("64"))
    assert (len(imported.entries), problems) == (4, [])


@pytest.mark.parametrize("moved", ["value,evidence,note", "note,value,evidence"])
def test_02_a_second_table_in_another_order_refuses(read, tmp_path: Path, moved: str) -> None:
    """Its header looks like a repeated one, but its cells would go into the columns of the first table."""
    below = f"unit,item,source,{moved}"
    _, problems = read(a_csv(tmp_path, HEADER, "060,A12,inspector,a,b,c", below, "060,D02,inspector,x,y,yes"))
    assert "3: The header is repeated with other columns: " in problems[0]
    assert "D (value)" in problems[0] or "E (note) → evidence, F (evidence) → note." in problems[0]
    _, problems = read(a_csv(tmp_path, HEADER, "060,D02,inspector,yes,,", HEADER.upper(), "060,C05,self,3,,"))
    assert problems == []


def test_65_a_web_page_under_the_name_xls(read) -> None:
    _, (problem,) = read(case("65", "responses.xls"))
    assert problem.startswith("0: This is a web page under the name .xls.")


def test_messages_are_in_vietnamese(read) -> None:
    """A message with its values, in the language of the users."""
    imported, _ = read(case("06", "responses.xlsx"))
    text = open_catalogue(Language.VI).format(imported.account.left_out[0].message)
    assert text == "Không đọc trang tính ẩn 'Ban cu'."
