"""How an item's points are given, in words: the settings of its rule as a reader of the report needs them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from inspection_lib.answers import occurrence_label
from inspection_lib.judging.rules import ScoringRule
from inspection_lib.judging.rules.choices import Levels, YesNo
from inspection_lib.judging.rules.curves import Curve
from inspection_lib.judging.rules.deadlines import DateDeadline
from inspection_lib.judging.rules.evidence import TextWithEvidence
from inspection_lib.judging.rules.given import PointsGiven
from inspection_lib.judging.rules.numbers import Deduction, NumberBounds
from inspection_lib.judging.rules.recorded import Recorded
from inspection_lib.judging.rules.shares import CountTarget, RatioLinear, RatioSteps, RatioThreshold
from inspection_lib.language import Message, message
from inspection_lib.model import Item, OfficeRule, in_words


def scoring_terms(item: Item, year: int) -> tuple[Message, ...]:
    """The levels, steps, days or bounds by which the item's answer gets its points, best first.

    Then the tolerance against a register, where the item has one. ``year`` is the inspected year, in which
    due days lie. A rule of an extension says in its own words how it gives points.
    """
    terms = list(_terms(item.rule, year)) if isinstance(item.rule, ScoringRule) else []
    if isinstance(item.rule, Deduction) and (label := occurrence_label(item)):
        terms = [
            message(
                "{points} less for each {label}, not below {floor}",
                points=item.rule.per_occurrence,
                label=label,
                floor=item.rule.floor,
            )
        ]
    if isinstance(item.rule, OfficeRule):
        terms.append(in_words(item.rule.about))
    if item.formula is not None:
        terms.insert(0, message("computed: {formula}", formula=item.formula.text))
    if item.outside is not None:
        least, most = item.outside.least, item.outside.most
        terms.append(message("outside the maximum: from {least} to {most} points", least=least, most=most))
    if item.cross_check is not None:
        tolerance = item.cross_check.tolerance * 100
        terms.append(
            message(
                "a register may differ by {tolerance} percentage points at the most",
                tolerance=tolerance.normalize(),
            )
        )
    return tuple(terms)


def _terms(rule: ScoringRule, year: int) -> Iterator[Message]:
    match rule:
        case YesNo():
            wanted = Message("full points for the answer Yes")
            yield wanted if rule.wanted == "yes" else Message("full points for the answer No")
        case Levels():
            for level in sorted(rule.levels, key=lambda level: -level.points):
                yield message("{points}: {label}", points=level.points, label=level.label)
        case Curve():
            yield from _curve_terms(rule)
        case RatioSteps():
            for step in sorted(rule.steps, key=lambda step: -step.at):
                yield message("{points}: from {share}", points=step.points, share=Fraction(step.at))
            lowest = min(step.at for step in rule.steps)
            yield message("{points}: below {share}", points=rule.below, share=Fraction(lowest))
        case RatioLinear():
            yield message(
                "points rise evenly from 0 at {low} to full at {high}",
                low=Fraction(rule.zero_at),
                high=Fraction(rule.full_at),
            )
        case RatioThreshold():
            yield message(
                "full points from {threshold}, below in proportion", threshold=Fraction(rule.full_from)
            )
        case CountTarget():
            yield Message("points in proportion to the target")
        case Deduction():
            yield message(
                "{points} less for each case, not below {floor}", points=rule.per_occurrence, floor=rule.floor
            )
        case DateDeadline():
            yield from _deadline_terms(rule, year)
        case NumberBounds():
            yield from _bounds_terms(rule)
        case TextWithEvidence():
            yield message("full points with evidence, {points} without", points=rule.without_evidence)
        case PointsGiven() if rule.least < 0:
            yield message(
                "points are given from {least} to {best}, with a reason", least=rule.least, best=rule.best
            )
        case PointsGiven():
            yield message(
                "points are given from 0 to {best}, with a reason where they are fewer", best=rule.best
            )
            if rule.step is not None:
                yield message("in steps of {step}", step=rule.step)
        case Recorded():
            return
        case _ as unknown:
            assert_never(unknown)


def _curve_terms(rule: Curve) -> Iterator[Message]:
    """The places of a curve, best first; shares as percentages."""
    is_share, is_falling = rule.zero_denominator is not None, rule.is_falling()
    places = rule.places() if is_falling else rule.places()[::-1]
    for place in places:
        at = Fraction(place.at) if is_share else place.at
        if rule.between == "line":
            yield message("{points}: at {figure}", points=place.points, figure=at)
        elif place is places[-1]:
            yield message("{points}: otherwise", points=place.points)
        elif is_falling:
            yield message("{points}: up to {figure}", points=place.points, figure=at)
        else:
            yield message("{points}: from {share}", points=place.points, share=at)
    if rule.between == "line":
        yield message("in a straight line between them, level before the first and after the last")


def _deadline_terms(rule: DateDeadline, year: int) -> Iterator[Message]:
    yield message("full points up to and including {due}", due=rule.due_day(year))
    for step in sorted(rule.late, key=lambda step: step.days):
        yield message("{points}: at most {days} days late", points=step.points, days=step.days)
    yield message("{points}: later, or not done", points=rule.missing)


def _bounds_terms(rule: NumberBounds) -> Iterator[Message]:
    if rule.minimum is not None:
        yield message("at least {minimum}", minimum=rule.minimum)
    if rule.maximum is not None:
        yield message("at most {maximum}", maximum=rule.maximum)
    if rule.outside > Decimal(0):
        yield message("{points}: outside", points=rule.outside)
