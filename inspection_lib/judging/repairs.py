"""The fewest findings whose mending lifts the unit by a band (docs/scoring.md, "The fewest repairs")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from inspection_lib.judging.band_limits import GRAVEST_FIRST, counts_for
from inspection_lib.judging.scoring import SCALE, score
from inspection_lib.model import (
    Band,
    BandLimit,
    Checklist,
    Finding,
    LimitSubject,
    Outcome,
    Repairs,
    RoundingAt,
    Scorecard,
    ScoreState,
    Severity,
)

TRIES = 200
"""Scores that are tried at most where no rule tells which findings to mend: a report must not wait."""


def fewest_repairs(
    checklist: Checklist, findings: Sequence[Finding], card: Scorecard, figures: Mapping[str, Fraction]
) -> Repairs | None:
    """The smallest set of findings that, at full points, gives a better band.

    Where several are as small it is the one that adds most. None where no band is better, where mending
    everything does not reach one, while the score is not final, and where the set is not known within
    `TRIES` scores: in a checklist with groups that are no sums, or with limits of several conditions or on a
    group. ``figures`` are those of the answers, at which limits look.
    """
    target = _next_band(checklist, card)
    if target is None or card.total.state is not ScoreState.FINAL:
        return None
    trial = _Trial(checklist, findings, figures, target)
    chosen = _chosen_by_rule(trial) if _is_plain(trial) else _chosen_by_trying(trial)
    if not chosen or not trial.reaches(chosen):
        return None
    after = trial.card(chosen)
    assert after.band is not None
    assert after.total.index is not None
    ids = {finding.item_id for finding in chosen}
    in_order = tuple(finding.item_id for finding in findings if finding.item_id in ids)
    return Repairs(in_order, after.band, after.total.index)


class _Trial:
    """The inspection with some findings mended."""

    def __init__(
        self,
        checklist: Checklist,
        findings: Sequence[Finding],
        figures: Mapping[str, Fraction],
        target: Band,
    ) -> None:
        self.checklist = checklist
        self.findings = findings
        self.figures = figures
        self.target = target
        self._cards: dict[frozenset[str], Scorecard] = {}
        lost = [one for one in findings if one.points is not None and one.points < one.maximum]
        self.lost = sorted(lost, key=_points_lost, reverse=True)
        """The findings that lost points, those that lost most first."""

    def card(self, mended: Iterable[Finding]) -> Scorecard:
        """The scorecard with these findings at full points. A limit on the figure of a mended item is met."""
        ids = frozenset(finding.item_id for finding in mended)
        if ids not in self._cards:
            self._cards[ids] = self._scored(ids)
        return self._cards[ids]

    def _scored(self, ids: frozenset[str]) -> Scorecard:
        changed = [
            replace(finding, outcome=Outcome.PASS, points=finding.maximum, exact=None)
            if finding.item_id in ids
            else finding
            for finding in self.findings
        ]
        return score(self.checklist, changed, {k: v for k, v in self.figures.items() if k not in ids})

    def reaches(self, mended: Iterable[Finding]) -> bool:
        """Whether the band is the wanted one or better."""
        band = self.card(mended).band
        return band is not None and band.from_score >= self.target.from_score

    def caps(self, band_id: str) -> bool:
        """Whether a cap at this band keeps the unit below the wanted one."""
        starts = {band.id: band.from_score for band in self.checklist.bands}
        return starts[band_id] < self.target.from_score

    @property
    def limits(self) -> list[BandLimit]:
        """The limits that would keep the unit below the wanted band if they held."""
        return [limit for limit in self.checklist.limits if self.caps(limit.band)]


def _points_lost(finding: Finding) -> Fraction:
    points = finding.points if finding.exact is None else finding.exact
    return Fraction(finding.maximum) - Fraction(points or 0)


def _next_band(checklist: Checklist, card: Scorecard) -> Band | None:
    """The next better band; the lowest one for a unit that is below all."""
    start = card.band.from_score if card.band else None
    better = [band for band in checklist.bands if start is None or band.from_score > start]
    return min(better, key=lambda band: band.from_score, default=None)


def _is_plain(trial: _Trial) -> bool:
    """Whether the largest losses are the best repairs: all sums, and limits on numbers of findings alone.

    Areas that are rounded by themselves are no sums of what is lost.
    """
    is_sum = trial.checklist.adds_up and trial.checklist.rounding.at is not RoundingAt.AREA
    return is_sum and all(
        condition.subject is LimitSubject.FINDINGS and condition.least is not None and not others
        for limit in trial.limits
        for condition, *others in [limit.conditions]
    )


def _chosen_by_rule(trial: _Trial) -> list[Finding]:
    """First what caps the band, then what the limits on numbers of findings ask, then the largest losses.

    Findings at a severity or graver are sets within one another. So the gravest set is served first, each
    time by the largest losses in it, and what serves it serves the wider ones too. More repairs never lower
    the score: the number of repairs is found by halving.
    """
    capping = {item.id for item in trial.checklist.items if item.cap and trial.caps(item.cap)}
    chosen = [one for one in trial.lost if one.item_id in capping and not one.points]
    for severity in GRAVEST_FIRST:
        within = [one for one in trial.lost if counts_for(one, severity)]
        missing = _to_mend(trial, severity) - sum(one in within for one in chosen)
        chosen += [one for one in within if one not in chosen][: max(0, missing)]
    rest = [one for one in trial.lost if one not in chosen]
    enough, few = len(rest), -1  # all of them are enough, or nothing is
    guess = _guess(trial, chosen, rest)
    while enough - few > 1:
        # a right guess takes two scores: it is enough, and one less is not
        middle = (
            guess if few < guess < enough else guess - 1 if few < guess - 1 < enough else (enough + few) // 2
        )
        enough, few = (middle, few) if trial.reaches([*chosen, *rest[:middle]]) else (enough, middle)
    return [*chosen, *rest[:enough]]


def _guess(trial: _Trial, chosen: Sequence[Finding], rest: Sequence[Finding]) -> int:
    """How many of the rest bring the points to where the wanted band begins."""
    applying = [one for one in trial.findings if one.outcome is not Outcome.NOT_APPLICABLE]
    whole = sum((Fraction(one.maximum) for one in applying), Fraction(0))
    points = whole - sum(map(_points_lost, trial.lost)) + sum(map(_points_lost, chosen))
    for number, finding in enumerate([None, *rest]):
        points += _points_lost(finding) if finding else 0
        if points * SCALE >= Fraction(trial.target.from_score) * whole:
            return number
    return len(rest)


def _to_mend(trial: _Trial, severity: Severity) -> int:
    """How many findings of at least this severity must be mended, so that no limit on their number holds."""
    count = sum(counts_for(finding, severity) for finding in trial.findings)
    most = [
        int(-(-Fraction(condition.least) // 1)) - 1
        for limit in trial.limits
        for condition in limit.conditions
        if condition.name == severity.value and condition.least is not None
    ]
    return count - min([count, *most])


def _chosen_by_trying(trial: _Trial) -> list[Finding] | None:
    """Sets of one, of two, ... until one reaches the band; None when that takes too many."""
    tries = 0
    for size in range(1, len(trial.lost) + 1):
        reached: list[tuple[Decimal, list[Finding]]] = []
        for chosen in combinations(trial.lost, size):
            tries += 1
            if tries > TRIES:
                return None
            if trial.reaches(chosen):
                reached.append((trial.card(chosen).total.index or Decimal(0), [*chosen]))
        if reached:
            return max(reached, key=lambda one: one[0])[1]
    return None
