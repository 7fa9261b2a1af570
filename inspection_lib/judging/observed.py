"""Reduce observed cases to the figure that a rule judges (docs/scoring.md, "Cases")."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from inspection_lib.model import AnswerValue, Cases, CasesTerms, Derived, Item, Ratio, Reduce


def judged_value(item: Item, value: AnswerValue | None) -> AnswerValue | Derived | None:
    """What the rule of an item judges: the answer, or the figure to which its cases come."""
    return reduced(item.cases, value) if isinstance(value, Cases) and item.cases else value


def reduced(terms: CasesTerms, cases: Cases) -> Ratio | Derived:
    """The share of cases that meet the requirement, or the mean, median or worst of their figures; exact."""
    if terms.reduce is Reduce.SHARE:
        return Ratio(Decimal(sum(row.result is True for row in cases.rows)), Decimal(len(cases.rows)))
    figures = sorted(Fraction(row.result) for row in cases.rows)
    match terms.reduce:
        case Reduce.MEAN:
            return Derived(sum(figures, Fraction(0)) / len(figures))
        case Reduce.MEDIAN:
            half = len(figures) // 2
            return Derived((figures[half] + figures[-half - 1]) / 2)
        case _:
            return Derived(figures[-1] if terms.lower_is_better else figures[0])
