"""The process that unpacks an XLS or ODS file: `python -m ...tables.calamine_process BYTES COLUMNS`.

It gets the file on stdin and prints a JSON list of sheets, or a text that says what is wrong.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum


def main() -> None:
    """Read stdin within the limits of the arguments and print what was found."""
    most_bytes, most_columns = int(sys.argv[1]), int(sys.argv[2])
    content = sys.stdin.buffer.read()
    _limit_memory(most_bytes)
    answer: object
    try:
        answer = _sheets(content, most_columns)
    except MemoryError:
        answer = "MemoryError"
    except (CalamineError, OSError, ValueError) as error:
        answer = str(error) or type(error).__name__
    except BaseException as error:  # a panic of the library, which is of no class that it names
        answer = f"{type(error).__name__}: {error}"
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


def _limit_memory(most: int) -> None:
    """Limit the process's address space to so many bytes more than a bare Python takes.

    Where the system has no such limit, there is none.
    """
    try:
        import resource
    except ImportError:
        return
    whole = most + 256 * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (whole, whole))


def _sheets(content: bytes, most_columns: int) -> list[dict[str, object]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        found: list[dict[str, object]] = []
        for at, about in enumerate(book.sheets_metadata):
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            visible = about.visible is SheetVisibleEnum.Visible
            sheet = book.get_sheet_by_index(at) if visible else None
            rows = _rows(sheet, most_columns) if sheet else []
            merged = [
                (top + 1, left, bottom + 1, right)
                for (top, left), (bottom, right) in (sheet.merged_cell_ranges if sheet else None) or ()
            ]
            found.append({"name": about.name, "visible": visible, "rows": rows, "merged": merged})
        return found


def _rows(sheet: CalamineSheet, most_columns: int) -> list[tuple[int, list[object]]]:
    """The lines with something in them, numbered as in the sheet, without the empty cells at their ends."""
    first_line, first_column = sheet.start or (0, 0)
    before = [""] * first_column
    rows = []
    for at, cells in enumerate(sheet.iter_rows()):
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            if first_column + len(cells) > most_columns:
                raise ValueError(f"more than {most_columns} columns")
            rows.append((first_line + at + 1, [*before, *map(_plain, cells)]))
    return rows


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat().removesuffix("T00:00:00")
        case date() | time():
            return value.isoformat()
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
        case _:
            return value


if __name__ == "__main__":
    main()
