"""Compute the measures of a unit's registers, as the table `REGISTERS` of `model` defines them."""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.imports.register_files import RegisterFile
from inspection_lib.imports.registers import read_register
from inspection_lib.model import REGISTERS, Comparison, Measure, MeasureDefinition, RowTest

_COMPARE: Mapping[Comparison, Callable[[Any, Any], Any]] = MappingProxyType(
    {Comparison.EQUAL: operator.eq, Comparison.AT_MOST: operator.le, Comparison.MORE_THAN: operator.gt}
)
"""How pandas compares two columns, or a column and a value. A comparison with an empty day is false."""


def read_measures(files: Iterable[RegisterFile]) -> tuple[Measure, ...]:
    """All measures of a unit's registers; an empty tuple without registers.

    :class:`InvalidFilesError` names every row that does not fit.
    """
    measures: list[Measure] = []
    problems: list[Problem] = []
    for file in files:
        table, table_problems = read_register(file.path, REGISTERS[file.register])
        problems.extend(table_problems)
        if table is not None:
            measures.extend(_measures(file.register, table, file.path))
    if problems:
        raise InvalidFilesError(problems)
    return tuple(measures)


def _measures(register: str, table: pd.DataFrame, path: Path) -> list[Measure]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    measures = []
    for definition in REGISTERS[register].measures:
        counted, fulfilled = _count(definition, table)
        against = counted & ~fulfilled
        measures.append(
            Measure(
                register=register,
                name=definition.name,
                numerator=int(fulfilled.sum()),
                denominator=int(counted.sum()),
                rows=tuple(int(row) for row in against.index[against]),
                file=path.name,
                digest=digest,
            )
        )
    return measures


def _count(definition: MeasureDefinition, table: pd.DataFrame) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """For each row whether it counts in the denominator, and whether it counts in the numerator as well."""
    counted = pd.Series(True, index=table.index)
    for test in definition.denominator:
        counted &= _passes(test, table)
    fulfilled = counted.copy()
    for test in definition.numerator:
        fulfilled &= _passes(test, table)
    return counted, fulfilled


def _passes(test: RowTest, table: pd.DataFrame) -> pd.Series[bool]:
    cells = table[test.column]
    if test.comparison is Comparison.FILLED:
        return cells.notna()
    operand = table[test.other_column] if test.other_column else test.value
    passes: pd.Series[bool] = _COMPARE[test.comparison](cells, operand)
    return passes
