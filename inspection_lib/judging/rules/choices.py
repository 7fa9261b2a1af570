"""Rules on a choice: yes or no, or one of several levels."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from inspection_lib.judging.rules.base import FULL, NOTHING, mark_of, wrong_kind
from inspection_lib.language import Text, message
from inspection_lib.model import Case, Choice, Verdict


@dataclass(frozen=True, slots=True)
class YesNo:
    """Full points for the wanted answer."""

    rule: Literal["yes_no"]
    wanted: Literal["yes", "no"] = "yes"

    def judge(self, case: Case) -> Verdict:
        """1 for the wanted answer, else 0."""
        if not isinstance(case.value, Choice):
            raise wrong_kind(self.rule, case.value)
        if case.value.key == self.wanted:
            return Verdict(FULL, message("Meets the requirement."))
        return Verdict(NOTHING, message("Does not meet the requirement."))

    def best_points(self) -> Decimal | None:
        """None: the settings name no points."""
        return None


@dataclass(frozen=True, slots=True)
class Level:
    """One level: the key that answers it, its points as the checklist prints them, and what it means."""

    key: str
    points: Decimal
    label: Text


@dataclass(frozen=True, slots=True)
class Levels:
    """The points of the level chosen."""

    rule: Literal["levels"]
    levels: tuple[Level, ...]
    least: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """Points of the chosen level / points of the best level."""
        if not isinstance(case.value, Choice):
            raise wrong_kind(self.rule, case.value)
        chosen = next(level for level in self.levels if level.key == case.value.key)
        best = max(level.points for level in self.levels)
        return Verdict(
            mark_of(chosen.points, best, self.least), message("Level: {label}.", label=chosen.label)
        )

    def best_points(self) -> Decimal | None:
        """Points of the best level."""
        return max((level.points for level in self.levels), default=None)
