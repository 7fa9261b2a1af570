"""What a finding states: the checklist's text for its outcome, with the figures of the answer filled in.

Which `{name}` places a text may hold follows from the item's kind and rule; `inspection check` asks
:func:`places_of`, so that a checklist that passed it can be filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from inspection_lib.judging.observed import judged_value
from inspection_lib.judging.rules.base import figure_of, mark_of
from inspection_lib.judging.rules.choices import Levels, YesNo
from inspection_lib.judging.rules.curves import Curve
from inspection_lib.judging.rules.deadlines import DateDeadline
from inspection_lib.judging.rules.evidence import TextWithEvidence
from inspection_lib.judging.rules.given import PointsGiven
from inspection_lib.judging.rules.numbers import Deduction, NumberBounds
from inspection_lib.judging.rules.shares import CountTarget, RatioLinear, RatioSteps, RatioThreshold, share_of
from inspection_lib.judging.scoring import outcome_of
from inspection_lib.language import MessageValue, Text, fill, message, percent
from inspection_lib.model import (
    AnswerValue,
    Choice,
    Day,
    Derived,
    FindingTexts,
    Item,
    ItemKind,
    Number,
    Outcome,
    Ratio,
    Reduce,
    Rule,
)

_OF_KIND: dict[ItemKind, frozenset[str]] = {
    ItemKind.YES_NO: frozenset(),
    ItemKind.LEVEL: frozenset({"level"}),
    ItemKind.RATIO: frozenset({"numerator", "denominator", "share"}),
    ItemKind.COUNT: frozenset({"numerator", "denominator", "share"}),
    ItemKind.OCCURRENCES: frozenset({"value"}),
    ItemKind.DATE: frozenset({"day"}),
    ItemKind.NUMBER: frozenset({"value"}),
    ItemKind.TEXT: frozenset(),
    ItemKind.POINTS: frozenset({"value"}),
    ItemKind.CASES: frozenset({"value"}),
    ItemKind.COMPUTED: frozenset({"value"}),
}
"""The places that an answer fills."""
_NOT_DONE = Text("chưa thực hiện", "not done")
_NO_SHARE = Text("0/0", "0 of 0")


def text_for(texts: FindingTexts, outcome: Outcome) -> Text | None:
    """The checklist's text for an outcome; None for an outcome that is no defect."""
    return {
        Outcome.FAIL: texts.fail,
        Outcome.PARTIAL: texts.partial,
        Outcome.UNANSWERED: texts.unanswered,
    }.get(outcome)


def places_of(item: Item, outcome: Outcome) -> frozenset[str]:
    """The places that a text for this outcome may hold. Without an answer only the rule fills places."""
    is_share = item.cases is not None and item.cases.reduce is Reduce.SHARE
    of_kind = _OF_KIND[ItemKind.RATIO if is_share else item.kind]
    of_answer = frozenset() if outcome is Outcome.UNANSWERED else of_kind
    return of_answer | _places_of_rule(item.rule)


def possible_defects(item: Item) -> frozenset[Outcome]:
    """Which of fail and partial an item's rule can give. Empty where nothing is judged.

    Unanswered can always be. Outside the maximum only points that are taken are a defect.
    """
    found = {outcome_of(item, mark) for mark in _marks(item.rule)}
    return frozenset(found & {Outcome.FAIL, Outcome.PARTIAL})


def finding_statement(item: Item, outcome: Outcome, value: AnswerValue | Derived | None, year: int) -> Text:
    """What is wrong with an item, in a sentence; the item's question where the checklist has no text for it.

    ``value`` is the answer that was judged, None when there is none; ``year`` is the inspected one.
    """
    template = text_for(item.finding_texts, outcome)
    if template is None:
        return item.question
    judged = value if isinstance(value, Derived) else judged_value(item, value)
    share = share_of(judged) if isinstance(judged, Ratio) and judged.denominator else None
    shares = () if share is None else (share,)
    return fill(template, [*_answer_values(item, judged), *_rule_values(item.rule, year, shares)])


def required_figure(item: Item, year: int) -> MessageValue | None:
    """What an item requires, as `minimum`, `maximum` or `due`; None where its rule names no such figure."""
    return next(iter(_rule_values(item.rule, year, ())), None)


def _answer_values(item: Item, value: AnswerValue | Derived | None) -> list[MessageValue]:
    match value:
        case Choice(key):
            return _values(level=dict(item.levels).get(key, Text(key, key)))
        case Ratio(numerator, denominator):
            share = percent(share_of(value), *_shares(item.rule)) if denominator else _NO_SHARE
            return _values(numerator=numerator, denominator=denominator, share=share)
        case Number() | Derived() if (known := figure_of(value)) is not None:
            return _values(value=known[1])
        case Day(day):
            return _values(day=day or _NOT_DONE)
        case _:
            return []


def _places_of_rule(rule: Rule) -> frozenset[str]:
    match rule:
        case RatioSteps() | RatioLinear() | RatioThreshold():
            return frozenset({"minimum"})
        case Curve():
            return frozenset({_bound_name(rule)})
        case NumberBounds(minimum=minimum, maximum=maximum):
            bounds = {"minimum": minimum, "maximum": maximum}
            return frozenset(name for name, bound in bounds.items() if bound is not None)
        case DateDeadline():
            return frozenset({"due"})
        case _:
            return frozenset()


def _rule_values(rule: Rule, year: int, shares: tuple[Fraction, ...]) -> list[MessageValue]:
    """What the rule's settings fill: `minimum` (from which nothing is lost), `maximum`, `due`."""
    match rule:
        case RatioSteps() | RatioLinear() | RatioThreshold():
            return _values(minimum=percent(rule.thresholds()[-1], *shares))
        case Curve(zero_denominator=None):
            return _values(**{_bound_name(rule): rule.full_at()})
        case Curve():
            return _values(**{_bound_name(rule): percent(Fraction(rule.full_at()), *shares)})
        case NumberBounds(minimum=minimum, maximum=maximum):
            low = [] if minimum is None else _values(minimum=minimum)
            return low if maximum is None else [*low, *_values(maximum=maximum)]
        case DateDeadline():
            return _values(due=rule.due_day(year))
        case _:
            return []


def _shares(rule: Rule) -> tuple[Fraction, ...]:
    if isinstance(rule, Curve):
        return tuple(Fraction(place.at) for place in rule.places())
    return rule.thresholds() if isinstance(rule, RatioSteps | RatioLinear | RatioThreshold) else ()


def _bound_name(rule: Curve) -> str:
    """What the figure is called from which nothing is lost."""
    return "maximum" if rule.is_falling() else "minimum"


def _marks(rule: Rule) -> list[Fraction]:
    """Marks that a rule can give, at least one of each kind: nothing, between, full."""
    between, nothing = Fraction(1, 10**9), Fraction(0)
    match rule:
        case YesNo():
            return [nothing]
        case Levels(levels=levels, least=least):
            return _of_best([level.points for level in levels], least)
        case RatioSteps(steps=steps, below=below, least=least):
            return _of_best([below, *(step.points for step in steps)], least)
        case Curve(between=way):
            ends = _of_best([place.points for place in rule.points_at], rule.least)
            return [*ends, between] if way == "line" else ends
        case RatioLinear() | RatioThreshold() | CountTarget() | PointsGiven():
            return [nothing, between]
        case Deduction(per_occurrence=step, start=start, floor=floor, least=least):
            return _of_best([floor, max(floor, start - step), start], least)
        case DateDeadline(best=best, late=late, missing=missing, least=least):
            return _of_best([missing, *(step.points for step in late), best], least)
        case NumberBounds(best=best, outside=outside, least=least):
            return _of_best([outside, best], least)
        case TextWithEvidence(best=best, without_evidence=without, least=least):
            return _of_best([least, without, best], least)
        case _:
            return []


def _of_best(points: Sequence[Decimal], least: Decimal) -> list[Fraction]:
    best = max(points)
    return [mark_of(one, best, least) for one in points] if best > least else []


def _values(**values: Decimal | date | Text | MessageValue) -> list[MessageValue]:
    return list(message("", **values).values)
