"""A formula over the figures of other items, as a tree: nothing in it is ever run as code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Operator(StrEnum):
    """What a formula does with figures; the first four take two of them."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    DIVIDED = "/"
    SUM = "sum"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """The figure of an item; ``part`` is the numerator or the denominator of a share, or empty."""

    item_id: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with what it is applied to, in order."""

    operator: Operator
    operands: tuple[FormulaNode, ...]


FormulaNode = Fraction | ItemFigure | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it is written, and what it means."""

    text: str
    root: FormulaNode

    def figures(self) -> tuple[ItemFigure, ...]:
        """The figures that it needs, each once, in the order of the text."""
        return tuple(dict.fromkeys(_figures(self.root)))


def _figures(node: FormulaNode) -> Iterator[ItemFigure]:
    match node:
        case ItemFigure():
            yield node
        case Operation(_, operands):
            for operand in operands:
                yield from _figures(operand)
        case _:
            return
