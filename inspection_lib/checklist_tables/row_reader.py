"""Read the sheets of an office's table row by row into an outline; each cell of the source gets a use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inspection_lib.checklist_tables.layout import Layout, Role, find_layout
from inspection_lib.checklist_tables.outline import Node, RowPlace, TableOutline, Total, Use
from inspection_lib.checklist_tables.row_cells import LONGEST_SHOWN, Cells, own_points
from inspection_lib.checklist_tables.row_numbers import Depths, RowNumber, number_readings, split_number
from inspection_lib.language import message
from inspection_lib.tables import Sheet, SheetLine, Sheets, counts_columns

_TOTAL = re.compile(r"(?:tổng(?! hợp| kết| quan| thể)|cộng|total)\b.*", re.IGNORECASE | re.DOTALL)
_DASH = re.compile(r"[-–+*•▪●○]")
_COUNTED = re.compile(r"\d{4}-\d{2}-\d{2}")
_ROWS_LOOKED_AT = 200


Places = dict[tuple[int, int], RowPlace]


def read_outline(sheets: Sheets) -> TableOutline:
    """The outline of all tables of a file, in the order of sheets and rows."""
    outline = TableOutline()
    places = places_of(sheets)
    found = 0
    for number, sheet in enumerate(sheets.sheets):
        reader = _SheetReader(outline, sheet, number, places)
        found += reader.read()
    if found > 1:
        said = message("{count} sheets hold a table; all of them became one checklist.", count=found)
        outline.decide(
            RowPlace(), said, message("Keep the sheets of other checklists in files of their own.")
        )
    return outline


def places_of(sheets: Sheets) -> Places:
    """Where each line stands, by the number of its sheet and its line. One sheet needs no name."""
    places: Places = {}
    for number, sheet in enumerate(sheets.sheets):
        name = sheet.name if len(sheets.sheets) > 1 else ""
        is_word_file = any(line.table for line in sheet.lines)
        table = 0
        for line in sheet.lines:
            table = line.table or table
            row = line.row if is_word_file else line.number
            places[number, line.number] = RowPlace(number, name, line.number, table, row)
    return places


class _SheetReader:
    """Reads one sheet. The tables in it may have different columns; each begins with a header of its own."""

    def __init__(self, outline: TableOutline, sheet: Sheet, number: int, places: Places) -> None:
        self._outline = outline
        self._sheet = sheet
        self._number = number
        self._places = places
        self._cells = Cells(outline, number)
        self._layout: Layout | None = None
        self._depths = Depths()
        self._path: list[Node] = []
        self._table = 0
        self._has_heading = self._is_divided = False

    def read(self) -> int:
        """Read all lines; 1 when there was a table among them, else 0."""
        lines, at, found = self._sheet.lines, 0, 0
        while at < len(lines):
            line = lines[at]
            layout = find_layout(lines, at) if not line.hidden else None
            if layout:
                for header in lines[at : at + layout.lines]:
                    self._cells.mark_all(header, Use.HEADER)
                is_new = self._layout is None or layout.columns != self._layout.columns
                self._layout, self._table, found = layout, line.table, 1
                at += layout.lines
                self._is_divided = _is_divided(lines[at:], layout)
                self._cells.main = layout.of(Role.CONTENT)[-1 if self._is_divided else 0]
                if is_new:
                    self._tell_columns(layout, line)
                if at < len(lines) and counts_columns(_filled(lines[at])):
                    self._cells.mark_all(lines[at], Use.COLUMN_NUMBERS)
                    at += 1
                continue
            self._line(line)
            at += 1
        self._tell_left_out(found)
        return found

    def _line(self, line: SheetLine) -> None:
        place = self._places[self._number, line.number]
        if line.hidden:
            self._cells.mark_all(line, Use.NOT_READ)
            self._outline.decide(
                place,
                message("The hidden row is not read: '{text}'.", text=_shown(line)),
                message("Show it if it counts, or delete it."),
            )
        elif (line.table != self._table and not self._goes_on(line, place)) or self._layout is None:
            self._outside(line, place)
        else:
            self._row(line, place, self._layout)

    def _goes_on(self, line: SheetLine, place: RowPlace) -> bool:
        """Whether a table of a Word file without a header goes on with the columns of the one before it."""
        if not self._layout or not line.table or len(line.cells) != self._layout.width:
            return False
        self._table = line.table
        said = message("The table has no header; the columns of the table before it are taken.")
        self._outline.decide(place, said, message("Look whether its columns are the same."))
        return True

    def _outside(self, line: SheetLine, place: RowPlace) -> None:
        """A line above, between or under tables: a title, a note, a signature."""
        text = _shown(line)
        if self._layout is None and not line.table:
            self._outline.titles.append(text)
            self._cells.mark_all(line, Use.TITLE)
            return
        self._cells.mark_all(line, Use.NOT_READ)
        self._outline.decide(
            place,
            message("The line is not read: '{text}'.", text=text),
            message("See whether it says something that the checklist must hold."),
        )

    def _row(self, line: SheetLine, place: RowPlace, layout: Layout) -> None:
        texts = [line.own(column.at) for column in layout.columns if line.own(column.at)]
        if not texts:
            return
        number, content, column = self._number_and_content(line, layout)
        readings = number_readings(number)
        if content and number and not (readings or _DASH.fullmatch(number) or _COUNTED.fullmatch(number)):
            said = message("The number '{number}' is not understood.", number=number)
            self._outline.decide(place, said, message("See whether the row is one of its own."))
        if not readings and _TOTAL.fullmatch(texts[0]) and own_points(line, layout) is not None:
            self._total(line, place, layout, texts[0])
        elif self._is_divided and content:
            self._of_columns(line, place, layout)
        elif readings and not content:
            self._outside(line, place)
        elif readings:
            self._numbered(readings, content, line, place, layout)
        elif content and not number and self._stands_alone(line, layout, content):
            self._open("", int(self._has_heading), content, line, place, layout)
        elif content and _COUNTED.fullmatch(number):
            self._day_as_number(number, content, line, place, layout)
        elif content and (not self._path or self._is_heading(line, layout, content, column)):
            self._heading(content, line, place, layout)
        elif self._path:
            self._cells.below(self._path[-1], content or number, line, place, layout)
        else:
            self._outside(line, place)

    def _stands_alone(self, line: SheetLine, layout: Layout, content: str) -> bool:
        """Whether a row without a number is a row of its own: with points, in a table without numbers."""
        if layout.of(Role.NUMBER) or _DASH.match(content):
            return False
        return own_points(line, layout) is not None

    def _day_as_number(
        self, number: str, content: str, line: SheetLine, place: RowPlace, layout: Layout
    ) -> None:
        """A spreadsheet made a day of 1.2: the row follows the one before it at the same depth."""
        said = message("The number of the row is a day in the file ({number}).", number=number)
        depth = self._path[-1].depth if self._path else 0
        self._open("", depth, content, line, place, layout)
        self._outline.decide(place, said, message("Write the numbers as text."), self._path[-1])

    def _number_and_content(self, line: SheetLine, layout: Layout) -> tuple[str, str, int]:
        """The number, the text without it, and the column in which the text stands.

        A row that is merged from its first cell on has its text in the column of numbers.
        """
        numbers, contents = layout.of(Role.NUMBER), layout.of(Role.CONTENT)
        number = line.own(numbers[0].at) if numbers else ""
        column = contents[-1 if self._is_divided else 0].at
        content = line.own(column)
        if not content and number and not number_readings(number) and not _DASH.fullmatch(number):
            column, content, number = numbers[0].at, number, ""
        if not number:
            number, content = split_number(content, letters=not numbers)
        return number, content, column

    def _numbered(
        self, readings: tuple[RowNumber, ...], content: str, line: SheetLine, place: RowPlace, layout: Layout
    ) -> None:
        """A row with a number. A spreadsheet shows 1.10 that was entered as a number as 1.1."""
        number, depth = self._depths.place(readings)
        above = self._path[depth - 1].children if 0 < depth <= len(self._path) else []
        is_tenth = len(above) == 9 and number.written.endswith(".1") and above[0].number == number.written
        written = f"{number.written}0" if is_tenth else number.written
        self._open(written, depth, content, line, place, layout)
        if is_tenth:
            said = message(
                "The number {number} stands twice; the second is read as {tenth}.",
                number=number.written,
                tenth=written,
            )
            self._outline.decide(place, said, message("Write the numbers as text."), self._path[-1])

    def _open(
        self, number: str, depth: int, content: str, line: SheetLine, place: RowPlace, layout: Layout
    ) -> None:
        """A row with a number: a new node at its depth."""
        del self._path[depth:]
        node = Node(number, content, len(self._path), place)
        (self._path[-1].children if self._path else self._outline.nodes).append(node)
        self._path.append(node)
        self._cells.take(node, line, place, layout)

    def _heading(self, content: str, line: SheetLine, place: RowPlace, layout: Layout) -> None:
        """A text without a number that stands over the rows below it."""
        self._depths = Depths(has_heading=True)
        self._has_heading = True
        self._open("", 0, content, line, place, layout)
        said = message("The row has no number; it is read as a heading over the rows below it.")
        self._outline.decide(
            place, said, message("Give it a number, or delete it if it is none."), self._path[-1]
        )

    def _is_heading(self, line: SheetLine, layout: Layout, content: str, column: int) -> bool:
        """Whether a text stands over the rows below it: it reaches over all columns to its right.

        In a table without numbers that began with a heading, every text without points is one.
        """
        rest = [other.at for other in layout.columns if other.at > column]
        if rest and all(at in line.covered_from_left for at in rest):
            return True
        is_bare = not _DASH.match(content) and not any(line.own(at) for at in rest)
        return is_bare and self._has_heading and not layout.of(Role.NUMBER)

    def _of_columns(self, line: SheetLine, place: RowPlace, layout: Layout) -> None:
        """A row of a table that has a column for each level: an area, a criterion, an item."""
        contents = layout.of(Role.CONTENT)
        numbers = layout.of(Role.NUMBER)
        for depth, column in enumerate(contents):
            text = line.own(column.at)
            if not text:
                continue
            number, bare = split_number(text)
            is_last = column is contents[-1]
            if is_last:
                number = number or (line.own(numbers[0].at) if numbers else "")
                self._open(number.rstrip(".)"), depth, bare, line, place, layout)
                continue
            del self._path[depth:]
            node = Node(number.rstrip(".)"), bare, len(self._path), place)
            (self._path[-1].children if self._path else self._outline.nodes).append(node)
            self._path.append(node)
            self._cells.mark(line, column, Use.GROUP, node)

    def _total(self, line: SheetLine, place: RowPlace, layout: Layout, text: str) -> None:
        points = own_points(line, layout)
        area = self._path[0] if self._path else None
        if points is not None:
            self._outline.totals.append(Total(text, points, place, area))
        for column in layout.columns:
            if column.role in (Role.NUMBER, Role.CONTENT, Role.POINTS):
                self._cells.mark(line, column, Use.TOTAL)

    def _tell_columns(self, layout: Layout, line: SheetLine) -> None:
        """What a column holds that nobody knows, or that is hidden."""
        for column in layout.columns:
            is_second = (
                column.role is Role.CONTENT and column is not self._cells.main and not self._is_divided
            )
            if (column.role is None or is_second) and column.heading:
                said = message(
                    "The column '{heading}' is not known; its cells are kept as comments.",
                    heading=column.heading,
                )
                self._outline.decide(
                    self._places[self._number, line.number],
                    said,
                    message("Move what the checklist must hold into the items."),
                )
            if column.at in self._sheet.hidden_columns:
                self._outline.decide(
                    self._places[self._number, line.number],
                    message("The hidden column '{heading}' was read.", heading=column.heading),
                    message("Delete it if it does not count."),
                )

    def _tell_left_out(self, found: int) -> None:
        """Cells that nothing took, and what lies over the cells of the sheet."""
        for line in self._sheet.lines:
            for at in range(len(line.cells)):
                if line.own(at) and (self._number, line.number, at) not in self._outline.uses:
                    self._outline.uses[self._number, line.number, at] = (Use.NOT_READ, None)
                    self._outline.decide(
                        self._places[self._number, line.number],
                        message("The cell is not read: '{text}'.", text=line.own(at)[:LONGEST_SHOWN]),
                        message("Put it into a column with a heading."),
                    )
        for left_out in self._sheet.left_out:
            self._outline.decide(
                self._places.get((self._number, left_out.line), RowPlace(self._number)), left_out.message
            )
        if not found and self._sheet.lines:
            self._outline.decide(
                RowPlace(self._number, self._sheet.name),
                message(
                    "The sheet '{sheet}' holds no scoring table and is not read.", sheet=self._sheet.name
                ),
            )


def _is_divided(lines: Sequence[SheetLine], layout: Layout) -> bool:
    """Whether columns of content stand for levels: a cell of an outer one holds for several rows."""
    *outer, last = layout.of(Role.CONTENT)
    rows = [line for line in lines[:_ROWS_LOOKED_AT] if line.own(last.at)]
    return any(not line.own(column.at) for column in outer for line in rows)


def _filled(line: SheetLine) -> list[str]:
    return [line.own(at) for at in range(len(line.cells)) if line.own(at)]


def _shown(line: SheetLine) -> str:
    texts = (" ".join(line.own(at).split()) for at in range(len(line.cells)) if line.own(at))
    return " | ".join(texts)[:LONGEST_SHOWN]
