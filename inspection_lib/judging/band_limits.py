"""Which limits of a checklist hold (docs/scoring.md, "Limits of the band")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from inspection_lib.judging.computed import compute
from inspection_lib.judging.groups import GroupPart
from inspection_lib.judging.observed import judged_value
from inspection_lib.model import (
    BandLimit,
    Derived,
    Finding,
    Inspection,
    LimitCondition,
    LimitSubject,
    Number,
    Outcome,
    Ratio,
    Severity,
    Source,
)

GRAVEST_FIRST = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_SHORT = (Outcome.FAIL, Outcome.PARTIAL)


@dataclass(frozen=True, slots=True)
class LimitFigures:
    """What conditions look at: groups and scored findings by id, and the figures of answers."""

    groups: Mapping[str, GroupPart]
    findings: Mapping[str, Finding]
    answers: Mapping[str, Fraction]


def limit_holds(limit: BandLimit, figures: LimitFigures) -> bool:
    """Whether all conditions of a limit hold."""
    return all(_holds(condition, figures) for condition in limit.conditions)


def answer_figures(inspection: Inspection, source: Source) -> dict[str, Fraction]:
    """The one figure of each answer that has one: a number, a share, what cases come to. 0 of 0 has none."""
    figures: dict[str, Fraction] = {}
    for item_id, answer in inspection.answers.items():
        response = answer.by(source)
        item = inspection.checklist.item(item_id)
        match judged_value(item, response.value) if response and item else None:
            case Number(value):
                figures[item_id] = Fraction(value)
            case Derived(exact):
                figures[item_id] = exact
            case Ratio(numerator, denominator) if denominator:
                figures[item_id] = Fraction(numerator) / Fraction(denominator)
            case _:
                pass
    for item in inspection.checklist.items:
        found = compute(inspection, item, source) if item.formula else None
        if found and found.value:
            figures[item.id] = found.value.value
    return figures


def _holds(condition: LimitCondition, figures: LimitFigures) -> bool:
    if condition.subject is LimitSubject.GROUP:
        part = figures.groups.get(condition.name)
        return part is not None and part.maximum > 0 and _is_beyond(condition, _share(part))
    if condition.subject is LimitSubject.FINDINGS:
        count = sum(counts_for(finding, Severity(condition.name)) for finding in figures.findings.values())
        return _is_beyond(condition, Fraction(count))
    finding = figures.findings.get(condition.name)
    if finding is None or finding.outcome is Outcome.NOT_APPLICABLE:
        return False
    if finding.outcome is Outcome.UNANSWERED:  # once submitted, silence must not be better than any answer
        return finding.points is not None
    figure = figures.answers.get(condition.name)
    return figure is not None and _is_beyond(condition, figure)


def _share(part: GroupPart) -> Fraction:
    return Fraction(part.low) / Fraction(part.maximum)


def counts_for(finding: Finding, severity: Severity) -> bool:
    """Whether a finding lost points and is at least as grave.

    Graver ones count too: mending a failure in part makes it one step less grave, and must not add to a
    number that limits the band.
    """
    most = finding.maximum
    is_lost = finding.outcome in _SHORT or (
        finding.outcome is Outcome.UNANSWERED and finding.points is not None and finding.points < most
    )
    return is_lost and GRAVEST_FIRST.index(finding.severity) <= GRAVEST_FIRST.index(severity)


def _is_beyond(condition: LimitCondition, figure: Fraction) -> bool:
    if condition.least is not None:
        return figure >= Fraction(condition.least)
    return condition.below is not None and figure < Fraction(condition.below)
