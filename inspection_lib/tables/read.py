"""Read a table for its columns, whatever file it comes in, with an account of what was not taken in."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from inspection_lib.errors import Problem
from inspection_lib.files import too_large
from inspection_lib.language import Fault, Message, message
from inspection_lib.model.limits import TABLE_LINE_BYTES
from inspection_lib.tables.cells import CellTrouble, trouble_fault
from inspection_lib.tables.cleaning import clean_grid
from inspection_lib.tables.columns import check_columns, hidden_columns, leave_columns_out
from inspection_lib.tables.file_kinds import FileKind, file_kind
from inspection_lib.tables.grid import Budget, Grid, UnreadableError, column_letters
from inspection_lib.tables.headings import Header, KnownHeadings, count_known, find_header
from inspection_lib.tables.own_formats import OwnFormat, read_own_grid
from inspection_lib.tables.rows import take_rows
from inspection_lib.tables.text_files import open_text, read_text_grid
from inspection_lib.tables.values import (
    LIMITS,
    Account,
    Columns,
    CsvLayout,
    LeftOut,
    RawTable,
    Row,
    Table,
    TableLimits,
    Unknown,
)
from inspection_lib.tables.workbooks import choose_grid, other_sheet, read_ods, read_xlsx
from inspection_lib.tables.xls import read_xls

_NO_COLUMNS = Columns({}, ())
CHECK_FILE: Message = message("Check the name, and whether the file may be read.")


def read_table(
    path: Path,
    columns: Columns,
    limits: TableLimits = LIMITS,
    *,
    name: str = "",
    content: bytes | None = None,
    own: OwnFormat | None = None,
) -> Table:
    """The rows of a table with the columns that are asked for.

    CSV and TSV (UTF-8, UTF-16), XLSX, XLSM, XLS, ODS. ``name`` is what problems call the file, otherwise its
    path. ``content`` are its bytes where it lies in an archive. ``own`` reads a file of a format of the
    office's own. Whatever is wrong stands in the table's problems; nothing is raised.
    """
    file = name or str(path)
    known = KnownHeadings(columns)
    account = Account(path.name, "", "")
    try:
        content = content_of(path, content, limits)
        account = replace(account, sha256=hashlib.sha256(content).hexdigest())
        if own:
            account = replace(account, format=own.name, reader=own.origin)
            grid = read_own_grid(own, content, Budget(limits))
            clean_grid(grid)
            return _table(file, grid, columns, known, account, [])
        kind, grid, left_out, problems = _read_grid(path.name, content, known, limits, file)
        account = replace(account, format=kind.value, sheet=grid.name)
        return _table(file, grid, columns, known, account.with_more([*left_out, *grid.left_out]), problems)
    except UnreadableError as error:
        return Table(file, 0, (), {}, (), account, (Problem(file, error.line, error.fault),))


def read_raw(
    path: Path, limits: TableLimits = LIMITS, *, name: str = "", content: bytes | None = None
) -> RawTable:
    """A table whose columns nobody knows: its first line with something in it is the header.

    Blank and hidden rows are left out; nothing else is. Of a workbook the first visible sheet with something
    in it is read. Arguments are those of `read_table`.
    """
    tables = read_raw_sheets(path, limits, name=name, content=content)
    table = next((table for table in tables if table.rows), tables[0])
    others = [
        other_sheet(other.account.sheet, len(other.rows))
        for other in tables
        if other is not table and other.rows
    ]
    return replace(table, account=table.account.with_more(others))


def read_raw_sheets(
    path: Path, limits: TableLimits = LIMITS, *, name: str = "", content: bytes | None = None
) -> tuple[RawTable, ...]:
    """Every visible sheet as `read_raw` reads it, in the order of the workbook; at least one table.

    A file without sheets is one table. ``account.sheet`` is the name of the sheet. Hidden sheets are left out
    of the first table's account.
    """
    file = name or str(path)
    account = Account(path.name, "", "")
    known = KnownHeadings(_NO_COLUMNS)
    try:
        content = content_of(path, content, limits)
        account = replace(account, sha256=hashlib.sha256(content).hexdigest())
        kind, grids, left_out = read_grids(path.name, content, known, limits)
        if not any(grid.lines for grid in grids):
            raise _empty()
    except UnreadableError as error:
        return (RawTable(file, 0, (), (), account, (Problem(file, error.line, error.fault),)),)
    account = replace(account, format=kind.value)
    tables = [_raw_table(file, grid, known, account) for grid in grids]
    return (replace(tables[0], account=tables[0].account.with_more(left_out)), *tables[1:])


def _raw_table(file: str, grid: Grid, known: KnownHeadings, account: Account) -> RawTable:
    account = replace(account, sheet=grid.name)
    header = find_header(grid, known)[0]
    if header is None:
        return RawTable(file, 0, (), (), account.with_more(grid.left_out))
    taken = take_rows(file, grid, header, known)
    width = len(header.headings)
    rows = tuple((line, (*cells, *[""] * (width - len(cells)))) for line, cells in taken.rows)
    account = account.with_more([*grid.left_out, *taken.left_out], rows=len(rows))
    return RawTable(file, header.line, header.headings, rows, account, tuple(taken.problems))


def read_layout(
    path: Path, columns: Columns, limits: TableLimits = LIMITS, *, name: str = ""
) -> CsvLayout | None:
    """How a CSV file is laid out, judged by its first lines; None for any other format.

    It is for files with very many rows, which a faster library reads. Problems are those of the file as a
    whole and of its header.
    """
    file = name or str(path)
    known = KnownHeadings(columns)
    digest = ""
    try:
        content, digest = _head(path, limits)
        if file_kind(path.name, content) is not FileKind.TEXT:
            return None
        text = open_text(content, lambda lines: count_known(lines, known))
        budget = Budget(replace(limits, rows=_LAYOUT_ROWS))
        grid = read_text_grid(text, budget, most=_LAYOUT_ROWS)
        clean_grid(grid)
        header, problems = _header(file, grid, columns, known)
    except UnreadableError as error:
        return CsvLayout(file, digest, "", "", 0, (), (), (), (Problem(file, error.line, error.fault),))
    if header is None or known.missing(header.names):
        return CsvLayout(file, digest, text.encoding, text.separator, 0, (), (), (), tuple(problems))
    header, left_out = leave_columns_out(header, columns)
    more, faults = check_columns(file, header, columns, known, grid.lines[header.below :])
    left_out, problems = left_out + more, problems + faults
    return CsvLayout(
        file,
        digest,
        text.encoding,
        text.separator,
        header.line,
        header.names,
        header.headings,
        tuple(left_out),
        tuple(problems),
    )


_LAYOUT_ROWS = 200
"""Lines by which the layout of a CSV file is judged."""
_LAYOUT_BYTES = 2**19
"""Bytes in which these lines are."""


def _head(path: Path, limits: TableLimits) -> tuple[bytes, str]:
    """The first lines of a file, and the digest of the whole. Raises UnreadableError."""
    try:
        size = path.stat().st_size
        if size > limits.large_csv_bytes:
            raise _too_large(limits.large_csv_bytes)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            while piece := file.read(TABLE_LINE_BYTES):
                _check_line(piece)
            file.seek(0)
            head = file.read(_LAYOUT_BYTES)
    except OSError as error:
        raise _closed(error) from error
    if not head.strip():
        raise _empty()
    if len(head) < size:
        end = head.rfind(b"\n")
        head = head[: end - end % 2 if b"\0" in head else end]  # a letter of UTF-16 has two bytes
    return head, digest


def content_of(path: Path, content: bytes | None, limits: TableLimits) -> bytes:
    """The bytes of a file. Raises UnreadableError where it cannot be opened or is too large."""
    try:
        size = path.stat().st_size if content is None else len(content)
        if content is None and not path.is_file():
            raise UnreadableError(message("This is no file."), CHECK_FILE)
        if size <= limits.file_bytes:
            content = path.read_bytes() if content is None else content
    except OSError as error:
        raise _closed(error) from error
    except ValueError:  # a path with a NUL, which no file can have
        raise UnreadableError(message("This is no file."), CHECK_FILE) from None
    if size > limits.file_bytes or content is None:
        raise _too_large(limits.file_bytes)
    if not content.strip():
        raise _empty()
    return content


def _check_line(piece: bytes) -> None:
    """Raise UnreadableError for a piece of text of TABLE_LINE_BYTES without an end of a line.

    It is looked for before the file is decoded: the line would be in the memory several times.
    """
    if len(piece) == TABLE_LINE_BYTES and b"\n" not in piece and b"\r" not in piece:
        raise UnreadableError(
            message("A line has more than {size} MB.", size=TABLE_LINE_BYTES // 2**20),
            message("See whether a quotation mark is missing, or a line end."),
        )


def _closed(error: OSError) -> UnreadableError:
    cause = error.strerror or type(error).__name__
    return UnreadableError(message("The file cannot be read: {error}.", error=cause), CHECK_FILE)


def _too_large(most: int) -> UnreadableError:
    return UnreadableError(
        too_large(most),
        message("Remove sheets, pictures and formatted empty rows, or divide the table."),
    )


def _empty() -> UnreadableError:
    return UnreadableError(message("The file is empty."), message("Add a header and rows."))


def _read_grid(
    name: str, content: bytes, known: KnownHeadings, limits: TableLimits, file: str
) -> tuple[FileKind, Grid, list[LeftOut], list[Problem]]:
    """The sheet that holds the table, cleaned, and what was left out of the file around it."""
    kind, grids, left_out = read_grids(name, content, known, limits)
    grid, others, problems = choose_grid(grids, known, file)
    return kind, grid, [*left_out, *others], problems


def read_grids(
    name: str, content: bytes, known: KnownHeadings, limits: TableLimits, *, with_hidden: bool = False
) -> tuple[FileKind, list[Grid], list[LeftOut]]:
    """All sheets, cleaned; hidden ones are left out or read. A file without sheets is one grid."""
    budget = Budget(limits)
    kind = file_kind(name, content)
    if kind is FileKind.TEXT:
        for start in range(0, len(content), TABLE_LINE_BYTES):
            _check_line(content[start : start + TABLE_LINE_BYTES])
        grid = read_text_grid(open_text(content, lambda lines: count_known(lines, known)), budget)
        clean_grid(grid)
        return kind, [grid], []
    readers = {FileKind.XLSX: read_xlsx, FileKind.ODS: read_ods, FileKind.XLS: read_xls}
    grids, left_out = readers[kind](content, budget, with_hidden=with_hidden)
    return kind, grids, left_out


def _header(
    file: str, grid: Grid, columns: Columns, known: KnownHeadings
) -> tuple[Header | None, list[Problem]]:
    """The header; one that lacks a needed column comes with problems, None for a file of garbled letters."""
    if not grid.lines:
        raise _empty()
    header, is_complete = find_header(grid, known)
    if is_complete or header is None:
        return header, []
    if garbled := [place for place, trouble in grid.troubles.items() if trouble is CellTrouble.GARBLED]:
        line, column = min(garbled)
        cells = next(cells for number, cells in grid.lines if number == line)
        fault = trouble_fault(CellTrouble.GARBLED, cells[column], column_letters(column))
        return None, [Problem(file, line, fault)]
    missing = known.missing(header.names)
    text = message("The columns {columns} are missing.", columns=known.shown(missing))
    remedy = message("Give the file these columns: {columns}.", columns=known.shown(known.names))
    faults: list[Problem] = []
    if columns.unknown is Unknown.REFUSE and known.is_likely(header):
        _, faults = check_columns(file, header, columns, known, grid.lines[header.below :])
    return header, [Problem(file, header.line, Fault(text, remedy)), *faults]


def _table(
    file: str, grid: Grid, columns: Columns, known: KnownHeadings, account: Account, problems: list[Problem]
) -> Table:
    header, header_problems = _header(file, grid, columns, known)
    problems = [*problems, *header_problems]
    if header is None or known.missing(header.names):
        missing = tuple(known.missing(header.names)) if header else ()
        misspelt = known.misspelt(header) if header else {}
        return Table(file, problems[-1].line, (), {}, (), account, tuple(problems), (), missing, misspelt)
    header, left_out = leave_columns_out(header, columns)
    taken = take_rows(file, grid, header, known)
    more, faults = check_columns(file, header, columns, known, taken.rows)
    more += hidden_columns(grid, header)
    problems += faults + taken.problems
    nothing = dict.fromkeys(columns.headings, "")
    places = [(at, name) for at, name in enumerate(header.names) if name]
    rows = tuple(
        Row(line, nothing | {name: cells[at] for at, name in places if at < len(cells)})
        for line, cells in taken.rows
    )
    names = tuple(name for name in header.names if name)
    headings = {name: header.headings[at] for at, name in places}
    account = account.with_more([*left_out, *more, *taken.left_out], rows=len(rows))
    others = tuple(
        heading or column_letters(at)
        for at, (name, heading) in enumerate(zip(header.names, header.headings, strict=True))
        if not name
    )
    return Table(file, header.line, names, headings, rows, account, tuple(problems), others)
