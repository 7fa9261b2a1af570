"""Points while they are added up: decimals where items are rounded, else exact fractions."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from inspection_lib.model import Rounding

Amount = Decimal | Fraction
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


def added(amounts: Iterable[Amount]) -> Amount:
    """The exact sum; a decimal where all are."""
    known = list(amounts)
    decimals = [amount for amount in known if isinstance(amount, Decimal)]
    if len(decimals) == len(known):
        return sum(decimals, Decimal(0))
    return sum((Fraction(amount) for amount in known), Fraction(0))


def printed(amount: Amount, rounding: Rounding) -> Decimal:
    """An amount as pages print it: a decimal as it is, a fraction rounded."""
    return amount if isinstance(amount, Decimal) else rounded(amount, rounding)


def rounded(value: Fraction, rounding: Rounding) -> Decimal:
    """Round the exact fraction half up, once.

    The division is done on whole numbers. A division of Decimals would first round its last digit, and what
    lies just below a half could become a half and be rounded up.
    """
    unit = 10**rounding.decimals
    shifted = value * unit
    whole = (shifted.numerator * 2 + shifted.denominator) // (shifted.denominator * 2)
    return _WIDE.divide(Decimal(whole), Decimal(unit)).quantize(
        Decimal(1).scaleb(-rounding.decimals), context=_WIDE
    )
