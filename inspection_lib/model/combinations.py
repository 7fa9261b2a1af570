"""How the parts of a group (criterion, area, checklist) become its points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Combine(StrEnum):
    """What the points of a group are, from those of its parts."""

    SUM = "sum"
    MEAN = "mean"
    LOWEST = "lowest"
    LOWEST_PLUS = "lowest_plus"
    TABLE = "table"
    POOL = "pool"
    LADDER = "ladder"


@dataclass(frozen=True, slots=True)
class TablePlace:
    """The points of a group from a mean of its parts on; both are points of the group."""

    at: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Combination:
    """How a group combines its parts.

    ``plus`` are the points that the lowest part gets when another is higher; ``table`` gives the points from
    the mean on.
    """

    how: Combine = Combine.SUM
    plus: Decimal = Decimal(0)
    table: tuple[TablePlace, ...] = ()


SUM = Combination()
