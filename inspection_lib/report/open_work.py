"""What is still to be mended at a unit, by the items of its checklist: for a visit that carries only that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inspection_lib.language import Catalogue, message
from inspection_lib.model import Checklist, WorkCalendar
from inspection_lib.report.action_line import ActionLine
from inspection_lib.report.actions import Action, action_lines
from inspection_lib.report.lineage import Versions, continued_items
from inspection_lib.report.mending import Mending


@dataclass(frozen=True, slots=True)
class OpenWork:
    """The open findings on a unit (tồn tại còn mở), the most urgent first.

    ``by_item`` has those that an item of the unit's checklist continues, in the order of the checklist;
    ``shown`` are these items, and those on whose answers they depend. ``without_item`` are findings that no
    item of the checklist continues, so that no form asks about them. ``items`` counts all items of the
    checklist.
    """

    by_item: Mapping[str, tuple[ActionLine, ...]]
    shown: frozenset[str]
    without_item: tuple[ActionLine, ...]
    items: int

    @property
    def lines(self) -> tuple[tuple[str, ActionLine], ...]:
        """Each finding with the item that asks about it; one that was split stands at each of its items."""
        return tuple((item, line) for item, lines in self.by_item.items() for line in lines)


def open_work_on(
    checklist: Checklist, actions: Iterable[Action], versions: Versions, day: date, calendar: WorkCalendar
) -> OpenWork:
    """The open ones of a unit's actions by the items of its checklist; ``day`` decides what is late."""
    found: dict[str, list[ActionLine]] = {item.id: [] for item in checklist.items}
    lost = []
    for action in actions:
        if not action.is_open:
            continue
        (line,) = action_lines([action], day, calendar)
        continued = continued_items(action.checklist, checklist, versions)
        items = [item for item, old in continued.items() if action.finding.item_id in old]
        for item in items:
            found[item].append(line)
        if not items:
            lost.append(line)
    by_item = {item: tuple(sorted(lines, key=_urgency)) for item, lines in found.items() if lines}
    shown = _with_deciding(checklist, by_item)
    return OpenWork(by_item, shown, tuple(sorted(lost, key=_urgency)), len(checklist.items))


def _with_deciding(checklist: Checklist, ids: Iterable[str]) -> frozenset[str]:
    """These items and all on whose answers they are asked."""
    deciding = {item.id: item.applies_when.item_id for item in checklist.items if item.applies_when}
    shown: set[str] = set()
    for one in ids:
        while one not in shown:
            shown.add(one)
            one = deciding.get(one, one)
    return frozenset(shown)


def _urgency(line: ActionLine) -> tuple[date, str]:
    return line.due_on or date.max, line.found[0]


def open_work_head(work: OpenWork, t: Catalogue) -> str:
    """What a form that carries only open work says at its top: what is in it, and that the rest is not."""
    text = message(
        "ONLY WHAT IS OPEN: {findings} findings, {shown} of {items} items. The other items are not shown "
        "here, and their answers stay as they are.",
        findings=len({line.found for _, line in work.lines}),
        shown=len(work.shown),
        items=work.items,
    )
    lost = message(
        "This checklist has no item for {lost} more findings that are open: inspection actions lists them.",
        lost=len(work.without_item),
    )
    return " ".join(t.format(one) for one in (text, lost)[: 2 if work.without_item else 1])


def mending_words(mending: Mending | None, t: Catalogue) -> str:
    """What the unit said it did, and what was decided about it; "" where it said nothing."""
    if mending is None:
        return ""
    said = message(
        "{state}: {text} ({evidence}, {day})",
        state=t.label(mending.state),
        text=mending.text,
        evidence=mending.evidence or "–",
        day=mending.made or "–",
    )
    words = t.format(said)
    return f"{words}; {mending.reason}" if mending.reason else words


def open_finding_words(item_id: str, line: ActionLine, t: Catalogue) -> str:
    """One open finding: the item, what is wrong, who mends it by when, what the unit said it did."""
    late = t.text("overdue") if line.late_days is not None else ""
    due = t.format(message("to be mended by {day}", day=line.due_on)) if line.due_on else ""
    who = t.format(message("responsible: {who}", who=line.responsible)) if t.write(line.responsible) else ""
    facts = "; ".join(filter(None, (due, late, who)))
    said = mending_words(line.mending, t)
    words = f"{item_id} {t.write(line.statement).rstrip('. ')}"
    return f"{words} [{facts}]. {said}".rstrip() if facts else f"{words}. {said}".rstrip()
