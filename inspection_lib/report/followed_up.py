"""Compare the findings of one inspection with a later inspection of the same unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspection_lib.model import Outcome
from inspection_lib.report.item_line import ItemLine
from inspection_lib.report.lineage import Continued
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


def follow_up(
    earlier: Report, later: Report | None, today: date, continued: Continued | None = None
) -> FollowUp:
    """Compare two inspections of one unit; ``later`` is None when there was no second inspection yet.

    An item without a new answer counts as "not looked at again", never as mended: the earlier answer is not
    carried over. ``continued`` says which items go on under another id; without it equal ids are the same.
    Open findings come first; within a state they are ordered by due date.
    """
    items = {item.id: item for item in later.items} if later else {}
    measured = {line.item_id for line in later.measures} if later else set()
    then = {item.id: item for item in earlier.items}
    onward: Continued = continued if continued is not None else {item: frozenset({item}) for item in items}
    found = later.findings if later else ()

    def followed(before: FindingLine) -> FollowedFinding:
        heirs = [item for item, old in onward.items() if before.item_id in old]
        state = looked_at(
            before,
            [items[item].outcome for item in heirs if item in items],
            is_measured=not measured.isdisjoint(heirs),
        )
        if later is None:
            state = FollowUpState.UNSEEN
        elif any(is_continued(before, one, onward) for one in found):
            state = FollowUpState.OPEN
        over = before.due_on is not None and before.due_on < today
        late = state in (FollowUpState.OPEN, FollowUpState.UNSEEN) and over
        now = next((items[item] for item in heirs if item in items), None)
        return FollowedFinding(before, then[before.item_id], now, state, late)

    order = list(FollowUpState)
    lines = sorted(
        map(followed, earlier.findings),
        key=lambda line: (order.index(line.state), line.before.due_on or date.max, line.before.id),
    )
    new = tuple(
        one for one in found if not any(is_continued(before, one, onward) for before in earlier.findings)
    )
    return FollowUp(earlier, later, tuple(lines), new)


def is_continued(earlier: FindingLine, later: FindingLine, continued: Continued) -> bool:
    """Whether a finding is an earlier one that was found again: of the same kind, on an item that goes on.

    A contradiction between items has an id of its own, which stays.
    """
    kinds = [finding.id.removeprefix(finding.item_id) for finding in (earlier, later)]
    if kinds[0] != kinds[1]:
        return False
    return earlier.id == kinds[0] or earlier.item_id in continued.get(later.item_id, ())


def looked_at(finding: FindingLine, outcomes: Sequence[Outcome], *, is_measured: bool) -> FollowUpState:
    """What a later inspection says of a finding that it did not find again.

    ``outcomes`` are those of the items that continue the finding's item; ``is_measured``: one of them has a
    register again.
    """
    judged = [one for one in outcomes if one is not Outcome.NOT_APPLICABLE]
    if finding.id.endswith(REGISTER_CHECKS) and not is_measured:
        return FollowUpState.UNSEEN
    if not judged:
        return FollowUpState.GONE
    if any(one in (Outcome.UNANSWERED, Outcome.ERROR) for one in judged):
        return FollowUpState.UNSEEN
    return FollowUpState.MENDED
