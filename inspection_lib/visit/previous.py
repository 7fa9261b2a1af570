"""What the previous inspection found. The form only shows it; it never counts as an answer."""

from __future__ import annotations

from inspection_lib.answers import show_answer
from inspection_lib.judging import judge_items
from inspection_lib.language import Catalogue, message
from inspection_lib.model import Campaign, Inspection, Source
from inspection_lib.record import EventStore
from inspection_lib.workbench import Workbench, earlier_inspections


def previous_findings(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str, catalogue: Catalogue
) -> dict[str, str]:
    """What the inspectors found in the unit's previous inspection: a text by item id.

    The previous inspection is that of the latest earlier campaign in which the unit has events. Each text
    holds the answer, its outcome and the campaign. Of a unit that was formed from others it holds this for
    each of them, with its name. Empty when there is no earlier inspection.
    """
    earlier = earlier_inspections(workbench, store, campaign, unit_code)
    if earlier.own:
        return _texts_by_item(earlier.own, catalogue)
    texts: dict[str, list[str]] = {}
    for inspection in earlier.predecessors:
        name = catalogue.write(inspection.unit.name)
        for item_id, text in _texts_by_item(inspection, catalogue).items():
            texts.setdefault(item_id, []).append(f"{name}: {text}")
    return {item_id: "; ".join(each) for item_id, each in texts.items()}


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
