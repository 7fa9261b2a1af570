"""The process that unpacks an XLS file.

Called as `python -m inspection_lib.tables.xls_process BYTES COLUMNS ROWS HIDDEN`; HIDDEN is 1 where hidden
sheets are wanted too, else 0. It gets the file on stdin and prints a JSON list of sheets, or a text that says
what is wrong.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import xlrd

from inspection_lib.system import can_limit_memory
from inspection_lib.tables.cells import CellTrouble
from inspection_lib.tables.fonts import font_code
from inspection_lib.tables.number_formats import read_format, show_number

MEMORY, PASSWORD = "memory", "password"
"""Answers for a file that needs too much memory, and for one that is encrypted."""
_PYTHON_ITSELF = 256 * 2**20
"""Bytes of address space that the interpreter and its libraries take."""


def main() -> None:
    """Read stdin within the limits of the arguments and print what was found."""
    most_bytes, most_columns, most_rows, with_hidden = (int(argument) for argument in sys.argv[1:])
    content = sys.stdin.buffer.read()
    _limit_memory(most_bytes)
    answer: object
    try:
        answer = _sheets(content, most_columns, most_rows, with_hidden=bool(with_hidden))
    except MemoryError:
        answer = MEMORY
    except Exception as error:  # a damaged file fails anywhere in the library
        is_encrypted = isinstance(error, xlrd.XLRDError) and "encrypted" in str(error)
        answer = PASSWORD if is_encrypted else str(error) or type(error).__name__
    sys.stdout.write(json.dumps(answer))


def _limit_memory(most: int) -> None:
    """Limit the address space of this process, where the system holds such a limit."""
    if not can_limit_memory():
        return
    import resource  # not everywhere

    whole = most + _PYTHON_ITSELF
    resource.setrlimit(resource.RLIMIT_AS, (whole, whole))


def _sheets(content: bytes, most_columns: int, most_rows: int, *, with_hidden: bool) -> list[dict[str, Any]]:
    # The library prints doubts about a file to its log; they are not for stdout, which holds the answer.
    book = xlrd.open_workbook(
        file_contents=content, formatting_info=True, ragged_rows=True, logfile=sys.stderr
    )
    formats = {key: book.format_map[key].format_str for key in book.format_map}
    found: list[dict[str, Any]] = []
    for sheet in book.sheets():
        about: dict[str, Any] = {"name": sheet.name, "visible": sheet.visibility == 0, "rows": []}
        if about["visible"] or with_hidden:
            about["rows"] = [
                row
                for at in range(min(sheet.nrows, most_rows + 1))
                if (row := _row(book, formats, sheet, at))
            ]
            about["merged"] = [
                (top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells
            ]
            about["hidden_lines"] = [at + 1 for at, row in sheet.rowinfo_map.items() if row.hidden]
            about["hidden_columns"] = [
                at for at, column in sheet.colinfo_map.items() if column.hidden and at < most_columns
            ]
            about["comments"] = sorted(sheet.cell_note_map)
        found.append(about)
    return found


def _row(book: Any, formats: dict[int, str], sheet: Any, at: int) -> dict[str, Any] | None:
    """A row with something in it: its texts, the cells that cannot be read, and the codes of fonts."""
    row: dict[str, Any] = {"line": at + 1, "cells": [], "troubles": {}, "codes": {}}
    for column in range(sheet.row_len(at)):
        kind, value = sheet.cell_type(at, column), sheet.cell_value(at, column)
        text = ""
        if kind == xlrd.XL_CELL_TEXT:
            text = value.strip()
            style = book.xf_list[sheet.cell_xf_index(at, column)]
            if text and (code := font_code(book.font_list[style.font_index].name)):
                row["codes"][column] = code
        elif kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            key = book.xf_list[sheet.cell_xf_index(at, column)].format_key
            text = show_number(repr(value), read_format(key, formats), is_1904=book.datemode == 1)
        elif kind == xlrd.XL_CELL_BOOLEAN:
            text = "yes" if value else "no"
        elif kind == xlrd.XL_CELL_ERROR:
            text = xlrd.error_text_from_code.get(value, "#N/A")
            row["troubles"][column] = CellTrouble.ERROR.value
        row["cells"].append(text)
    while row["cells"] and not row["cells"][-1]:
        row["cells"].pop()
    return row if row["cells"] else None


if __name__ == "__main__":
    main()
