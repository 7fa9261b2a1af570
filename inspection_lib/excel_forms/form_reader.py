"""Read a filled form: which one it is, whether it is whole, and the answers in it.

A form is recognised by its hidden sheet, never by its file's name. Everything that is wrong is told at once,
with sheet and cell. A form with problems is not imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from inspection_lib.errors import Problem
from inspection_lib.excel_forms.answer_cells import (
    cause_value,
    evidence_text,
    in_words_of_list,
    raw_answer,
    wrong_word,
)
from inspection_lib.excel_forms.case_cells import CaseCell, with_case_rows, wrong_words
from inspection_lib.excel_forms.choices import words_of_cause
from inspection_lib.excel_forms.hidden_sheet import CopiedRow, FormCopy, NoFormError, read_hidden_sheet
from inspection_lib.excel_forms.identity import identity_faults
from inspection_lib.excel_forms.layout import (
    ACTOR,
    ANSWERED,
    DAY,
    HIDDEN_SHEET,
    LISTS_SHEET,
    FormColumn,
    RowKind,
)
from inspection_lib.excel_forms.locked_cells import NEW_FORM, CellFault, field_place, find_rows
from inspection_lib.imports import COLUMNS, ImportedFile, faults_of_time, read_answer
from inspection_lib.language import Fault, Message, message, open_catalogue
from inspection_lib.model import Campaign, Checklist, Entry, Item, Source
from inspection_lib.tables import (
    Account,
    LeftOut,
    LeftOutKind,
    Sheet,
    SheetLine,
    Sheets,
    cell_name,
    read_sheets,
)

VALUE = FormColumn.VALUE
ChecklistOf = Callable[[str], Checklist]
"""Gives the checklist on which the record of the unit with a code stands."""


@dataclass(frozen=True, slots=True)
class Blank:
    """An item that the form leaves without an answer: whose it is, and its cell."""

    unit_code: str
    item_id: str
    cell: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as it was read. Use the entries of ``imported`` only without problems."""

    imported: ImportedFile
    source: Source
    blanks: tuple[Blank, ...]
    problems: tuple[Problem, ...]


def read_form(path: Path, campaign: Campaign, checklist_of: ChecklistOf) -> FilledForm:
    """A filled form of the campaign, with everything that is wrong with it. Nothing is raised."""
    sheets = read_sheets(path, with_hidden=True)
    reader = _FormReader(path, sheets, campaign, checklist_of)
    reader.problems.extend(sheets.problems)
    try:
        if sheets.sheets:
            reader.read(read_hidden_sheet(sheets.sheets))
    except NoFormError as error:
        reader.add("", "", error.fault)
    return reader.result()


class _FormReader:
    """Collects entries, blanks and problems of one file."""

    def __init__(self, path: Path, sheets: Sheets, campaign: Campaign, checklist_of: ChecklistOf) -> None:
        self._path = path
        self._sheets = sheets
        self._campaign = campaign
        self._checklist_of = checklist_of
        self._source = Source.SELF
        self._sheet = Sheet("", ())
        self._entries: list[tuple[int, Entry]] = []
        self._blanks: list[Blank] = []
        self._blank_lines: list[int] = []
        self._left_out: list[LeftOut] = list(sheets.left_out)
        self._fields: dict[str, str] = {}
        self._cases: dict[tuple[str, str], list[CaseCell]] = {}
        self._headings: dict[FormColumn, str] = {}
        self.problems: list[Problem] = []

    def result(self) -> FilledForm:
        content = self._path.read_bytes() if self._path.is_file() else b""
        account = Account(
            self._path.name,
            hashlib.sha256(content).hexdigest(),
            self._path.suffix.lstrip(".").lower(),
            self._sheet.name,
            len(self._entries),
        ).with_more([self._placed(one) for one in self._left_out])
        imported = ImportedFile(
            self._path.name, account.sha256, tuple(self._entries), account, tuple(self._blank_lines)
        )
        return FilledForm(imported, self._source, tuple(self._blanks), tuple(self.problems))

    def _placed(self, one: LeftOut) -> LeftOut:
        """With its cell, for what is known by its line alone: the first cell of the row."""
        if one.cell or not one.line or not self._sheet.name:
            return one
        return replace(one, cell=self._place(cell_name((one.line, 0))))

    def _place(self, cell: str) -> str:
        """A cell with the name of its sheet."""
        return f"{self._sheet.name}!{cell}"

    def add(self, sheet: str, cell: str, fault: Fault) -> None:
        """Add a problem, with its sheet and cell where it has them."""
        where = "!".join(part for part in (sheet, cell) if part)
        self.problems.append(Problem(f"{self._path} [{where}]" if where else str(self._path), 0, fault))

    def read(self, copy: FormCopy) -> None:
        self._source = copy.source
        faults = list(identity_faults(copy, self._campaign, self._checklist_of, self._path.name))
        for fault in faults:
            self.add("", "", fault)
        sheet = self._form_sheet(copy)
        if sheet is None:
            return
        self._sheet = sheet
        self._left_out += sheet.left_out
        head = next((row.texts for row in copy.rows if row.kind is RowKind.HEAD), ())
        self._headings = dict(zip(copy.columns, head, strict=False))
        found = find_rows(copy, sheet)
        for cell_fault in found.faults:
            self._add_cell(cell_fault)
        if found.moved:
            said = message(
                "{count} rows of the form stand in other places than it was written with; they were found by "
                "their codes.",
                count=found.moved,
            )
            self._warn(0, said)
        if faults:
            return
        rows = [(row, line) for row, line in found.lines if row.kind is RowKind.FIELD]
        for row, line in rows:
            self._read_field(copy, row, line)
        for row, line in found.lines:
            if row.kind is RowKind.CASE:
                self._read_case(copy, row, line)
        for row, line in found.lines:
            if row.kind is RowKind.ITEM:
                self._read_item(copy, row, line)
        self._check_fields(copy, rows)

    def _add_cell(self, found: CellFault) -> None:
        self.add(self._sheet.name, found.cell, found.fault)

    def _warn(self, line: int, said: Message, cell: str = "") -> None:
        place = self._place(cell) if cell else ""
        self._left_out.append(LeftOut(LeftOutKind.WARNING, line, said, cell=place))

    def _form_sheet(self, copy: FormCopy) -> Sheet | None:
        """The sheet with the form, whatever it is called now; every other one with content is a problem."""
        head = next((row.texts for row in copy.rows if row.kind is RowKind.HEAD), ())
        own = [sheet for sheet in self._sheets.sheets if sheet.name not in (HIDDEN_SHEET, LISTS_SHEET)]
        forms = [sheet for sheet in own if any(line.cells[: len(head)] == head for line in sheet.lines)]
        for sheet in own:
            if sheet.lines and sheet not in forms[:1]:
                count = len(sheet.lines)
                text = message("The sheet is none of the form's; it has {count} lines.", count=count)
                if sheet in forms:
                    text = message("The form stands in this sheet a second time.")
                if forms:
                    remedy = message("Copy what counts into the form's own sheet, and delete this one.")
                    self.add(sheet.name, "", Fault(text, remedy))
        if not forms:
            text = message(
                "The columns of the form were changed, moved or removed. They are: {columns}.",
                columns=", ".join(head),
            )
            self.add("", "", Fault(text, NEW_FORM))
            return None
        return forms[0]

    def _cell(self, line: SheetLine, place: int, names: str) -> str:
        """The text of a cell that people fill in. A formula is a problem: it may give another value tomorrow.

        So is a cell that was merged with others: nobody knows of which row it speaks.
        """
        text = line.own(place)
        if not text and place < len(line.cells) and line.cells[place]:
            said = message("The cell was merged with others.")
            self._add_cell(CellFault(names, Fault(said, message("Undo the merge, and fill in each cell."))))
        if (line.number, place) in self._sheet.formulas:
            said = message("The cell holds a formula, which gives '{text}'.", text=text)
            remedy = message("Write the value itself into the cell.")
            self._add_cell(CellFault(names, Fault(said, remedy)))
        return text

    def _read_field(self, copy: FormCopy, row: CopiedRow, line: SheetLine) -> None:
        place = field_place(copy)
        self._fields[row.name] = self._cell(line, place, cell_name((line.number, place)))

    def _check_fields(self, copy: FormCopy, rows: list[tuple[CopiedRow, SheetLine]]) -> None:
        """The form must say on which day it was filled in: by it, later forms replace earlier ones.

        Who filled it in is recorded with each answer; that nobody is named is a warning.
        """
        place = field_place(copy)
        cells = {row.name: cell_name((line.number, place)) for row, line in rows}
        cell, day = cells.get(DAY, ""), self._fields.get(DAY, "")
        if self._entries and not self._fields.get(ACTOR, ""):
            said = message(
                "The form does not say who filled it in; its answers are recorded without anybody."
            )
            self._warn(0, said, cells.get(ACTOR, ""))
        for fault in faults_of_time({"answered_at": day}):
            self._add_cell(CellFault(cell, fault))
        if not day and self._entries:
            said = message("The form does not say on which day it was filled in.")
            self._add_cell(CellFault(cell, Fault(said, message("Write the day, such as 15/5/2026."))))

    def _read_case(self, copy: FormCopy, row: CopiedRow, line: SheetLine) -> None:
        item_id, _, population = row.name.rpartition(" ")
        place = copy.columns.index(FormColumn.VALUE)
        cell = cell_name((line.number, place))
        name = row.texts[copy.columns.index(FormColumn.QUESTION)]
        found = CaseCell(name, self._cell(line, place, cell), cell, int(population))
        self._cases.setdefault((row.unit, item_id), []).append(found)

    def _read_item(self, copy: FormCopy, row: CopiedRow, line: SheetLine) -> None:
        unit = self._campaign.unit(row.unit)
        checklist = self._checklist_of(row.unit)
        item = checklist.item(row.name)
        if unit is None or item is None:
            self._add_cell(
                CellFault(
                    cell_name((line.number, 0)),
                    Fault(
                        message(
                            "Item '{item}' is not in checklist {name}.", item=row.name, name=checklist.name
                        )
                    ),
                )
            )
            return
        t = open_catalogue(copy.language)
        names = {column: cell_name((line.number, at)) for at, column in enumerate(copy.columns)}
        cells = {
            column: self._cell(line, at, names[column]) if column in ANSWERED else ""
            for at, column in enumerate(copy.columns)
        }
        drawn = self._cases.get((row.unit, item.id), [])
        for cell, fault in wrong_words(drawn, t):
            self._add_cell(CellFault(cell, fault))
        answer = with_case_rows(raw_answer(item, cells, t), drawn, t)
        for column, fault in answer.faults:
            self._add_cell(CellFault(names[column], fault))
        if not answer.raw:
            self._note_blank(item, row, line, cells, names[VALUE])
            return
        if line.hidden:
            self._warn(line.number, message("The row is hidden; its answer is taken in."), names[VALUE])
        causes = words_of_cause(self._campaign.causes, t)
        cause = cause_value(cells.get(FormColumn.CAUSE, ""), causes)
        if cause not in ("", *causes.values()):
            self._add_cell(CellFault(names[FormColumn.CAUSE], wrong_word(cause, causes)))
            cause = ""
        day = self._fields.get(DAY, "")
        reading = read_answer(
            {
                **dict.fromkeys(COLUMNS, ""),
                "unit": row.unit,
                "item": item.id,
                "source": copy.source.value,
                "value": answer.raw,
                "note": cells[FormColumn.NOTE],
                "evidence": evidence_text(cells[FormColumn.EVIDENCE]),
                "cause": cause,
                "answered_by": self._fields.get(ACTOR, ""),
                "answered_at": "" if faults_of_time({"answered_at": day}) else day,
            },
            unit,
            self._campaign,
            checklist,
        )
        for fault in reading.faults:
            self._add_cell(CellFault(names[VALUE], in_words_of_list(fault, item, answer.raw, t)))
        for warning in (*(answer.warnings if not reading.faults else ()), *reading.warnings):
            self._warn(line.number, warning, names[VALUE])
        if reading.entry:
            self._entries.append((line.number, reading.entry))

    def _note_blank(
        self, item: Item, row: CopiedRow, line: SheetLine, cells: dict[FormColumn, str], cell: str
    ) -> None:
        """An item without an answer; what stands beside it is told, for it is not taken in."""
        self._blanks.append(Blank(row.unit, item.id, cell))
        self._blank_lines.append(line.number)
        others = [
            column for column in (FormColumn.NOTE, FormColumn.EVIDENCE, FormColumn.CAUSE) if cells.get(column)
        ]
        said = message("The row has no answer.")
        if others:
            named = ", ".join(f"“{self._headings.get(column, column.value)}”" for column in others)
            said = message("The row has no answer; its {columns} is not taken in.", columns=named)
        self._left_out.append(LeftOut(LeftOutKind.NOT_ANSWERED, line.number, said, cell=self._place(cell)))
