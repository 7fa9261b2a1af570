"""Load one unit's inspection: its events from the store, its checklist and its registers as one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from inspection_lib.definitions import read_register_maps
from inspection_lib.errors import InspectionError, InvalidFilesError
from inspection_lib.imports import RegisterReading, read_measures, unit_registers
from inspection_lib.model import Campaign, Inspection, ResponseEvent
from inspection_lib.record import (
    EventStore,
    KeptRecord,
    chain_head,
    check_frozen,
    check_removals,
    fold_answers,
    forks_of,
    in_order,
    recorded_checklist,
    redactions_of,
    submitted_at,
)
from inspection_lib.workbench.folder import Workbench, find_unit


def load_inspection(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str | int
) -> Inspection:
    """One unit's inspection. A unit without events has an inspection without answers.

    Raises NotFoundError for an unknown unit, ChainError when a recorded event was changed or left out, and
    InvalidFilesError when the checklist or a register of the unit cannot be used.
    """
    unit = find_unit(campaign, unit_code)
    record = store.kept_record(campaign.id, unit.code)
    return with_kept(inspection_from_events(workbench, campaign, unit.code, record.events), record)


def with_kept(inspection: Inspection, record: KeptRecord) -> Inspection:
    """The inspection with what the store knows beside its events: forks, and the day of adoption."""
    forks = forks_of(record.events, record.forks)
    return replace(inspection, forks=forks, known_since=record.ends.known_since)


def inspection_from_events(
    workbench: Workbench, campaign: Campaign, unit_code: str, events: Sequence[ResponseEvent]
) -> Inspection:
    """The inspection of a unit from events that a store gave, chain by chain, in any order of chains.

    Every method of a store that reads events verifies their chains, so that is not done again here. Raises
    the other errors of `load_inspection`.
    """
    unit = find_unit(campaign, unit_code)
    check_removals(events)
    ordered = in_order(events)
    recorded = recorded_checklist(ordered)
    checklist = workbench.checklist(recorded[0] if recorded else campaign.checklist_for(unit.kind) or "")
    if recorded is not None:
        check_frozen(unit.code, checklist, recorded)
    return Inspection(
        unit=unit,
        parent=campaign.parent_of(unit),
        campaign=campaign,
        checklist=checklist,
        answers=fold_answers(checklist, ordered),
        measures=load_registers(workbench.registers(campaign.id), campaign, unit.code).measures,
        calendar=workbench.calendar(),
        submitted_at=submitted_at(ordered),
        chain_head=chain_head(ordered),
        events=len(ordered),
        redactions=redactions_of(ordered),
    )


def earlier_inspection(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str
) -> Inspection | None:
    """The unit's inspection in the latest earlier campaign in which it has events; None when there is none.

    An earlier record that cannot be read is skipped: it must not keep people from working on the present one.
    Making the report of that earlier campaign shows its error.
    """
    for earlier in earlier_campaigns(workbench, campaign):
        events = store.events(earlier.id, unit_code) if earlier.unit(unit_code) else []
        if events:
            try:
                return inspection_from_events(workbench, earlier, unit_code, events)
            except InspectionError:
                continue
    return None


def earlier_campaigns(workbench: Workbench, campaign: Campaign) -> list[Campaign]:
    """The campaigns whose visits ended before this one's began, the latest first.

    A plan that cannot be read is left out; `inspection check` says what is wrong with it.
    """
    found = []
    for plan in (workbench.folder / "checklists" / "plans").glob("*.yaml"):
        try:
            other = workbench.campaign(plan.stem)
        except InspectionError:
            continue
        if other.visits_to < campaign.visits_from:
            found.append(other)
    return sorted(found, key=lambda other: (other.visits_from, other.id), reverse=True)


def load_registers(folder: Path, campaign: Campaign, unit_code: str) -> RegisterReading:
    """What a unit's registers in a folder hold for the campaign's period; empty without registers.

    Raises InvalidFilesError with all problems of all registers of the unit, or of the mapping files.
    """
    files, problems = unit_registers(folder, unit_code)
    reading = RegisterReading()
    try:
        if files:
            maps = read_register_maps(folder)
            reading = read_measures(files, campaign.period_from, campaign.period_to, maps)
    except InvalidFilesError as error:
        problems += error.problems
    if problems:
        raise InvalidFilesError(problems)
    return reading


def load_shared(workbench: Workbench, campaign_id: str) -> None:
    """Fill the caches with what all units of a campaign share: its plan and its checklists.

    A process calls it before it forks one child per unit, so that no child parses these files again.
    """
    workbench.found_checklists(workbench.campaign(campaign_id))
    workbench.calendar()
