"""Combine the parts of a group into its points (docs/scoring.md, "Groups").

Pure arithmetic on what parts have at least and at most: what does not apply is no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from inspection_lib.judging.amounts import Amount, added
from inspection_lib.judging.rules.curves import points_at
from inspection_lib.model import Combination, Combine


@dataclass(frozen=True, slots=True)
class GroupPart:
    """Points of an item or of a group: at least and at most, of a maximum.

    A maximum of 0 means that the part counts nowhere. ``withheld``: a rule inside broke.
    """

    maximum: Decimal
    low: Amount = Decimal(0)
    high: Amount = Decimal(0)
    withheld: bool = False


def reached(
    combination: Combination, parts: Sequence[GroupPart], points: Decimal, *, at_most: bool
) -> Fraction:
    """The exact points of a group of ``points``, with what its parts have at most, or else at least.

    The parts are in the order of the file; only a ladder looks at it. At least one of them counts.
    """
    full, shares = Fraction(points), [_share(part, at_most=at_most) for part in parts]
    known = [share for share in shares if share is not None]
    lowest, mean = min(known) * full, sum(known, Fraction(0)) / len(known) * full
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
