"""Add the points outside the maximum to the whole (docs/scoring.md, "Outside the maximum")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from inspection_lib.judging.groups import GroupPart
from inspection_lib.model import Checklist, Finding, Outcome, OutsidePoints


def with_outside(
    checklist: Checklist, inside: GroupPart, by_item: Mapping[str, Finding]
) -> tuple[GroupPart, OutsidePoints | None]:
    """The whole with the points outside the maximum, and these points.

    The whole stays between 0 and its maximum. Where nothing applies there is nothing to add to.
    """
    known = [(item, by_item[item.id]) for item in checklist.items if item.outside and item.id in by_item]
    if not known:
        return inside, None
    counted = [(item, finding) for item, finding in known if finding.outcome is not Outcome.NOT_APPLICABLE]
    low, high = (
        sum((points if one.points is None else one.points for points, one in ends), Decimal(0))
        for ends in (
            [(item.least_points, one) for item, one in counted],
            [(item.most_points, one) for item, one in counted],
        )
    )
    is_withheld = inside.withheld or any(one.outcome is Outcome.ERROR for _, one in counted)
    if is_withheld or not inside.maximum:
        return replace(inside, withheld=is_withheld), OutsidePoints(low, high, None)
    ends = [_within(inside.low + low, inside.maximum), _within(inside.high + high, inside.maximum)]
    whole = replace(inside, low=ends[0], high=ends[1])
    is_final = inside.low == inside.high and low == high
    return whole, OutsidePoints(low, high, whole.low - inside.low if is_final else None)


def _within(points: Decimal, maximum: Decimal) -> Decimal:
    return min(max(points, Decimal(0)), maximum)
