"""A value of a checklist file as the text of one cell, and back.

Most values stand as they are. What a spreadsheet or the reader of tables would change, and what is no text,
is written as YAML on one line: `"..."`, `{...}`, `[...]`, `~`. A list has a line for each
element, after `• `.
"""

from __future__ import annotations

import json
import re

from inspection_lib.checklist_tables.yaml_text import escaped, flow
from inspection_lib.definitions import Tree, parse_yaml
from inspection_lib.errors import InspectionError
from inspection_lib.language import for_cell, message
from inspection_lib.tables import is_kept_as_written

_BULLET = "• "
_MARKS = ('"', "{", "[", "~")
_CHANGED = re.compile("[^\x20-\x7e]|_(?=x)")
LONGEST_CELL = 32_767
"""Letters of a cell in Excel at most."""


def cell_of(value: Tree) -> str:
    """The text of a value. Raises InspectionError for one that no cell holds."""
    is_lines = isinstance(value, list) and value and all(isinstance(one, (str, dict)) for one in value)
    if is_lines and isinstance(value, list):
        written = "\n".join(f"{_BULLET}{_element(one)}" for one in value)
    elif isinstance(value, str) and _is_plain(value):
        written = value
    else:
        written = _element(value)
    if len(written) > LONGEST_CELL:
        raise InspectionError(
            message("A text is longer than a cell of Excel may be: {text} …", text=written[:60]),
            message("Shorten it."),
        )
    return written


def value_of(cell: str) -> Tree:
    """The value of a cell. Raises ValueError where it begins like YAML and is none."""
    if cell.startswith(_BULLET.strip()):
        lines = [
            line.strip().removeprefix(_BULLET.strip()).strip() for line in cell.split("\n") if line.strip()
        ]
        return [_read(line) for line in lines]
    return _read(cell)


def _element(value: Tree) -> str:
    """A value on one line, or a text as it stands."""
    if isinstance(value, str) and "\n" not in value and _is_plain(value):
        return value
    written = flow(value)
    return written if written.startswith(_MARKS) and is_kept_as_written(written) else _ascii(value)


def _is_plain(text: str) -> bool:
    is_marked = text.startswith((*_MARKS, _BULLET.strip())) or for_cell(text) != text
    return bool(text) and not is_marked and is_kept_as_written(text)


def _ascii(value: Tree) -> str:
    """A value as JSON, which is YAML too, in letters that no spreadsheet and no reader changes."""
    return _CHANGED.sub(escaped, json.dumps(value, ensure_ascii=False))


def _read(text: str) -> Tree:
    if not text.startswith(_MARKS):
        return text
    file, problems = parse_yaml("", text)
    if problems:
        raise ValueError(text)
    return file.tree
