"""The form of a visit that carries only what is open: the items with findings that are still to be mended.

Its answers go into the record as those of any form. What it does not show stays as it is.
"""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.language import Catalogue
from inspection_lib.report import ActionLine, OpenWork, mending_words, open_work_head
from inspection_lib.visit.definition import FormDefinition
from inspection_lib.visit.desk import Desk
from inspection_lib.visit.replies import OpenFinding, States
from inspection_lib.workbench import open_work_of


def open_work_at(desk: Desk) -> OpenWork:
    """What is open at the unit of a desk, today."""
    recorder = desk.recorder
    return open_work_of(desk.workbench, recorder.store, recorder.campaign, desk.unit_code, recorder.now())


def open_definition(desk: Desk, work: OpenWork) -> FormDefinition:
    """The definition of the form with the items of ``work`` alone, which says so at its top."""
    whole = desk.definition()
    areas = []
    for area in whole.areas:
        criteria = tuple(
            replace(criterion, items=items)
            for criterion in area.criteria
            if (items := tuple(item for item in criterion.items if item.id in work.shown))
        )
        if criteria:
            areas.append(replace(area, criteria=criteria))
    return replace(whole, areas=tuple(areas), only_open=open_work_head(work, desk.catalogue))


def open_states(desk: Desk, work: OpenWork) -> States:
    """The states of these items, each with all its open findings, be they of the last inspection or not."""
    whole = desk.states()
    items = [
        state.model_copy(
            update={"findings": [_finding(line, desk.catalogue) for line in work.by_item.get(state.id, ())]}
        )
        for state in whole.items
        if state.id in work.shown
    ]
    facts = [fact for fact in whole.facts if fact.item.partition("#")[0] in {"", *work.shown}]
    return whole.model_copy(update={"items": items, "facts": facts})


def _finding(line: ActionLine, t: Catalogue) -> OpenFinding:
    said = mending_words(line.mending, t)
    return OpenFinding(
        text=f"{t.write(line.statement).rstrip('. ')}. {said}".rstrip(),
        due=t.day(line.due_on) if line.due_on else "",
        overdue=line.late_days is not None,
        responsible=t.write(line.responsible),
    )
