"""What the tests of rules share: an answer as a case, a mark as a fraction."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from inspection_lib.model import AnswerValue, Case, Ratio, Rule


def ratio(numerator: int, denominator: int) -> Ratio:
    """An answer of a numerator and a denominator."""
    return Ratio(Decimal(numerator), Decimal(denominator))


def mark(rule: Rule, value: AnswerValue, *evidence: str) -> Fraction | None:
    """The mark that a rule gives to an answer of 2017."""
    return rule.judge(Case(value, evidence, "", 2017)).mark
