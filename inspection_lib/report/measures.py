"""The registers' figures beside the answers that they confirm or contradict."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from inspection_lib.judging import agrees_with_register
from inspection_lib.language import percent_of
from inspection_lib.model import Inspection, Item, Measure, Ratio
from inspection_lib.report.values import MeasureLine


def measure_lines(inspection: Inspection) -> tuple[MeasureLine, ...]:
    """One line for each item whose figure a register of the unit contains, in the order of the checklist."""
    measures = {(measure.register, measure.name): measure for measure in inspection.measures}
    lines = []
    for item in inspection.checklist.items:
        check = item.cross_check
        measure = measures.get((check.register, check.measure)) if check else None
        if measure is not None:
            lines.append(_line(inspection, item, measure))
    return tuple(lines)


def _line(inspection: Inspection, item: Item, measure: Measure) -> MeasureLine:
    answer = inspection.answers.get(item.id)
    value = answer.finding.value if answer and answer.finding else None
    ratio = value if isinstance(value, Ratio) and value.denominator else None
    verdict = (
        agrees_with_register(ratio, measure, item.cross_check.tolerance)
        if ratio and item.cross_check
        else None
    )
    answered = Fraction(ratio.numerator) / Fraction(ratio.denominator) if ratio else None
    measured = Fraction(measure.numerator, measure.denominator) if measure.denominator else None
    return MeasureLine(
        item_id=item.id,
        register=measure.register,
        name=measure.name,
        numerator=measure.numerator,
        denominator=measure.denominator,
        percent=_percent(measured, answered),
        answer_percent=_percent(answered, measured),
        agrees=None if verdict is None else verdict.mark == 1,
        file=measure.file,
        rows=measure.rows,
        digest=measure.digest,
    )


def _percent(share: Fraction | None, other: Fraction | None) -> Decimal | None:
    """A share in percent, told apart from the other one beside it."""
    return None if share is None else percent_of(share, *([] if other is None else [other]))
