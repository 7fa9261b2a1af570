"""An index of indicators: groups of shares that a portal or a ministry publishes, each with its own points.

The index itself is data (`checklists/indices/`). Its figures come from answers, or from an export of the
system that computes it: the register `indicators`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from inspection_lib.language import Text
from inspection_lib.model.checklists import ZeroDenominator
from inspection_lib.model.plans import LegalState


@dataclass(frozen=True, slots=True)
class Indicator:
    """A share that brings points: all of ``points`` from ``full_from`` on, below it in proportion.

    ``item`` is the item of the checklists that asks for the share. ``zero_denominator`` says what 0 of 0
    brings; NOT_APPLICABLE: the indicator is left out above and below the line.
    """

    id: str
    title: Text
    item: str
    points: Decimal
    full_from: Fraction
    zero_denominator: ZeroDenominator


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators whose points are published as one sum."""

    id: str
    title: Text
    state: LegalState
    indicators: tuple[Indicator, ...]

    @property
    def points(self) -> Decimal:
        """The most that the group can give."""
        return sum((one.points for one in self.indicators), Decimal(0))


@dataclass(frozen=True, slots=True)
class IndicatorIndex:
    """An index (bộ chỉ số). ``source`` says where its formulas were read."""

    id: str
    title: Text
    source: str
    decimals: int
    groups: tuple[IndicatorGroup, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in the order of the file."""
        return tuple(one for group in self.groups for one in group.indicators)


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """What an indicator brings; ``points`` is None where its figures are not known.

    ``counted`` is False for 0 of 0 of an indicator that is left out then: it has no maximum either.
    """

    indicator: Indicator
    numerator: Fraction | None
    denominator: Fraction | None
    points: Decimal | None
    counted: bool = True
