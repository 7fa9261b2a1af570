"""Where points are rounded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RoundingAt(StrEnum):
    """The first level whose points are rounded; those of all levels below are exact.

    Never: what is printed is rounded, and nothing else.
    """

    ITEM = "item"
    AREA = "area"
    TOTAL = "total"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Rounding:
    """The one statement on rounding: to how many decimals, half up, and from which level on.

    Every score of the scale of 100 is rounded to them as well.
    """

    decimals: int
    at: RoundingAt = RoundingAt.ITEM
