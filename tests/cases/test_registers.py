"""Registers as offices handed them in: each was read wrongly, or refused without a useful word."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from inspection_lib.workbench import Workbench, load_registers
from tests.cli.conftest import Command, command
from tests.conftest import CAMPAIGN, ROOT

__all__ = ["command"]

CASES = ROOT / "tests" / "cases"
ZEROS = CASES / "10-code-shown-with-zeros" / "060.one_stop.xlsx"
TOTAL = CASES / "28-totals-and-notes-under-the-table" / "total.csv"
NOTE = CASES / "28-totals-and-notes-under-the-table" / "note.csv"
VIETNAMESE = CASES / "30-register-with-vietnamese-headers" / "060.one_stop.csv"
TWICE = CASES / "32-dossier-twice-said-unclearly" / "060.one_stop.csv"
MONTH_FIRST = CASES / "33-month-first-days" / "060.one_stop.csv"
OUTSIDE = CASES / "34-rows-outside-the-period" / "060.one_stop.csv"
HEADER = "dossier,procedure,received,due,returned,apology"
ROWS = ("1,p,2017-01-03,2017-01-05,2017-01-04,", "2,p,2017-01-03,2017-01-05,2017-01-09,")


def register(command: Command, source: Path | str, name: str = "060.one_stop.csv") -> str:
    """Put a register, or its text, into the campaign's folder; its path."""
    path = Workbench(command.folder).registers(CAMPAIGN) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(source, Path):
        shutil.copyfile(source, path)
    else:
        path.write_text(source, encoding="utf-8")
    return str(path)


def figures(command: Command) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of each measure of unit 060."""
    workbench = Workbench(command.folder)
    campaign = workbench.campaign(CAMPAIGN)
    read = load_registers(workbench.registers(CAMPAIGN), campaign, "060")
    return {measure.name: (measure.numerator, measure.denominator) for measure in read.measures}


def on_time(command: Command, source: Path | str, name: str = "060.one_stop.csv") -> tuple[int, int, str]:
    """The share of dossiers settled on time, and the warnings of `check`, which finds nothing wrong."""
    ran = command("check", register(command, source, name))
    assert ran.status == 0, ran.err
    return (*figures(command)["settled_on_time"], ran.err)


def refused(command: Command, source: Path | str, name: str = "060.one_stop.csv") -> str:
    """What `check` says of a register that it refuses."""
    return command.bad("check", register(command, source, name))


def test_numbers_shown_with_zeros_are_read_as_they_are_shown(command: Command) -> None:
    """12 in a cell of the format 0000 and the text 0012 are one dossier, in rows 2 and 3."""
    assert "The same dossier is there 2 times: rows 2, 3." in refused(command, ZEROS, "060.one_stop.xlsx")


@pytest.mark.parametrize("source", [TOTAL, NOTE])
def test_a_total_and_a_note_are_passed_over_and_listed(command: Command, source: Path) -> None:
    """The unit gets its report; the line is told."""
    assert on_time(command, source)[:2] == (1, 2)
    line = 4 if source is TOTAL else 5
    assert f"060.one_stop.csv:{line}: warning: " in on_time(command, source)[2]


@pytest.mark.parametrize(
    "below",
    [
        "Cộng,,,,,",
        ",Tổng số: 2 hồ sơ,,,,",
        "TỔNG CỘNG,2,,,1,",
        "Lũy kế,2,,,,",
        ",,,,,\nNguồn: phần mềm một cửa,,,,,",
        ",,,,,\n,Người lập biểu,,,Thủ trưởng đơn vị,\n,(ký tên),,,(ký tên),",
        "Ghi chú: hồ sơ 2 trả chậm do thiếu giấy tờ,,,,,",
    ],
)
def test_what_stands_under_a_table_is_not_a_dossier(command: Command, below: str) -> None:
    """Totals, sources, signatures."""
    found = on_time(command, "\n".join([HEADER, *ROWS, below]) + "\n")
    assert found[:2] == (1, 2)
    assert "warning" in found[2]


def test_a_dossier_without_days_is_no_note(command: Command) -> None:
    """At the end of the table too: its days are missing."""
    assert "060.one_stop.csv:4: received is empty." in refused(command, "\n".join([HEADER, *ROWS, "3,p,,,,"]))


def test_a_heading_inside_the_table_is_listed(command: Command) -> None:
    """Systems group their dossiers by field."""
    table = "\n".join([HEADER, "Lĩnh vực đất đai,,,,,", ROWS[0], "Lĩnh vực hộ tịch,,,,,", ROWS[1]])
    found = on_time(command, table)
    assert found[:2] == (1, 2)
    assert ":2: warning" in found[2]
    assert ":4: warning" in found[2]


def test_headings_as_systems_here_print_them(command: Command) -> None:
    """Mã hồ sơ, Ngày tiếp nhận, Ngày hẹn trả."""
    assert on_time(command, VIETNAMESE) == (1, 1, "")


EXPORT = """\ufeffBÁO CÁO DANH SÁCH HỒ SƠ;;;;;;;;;
Từ ngày 01/01/2017 đến ngày 30/04/2017;;;;;;;;;

STT;Mã hồ sơ;Tên thủ tục hành chính;Chủ hồ sơ;Ngày nhận;Ngày hẹn trả;Ngày trả;Trạng thái;Thư xin lỗi;Ghi chú
1;H01-170103-0001;Cấp đổi;Tổ chức A;03/01/2017 08:15;05/01/2017 17:00;05/01/2017 16:40;Đã trả kết quả;;
2;H01-170103-0002;Cấp đổi;Tổ chức B;03/01/2017 09:20;05/01/2017 11:00;05/01/2017 15:30;Đã trả kết quả;Có;
3;H01-170426-0003;Cấp phép xây dựng;Tổ chức C;26/04/2017 10:00;12/05/2017 17:00;;Đang xử lý;;
4;H01-170403-0004;Cấp phép xây dựng;Tổ chức D;03/04/2017 10:00;20/04/2017 17:00;;Đã rút hồ sơ;;
5;H01-170403-0005;Cấp phép xây dựng;Tổ chức E;03/04/2017 10:00;20/04/2017 17:00;;Đang giải quyết;;
;Tổng số: 5 hồ sơ;;;;;;;;
"""
"""An export of a one-stop system: titles, further columns, hours, states, a total."""


def test_an_export_of_a_one_stop_system_is_read(command: Command) -> None:
    """Withdrawn dossiers do not count; further columns are left aside and listed."""
    one, two, warnings = on_time(command, EXPORT)
    assert (one, two) == (1, 2)
    found = figures(command)
    assert (found["overdue_open"], found["on_time_or_in_term"]) == ((1, 2), (2, 4))
    assert found["apologies"] == (1, 1)
    assert all(
        word in warnings for word in ("Chủ hồ sơ", "Ghi chú", "withdrawn or refused, not counted: 1 (8)")
    )


def test_an_export_as_a_workbook_is_read(command: Command) -> None:
    """Days as dates with hours; a hidden sheet beside the table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["Mã hồ sơ", "Thủ tục", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả", "Thư xin lỗi"])
    moments = (datetime(2017, 1, 3, 8), datetime(2017, 1, 5, 11), datetime(2017, 1, 5, 11, 1))
    sheet.append(["A1", "p", *moments, None])
    sheet.append(["A2", "p", *moments[:2], datetime(2017, 1, 5), None])
    book.save(command.folder / "export.xlsx")
    assert on_time(command, command.folder / "export.xlsx", "060.one_stop.xlsx") == (1, 2, "")


MAPPING = """register: one_stop
columns:
  Số phiếu: dossier
  Việc: procedure
  Giờ vào: received
  Phải xong: due
  Giờ ra: returned
  Kết quả: state
missing: [apology]
values:
  state: {Xong: returned, Dân rút: withdrawn, "*": open}
days: month-day-year
"""
OWN_EXPORT = """Số phiếu,Việc,Giờ vào,Phải xong,Giờ ra,Kết quả,Người làm
7,p,01/03/2017 08:00 AM,01/05/2017 05:00 PM,01/05/2017 04:00 PM,Xong,x
8,p,01/03/2017 08:00 AM,01/05/2017 05:00 PM,01/06/2017 04:00 PM,Xong,x
9,p,01/03/2017 08:00 AM,01/05/2017 05:00 PM,,Dân rút,x
10,p,04/27/2017 08:00 AM,05/05/2017 05:00 PM,,Chờ,x
"""


@pytest.mark.parametrize("place", ["", CAMPAIGN])
def test_a_mapping_file_says_how_a_system_is_read(command: Command, place: str) -> None:
    """Headings, values and the order of days; one for all campaigns, or of the campaign."""
    folder = Workbench(command.folder).registers(CAMPAIGN).parent / place
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "our-system.map.yaml").write_text(MAPPING, encoding="utf-8")
    one, two, warnings = on_time(command, OWN_EXPORT)
    assert (one, two) == (1, 2)
    assert figures(command)["on_time_or_in_term"] == (2, 3)
    assert "apologies is not counted, because the register lacks a column." in warnings
    assert "Nothing is wrong." in command.good("check", str(folder / "our-system.map.yaml"))


def test_an_export_with_unknown_headings_is_refused_with_what_to_do(command: Command) -> None:
    """The columns that are missing, and that a mapping file would name them."""
    said = refused(command, OWN_EXPORT)
    assert "The columns dossier, procedure, received, due, returned, apology are missing." in said
    assert "docs/registers.md shows a mapping file" in said


def test_two_columns_for_one_are_refused_until_a_mapping_file_chooses(command: Command) -> None:
    """A result that is ready and one that was fetched have two days."""
    header = "Mã hồ sơ,Thủ tục,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Ngày trả kết quả,Thư xin lỗi"
    table = f"{header}\n1,p,3/1/2017,5/1/2017,5/1/2017,9/1/2017,\n"
    assert "Ngày trả kết quả" in refused(command, table)
    columns = dict(zip(header.split(","), (*HEADER.split(",")[:4], "returned", "", "apology"), strict=True))
    lines = [f"  {heading}: {column}" for heading, column in columns.items() if column]
    folder = Workbench(command.folder).registers(CAMPAIGN)
    (folder / "a.map.yaml").write_text(
        "\n".join(["register: one_stop", "columns:", *lines]), encoding="utf-8"
    )
    assert on_time(command, table)[:2] == (1, 1)


def test_a_dossier_that_is_there_twice_is_named_with_all_its_rows(command: Command) -> None:
    """A space after the number does not hide it."""
    assert "The same dossier is there 2 times: rows 2, 3." in refused(command, TWICE)
    rows = [f"{number},p,2017-01-03,2017-01-05,," for number in (1, 2, 3, 1, 2, 1)]
    said = refused(command, "\n".join([HEADER, *rows]))
    assert "The same dossier is there 3 times: rows 2, 5, 7." in said
    assert "The same dossier is there 2 times: rows 3, 6." in said


def test_month_first_days_are_refused_by_column(command: Command) -> None:
    """As they stand no day lies in the period; with the month first all do."""
    said = refused(command, MONTH_FIRST)
    assert [f"The column {name} writes the month" in said for name in ("received", "due", "returned")] == [
        True
    ] * 3


def test_one_unmistakable_day_shows_the_order_of_its_column_and_its_neighbours(command: Command) -> None:
    """1/25/2017 shows it; the other rows are not named one by one."""
    rows = ["1,p,2/3/2017,2/6/2017,2/4/2017,", "2,p,3/1/2017 08:00,3/7/2017,1/25/2017 9:00,"]
    said = refused(command, "\n".join([HEADER, *rows]))
    assert said.count("writes the month before the day") == 3
    assert "does not fit" not in said


def test_days_of_another_month_are_not_taken_for_month_first(command: Command) -> None:
    """A register of early May lies outside a period that ends in April; 13/5 shows that the day is first."""
    rows = ["1,p,2/5/2017,5/5/2017,4/5/2017,", "2,p,3/5/2017,13/5/2017,9/5/2017,"]
    assert on_time(command, "\n".join([HEADER, *rows]))[:2] == (0, 0)


def test_rows_outside_the_period_are_left_out_and_counted(command: Command) -> None:
    """Of 2015 and of 2018 in a campaign on January to April 2017."""
    one, two, warnings = on_time(command, OUTSIDE)
    assert (one, two) == (0, 1)
    assert "after the end of the period, not counted: 1 (3)" in warnings
    assert "before the beginning of the period, not counted: 1 (2)" in warnings
