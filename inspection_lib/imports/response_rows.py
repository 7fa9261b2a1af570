"""Read a table of answers into rows whose cells have the columns' English names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inspection_lib.language import Text
from inspection_lib.tables import Columns, Table, Unknown, read_table

COLUMNS: dict[str, tuple[str, ...]] = {
    "unit": ("đơn vị", "mã đơn vị"),
    "item": ("tiêu chí", "mã tiêu chí"),
    "source": ("nguồn",),
    "value": ("giá trị", "kết quả", "trả lời"),
    "note": ("ghi chú",),
    "evidence": ("minh chứng", "tài liệu kiểm chứng"),
    "cause": ("nguyên nhân",),
    "answered_by": ("người trả lời", "người đánh giá"),
    "answered_at": ("thời điểm", "ngày trả lời"),
}
"""The columns by their English name, with the headings that are understood. Marks and case do not matter."""


def column_name(name: str) -> Text:
    """A column as messages call it: in Vietnamese with the English name in brackets."""
    return Text(f"Cột {COLUMNS[name][0]} ({name})", name)


REQUIRED = ("unit", "item", "source", "value")
FILLED = ("unit", "item", "source")
"""The columns that every row fills; the value may be blank."""


def read_rows(path: Path, leave_out: Sequence[str] = ()) -> Table:
    """The rows of a file with its account and everything that is wrong with the file or its header.

    ``leave_out`` are headings of columns that need not be known.
    """
    return read_table(path, Columns(COLUMNS, REQUIRED, Unknown.REFUSE, tuple(leave_out), FILLED))
