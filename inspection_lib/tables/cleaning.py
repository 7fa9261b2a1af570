"""Clean all cells of a sheet at once: font codes, letters, guards, and cells that cannot be read."""

from __future__ import annotations

import re

from inspection_lib.language import message
from inspection_lib.tables.cells import CellTrouble, cell_trouble, clean_cell, is_garbled
from inspection_lib.tables.fonts import TCVN3, VNI, Reading, code_of_texts, convert, reading
from inspection_lib.tables.grid import Grid, Place, column_letters
from inspection_lib.tables.values import LeftOut, LeftOutKind

CONVERTED_NAMED = 20
"""Cells in an old font code that are named one by one; of further ones only the number is told."""
_LONGEST_SHOWN = 60
_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")
"""How Open XML writes letters that XML does not allow; readers turn it into the letter."""
_SHORT = 200
"""Letters up to which a cell is cleaned without looking whether another cell had the same text."""


def clean_grid(grid: Grid) -> None:
    """Clean the cells of a grid in place, and note what was converted and what cannot be read."""
    special = {cell for _, cells in grid.lines for cell in cells if not cell.isascii()}
    code = code_of_texts(special)
    has_unicode = any("\u0100" < letter < "\u1f00" for text in special for letter in text)
    cleaned: dict[str, str] = {}
    converted: list[Place] = []
    for line, cells in grid.lines:
        for column, cell in enumerate(cells):
            if not cell:
                continue
            if cell.isascii():
                if len(cell) <= _SHORT:
                    text = cell if cell.isalnum() else clean_cell(cell)
                else:
                    text = cleaned.get(cell) or cleaned.setdefault(cell, clean_cell(cell))
            else:
                place = (line, column)
                if is_garbled(cell):
                    grid.troubles[place] = CellTrouble.GARBLED
                font = grid.codes.get(place, "")
                read = _by_font(cell, font) if font else _by_words(cell, code, has_unicode=has_unicode)
                if read is None:
                    grid.troubles[place] = CellTrouble.TWO_READINGS
                elif read != cell and font != "wingdings":
                    converted.append(place)
                text = cleaned.get(read or cell) or cleaned.setdefault(read or cell, clean_cell(read or cell))
            cells[column] = text
            if text[:1] in "#=E_" and (trouble := cell_trouble(text)):
                grid.troubles.setdefault((line, column), trouble)
    grid.left_out.extend(_converted(converted))


def is_kept_as_written(text: str) -> bool:
    """Whether a cell with this text is read as it was written, in a sheet of which this is true of all."""
    if clean_cell(text) != text or cell_trouble(text) or is_garbled(text) or _ESCAPE.search(text):
        return False
    return all(reading(text, code) is not Reading.CONVERTED for code in (TCVN3, VNI))


def _by_font(cell: str, font: str) -> str:
    """The text of a cell whose font has a code, unless it holds letters that the code does not have."""
    if font != "wingdings" and any(ord(letter) > 0xFF for letter in cell):
        return cell
    return convert(cell, font)


def _by_words(cell: str, code: str, *, has_unicode: bool) -> str | None:
    """The text of a cell by its words; None when nobody can tell.

    Some words, such as `Cã`, are Vietnamese in Unicode and in the old code. In a table without a letter that
    only Unicode has, they are read as the other cells are.
    """
    if not code:
        return cell
    match reading(cell, code):
        case Reading.CONVERTED:
            return convert(cell, code)
        case Reading.BOTH:
            return None if has_unicode else convert(cell, code)
        case Reading.AS_IT_STANDS:
            return cell


def _converted(cells: list[Place]) -> list[LeftOut]:
    found = []
    for line, column in cells[:CONVERTED_NAMED]:
        said = message(
            "Column {column} is in an old font code (TCVN3 or VNI) and was converted: look at the cell.",
            column=column_letters(column),
        )
        found.append(LeftOut(LeftOutKind.CONVERTED, line, said))
    if len(cells) > CONVERTED_NAMED:
        line, _ = cells[CONVERTED_NAMED]
        more = message(
            "{count} more cells are in an old font code and were converted.",
            count=len(cells) - CONVERTED_NAMED,
        )
        found.append(LeftOut(LeftOutKind.CONVERTED, line, more))
    return found
