"""Load one unit's inspection: its events from the store, its checklist and its registers as one value."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspection_lib.definitions import read_register_maps
from inspection_lib.errors import InspectionError, InvalidFilesError
from inspection_lib.imports import RegisterReading, read_measures, unit_registers
from inspection_lib.judging import known_figures
from inspection_lib.keys import known_name
from inspection_lib.model import (
    FIGURE_PARTS,
    REGISTER_FIGURE,
    REGISTERS,
    Campaign,
    Checklist,
    Figure,
    Inspection,
    Measure,
    Register,
    ResponseEvent,
)
from inspection_lib.record import (
    EventStore,
    KeptRecord,
    chain_head,
    check_frozen,
    check_removals,
    fold_answers,
    fold_facts,
    forks_of,
    in_order,
    recorded_checklist,
    redactions_of,
    submitted_at,
)
from inspection_lib.report import Continued, codes_in
from inspection_lib.workbench.folder import Workbench, find_unit


def load_inspection(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str | int
) -> Inspection:
    """One unit's inspection. A unit without events has an inspection without answers.

    Raises NotFoundError for an unknown unit, ChainError when a recorded event was changed or left out, and
    InvalidFilesError when the checklist or a register of the unit cannot be used, or when the checklist that
    the plan names does not fit the campaign.
    """
    unit = find_unit(campaign, unit_code)
    record = store.kept_record(campaign.id, unit.code)
    inspection = inspection_from_events(workbench, campaign, unit.code, record.events)
    _refuse_misfit(workbench, campaign, unit.kind, inspection.checklist)
    return with_kept(inspection, record)


def _refuse_misfit(workbench: Workbench, campaign: Campaign, kind: str, used: Checklist) -> None:
    """Raise InvalidFilesError where the plan's checklist does not fit; a record may stand on another one."""
    checklist, planned = used, campaign.checklist_for(kind)
    if planned and planned != used.name:
        try:
            checklist = workbench.checklist(planned)
        except InspectionError:  # one that cannot be used stops the units that stand on it
            return
    workbench.refuse_misfits(campaign, {kind: checklist})


def with_kept(inspection: Inspection, record: KeptRecord) -> Inspection:
    """The inspection with what the store knows beside its events: forks, and the day of adoption.

    Each fork gets the name of its machine, if that is known here.
    """
    forks = tuple(
        replace(fork, machine=known_name(fork.origin)) for fork in forks_of(record.events, record.forks)
    )
    return replace(inspection, forks=forks, known_since=record.ends.known_since)


def inspection_from_events(
    workbench: Workbench,
    campaign: Campaign,
    unit_code: str,
    events: Sequence[ResponseEvent],
    measures: tuple[Measure, ...] | None = None,
) -> Inspection:
    """The inspection of a unit from events that a store gave, chain by chain, in any order of chains.

    ``measures`` are what the unit's registers hold; None reads them. Every method of a store that reads
    events verifies their chains, so that is not done again here. Raises the other errors of
    `load_inspection`.
    """
    unit = find_unit(campaign, unit_code)
    check_removals(events)
    ordered = in_order(events)
    recorded = recorded_checklist(ordered)
    checklist = workbench.checklist(recorded[0] if recorded else campaign.checklist_for(unit.kind) or "")
    if recorded is not None:
        check_frozen(unit.code, checklist, recorded)
    if measures is None:
        folder, kinds = workbench.registers(campaign.id), workbench.extensions().registers
        measures = load_registers(folder, campaign, unit.code, kinds).measures
    return Inspection(
        unit=unit,
        parent=campaign.parent_of(unit),
        campaign=campaign,
        checklist=checklist,
        answers=fold_answers(checklist, ordered),
        measures=measures,
        calendar=workbench.calendar(),
        submitted_at=submitted_at(ordered),
        chain_head=chain_head(ordered),
        events=len(ordered),
        redactions=redactions_of(ordered),
        visit=fold_facts(ordered),
    )


@dataclass(frozen=True, slots=True)
class EarlierInspections:
    """A unit's inspections in the latest earlier campaign that has any.

    ``own`` is that of the unit itself, ``predecessors`` are those of the units that it was formed from.
    """

    own: Inspection | None = None
    predecessors: tuple[Inspection, ...] = ()

    @property
    def all(self) -> tuple[Inspection, ...]:
        """All of them: one of the unit itself, or any number of others."""
        return (self.own,) if self.own else self.predecessors


def earlier_inspections(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str
) -> EarlierInspections:
    """The inspections of the latest earlier campaign in which the unit, or its predecessors, have events.

    An earlier record that cannot be read is skipped: it must not keep people from working on the present one.
    Making the report of that earlier campaign shows its error.
    """
    unit = find_unit(campaign, unit_code)
    for earlier in earlier_campaigns(workbench, campaign):
        codes = codes_in(earlier, campaign, unit)
        found = tuple(
            inspection
            for code in codes
            if (inspection := _readable_inspection(workbench, store, earlier, code)) is not None
        )
        if found and codes == (unit.code,):
            return EarlierInspections(own=found[0])
        if found:
            return EarlierInspections(predecessors=found)
    return EarlierInspections()


def with_earlier_figures(
    inspection: Inspection, earlier: EarlierInspections, maps: Mapping[tuple[str, int], Continued]
) -> Inspection:
    """The inspection with the figures of the unit's own last one, by the items that continue those of then.

    An item that continues several has none. ``maps`` are those of `item_maps`. Registers keep their names.
    """
    own = earlier.own
    if own is None or not own.inspected:
        return inspection
    figures = known_figures(own)
    continued = maps[own.checklist.id, own.checklist.version]
    found = {figure: value for figure, value in figures.items() if figure.item_id.startswith(REGISTER_FIGURE)}
    for item_id, old in continued.items():
        for part in FIGURE_PARTS if len(old) == 1 else ():
            value = figures.get(Figure(next(iter(old)), part))
            found |= {} if value is None else {Figure(item_id, part): value}
    return replace(inspection, earlier=found)


def _readable_inspection(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str
) -> Inspection | None:
    """The inspection of a unit; None without events, and where the record cannot be read."""
    events = store.events(campaign.id, unit_code) if campaign.unit(unit_code) else []
    try:
        return inspection_from_events(workbench, campaign, unit_code, events) if events else None
    except InspectionError:
        return None


def earlier_campaigns(workbench: Workbench, campaign: Campaign) -> list[Campaign]:
    """The campaigns whose visits ended before this one's began, the latest first.

    A plan that cannot be read is left out; `inspection check` says what is wrong with it.
    """
    found = [other for other in workbench.readable_campaigns() if other.visits_to < campaign.visits_from]
    return sorted(found, key=lambda other: (other.visits_from, other.id), reverse=True)


def load_registers(
    folder: Path, campaign: Campaign, unit_code: str, registers: Mapping[str, Register] = REGISTERS
) -> RegisterReading:
    """What a unit's registers in a folder hold for the campaign's period; empty without registers.

    ``registers`` are the kinds of register, those of extensions too. Raises InvalidFilesError with all
    problems of all registers of the unit, or of the mapping files.
    """
    files, problems = unit_registers(folder, unit_code, registers)
    reading = RegisterReading()
    try:
        if files:
            maps = read_register_maps(folder, registers)
            zone = campaign.office.zone
            reading = read_measures(files, campaign.period_from, campaign.period_to, maps, zone, registers)
    except InvalidFilesError as error:
        problems += error.problems
    if problems:
        raise InvalidFilesError(problems)
    return reading


def load_shared(workbench: Workbench, campaign_id: str) -> None:
    """Fill the caches with what all units of a campaign share: its plan and its checklists.

    The checklists of the campaign before it are loaded, too: its results stand in the reports, and one that
    cannot be used keeps nobody from working on the present campaign. A process calls this before it forks one
    child per unit, so that no child parses these files again.
    """
    campaign = workbench.campaign(campaign_id)
    workbench.found_checklists(campaign)
    for _, name in (
        one for earlier in earlier_campaigns(workbench, campaign)[:1] for one in earlier.checklists
    ):
        with contextlib.suppress(InspectionError):
            workbench.checklist(name)
    workbench.calendar()
