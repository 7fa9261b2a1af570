"""The files of `samples/data/` as values.

A field that is missing, unknown or of the wrong type raises pydantic's ValidationError on import.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from random import Random
from typing import TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from inspection_lib.model import Cause

DATA = Path(__file__).resolve().parent / "data"
CAMPAIGN = "2017-dot-1"
STRICT = ConfigDict(extra="forbid")
T = TypeVar("T")
Codes = tuple[str, ...]


@checked(frozen=True, config=STRICT)
class SpecialUnits:
    """`units.yaml`; its comments say what each list is for."""

    good_unit: str
    bad_unit: str
    typical_unit: str
    unfinished: Codes
    claim_only: Codes
    empty: Codes
    incomplete: Codes
    steering_left_out: str
    without_procedures: Codes
    without_service_units: Codes
    late_files_differ: Codes
    settled_exceed: Codes
    mailboxes_exceed: Codes
    remoteness: dict[str, float]
    electronic_documents: int
    certificates: int


@checked(frozen=True, config=STRICT)
class ItemTraits:
    """A row of `items.csv`; the defaults hold for items that have no row."""

    item: str
    shift: float = 0.0
    infrastructure: bool = False
    counts_staff: bool = False
    share_at_zero: float = 0.56
    full_share_level: float = 0.74
    paper: str = "BC"
    cause: Cause = Cause.STAFF
    office: str = "Sở Nội vụ"
    defect: str = "Chưa đạt yêu cầu"
    not_applicable: str | None = None


@checked(frozen=True, config=STRICT)
class Range:
    """A row of `ranges.csv`; without a kind it holds for kinds that have no row of their own."""

    item: str
    low: int
    high: int
    kind: str | None = None


@checked(frozen=True, config=STRICT)
class FixedAnswer:
    """A row of `fixed_answers.csv`; None is drawn by chance."""

    unit: str
    item: str
    claim: str | None = None
    finding: str | None = None


@checked(frozen=True, config=STRICT)
class Words:
    """`words.yaml`."""

    claim_notes: Codes
    initiatives: Codes
    sheets: Codes


@checked(frozen=True, config=STRICT)
class Settled:
    """Files settled, settled late, and late with an apology."""

    files: int
    late: int
    apologies: int


@checked(frozen=True, config=STRICT)
class Registers:
    """`registers.yaml`."""

    typical_one_stop: Settled
    one_stop_units: Codes
    other_registers_units: Codes
    described_registers_units: Codes
    own_kinds_units: Codes
    slower_by: dict[str, float]
    paper_by: dict[str, float]
    district_procedures: tuple[str, ...]
    department_procedures: dict[str, tuple[str, ...]]
    roles: tuple[str, ...]
    holiday: tuple[date, date]


def read_yaml(shape: type[T], name: str) -> T:
    """A YAML file of `samples/data/`."""
    tree = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return TypeAdapter(shape).validate_python(tree)


def read_csv(shape: type[T], name: str) -> tuple[T, ...]:
    """The rows of a CSV file of `samples/data/`; an empty cell leaves its field at the default."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = [{column: cell for column, cell in row.items() if cell} for row in csv.DictReader(file)]
    return tuple(TypeAdapter(shape).validate_python(row) for row in rows)


SPECIAL = read_yaml(SpecialUnits, "units.yaml")
WORDS = read_yaml(Words, "words.yaml")
REGISTERS = read_yaml(Registers, "registers.yaml")
FIXED = {(row.unit, row.item): row for row in read_csv(FixedAnswer, "fixed_answers.csv")}
_ITEMS = {row.item: row for row in read_csv(ItemTraits, "items.csv")}
_RANGES = {(row.item, row.kind): (row.low, row.high) for row in read_csv(Range, "ranges.csv")}
USUAL_RANGE = (4, 12)


def traits(item_id: str) -> ItemTraits:
    """How an item deviates from the others, and what is said of it."""
    return _ITEMS.get(item_id, ItemTraits(item_id))


def range_of(item_id: str, kind: str) -> tuple[int, int]:
    """The bounds, both included, of the figure below an item's line; `staff` is the number of persons."""
    return _RANGES.get((item_id, kind), _RANGES.get((item_id, None), USUAL_RANGE))


def draw(*about: object) -> Random:
    """A random generator for one purpose, seeded by what it is for.

    So the same checklists give the same bytes, and a new item leaves the draws of the others as they were.
    """
    return Random(":".join((CAMPAIGN, *map(str, about))))  # noqa: S311  (sample data, not a secret)


def clamp(number: float, low: float = 0.0, high: float = 1.0) -> float:
    """The nearest number within the bounds."""
    return max(low, min(high, number))
