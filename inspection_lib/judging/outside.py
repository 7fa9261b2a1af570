"""Add the points outside the maximum to the whole (docs/scoring.md, "Outside the maximum")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from inspection_lib.judging.amounts import Amount, added, printed
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
    low = added(_points(finding, item.least_points) for item, finding in counted)
    high = added(_points(finding, item.most_points) for item, finding in counted)
    shown = OutsidePoints(printed(low, checklist.rounding), printed(high, checklist.rounding), None)
    is_withheld = inside.withheld or any(one.outcome is Outcome.ERROR for _, one in counted)
    if is_withheld or not inside.maximum:
        return replace(inside, withheld=is_withheld), shown
    ends = [
        _within(added((inside.low, low)), inside.maximum),
        _within(added((inside.high, high)), inside.maximum),
    ]
    whole = replace(inside, low=ends[0], high=ends[1])
    is_final = inside.low == inside.high and low == high
    if not is_final:
        return whole, shown
    before, after = (printed(part.low, checklist.rounding) for part in (inside, whole))
    return whole, replace(shown, counted=after - before)


def _points(finding: Finding, otherwise: Decimal) -> Amount:
    if finding.exact is not None:
        return finding.exact
    return otherwise if finding.points is None else finding.points


def _within(points: Amount, maximum: Decimal) -> Amount:
    return Decimal(0) if points < 0 else maximum if points > maximum else points
