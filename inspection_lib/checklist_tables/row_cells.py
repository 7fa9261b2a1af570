"""Take the cells of a row into the outline: points, words on scoring, evidence, and lines below an item."""

from __future__ import annotations

import re
from decimal import Decimal

from inspection_lib.answers import fold_word
from inspection_lib.checklist_tables.clauses import clause_of, number_of, without_mark
from inspection_lib.checklist_tables.layout import Column, Layout, Role
from inspection_lib.checklist_tables.outline import Node, RowPlace, SubLine, TableOutline, Use
from inspection_lib.language import message
from inspection_lib.tables import SheetLine

_POINTS = re.compile(r"\(?\s*(\d+(?:[.,]\d+)?)\s*(?:điểm|đ)?\s*\)?", re.IGNORECASE)
_NOTE = re.compile(r"(?:ghi chu|luu y|chu thich|\(\*|\*|nguoi lap|noi nhan|thu truong|tm\.|kt\.|tl\.).*")
LONGEST_SHOWN = 200
"""Letters of a cell that a decision repeats."""
_POINTS_HEADING = "Điểm tối đa"


class Cells:
    """Takes the cells of one sheet, and notes for each what became of it.

    ``main`` is the column of questions; another column of contents is kept as comments.
    """

    def __init__(self, outline: TableOutline, sheet: int) -> None:
        self._outline = outline
        self._number = sheet
        self.main: Column | None = None

    def take(self, node: Node, line: SheetLine, place: RowPlace, layout: Layout) -> None:
        """The cells of a row with a number, or of a row that goes on with it."""
        for column in layout.columns:
            text = line.own(column.at)
            if text and (self._number, line.number, column.at) not in self._outline.uses:
                self._cell(node, column, text, line, place)

    def _cell(self, node: Node, column: Column, text: str, line: SheetLine, place: RowPlace) -> None:
        match column.role:
            case Role.NUMBER:
                self.mark(line, column, Use.NUMBER, node)
            case Role.CONTENT if column is self.main:
                self.mark(line, column, Use.ITEM, node)
            case Role.POINTS:
                self._points(node, text, place)
                self.mark(line, column, Use.POINTS, node)
            case Role.SCORING:
                node.scoring.append(text)
                self.mark(line, column, Use.SCORING, node)
            case Role.LEVEL:
                node.scoring.append(_level_words(column.heading, text))
                self.mark(line, column, Use.SCORING, node)
            case Role.EVIDENCE:
                node.evidence.extend(bare for part in text.split("\n") if (bare := without_mark(part)))
                self.mark(line, column, Use.EVIDENCE, node)
            case Role.APPRAISER:
                node.appraiser = text if not node.appraiser else f"{node.appraiser}; {text}"
                self.mark(line, column, Use.APPRAISER, node)
            case Role.LAW:
                node.law.append(text)
                self.mark(line, column, Use.LAW, node)
            case Role.ENGLISH:
                node.english = f"{node.english}\n{text}".strip()
                self.mark(line, column, Use.ITEM, node)
            case Role.GIVEN:
                node.notes.append((column.heading, text))
                self.mark(line, column, Use.TO_FILL, node)
            case _:
                node.notes.append((column.heading, text))
                self.mark(line, column, Use.COMMENT, node)

    def _points(self, node: Node, text: str, place: RowPlace) -> None:
        found = _POINTS.fullmatch(text)
        if found and node.points is None:
            node.points = number_of(found[1])
            return
        node.notes.append(("", f"{_POINTS_HEADING}: {text}"))
        said = (
            message("The item has points already; '{text}' does not count.", text=text)
            if found
            else message("'{text}' are no points.", text=text[:LONGEST_SHOWN])
        )
        self._outline.decide(place, said, message("Write one number: the most that the item brings."), node)

    def below(self, node: Node, text: str, line: SheetLine, place: RowPlace, layout: Layout) -> None:
        """A row without a number: a level or a part of the row above it, or more of its text."""
        points = own_points(line, layout)
        scoring = next((column for column in layout.of(Role.SCORING) if line.own(column.at)), None)
        words = text or (line.own(scoring.at) if scoring else "")
        clause = clause_of(words) if words else None
        is_line = bool(words) and (
            points is not None or (clause is not None and (clause.points is not None or clause.is_full))
        )
        if is_line and clause is not None:
            brings = points if points is not None else clause.points
            if brings is None:
                node.scoring.append(words)
            else:
                node.lines.append(SubLine(clause.condition if points is None else words, brings, place))
            for column in layout.columns:
                is_points = column.role is Role.POINTS and points is not None
                if column.role is Role.NUMBER or column is self.main or is_points:
                    self.mark(line, column, Use.PART, node)
            if scoring and not text:
                self.mark(line, scoring, Use.SCORING, node)
        elif text:
            self._more_text(node, text, line, place, layout)
        self.take(node, line, place, layout)

    def _more_text(self, node: Node, text: str, line: SheetLine, place: RowPlace, layout: Layout) -> None:
        for column in layout.columns:
            if column.role is Role.NUMBER or column is self.main:
                self.mark(line, column, Use.COMMENT, node)
        if _NOTE.fullmatch(fold_word(text)):
            node.notes.append(("", text))
            self._outline.decide(
                place,
                message("The line is not read: '{text}'.", text=text[:LONGEST_SHOWN]),
                message("See whether it says something that the checklist must hold."),
            )
            return
        node.more.append(text)
        self._outline.decide(
            place,
            message("The line has no number and no points; it became part of the question above it."),
            message("See whether it belongs there."),
            node,
        )

    def mark(self, line: SheetLine, column: Column, use: Use, node: Node | None = None) -> None:
        """Note what became of a cell that holds something."""
        if line.own(column.at):
            self._outline.uses[self._number, line.number, column.at] = (use, node)

    def mark_all(self, line: SheetLine, use: Use) -> None:
        """Note what became of all cells of a line."""
        for at in range(len(line.cells)):
            if line.own(at):
                self._outline.uses[self._number, line.number, at] = (use, None)


def own_points(line: SheetLine, layout: Layout) -> Decimal | None:
    """The points in a row's column of points; None where it holds none."""
    for column in layout.of(Role.POINTS):
        if found := _POINTS.fullmatch(line.own(column.at)):
            return number_of(found[1])
    return None


def _level_words(heading: str, text: str) -> str:
    """The words of a cell in a column that stands for a level: its heading or meaning, and its points."""
    if found := _POINTS.fullmatch(text):
        return f"{heading}: {found[1]} điểm"
    if clause_of(text).points is not None:
        return text
    named = clause_of(heading)
    if named.points is not None:
        return f"{text}: {named.points} điểm"
    return f"{heading}: {text}"
