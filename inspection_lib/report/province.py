"""Sum up the reports of a campaign: the order of the units, and the items that most of them fail."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from inspection_lib.language import Text
from inspection_lib.model import NO_OFFICE, Outcome, UnitKind
from inspection_lib.report.values import Report

_JUDGED = (Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL)


@dataclass(frozen=True, slots=True)
class CommonFinding:
    """One item, with the number of units of a kind that did not pass it (``short``) of those judged on it."""

    kind: UnitKind
    item_id: str
    question: Text
    short: int
    judged: int
    lost: Decimal
    """The points that all these units lost on the item."""


@dataclass(frozen=True, slots=True)
class ProvinceSummary:
    """Reports ordered by kind and then by score, best first; and the items that most units did not pass."""

    reports: tuple[Report, ...]
    common: tuple[CommonFinding, ...]
    grades: tuple[tuple[Text | None, int], ...]
    """The number of units with each grade, best grade first; None stands for units without a grade."""
    middle: Decimal | None
    """The median of the final scores, on the scale of 100; None when no score is final."""


def summarize(reports: Iterable[Report]) -> ProvinceSummary:
    """Sum up reports of one campaign, given in any order.

    Records that are not closed leave the median alone and come last in their kind.
    """
    every = sorted(reports, key=_place)
    scores = [score for report in every if (score := _score(report)) is not None]
    return ProvinceSummary(tuple(every), _common(every), _grades(every), median(scores) if scores else None)


def _score(report: Report) -> Decimal | None:
    """The score that counts among those of the campaign; None while the record is open."""
    return report.total.index if report.concluded else None


def _place(report: Report) -> tuple[tuple[int, str], Decimal, str]:
    score = _score(report)
    return (
        report.office.order(report.unit.kind),
        -score if score is not None else Decimal(1),
        report.unit.code,
    )


def _common(reports: Sequence[Report]) -> tuple[CommonFinding, ...]:
    judged: Counter[tuple[str, str]] = Counter()
    short: Counter[tuple[str, str]] = Counter()
    lost: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    questions: dict[tuple[str, str], Text] = {}
    for report in reports:
        for item in report.items:
            if item.outcome in _JUDGED:
                key = (report.unit.kind, item.id)
                questions[key] = item.question
                judged[key] += 1
                short[key] += item.outcome is not Outcome.PASS
                if item.points is not None:  # a bonus lies above the maximum and makes no loss smaller
                    lost[key] += max(Decimal(0), item.maximum - item.points)
    office = reports[0].office if reports else NO_OFFICE
    found = [
        CommonFinding(office.kind(key[0]), key[1], questions[key], count, judged[key], lost[key])
        for key, count in short.items()
        if count
    ]
    return tuple(
        sorted(
            found,
            key=lambda common: (-common.short / common.judged, -common.lost, common.kind.id, common.item_id),
        )
    )


def _grades(reports: Sequence[Report]) -> tuple[tuple[Text | None, int], ...]:
    counts = Counter(report.grade.title if report.grade else None for report in reports)
    best = sorted(
        (report for report in reports if report.grade), key=lambda report: -(report.total.index or Decimal(0))
    )
    order: list[Text | None] = list(dict.fromkeys(report.grade.title for report in best if report.grade))
    return tuple((title, counts[title]) for title in [*order, None] if counts[title])
