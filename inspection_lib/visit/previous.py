"""What the last inspection of a unit found, to be shown beside the form and never counted as an answer."""

from __future__ import annotations

from inspection_lib.answers import show_answer
from inspection_lib.judging import judge_items
from inspection_lib.language import Catalogue, message
from inspection_lib.model import Campaign, Inspection, Source
from inspection_lib.record import EventStore
from inspection_lib.workbench import Workbench, earlier_inspection


def last_findings(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit: str, catalogue: Catalogue
) -> dict[str, str]:
    """By item, what the inspectors found in the latest earlier campaign that has answers of the unit; empty if there is none."""
    inspection = earlier_inspection(workbench, store, campaign, unit)
    return _findings(inspection, catalogue) if inspection else {}


def _findings(inspection: Inspection, catalogue: Catalogue) -> dict[str, str]:
    found = {}
    judged = {
        finding.item_id: finding for finding in judge_items(inspection, Source.INSPECTOR, submitted=True)
    }
    for item in inspection.checklist.items:
        answer = inspection.answers.get(item.id)
        if answer and answer.finding:
            said = message(
                "{answer} - {outcome} ({campaign})",
                answer=catalogue.format(show_answer(item, answer.finding.value)),
                outcome=catalogue.label(judged[item.id].outcome),
                campaign=catalogue.write(inspection.campaign.title),
            )
            found[item.id] = catalogue.format(said)
    return found
