"""What a sample shows: the bound of its population, and whether that is tolerable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from inspection_lib.sampling.bounds import is_exceeded, is_tolerable, upper_count, upper_rate
from inspection_lib.sampling.plan import formula_for, rounded_up
from inspection_lib.sampling.values import (
    EVALUATION_SCHEMA,
    Aim,
    DrawnCase,
    Looked,
    Pick,
    Sample,
    SampleEvaluation,
    SampleVerdict,
    names_of,
)

NOTHING_PICKED = Looked(0, (), ())


def evaluate_counts(deviations: int, size: int, population: int | None, aim: Aim) -> SampleEvaluation:
    """What a sample shows in which every case was looked at and ``deviations`` deviate."""
    tolerable, risk = Fraction(aim.tolerable), 1 - Fraction(aim.confidence)
    count = None if population is None else upper_count(deviations, size, risk, population)
    if is_tolerable(deviations, size, tolerable, risk, population):
        verdict = SampleVerdict.WITHIN
    elif is_exceeded(deviations, size, tolerable, risk, population):
        verdict = SampleVerdict.EXCEEDED
    else:
        verdict = SampleVerdict.NOT_SHOWN
    upper = upper_rate(deviations, size, risk) if count is None else Fraction(count, population or 1)
    return SampleEvaluation(
        schema=EVALUATION_SCHEMA,
        campaign="",
        unit="",
        register="",
        digest="",
        number="",
        population=population,
        size=size,
        looked_at=size,
        deviations=deviations,
        deviating=(),
        not_looked_at=(),
        aim=aim,
        formula=formula_for(population),
        share=_decimal(Fraction(deviations, size)),
        upper=rounded_up(upper),
        upper_count=count,
        verdict=verdict,
        picks=NOTHING_PICKED,
    )


def evaluate_sample(sample: Sample, results: Mapping[str, bool]) -> SampleEvaluation:
    """What the results of a sample show; ``results`` says by code which cases deviate.

    A case without a result was not looked at. While the sample has one, nothing is said about the population:
    which cases were left to the end need not be chance. Picks count for themselves only. A picked case that
    was drawn as well has one result, that of the draw.
    """
    drawn = _looked(sample.cases, results)
    picks = _looked([pick for pick in sample.picks if not pick.drawn], results)
    shown = evaluate_counts(len(drawn.deviating), sample.size, sample.population, sample.aim)
    if drawn.not_looked_at:
        shown = replace(shown, share=None, upper=None, upper_count=None, verdict=SampleVerdict.OPEN)
    return replace(
        shown,
        campaign=sample.campaign,
        unit=sample.unit,
        register=sample.register,
        digest=sample.digest,
        number=sample.number,
        looked_at=drawn.looked_at,
        deviating=drawn.deviating,
        not_looked_at=drawn.not_looked_at,
        picks=picks,
    )


def _looked(cases: Sequence[DrawnCase] | Sequence[Pick], results: Mapping[str, bool]) -> Looked:
    names = list(zip((case.code for case in cases), names_of(cases), strict=True))
    return Looked(
        cases=len(cases),
        deviating=tuple(name for code, name in names if results.get(code)),
        not_looked_at=tuple(name for code, name in names if code not in results),
    )


def _decimal(share: Fraction) -> Decimal:
    return round(Decimal(share.numerator) / Decimal(share.denominator), 6)
