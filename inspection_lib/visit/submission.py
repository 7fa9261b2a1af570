"""Whether a unit's record can be submitted: what the team should settle before."""

from __future__ import annotations

from dataclasses import dataclass

from inspection_lib.language import Message, Text
from inspection_lib.model import Campaign
from inspection_lib.record import EventStore
from inspection_lib.render import open_items, open_points
from inspection_lib.workbench import Workbench, load_inspection, report_of


@dataclass(frozen=True, slots=True)
class UnitSubmission:
    """When a record was submitted (ISO, "" when it was not), and what is open in it.

    ``questions`` are those of the open items, in the order of `open_items`, each with its id.
    """

    submitted_at: str
    points: tuple[Message, ...]
    questions: tuple[tuple[tuple[str, Text], ...], ...] = ()


def submission_of(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str
) -> UnitSubmission:
    """How a unit's record stands before it is submitted. Raises as `load_inspection`."""
    report = report_of(load_inspection(workbench, store, campaign, unit_code))
    questions = {item.id: item.question for item in report.items}
    written = tuple(tuple((one, questions[one]) for one in ids) for ids in open_items(report))
    return UnitSubmission(report.submitted_at, open_points(report), written)
