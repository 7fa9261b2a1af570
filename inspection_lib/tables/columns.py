"""Check the columns of a table against those that are asked for: unknown, twice, left out, hidden."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from inspection_lib.answers import find_personal_data
from inspection_lib.errors import Problem
from inspection_lib.language import Fault, Message, Text, message
from inspection_lib.tables.grid import Grid, Line, column_letters
from inspection_lib.tables.headings import (
    ORDINAL_HEADINGS,
    Header,
    KnownHeadings,
    columns_by_name,
    fold_heading,
)
from inspection_lib.tables.values import Columns, LeftOut, LeftOutKind, Unknown

_ORDINAL = re.compile(r"(?:\d+(?:\.\d+)*|[IVXLC]+|[a-z])[.)]?|", re.IGNORECASE)


def place_of(header: Header, column: int) -> str:
    """A column in messages, by its letter and its heading: `D (Giá trị)`.

    A heading that looks like personal data is left out: it may be a row of data that was taken for a header.
    """
    heading = header.headings[column] if column < len(header.headings) else ""
    heading = "" if find_personal_data([heading]) else " ".join(heading.split())
    return f"{column_letters(column)} ({heading})" if heading else column_letters(column)


def leave_columns_out(header: Header, columns: Columns) -> tuple[Header, list[LeftOut]]:
    """The header without the columns that somebody asked to be left out, and these columns."""
    asked = {fold_heading(name) for name in columns.leave_out or ()}
    letters = {name for name in columns.leave_out or () if name.isupper()}
    names, left_out = list(header.names), []
    for at, heading in enumerate(header.headings):
        if (heading and fold_heading(heading) in asked) or (not heading and column_letters(at) in letters):
            names[at] = ""
            left_out.append(_column_left_out(header, at))
    return replace(header, names=tuple(names)), left_out


def check_columns(
    file: str, header: Header, columns: Columns, known: KnownHeadings, rows: Sequence[Line]
) -> tuple[list[LeftOut], list[Problem]]:
    """The columns that are not taken in, and a problem for those that are twice or must not be left out.

    A column that only counts the rows (STT) is left out; one without heading and cells is nothing.
    """
    problems = [
        _twice(file, header, known.shown([name]), places)
        for name, places in columns_by_name(header).items()
        if places[1:]
    ]
    accepted = {fold_heading(name) for name in columns.leave_out or ()}
    letters = set(columns.leave_out or ())
    left_out = []
    for at, (name, heading) in enumerate(zip(header.names, header.headings, strict=True)):
        if (
            name
            or (heading and fold_heading(heading) in accepted)
            or (not heading and column_letters(at) in letters)
        ):
            continue
        cells = [row[at] for _, row in rows if at < len(row) and row[at]]
        if not heading and not cells:
            continue
        if columns.unknown is Unknown.REFUSE and not _counts_rows(heading, cells):
            problems.append(Problem(file, header.line, _unknown(header, at, columns, known)))
        else:
            left_out.append(_column_left_out(header, at))
    return left_out, problems


def hidden_columns(grid: Grid, header: Header) -> list[LeftOut]:
    """The hidden columns that were read all the same, because they are asked for."""
    return [
        LeftOut(
            LeftOutKind.HIDDEN_COLUMN,
            header.line,
            message("The hidden column {column} was read.", column=place_of(header, at)),
        )
        for at, name in enumerate(header.names)
        if name and at in grid.hidden_columns
    ]


def _counts_rows(heading: str, cells: Sequence[str]) -> bool:
    return fold_heading(heading) in ORDINAL_HEADINGS and all(map(_ORDINAL.fullmatch, cells))


def _column_left_out(header: Header, column: int) -> LeftOut:
    said = message("Column {column} is not read.", column=place_of(header, column))
    return LeftOut(LeftOutKind.COLUMN, header.line, said)


def _twice(file: str, header: Header, name: Text, places: Sequence[int]) -> Problem:
    text = message(
        "The columns {columns} all stand for {name}.",
        columns=", ".join(place_of(header, at) for at in places),
        name=name,
    )
    return Problem(file, header.line, Fault(text, message("Keep one of them.")))


def _unknown(header: Header, column: int, columns: Columns, known: KnownHeadings) -> Fault:
    heading, place = header.headings[column], place_of(header, column)
    if not heading:
        text = message("Column {column} has cells and no heading.", column=place)
        if columns.leave_out is None:
            return Fault(text, message("Give the column a heading, or empty its cells."))
        letters = column_letters(column)
        remedy = message(
            "Give the column a heading, or leave it out with --leave-out {column}.", column=letters
        )
        return Fault(text, remedy)
    text = message("Column {column} is not known here.", column=place)
    nearest = known.nearest(heading)
    if nearest and known.name(nearest) in known.missing(header.names):
        remedy = message("The nearest known column is '{name}'. Correct the heading.", name=nearest)
        return Fault(text, remedy)
    return Fault(text, _remedy(heading, nearest, columns, known))


def _remedy(heading: str, nearest: str, columns: Columns, known: KnownHeadings) -> Message:
    if columns.leave_out is None and nearest:
        return message(
            "The nearest known column is '{name}'. Correct the heading, or remove the column.", name=nearest
        )
    if columns.leave_out is None:
        return message("Known columns: {names}.", names=known.shown(known.names))
    if nearest:
        return message(
            "The nearest known column is '{name}'. Correct the heading, or leave the column out with "
            "--leave-out '{heading}'.",
            name=nearest,
            heading=heading,
        )
    return message(
        "Known columns: {names}. Leave the column out with --leave-out '{heading}'.",
        names=known.shown(known.names),
        heading=heading,
    )
