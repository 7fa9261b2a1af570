"""What would help a unit most, and how firm its score is, as the report says it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from inspection_lib.judging import band_of
from inspection_lib.model import Assessment, Checklist, Interval
from inspection_lib.report.earlier_result import Grade, grade_of
from inspection_lib.report.firmness_line import FirmnessLine, RepairsLine, Uncertain


def repairs_line(assessment: Assessment) -> RepairsLine | None:
    """The fewest repairs that lift the unit by a grade; None where none do, or it is not known."""
    found = assessment.repairs
    return RepairsLine(found.items, grade_of(found.band), found.index) if found else None


def firmness_lines(checklist: Checklist, assessment: Assessment) -> tuple[FirmnessLine, ...]:
    """A line for each thing that is not certain and moves the score."""
    return tuple(_lines(checklist, assessment))


def _lines(checklist: Checklist, assessment: Assessment) -> Iterator[FirmnessLine]:
    firmness = assessment.firmness
    for over, interval in (
        (Uncertain.OPEN, firmness.opened),
        (Uncertain.WEIGHTS, firmness.weighted),
        (Uncertain.CONTRADICTED, firmness.contradicted),
    ):
        if interval is not None:
            yield _line(checklist, over, interval)
    if firmness.is_unknown:
        yield FirmnessLine(Uncertain.CONTRADICTED, None, None, None, None)


def _line(checklist: Checklist, over: Uncertain, interval: Interval) -> FirmnessLine:
    def grade(index: Decimal) -> Grade | None:
        band = band_of(checklist.bands, index)
        return grade_of(band) if band else None

    return FirmnessLine(over, interval.low, interval.high, grade(interval.low), grade(interval.high))
