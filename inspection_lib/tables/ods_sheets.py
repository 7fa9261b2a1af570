"""Read the sheets of an ODS file: cells as they are shown, what is hidden, merged or laid over them.

python-calamine reads ODS, but it tells neither merged cells nor hidden rows nor how a number is shown.
"""

from __future__ import annotations

import re

from inspection_lib.language import message
from inspection_lib.model import limits
from inspection_lib.tables.cells import CellTrouble
from inspection_lib.tables.fonts import font_code
from inspection_lib.tables.grid import (
    Area,
    Budget,
    Grid,
    UnreadableError,
    column_letters,
    gaps,
    hidden_sheet,
    too_large,
)
from inspection_lib.tables.merged import fill_merged
from inspection_lib.tables.number_formats import PLAIN, FormatKind, NumberFormat, show_number
from inspection_lib.tables.parts import Attributes, Parts, attribute
from inspection_lib.tables.values import LeftOut, LeftOutKind

_PERCENT = NumberFormat(FormatKind.PERCENT)
_ASIDE = ("annotation", "frame", "custom-shape", "control", "shapes", "tracked-changes")
"""Elements whose texts are not those of the cell."""
_PICTURES = ("frame", "custom-shape", "control")
_TRUTH = {"true": "yes", "false": "no"}
_LONGEST_CELL = limits.CELL_LETTERS


def read_ods_sheets(parts: Parts, budget: Budget, *, with_hidden: bool) -> tuple[list[Grid], list[LeftOut]]:
    """The sheets; without ``with_hidden`` the hidden ones are left out. Raises UnreadableError."""
    _check_password(parts)
    reader = _Reader(budget, with_hidden=with_hidden)
    parts.parse("content.xml", reader.start, reader.end, reader.text)
    for grid, merged in zip(reader.grids, reader.merged, strict=True):
        fill_merged(grid, merged, budget)
        grid.blank.extend(gaps(iter([line for line, _ in grid.lines])))
    return reader.grids, reader.hidden


def _check_password(parts: Parts) -> None:
    found = False

    def start(element: str, _: Attributes) -> None:
        nonlocal found
        found = found or element == "encryption-data"

    if parts.has("META-INF/manifest.xml"):
        parts.parse("META-INF/manifest.xml", start)
    if found:
        raise UnreadableError(
            message("The file is protected by a password."),
            message("Open it in Excel with the password, remove the password, and save it."),
        )


class _Reader:
    """Collects the lines of all sheets from their elements. Blank lines and cells are not kept."""

    def __init__(self, budget: Budget, *, with_hidden: bool) -> None:
        self._with_hidden = with_hidden
        self.grids: list[Grid] = []
        self.merged: list[list[Area]] = []
        self.hidden: list[LeftOut] = []
        self._budget = budget
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._codes: dict[str, str] = {}
        self._grid: Grid | None = None
        self._line = 0
        self._repeats = 1
        self._repeats_of_cell = 1
        self._is_hidden = False
        self._column = 0
        self._columns_before = 0
        self._cells: list[str] = []
        self._cell: Attributes = {}
        self._texts: list[str] | None = None
        self._letters = 0
        self._aside = 0
        self._line_marks: list[tuple[int, CellTrouble]] = []
        self._line_codes: list[tuple[int, str]] = []
        self._line_formulas: list[int] = []

    def start(self, element: str, attributes: Attributes) -> None:
        match element:
            case "table-cell" | "covered-table-cell":
                self._cell = {} if element.startswith("covered") else attributes
                self._texts = []
                self._letters = 0
                self._repeats_of_cell = _number(attributes, "number-columns-repeated")
            case "p" if self._texts is not None and not self._aside:
                if self._texts:
                    self._texts.append("\n")
            case "s" if self._texts is not None and not self._aside:
                self._texts.append(" " * min(_number(attributes, "c"), 1000))
            case "tab" | "line-break" if self._texts is not None and not self._aside:
                self._texts.append("\n" if element == "line-break" else "\t")
            case "table-row":
                self._start_row(attributes)
            case "table-column":
                self._start_column(attributes)
            case "table":
                self._start_table(attributes)
            case "style":
                self._style = attribute(attributes, "name")
            case "table-properties" if attribute(attributes, "display") == "false":
                self._hidden_styles.add(self._style)
            case "text-properties":
                self._codes.setdefault(self._style, font_code(attribute(attributes, "font-name")))
        if element in _ASIDE:
            self._list_aside(element)
            self._aside += 1

    def end(self, element: str) -> None:
        if element in _ASIDE:
            self._aside -= 1
        match element:
            case "table-cell" | "covered-table-cell":
                self._finish_cell()
                self._texts = None
            case "table-row":
                self._finish_row()
            case "table":
                self._grid = None

    def text(self, letters: str) -> None:
        if self._texts is not None and not self._aside:
            self._letters += len(letters)
            if self._letters > _LONGEST_CELL:
                raise too_large(message("A cell has more than {count} letters.", count=_LONGEST_CELL))
            self._texts.append(letters)

    def _start_table(self, attributes: Attributes) -> None:
        name = attribute(attributes, "name")
        self._line = self._columns_before = 0
        is_hidden = attribute(attributes, "style-name") in self._hidden_styles
        if is_hidden and not self._with_hidden:
            self.hidden.append(hidden_sheet(name))
            return
        self._grid = Grid(name, is_hidden=is_hidden)
        self.grids.append(self._grid)
        self.merged.append([])

    def _start_column(self, attributes: Attributes) -> None:
        first = self._columns_before
        self._columns_before += _number(attributes, "number-columns-repeated")
        if self._grid and attribute(attributes, "visibility") in ("collapse", "filter"):
            last = min(self._columns_before, self._budget.limits.columns)
            self._grid.hidden_columns.update(range(first, last))

    def _start_row(self, attributes: Attributes) -> None:
        self._repeats = _number(attributes, "number-rows-repeated")
        self._column, self._cells = 0, []
        self._line_marks, self._line_codes, self._line_formulas = [], [], []
        self._is_hidden = attribute(attributes, "visibility") in ("collapse", "filter")

    def _finish_cell(self) -> None:
        first, self._column = self._column, self._column + self._repeats_of_cell
        text = self._cell_text(first)
        columns, lines = (
            _number(self._cell, "number-columns-spanned"),
            _number(self._cell, "number-rows-spanned"),
        )
        if self._grid and (columns > 1 or lines > 1):
            area = (self._line + 1, first, self._line + lines, first + columns - 1)
            self.merged[-1].append(area)
        if not text:
            return
        if self._column > self._budget.limits.columns:
            raise too_large(
                message("The table has more than {count} columns.", count=self._budget.limits.columns)
            )
        self._cells.extend([""] * (first - len(self._cells)))
        self._cells.extend([text] * self._repeats_of_cell)
        if code := self._codes.get(attribute(self._cell, "style-name"), ""):
            self._line_codes.extend((column, code) for column in range(first, self._column))

    def _cell_text(self, column: int) -> str:
        """The text of the cell that was just read; what is wrong with it is kept for its line."""
        shown = "".join(self._texts or ()).strip()
        formula = self._cell.get("table:formula", "")
        kind = self._cell.get("office:value-type", "")
        if formula:
            self._line_formulas.append(column)
        if "DISPIMG(" in formula.upper():
            return self._trouble(column, CellTrouble.PICTURE, shown)
        if self._cell.get("calcext:value-type") == "error":
            return self._trouble(column, CellTrouble.ERROR, shown)
        if formula and not kind and not shown:
            return self._trouble(column, CellTrouble.NEVER_COMPUTED, shown)
        match kind:
            case "percentage":
                return show_number(self._cell.get("office:value", "0"), _PERCENT, is_1904=False)
            case "float" | "currency":
                return _TRUTH.get(shown.lower() if formula else "") or self._number(shown)
            case "date":
                return self._cell.get("office:date-value", shown).removesuffix("T00:00:00")
            case "boolean":
                return _TRUTH.get(self._cell.get("office:boolean-value", ""), shown)
            case "string":
                return shown or self._cell.get("office:string-value", "").strip()
            case _:
                return shown

    def _number(self, shown: str) -> str:
        """A number with the zeros before it and the letters between its digits, if it is shown with them."""
        value = self._cell.get("office:value", "0")
        digits = re.sub(r"\D", "", shown)
        if digits.startswith("0") and len(digits) > 1 and float(value) == int(digits):
            return shown
        return show_number(value, PLAIN, is_1904=False)

    def _trouble(self, column: int, trouble: CellTrouble, shown: str) -> str:
        self._line_marks.append((column, trouble))
        return shown or "?"

    def _finish_row(self) -> None:
        first, self._line = self._line + 1, self._line + self._repeats
        if self._grid is None or not self._cells:
            return
        for line in range(first, self._line + 1):
            self._budget.row(len(self._cells), sum(map(len, self._cells)))
            self._grid.lines.append((line, list(self._cells)))
            self._grid.troubles.update({(line, column): mark for column, mark in self._line_marks})
            self._grid.codes.update({(line, column): code for column, code in self._line_codes})
            self._grid.formulas.update((line, column) for column in self._line_formulas)
            if self._is_hidden:
                self._grid.hidden_lines.add(line)

    def _list_aside(self, element: str) -> None:
        if self._grid is None or self._aside:
            return
        line = self._line + 1
        cell = f"{column_letters(self._column)}{line}"
        if element == "annotation":
            said = message("The comment on cell {cell} is not read.", cell=cell)
            self._grid.left_out.append(LeftOut(LeftOutKind.COMMENT, line, said))
        elif element in _PICTURES:
            said = message("The picture, chart or box over cell {cell} is not read.", cell=cell)
            self._grid.left_out.append(LeftOut(LeftOutKind.PICTURE, line, said))


def _number(attributes: Attributes, name: str) -> int:
    written = attribute(attributes, name)
    return max(1, int(written)) if written else 1
