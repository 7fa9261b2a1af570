"""What the second reading stands on: complaints, the checklist's file, sums."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
HOLIDAYS = ROOT / "checklists" / "holidays.csv"
GRAVEST_FIRST = ("critical", "high", "medium", "low")
DEFECTS = ("fail", "partial", "error", "unanswered", "unclear")

Json = Any
"""A part of `report.json` or of a checklist's file."""


class UntrueError(AssertionError):
    """A sentence of the page says something else than the result."""


def must(is_true: bool, complaint: str) -> None:
    """Raise UntrueError unless something is true."""
    if not is_true:
        raise UntrueError(complaint)


def same(shown: object, true: object, what: str) -> None:
    """Raise UntrueError unless the page shows what is true."""
    must(shown == true, f"{what}: the page says {shown!r}, true is {true!r}")


@dataclass(frozen=True, slots=True)
class Sum:
    """Points of a part: the maximum that applies, and the bounds of the points; None when withheld."""

    maximum: Fraction
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Compared:
    """An answer beside a register: both shares (``answered`` may have none), and how they differ."""

    agrees: bool
    answered: Fraction | None
    counted: Fraction
    is_wide: bool = False


@cache
def read_checklist(name: str) -> Json:
    """A checklist's file, as it stands."""
    path = ROOT / "checklists" / "definitions" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def items_of(checklist: Json) -> dict[str, Json]:
    """The items of a checklist's file, in its order."""
    criteria = (criterion for area in checklist["areas"] for criterion in area["criteria"])
    return {item["id"]: item for criterion in criteria for item in _items_in(criterion)}


def _items_in(group: Json) -> list[Json]:
    """The items of a group and of the groups in it."""
    below = (item for one in group.get("groups", ()) for item in _items_in(one))
    return [*group.get("items", ()), *below]
