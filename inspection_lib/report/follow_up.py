"""What became of the findings of one inspection: then and now, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspection_lib.model import Outcome
from inspection_lib.report.values import FindingLine, ItemLine, Report


class FollowUpState(StrEnum):
    """What became of a finding."""

    OPEN = "still_open"
    UNSEEN = "not_looked_at"
    MENDED = "mended"
    GONE = "no_longer_asked"


@dataclass(frozen=True, slots=True)
class FollowedFinding:
    """A finding of the earlier inspection with its item then and now; ``now`` is None where it was not looked at again."""

    before: FindingLine
    then: ItemLine
    now: ItemLine | None
    state: FollowUpState
    overdue: bool
    """Whether it is not known to be mended though its day is over."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Every finding of the earlier inspection, once, and those that are new. ``later`` is None without a second inspection."""

    earlier: Report
    later: Report | None
    lines: tuple[FollowedFinding, ...]
    new: tuple[FindingLine, ...]

    def count(self, state: FollowUpState) -> int:
        """How many findings are in a state."""
        return sum(line.state is state for line in self.lines)


def follow_up(earlier: Report, later: Report | None, today: date) -> FollowUp:
    """Follow the findings of one inspection through to a second one of the same unit.

    What was not looked at again is never taken for mended: an earlier answer is carried over nowhere. Findings are known by
    their ids, which stay the same over versions of a checklist; those still open come first, each group by its deadline.
    """
    items = {item.id: item for item in later.items} if later else {}
    standing = {found.id for found in later.findings} if later else set()
    measured = {f"{line.item_id}.register" for line in later.measures} if later else set()
    then = {item.id: item for item in earlier.items}

    def followed(before: FindingLine) -> FollowedFinding:
        now = items.get(before.item_id)
        unseen = later is None or (before.id.endswith(".register") and before.id not in measured)
        state = FollowUpState.UNSEEN if unseen else _state(before, now, standing)
        late = state in (FollowUpState.OPEN, FollowUpState.UNSEEN) and before.due_on < today
        return FollowedFinding(before, then[before.item_id], now, state, late)

    order = list(FollowUpState)
    lines = sorted(
        map(followed, earlier.findings),
        key=lambda line: (order.index(line.state), line.before.due_on, line.before.id),
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
