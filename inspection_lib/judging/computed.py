"""Compute items that nobody answers from the figures of others (docs/scoring.md, "Computed items")."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from inspection_lib.answers import Asked, questions
from inspection_lib.judging.observed import judged_value
from inspection_lib.judging.rules.base import figure_of
from inspection_lib.language import Message, message
from inspection_lib.model import (
    Derived,
    Formula,
    FormulaNode,
    Inspection,
    Item,
    ItemFigure,
    NotApplicable,
    Number,
    Operation,
    Operator,
    Ratio,
    Source,
)


@dataclass(frozen=True, slots=True)
class Computed:
    """The figure of a computed item, or why it is not known.

    ``applies`` is False where an item of the formula does not apply. ``shown`` is the formula with the
    figures in place of the items.
    """

    value: Derived | None
    shown: Message
    applies: bool = True


class _UnknownError(Exception):
    def __init__(self, reason: Message, *, applies: bool = True) -> None:
        super().__init__(reason.text)
        self.reason, self.applies = reason, applies


def compute(inspection: Inspection, item: Item, source: Source) -> Computed:
    """What the formula of an item comes to with the answers of one source; exact.

    Items that do not depend on each other in a circle, which a checked checklist has not.
    """
    assert item.formula is not None, item.id
    try:
        exact = _value(item.formula.root, inspection, source)
    except _UnknownError as unknown:
        return Computed(None, unknown.reason, unknown.applies)
    value = Derived(exact)
    known = figure_of(value)
    assert known is not None
    figures = _with_figures(item.formula, inspection, source)
    shown = message(
        "{formula} = {figures} = {result}", formula=item.formula.text, figures=figures, result=known[1]
    )
    return Computed(value, shown)


def _value(node: FormulaNode, inspection: Inspection, source: Source) -> Fraction:
    match node:
        case Fraction():
            return node
        case ItemFigure():
            return _figure(node, inspection, source)
        case Operation(operator, operands):
            values = [_value(one, inspection, source) for one in operands]
            return _operate(operator, values)


def _operate(operator: Operator, values: list[Fraction]) -> Fraction:
    first, last = values[0], values[-1]
    match operator:
        case Operator.PLUS | Operator.SUM:
            return sum(values, Fraction(0))
        case Operator.MINUS:
            return first - last
        case Operator.TIMES:
            return first * last
        case Operator.DIVIDED:
            if last == 0:
                raise _UnknownError(message("Not known: the formula divides by 0."))
            return first / last
        case Operator.MIN:
            return min(values)
        case Operator.MAX:
            return max(values)


def _figure(figure: ItemFigure, inspection: Inspection, source: Source) -> Fraction:
    item = inspection.checklist.item(figure.item_id)
    assert item is not None, figure.item_id
    if item.formula is not None:
        inner = compute(inspection, item, source)
        if inner.value is None:
            raise _UnknownError(inner.shown, applies=inner.applies)
        return inner.value.value
    if _is_away(inspection, item, source):
        raise _UnknownError(
            message("Item {item} of the formula does not apply.", item=item.id), applies=False
        )
    answer = inspection.answers.get(item.id)
    response = answer.by(source) if answer else None
    match judged_value(item, response.value) if response else None:
        case None:
            raise _UnknownError(message("Not known: item {item} is not answered.", item=item.id))
        case NotApplicable():
            raise _UnknownError(
                message("Item {item} of the formula does not apply.", item=item.id), applies=False
            )
        case Number(value):
            return Fraction(value)
        case Derived(exact):
            return exact
        case Ratio(numerator, denominator) if figure.part:
            return Fraction(numerator if figure.part == "numerator" else denominator)
        case Ratio(numerator, denominator) if denominator:
            return Fraction(numerator) / Fraction(denominator)
        case Ratio():
            raise _UnknownError(message("Not known: item {item} is 0 of 0.", item=item.id))
        case _:
            raise TypeError(f"item {item.id} has no figure")


def _away(item: Item) -> _UnknownError:
    return _UnknownError(message("Item {item} of the formula does not apply.", item=item.id), applies=False)


def _is_away(inspection: Inspection, item: Item, source: Source) -> bool:
    asked = questions(inspection.checklist, inspection.unit, inspection.answers, source)
    return asked[item.id].asked is Asked.NO


def _with_figures(formula: Formula, inspection: Inspection, source: Source) -> str:
    """The formula with figures in place of items, in parentheses where they lie below 0."""

    def written(node: FormulaNode, *, is_inside: bool) -> str:
        match node:
            case Fraction():
                return _written(node)
            case ItemFigure():
                return _written(_figure(node, inspection, source))
            case Operation(Operator.SUM | Operator.MIN | Operator.MAX as name, operands):
                return f"{name.value}({', '.join(written(one, is_inside=False) for one in operands)})"
            case Operation(operator, operands):
                sides = f" {operator.value} ".join(written(one, is_inside=True) for one in operands)
                return f"({sides})" if is_inside else sides

    return written(formula.root, is_inside=False)


def _written(value: Fraction) -> str:
    known = figure_of(Derived(value))
    assert known is not None
    number = known[1] if known[1] == value else value
    shown = f"{number:f}" if isinstance(number, Decimal) else f"{value.numerator}/{value.denominator}"
    return f"({shown})" if value < 0 or isinstance(number, Fraction) else shown
