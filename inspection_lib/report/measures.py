"""The registers' figures beside the answers that they confirm or contradict."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from inspection_lib.answers import Asked, Question, questions
from inspection_lib.judging import agreement_of, agrees_with_register, counts_agree, ratio_to_register
from inspection_lib.language import Text, percent_of
from inspection_lib.model import (
    AnswerValue,
    CrossCheck,
    Inspection,
    Item,
    Measure,
    MeasureKind,
    Ratio,
    Source,
)
from inspection_lib.report.measure_line import MeasureLine

Asks = Mapping[Source, Mapping[str, Question]]
"""Which items are asked, by each source's own answers."""


def measure_lines(inspection: Inspection) -> tuple[MeasureLine, ...]:
    """One line for each item whose figure a register of the unit contains, in the order of the checklist.

    Then one, without an item, for each measure that no item asks for.
    """
    measures = {(measure.register, measure.name): measure for measure in inspection.measures}
    asked = [
        (item, (item.cross_check.register, item.cross_check.measure))
        for item in inspection.checklist.items
        if item.cross_check
    ]
    if not measures:
        return ()
    asks = {
        source: questions(inspection.checklist, inspection.unit, inspection.answers, source)
        for source in (Source.INSPECTOR, Source.SELF)
    }
    lines = [_line(inspection, asks, item, measures[name]) for item, name in asked if name in measures]
    names = {name for _, name in asked}
    others = [
        _line(inspection, asks, None, measure) for name, measure in measures.items() if name not in names
    ]
    return (*lines, *others)


def _line(inspection: Inspection, asks: Asks, item: Item | None, measure: Measure) -> MeasureLine:
    check = item.cross_check if item and item.cross_check else CrossCheck("", "", Decimal(0))
    definition, tolerance = measure.definition, check.tolerance
    found, claimed = (_value(inspection, asks, item, source) for source in asks)
    answered, claim = _share(found), _share(claimed)
    has_share = bool(measure.denominator) and measure.kind is MeasureKind.SHARE
    measured = Fraction(measure.numerator, measure.denominator) if has_share else None
    return MeasureLine(
        item_id=item.id if item else "",
        register=measure.register,
        name=measure.name,
        numerator=measure.numerator,
        denominator=measure.denominator,
        percent=_percent(measured, answered, claim),
        answer_percent=_percent(answered, measured),
        agrees=_agrees(found, measure, tolerance),
        file=measure.file,
        rows=measure.rows,
        digest=measure.digest,
        claim_percent=_percent(claim, measured),
        claim_agrees=_agrees(claimed, measure, tolerance),
        counts_agree=None if found is None else counts_agree(found, measure, tolerance),
        faults=measure.faults,
        left_out=measure.left_out,
        labels=measure.labels,
        agreement=agreement_of(found, measure, check) if found is not None else None,
        claim_agreement=agreement_of(claimed, measure, check) if claimed is not None else None,
        answer_ratio=ratio_to_register(found, measure) if found is not None else None,
        claim_ratio=ratio_to_register(claimed, measure) if claimed is not None else None,
        kind=measure.kind,
        value=measure.value,
        severity=definition.severity if definition else None,
        about=definition.about if definition else Text("", ""),
        law=definition.law if definition else (),
    )


def _value(inspection: Inspection, asks: Asks, item: Item | None, source: Source) -> AnswerValue | None:
    """What one source answered; None also for an item that does not apply: nothing contradicts it then."""
    if item is not None and asks[source][item.id].asked is Asked.NO:
        return None
    answer = inspection.answers.get(item.id) if item else None
    response = answer.by(source) if answer else None
    return response.value if response else None


def _share(value: AnswerValue | None) -> Fraction | None:
    if not isinstance(value, Ratio) or not value.denominator:
        return None
    return Fraction(value.numerator) / Fraction(value.denominator)


def _percent(share: Fraction | None, *others: Fraction | None) -> Decimal | None:
    """A share in percent, told apart from the others beside it."""
    return None if share is None else percent_of(share, *(other for other in others if other is not None))


def _agrees(value: AnswerValue | None, measure: Measure, tolerance: Decimal) -> bool | None:
    verdict = agrees_with_register(value, measure, tolerance) if value is not None else None
    return None if verdict is None else verdict.mark == 1
