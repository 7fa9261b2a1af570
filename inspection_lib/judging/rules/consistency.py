"""Checks across items and across time: figures and answers that must fit each other. They carry no points.

A check that lacks a figure judges nothing, and says what is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from inspection_lib.judging.rules.base import FULL, NOTHING
from inspection_lib.language import Message, Text, message
from inspection_lib.model import REGISTER_FIGURE, CheckFacts, Condition, Figure, Verdict


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

    def items(self) -> tuple[str, ...]:
        """The items of its figures."""
        return _items(self.figures())

    def judge(self, facts: CheckFacts) -> Verdict | None:
        """1 when the figures agree exactly, else 0."""
        figures = facts.figures
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

    def unknown(self, facts: CheckFacts) -> Message:
        """Which figures are not known."""
        return _not_known(self.figures(), facts.figures)


@dataclass(frozen=True, slots=True)
class NotMoreThan:
    """``left`` must not be larger than ``right``: dossiers settled are not more than those received."""

    rule: Literal["not_more_than"]
    left: Figure
    right: Figure

    def figures(self) -> tuple[Figure, ...]:
        """The two figures."""
        return self.left, self.right

    def items(self) -> tuple[str, ...]:
        """The items of its figures."""
        return _items(self.figures())

    def judge(self, facts: CheckFacts) -> Verdict | None:
        """1 when ``left`` is at most ``right``, else 0."""
        if not all(figure in facts.figures for figure in self.figures()):
            return None
        left, right = facts.figures[self.left], facts.figures[self.right]
        reason = message(
            "{left} is {first} and {right} is {second}.",
            left=figure_name(self.left),
            first=left,
            right=figure_name(self.right),
            second=right,
        )
        return Verdict(FULL if left <= right else NOTHING, reason)

    def unknown(self, facts: CheckFacts) -> Message:
        """Which figures are not known."""
        return _not_known(self.figures(), facts.figures)


@dataclass(frozen=True, slots=True)
class Jump:
    """``figure`` must not be more than ``factor`` times that of the last inspection, nor so much smaller.

    Where both figures lie below ``at_least`` it is no jump: 4 after 1 is chance.
    """

    rule: Literal["jump"]
    figure: Figure
    factor: Annotated[Decimal, Field(gt=1, le=1000)]
    at_least: Annotated[Decimal, Field(ge=0)] = Decimal(0)

    def figures(self) -> tuple[Figure, ...]:
        """The one figure."""
        return (self.figure,)

    def items(self) -> tuple[str, ...]:
        """The item of its figure."""
        return _items(self.figures())

    def judge(self, facts: CheckFacts) -> Verdict | None:
        """1 when the figure did not jump, else 0."""
        now, before = facts.figures.get(self.figure), (facts.earlier or {}).get(self.figure)
        if now is None or before is None:
            return None
        small, large = sorted((now, before))
        is_jump = large >= self.at_least and large > small * self.factor
        reason = message(
            "{figure} is {now}; in the last inspection it was {before}: more than {factor} times.",
            figure=figure_name(self.figure),
            now=now,
            before=before,
            factor=self.factor,
        )
        return Verdict(NOTHING if is_jump else FULL, reason)

    def unknown(self, facts: CheckFacts) -> Message:
        """Whether the figure of now, or that of the last inspection, is not known."""
        if self.figure not in facts.figures:
            return _not_known(self.figures(), facts.figures)
        if facts.earlier is None:
            return message("No earlier inspection of this unit is recorded.")
        return message("Not known in the last inspection: {figures}.", figures=_names(self.figures()))


@dataclass(frozen=True, slots=True)
class FigureAbove:
    """The figure is above a number."""

    figure: Figure
    number: Decimal


@dataclass(frozen=True, slots=True)
class NotTogether:
    """Answers that contradict each other when all are given: no plan, and tasks of the plan that are done.

    ``answers`` are answers to choices, ``above`` figures above a number.
    """

    rule: Literal["not_together"]
    answers: tuple[Condition, ...] = ()
    above: tuple[FigureAbove, ...] = ()

    def figures(self) -> tuple[Figure, ...]:
        """The figures that it looks at."""
        return tuple(one.figure for one in self.above)

    def items(self) -> tuple[str, ...]:
        """The items of its answers, then of its figures."""
        return (*(one.item_id for one in self.answers), *_items(self.figures()))

    def judge(self, facts: CheckFacts) -> Verdict | None:
        """0 when all of it is so, 1 when something is known not to be so."""
        given = [facts.figures.get(one.figure) for one in self.above]
        holds = [_is_given(one, facts) for one in self.answers]
        holds += [
            None if figure is None else figure > one.number
            for figure, one in zip(given, self.above, strict=True)
        ]
        if False in holds:
            return Verdict(FULL, message("These answers are not given together."))
        if None in holds:
            return None
        parts = [_choice_name(one.item_id, facts.choices[one.item_id]) for one in self.answers]
        parts += [
            Text(f"{figure_name(one.figure).vi} là {figure}", f"{figure_name(one.figure).en} is {figure}")
            for one, figure in zip(self.above, given, strict=True)
        ]
        return Verdict(NOTHING, message("Given together: {answers}.", answers=_joined(parts)))

    def unknown(self, facts: CheckFacts) -> Message:
        """Which answers and figures are not known."""
        items = [one.item_id for one in self.answers if one.item_id not in facts.choices]
        missing = [Text(f"trả lời tại {item}", f"the answer to {item}") for item in items]
        missing += [figure_name(one) for one in self.figures() if one not in facts.figures]
        return message("Not known: {figures}.", figures=_joined(missing))


def figure_name(figure: Figure) -> Text:
    """What people call a figure that checklists write as `C14.numerator`."""
    part = _PARTS[figure.part]
    if figure.item_id.startswith(REGISTER_FIGURE):
        name = figure.item_id.removeprefix(REGISTER_FIGURE)
        return Text(vi=f"{part.vi} sổ {name}", en=f"{part.en} the register {name}")
    return Text(vi=f"{part.vi} {figure.item_id}", en=f"{part.en} {figure.item_id}")


def _is_given(answer: Condition, facts: CheckFacts) -> bool | None:
    """Whether an answer is one of those of a condition; None where there is none."""
    key = facts.choices.get(answer.item_id)
    return None if key is None else key in answer.keys


def _choice_name(item_id: str, key: str) -> Text:
    """An answer to a choice: `A01: no`."""
    word = _YES_NO.get(key, Text(key, key))
    return Text(vi=f"{item_id}: {word.vi}", en=f"{item_id}: {word.en}")


def _items(figures: Iterable[Figure]) -> tuple[str, ...]:
    names = (figure.item_id for figure in figures)
    return tuple(name for name in names if not name.startswith(REGISTER_FIGURE))


def _not_known(figures: Iterable[Figure], known: Collection[Figure]) -> Message:
    return message("Not known: {figures}.", figures=_names(one for one in figures if one not in known))


def _names(figures: Iterable[Figure]) -> Text:
    return _joined([figure_name(figure) for figure in figures])


def _joined(texts: Iterable[Text]) -> Text:
    found = list(dict.fromkeys(texts))
    return Text(vi="; ".join(one.vi for one in found), en="; ".join(one.en for one in found))


_PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "numerator": Text(vi="số thứ nhất (tử số) tại", en="the numerator of"),
        "denominator": Text(vi="số thứ hai (mẫu số) tại", en="the denominator of"),
        "value": Text(vi="số tại", en="the number of"),
    }
)
_YES_NO: Mapping[str, Text] = MappingProxyType(
    {"yes": Text(vi="có", en="yes"), "no": Text(vi="không", en="no")}
)
