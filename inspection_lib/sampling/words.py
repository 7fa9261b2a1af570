"""Plans and results of samples as sentences for people."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from inspection_lib.language import Message, MessageValue, first_names, message, percent
from inspection_lib.sampling.values import (
    Formula,
    Looked,
    Sample,
    SampleEvaluation,
    SamplePlan,
    SampleVerdict,
)

MOST_NAMED = 20
"""Cases that a sentence names."""


def plan_words(plan: SamplePlan) -> Iterator[Message]:
    """How many cases to look at, why, and where the number comes from."""
    tolerable, confidence = Fraction(plan.aim.tolerable), Fraction(plan.aim.confidence)
    if plan.population is None:
        yield message("Look at {size} cases.", size=plan.size)
    else:
        yield message("Look at {size} of {population} cases.", size=plan.size, population=plan.population)
    yield message(
        "If at most {expected} of them deviate, then with a confidence of {confidence} no more than "
        "{tolerable} of all cases deviate.",
        expected=plan.expected,
        confidence=confidence,
        tolerable=tolerable,
    )
    yield message(
        "If more than {tolerable} of all cases deviate, so few are found with a chance of at most {chance}.",
        tolerable=tolerable,
        chance=percent(Fraction(plan.chance_to_miss), 1 - confidence),
    )
    yield formula_words(plan.formula)


def draw_words(sample: Sample) -> Iterator[Message]:
    """What was drawn from what, and what a reader should know about it."""
    yield message(
        "Drawn: {size} of {population} cases, with the number {number}.",
        size=sample.size,
        population=sample.population,
        number=sample.number,
    )
    yield message("Digest of the register: {digest}", digest=sample.digest)
    if sample.not_counted:
        yield message("Rows that do not count in the period, not drawn: {count}.", count=sample.not_counted)
    if sample.planned is None or sample.size < sample.planned:
        yield message("The sample is smaller than its aim needs: it will hardly show it.")
    for pick in sample.picks:
        if pick.drawn:
            yield message("{case} was picked and drawn as well: it counts once.", case=pick.key)


def formula_words(formula: Formula) -> Message:
    """Where the numbers come from."""
    if formula is Formula.HYPERGEOMETRIC:
        return message(
            "Computed exactly with the hypergeometric distribution: cases are drawn from a known number and "
            "not put back. The bound is that of Clopper and Pearson (1934) for this distribution."
        )
    return message(
        "Computed exactly with the binomial distribution: the number of all cases is not known, or large. "
        "The bound is that of Clopper and Pearson (1934); the sizes are those of the AICPA's Audit Guide "
        "Audit Sampling (2017), appendix A."
    )


def evaluation_words(found: SampleEvaluation) -> Iterator[Message]:
    """What was found, what it shows about all cases, and what it does not."""
    yield message(
        "Of {size} drawn cases {looked} were looked at; {count} deviate{cases}.",
        size=found.size,
        looked=found.looked_at,
        count=found.deviations,
        cases=_named(found.deviating),
    )
    if found.not_looked_at:
        yield message(
            "Not looked at: {count}{cases}.",
            count=len(found.not_looked_at),
            cases=_named(found.not_looked_at),
        )
    yield from bound_words(found)
    if found.picks.cases:
        yield _picked(found.picks)
    if found.verdict is not SampleVerdict.OPEN:
        yield formula_words(found.formula)


def bound_words(found: SampleEvaluation) -> Iterator[Message]:
    """What a sample shows about all cases: share, bound and verdict, or that there is none yet."""
    tolerable, confidence = Fraction(found.aim.tolerable), Fraction(found.aim.confidence)
    if found.share is None or found.upper is None:
        yield message("No conclusion yet: every drawn case has to be looked at first.")
        return
    yield message("Share in the sample: {share}.", share=Fraction(found.deviations, found.size))
    upper = _upper(found, tolerable)
    if found.upper_count is None or found.population is None:
        yield message(
            "With a confidence of {confidence}, at most {upper} of all cases deviate.",
            confidence=confidence,
            upper=upper,
        )
    else:
        yield message(
            "With a confidence of {confidence}, at most {count} of all {population} cases deviate: {upper}.",
            confidence=confidence,
            count=found.upper_count,
            population=found.population,
            upper=upper,
        )
    match found.verdict:
        case SampleVerdict.WITHIN:
            yield message("Tolerable: that is not more than {tolerable}.", tolerable=tolerable)
        case SampleVerdict.EXCEEDED:
            yield message(
                "Not tolerable: with a confidence of {confidence}, more than {tolerable} deviate.",
                confidence=confidence,
                tolerable=tolerable,
            )
        case _:
            yield message(
                "Not shown: the sample shows neither that {tolerable} is kept nor that it is exceeded. Draw "
                "a larger sample with a new number, or look at all cases.",
                tolerable=tolerable,
            )


def _upper(found: SampleEvaluation, tolerable: Fraction) -> MessageValue:
    """The bound rounded up to hundredths of a percent, unless that would pass the tolerable share."""
    exact = Fraction(found.upper or 0)
    rounded = Fraction(ceil(exact * 10_000), 10_000)
    return percent(exact if exact <= tolerable < rounded else rounded, tolerable)


def _picked(picks: Looked) -> Message:
    return message(
        "Picked cases, which say nothing about the others: {looked} of {cases} looked at, "
        "{count} deviate{names}.",
        looked=picks.looked_at,
        cases=picks.cases,
        count=len(picks.deviating),
        names=_named(picks.deviating),
    )


def _named(cases: tuple[str, ...]) -> str:
    return f" ({first_names(cases, MOST_NAMED)})" if cases else ""
