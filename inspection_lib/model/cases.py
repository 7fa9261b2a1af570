"""Observed cases and respondents: rows of one answer, and the figure that they are reduced to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Reduce(StrEnum):
    """What rows of cases come to: the share that meets the requirement, or one of their figures."""

    SHARE = "share"
    MEAN = "mean"
    MEDIAN = "median"
    WORST = "worst"


@dataclass(frozen=True, slots=True)
class CasesTerms:
    """How an item of the kind cases is read: met or not with ``share``, else a figure for each case.

    ``lower_is_better`` says which figure is the worst.
    """

    reduce: Reduce
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class ObservedCase:
    """One case that was looked at, by its name (such as the number of a dossier): met or not, or a figure."""

    name: str
    result: bool | Decimal


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases that were looked at, at least one; of how many, where that is known."""

    rows: tuple[ObservedCase, ...]
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """An exact figure that nobody wrote down: it was reduced from cases or computed from other items."""

    value: Fraction
