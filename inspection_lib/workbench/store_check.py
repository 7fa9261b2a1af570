"""Check the records in a store: their chains, the checklists that they name, and answers that do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from inspection_lib.errors import InspectionError, InvalidFilesError, Problem
from inspection_lib.keys import machine_called
from inspection_lib.language import Fault, first_names, message
from inspection_lib.model import Campaign, Fork, ResponseEvent, Unit
from inspection_lib.record import (
    EventStore,
    Recorder,
    check_removals,
    find_unfit_answers,
    forks_of,
    holds_expiring_texts,
    in_order,
)
from inspection_lib.workbench.folder import Workbench
from inspection_lib.workbench.stores import open_recorder

SOON = timedelta(days=90)
"""A term of keeping that ends within this time is told."""
UNITS_NAMED = 20
"""A problem that many units share names at most this many of them."""


def check_store(workbench: Workbench, store: EventStore, store_name: str) -> list[Problem]:
    """What is wrong with the records of all campaigns in a store, and what people should know.

    ``store_name`` names the store in the problems. An error is a record of which no report can be made: a
    broken chain, or a checklist whose file was changed or lost after it was answered. A warning is a record
    on another version than the plan names, or with answers that do not fit its version.
    """
    found: list[Problem] = []
    for campaign in workbench.campaigns():
        try:
            found += _check_campaign(workbench, campaign, store, store_name)
        except InvalidFilesError as error:  # its checklists cannot be used: the other campaigns are checked
            found += error.problems
    return list(dict.fromkeys(found))  # all units of a missing checklist have the same problem


def _check_campaign(
    workbench: Workbench, campaign: Campaign, store: EventStore, store_name: str
) -> list[Problem]:
    problems: list[Problem] = []
    behind: dict[tuple[str, str], list[str]] = {}
    holding: list[str] = []
    known = {unit.code: unit for unit in campaign.units}
    recorder = open_recorder(workbench, campaign, store)
    broken: dict[str, InspectionError] = {}
    for code, events in store.campaign_events(campaign.id, broken):
        unit = known.get(code)
        if unit is None:
            continue
        try:
            here, faults = _check_unit(recorder, unit, events)
        except InspectionError as error:
            problems.append(Problem(store_name, 0, error.fault))
            continue
        problems += [Problem(store_name, 0, fault, warning=True) for fault in faults]
        if holds_expiring_texts(events, recorder.checklist_in_use(code, in_order(events))):
            holding.append(code)
        planned = campaign.checklist_for(unit.kind) or here
        if here != planned:
            behind.setdefault((here, planned), []).append(code)
        problems += [
            Problem(store_name, 0, fault, warning=True) for fault in _beside(store, campaign.id, code)
        ]
    problems += [Problem(store_name, 0, error.fault) for _, error in sorted(broken.items())]
    if due := _due_texts(campaign, recorder, holding):
        problems.append(Problem(store_name, 0, due, warning=True))
    for (here, planned), codes in behind.items():
        fault = _other_version(campaign.id, here, planned, codes)
        problems.append(Problem(store_name, 0, fault, warning=True))
    return problems


def _check_unit(recorder: Recorder, unit: Unit, chains: Sequence[ResponseEvent]) -> tuple[str, list[Fault]]:
    """The version on which the record stands, and the answers that do not fit it.

    Raises InspectionError if no report can be made of the record.
    """
    check_removals(chains)
    events = in_order(chains)
    checklist = recorder.checklist_in_use(unit.code, events)
    unfit = find_unfit_answers(checklist, checklist, events)
    if not unfit:
        return checklist.name, []
    text = message(
        "Unit {unit} has answers that do not fit its checklist {checklist}: {items}.",
        unit=unit.code,
        checklist=checklist.name,
        items=", ".join(dict.fromkeys(answer.item_id for answer in unfit)),
    )
    remedy = message(
        "Move it with `inspection amend {campaign} --checklist {checklist} {unit}`; the answers have to be "
        "given again.",
        campaign=recorder.campaign.id,
        checklist=checklist.name,
        unit=unit.code,
    )
    return checklist.name, [Fault(text, remedy)]


def _due_texts(campaign: Campaign, recorder: Recorder, holding: Sequence[str]) -> Fault | None:
    """What to say of the term of keeping: the texts of some units are past it, or will be soon."""
    today = date.fromisoformat(recorder.now()[:10])
    if not holding or campaign.keep_until is None or campaign.keep_until > today + SOON:
        return None
    name, day = campaign.id, campaign.keep_until
    if day >= today:
        return Fault(
            message("Texts and evidence of {campaign} are kept until {day}.", campaign=name, day=day),
            message("After that day: inspection redact {campaign} --expired", campaign=name),
        )
    return Fault(
        message(
            "Texts and evidence of {campaign} were to be kept until {day}; {count} units still have some.",
            campaign=name,
            day=day,
            count=len(holding),
        ),
        message("Delete them: inspection redact {campaign} --expired", campaign=name),
    )


def _beside(store: EventStore, campaign_id: str, unit_code: str) -> list[Fault]:
    """The forks that are kept beside the chains of a unit: what stands here, and what contradicts it."""
    record = store.kept_record(campaign_id, unit_code)
    return [_contradicting(unit_code, fork) for fork in forks_of(record.events, record.forks)]


def _contradicting(unit_code: str, fork: Fork) -> Fault:
    text = message(
        "Unit {unit}: two computers wrote under the name of {machine}. Event {event} was recorded at {here} "
        "by '{actor}', and another one at {there} by '{other}', which is kept beside and counts nowhere.",
        unit=unit_code,
        machine=machine_called(fork.origin),
        event=fork.number,
        here=fork.here.recorded_at[:16],
        actor=fork.here.actor,
        there=fork.there.recorded_at[:16],
        other=fork.there.actor,
    )
    return Fault(text, message("Ask who copied what. Enter again what is right."))


def _other_version(campaign_id: str, here: str, planned: str, codes: Sequence[str]) -> Fault:
    named = first_names(codes, UNITS_NAMED)
    text = message(
        "{count} units stand on checklist {here}; the plan names {planned}: {units}.",
        count=len(codes),
        here=here,
        planned=planned,
        units=named,
    )
    remedy = message(
        "Look with `inspection amend {campaign} --checklist {planned} --dry-run`, then move them without "
        "--dry-run.",
        campaign=campaign_id,
        planned=planned,
    )
    return Fault(text, remedy)
