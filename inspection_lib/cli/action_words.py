"""Open work in words for the terminal, and the value that `inspection actions --json` prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from inspection_lib.cli.options import echo, print_message
from inspection_lib.language import Catalogue, message
from inspection_lib.model import Severity
from inspection_lib.report import ActionLine, DirectiveLine

ACTIONS_SCHEMA = "inspection-actions.1"
Work = ActionLine | DirectiveLine


@dataclass(frozen=True, slots=True)
class OpenActions:
    """What `inspection actions --json` prints: open work, overdue first.

    ``day`` is the day with which last days are compared. ``directives`` are what the leadership ordered.
    """

    schema: str
    day: date
    actions: tuple[ActionLine, ...]
    directives: tuple[DirectiveLine, ...]


def urgency(line: Work) -> tuple[bool, date, int]:
    """Overdue work first, the oldest last day first; work without a day comes last."""
    rank = list(Severity).index(line.severity) if isinstance(line, ActionLine) else 0
    return line.late_days is None, line.due_on or date.max, rank


def print_work(t: Catalogue, work: Iterable[Work]) -> None:
    """Each owner with the open work; those with overdue work first."""
    lines = sorted(work, key=urgency)
    late = sum(line.late_days is not None for line in lines)
    print_message(t, message("{total} tasks are open, {late} of them overdue.", total=len(lines), late=late))
    counted = message(
        "A task counts in the campaign that found it last, also where the record is not closed."
    )
    print_message(t, counted)
    owners: dict[tuple[str, str], list[Work]] = {}
    for line in lines:
        owner = line.responsible if isinstance(line, ActionLine) else line.owner
        unit = f"{t.write(line.unit)} ({line.unit_code})" if isinstance(line, ActionLine) else ""
        owners.setdefault((t.write(owner), unit), []).append(line)
    for names, own in owners.items():
        echo(f"{', '.join(filter(None, names))}: {t.number(len(own))}")
        for line in own:
            echo(f"  {_words(line, t)}")


def _words(line: Work, t: Catalogue) -> str:
    due = t.format(message("by {day}", day=line.due_on) if line.due_on else message("no day yet"))
    words: Sequence[str] = (due, late_words(line.late_days, t))
    if isinstance(line, DirectiveLine):
        return f"{line.id} {t.write(line.task)} [{'; '.join(filter(None, words))}]"
    again = t.format(message("found again {times} times", times=line.recurred)) if line.recurred else ""
    words = (t.label(line.severity), again, t.label(line.state), *words, line.campaign_id)
    return f"{line.item_id} {t.write(line.statement)} [{'; '.join(filter(None, words))}]"


def late_words(days: int | None, t: Catalogue) -> str:
    """How late something is; empty where it is not."""
    if days is None:
        return ""
    return t.text("overdue") if days < 0 else t.format(message("overdue by {days} working days", days=days))
