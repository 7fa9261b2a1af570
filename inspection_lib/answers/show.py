"""An answer as readers see it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from inspection_lib.language import Message, Text, inside, message
from inspection_lib.model import (
    AnswerValue,
    Cases,
    Choice,
    Day,
    FreeText,
    Item,
    ItemKind,
    NotApplicable,
    Number,
    Ratio,
)

LONGEST_LABEL = 32
"""Letters of a label that stands for "cases"."""


def show_answer(item: Item, value: AnswerValue) -> Message:
    """The answer as a reader sees it, with the item's own labels for figures and levels."""
    labels = dict(item.labels)
    match value:
        case Choice(key) if item.kind is ItemKind.LEVEL:
            return message("{label}", label=dict(item.levels).get(key, Text(key, key)))
        case Choice(key):
            return message("Yes") if key == "yes" else message("No")
        case Ratio(numerator, denominator) if denominator == 0:
            return message("{numerator} of {denominator}", numerator=numerator, denominator=denominator)
        case Ratio(numerator, denominator):
            return message(
                "{numerator} of {denominator} ({share})",
                numerator=numerator,
                denominator=denominator,
                share=Fraction(numerator) / Fraction(denominator),
            )
        case Number(number) if item.kind is ItemKind.NUMBER:
            return message("{number} {unit}", number=number, unit=labels.get("unit", Text("", "")))
        case Number(number) if item.kind is ItemKind.POINTS and item.outside:
            return message("{number} points outside the maximum", number=number)
        case Number(number) if item.kind is ItemKind.POINTS:
            return message("{number} of {most} points", number=number, most=item.points)
        case Number(number) if label := occurrence_label(item):
            return message("{number} {unit}", number=number, unit=label)
        case Number(number):
            return message("{number} cases", number=number)
        case Day(None):
            return message("Not done")
        case Day(day):
            return message("{day}", day=day) if day else message("Not done")
        case Cases():
            return _cases_shown(item, value)
        case FreeText(text):
            return message("{text}", text=text)
        case NotApplicable():
            return message("Not applicable")


def occurrence_label(item: Item) -> Text | None:
    """What is counted, as a word inside a sentence; None where the checklist's label is long or missing.

    A long label repeats the question, beside which the answer stands.
    """
    label = dict(item.labels).get("occurrence")
    if label is None or item.kind is not ItemKind.OCCURRENCES:
        return None
    if not label.vi or max(len(label.vi), len(label.en)) > LONGEST_LABEL:
        return None
    return Text(inside(label.vi), inside(label.en or label.vi))


def _cases_shown(item: Item, cases: Cases) -> Message:
    """How many cases of how many; which do not meet the requirement, or each with its figure."""
    looked_at = Text(f"{len(cases.rows)}", f"{len(cases.rows)}")
    if cases.population is not None:
        looked_at = Text(
            f"{len(cases.rows)} trong tổng số {cases.population}", f"{len(cases.rows)} of {cases.population}"
        )
    unit = dict(item.labels).get("case", Text("trường hợp", "cases"))
    figures = [row for row in cases.rows if not isinstance(row.result, bool)]
    if figures:
        rows = "; ".join(f"{row.name} = {row.result:f}" for row in figures)
        return message("Looked at: {count} ({unit}); {rows}", count=looked_at, unit=unit, rows=rows)
    short = [row.name for row in cases.rows if row.result is False]
    met = len(cases.rows) - len(short)
    share = Fraction(met, len(cases.rows))
    if not short:
        return message("Looked at: {count} ({unit}); all meet the requirement", count=looked_at, unit=unit)
    return message(
        "Looked at: {count} ({unit}); {met} meet the requirement ({share}); not: {names}",
        count=looked_at,
        unit=unit,
        met=Decimal(met),
        share=share,
        names=", ".join(short),
    )
