"""The values of a sample: its plan, what was drawn, what was found. Shares are decimals: 0.05 is 5 %."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

PLAN_SCHEMA = "inspection-sample-plan.1"
SAMPLE_SCHEMA = "inspection-sample.1"
EVALUATION_SCHEMA = "inspection-sample-evaluation.1"
_ROW_NAME = re.compile(r"[^;:=\s]([^;:=\n]{0,58}[^;:=\s])?")


class Formula(StrEnum):
    """Where the numbers come from."""

    HYPERGEOMETRIC = "hypergeometric"
    """The size of the population is known: cases are drawn from it and not put back."""
    BINOMIAL = "binomial"
    """It is not known, or large."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a sample shall show: with this confidence, that no more than the tolerable share deviates."""

    tolerable: Decimal
    confidence: Decimal = Decimal("0.95")


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """The size of a sample.

    ``population`` is None where it is not known. ``expected`` is the number of deviations with which the
    sample still shows what it shall; ``expected_rate`` the share from which it was computed, or None.
    ``chance_to_miss`` is that of at most ``expected`` deviations in the sample though the population's
    share is more than tolerable, rounded up.
    """

    schema: str
    population: int | None
    aim: Aim
    expected: int
    expected_rate: Decimal | None
    size: int
    formula: Formula
    chance_to_miss: Decimal


@dataclass(frozen=True, slots=True)
class DrawnCase:
    """A case of the sample: its code in the sheet, its line in the file, what names it, and its cells.

    ``order`` is the SHA-256 by which the cases are ordered. ``cells`` are in the order of the columns.
    """

    code: str
    line: int
    key: str
    order: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """A case that somebody chose. ``drawn`` is its code in the sample if it was drawn as well, else ""."""

    code: str
    line: int
    key: str
    drawn: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn from a register, and everything that is needed to draw it again.

    ``digest`` is the SHA-256 of the population as a text, ``number`` the one from the paper. ``not_counted``
    rows of the register do not belong to the population: they lie outside of the period, for example.
    ``planned`` is the size that the aim needs, None where no size would do. ``cases`` stand in the order in
    which they were drawn, ``picks`` in that in which they were named.
    """

    schema: str
    campaign: str
    unit: str
    register: str
    file: str
    period_from: date
    period_to: date
    columns: tuple[str, ...]
    key: str
    digest: str
    population: int
    not_counted: int
    number: str
    aim: Aim
    expected: int
    planned: int | None
    size: int
    cases: tuple[DrawnCase, ...]
    picks: tuple[Pick, ...]
    item: Annotated[str, Field(exclude_if=lambda item: not item)] = ""
    """The item of the checklist, of the kind cases, whose rows are these cases; "" for none."""


class SampleVerdict(StrEnum):
    """What a sample shows."""

    WITHIN = "within"
    """No more than the tolerable share deviates."""
    EXCEEDED = "exceeded"
    """More than the tolerable share deviates."""
    NOT_SHOWN = "not_shown"
    """Neither is shown."""
    OPEN = "open"
    """Cases were not looked at: nothing is said yet."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in some cases. The lists hold what names each case."""

    cases: int
    deviating: tuple[str, ...]
    not_looked_at: tuple[str, ...]

    @property
    def looked_at(self) -> int:
        """How many cases were looked at."""
        return self.cases - len(self.not_looked_at)


@dataclass(frozen=True, slots=True)
class SampleEvaluation:
    """What a sample shows about its population.

    ``share`` is that of the sample, ``upper`` the bound of the population's, rounded up to millionths, and
    ``upper_count`` the same as a number of cases where the population is known. All three are None while a
    case was not looked at. ``picks`` count for none of them. ``sample`` names the draw; "" for bare numbers.
    """

    schema: str
    campaign: str
    unit: str
    register: str
    digest: str
    number: str
    population: int | None
    size: int
    looked_at: int
    deviations: int
    deviating: tuple[str, ...]
    not_looked_at: tuple[str, ...]
    aim: Aim
    formula: Formula
    share: Decimal | None
    upper: Decimal | None
    upper_count: int | None
    verdict: SampleVerdict
    picks: Looked


def names_of(cases: Sequence[DrawnCase] | Sequence[Pick]) -> tuple[str, ...]:
    """What names each case: its key, or its line where the register has no key."""
    return tuple(case.key or str(case.line) for case in cases)


def row_name(case: DrawnCase) -> str:
    """What an answer of the kind cases calls a drawn case: its key where that can stand there, else its code.

    Rows have names of at most 60 characters without the signs that separate them.
    """
    return case.key if _ROW_NAME.fullmatch(case.key) else case.code
