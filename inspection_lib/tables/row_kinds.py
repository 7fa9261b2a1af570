"""Tell the rows of a table from what stands among and under them: totals, notes, repeated headers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from inspection_lib.answers import fold_word
from inspection_lib.tables.headings import Header, KnownHeadings
from inspection_lib.tables.values import LeftOutKind

_TOTAL = re.compile(
    r"(?:tổng|tổng (?:cộng|số|toàn \w+)|cộng(?: dồn| lũy kế)?|lũy kế|luỹ kế|total|grand total|sum"
    r"|tong cong|tong so|cong)(?: (?:mục |phần |nhóm )?[ivx]{1,4})?\s*(?:[:(].*|[\d.,%\s]*)"
)
"""A cell that says only that the row is a total, in lower case."""
_TOTAL_BEGINS = re.compile(r"(?:tổng cộng|tổng số|tong cong (?!ty)|tong so|lũy kế|luỹ kế|total |grand total)")
_NOTE_BEGINS = re.compile(
    r"\(|\*|ghi chu|chu thich|luu y|nguon:|nguon so lieu|don vi tinh|note|nguoi lap|nguoi tong hop|nguoi kiem"
    r"|thu truong|lanh dao|chu tich|pho chu tich|giam doc|pho giam doc|truong phong|chanh van phong|ke toan"
    r"|tm\.|kt\.|tl\.|noi nhan|ky ten|\W*ngay\W.*thang|.*, ngay\W.*thang|het\b|\./\.|danh sach|xac nhan"
)
"""How notes and signatures under a table begin, in lower case and without marks."""
_NOTE_ALWAYS = re.compile(r"(?:ghi chu|chu thich|luu y)\s*:")
"""The beginning of a note, which a separator may have cut into several cells."""
_LONGEST_HEADING = 80
_LONGEST_BEGINNING = 80
"""Letters of a cell by which a note is known."""
_DIGIT = re.compile(r"\d")
_NUMBERING = re.compile(r"\(?\[?(\d{1,2}|[A-ZĐ])\]?\)?(?:\s*=.*)?")


class RowKinds:
    """Says of each row below a header whether it is data, or what else it is.

    Rows are told from notes by the columns that every row fills (`Columns.filled`); in a table without such
    columns all that is not blank is data. Rows are asked in the order of the file. ``last_full`` is the line
    of the last row with all these columns: what comes after it may be signatures.
    """

    def __init__(self, header: Header, known: KnownHeadings, last_full: int) -> None:
        self._known = known
        self._names = header.names
        self._headings = header.headings
        self._filled = [at for at, name in enumerate(header.names) if name in known.filled]
        self._last_full = last_full
        self._signed = False
        self._is_under_header = True

    def kind(self, line: int, cells: Sequence[str], spread: Collection[int] = ()) -> LeftOutKind | None:
        """What a row is, None for data. ``spread`` are the columns that a merged cell fills from its left."""
        filled = [(at, cell) for at, cell in enumerate(cells) if cell and at not in spread]
        was_under_header, self._is_under_header = self._is_under_header, False
        if not filled:
            return LeftOutKind.BLANK
        if not self._filled:
            return None
        if self._repeats_header(cells):
            self._is_under_header = True
            return LeftOutKind.REPEATED_HEADER
        if was_under_header and counts_columns([cell for _, cell in filled]):
            return LeftOutKind.COLUMN_NUMBERS
        first = filled[0][1][:_LONGEST_BEGINNING]
        is_full = self.is_full(cells, spread)
        if _TOTAL.fullmatch(first.lower()) or (not is_full and _TOTAL_BEGINS.match(first.lower())):
            return LeftOutKind.TOTAL
        if ":" in first and _NOTE_ALWAYS.match(fold_word(first)):
            return LeftOutKind.NOTE
        if not is_full and self._is_note(line, [cell for _, cell in filled]):
            return LeftOutKind.NOTE
        return None

    def is_full(self, cells: Sequence[str], spread: Collection[int] = ()) -> bool:
        """Whether a row has a cell of its own in all columns that no row lacks."""
        return all(at < len(cells) and cells[at] and at not in spread for at in self._filled)

    def _repeats_header(self, cells: Sequence[str]) -> bool:
        return bool(self._filled) and all(
            at < len(cells) and self._is_heading(at, cells[at]) for at in self._filled
        )

    def _is_heading(self, column: int, cell: str) -> bool:
        """Whether a cell holds the heading of its column.

        Most cells are no headings, which the first tests find out quickly: headings are short, and those with
        digits stand so in the header.
        """
        if not cell or len(cell) > _LONGEST_HEADING:
            return False
        if _DIGIT.search(cell) and not self._headings[column].endswith(cell):
            return False
        return self._known.name(cell) == self._names[column]

    def _is_note(self, line: int, filled: Sequence[str]) -> bool:
        """Whether a row that is not full is a note, a heading inside the table, or part of a signature."""
        begins = [bool(_NOTE_BEGINS.match(fold_word(cell[:_LONGEST_BEGINNING]))) for cell in filled]
        if line > self._last_full:
            self._signed = self._signed or (begins[0] and len(filled) > 1)
            is_name = self._signed and not _DIGIT.search(filled[0])
            if is_name or begins[0] or not any(letter.isalnum() for letter in "".join(filled)):
                return True
        if len(filled) > 1:
            return begins[0] and fold_word(filled[0][:_LONGEST_BEGINNING]).startswith(
                ("ghi chu", "chu thich", "luu y", "note")
            )
        return begins[0] or " " in filled[0] or filled[0].endswith(":")


def counts_columns(cells: Sequence[str]) -> bool:
    """Whether cells number the columns, as forms do under a header: `1 2 3`, `(1) (2) (3)`, `A B 1 2`."""
    numbers = [found[1] for cell in cells if (found := _NUMBERING.fullmatch(cell))]
    if len(cells) < 3 or len(numbers) != len(cells):
        return False
    digits = [int(number) for number in numbers if number.isdecimal()]
    letters = [number for number in numbers if not number.isdecimal()]
    are_letters_first = numbers[: len(letters)] == letters == sorted(set(letters))
    return are_letters_first and digits == list(range(1, len(digits) + 1))
