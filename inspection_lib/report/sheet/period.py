"""A month or a quarter, at whose end the leadership looks at a campaign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"(?P<year>[0-9]{4})-(?:(?P<month>0[1-9]|1[0-2])|[qQ](?P<quarter>[1-4]))")


@dataclass(frozen=True, slots=True)
class Period:
    """A month (``quarter`` is False) or a quarter; both days count."""

    first: date
    last: date
    quarter: bool

    @classmethod
    def read(cls, text: str) -> Period | None:
        """The period of `2017-05` or `2017-q2`; None for any other text."""
        found = _WRITTEN.fullmatch(text)
        if not found or found["year"] in ("0000", "9999"):
            return None
        quarter = found["quarter"]
        month, months = (3 * int(quarter) - 2, 3) if quarter else (int(found["month"]), 1)
        first = last = date(int(found["year"]), month, 1)
        for _ in range(months):
            last = (last + timedelta(days=31)).replace(day=1)
        return cls(first, last - timedelta(days=1), bool(quarter))

    @property
    def name(self) -> str:
        """As files and options write it: `2017-05`, `2017-q2`."""
        number = f"q{(self.first.month + 2) // 3}" if self.quarter else f"{self.first.month:02d}"
        return f"{self.first.year:04d}-{number}"
