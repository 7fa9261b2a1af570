"""What a rule is, what it is given and what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from inspection_lib.language import Message, Text, message
from inspection_lib.model.answers import AnswerValue
from inspection_lib.model.cases import Derived
from inspection_lib.model.extension_origin import ExtensionOrigin


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is given: one response, and the year that is inspected. A rule does not know its weight.

    ``evidence_seen`` is False when the unit named the evidence and the inspectors have not looked at it.
    """

    value: AnswerValue | Derived
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
class OfficeRule:
    """A rule of an extension with its settings. It lets no result through that is no verdict.

    ``best`` are the points of the best answer, None where the settings name none; ``about`` says in words how
    the rule gives points.
    """

    name: str
    settings: Rule
    best: Decimal | None
    about: Text
    origin: ExtensionOrigin
    kinds: tuple[str, ...] = ()
    """The kinds of answers that it judges (`ItemKind`)."""

    def judge(self, case: Case) -> Verdict:
        """The verdict of the extension. Raises whatever its code raises, and TypeError for another result."""
        try:
            verdict = self.settings.judge(case)
        except SystemExit as error:  # it would end the run; like any other error it is the rule's own
            raise RuntimeError("the rule ended the program") from error
        if not isinstance(verdict, Verdict):
            raise TypeError(f"judge gave {verdict!r} and not a Verdict")
        mark = verdict.mark
        if mark is not None and not (isinstance(mark, Fraction) and 0 <= mark <= 1):
            raise TypeError(f"the mark {mark!r} is no Fraction from 0 to 1")
        if not isinstance(verdict.reason, Message):
            raise TypeError(f"the reason {verdict.reason!r} is no Message")
        return verdict

    def best_points(self) -> Decimal | None:
        """The points of the best answer, as they were when the checklist was read."""
        return self.best


def in_words(text: Text) -> Message:
    """A message that says a text of an extension, in the language in which it is shown."""
    return message("{text}", text=text)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an answer, or of a register, for checks across items: `C14.numerator`.

    Parts: numerator, denominator, value. That of a register has `REGISTER_FIGURE` before its name.
    """

    item_id: str
    part: str


FIGURE_PARTS = ("numerator", "denominator", "value")
"""The parts of an answer or of a register's measure that a check can name, as in `C14.numerator`."""
REGISTER_FIGURE = "register."
"""How the name of a register's figure begins: `register.staff.present.value`, with register and measure."""


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """What checks across items look at: figures, the keys of answers to choices, by item.

    ``earlier`` are the figures of the last inspection, None without one.
    """

    figures: Mapping[Figure, Decimal]
    choices: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[Figure, Decimal] | None = None


class Check(Protocol):
    """A judgement across items; it carries no points."""

    def figures(self) -> tuple[Figure, ...]:
        """The figures it needs."""
        ...

    def items(self) -> tuple[str, ...]:
        """The items that it is about; a finding stands at the first."""
        ...

    def judge(self, facts: CheckFacts) -> Verdict | None:
        """Mark 1 when all fits, 0 when it does not. None: something that it needs is not known."""
        ...

    def unknown(self, facts: CheckFacts) -> Message:
        """What is not known where `judge` gives None."""
        ...
