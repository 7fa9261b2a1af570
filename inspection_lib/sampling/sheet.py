"""The sheet of a sample: an Excel file in which inspectors write what they found, and its reader."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from inspection_lib.answers import fold_word
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import Catalogue, Fault, Language, Message, for_cell, message, nearest
from inspection_lib.model import ColumnKind, Register, RegisterColumn
from inspection_lib.sampling.values import DrawnCase, Pick, Sample, names_of
from inspection_lib.tables import Columns, Row, Unknown, read_table

YES = frozenset({"co", "co sai sot", "sai", "x", "yes", "y", "1", "true"})
NO = frozenset({"khong", "khong sai sot", "dung", "no", "n", "0", "false"})
NOT_LOOKED_AT = frozenset({"", "-", "chua", "chua xem", "not looked at"})
"""Words of a result, in lower case and without marks."""
_HEADINGS = {
    "code": ("Mã phiếu", "code"),
    "chosen": ("Cách chọn", "chosen"),
    "case": ("Trường hợp", "case"),
    "line": ("Dòng trong sổ", "line"),
    "result": ("Có sai sót", "deviates"),
    "note": ("Ghi chú", "note"),
}
_READ = ("code", "case", "result")
_WIDTHS = {"code": 10, "chosen": 12, "case": 22, "line": 9, "result": 12, "note": 40}
_TEXT_WIDTH, _WIDTH = 34, 15


def sheet_bytes(sample: Sample, register: Register, catalogue: Catalogue) -> bytes:
    """The sheet as XLSX: a row for each case, drawn ones first, and a page that says how they were drawn."""
    from openpyxl import Workbook  # on use: it takes a while, and most commands need none
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = catalogue.format(message("Cases"))
    names = ["code", "chosen", "case", "line", *_cells_shown(sample), "result", "note"]
    page.append([_heading(name, register, catalogue) for name in names])
    for row in _rows(sample, register, catalogue):
        page.append([for_cell(cell) for cell in row])
    for at, name in enumerate(names, start=1):
        head = page.cell(1, at)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        page.column_dimensions[get_column_letter(at)].width = _width(name, register)
    for cells in page.iter_rows(min_row=2):
        for cell in cells:
            cell.number_format = "@"  # a code keeps its zeros
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.row_dimensions[1].height = 32
    page.freeze_panes, page.print_title_rows = "D2", "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9  # A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    result = get_column_letter(names.index("result") + 1)
    words = "yes,no" if catalogue.language is Language.EN else "có,không"
    check = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    check.add(f"{result}2:{result}{page.max_row}")
    page.add_data_validation(check)
    how = book.create_sheet(catalogue.format(message("How it was drawn")))
    for label, value in _facts(sample, register):
        how.append([catalogue.format(label), for_cell(catalogue.format(value))])
    how.column_dimensions["A"].width, how.column_dimensions["B"].width = 34, 80
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read_results(path: Path, sample: Sample) -> dict[str, bool]:
    """What the sheet says by the codes of the cases: True where one deviates.

    A case without a word, or without its row, was not looked at. Raises InvalidFilesError with everything
    that does not fit: words, codes that are unknown or there twice, and rows that were torn apart.
    """
    columns = Columns(
        {name: tuple(word.lower() for word in _HEADINGS[name]) for name in _READ}, _READ, Unknown.LIST,
        filled=("code", "case"),
    )  # fmt: skip
    table = read_table(path, columns)
    problems = list(table.problems)
    known = dict(zip((case.code for case in sample.cases), names_of(sample.cases), strict=True))
    known |= zip((pick.code for pick in sample.picks), names_of(sample.picks), strict=True)
    results: dict[str, bool] = {}
    seen: dict[str, int] = {}
    for row in table.rows:
        code, word = row.cells["code"].upper(), _folded(row.cells["result"])
        fault = _misfit(row, code, known, seen.get(code))
        if fault is None and word not in YES | NO | NOT_LOOKED_AT:
            fault = Fault(
                message("'{text}' does not say whether the case deviates.", text=row.cells["result"]),
                message("Write có or không; leave the cell empty while nobody has looked at the case."),
            )
        if fault:
            problems.append(Problem(str(path), row.line, fault))
        elif word not in NOT_LOOKED_AT:
            results[code] = word in YES
        seen.setdefault(code, row.line)
    if problems:
        raise InvalidFilesError(problems)
    return results


def _misfit(row: Row, code: str, known: Mapping[str, str], before: int | None) -> Fault | None:
    if code not in known:
        return Fault(
            message("The sample has no case with the code '{code}'.", code=code), nearest(code, known)
        )
    if before:
        return Fault(
            message("The code {code} is there twice, first in row {row}.", code=code, row=before),
            message("Keep one of the rows."),
        )
    if row.cells["case"] != known[code]:
        return Fault(
            message(
                "The code {code} is that of the case {case}, and the row says '{text}'.",
                code=code,
                case=known[code],
                text=row.cells["case"],
            ),
            message("The sheet was sorted or edited by columns. Put each code back to its case."),
        )
    return None


def _folded(text: str) -> str:
    return " ".join(fold_word(text).split())


def _cells_shown(sample: Sample) -> list[str]:
    return [name for name in sample.columns if name != sample.key]


def _rows(sample: Sample, register: Register, catalogue: Catalogue) -> list[list[str]]:
    picks = [pick for pick in sample.picks if not pick.drawn]
    chosen: list[tuple[DrawnCase | Pick, Message]] = [(case, message("drawn")) for case in sample.cases]
    chosen += [(pick, message("picked")) for pick in picks]
    rows = []
    for case, how in chosen:
        cells = dict(zip(sample.columns, case.cells, strict=True))
        shown = [_shown(cells[name], register.column(name), catalogue) for name in _cells_shown(sample)]
        how_chosen = catalogue.format(how)
        rows.append([case.code, how_chosen, case.key or str(case.line), str(case.line), *shown, "", ""])
    return rows


def _shown(cell: str, column: RegisterColumn | None, catalogue: Catalogue) -> str:
    """A cell as the reader writes it: days in the reader's form, choices in an office's word."""
    if not cell or column is None or catalogue.language is Language.EN:
        return cell
    if column.kind is ColumnKind.DAY:
        day, _, hour = cell.partition("T")
        return f"{catalogue.day(date.fromisoformat(day))} {hour}".strip()
    return dict(column.words).get(cell, cell).partition(";")[0]


def _width(name: str, register: Register) -> int:
    column = register.column(name)
    is_text = column is not None and column.kind is ColumnKind.TEXT
    return _WIDTHS.get(name, _TEXT_WIDTH if is_text else _WIDTH)


def _heading(name: str, register: Register, catalogue: Catalogue) -> str:
    is_english = catalogue.language is Language.EN
    if name in _HEADINGS:
        return _HEADINGS[name][is_english]
    column = register.column(name)
    word = column.headings.partition(";")[0].strip() if column and not is_english else ""
    return word[:1].upper() + word[1:] if word else name


def _facts(sample: Sample, register: Register) -> Sequence[tuple[Message, Message]]:
    period = message("{first} to {last}", first=sample.period_from, last=sample.period_to)
    return (
        (message("Campaign"), _plain(sample.campaign)),
        (message("Unit inspected"), _plain(sample.unit)),
        (message("Register"), register.label),
        (message("File"), _plain(sample.file)),
        (message("Period"), period),
        (message("Cases that can be drawn"), _count(sample.population)),
        (message("Rows that do not count"), _count(sample.not_counted)),
        (message("Number on paper"), _plain(sample.number)),
        (message("Digest of the register"), _plain(sample.digest)),
        (message("Cases drawn"), _count(sample.size)),
        (message("Tolerable share"), _share(sample.aim.tolerable)),
        (message("Confidence"), _share(sample.aim.confidence)),
        (
            message("How to draw again"),
            message("docs/sampling.md; the order is the SHA-256 of digest:number:line"),
        ),
    )


def _plain(text: str) -> Message:
    return message("{text}", text=text)


def _count(count: int) -> Message:
    return message("{text}", text=count)


def _share(share: Decimal) -> Message:
    return message("{text}", text=Fraction(share))
