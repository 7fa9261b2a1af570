"""Checks across items: figures that must agree with each other. They carry no points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from inspection_lib.judging.rules.base import FULL, NOTHING
from inspection_lib.language import Text, message
from inspection_lib.model import Figure, Verdict


@dataclass(frozen=True, slots=True)
class DifferenceEquals:
    """``left`` - ``minus`` must be ``equals``: dossiers settled - dossiers on time = dossiers late."""

    rule: Literal["difference_equals"]
    left: Figure
    minus: Figure
    equals: Figure

    def figures(self) -> tuple[Figure, ...]:
        """The three figures."""
        return self.left, self.minus, self.equals

    def judge(self, figures: Mapping[Figure, Decimal]) -> Verdict | None:
        """1 when the figures agree exactly, else 0."""
        if not all(figure in figures for figure in self.figures()):
            return None
        expected = figures[self.left] - figures[self.minus]
        stated = figures[self.equals]
        reason = message(
            "{left} less {minus} is {expected}; {equals} says {stated}.",
            left=figure_name(self.left),
            minus=figure_name(self.minus),
            expected=expected,
            equals=figure_name(self.equals),
            stated=stated,
        )
        return Verdict(FULL if expected == stated else NOTHING, reason)


@dataclass(frozen=True, slots=True)
class NotMoreThan:
    """``left`` must not be larger than ``right``: dossiers settled are not more than those received."""

    rule: Literal["not_more_than"]
    left: Figure
    right: Figure

    def figures(self) -> tuple[Figure, ...]:
        """The two figures."""
        return self.left, self.right

    def judge(self, figures: Mapping[Figure, Decimal]) -> Verdict | None:
        """1 when ``left`` is at most ``right``, else 0."""
        if not all(figure in figures for figure in self.figures()):
            return None
        left, right = figures[self.left], figures[self.right]
        reason = message(
            "{left} is {first} and {right} is {second}.",
            left=figure_name(self.left),
            first=left,
            right=figure_name(self.right),
            second=right,
        )
        return Verdict(FULL if left <= right else NOTHING, reason)


def figure_name(figure: Figure) -> Text:
    """What people call a figure that checklists write as `C14.numerator`."""
    part = _PARTS[figure.part]
    return Text(vi=f"{part.vi} {figure.item_id}", en=f"{part.en} {figure.item_id}")


_PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "numerator": Text(vi="số thứ nhất (tử số) tại", en="the numerator of"),
        "denominator": Text(vi="số thứ hai (mẫu số) tại", en="the denominator of"),
        "value": Text(vi="số tại", en="the number of"),
    }
)
