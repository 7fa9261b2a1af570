"""Tables of responses as Vietnamese spreadsheets write them, through the command `inspection import`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from inspection_lib.imports.responses import read_responses
from inspection_lib.language import Text, in_english
from inspection_lib.model import Campaign, Checklist, OwnCause
from inspection_lib.tables import LeftOutKind
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.commands import run_here

Files = tuple[Campaign, dict[str, Checklist]]
HEADER = "Đơn vị;Tiêu chí;Nguồn;Giá trị;Ghi chú;Minh chứng;Thời điểm"


@pytest.fixture
def files(campaign: Campaign, checklists: dict[str, Checklist]) -> Files:
    return campaign, checklists


def test_a_csv_of_a_vietnamese_excel_is_read(tmp_path: Path, files: Files) -> None:
    """BOM, semicolons, Vietnamese headers, decimal commas and dd/mm/yyyy are understood."""
    path = tmp_path / "r.csv"
    rows = [HEADER, "060;C19;thẩm định;82,5;;Biên bản đo | Ảnh 1;24/5/2017", "060;A01;tự chấm;25/01/2017;;;"]
    path.write_text("\r\n".join(rows), encoding="utf-8-sig")
    imported, problems = read_responses(path, *files)
    assert problems == []
    assert [(entry.item_id, entry.source, entry.raw) for _, entry in imported.entries] == [
        ("C19", "inspector", "82,5"),
        ("A01", "self", "25/01/2017"),
    ]
    assert imported.entries[0][1].evidence == ("Biên bản đo", "Ảnh 1")
    assert imported.entries[0][1].answered_at == "2017-05-24"


def test_a_workbook_with_real_dates_and_numbers_is_read(tmp_path: Path, files: Files) -> None:
    """Excel's own dates and numbers become answers; a share that Excel made a date of is named."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["unit", "item", "source", "value"])
    sheet.append(["060", "A01", "self", datetime(2017, 1, 25)])
    sheet.append(["060", "C05", "inspector", 3.0])
    sheet.append(["060", "C14", "inspector", datetime(2017, 6, 5)])
    book.save(tmp_path / "r.xlsx")
    imported, problems = read_responses(tmp_path / "r.xlsx", *files)
    assert [entry.raw for _, entry in imported.entries] == ["2017-01-25", "3"]
    assert [problem.line for problem in problems] == [4]


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("999;A01;self;2017-01-01", "999"),
        ("060;Z99;self;yes", "Z99"),
        ("060;C14;nobody;1/2", "nobody"),
        ("060;C14;self;5/4", "5/4"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, files: Files, row: str, word: str) -> None:
    """An unknown unit, item or source, or a value that does not fit, is reported with its line."""
    path = tmp_path / "r.csv"
    path.write_text(f"unit;item;source;value\n060;C00;self;yes\n{row}\n", encoding="utf-8")
    _, problems = read_responses(path, *files)
    assert [(problem.line, word in str(problem)) for problem in problems] == [(3, True)]


def test_importing_twice_adds_nothing_and_a_bad_file_is_left_out_whole(tmp_path: Path) -> None:
    """A file again adds 0 events, a changed cell one (with --replace), a file with a bad row nothing."""
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("unit,item,source,value\n060,C00,self,yes\n060,C14,self,1200/1210\n", encoding="utf-8")
    bad.write_text("unit,item,source,value\n061,C00,self,yes\n061,C14,self,3/2\n", encoding="utf-8")

    def run(path: Path, *words: str) -> tuple[int, str]:
        store = f"sqlite:///{tmp_path}/s.db"
        options = ("--store", store, "--language", "en", "--home", str(ROOT))
        done = run_here(tmp_path, {}, "import", CAMPAIGN, str(path), *words, *options)
        return done.status, done.out + done.err

    assert "2 new events" in run(good)[1]
    assert "0 new events" in run(good)[1]
    good.write_text(good.read_text(encoding="utf-8").replace("1200", "1190"), encoding="utf-8")
    assert "can say which is later" in run(good)[1]
    assert "1 new events" in run(good, "--replace")[1]
    status, output = run(bad)
    assert status == 1
    assert "bad.csv:3" in output
    assert "new events" not in output


def test_a_table_with_tabs_in_utf_16_is_read(tmp_path: Path, files: Files) -> None:
    """What Excel calls "Unicode text" is read, too."""
    path = tmp_path / "r.csv"
    path.write_text(HEADER.replace(";", "\t") + "\r\n060\tC00\tTự chấm\tCó\t\t\t\r\n", encoding="utf-16")
    imported, problems = read_responses(path, *files)
    assert (problems, [(entry.item_id, entry.source, entry.raw) for _, entry in imported.entries]) == (
        [],
        [("C00", "self", "Có")],
    )


def test_a_fraction_of_a_workbook_is_never_ambiguous(tmp_path: Path, files: Files) -> None:
    """A cell that holds 41.234 is that number: no thousands are meant."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["unit", "item", "source", "value"])
    sheet.append(["060", "C19", "inspector", 41.234])
    book.save(tmp_path / "r.xlsx")
    imported, problems = read_responses(tmp_path / "r.xlsx", *files)
    assert (problems, [entry.raw for _, entry in imported.entries]) == ([], ["41.2340"])


def test_a_code_whose_zero_was_lost_names_the_nearest(tmp_path: Path, files: Files) -> None:
    """A spreadsheet makes 60 of 060; the message names 060.

    A row that stands twice is no problem here: who records the two compares their times.
    """
    path = tmp_path / "r.csv"
    path.write_text(
        "unit,item,source,value\n60,C00,self,yes\n061,C00,self,yes\n061,C00,self,no\n", encoding="utf-8"
    )
    imported, problems = read_responses(path, *files)
    assert [problem.line for problem in problems] == [2]
    assert "'060'" in str(problems[0])
    assert [line for line, _ in imported.entries] == [3, 4]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("24/5/2017 8:05", "2017-05-24T08:05"),
        ("24/05/2017  08:05:30", "2017-05-24T08:05:30"),
        ("2017-05-24T08:05:00.000Z", "2017-05-24T08:05:00.000Z"),
        ("2017-05-24 23:30 +0700", "2017-05-24T23:30+0700"),
        ("24/5/2017", "2017-05-24"),
        ("24/5/2017 8:05 CH", None),
        ("24/5/2017 8h30", None),
        ("24/5/2017 25:99", None),
        ("24/5/2017 sáng", None),
    ],
)
def test_a_time_is_kept_or_refused_and_never_dropped(
    tmp_path: Path, files: Files, written: str, kept: str | None
) -> None:
    """Without its time the day alone cannot say which of two answers is the later one."""
    path = tmp_path / "r.csv"
    path.write_text(f"unit,item,source,value,answered_at\n060,C05,inspector,3,{written}\n", encoding="utf-8")
    imported, problems = read_responses(path, *files)
    assert [entry.answered_at for _, entry in imported.entries] == ([kept] if kept else [])
    assert ["does not fit answered_at" in str(problem) for problem in problems] == ([] if kept else [True])


@pytest.mark.parametrize(("row", "word"), [("O60,C05,inspector,", "O60"), ("060,Z99,inspector,", "Z99")])
def test_a_row_without_an_answer_is_looked_at_too(tmp_path: Path, files: Files, row: str, word: str) -> None:
    """It may belong to another table under the answers: an unknown unit or item is told."""
    path = tmp_path / "r.csv"
    path.write_text(f"unit,item,source,value\n060,C05,inspector,3\n{row}\n", encoding="utf-8")
    imported, problems = read_responses(path, *files)
    assert problems == []
    warnings = [one for one in imported.account.left_out if one.kind is LeftOutKind.WARNING]
    assert [one.line for one in warnings] == [3]
    assert word in str(in_english(warnings[0].message))


@pytest.mark.parametrize(
    ("column", "text"),
    [(5, "Ông A, CCCD 019184000123"), (6, "BC.pdf | anh_0912345678.jpg"), (5, "hỏi a.b@gmail.com")],
)
def test_what_looks_like_personal_data_is_told_by_row_and_column(
    tmp_path: Path, files: Files, column: int, text: str
) -> None:
    """The row is taken in, and the warning does not hold what was written."""
    cells = ["060", "A01", "tự chấm", "25/01/2017", "", "", ""]
    cells[column - 1] = text
    path = tmp_path / "r.csv"
    path.write_text("\r\n".join([HEADER, ";".join(cells)]), encoding="utf-8-sig")
    imported, problems = read_responses(path, *files)
    assert problems == []
    assert len(imported.entries) == 1
    (warning,) = [one for one in imported.account.left_out if one.kind is LeftOutKind.WARNING]
    assert (warning.line, in_english(warning.message).split(" ")[0]) == (2, ("note", "evidence")[column - 5])
    assert not any(word in in_english(warning.message) for word in text.split())


def test_a_cause_of_the_workbench_is_read_and_an_unknown_one_lists_all(tmp_path: Path, files: Files) -> None:
    """The article's causes, then the province's own."""
    campaign, checklists = files
    own = replace(campaign, causes=(OwnCause("MAT_BANG", Text("Thiếu trụ sở", "")),))
    path = tmp_path / "r.csv"
    head = "unit,item,source,value,cause\n"
    path.write_text(f"{head}060,C19,inspector,82.5,MAT_BANG\n060,C09,inspector,9,X\n", encoding="utf-8")
    imported, problems = read_responses(path, own, checklists)
    assert [entry.cause for _, entry in imported.entries] == ["MAT_BANG"]
    remedy = "The causes are: NGUOI_DUNG_DAU, CAN_BO, KINH_PHI, THE_CHE, KHAC, MAT_BANG."
    assert remedy in [in_english(problem.fault.remedy) for problem in problems]
