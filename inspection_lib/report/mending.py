"""What the unit did about a finding, and whether that was accepted.

Two facts of the record say so, long after the visit: `mended` of the unit and `accepted` of the team. An
acceptance counts only where the evidence is newer than the finding and where another role accepts than the
one that mended. The record keeps one that does not count; the report says why it does not.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from inspection_lib.answers import parse_day
from inspection_lib.language import EMPTY_MESSAGE, Fault, Message, message
from inspection_lib.model import REMOVED, FactField, Inspection, Mended, Noted

DAY = len("2017-05-15")


class MendingState(StrEnum):
    """How far the unit's answer to a finding is."""

    ANSWERED = "answered"
    RETURNED = "returned"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Mending:
    """The unit's answer to a finding: what it did, the evidence and its day, who said so and when.

    ``decided_by`` and ``decided_at`` are the role that accepted or returned it and when, ``reason`` is why
    it was returned; all empty while nobody decided. ``doubt`` is why an acceptance does not count.
    """

    state: MendingState
    text: str
    evidence: str
    made: date | None
    actor: str
    recorded_at: str
    decided_by: Annotated[str, Field(exclude_if=lambda role: not role)] = ""
    decided_at: Annotated[str, Field(exclude_if=lambda moment: not moment)] = ""
    reason: Annotated[str, Field(exclude_if=lambda reason: not reason)] = ""
    doubt: Annotated[Message, Field(exclude_if=lambda doubt: not doubt.text)] = EMPTY_MESSAGE


def mending_of(inspection: Inspection, item_id: str) -> Mending | None:
    """The unit's answer to the findings on an item; None where it gave none."""
    facts = inspection.visit.noted
    noted = facts.get((item_id, FactField.MENDED))
    if noted is None:
        return None
    mended = inspection.visit.mended.get(item_id)
    decision = inspection.visit.accepted.get(item_id)
    if decision and decision.of != digest_of(noted):  # it was about an earlier answer
        decision = None
    decided = facts.get((item_id, FactField.ACCEPTED)) if decision else None
    doubt = acceptance_fault(inspection, item_id, decided.actor) if decided and decision else None
    state = MendingState.ANSWERED
    if decision and (not decision.accepted or doubt is None):
        state = MendingState.ACCEPTED if decision.accepted else MendingState.RETURNED
    return Mending(
        state=state,
        text=mended.text if mended else REMOVED,
        evidence=mended.evidence if mended else "",
        made=mended.made if mended else None,
        actor=noted.actor,
        recorded_at=noted.recorded_at,
        decided_by=decided.actor if decided else "",
        decided_at=decided.recorded_at if decided else "",
        reason=decision.reason if decision else "",
        doubt=doubt.message if doubt and decision and decision.accepted else EMPTY_MESSAGE,
    )


def digest_of(noted: Noted) -> str:
    """The SHA-256 of a fact's text, which an acceptance names."""
    return hashlib.sha256(noted.value.encode()).hexdigest()


def mending_fault(inspection: Inspection, item_id: str, mended: Mended, actor: str) -> Fault | None:
    """Why the record takes no such answer of the unit: nothing was concluded, no role, evidence too old."""
    found = day_of_finding(inspection, item_id)
    if not inspection.concluded or found is None:
        return Fault(
            message(
                "The record of unit {unit} is not submitted: no finding is given yet.",
                unit=inspection.unit.code,
            ),
            message("Submit the record first."),
        )
    if not actor.strip():
        return Fault(message("Nobody is named who says so."), message("Name the role with --actor."))
    if mended.made <= found:
        return _too_old(mended.made, found)
    return None


def acceptance_fault(inspection: Inspection, item_id: str, actor: str) -> Fault | None:
    """Why a role cannot accept what the unit did about an item."""
    noted = inspection.visit.noted.get((item_id, FactField.MENDED))
    mended = inspection.visit.mended.get(item_id)
    if noted is None or mended is None:
        return Fault(
            message("The unit has not answered the finding on item {item}.", item=item_id),
            message("Record the unit's answer first: inspection mended."),
        )
    if not actor.strip() or actor.strip().casefold() == noted.actor.strip().casefold():
        return Fault(
            message("The role that mended cannot accept it: '{role}'.", role=noted.actor),
            message("Another role accepts: name it with --actor."),
        )
    found = day_of_finding(inspection, item_id)
    if found is None or mended.made <= found:
        return _too_old(mended.made, found)
    return None


def day_of_finding(inspection: Inspection, item_id: str) -> date | None:
    """The day on which the inspectors saw what they found; that of the submission where they saw nothing."""
    answer = inspection.answers.get(item_id)
    seen = answer.finding.answered_at if answer and answer.finding else inspection.submitted_at
    return parse_day(seen[:DAY])


def _too_old(made: date, found: date | None) -> Fault:
    return Fault(
        message("The evidence is of {made}, the finding of {found}.", made=made, found=found or "?"),
        message("Evidence of mending is newer than the finding: name one with its day (--made)."),
    )
