"""The mark of an exported answer, by which an import knows which rows somebody edited.

A mark is a digest of what the cells of a row said when it was exported. A row whose cells still give its mark
is as it was exported, whatever the record says by now. In another row the mark tells whether the answer in
the record is still the one that was exported.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence

from inspection_lib.tables import Row, clean_cell, is_kept_as_written

EXPORT_MARK = "export_mark"
"""The column that holds the mark."""
EXPORTED_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "campaign": ("đợt",),
    "unit": ("mã đơn vị",),
    "item": ("mã tiêu chí",),
    "source": ("nguồn",),
    "value": ("câu trả lời",),
    "note": ("ghi chú",),
    "cause": ("nguyên nhân",),
    "answered_by": ("người nhập",),
    "answered_at": ("trả lời lúc",),
    "contradicting": ("số câu trả lời mâu thuẫn",),
    "evidence": ("tài liệu kiểm chứng",),
    "demonstration": ("dữ liệu minh họa",),
    EXPORT_MARK: ("dấu đối chiếu",),
}
"""The columns of exported answers, in their order, with their Vietnamese headings."""
MARKED = ("unit", "item", "source", "value", "note", "evidence", "cause")
"""The columns that a mark covers."""
EVIDENCE_SEPARATOR = " | "
_GUARD = "''"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?")
_MARK_DIGITS = 16


def shown_evidence(pieces: Sequence[str]) -> str:
    """The pieces of evidence in one cell, as an import reads them."""
    return EVIDENCE_SEPARATOR.join(pieces)


def guarded(text: str, *, is_csv: bool) -> str:
    """The text of a cell that no program takes for a formula, and that is read again as it was.

    In CSV every text that begins as a formula gets two apostrophes, because a program that opens the file
    would compute it. A workbook says of each cell that it is a text; there only those get them that
    our own reader would take for a formula that was never computed.
    """
    is_formula = text.startswith(_FORMULA_SIGNS) and not _NUMBER.fullmatch(text)
    is_doubtful = text.startswith(_GUARD) or (
        text.startswith(("#", "=", "E", "_", "'")) and not is_kept_as_written(text)
    )
    return _GUARD + text if is_doubtful or (is_csv and is_formula) else text


def without_guard(text: str) -> str:
    """The text that `guarded` was given."""
    return text.removeprefix(_GUARD)


def mark_of(cells: Mapping[str, str]) -> str:
    """The mark of a row: 16 hexadecimal digits. Blanks around and between words do not count."""
    parts = [" ".join(clean_cell(cells.get(name, "")).split()) for name in MARKED]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_MARK_DIGITS]


def is_as_exported(row: Row) -> bool:
    """Whether the cells of a row still give its mark."""
    return row.cells[EXPORT_MARK] != "" and mark_of(row.cells) == row.cells[EXPORT_MARK]
