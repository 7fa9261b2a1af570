"""Find the rows of a form again in a filled one, and everything that people changed in locked cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from inspection_lib.excel_forms.hidden_sheet import CopiedRow, FormCopy
from inspection_lib.excel_forms.layout import ANSWERED, FormColumn, RowKind
from inspection_lib.language import Fault, Message, message
from inspection_lib.tables import Sheet, SheetLine, cell_name

NEW_FORM: Message = message("Take a new form (inspection form), and copy the answers into it.")
_SHOWN = 80
"""Letters of a cell that a problem quotes."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in a cell, by the cell's name; "" where no single cell is meant."""

    cell: str
    fault: Fault


@dataclass(slots=True)
class FoundRows:
    """The lines of a sheet by the rows of the form, and what is wrong with rows and locked cells."""

    lines: list[tuple[CopiedRow, SheetLine]] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    moved: int = 0
    """Rows that stand elsewhere than in the form as it was written, and are read all the same."""


def find_rows(copy: FormCopy, sheet: Sheet) -> FoundRows:
    """The line of each row of the form. Rows are known by their first cells, wherever they stand."""
    found = FoundRows()
    keys = [_key(copy, row.texts) for row in copy.rows]
    seen = [_key(copy, _own_texts(line)) for line in sheet.lines]
    left: list[CopiedRow] = []
    added: list[SheetLine] = []
    for tag, first, last, begin, end in SequenceMatcher(None, keys, seen, autojunk=False).get_opcodes():
        rows, lines = copy.rows[first:last], sheet.lines[begin:end]
        if tag == "equal" or (tag == "replace" and _are_same_places(rows, lines)):
            found.lines.extend(zip(rows, lines, strict=True))
        else:
            left.extend(rows)
            added.extend(lines)
    by_key: dict[object, list[SheetLine]] = defaultdict(list)
    for line in added:
        by_key[_key(copy, _own_texts(line))].append(line)
    for row in left:
        own = by_key.get(_key(copy, row.texts))
        if own:
            line = own.pop(0)
            added.remove(line)
            found.lines.append((row, line))
        else:
            found.faults.append(_removed(row))
    found.lines.sort(key=lambda pair: pair[1].number)
    found.moved = sum(row.number != line.number for row, line in found.lines)
    found.faults += [fault for line in added if (fault := _added(line))]
    for row, line in found.lines:
        found.faults += _changed(copy, row, line)
        found.faults += _outside(copy, line)
    return found


def _own_texts(line: SheetLine) -> tuple[str, ...]:
    return tuple(line.own(at) for at in range(len(line.cells)))


def _key(copy: FormCopy, texts: Sequence[str]) -> tuple[str, ...]:
    """The first cell of a row; in a form of several units, the unit and the item."""
    wide = 2 if copy.columns[0] is FormColumn.UNIT else 1
    return tuple([*texts[:wide], "", ""][:wide])


def _are_same_places(rows: Sequence[CopiedRow], lines: Sequence[SheetLine]) -> bool:
    """Whether rows differ from lines only in what stands in them: their first cells were changed."""
    return len(rows) == len(lines) and all(
        row.number - rows[0].number == line.number - lines[0].number
        and row.kind not in (RowKind.ITEM, RowKind.CASE)
        for row, line in zip(rows, lines, strict=True)
    )


def _removed(row: CopiedRow) -> CellFault:
    shown = row.texts[0] if row.kind is not RowKind.ITEM else f"{row.unit} {row.name}".strip()
    return CellFault(
        "", Fault(message("The row '{row}' of the form was removed or changed.", row=cut(shown)), NEW_FORM)
    )


def _added(line: SheetLine) -> CellFault | None:
    """That a line is none of the form; None where nothing stands in it."""
    place = next((at for at, cell in enumerate(line.cells) if cell), None)
    if place is None:
        return None
    said = message("The row is none of the form's: '{text}'.", text=cut(line.cells[place]))
    remedy = message("Write it into the remark of an item and remove the row.")
    return CellFault(cell_name((line.number, place)), Fault(said, remedy))


def _changed(copy: FormCopy, row: CopiedRow, line: SheetLine) -> Iterator[CellFault]:
    """The locked cells of a row that do not hold what was written into them."""
    for at, text in enumerate(row.texts):
        if line.own(at) != text:
            said = message("The cell was changed. It read: '{text}'.", text=cut(text))
            remedy = message(
                "Undo the change: question, maximum and terms are those of the checklist. A remark goes into "
                "its own column."
            )
            yield CellFault(cell_name((line.number, at)), Fault(said, remedy))
    free = _free_places(copy, row)
    for at in range(len(row.texts), min(len(line.cells), len(copy.columns))):
        if at not in free and line.own(at):
            said = message("The cell is not to be filled in: '{text}'.", text=cut(line.own(at)))
            yield CellFault(
                cell_name((line.number, at)), Fault(said, message("Move it to the right cell, or clear it."))
            )


def _free_places(copy: FormCopy, row: CopiedRow) -> frozenset[int]:
    """The columns in which people write, counted from 0."""
    match row.kind:
        case RowKind.ITEM:
            return frozenset(at for at, column in enumerate(copy.columns) if column in ANSWERED)
        case RowKind.CASE:
            return frozenset({copy.columns.index(FormColumn.VALUE)})
        case RowKind.FIELD:
            return frozenset({field_place(copy)})
        case _:
            return frozenset()


def field_place(copy: FormCopy) -> int:
    """The column, counted from 0, in which the fields of the whole form are filled in."""
    return copy.columns.index(FormColumn.GUIDANCE)


def _outside(copy: FormCopy, line: SheetLine) -> Iterator[CellFault]:
    for at in range(len(copy.columns), len(line.cells)):
        if line.own(at):
            said = message("The column is none of the form's: '{text}'.", text=cut(line.own(at)))
            remedy = message("Write it into the remark of the item and remove the column.")
            yield CellFault(cell_name((line.number, at)), Fault(said, remedy))


def cut(text: str) -> str:
    """A text as a problem quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
