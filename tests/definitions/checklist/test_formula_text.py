"""Formulas: what can be read, and from where on it cannot."""

from __future__ import annotations

from fractions import Fraction

import pytest

from inspection_lib.definitions.checklist.formula_text import DEEPEST, FormulaError, read_formula
from inspection_lib.model import ItemFigure, Operation, Operator

A, B = ItemFigure("A"), ItemFigure("B")


def test_products_bind_closer_and_the_left_comes_first() -> None:
    """As in arithmetic at school."""
    times = Operation(Operator.TIMES, (B, Fraction(2)))
    assert read_formula("A + B * 2").root == Operation(Operator.PLUS, (A, times))
    minus = Operation(Operator.MINUS, (A, B))
    assert read_formula("A - B - 2").root == Operation(Operator.MINUS, (minus, Fraction(2)))
    assert read_formula("(A - B) / 2").root == Operation(Operator.DIVIDED, (minus, Fraction(2)))


def test_figures_are_named_by_codes() -> None:
    """In brackets where a code holds more than letters, digits and underlines."""
    formula = read_formula("max([1.2-a].numerator, C_1.denominator, sum)")
    named = (ItemFigure("1.2-a", "numerator"), ItemFigure("C_1", "denominator"), ItemFigure("sum"))
    assert formula.figures() == named


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("A +", ""),
        ("A B", "B"),
        ("A ** 2", "* 2"),
        ("(A", ""),
        ("A)", ")"),
        ("print(A)", "print(A)"),
        ("__import__('os')", "'os')"),
        ("A.value", ".value"),
        ("max()", ")"),
        ("1.2.3", "1.2.3"),
        ("(" * (DEEPEST + 2) + "A" + ")" * (DEEPEST + 2), "(A" + ")" * (DEEPEST + 2)),
        ("A+" * 250 + "A", "A"),
    ],
)
def test_anything_else_is_refused(text: str, rest: str) -> None:
    """With the rest of the text; nothing is ever run."""
    with pytest.raises(FormulaError) as caught:
        read_formula(text)
    assert str(caught.value) == rest
