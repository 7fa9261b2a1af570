"""The kinds of registers that the workbench reads: the one table of their columns, measures and labels.

A new kind of register is one more entry of `REGISTERS`. Everything else follows from the entry: `imports`
checks the columns and counts the measures, `definitions` accepts the names in a checklist's `cross_check`,
`render` prints the labels. The entries are plain data, so that this room needs no pandas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from inspection_lib.language import Message, message


class ColumnKind(StrEnum):
    """What the cells of a register's column hold."""

    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"
    COUNT = "count"
    """A whole number, 0 or more."""


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column of a register.

    A ``required`` cell is never empty; the values of a ``unique`` column occur once each.

    ``choices`` are the values that a column of the kind `choice` may hold.
    """

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    required: bool = True
    unique: bool = False
    choices: tuple[str, ...] = ()


class Comparison(StrEnum):
    """How a test compares a cell with its operand."""

    FILLED = "filled"
    EQUAL = "="
    AT_MOST = "<="
    MORE_THAN = ">"


@dataclass(frozen=True, slots=True)
class RowTest:
    """A test that a row passes or fails: a cell compared with the cell of another column, or with a value.

    A comparison with an empty cell fails.
    """

    column: str
    comparison: Comparison
    other_column: str = ""
    value: str | int = ""


@dataclass(frozen=True, slots=True)
class MeasureDefinition:
    """How a measure is counted.

    The denominator is the number of rows that pass all tests of ``denominator``: of all rows where there is
    no test. The numerator is the number of those that also pass all tests of ``numerator``.
    """

    name: str
    label: Message
    denominator: tuple[RowTest, ...]
    numerator: tuple[RowTest, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A kind of register (sổ): the name in files and checklists, label, columns and measures (số đo)."""

    name: str
    label: Message
    columns: tuple[RegisterColumn, ...]
    measures: tuple[MeasureDefinition, ...]

    def measure(self, name: str) -> MeasureDefinition | None:
        """The measure with this name, or None."""
        return next((measure for measure in self.measures if measure.name == name), None)


_ONE_STOP = Register(
    name="one_stop",
    label=message("One-stop register"),
    columns=(
        RegisterColumn("dossier", unique=True),
        RegisterColumn("procedure", required=False),
        RegisterColumn("received", ColumnKind.DAY),
        RegisterColumn("due", ColumnKind.DAY),
        RegisterColumn("returned", ColumnKind.DAY, required=False),
        RegisterColumn("apology", ColumnKind.CHOICE, required=False, choices=("yes", "no")),
    ),
    measures=(
        MeasureDefinition(
            name="settled_on_time",
            label=message("Dossiers settled on time"),
            denominator=(RowTest("returned", Comparison.FILLED),),
            numerator=(RowTest("returned", Comparison.AT_MOST, other_column="due"),),
        ),
        MeasureDefinition(
            name="apologies",
            label=message("Late dossiers with a written apology"),
            denominator=(RowTest("returned", Comparison.MORE_THAN, other_column="due"),),
            numerator=(RowTest("apology", Comparison.EQUAL, value="yes"),),
        ),
    ),
)

_DOCUMENTS = Register(
    name="documents",
    label=message("Register of outgoing documents"),
    columns=(
        RegisterColumn("number", unique=True),
        RegisterColumn("day", ColumnKind.DAY),
        RegisterColumn("secret", ColumnKind.CHOICE, choices=("yes", "no")),
        RegisterColumn("sent_by", ColumnKind.CHOICE, choices=("electronic", "paper", "both")),
    ),
    measures=(
        MeasureDefinition(
            name="sent_electronically",
            label=message("Documents sent only electronically, secret ones not counted"),
            denominator=(RowTest("secret", Comparison.EQUAL, value="no"),),
            numerator=(RowTest("sent_by", Comparison.EQUAL, value="electronic"),),
        ),
    ),
)

_CERTIFICATES = Register(
    name="certificates",
    label=message("Register of digital certificates"),
    columns=(
        RegisterColumn("serial", unique=True),
        RegisterColumn("issued_to_role", required=False),
        RegisterColumn("valid_from", ColumnKind.DAY),
        RegisterColumn("valid_to", ColumnKind.DAY),
        RegisterColumn("signed_in_period", ColumnKind.COUNT),
    ),
    measures=(
        MeasureDefinition(
            name="signed_in_period",
            label=message("Digital certificates used to sign in the period"),
            denominator=(),
            numerator=(RowTest("signed_in_period", Comparison.MORE_THAN, value=0),),
        ),
    ),
)

REGISTERS: Mapping[str, Register] = MappingProxyType(
    {register.name: register for register in (_ONE_STOP, _DOCUMENTS, _CERTIFICATES)}
)
"""Every kind of register by its name."""


def register_label(register: str) -> Message:
    """The label of a register.

    A name that is not in the table, as an older report may hold, is its own label.
    """
    known = REGISTERS.get(register)
    return known.label if known else Message(register)


def measure_label(register: str, measure: str) -> Message:
    """The label of a register's measure. A name that is not in the table is its own label."""
    known = REGISTERS.get(register)
    definition = known.measure(measure) if known else None
    return definition.label if definition else Message(measure)
