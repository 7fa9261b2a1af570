"""A whole checklist as the sheets of a workbook, and back: every field has its cell, so nothing is guessed.

The first sheet holds areas, criteria, the groups in them and items, a row each; "Thông tin chung" the fields
of the file; every other list of the file (bands, legal documents, checks) has a sheet of its own. Under the
headings for people stand the paths of the fields, by which the sheets are read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inspection_lib.answers import fold_word
from inspection_lib.checklist_tables.cell_text import cell_of, value_of
from inspection_lib.checklist_tables.flat import Columns, are_rows, flatten, is_flat, unflatten
from inspection_lib.checklist_tables.headings import heading_of
from inspection_lib.checklist_tables.rule_words import words_of_rule
from inspection_lib.checklist_tables.scoring_words import rule_of_words
from inspection_lib.definitions import Tree
from inspection_lib.errors import InspectionError, Problem
from inspection_lib.language import Fault, Message, message
from inspection_lib.model import limits
from inspection_lib.tables import Sheet, SheetLine, Sheets, cell_name

MARK = "inspection-checklist-table"
"""Stands in the second cell of the sheet "Thông tin chung"."""
_EDITION = "1"
_MAIN, _INFO = "Bộ tiêu chí", "Thông tin chung"
_LEVELS = ("Lĩnh vực", "Tiêu chí")
_GROUP, _ITEM = "Nhóm cấp", "Tiêu chí thành phần"
"""What a row is: an area, a criterion, `Nhóm cấp 3` and deeper for groups in it, an item of what is above."""
_KEYS = ("areas", "criteria")
_BELOW = {"areas": ("criteria",), "criteria": ("items", "groups"), "groups": ("items", "groups"), "items": ()}
_LEVEL, _CONTENT, _WORDS, _LIST = "level", "content", "words", "list:"
_FIRST = (_LEVEL, "id", _CONTENT, "points", _WORDS, "evidence", "kind")
"""Columns that stand first, by the first step of their path."""


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet to be written: its name and its rows of texts."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def sheets_of(tree: Tree) -> tuple[BookSheet, ...]:
    """The sheets of a checklist. Raises InspectionError for a file that is no mapping of fields."""
    if not isinstance(tree, dict) or not is_flat(tree):
        raise InspectionError(
            message("The file is no checklist."), message("See what is wrong: inspection check FILE.")
        )
    main = [_with_words(row) for row in _rows(tree.get("areas"), "areas", 0)]
    lists = {key: value for key, value in tree.items() if are_rows(value) and not (key == "areas" and main)}
    info = flatten(
        {key: value for key, value in tree.items() if key not in lists and (key != "areas" or not main)}
    )
    fields = ((heading_of(path), path, cell_of(value)) for path, value in info.items())
    sheets = [BookSheet(_INFO, (("Bảng bộ tiêu chí", MARK, _EDITION), *fields))]
    if main:
        sheets.insert(0, _sheet(_MAIN, main, _in_order(main)))
    for key, values in lists.items():
        rows: list[Columns] = [
            {f"{_LIST}{key}": str(at), **{f".{path}": value for path, value in flatten(one).items()}}
            for at, one in enumerate(values if isinstance(values, list) else (), start=1)
            if isinstance(one, dict)
        ]
        sheets.append(
            _sheet(heading_of(key)[:31], rows, list(dict.fromkeys(path for row in rows for path in row)))
        )
    return tuple(sheets)


def _rows(values: Tree, key: str, depth: int) -> list[Columns]:
    """The rows of areas, criteria, groups or items; none where they are no list of mappings."""
    if not are_rows(values) or not isinstance(values, list):
        return []
    rows: list[Columns] = []
    named = _ITEM if key == "items" else _LEVELS[depth] if depth < len(_LEVELS) else f"{_GROUP} {depth + 1}"
    for value in values:
        if not isinstance(value, dict):
            continue
        inside = {below: _rows(value.get(below), below, depth + 1) for below in _BELOW[key]}
        own = {name: part for name, part in value.items() if not inside.get(name)}
        columns = {_to_content(path, key): part for path, part in flatten(own).items()}
        level: Columns = {_LEVEL: named}
        rows.extend((level | columns, *(row for below in inside.values() for row in below)))
    return rows


def _title_of(key: str) -> str:
    return "question" if key == "items" else "title"


def _to_content(path: str, key: str) -> str:
    """`title` of groups and `question` of items share a column."""
    name, dot, rest = path.partition(".")
    if name in (_LEVEL, _CONTENT, _WORDS):
        return f".{path}"
    return f"{_CONTENT}{dot}{rest}" if name == _title_of(key) else path


def _from_content(path: str, key: str) -> str:
    name, dot, rest = path.partition(".")
    is_title = name == _CONTENT and key in _BELOW
    return f"{_title_of(key)}{dot}{rest}" if is_title else path.removeprefix(".")


def _with_words(row: Columns) -> Columns:
    """The row with its rule in words, and without its settings where the words say the same."""
    scoring = unflatten({path: value for path, value in row.items() if path.startswith("scoring.")})
    rule = scoring.get("scoring")
    words = words_of_rule(rule) if isinstance(rule, dict) else ""
    if not words or not isinstance(rule, dict):
        return row
    is_enough = rule_of_words(words) == rule
    kept = {path: value for path, value in row.items() if not (is_enough and path.startswith("scoring."))}
    return kept | {_WORDS: words}


def _in_order(rows: Iterable[Columns]) -> list[str]:
    paths = list(dict.fromkeys(path for row in rows for path in row))
    places = {name: at for at, name in enumerate(_FIRST)}
    return sorted(paths, key=lambda path: places.get(path.partition(".")[0].partition("[")[0], len(places)))


def _sheet(name: str, rows: Iterable[Columns], paths: list[str]) -> BookSheet:
    cells = (tuple(cell_of(row[path]) if path in row else "" for path in paths) for row in rows)
    return BookSheet(
        name, (tuple(heading_of(path.removeprefix(".")) for path in paths), tuple(paths), *cells)
    )


def is_whole_book(sheets: Sheets) -> bool:
    """Whether a workbook was made by `sheets_of`, so that it can be read without guessing."""
    return any(MARK in line.cells for sheet in sheets.sheets for line in sheet.lines[:5])


class _BookReader:
    """Reads the sheets back, and collects what does not fit."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.problems: list[Problem] = []

    def read(self, sheets: Sheets) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        for sheet in sheets.sheets:
            if any(MARK in line.cells for line in sheet.lines[:5]):
                tree.update(self._info(sheet))
        for sheet in sheets.sheets:
            head = next((at for at, line in enumerate(sheet.lines[:5]) if _is_head(line)), None)
            if head is not None:
                self._list(tree, sheet, sheet.lines[head], sheet.lines[head + 1 :])
            elif not any(MARK in line.cells for line in sheet.lines[:5]) and sheet.lines:
                said = message(
                    "The sheet '{sheet}' is not read; it has {count} lines.",
                    sheet=sheet.name,
                    count=len(sheet.lines),
                )
                self.problems.append(Problem(self._file, 0, Fault(said), warning=True))
        return tree

    def _info(self, sheet: Sheet) -> dict[str, Tree]:
        columns: Columns = {}
        for line in sheet.lines:
            path, cell = line.own(1), line.own(2)
            if not path or path == MARK:
                if not path:
                    self._not_read(sheet, line, range(len(line.cells)))
                continue
            self._put(columns, path, cell, sheet, line, 2)
            self._not_read(sheet, line, range(3, len(line.cells)))
        return self._mapping(columns, sheet, sheet.lines[0])

    def _list(self, tree: dict[str, Tree], sheet: Sheet, head: SheetLine, lines: Iterable[SheetLine]) -> None:
        key = head.cells[0].removeprefix(_LIST) if head.cells[0] != _LEVEL else ""
        nodes: list[dict[str, Tree]] = [tree]
        for line in lines:
            columns: Columns = {}
            for at, path in enumerate(head.cells[1:], start=1):
                if path and line.own(at):
                    self._put(columns, path, line.own(at), sheet, line, at)
            unnamed = [at for at in range(len(line.cells)) if at >= len(head.cells) or not head.cells[at]]
            self._not_read(sheet, line, unnamed)
            depth = 0 if key else _depth(line.own(0), len(nodes) - 1)
            if depth is None or depth >= len(nodes) or not line.own(0):
                self._add(
                    sheet,
                    line,
                    message("The row does not say what it is."),
                    message(
                        "Write the level into the first column: area, below it criterion, below it item."
                    ),
                )
                continue
            if not key:
                columns = self._by_words(columns, sheet, line)
            below = key or _key_of(line.own(0), depth)
            named = {_from_content(path, "" if key else below): value for path, value in columns.items()}
            node = self._mapping(named, sheet, line)
            del nodes[depth + 1 :]
            place = nodes[-1].setdefault(below, [])
            if isinstance(place, list):
                place.append(node)
            if below != "items":
                nodes.append(node)

    def _by_words(self, columns: Columns, sheet: Sheet, line: SheetLine) -> Columns:
        """The columns with the settings that the words say, where the settings are left out."""
        words = columns.pop(_WORDS, None)
        if isinstance(words, list):  # somebody wrote a bullet before each line
            words = "\n".join(str(one) for one in words)
        if not isinstance(words, str):
            return columns
        settings = {path: value for path, value in columns.items() if path.startswith("scoring.")}
        rule = rule_of_words(words)
        if settings:
            written = unflatten(settings).get("scoring")
            if isinstance(written, dict) and words_of_rule(written) != words:
                self._add(
                    sheet,
                    line,
                    message(
                        "The words on scoring and the settings of the rule differ; the settings are taken."
                    ),
                    message("Correct the settings, or clear them so that the words count."),
                    warning=True,
                )
            return columns
        if rule is None:
            self._add(
                sheet,
                line,
                message("How the item is scored is not understood: '{text}'.", text=words[:200]),
                message("Write it as docs/checklist-tables.md shows, or fill in the settings of the rule."),
            )
            return columns
        return columns | {f"scoring.{path}": value for path, value in flatten(rule).items()}

    def _put(self, columns: Columns, path: str, cell: str, sheet: Sheet, line: SheetLine, at: int) -> None:
        try:
            if path in columns:
                raise ValueError(path)
            columns[path] = value_of(cell)
        except ValueError:
            self._add(
                sheet,
                line,
                message("The cell {cell} cannot be read.", cell=cell_name((line.number, at))),
                message("Correct its brackets and quotation marks, or write a plain text."),
            )

    def _mapping(self, columns: Columns, sheet: Sheet, line: SheetLine) -> dict[str, Tree]:
        try:
            return unflatten(columns)
        except ValueError as error:
            self._add(
                sheet,
                line,
                message("The column {column} does not fit the others.", column=str(error)),
                message("Write as many lines as in the columns beside it."),
            )
            return {}

    def _not_read(self, sheet: Sheet, line: SheetLine, columns: Iterable[int]) -> None:
        for at in columns:
            if line.own(at):
                said = message(
                    "The cell {cell} is not read: '{text}'.",
                    cell=cell_name((line.number, at)),
                    text=line.own(at)[:200],
                )
                self._add(sheet, line, said, message("Put it into a column with a heading."), warning=True)

    def _add(
        self, sheet: Sheet, line: SheetLine, said: Message, remedy: Message, *, warning: bool = False
    ) -> None:
        self.problems.append(
            Problem(f"{self._file} [{sheet.name}]", line.number, Fault(said, remedy), warning)
        )


def read_whole_book(sheets: Sheets) -> tuple[dict[str, Tree], list[Problem]]:
    """The checklist of a workbook that `sheets_of` made and people may have edited, and all that is wrong."""
    reader = _BookReader(sheets.file)
    tree = reader.read(sheets)
    return tree, reader.problems


def _is_head(line: SheetLine) -> bool:
    return bool(line.cells) and (line.cells[0] == _LEVEL or line.cells[0].startswith(_LIST))


def _depth(level: str, innermost: int) -> int | None:
    """How many groups are around a row; an item lies in the ``innermost`` one that is above it."""
    folded = fold_word(level)
    if folded == fold_word(_ITEM):
        return max(innermost, len(_LEVELS))
    group = re.fullmatch(rf"{fold_word(_GROUP)} (\d{{1,2}})", folded)
    if group:
        depth = int(group[1]) - 1
        return depth if len(_LEVELS) <= depth < limits.YAML_DEPTH // 2 else None
    return next((at for at, name in enumerate(_LEVELS) if fold_word(name) == folded), None)


def _key_of(level: str, depth: int) -> str:
    if fold_word(level) == fold_word(_ITEM):
        return "items"
    return _KEYS[depth] if depth < len(_KEYS) else "groups"
