"""The check of an answer against a register's measure. It carries no points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from inspection_lib.judging.rules.base import FULL, NOTHING
from inspection_lib.language import Message, MessageValue, message, percent
from inspection_lib.model import AnswerValue, Measure, Number, Ratio, Source, Verdict


@dataclass(frozen=True, slots=True)
class _Texts:
    """The reasons for an answer: of a share, of the cases that it counts, of a number."""

    share: Message
    cases: Message
    number: Message


_TEXTS: Mapping[Source, _Texts] = MappingProxyType(
    {
        Source.INSPECTOR: _Texts(
            Message("The answer says {answered}; the register gives {count} of {cases}, {measured}."),
            Message("The answer counts {counted} cases; the register holds {cases}."),
            Message("The answer says {answered}; the register gives {count} of {cases}."),
        ),
        Source.SELF: _Texts(
            Message("The unit claims {answered}; the register gives {count} of {cases}, {measured}."),
            Message("The unit's claim counts {counted} cases; the register holds {cases}."),
            Message("The unit claims {answered}; the register gives {count} of {cases}."),
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
    if measure.denominator == 0:
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
            difference = abs(Fraction(number) - measure.numerator)
            agrees = difference <= measure.numerator * Fraction(tolerance)
            return Verdict(FULL if agrees else NOTHING, _reason(texts.number, value, measure))
        case _:
            return None


def counts_agree(value: AnswerValue, measure: Measure, tolerance: Decimal) -> bool | None:
    """Whether the register holds as many cases as the answer counts, up to a share of the larger number.

    None when there is nothing to compare.
    """
    if not isinstance(value, Ratio) or measure.denominator == 0:
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
        figures["answered"] = value.value
    elif value.denominator:
        answered = Fraction(value.numerator) / Fraction(value.denominator)
        measured = Fraction(measure.numerator, measure.denominator)
        figures["answered"], figures["measured"] = percent(answered, measured), percent(measured, answered)
    if isinstance(value, Ratio):
        figures["counted"] = value.denominator
    return message(text.text, **{name: one for name, one in figures.items() if f"{{{name}}}" in text.text})
