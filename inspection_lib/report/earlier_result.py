"""The result of an earlier inspection, as a report names it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from inspection_lib.language import Text
from inspection_lib.model import Band


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade (xếp loại): one band of the checklist."""

    id: str
    title: Text


def grade_of(band: Band) -> Grade:
    """A band of the checklist as reports name it."""
    return Grade(band.id, band.title)


@dataclass(frozen=True, slots=True)
class PreviousResult:
    """An earlier inspection; ``score`` and ``change`` are None where there is no final score.

    ``unit_code`` and ``unit`` name the unit where it was another one, a predecessor: there is no change then.
    """

    campaign_id: str
    campaign: Text
    score: Decimal | None
    grade: Grade | None
    change: Decimal | None
    findings: int
    still_open: int
    not_looked_at: int
    mended: int
    unit_code: Annotated[str, Field(exclude_if=lambda code: not code)] = ""
    unit: Annotated[Text, Field(exclude_if=lambda name: name == Text("", ""))] = Text("", "")
    by_rules: Annotated[Decimal | None, Field(exclude_if=lambda part: part is None)] = None
    """The part of the change that other rules make. The JSON leaves it out where nothing can be compared."""
    by_reality: Annotated[Decimal | None, Field(exclude_if=lambda part: part is None)] = None
    """The part that the unit makes: its last answers and its present ones, both under the present rules."""

    @property
    def no_longer_asked(self) -> int:
        """The findings whose item the present checklist does not have."""
        return self.findings - self.still_open - self.not_looked_at - self.mended
