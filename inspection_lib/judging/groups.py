"""Combine the parts of a group into its points (docs/scoring.md, "Groups").

Pure arithmetic on what parts have at least and at most: what does not apply is no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from inspection_lib.judging.amounts import Amount, added
from inspection_lib.judging.rules.curves import points_at
from inspection_lib.model import Area, Combination, Combine, Criterion


@dataclass(frozen=True, slots=True)
class GroupPart:
    """Points of an item or of a group: at least and at most, of a maximum.

    A maximum of 0 means that the part counts nowhere. ``withheld``: a rule inside broke.
    """

    maximum: Decimal
    low: Amount = Decimal(0)
    high: Amount = Decimal(0)
    withheld: bool = False
    weight: Decimal = Decimal(1)
    """What it counts in a mean."""


def reached(
    combination: Combination, parts: Sequence[GroupPart], points: Decimal, *, at_most: bool
) -> Fraction:
    """The exact points of a group of ``points``, with what its parts have at most, or else at least.

    The parts are in the order of the file; only a ladder looks at it. At least one of them counts.
    """
    full, shares = Fraction(points), [_share(part, at_most=at_most) for part in parts]
    known = [share for share in shares if share is not None]
    weights = [Fraction(part.weight) for part, share in zip(parts, shares, strict=True) if share is not None]
    weighted = sum((weight * share for weight, share in zip(weights, known, strict=True)), Fraction(0))
    lowest, mean = min(known) * full, weighted / sum(weights, Fraction(0)) * full
    match combination.how:
        case Combine.SUM:
            return Fraction(added(part.high if at_most else part.low for part in parts))
        case Combine.MEAN:
            return mean
        case Combine.LOWEST:
            return lowest
        case Combine.LOWEST_PLUS:
            is_higher = any(share * full > lowest for share in known)
            return min(full, lowest + Fraction(combination.plus)) if is_higher else lowest
        case Combine.TABLE:
            places = [(Fraction(place.at), Fraction(place.points)) for place in combination.table]
            return points_at(places, "step", mean)
        case Combine.POOL:
            lost = sum(
                Fraction(part.maximum) - Fraction(part.high if at_most else part.low) for part in parts
            )
            return max(Fraction(0), full - lost)
        case Combine.LADDER:
            failed = (place for place, share in enumerate(shares) if share is not None and share < 1)
            return full * next(failed, len(shares)) / len(shares)


def _share(part: GroupPart, *, at_most: bool) -> Fraction | None:
    """What a part has of its maximum; None for one that counts nowhere."""
    if not part.maximum:
        return None
    return Fraction(part.high if at_most else part.low) / Fraction(part.maximum)


def above_minimum(part: GroupPart, group: Area | Criterion) -> GroupPart:
    """What a group has with its weight: nothing where its share is below its minimum."""
    if part.withheld or not part.maximum or not group.minimum:
        return replace(part, weight=group.weight)
    least = Fraction(group.minimum) * Fraction(part.maximum)
    low, high = (end if Fraction(end) >= least else Decimal(0) for end in (part.low, part.high))
    return replace(part, low=low, high=high, weight=group.weight)
