"""What would help a unit most and how firm its score is, as `report.json` holds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from inspection_lib.model import Interval
from inspection_lib.report.earlier_result import Grade

SCALE = Interval(Decimal(0), Decimal(100))
"""Where a score lies when nothing more is known of it."""


class Uncertain(StrEnum):
    """What a score depends on that is not certain: open answers, the weights, contradicted figures."""

    OPEN = "open"
    WEIGHTS = "weights"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class RepairsLine:
    """The fewest items whose mending gives the unit a better grade; ``score`` is on the scale of 100."""

    items: tuple[str, ...]
    grade: Grade
    score: Decimal


@dataclass(frozen=True, slots=True)
class FirmnessLine:
    """How far the score would move over one thing that is uncertain.

    ``low`` and ``high`` are on the scale of 100, and None where it is not known. ``lowest`` and ``highest``
    are the grades that the points alone would give there.
    """

    over: Uncertain
    low: Decimal | None
    high: Decimal | None
    lowest: Grade | None
    highest: Grade | None


def firm_interval(score: Decimal | None, lines: Iterable[FirmnessLine]) -> Interval | None:
    """From the lowest to the highest score over all that is uncertain, on the scale of 100.

    None without a final score; the whole scale where one of the lines is not known.
    """
    if score is None:
        return None
    lows, highs = [score], [score]
    for line in lines:
        if line.low is None or line.high is None:
            return SCALE
        lows.append(line.low)
        highs.append(line.high)
    return Interval(min(lows), max(highs))
