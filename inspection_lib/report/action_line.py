"""One finding as work: what is wrong, who mends it by when, and how far that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from inspection_lib.language import Displayed, Text
from inspection_lib.model import Severity
from inspection_lib.report.legal_line import LegalLine
from inspection_lib.report.mending import Mending


class ActionState(StrEnum):
    """How far a finding is mended."""

    RETURNED = "returned"
    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    MENDED = "mended"
    GONE = "no_longer_asked"


OPEN_STATES = (ActionState.RETURNED, ActionState.OPEN, ActionState.ANSWERED)
"""The states in which there is something to do: for the unit, or for whoever accepts."""


@dataclass(frozen=True, slots=True)
class ActionLine(Displayed):
    """One finding over all visits (nhiệm vụ khắc phục).

    ``found`` names its appearances as `campaign/unit/finding`, the first one first: that is its identity. A
    merged unit may continue one finding of several units. ``unit`` is the one that has to mend it now,
    ``campaign_id`` where it was found last, ``seen_in`` the campaign that looked at it last. ``recurred``
    counts how often it was found again after it was mended or overdue; each time raised the ``severity``.
    ``late_days`` are the working days since its last day, where it is open after that; None where it is not,
    and -1 where the calendar does not know the days.
    """

    found: tuple[str, ...]
    unit_code: str
    unit: Text
    campaign_id: str
    item_id: str
    statement: Text
    severity: Severity
    recurred: int
    cause: str | None
    legal_basis: tuple[LegalLine, ...]
    recommendation: Text
    responsible: Text
    due_on: date | None
    late_days: int | None
    state: ActionState
    seen_in: str
    mending: Annotated[Mending | None, Field(exclude_if=lambda mending: mending is None)] = None

    @property
    def is_open(self) -> bool:
        """Whether there is something to do."""
        return self.state in OPEN_STATES

    @property
    def is_late(self) -> bool:
        """Whether it is open after its last day."""
        return self.late_days is not None
