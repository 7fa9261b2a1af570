"""Plan a sample: how many cases to look at. Also read shares and the paper's number as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from inspection_lib.answers import parse_number
from inspection_lib.errors import Problem
from inspection_lib.language import Fault, message
from inspection_lib.sampling.bounds import (
    MOST_CASES,
    PARTS,
    chance_to_miss,
    size_for_count,
    size_for_rate,
)
from inspection_lib.sampling.values import PLAN_SCHEMA, Aim, Formula, SamplePlan

LEAST_DIGITS, MOST_DIGITS = 6, 40
"""Digits of the paper's number: with fewer somebody could try all of them and take the draw he likes."""
_DIGITS = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody typed for a plan: shares such as 5%, 0,05 or 0.05; ``expected`` a number or a share."""

    tolerable: str
    confidence: str = "95%"
    expected: str = "0"


def read_wish(wish: Wish) -> tuple[Aim, int | Decimal, list[Problem]]:
    """The aim, the expected number or share of deviations, and everything that is wrong with them."""
    problems: list[Problem] = []
    tolerable, confidence = parse_share(wish.tolerable), parse_share(wish.confidence)
    if tolerable is None or not 0 < tolerable < 1 or tolerable * PARTS % 1:
        problems.append(_misfit("--tolerable", wish.tolerable, "5%"))
    if confidence is None or not Decimal("0.5") <= confidence < 1:
        problems.append(_misfit("--confidence", wish.confidence, "95%"))
    expected = _expected(wish.expected)
    if expected is None:
        problems.append(_misfit("--expected", wish.expected, "2, 1%"))
    elif isinstance(expected, Decimal) and tolerable is not None and expected >= tolerable:
        text = message("The expected share is not less than the tolerable one: no sample can show it.")
        problems.append(Problem("--expected", 0, Fault(text, message("Raise the tolerable share."))))
    return Aim(tolerable or Decimal(0), confidence or Decimal(0)), expected or 0, problems


def parse_share(text: str) -> Decimal | None:
    """A share as people write it: 5%, 2,5 %, 0.05. None for what is none, such as a bare 5."""
    written, is_percent = text.strip().removesuffix("%").strip(), text.strip().endswith("%")
    number = parse_number(written)  # 1.234 is a thousand here, and no share
    if number is None or (number > 1 and not is_percent):
        return None
    return number / 100 if is_percent else number


def parse_number_of_paper(text: str) -> tuple[str, list[Problem]]:
    """The digits of the paper's number without the spaces between them; zeros in front stay."""
    digits = "".join(text.split())
    if _DIGITS.fullmatch(digits) and LEAST_DIGITS <= len(digits) <= MOST_DIGITS:
        return digits, []
    fault = Fault(
        message("'{text}' is no number for a draw.", text=text),
        message(
            "Type the number from the paper, {least} to {most} digits: docs/sampling.md.",
            least=LEAST_DIGITS,
            most=MOST_DIGITS,
        ),
    )
    return digits, [Problem("--number", 0, fault)]


def check_counts(counts: dict[str, int | None]) -> list[Problem]:
    """A problem for each number of cases below 1 that somebody gave for an option; None was not given."""
    remedy = message("Write a whole number, 1 or more.")
    return [
        Problem(option, 0, Fault(message("{count} is no number of cases.", count=count), remedy))
        for option, count in counts.items()
        if count is not None and count < 1
    ]


def plan_sample(aim: Aim, expected: int | Decimal, population: int | None) -> SamplePlan | None:
    """The smallest sample for an aim; None where not even all cases, or `MOST_CASES`, would show it."""
    tolerable, risk = Fraction(aim.tolerable), 1 - Fraction(aim.confidence)
    if isinstance(expected, Decimal):
        found = size_for_rate(Fraction(expected), tolerable, risk, population)
    else:
        size = size_for_count(expected, tolerable, risk, population)
        found = None if size is None else (size, expected)
    if found is None:
        return None
    numerator, denominator = chance_to_miss(found[1], found[0], tolerable, population)
    return SamplePlan(
        schema=PLAN_SCHEMA,
        population=population,
        aim=aim,
        expected=found[1],
        expected_rate=expected if isinstance(expected, Decimal) else None,
        size=found[0],
        formula=formula_for(population),
        chance_to_miss=rounded_up(Fraction(numerator, denominator)),
    )


def formula_for(population: int | None) -> Formula:
    """The formula for a population; None is one whose size is not known."""
    return Formula.BINOMIAL if population is None else Formula.HYPERGEOMETRIC


def rounded_up(share: Fraction) -> Decimal:
    """A share as a decimal, rounded up to millionths."""
    return Decimal(ceil(share * PARTS)) / PARTS


def no_plan(aim: Aim) -> Fault:
    """What to tell where there is no plan."""
    return Fault(
        message(
            "No sample of up to {most} cases can show at most {tolerable} with so many expected deviations.",
            most=MOST_CASES,
            tolerable=Fraction(aim.tolerable),
        ),
        message("Raise the tolerable share, expect fewer deviations, or look at all cases."),
    )


def _expected(text: str) -> int | Decimal | None:
    """A whole number of deviations, or a share of the sample; None for neither."""
    if _DIGITS.fullmatch(text.strip()):
        return int(text) if len(text.strip()) < 10 else None
    share = parse_share(text)
    return share if share is not None and share < 1 else None


def _misfit(option: str, text: str, example: str) -> Problem:
    fault = Fault(
        message("'{text}' does not fit.", text=text),
        message("Write it such as: {example}. A share has a % or is less than 1.", example=example),
    )
    return Problem(option, 0, fault)
