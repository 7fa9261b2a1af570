"""The check of an answer against a register's measure. It carries no points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from inspection_lib.judging.rules.base import FULL, NOTHING
from inspection_lib.language import Message, MessageValue, message, percent
from inspection_lib.model import (
    Agreement,
    AnswerValue,
    CrossCheck,
    Measure,
    MeasureKind,
    Number,
    Ratio,
    Source,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The reasons for an answer: of a share, of the cases it counts, of a number, of another amount."""

    share: Message
    cases: Message
    number: Message
    amount: Message


_TEXTS: Mapping[Source, _Texts] = MappingProxyType(
    {
        Source.INSPECTOR: _Texts(
            Message("The answer says {answered}; the register gives {count} of {cases}, {measured}."),
            Message("The answer counts {counted} cases; the register holds {cases}."),
            Message("The answer says {answered}; the register gives {count} of {cases}."),
            Message("The answer says {answered}; the register gives {amount}."),
        ),
        Source.SELF: _Texts(
            Message("The unit claims {answered}; the register gives {count} of {cases}, {measured}."),
            Message("The unit's claim counts {counted} cases; the register holds {cases}."),
            Message("The unit claims {answered}; the register gives {count} of {cases}."),
            Message("The unit claims {answered}; the register gives {amount}."),
        ),
    }
)


def agrees_with_register(
    value: AnswerValue, measure: Measure, tolerance: Decimal, source: Source = Source.INSPECTOR
) -> Verdict | None:
    """Mark 0 when an answer contradicts a register, else 1. ``tolerance`` is a share from 0 to 1.

    A share contradicts when it differs by more than the tolerance from the register's. Its counts contradict
    when the register holds more cases than the answer counts (by more than the tolerance of them): then the
    answer left cases out. A register with fewer cases may be an extract. A number contradicts when it differs
    from the register's count by more than the tolerance of that count.

    None when there is nothing to compare: the register holds no case, or the answer is no figure. ``source``
    is whose answer it is; only the words of the reason depend on it.
    """
    if not _has_figure(value, measure):
        return None
    texts = _TEXTS[source]
    match value:
        case Ratio(numerator, denominator):
            measured = Fraction(measure.numerator, measure.denominator)
            limit = Fraction(tolerance)
            if denominator and abs(Fraction(numerator) / Fraction(denominator) - measured) > limit:
                return Verdict(NOTHING, _reason(texts.share, value, measure))
            agrees = measure.denominator <= Fraction(denominator) * (1 + limit)
            return Verdict(FULL if agrees else NOTHING, _reason(texts.cases, value, measure))
        case Number(number):
            recount = Fraction(measure.amount or 0)
            agrees = abs(Fraction(number) - recount) <= abs(recount) * Fraction(tolerance)
            text = texts.number if measure.kind is MeasureKind.SHARE else texts.amount
            return Verdict(FULL if agrees else NOTHING, _reason(text, value, measure))
        case _:
            return None


def _has_figure(value: AnswerValue, measure: Measure) -> bool:
    """Whether there is something to compare: a share with a share of cases, a number with any figure."""
    if isinstance(value, Ratio):
        return measure.denominator != 0 and measure.kind is MeasureKind.SHARE
    has_cases = measure.denominator != 0 or measure.kind is MeasureKind.COUNT
    return isinstance(value, Number) and has_cases and measure.amount is not None


def agreement_of(value: AnswerValue, measure: Measure, check: CrossCheck) -> Agreement | None:
    """The class of an answer beside a register's figure; None where there is nothing to compare.

    What contradicts differs widely when the shares, or the numbers relative to the register's, differ by at
    least ``check.wide_from``, or when that share of the register's cases is not in the answer.
    """
    verdict = agrees_with_register(value, measure, check.tolerance)
    if verdict is None:
        return None
    if verdict.mark == FULL:
        return Agreement.AGREES
    is_wide = _distance(value, measure) >= Fraction(check.wide_from)
    return Agreement.DIFFERS_WIDELY if is_wide else Agreement.DIFFERS


def _distance(value: AnswerValue, measure: Measure) -> Fraction:
    """How far an answer is from the register's figure, as a share."""
    if isinstance(value, Ratio):
        cases, whole = Fraction(measure.denominator), Fraction(value.denominator)
        left_out = max(Fraction(0), (cases - whole) / cases)
        measured = Fraction(measure.numerator, measure.denominator)
        return max(left_out, abs(Fraction(value.numerator) / whole - measured) if whole else Fraction(0))
    assert isinstance(value, Number), value
    recount = abs(Fraction(measure.amount or 0))
    return abs(Fraction(value.value) - Fraction(measure.amount or 0)) / (recount or 1)


def ratio_to_register(value: AnswerValue, measure: Measure) -> Decimal | None:
    """The answer's figure divided by the register's, to two decimals; None where one is missing or 0."""
    if not _has_figure(value, measure):
        return None
    answered, recount = Fraction(0), Fraction(0)
    if isinstance(value, Ratio) and value.denominator:
        answered = Fraction(value.numerator) / Fraction(value.denominator)
        recount = Fraction(measure.numerator, measure.denominator)
    elif isinstance(value, Number):
        answered, recount = Fraction(value.value), Fraction(measure.amount or 0)
    return _to_hundredths(answered / recount) if recount else None


def _to_hundredths(ratio: Fraction) -> Decimal:
    return Decimal(int(ratio * 100 + Fraction(1, 2))) / 100


def counts_agree(value: AnswerValue, measure: Measure, tolerance: Decimal) -> bool | None:
    """Whether the register holds as many cases as the answer counts, up to a share of the larger number.

    None when there is nothing to compare.
    """
    if not isinstance(value, Ratio) or not _has_figure(value, measure):
        return None
    larger = max(Fraction(value.denominator), Fraction(measure.denominator))
    return abs(Fraction(value.denominator) - measure.denominator) <= larger * Fraction(tolerance)


def _reason(text: Message, value: Ratio | Number, measure: Measure) -> Message:
    """A text with those figures for which it has places."""
    figures: dict[str, int | Decimal | MessageValue] = {
        "count": measure.numerator,
        "cases": measure.denominator,
    }
    if isinstance(value, Number):
        figures["answered"], figures["amount"] = value.value, measure.amount or Decimal(0)
    elif value.denominator:
        answered = Fraction(value.numerator) / Fraction(value.denominator)
        measured = Fraction(measure.numerator, measure.denominator)
        figures["answered"], figures["measured"] = percent(answered, measured), percent(measured, answered)
    if isinstance(value, Ratio):
        figures["counted"] = value.denominator
    return message(text.text, **{name: one for name, one in figures.items() if f"{{{name}}}" in text.text})
