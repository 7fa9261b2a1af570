"""The hidden sheet of a form: which form it is, and a copy of every cell that people must not change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inspection_lib.errors import InspectionError
from inspection_lib.excel_forms.layout import (
    ANSWERED,
    EDITION,
    HIDDEN_SHEET,
    WITH_CASES,
    FormColumn,
    FormOrder,
    FormRow,
    RowKind,
)
from inspection_lib.language import Catalogue, Language, message
from inspection_lib.model import Source
from inspection_lib.tables import Sheet, SheetLine

Cells = tuple[str | Decimal, ...]
_ROWS = "rows"
_FIRST_TEXT = 4
"""The column in which the copy of a row begins, counted from 0."""


@dataclass(frozen=True, slots=True)
class CopiedRow:
    """A row as it was written. ``number`` is its line, ``texts`` are its locked cells."""

    number: int
    kind: RowKind
    name: str
    unit: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormCopy:
    """What the hidden sheet says: ``checklists`` are names with digests, ``units`` codes."""

    campaign_id: str
    source: Source
    language: Language
    checklists: tuple[str, ...]
    units: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[CopiedRow, ...]


class NoFormError(InspectionError):
    """The hidden sheet cannot be read: somebody changed it, or another version wrote it."""


def hidden_rows(order: FormOrder, rows: Iterable[FormRow], sheet: str, t: Catalogue) -> Iterator[Cells]:
    """The rows of the hidden sheet. ``rows`` are those of the visible one, ``sheet`` is its name."""
    written = list(rows)
    has_cases = any(row.kind is RowKind.CASE for row in written)
    yield (HIDDEN_SHEET, WITH_CASES if has_cases else EDITION)
    yield ("campaign", order.campaign.id)
    yield ("source", order.source.value)
    yield ("language", t.language.value)
    yield ("sheet", sheet)
    checklists = {f"{one.checklist.name} {one.checklist.digest}" for one in order.units}
    yield ("checklists", *sorted(checklists))
    yield ("units", *(one.unit.code for one in order.units))
    yield ("columns", *(column.value for column in order.columns))
    yield (_ROWS,)
    for number, row in enumerate(written, start=1):
        yield (str(number), row.kind.value, row.name, row.unit, *row.texts)


def read_hidden_sheet(sheets: Sequence[Sheet]) -> FormCopy:
    """What the hidden sheet among the sheets of a file says. Raises NoFormError."""
    sheet = next((sheet for sheet in sheets if sheet.name == HIDDEN_SHEET), None)
    lines = sheet.lines if sheet else ()
    if not lines or lines[0].cells[:1] != (HIDDEN_SHEET,):
        raise NoFormError(
            message("The hidden sheet of the form is missing or was changed."),
            message("Take a new form (inspection form), and copy the answers into it."),
        )
    if lines[0].cells[1:2] not in ((EDITION,), (WITH_CASES,)):
        raise NoFormError(
            message("Another version of the workbench wrote this form."),
            message("Import it with that version, or take a new form and copy the answers into it."),
        )
    try:
        return _copy_of(lines)
    except (ValueError, KeyError, IndexError, StopIteration) as error:
        raise NoFormError(
            message("The hidden sheet of the form is missing or was changed."),
            message("Take a new form (inspection form), and copy the answers into it."),
        ) from error


def _copy_of(lines: Sequence[SheetLine]) -> FormCopy:
    begin = next(at for at, line in enumerate(lines) if line.cells == (_ROWS,))
    said = {line.cells[0]: line.cells[1:] for line in lines[1:begin]}
    rows = tuple(
        CopiedRow(
            int(line.cells[0]),
            RowKind(line.cells[1]),
            line.cells[2],
            line.cells[3],
            line.cells[_FIRST_TEXT:],
        )
        for line in lines[begin + 1 :]
    )
    columns = tuple(FormColumn(name) for name in said["columns"])
    if not {FormColumn.ITEM, FormColumn.GUIDANCE, *ANSWERED[:-1]} <= set(columns):
        raise ValueError(columns)
    for row in rows:
        if row.kind is RowKind.CASE:  # its name and the number of all cases are part of an answer
            int(row.name.rpartition(" ")[2])
            row.texts[columns.index(FormColumn.QUESTION)]
    if not {row.unit for row in rows if row.unit} <= set(said["units"]):
        raise ValueError(said["units"])
    return FormCopy(
        said["campaign"][0],
        Source(said["source"][0]),
        Language(said["language"][0]),
        said["checklists"],
        said["units"],
        columns,
        rows,
    )
