"""Random sheets of answers as offices lay them out, and what a reader must find in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from hypothesis import strategies as st

from inspection_lib.tables import Columns, LeftOutKind, Unknown

COLUMNS = Columns(
    {
        "unit": ("đơn vị", "mã đơn vị"),
        "item": ("tiêu chí",),
        "source": ("nguồn",),
        "value": ("giá trị", "kết quả"),
        "note": ("ghi chú",),
    },
    ("unit", "item", "source", "value"),
    Unknown.LIST,
)
HEADINGS = {
    "unit": ("unit", "Đơn vị", "MÃ ĐƠN VỊ", "Ðơn vị *"),
    "item": ("item", "Tiêu chí", "2. Tiêu chí"),
    "source": ("source", "Nguồn"),
    "value": ("value", "Giá trị", "Kết quả (ghi rõ, đầy đủ)"),
    "note": ("note", "Ghi chú:"),
    "": ("Cán bộ nhập", "Điện thoại; máy lẻ"),
}
TITLES = (
    "ỦY BAN NHÂN DÂN HUYỆN PÁC NẶM",
    "BIỂU TỔNG HỢP KẾT QUẢ",
    "Kỳ báo cáo: quý I, năm 2017",
    "Mẫu số 01",
)
SECTIONS = ("I. Cải cách thể chế", "Lĩnh vực: Tư pháp", "Phần thứ hai")
TOTALS = ("Tổng cộng", "Tổng số:", "CỘNG", "Tổng cộng (12)")
NOTES = ("Ghi chú: số liệu đến ngày 31/3", "(*) Chưa thẩm định", "Nguồn: phần mềm một cửa")
SIGNATURES = (("Người lập biểu", "Thủ trưởng đơn vị"), ("Ngày 15 tháng 5 năm 2017", "Đã ký"))
PLAIN_VALUES = (
    ("b", "", "b"),
    ("Có văn bản, đầy đủ; kèm theo", "", "Có văn bản, đầy đủ; kèm theo"),
    ('nói "được"', "", 'nói "được"'),
    ("dòng một\ndòng hai", "", "dòng một\ndòng hai"),
    ("0012", "", "0012"),
    ("1052/1210", "", "1052/1210"),
    ('="060"', "", "060"),
    ("không\u200b có", "", "không có"),
    (3, "", "3"),
    (57.699999999999996, "", "57.7"),
    (1.234, "", "1.2340"),
)
SHOWN_VALUES = (
    (7, "0000", "0007"),
    (0.5, "0%", "50%"),
    (0.8694, "0.00%", "86.94%"),
    (1234567, "#,##0", "1234567"),
    (datetime(2017, 5, 15), "dd/mm/yyyy", "2017-05-15"),
    (datetime(2017, 5, 15, 8, 30), "dd/mm/yyyy hh:mm", "2017-05-15T08:30:00"),
    (True, "", "yes"),
)
Cell = tuple[object, str, str]
"""A value, the format of its cell, and the text that is read."""


@dataclass
class Sheet:
    """A sheet as it is written, and what is expected of it."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    hidden_sheet: str = ""
    other_sheet: str = ""
    comments: list[tuple[int, int]] = field(default_factory=list)
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    left_out: set[tuple[str, int]] = field(default_factory=set)

    @property
    def last(self) -> int:
        """The last line with something in it."""
        return max(line for line, _ in self.cells)

    def text(self, line: int, column: int, text: str) -> None:
        """Write a text."""
        self.cells[line, column] = (text, "", text)


@st.composite
def sheets(draw: st.DrawFn, *, plain: bool = False) -> Sheet:
    """A sheet; a plain one has only values, as a CSV file or pandas can write it."""
    sheet = Sheet()
    names = list(draw(st.permutations(["unit", "item", "source", "value", *draw(_more_columns())])))
    line = _titles(draw, sheet, len(names), plain=plain)
    headings = [draw(st.sampled_from(HEADINGS[name])) for name in names]
    line = _header(draw, sheet, line, headings, plain=plain)
    for name, column in zip(names, range(len(names)), strict=True):
        if not name:
            sheet.left_out.add((LeftOutKind.COLUMN, line - 1))
            assert column >= 0
    line = _body(draw, sheet, line, names, headings, plain=plain)
    _below(draw, sheet, line, names, plain=plain)
    sheet.left_out |= {
        (LeftOutKind.BLANK, blank)
        for blank in range(1, sheet.last)
        if all(at != blank for at, _ in sheet.cells)
    }
    if not plain:
        sheet.hidden_sheet = draw(st.sampled_from(["", "Bản cũ"]))
        sheet.other_sheet = draw(st.sampled_from(["", "Hướng dẫn"]))
    return sheet


def _more_columns() -> st.SearchStrategy[list[str]]:
    return st.sampled_from([[], ["note"], ["note", ""], [""]])


def _titles(draw: st.DrawFn, sheet: Sheet, width: int, *, plain: bool) -> int:
    line = 1
    for title in draw(st.lists(st.sampled_from(TITLES), max_size=3)):
        line += draw(st.integers(0, 1))
        sheet.text(line, 0, title)
        if not plain and draw(st.booleans()):
            sheet.merged.append((line, 0, line, width - 1))
        sheet.left_out.add((LeftOutKind.TITLE, line))
        line += 1
    return line + draw(st.integers(0, 2))


def _header(draw: st.DrawFn, sheet: Sheet, line: int, headings: list[str], *, plain: bool) -> int:
    """Write the header, in one line or in two, and give the line below it."""
    is_two = not plain and draw(st.booleans())
    for column, heading in enumerate(headings):
        sheet.text(line, column, heading)
    if is_two:
        split = draw(st.integers(0, len(headings) - 2))
        for column, heading in enumerate(headings):
            if column in (split, split + 1):
                sheet.text(line + 1, column, heading)
            else:
                sheet.merged.append((line, column, line + 1, column))
        sheet.text(line, split, "Nội dung kiểm tra")
        del sheet.cells[line, split + 1]
        sheet.merged.append((line, split, line, split + 1))
        line += 1
    line += 1
    if draw(st.booleans()):
        for column in range(len(headings)):
            sheet.text(line, column, f"({column + 1})")
        sheet.left_out.add((LeftOutKind.COLUMN_NUMBERS, line))
        # `left_out` of columns names the header's last line, so it is marked by the caller before this line.
        sheet.left_out.add(("header", line - 1))
        return line + 1
    sheet.left_out.add(("header", line - 1))
    return line


def _body(
    draw: st.DrawFn, sheet: Sheet, line: int, names: list[str], headings: list[str], *, plain: bool
) -> int:
    kinds = ["data", "data", "data", "blank", "section", "repeat", "hidden"]
    for kind in ["data", *draw(st.lists(st.sampled_from(kinds), max_size=8))]:
        if kind in ("data", "hidden"):
            row = {}
            for column, name in enumerate(names):
                cell = _cell(draw, name, plain=plain)
                if cell:
                    sheet.cells[line, column] = cell
                    row[name] = cell[2]
            if kind == "hidden" and not plain:
                sheet.hidden_lines.add(line)
                sheet.left_out.add((LeftOutKind.HIDDEN_ROW, line))
            else:
                row.pop("", None)
                sheet.rows.append((line, dict.fromkeys(COLUMNS.headings, "") | row))
        elif kind == "section":
            sheet.text(line, 0, draw(st.sampled_from(SECTIONS)))
            if not plain:
                sheet.merged.append((line, 0, line, len(names) - 1))
            sheet.left_out.add((LeftOutKind.NOTE, line))
        elif kind == "repeat":
            for column, heading in enumerate(headings):
                sheet.text(line, column, heading)
            sheet.left_out.add((LeftOutKind.REPEATED_HEADER, line))
        line += 1
    if not plain:
        _merge_units(draw, sheet, names.index("unit"))
    return line


def _cell(draw: st.DrawFn, name: str, *, plain: bool) -> Cell | None:
    match name:
        case "unit":
            return (
                ("060", "", "060")
                if plain
                else draw(st.sampled_from([("060", "", "060"), (61, "000", "061")]))
            )
        case "item":
            return ("C05", "", "C05")
        case "source":
            return ("thẩm định", "", "thẩm định")
        case "value":
            return draw(st.sampled_from(PLAIN_VALUES if plain else (*PLAIN_VALUES, *SHOWN_VALUES)))
        case _:
            return draw(st.sampled_from([None, ("đã xem", "", "đã xem")]))


def _merge_units(draw: st.DrawFn, sheet: Sheet, column: int) -> None:
    """Merge the units of two rows, one directly under the other."""
    lines = [line for line, _ in sheet.rows]
    for place, line in enumerate(lines):
        if line + 1 in lines and draw(st.booleans()):
            sheet.cells.pop((line + 1, column))
            sheet.merged.append((line, column, line + 1, column))
            sheet.rows[place + 1][1]["unit"] = sheet.rows[place][1]["unit"]
            if (line, column) not in sheet.cells:
                # Merged into the one above already: this would be two merged cells over one another.
                sheet.merged.pop()
                sheet.cells[line + 1, column] = ("060", "", "060")
                sheet.rows[place + 1][1]["unit"] = "060"


def _below(draw: st.DrawFn, sheet: Sheet, line: int, names: list[str], *, plain: bool) -> None:
    if draw(st.booleans()):
        sheet.text(line, 0, draw(st.sampled_from(TOTALS)))
        sheet.cells[line, len(names) - 1] = (12, "", "12")
        if not plain and draw(st.booleans()):
            sheet.merged.append((line, 0, line, len(names) - 2))
        sheet.left_out.add((LeftOutKind.TOTAL, line))
        line += 1
    for note in draw(st.lists(st.sampled_from(NOTES), max_size=2)):
        line += draw(st.integers(0, 1))
        sheet.text(line, 0, note)
        sheet.left_out.add((LeftOutKind.NOTE, line))
        line += 1
    if draw(st.booleans()):
        for left, right in SIGNATURES:
            line += 1
            sheet.text(line, 0, left)
            sheet.text(line, len(names) - 1, right)
            sheet.left_out.add((LeftOutKind.NOTE, line))
