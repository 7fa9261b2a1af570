"""Registers: measures with the numbers of their rows, and bad rows named."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports.register_files import find_registers
from inspection_lib.imports.registers import MOST_NAMED
from inspection_lib.model import Measure
from inspection_lib.workbench import Workbench, load_measures
from inspection_lib.workbench.checking import check_paths

HEADER = "dossier,procedure,received,due,returned,apology"
ON_TIME = "1,p,2017-01-01,2017-01-05,2017-01-05,"
LATE = "2,p,2017-01-01,2017-01-05,2017-01-06,yes"
PENDING = "3,p,2017-01-01,2017-01-05,,"
NO_APOLOGY = "4,p,2017-01-01,2017-01-05,2017-01-09,no"


def measured(folder: Path) -> tuple[Measure, ...]:
    return load_measures(folder, "060")


def measured_again(folder: Path) -> dict[str, tuple[int, int, tuple[int, ...]]]:
    return {made.name: (made.numerator, made.denominator, made.rows) for made in measured(folder)}


def measures(folder: Path, *rows: str) -> dict[str, tuple[int, int, tuple[int, ...]]]:
    (folder / "060.one_stop.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return measured_again(folder)


def test_a_measure_counts_and_names_the_rows_against_it(tmp_path: Path) -> None:
    """A dossier on its due day is on time, a pending one does not count; the header is row 1."""
    assert measures(tmp_path, ON_TIME, LATE, PENDING, NO_APOLOGY) == {
        "settled_on_time": (1, 3, (3, 5)),
        "apologies": (1, 2, (5,)),
    }


def test_row_numbers_are_those_of_the_file_also_after_an_empty_line(tmp_path: Path) -> None:
    """A reader who looks the row up in the file finds it."""
    assert measures(tmp_path, LATE, "", NO_APOLOGY)["settled_on_time"] == (0, 2, (2, 4))


def test_a_table_as_excel_saves_it_here_is_read(tmp_path: Path) -> None:
    """Semicolons, days with the day first, a byte order mark, UTF-16, columns that were emptied; or the workbook itself."""
    rows = ["1;p;1/1/2017;05/01/2017;5/1/2017;;;", "2;p;1/1/2017;05/01/2017;6/1/2017 08:30;Có"]
    header = HEADER.replace(",", ";").replace("dossier", "Dossier") + ";;"
    table = "\n".join([header, *rows, ""])
    path = tmp_path / "060.one_stop.csv"
    counted = [("settled_on_time", 1, 2, (3,)), ("apologies", 1, 1, ())]
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_text(table, encoding=encoding)
        assert [
            (made.name, made.numerator, made.denominator, made.rows) for made in measured(tmp_path)
        ] == counted
    path.write_text(f"sep=;\n{table}", encoding="utf-8")
    assert measured_again(tmp_path)["settled_on_time"] == (1, 2, (4,))
    path.unlink()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEADER.split(","))
    sheet.append([1, "p", datetime(2017, 1, 1), datetime(2017, 1, 5), datetime(2017, 1, 5)])
    sheet.append([2, "p", datetime(2017, 1, 1), "5/1/2017", datetime(2017, 1, 6), "yes"])
    book.save(tmp_path / "060.one_stop.xlsx")
    assert [
        (made.name, made.numerator, made.denominator, made.rows) for made in measured(tmp_path)
    ] == counted


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("060.one_stp.csv", "nearest valid name is 'one_stop'"),
        ("60.one_stop.csv", "nearest valid name is '060'"),
        ("060.one_stop.xls", "Save it as CSV or XLSX"),
        ("060.one_stop.CSV", "Save it as CSV or XLSX"),
        ("060.one_stop.xlsx", "Keep one of the two files"),
        ("060.one_stop (1).csv", "nearest valid name is 'one_stop'"),
        ("060.documents.csv.gz", "Save it as CSV or XLSX"),
        ("060.documents.csv ", "Save it as CSV or XLSX"),
        ("060.Documents.csv", "nearest valid name is 'documents'"),
        ("060.documents", "Save it as CSV or XLSX"),
        ("060.one_stop.documents.csv", "is not known here"),
    ],
)
def test_a_table_that_no_report_would_read_is_refused(
    workbench: Workbench, tmp_path: Path, name: str, word: str
) -> None:
    """A name that is written wrongly would leave the unit's check against its register out, and nobody would know."""
    campaign = workbench.campaign("2017-dot-1")
    for file in ("060.one_stop.csv", "060.one_stop.csv.bak", ".~lock.060.documents.csv#", "read me.md", name):
        (tmp_path / file).write_text(f"{HEADER}\n", encoding="utf-8")
    found, problems = find_registers(tmp_path, campaign)
    assert [register.path.name for register in found] == ["060.one_stop.csv"]
    assert [(Path(problem.file).name, word in str(problem)) for problem in problems] == [(name, True)]
    if name.startswith("060."):  # a unit alone does not do without it either
        with pytest.raises(InvalidFilesError, match=re.escape(word)):
            load_measures(tmp_path, "060")


def test_a_folder_is_no_register(workbench: Workbench, tmp_path: Path) -> None:
    """Nor is a link that leads nowhere: the unit would be reported without its register."""
    (tmp_path / "060.one_stop.csv").mkdir()
    (tmp_path / "061.one_stop.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "huyện").mkdir()
    found, problems = find_registers(tmp_path, workbench.campaign("2017-dot-1"))
    assert found == []
    assert [str(problem).partition(": ")[2].split()[0] for problem in problems] == [
        "Folders",
        "There",
        "Folders",
    ]


def test_a_formula_without_its_value_is_told(tmp_path: Path) -> None:
    """A program wrote the file and nothing computed it: an empty day would count as a dossier that is still open."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEADER.split(","))
    sheet.append([1, "p", datetime(2017, 1, 1), datetime(2017, 1, 5), "=C2+2"])
    book.save(tmp_path / "060.one_stop.xlsx")
    with pytest.raises(InvalidFilesError, match="xlsx:2: The row holds a formula"):
        load_measures(tmp_path, "060")


def test_a_unit_has_none_of_the_registers_of_those_whose_code_begins_like_its_own(tmp_path: Path) -> None:
    """Codes hold dots: 06.SNV is an office of 06."""
    (tmp_path / "06.SNV.one_stop.csv").write_text(f"{HEADER}\n{LATE}\n", encoding="utf-8")
    (tmp_path / "06.SNV.one_stp.csv").write_text("", encoding="utf-8")
    assert load_measures(tmp_path, "06") == ()


def test_what_a_workbook_tells_of_its_size_is_not_believed(tmp_path: Path) -> None:
    """Some programs write the size of another table; rows beyond it are rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEADER.split(","))
    for number in range(20):
        sheet.append([number, "p", "1/1/2017", "5/1/2017", "5/1/2017"])
    book.save(tmp_path / "right.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "right.xlsx") as right,
        zipfile.ZipFile(tmp_path / "060.one_stop.xlsx", "w") as wrong,
    ):
        for name in right.namelist():
            wrong.writestr(name, right.read(name).replace(b'ref="A1:F21"', b'ref="A1:F8"'))
    assert measured_again(tmp_path)["settled_on_time"] == (20, 20, ())


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_damaged_workbook_is_told(tmp_path: Path, member: str) -> None:
    """Whatever in it is broken: the file is named, and what to do."""
    book = openpyxl.Workbook()
    book.save(tmp_path / "whole.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "whole.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "060.one_stop.xlsx", "w") as broken,
    ):
        for name in whole.namelist():
            broken.writestr(name, whole.read(name)[:60] if name == member else whole.read(name))
    with pytest.raises(InvalidFilesError, match="cannot be read"):
        load_measures(tmp_path, "060")


def test_many_rows_that_do_not_fit_are_counted(tmp_path: Path) -> None:
    """A column in another form is told once, with its first rows, not with all of them."""
    rows = [f"{number},p,2017-01-01,2017-01-05,,maybe" for number in range(200)]
    with pytest.raises(InvalidFilesError) as refused:
        measures(tmp_path, *rows, *(f"{number},p,1/1/17,2017-01-05,," for number in range(200, 400)))
    said = [str(problem) for problem in refused.value.problems]
    assert sum("does not fit" in problem for problem in said) == 2 * MOST_NAMED
    assert [problem.partition(": ")[2][:36] for problem in said if "more rows" in problem] == [
        "150 more rows do not fit received. W",
        "150 more rows do not fit apology. Co",
    ]


def test_an_empty_register_gives_measures_of_nothing(tmp_path: Path) -> None:
    """A header alone is 0 of 0, which no check takes for a share."""
    assert measures(tmp_path) == {"settled_on_time": (0, 0, ()), "apologies": (0, 0, ())}


def test_no_register_gives_no_measure(tmp_path: Path) -> None:
    """Most units have none."""
    assert measured(tmp_path) == ()


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("5,p,2017-01-01,31/02/2017,,", "due"),
        ("5,p,2017-01-01,1/5/17,,", "due"),
        ("5,p,2017-01-01,2017-01-05,,,6", "more cells"),
        ("5,p,2017-01-01,31/12/9999,,", "'31/12/9999' does not fit due"),
        (",p,2017-01-01,2017-01-05,,", "dossier is empty"),
        ("5,p,2017-01-01,2017-02-31,,", "due"),
        ("5,p,2017-01-01,2017-01-05,01/31/2017,", "'01/31/2017' does not fit returned"),
        ("5,p,,2017-01-05,,", "received is empty"),
        ("5,p,2017-01-01,2017-01-05,,maybe", "apology"),
        ("1,p,2017-01-01,2017-01-05,,", "dossier"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, word: str) -> None:
    """A day, a word or a double number that does not fit is told with its row and column."""
    with pytest.raises(InvalidFilesError) as refused:
        measures(tmp_path, ON_TIME, LATE, row)
    assert (refused.value.problems[-1].line, word in str(refused.value.problems[-1])) == (4, True)


def test_a_wrong_header_is_told_as_what_is_missing_and_what_is_meant(tmp_path: Path) -> None:
    """A misspelt column is named once, with the name that was meant."""
    (tmp_path / "060.one_stop.csv").write_text(
        f"{HEADER.replace('received', 'receivd')}\n{ON_TIME}\n", encoding="utf-8"
    )
    with pytest.raises(InvalidFilesError) as refused:
        measured(tmp_path)
    missing, unknown = (str(problem) for problem in refused.value.problems)
    assert "The columns received are missing." in missing
    assert "'receivd' is not known here. The nearest valid name is 'received'." in unknown


def test_a_count_that_is_none_is_told_as_it_is_written(tmp_path: Path) -> None:
    """Neither a half nor a word becomes a number."""
    rows = [
        "serial,issued_to_role,valid_from,valid_to,signed_in_period",
        "1,r,2016-01-01,2021-01-01,1.5",
        "2,r,2016-01-01,2021-01-01,x",
    ]
    (tmp_path / "060.certificates.csv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(InvalidFilesError) as refused:
        measured(tmp_path)
    assert [(problem.line, str(problem).split("'")[1]) for problem in refused.value.problems] == [
        (2, "1.5"),
        (3, "x"),
    ]


def test_a_file_that_no_register_is_named_after_is_told(workbench: Workbench, tmp_path: Path) -> None:
    """A misspelt file name would else leave the register unread without a word."""
    folder = tmp_path / "registers" / "2017-dot-1"
    folder.mkdir(parents=True)
    (folder / "060.onestop.csv").write_text(HEADER, encoding="utf-8")
    (problem,) = check_paths(workbench, [tmp_path])
    assert "'onestop' is not known here. The nearest valid name is 'one_stop'." in str(problem)
