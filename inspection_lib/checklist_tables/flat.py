"""A mapping of a checklist file as columns of a table, and back: `title.vi`, `labels.numerator.en`.

A list of mappings with the same fields has a column for each field: `levels[].key` holds a list of keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from inspection_lib.definitions import Tree

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_EACH = "[]"
Columns = dict[str, Tree]
"""The values of a row by the path of their column."""


def is_flat(value: Tree) -> bool:
    """Whether a value is a mapping whose fields can be names of columns."""
    return isinstance(value, dict) and all(_NAME.fullmatch(key) for key in value)


def are_rows(value: Tree) -> bool:
    """Whether a value is a list of such mappings, so that each can be a row; not an empty list."""
    return isinstance(value, list) and bool(value) and all(map(is_flat, value))


def flatten(mapping: Mapping[str, Tree]) -> Columns:
    """The columns of a mapping; `unflatten` gives it back."""
    columns: Columns = {}
    for key, value in mapping.items():
        if isinstance(value, dict) and value and is_flat(value):
            columns.update({f"{key}.{path}": part for path, part in flatten(value).items()})
        elif isinstance(value, list) and (across := _transposed(value)):
            columns.update({f"{key}{_EACH}.{path}": list(parts) for path, parts in across.items()})
        else:
            columns[key] = value
    return columns


def _transposed(values: list[Tree]) -> dict[str, list[Tree]]:
    """The fields of mappings as lists; nothing where fields differ, or are no texts."""
    if not are_rows(values):
        return {}
    rows = [flatten(value) for value in values if isinstance(value, dict)]
    is_uniform = all(list(one) == list(other) for one, other in pairwise(rows))
    if not is_uniform or not all(isinstance(part, str) for row in rows for part in row.values()):
        return {}
    return {path: [row[path] for row in rows] for path in rows[0]}


def unflatten(columns: Columns) -> dict[str, Tree]:
    """The mapping of some columns. Raises ValueError with the column that does not fit the others."""
    mapping: dict[str, Tree] = {}
    lists: dict[str, dict[str, Columns]] = {}
    for path, value in columns.items():
        name, each, rest = path.partition(f"{_EACH}.")
        if each:
            _spread(lists.setdefault(name, {}), rest, value, path)
            _put(mapping, name, [], path)
        else:
            _put(mapping, path, value, path)
    for name, rows in lists.items():
        _put(mapping, name, [unflatten(row) for row in rows.values()], name, replace=True)
    return mapping


def _spread(rows: dict[str, Columns], rest: str, value: Tree, path: str) -> None:
    values = value if isinstance(value, list) else [value]
    if rows and len(rows) != len(values):
        raise ValueError(path)
    for at, one in enumerate(values):
        rows.setdefault(str(at), {})[rest] = one


def _put(mapping: dict[str, Tree], path: str, value: Tree, column: str, *, replace: bool = False) -> None:
    """Put a value at a path of names. Raises ValueError where something else stands there."""
    *around, last = path.split(".")
    for name in around:
        inside = mapping.setdefault(name, {})
        if not isinstance(inside, dict):
            raise ValueError(column)
        mapping = inside
    if not replace and last in mapping and not (value == [] == mapping[last]):
        raise ValueError(column)
    mapping[last] = value
