"""Add points up to a scorecard: what applies, ranges, the scale of 100, bands and caps.

docs/scoring.md states each formula; the docstrings name its section.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from inspection_lib.judging.amounts import Amount, added, printed, rounded
from inspection_lib.judging.band_limits import LimitFigures, limit_holds
from inspection_lib.judging.groups import GroupPart, above_minimum, reached
from inspection_lib.judging.outside import with_outside
from inspection_lib.model import (
    Band,
    BandsBy,
    Checklist,
    Combination,
    Combine,
    Criterion,
    Finding,
    Item,
    Outcome,
    Rounding,
    RoundingAt,
    Score,
    Scorecard,
    ScoreState,
)

_LEVELS = tuple(RoundingAt)
SCALE = 100
NO_FIGURES: Mapping[str, Fraction] = MappingProxyType({})
NO_PART = GroupPart(Decimal(0))
"""What counts nowhere."""


def points_of(mark: Fraction, maximum: Decimal, rounding: Rounding) -> Decimal:
    """Mark x maximum, rounded half up to the checklist's decimals (docs/scoring.md, "Points of an item")."""
    return rounded(mark * Fraction(maximum), rounding)


def item_points(item: Item, mark: Fraction, rounding: Rounding) -> Decimal:
    """The points of an item at a mark, from its least points to its most; rounded."""
    return rounded(exact_points(item, mark), rounding)


def outcome_of(item: Item, mark: Fraction) -> Outcome:
    """Pass at full points, fail at none. Outside the maximum a bonus that is not earned is no defect."""
    is_full = exact_points(item, mark) >= 0 if item.outside else mark == 1
    return Outcome.PASS if is_full else Outcome.FAIL if mark == 0 else Outcome.PARTIAL


def exact_points(item: Item, mark: Fraction) -> Fraction:
    """The points of an item at a mark before they are rounded."""
    least = Fraction(item.least_points)
    return least + mark * (Fraction(item.most_points) - least)


def part_of(finding: Finding | None) -> GroupPart:
    """What an item has. What does not apply counts nowhere; without points yet it has nothing to all."""
    if finding is None or finding.outcome is Outcome.NOT_APPLICABLE:
        return NO_PART
    if finding.outcome is Outcome.ERROR:
        return GroupPart(finding.maximum, withheld=True)
    if finding.points is None:
        return GroupPart(finding.maximum, Decimal(0), finding.maximum)
    points = finding.points if finding.exact is None else finding.exact
    return GroupPart(finding.maximum, points, points)


def group_of(
    parts: Sequence[GroupPart], combination: Combination, points: Decimal, rounding: Rounding
) -> GroupPart:
    """What a group of ``points`` has (docs/scoring.md, "Groups").

    A sum counts what applies, above and below the line. Any other group keeps its points whatever does not
    apply inside, and what it has is rounded once where items are.
    """
    is_withheld = any(part.withheld for part in parts)
    total = sum((part.maximum for part in parts), Decimal(0))
    if combination.how is Combine.SUM:
        low, high = added(part.low for part in parts), added(part.high for part in parts)
        return GroupPart(total, low, high, is_withheld)
    if is_withheld or not total:
        return GroupPart(points if total else total, withheld=is_withheld)
    least, most = (reached(combination, parts, points, at_most=at_most) for at_most in (False, True))
    if rounding.at is not RoundingAt.ITEM:
        return GroupPart(points, least, most)
    return GroupPart(points, rounded(least, rounding), rounded(most, rounding))


def settled(part: GroupPart, rounding: Rounding, level: RoundingAt) -> GroupPart:
    """What a group of a level has once it is rounded as the checklist says.

    Where items are rounded, what adds up needs no rounding, and :func:`group_of` rounds the rest.
    """
    is_exact = rounding.at is RoundingAt.ITEM or _LEVELS.index(level) < _LEVELS.index(rounding.at)
    if is_exact:
        return part
    low, high = (rounded(Fraction(end), rounding) for end in (part.low, part.high))
    return replace(part, low=low, high=high)


def score_of(part: GroupPart, rounding: Rounding) -> Score:
    """The score of a criterion, an area or the whole.

    A finding whose rule raised an error withholds all groups around it. A finding without points yet makes
    them a range.
    """
    maximum, low, high = part.maximum, part.low, part.high
    if part.withheld:
        return Score(ScoreState.WITHHELD, maximum, None, None, None, None, None, None)
    if maximum == 0:
        return Score(ScoreState.NOTHING_APPLIES, maximum, None, None, None, None, None, None)
    index_low, index_high = index_of(low, maximum, rounding), index_of(high, maximum, rounding)
    least, most = printed(low, rounding), printed(high, rounding)
    if low == high:
        return Score(ScoreState.FINAL, maximum, least, least, least, index_low, index_low, index_low)
    return Score(ScoreState.RANGE, maximum, None, least, most, None, index_low, index_high)


def index_of(points: Amount, maximum: Decimal, rounding: Rounding) -> Decimal:
    """Points / maximum x 100, rounded half up ("quy về thang điểm 100"; docs/scoring.md, "The scale of 100").

    The maximum must not be 0.
    """
    return rounded(Fraction(points) / Fraction(maximum) * SCALE, rounding)


def score(
    checklist: Checklist, findings: Sequence[Finding], answers: Mapping[str, Fraction] = NO_FIGURES
) -> Scorecard:
    """The scorecard of all scored findings; ``answers`` are the figures at which limits look.

    The band is None until the total is final (docs/scoring.md, "Bands").
    """
    by_item = {finding.item_id: finding for finding in findings if finding.scored}
    rounding = checklist.rounding
    criteria: dict[str, GroupPart] = {}
    areas: dict[str, GroupPart] = {}
    for area in checklist.areas:
        for criterion in area.criteria:
            criteria |= _with_groups(criterion, by_item, rounding)
        parts = [criteria[criterion.id] for criterion in area.criteria]
        exact = above_minimum(group_of(parts, area.combination, area.points, rounding), area)
        areas[area.id] = settled(exact, rounding, RoundingAt.AREA)
    inside = group_of(list(areas.values()), checklist.combination, checklist.points, rounding)
    sum_of_all, outside = with_outside(checklist, inside, by_item)
    whole = settled(sum_of_all, rounding, RoundingAt.TOTAL)
    total = score_of(whole, rounding)
    exact_total = whole.low if isinstance(whole.low, Fraction) and total.points is not None else None
    reached_band = band_of(checklist.bands, deciding_index(checklist, total, exact_total))
    groups = areas | criteria
    figures = LimitFigures(groups, by_item, answers)
    knocked_out, limited = capping(checklist, reached_band, figures)
    caps = [*knocked_out, *limited]
    return Scorecard(
        total=total,
        areas=tuple((area_id, score_of(part, rounding)) for area_id, part in areas.items()),
        criteria=tuple((one_id, score_of(part, rounding)) for one_id, part in criteria.items()),
        band=capped_band(checklist, reached_band, caps),
        uncapped_band=reached_band,
        capped_by=tuple(dict.fromkeys(name for name, _ in caps)),
        outside=outside,
        exact=exact_total,
        limited_by=tuple(dict.fromkeys(name for name, _ in limited if name not in dict(knocked_out))),
        group_bands=tuple(
            (group.id, _band_of_part(checklist, group.bands, groups[group.id]))
            for group in checklist.parts
            if group.bands
        ),
    )


def _with_groups(
    criterion: Criterion, by_item: Mapping[str, Finding], rounding: Rounding
) -> dict[str, GroupPart]:
    """What a criterion has and what each group below it has, by id; the criterion comes first."""
    below: dict[str, GroupPart] = {}
    for group in criterion.groups:
        below |= _with_groups(group, by_item, rounding)
    parts = [part_of(by_item.get(item.id)) for item in criterion.own_items if item.outside is None]
    parts += [below[group.id] for group in criterion.groups]
    exact = group_of(parts, criterion.combination, criterion.points, rounding)
    return {criterion.id: above_minimum(exact, criterion), **below}


def _band_of_part(checklist: Checklist, bands: Sequence[Band], part: GroupPart) -> Band | None:
    """The band of a group by its own share; None while its points are not known."""
    found = score_of(part, checklist.rounding)
    exact = part.low if isinstance(part.low, Fraction) and found.points is not None else None
    return band_of(bands, deciding_index(checklist, found, exact))


def deciding_index(
    checklist: Checklist, total: Score, exact_total: Fraction | None = None
) -> Fraction | None:
    """The index that decides the band: exact or rounded, as the checklist says (docs/scoring.md, "Bands").

    None until the score is final. ``exact_total`` are the points where they are not rounded.
    """
    if total.points is None or total.index is None:
        return None
    if checklist.bands_by is BandsBy.EXACT:
        points = Fraction(total.points) if exact_total is None else exact_total
        return points / Fraction(total.maximum) * SCALE
    return Fraction(total.index)


def capping(
    checklist: Checklist, reached_band: Band | None, figures: LimitFigures
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What caps the band below the one reached, each with its band: knock-out items that failed, and limits.

    A limit is named by the subjects of its conditions. Empty while there is no band, and where the points
    alone give a band that is as low.
    """
    if reached_band is None:
        return [], []
    knocked_out = [
        (item.id, item.cap)
        for item in checklist.items
        if item.cap and _knocked_out(figures.findings.get(item.id))
    ]
    limited = [
        (condition.name, limit.band)
        for limit in checklist.limits
        if limit_holds(limit, figures)
        for condition in limit.conditions
    ]
    starts = {band.id: band.from_score for band in checklist.bands}
    below = [
        [(name, band) for name, band in caps if starts[band] < reached_band.from_score]
        for caps in (knocked_out, limited)
    ]
    return below[0], below[1]


def band_of(bands: Sequence[Band], index: Decimal | Fraction | None) -> Band | None:
    """The best band whose lower end the index reaches; None without an index or below all bands."""
    if index is None:
        return None
    reached = [band for band in bands if index >= band.from_score]
    return max(reached, key=lambda band: band.from_score, default=None)


def capped_band(
    checklist: Checklist, reached_band: Band | None, caps: Sequence[tuple[str, str]]
) -> Band | None:
    """The band reached, or the lowest one of the caps, whichever is lower."""
    if reached_band is None:
        return None
    ids = {band_id for _, band_id in caps}
    allowed = [reached_band, *(band for band in checklist.bands if band.id in ids)]
    return min(allowed, key=lambda band: band.from_score)


def _knocked_out(finding: Finding | None) -> bool:
    return (
        finding is not None
        and finding.points is not None
        and finding.points <= 0
        and finding.outcome in (Outcome.FAIL, Outcome.UNANSWERED)
    )
