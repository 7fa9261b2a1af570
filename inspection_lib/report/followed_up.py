"""Compare the findings of one inspection with a later inspection of the same unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspection_lib.model import Outcome
from inspection_lib.report.item_line import ItemLine
from inspection_lib.report.values import FindingLine, Report

REGISTER_CHECKS = (".register", ".register_claim")
"""How the ids of findings end that compare with a register."""


class FollowUpState(StrEnum):
    """The state of an earlier finding at the later inspection."""

    OPEN = "still_open"
    UNSEEN = "not_looked_at"
    MENDED = "mended"
    GONE = "no_longer_asked"


@dataclass(frozen=True, slots=True)
class FollowedFinding:
    """A finding of the earlier inspection, with its item then and now.

    ``now`` is None when the later inspection does not have the item, or when there is none.
    """

    before: FindingLine
    then: ItemLine
    now: ItemLine | None
    state: FollowUpState
    overdue: bool
    """True when the due date is over and the finding is still open or was not looked at again.

    A finding of an unfinished inspection has no due date and is never overdue.
    """


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Every finding of the earlier inspection once, and the findings that are new in the later one."""

    earlier: Report
    later: Report | None
    lines: tuple[FollowedFinding, ...]
    new: tuple[FindingLine, ...]

    def count(self, state: FollowUpState) -> int:
        """The number of earlier findings in a state."""
        return sum(line.state is state for line in self.lines)


def follow_up(earlier: Report, later: Report | None, today: date) -> FollowUp:
    """Compare two inspections of one unit; ``later`` is None when there was no second inspection yet.

    An item without a new answer counts as "not looked at again", never as mended: the earlier answer is not
    carried over. Findings are matched by their ids, which stay the same in all versions of a checklist. Open
    findings come first; within a state they are ordered by due date.
    """
    items = {item.id: item for item in later.items} if later else {}
    standing = {found.id for found in later.findings} if later else set()
    measured = {line.item_id for line in later.measures} if later else set()
    then = {item.id: item for item in earlier.items}

    def followed(before: FindingLine) -> FollowedFinding:
        now = items.get(before.item_id)
        unseen = later is None or (before.id.endswith(REGISTER_CHECKS) and before.item_id not in measured)
        state = FollowUpState.UNSEEN if unseen else _state(before, now, standing)
        over = before.due_on is not None and before.due_on < today
        late = state in (FollowUpState.OPEN, FollowUpState.UNSEEN) and over
        return FollowedFinding(before, then[before.item_id], now, state, late)

    order = list(FollowUpState)
    lines = sorted(
        map(followed, earlier.findings),
        key=lambda line: (order.index(line.state), line.before.due_on or date.max, line.before.id),
    )
    known = {found.id for found in earlier.findings}
    new = tuple(found for found in later.findings if found.id not in known) if later else ()
    return FollowUp(earlier, later, tuple(lines), new)


def _state(before: FindingLine, now: ItemLine | None, standing: set[str]) -> FollowUpState:
    if before.id in standing:
        return FollowUpState.OPEN
    if now and now.outcome in (Outcome.UNANSWERED, Outcome.ERROR):
        return FollowUpState.UNSEEN
    if now is None or now.outcome is Outcome.NOT_APPLICABLE:
        return FollowUpState.GONE
    return FollowUpState.MENDED
