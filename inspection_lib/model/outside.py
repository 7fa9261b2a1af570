"""Points that are added to the total or taken from it and are not in the maximum: bonuses and penalties."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Outside:
    """What an item outside the maximum can take (``least``, at most 0) and add (``most``, at least 0)."""

    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class OutsidePoints:
    """The points of all items outside the maximum: at least and at most, equal once they are final.

    ``counted`` is what they changed in the total, which stays between 0 and its maximum; None until the total
    is final.
    """

    low: Decimal
    high: Decimal
    counted: Decimal | None
