"""A group of a checklist with its result, as `report.json` holds it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inspection_lib.language import Message, Text
from inspection_lib.model import Score
from inspection_lib.report.earlier_result import Grade


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: ``score`` by the inspectors, ``claim`` by the unit, ``full_points`` of the checklist.

    ``inside`` is the id of the group around it, empty for an area; ``depth`` is 1 for an area. ``how`` says
    how its points come about; empty where its parts add up. ``graded`` is True for a group with bands of its
    own, and ``grade`` is None while its points are not known.
    """

    id: str
    inside: str
    depth: int
    title: Text
    full_points: Decimal
    score: Score
    claim: Score
    how: tuple[Message, ...]
    graded: bool
    grade: Grade | None
