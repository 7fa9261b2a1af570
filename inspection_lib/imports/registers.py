"""Read the registers of a unit and count their measures, in one pass over each file.

A register is a table `<unit>.<register>.csv`, or of another format of tables, in
`checklists/registers/<campaign>/`. A register of a million dossiers is read in blocks and is never whole in
memory.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, tzinfo

from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.imports.measures import MeasureCounter
from inspection_lib.imports.register_check import RegisterCheck
from inspection_lib.imports.register_files import RegisterFile
from inspection_lib.imports.register_rows import RegisterRows, open_register
from inspection_lib.language import DEFAULT_ZONE, Fault
from inspection_lib.model import REGISTERS, Measure, Register, RegisterMap
from inspection_lib.tables import LeftOutKind

MOST_TOLD = 50
"""What was left out of a register, one message for each, that a report repeats."""
_UNTOLD = frozenset({LeftOutKind.BLANK, LeftOutKind.TITLE, LeftOutKind.COLUMN_NUMBERS})
"""What is left out of a table as a matter of course."""


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """What was read from a unit's registers: the measures, and the warnings, in the order of the files."""

    measures: tuple[Measure, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_measures(
    files: Iterable[RegisterFile],
    first: date,
    last: date,
    maps: Sequence[RegisterMap] = (),
    zone: tzinfo = DEFAULT_ZONE,
    registers: Mapping[str, Register] = REGISTERS,
) -> RegisterReading:
    """All measures of a unit's registers for the period from ``first`` to ``last``, both days included.

    ``maps`` are the mapping files of the campaign, ``zone`` the time zone of its office, ``registers`` the
    kinds of register, those of extensions too. Raises InvalidFilesError with everything that does not fit in
    any of the files; of many rows with one mistake the first ones are named.
    """
    measures: list[Measure] = []
    warnings: list[Problem] = []
    problems: list[Problem] = []
    for file in files:
        register = registers[file.register]
        rows = open_register(file.path, register, maps)
        if not rows.problems:
            found, file_warnings, file_problems = _read(rows, register, (first, last), zone)
            measures += found
            warnings += file_warnings
            problems += file_problems
        problems += rows.problems
    if problems:
        raise InvalidFilesError(problems)
    return RegisterReading(tuple(measures), tuple(warnings))


def _read(
    rows: RegisterRows, register: Register, period: tuple[date, date], zone: tzinfo
) -> tuple[tuple[Measure, ...], list[Problem], list[Problem]]:
    counter = MeasureCounter(register, rows.names, *period)
    check = RegisterCheck(rows, register, period, zone)
    with _without_garbage_collection():
        for texts in rows.blocks():
            counter.add(check.block(texts))
    problems = check.problems()
    notes = [(one.line, one.message) for one in (*rows.left_out, *check.left_out) if one.kind not in _UNTOLD]
    notes += [(0, note) for note in (*counter.left_out(), *counter.doubts())] + check.notes()
    told = [note for _, note in notes[:MOST_TOLD]]
    measures = counter.measures(rows.file.name, rows.digest, told)
    warnings = [Problem(str(rows.file), line, Fault(note), warning=True) for line, note in notes]
    return measures, warnings, problems


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Blocks hold no circles, and looking for some in a million rows takes as long as reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
