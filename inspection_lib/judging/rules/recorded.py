"""The rule of items that are recorded and not judged."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from inspection_lib.judging.rules.base import FULL
from inspection_lib.language import message
from inspection_lib.model import Case, Verdict


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer is recorded and nothing is judged; for items of 0 points."""

    rule: Literal["recorded"] = "recorded"

    def judge(self, case: Case) -> Verdict:
        """Always 1; of 0 points nothing can be lost."""
        return Verdict(FULL, message("Recorded; this item carries no points."))

    def best_points(self) -> Decimal | None:
        """0: the item carries no points."""
        return Decimal(0)
