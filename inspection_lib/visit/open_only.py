"""The form of a visit that carries only what is open: the items with findings that are still to be mended.

Its answers go into the record as those of any form. What it does not show stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from inspection_lib.language import Catalogue
from inspection_lib.model import ResponseEvent
from inspection_lib.report import ActionLine, OpenWork, mending_words, open_work_head
from inspection_lib.visit.definition import FormDefinition
from inspection_lib.visit.desk import Desk
from inspection_lib.visit.replies import OpenFinding, States
from inspection_lib.workbench import open_work_of


def only_what_is_open(desk: Desk) -> OpenDesk:
    """The desk of the same unit with what is open today alone, which stays so until the form is closed."""
    recorder = desk.recorder
    work = open_work_of(desk.workbench, recorder.store, recorder.campaign, desk.unit_code, recorder.now())
    parts = (desk.workbench, recorder, desk.unit_code, desk.catalogue, desk.evidence, desk.actor)
    return OpenDesk(*parts, work=work)


@dataclass
class OpenDesk(Desk):
    """Answers the messages of a form that has only the items of ``work``."""

    work: OpenWork = field(kw_only=True)

    def definition(self) -> FormDefinition:
        """The definition of the form with these items alone, which says so at its top."""
        whole = super().definition()
        areas = []
        for area in whole.areas:
            criteria = tuple(
                replace(criterion, items=items)
                for criterion in area.criteria
                if (items := tuple(item for item in criterion.items if item.id in self.work.shown))
            )
            if criteria:
                areas.append(replace(area, criteria=criteria))
        return replace(whole, areas=tuple(areas), only_open=open_work_head(self.work, self.catalogue))

    def _states(self, chains: list[ResponseEvent] | None = None, *, everything: bool = False) -> States:
        """The states of these items, each with all its open findings, be they of the last visit or not."""
        work, whole = self.work, super()._states(chains, everything=everything)
        items = [
            state.model_copy(
                update={
                    "findings": [_finding(line, self.catalogue) for line in work.by_item.get(state.id, ())]
                }
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
