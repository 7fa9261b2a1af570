"""What a rule is, what it is given and what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from inspection_lib.language import Message
from inspection_lib.model.answers import AnswerValue


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is given: one response, and the year that is inspected. A rule does not know its weight.

    ``evidence_seen`` is False when the unit named the evidence and the inspectors have not looked at it.
    """

    value: AnswerValue
    evidence: tuple[str, ...]
    note: str
    year: int
    evidence_seen: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule's judgement: a mark from 0 to 1 and why.

    ``mark`` is None when the rule finds that the item does not apply.
    """

    mark: Fraction | None
    reason: Message


class Rule(Protocol):
    """A judgement on one item, with its settings as fields."""

    def judge(self, case: Case) -> Verdict:
        """The mark of the case and the reason."""
        ...

    def best_points(self) -> Decimal | None:
        """The points of the best answer as the settings print them, or None where the settings name none."""
        ...


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an answer, for checks across items: `C14.numerator`.

    Parts: numerator, denominator, value.
    """

    item_id: str
    part: str


class Check(Protocol):
    """A judgement across items; it carries no points. None means that the figures it needs are not there."""

    def figures(self) -> tuple[Figure, ...]:
        """The figures it needs."""
        ...

    def judge(self, figures: Mapping[Figure, Decimal]) -> Verdict | None:
        """Mark 1 when the figures agree, 0 when they do not."""
        ...
