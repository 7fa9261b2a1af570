"""What the previous inspection found. The form only shows it; it never counts as an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from inspection_lib.answers import show_answer
from inspection_lib.judging import judge_items
from inspection_lib.language import Catalogue, message
from inspection_lib.model import Campaign, Inspection, Source
from inspection_lib.record import EventStore
from inspection_lib.report import MendingState
from inspection_lib.visit.replies import OpenFinding
from inspection_lib.workbench import Workbench, earlier_inspections, report_of


@dataclass(frozen=True, slots=True)
class Previous:
    """The unit's previous inspection, by item id.

    ``texts`` hold the answer, its outcome and the campaign; ``findings`` what was wrong, the most urgent
    first.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, list[OpenFinding]] = field(default_factory=dict)


def previous_inspection(
    workbench: Workbench,
    store: EventStore,
    campaign: Campaign,
    unit_code: str,
    catalogue: Catalogue,
    today: date,
) -> Previous:
    """What the inspectors found in the unit's previous inspection; ``today`` decides what is overdue.

    The previous inspection is that of the latest earlier campaign in which the unit has events. Of a unit
    that was formed from others it holds this for each of them, with its name. Empty when there is no earlier
    inspection.
    """
    earlier = earlier_inspections(workbench, store, campaign, unit_code)
    texts: dict[str, list[str]] = {}
    findings: dict[str, list[OpenFinding]] = {}
    for inspection in earlier.all:
        name = "" if earlier.own else f"{catalogue.write(inspection.unit.name)}: "
        for item_id, text in _texts_by_item(inspection, catalogue).items():
            texts.setdefault(item_id, []).append(f"{name}{text}")
        for item_id, finding in _findings(inspection, catalogue, today, name):
            findings.setdefault(item_id, []).append(finding)
    return Previous({item_id: "; ".join(each) for item_id, each in texts.items()}, findings)


def _findings(
    inspection: Inspection, catalogue: Catalogue, today: date, name: str
) -> list[tuple[str, OpenFinding]]:
    """Each finding that nobody accepted as mended, with its item's id; ``name`` goes before its text."""
    still_open = (
        line
        for line in report_of(inspection).findings
        if line.mending is None or line.mending.state is not MendingState.ACCEPTED
    )
    lines = sorted(still_open, key=lambda line: line.due_on or date.max)
    return [
        (
            line.item_id,
            OpenFinding(
                text=name + catalogue.write(line.statement if line.statement.vi else line.title),
                due=catalogue.day(line.due_on) if line.due_on else "",
                overdue=line.due_on is not None and line.due_on < today,
                responsible=catalogue.write(line.responsible),
            ),
        )
        for line in lines
    ]


def _texts_by_item(inspection: Inspection, catalogue: Catalogue) -> dict[str, str]:
    texts = {}
    judged = {
        finding.item_id: finding for finding in judge_items(inspection, Source.INSPECTOR, submitted=True)
    }
    for item in inspection.checklist.items:
        answer = inspection.answers.get(item.id)
        if answer and answer.finding:
            text = message(
                "{answer} - {outcome} ({campaign})",
                answer=catalogue.format(show_answer(item, answer.finding.value)),
                outcome=catalogue.label(judged[item.id].outcome),
                campaign=catalogue.write(inspection.campaign.title),
            )
            texts[item.id] = catalogue.format(text)
    return texts
